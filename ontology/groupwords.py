"""The words that names of groups of agencies are made of, by ``authority/groups.ttl``, and the names of bodies.

>>> words()["so"].head, words()["cap-xa"].types
('Sở', ('phường', 'thị trấn', 'xã', 'đặc khu'))
>>> end, word = vocabulary().at(tokens("các sở, ban, ngành tỉnh"), 3)
>>> word.key, end
('ban-nganh', 6)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Generic, TypeVar

from ontology.authority import bodies, sectors
from ontology.rows import Row, rows_of
from ontology.terms import Class, Property

_TOKEN: Final = re.compile(r"[^\W_]+(?:/[^\W_]+)*\.?|[,;&]")
# Two spellings of one syllable: the tone mark on either vowel.
_TONES: Final = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "uỷ": "ủy", "uý": "úy", "uỳ": "ùy"}
_OLD_TONES: Final = re.compile(rf"(?:{'|'.join(_TONES)})(?!\w)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of groups' names: ``role`` is bodies, places, below, determiner, filler or restriction.

    ``levels`` are those at which its bodies or places are; ``head`` that of the sectors whose bodies it means; ``body``
    and ``types`` the body of each unit of these types; ``is_open``: there are others that the word means as well.
    """

    key: str
    label: str
    role: str
    levels: tuple[str, ...]
    head: str
    body: str
    types: tuple[str, ...]
    is_open: bool
    sources: tuple[str, ...]
    confidence: str


@cache
def words() -> dict[str, Word]:
    """The words by their keys."""
    return {word.key: word for word in (_word(row) for row in rows_of(Class.GROUP_WORD))}


def _word(row: Row) -> Word:
    return Word(
        key=row.iri.rsplit("/", 1)[-1],
        label=row.label(),
        role=row.one(Property.WORD_ROLE),
        levels=row.codes(Property.LEVEL),
        head=row.one(Property.MEMBER_HEAD),
        body=row.one(Property.MEMBER_BODY),
        types=row.all(Property.MEMBER_PLACES),
        is_open=row.flag(Property.OPEN_LIST),
        sources=row.sources(),
        confidence=row.one(Property.SOURCE_CONFIDENCE),
    )


def tokens(text: str) -> tuple[str, ...]:
    """The words of a name and the marks between them, in lower case, in one spelling of the tone marks.

    >>> tokens("Uỷ ban nhân dân các xã, TT.")
    ('ủy', 'ban', 'nhân', 'dân', 'các', 'xã', ',', 'tt.')
    """
    return tuple(_OLD_TONES.sub(lambda match: _TONES[match[0]], word.casefold()) for word in written(text))


def written(text: str) -> list[str]:
    """The words of a name and the marks between them as they stand."""
    return _TOKEN.findall(unicodedata.normalize("NFC", text))


Thing = TypeVar("Thing")


class Names(Generic[Thing]):
    """Names of things by their words, the longest first."""

    def __init__(self, named: Iterable[tuple[str, Thing]]) -> None:
        self._things: Mapping[tuple[str, ...], Thing] = {tokens(name): thing for name, thing in named}
        self._longest = max(map(len, self._things))

    def at(self, text: Sequence[str], start: int) -> tuple[int, Thing] | None:
        """Where the longest name ends that begins at an offset, and what it names."""
        for end in range(min(len(text), start + self._longest), start, -1):
            thing = self._things.get(tuple(text[start:end]))
            if thing is not None:
                return end, thing
        return None


@cache
def vocabulary() -> Names[Word]:
    """The words by all their spellings."""
    rows = rows_of(Class.GROUP_WORD)
    known = words()
    return Names(
        (spelling, known[row.iri.rsplit("/", 1)[-1]]) for row in rows for spelling in (row.label(), *row.aliases())
    )


@cache
def body_names() -> Names[str]:
    """Bodies by all their names, departments and offices by those of their sectors."""
    own = ((name, body.name) for body in bodies() for name in (body.name, *body.aliases))
    headed = (
        (f"{head} {name}", f"{head} {sector.name}")
        for sector in sectors()
        for head in sector.heads
        for name in (sector.name, *sector.aliases)
    )
    return Names([*headed, *own])
