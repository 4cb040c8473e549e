"""Whether ontology and facts can hold together, and if not, which facts clash and by which axioms.

>>> found = explain({fact: "x.ttl" for fact in turtle(b'''
...     @prefix cd: <https://w3id.org/chidao/ontology#> .
...     <urn:a> a cd:Plan ; cd:jurisdiction <urn:b> . <urn:d> cd:ownerAgent <urn:b> .
... ''', "x.ttl")}, seconds=0)
>>> [told.words.en for told in found.contradictions[0].facts]
['«urn:a» — jurisdiction: «urn:b»', '«urn:d» — owner agent: «urn:b»']
>>> found.complete
False
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph import hermit
from graph.axioms import OWL, RDF, RDFS, Axiom, Axioms, code_lists, vocabulary
from graph.hermit import SECONDS, NoJavaError, ReasonerError, TooLongError, java
from graph.smallest import Justification, by_reasoner, by_rules, told_apart
from graph.telling import MEMBER, Teller, Told
from graph.vocabulary import TYPE
from ontology.identifiers import AUTHORITY_GRAPH
from ontology.reference import CODES, VOCABULARY
from ontology.words import Words

__all__ = [
    "Contradiction",
    "Explanation",
    "NoJavaError",
    "NotTurtleError",
    "ReasonerError",
    "Reasoning",
    "TooLongError",
    "explain",
    "facts_among",
    "java",
    "reason",
    "turtle",
    "unsatisfiable",
]

_MANY: Final = 10
_TERMS: Final = (OWL, RDF, RDFS)
_ABOUT_THINGS: Final = (OWL + "sameAs", OWL + "differentFrom")


class NotTurtleError(ReasonerError):
    """A file that is not Turtle: ``path``, ``line`` (0 where the file cannot be read at all) and ``said``."""

    def __init__(self, path: Path, line: int, said: str) -> None:
        super().__init__(f"{path}:{line}: not Turtle: {said}" if line else f"{path}: cannot be read: {said}")
        self.path, self.line, self.said = path, line, said


@dataclass(frozen=True, slots=True)
class Reasoning:
    """The outcome: whether the axioms can all hold, the IRIs of classes that can have no member, what is below what."""

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    below: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that cannot all hold, the fewest that do so, and the axioms that forbid it, each in words.

    ``alike`` further contradictions end where a fact of this one is mended.
    """

    about: str
    facts: tuple[Told, ...]
    axioms: tuple[tuple[Axiom, Words], ...]
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """The contradictions found; ``complete`` is whether HermiT said that nothing else contradicts."""

    contradictions: tuple[Contradiction, ...]
    complete: bool

    @property
    def consistent(self) -> bool:
        """Whether nothing contradicts, as far as was looked."""
        return not self.contradictions


def reason(files: Sequence[Path] = (VOCABULARY, CODES), seconds: float = SECONDS) -> Reasoning:
    """Classifies the classes of Turtle files, those of the ontology unless others are given; raises ReasonerError.

    In an inconsistent ontology every class is unsatisfiable, so that none is named.
    """
    found = hermit.classify([triple for path in files for triple in read(path)], seconds)
    return (
        Reasoning(consistent=False)
        if found is None
        else Reasoning(consistent=True, unsatisfiable=found.unsatisfiable, below=found.below)
    )


def explain(
    facts: Mapping[ox.Triple, str],
    extension: Iterable[ox.Triple] = (),
    *,
    most: int = _MANY,
    seconds: float = SECONDS,
) -> Explanation:
    """What among facts (each with the graph or file that has it) contradicts, by the ontology and an extension.

    Facts are held against the rules first, which takes seconds for a hundred thousand; what they leave is given to
    HermiT, which understands every axiom. ``seconds=0`` leaves HermiT out. Raises ReasonerError, NoJavaError and
    TooLongError only where the rules found nothing; a contradiction that is found is told without Java too.
    """
    added = tuple(extension)
    known = {**dict.fromkeys(facts_among(code_lists()), AUTHORITY_GRAPH), **facts}
    found = by_rules(known, Axioms.of((*vocabulary(), *added)), most)
    complete = False
    if seconds and len(found) < most:
        try:
            further = _by_reasoner(_without(known, found), (*vocabulary(), *added), most - len(found), seconds)
            found, complete = (*found, *further), len(found) + len(further) < most
        except ReasonerError:
            if not found:
                raise
    teller = Teller(known, added)
    return Explanation(tuple(_told(one, teller) for one in found), complete)


def _by_reasoner(
    facts: Sequence[ox.Triple], base: tuple[ox.Triple, ...], most: int, seconds: float
) -> tuple[Justification, ...]:
    axioms, found = Axioms.of(base), list[Justification]()
    while len(found) < most:
        left = _without(facts, found)
        one = by_reasoner(left, base, told_apart(left, axioms), seconds)
        if one is None:
            break
        found.append(one)
        if not one.facts:
            break
    return tuple(found)


def _without(facts: Iterable[ox.Triple], found: Iterable[Justification]) -> list[ox.Triple]:
    gone = {fact for one in found for fact in one.facts}
    return [fact for fact in facts if fact not in gone]


def _told(one: Justification, teller: Teller) -> Contradiction:
    facts = tuple(teller.fact(fact) for fact in one.facts)
    return Contradiction(one.about, facts, tuple((axiom, teller.axiom(axiom)) for axiom in one.axioms), one.alike)


def unsatisfiable(extension: Iterable[ox.Triple], seconds: float = SECONDS) -> dict[str, Explanation]:
    """The classes that can have no member once an extension is added, each with why; raises ReasonerError."""
    added = tuple(extension)
    found = hermit.classify((*vocabulary(), *added), seconds)
    names = found.unsatisfiable if found else ()
    members = {name: ox.Triple(MEMBER, TYPE, ox.NamedNode(name)) for name in names}
    return {name: explain({fact: ""}, added, most=1, seconds=seconds) for name, fact in members.items()}


def facts_among(triples: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
    """The triples that speak of things; the others define or describe terms."""
    several = tuple(triples)
    terms = {t.subject for t in several if t.predicate == TYPE and _in(t.object, _TERMS)}
    return tuple(t for t in several if t.subject not in terms and _speaks_of_a_thing(t))


def _speaks_of_a_thing(triple: ox.Triple) -> bool:
    if triple.predicate == TYPE:
        return not _in(triple.object, _TERMS)
    return triple.predicate.value in _ABOUT_THINGS or not _in(triple.predicate, _TERMS)


def _in(term: object, namespaces: tuple[str, ...]) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(namespaces)


def read(path: Path) -> tuple[ox.Triple, ...]:
    """The triples of a Turtle file; raises NotTurtleError."""
    try:
        return turtle(path.read_bytes(), str(path))
    except OSError as error:
        raise NotTurtleError(path, 0, error.strerror or str(error)) from error


def turtle(text: bytes, name: str) -> tuple[ox.Triple, ...]:
    """The triples of a text in Turtle; raises NotTurtleError under a name."""
    try:
        return tuple(quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise NotTurtleError(Path(name), error.lineno or 0, str(error.msg)) from error
