"""The functions of State and Party management (chức năng quản lý), and the words that tell them.

When a body ends, its functions pass to others: whoever asks for the heir of a duty has to know its function. The
functions and their words stand in ``authority/functions.ttl``, for an official to read and change.

>>> [(found.notation, found.weight) for found in found_in("Giảm lao động trẻ em tại hộ nghèo")]
[('child', 1.0), ('labour', 1.0), ('poverty', 0.5)]
>>> relevant({"child": 0.5, "education": 1.0}, {"child", "labour"})
('child',)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import ahocorasick

from ontology.authority import bodies, sectors
from ontology.identifiers import code_iri, slug
from ontology.rows import ORG, SKOS, rows_of
from ontology.terms import Class, Property

SCHEME: Final = "government-function"
STRONG: Final = 1.0
WEAK: Final = 0.5

# "Lao động - Thương binh và Xã hội" behind "Sở", "ngành": the name of a body, whose words are not the matter.
_HEADS: Final = ("Bộ", "Sở", "Phòng", "Ban", "Ủy ban")


@dataclass(frozen=True, slots=True)
class Function:
    """A function; words are in lower case. See the vocabulary for what tells the three kinds of term apart."""

    notation: str
    label_vi: str
    label_en: str
    terms: tuple[str, ...]
    weak_terms: tuple[str, ...]
    misleading_terms: tuple[str, ...]

    @property
    def iri(self) -> str:
        """The concept of the function.

        >>> functions()["child"].iri
        'https://w3id.org/chidao/code/government-function/child'
        """
        return code_iri(SCHEME, self.notation)


@dataclass(frozen=True, slots=True)
class Found:
    """A function told by the words at ``start:end``; ``weight`` is STRONG or WEAK."""

    notation: str
    start: int
    end: int
    weight: float


@cache
def functions() -> dict[str, Function]:
    """All functions by their notation, sorted.

    >>> functions()["poverty"].label_vi
    'giảm nghèo'
    """
    return {
        row.one(f"{SKOS}notation"): Function(
            notation=row.one(f"{SKOS}notation"),
            label_vi=row.label(),
            label_en=row.text(f"{SKOS}prefLabel", "en"),
            terms=row.all(Property.TERM),
            weak_terms=row.all(Property.WEAK_TERM),
            misleading_terms=row.all(Property.MISLEADING_TERM),
        )
        for row in rows_of(Class.GOVERNMENT_FUNCTION)
    }


def found_in(text: str) -> tuple[Found, ...]:
    """The functions that the words of a text tell, in their order; words inside longer ones do not count.

    The text is in NFC, with one blank between words and tone marks as in "hòa". Names of bodies tell nothing.

    >>> [found.notation for found in found_in("Sở Y tế phối hợp với Sở Giáo dục và Đào tạo dạy bơi cho học sinh")]
    ['culture', 'education']
    """
    lower = text.lower()
    if len(lower) != len(text):  # there are letters whose lower case is two
        lower = "".join(char.lower()[0] for char in text)
    return tuple(
        Found(notation, start, end, weight)
        for start, end, told in _words_of(lower)
        if text[start:end] not in _names()
        for notation, weight in told
    )


def of_body(body: str) -> frozenset[str]:
    """The functions that passed from a body to others, as far as the changes of organisation name them.

    ``body`` is its own name without a place, or the slug of it, with which the IRIs of agencies end.

    >>> sorted(of_body("Sở Thông tin và Truyền thông"))
    ['it', 'netsec', 'press']
    """
    return _of_bodies().get(slug(body), frozenset())


@cache
def _of_bodies() -> dict[str, frozenset[str]]:
    """The functions that passed from each body, by the slug of its name."""
    passed: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(Class.TRANSFER):
        passed[row.one(Property.IN_CHANGE)].add(row.code(Property.GOVERNMENT_FUNCTION))
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(f"{ORG}ChangeEvent"):
        for body in row.all(f"{ORG}originalOrganization"):
            found[body.rpartition("/")[2]].update(passed[row.iri] - {""})
    return {body: frozenset(own) for body, own in found.items()}


def relevant(told: Mapping[str, float], of_owner: Collection[str]) -> tuple[str, ...]:
    """Which of the told functions, by weight or confidence, are those of a duty that a body with ``of_owner`` had.

    The weightiest count: "cứu trợ trẻ em" is of social protection where the body had both. Several: the words do not
    decide between them.

    >>> relevant({"child": 0.5, "social-protection": 1.0}, {"child", "social-protection"})
    ('social-protection',)
    """
    own = {notation: weight for notation, weight in told.items() if notation in of_owner}
    return tuple(sorted(notation for notation, weight in own.items() if weight == max(own.values())))


def _words_of(lower: str) -> Iterator[tuple[int, int, tuple[tuple[str, float], ...]]]:
    """Start, end and what they tell, of all terms that do not stand inside a longer one."""
    found = [(last + 1 - length, last + 1, told) for last, (length, told) in _automaton().iter(lower)]
    reached = 0
    for start, end, told in sorted(found, key=lambda term: (term[0], -term[1])):
        joined = start and lower[start - 1].isalnum() and lower[start].isalnum()
        if end > reached and not joined and not lower[end : end + 1].isalnum():
            reached = end
            yield start, end, told


@cache
def _automaton() -> ahocorasick.Automaton:
    """All terms, and the names that hold such words, with their length and what they tell: nothing, or functions."""
    told: dict[str, dict[str, float]] = defaultdict(dict)
    for name in _bodies():
        told[name] = {}
    for function in functions().values():
        for term in function.misleading_terms:
            told[term] = {}
    for function in functions().values():
        for weight, terms in ((WEAK, function.weak_terms), (STRONG, function.terms)):
            for term in terms:
                told[term][function.notation] = weight
    automaton = ahocorasick.Automaton()
    for term, weights in told.items():
        automaton.add_word(term, (len(term), tuple(sorted(weights.items()))))
    automaton.make_automaton()
    return automaton


def _bodies() -> Iterator[str]:
    """The names of bodies in lower case, but for short forms of one word, such as BHXH."""
    for body in bodies():
        yield from (name.lower() for name in (body.name, *body.aliases) if " " in name)
    for sector in sectors():
        for name in (sector.name, *sector.aliases):
            yield from (f"{head} {name}".lower() for head in _HEADS)


@cache
def _names() -> frozenset[str]:
    """The sectors and bodies as they are written: "Sở Y tế, Tư pháp" names Tư pháp, and says nothing of justice."""
    named = (sector.name for sector in sectors())
    return frozenset((*named, *(body.name for body in bodies() if " " in body.name)))
