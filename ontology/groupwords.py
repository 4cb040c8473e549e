"""The words of a group's name, read: kinds of body at a place, or kinds of place with one body in each.

What a word means stands in ``authority/groups.ttl``; this module knows the grammar. Nouns stand in a row behind commas
and "và"; a word of level behind one ("các sở, ban, ngành | tỉnh") closes the row and says it for all of it. A body
before kinds of place is the body of each ("UBND | các xã, phường"). What narrows a row in a way that the words do not
tell ("có liên quan", "được giao ..."), or is no known word, leaves its members unknown.

>>> [(p.word, p.body, p.types, p.level) for p in read("UBND các huyện, thành phố").phrases]
[('huyen', 'Ủy ban nhân dân', ('huyện',), 'district'), ('thanh-pho', 'Ủy ban nhân dân', ('thành phố',), 'district')]
>>> read("Các Sở, ngành và đơn vị liên quan")
Reading(phrases=(), open_words=('Sở', 'ngành', 'đơn vị liên quan'))
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Generic, TypeVar

from ontology.authority import bodies, sectors
from ontology.rows import Row, rows_of
from ontology.terms import Class, Property

_TOKEN: Final = re.compile(r"[^\W_]+(?:/[^\W_]+)*\.?|[,;&]")
_SEPARATORS: Final = frozenset({",", ";", "&", "và"})
_NOUNS: Final = ("bodies", "places", "below")
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


@dataclass(frozen=True, slots=True)
class Phrase:
    """One kind that a name names: of bodies (no ``types``), or of places with the ``body`` of each.

    ``level`` is "" where the words do not tell it; ``below``: it is that right below the group's place; ``said``: the
    body itself is named, and not only its places.
    """

    word: str
    label: str
    body: str
    types: tuple[str, ...]
    level: str
    below: bool = False
    said: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What of a name is understood, and the words of which it is not known whom they mean."""

    phrases: tuple[Phrase, ...]
    open_words: tuple[str, ...]


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


def read(name: str) -> Reading:
    """The phrases of a group's name in their order."""
    reader = _Reader(name)
    reader.run()
    return Reading(tuple(reader.phrases), tuple(reader.open_words))


def tokens(text: str) -> tuple[str, ...]:
    """The words of a name and the marks between them, in lower case, in one spelling of the tone marks.

    >>> tokens("Uỷ ban nhân dân các xã, TT.")
    ('ủy', 'ban', 'nhân', 'dân', 'các', 'xã', ',', 'tt.')
    """
    return tuple(_OLD_TONES.sub(lambda match: _TONES[match[0]], word.casefold()) for word in _written(text))


def _written(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFC", text))


_Thing = TypeVar("_Thing")


class _Names(Generic[_Thing]):
    """Names of things by their words, the longest first."""

    def __init__(self, named: Iterable[tuple[str, _Thing]]) -> None:
        self._things: Mapping[tuple[str, ...], _Thing] = {tokens(name): thing for name, thing in named}
        self._longest = max(map(len, self._things))

    def at(self, text: Sequence[str], start: int) -> tuple[int, _Thing] | None:
        """Where the longest name ends that begins at an offset, and what it names."""
        for end in range(min(len(text), start + self._longest), start, -1):
            thing = self._things.get(tuple(text[start:end]))
            if thing is not None:
                return end, thing
        return None


@cache
def _vocabulary() -> _Names[Word]:
    rows = rows_of(Class.GROUP_WORD)
    known = words()
    return _Names(
        (spelling, known[row.iri.rsplit("/", 1)[-1]]) for row in rows for spelling in (row.label(), *row.aliases())
    )


@cache
def _body_names() -> _Names[str]:
    """Bodies by all their names, departments and offices by those of their sectors."""
    own = ((name, body.name) for body in bodies() for name in (body.name, *body.aliases))
    headed = (
        (f"{head} {name}", f"{head} {sector.name}")
        for sector in sectors()
        for head in sector.heads
        for name in (sector.name, *sector.aliases)
    )
    return _Names([*headed, *own])


class _Reader:
    """Goes through a name once, word by word; ``row`` holds the nouns that nothing has closed yet.

    ``body`` is the one named before kinds of place; ``foreign``: the last noun is not known and goes on over the kinds
    of place that follow it ("nhà văn hóa xã, phường").
    """

    def __init__(self, name: str) -> None:
        self.text, self.written, self.at = tokens(name), _written(name), 0
        self.phrases: list[Phrase] = []
        self.open_words: list[str] = []
        self.row: list[Phrase] = []
        self.body, self.foreign = "", False

    def run(self) -> None:
        """Reads to the end; one kind of place alone, without "các", is a place and no group."""
        while self.at < len(self.text):
            if self.text[self.at] in _SEPARATORS:
                self.at += 1
            else:
                self._phrase()
        self._close("")
        if len(self.phrases) == 1 and self.phrases[0].types and self.phrases[0].label == self._said(0, self.at):
            self.open_words.append(self.phrases.pop().label)

    def _phrase(self) -> None:
        """A noun with all that follows it up to the next joint, or a body whose places follow."""
        if self._skip("determiner"):
            self.foreign = False
        noun = _vocabulary().at(self.text, self.at)
        body = _body_names().at(self.text, self.at)
        if body and (noun is None or body[0] > noun[0]):
            self._of_places(*body)
        elif noun and noun[1].role in _NOUNS and not (self.foreign and noun[1].role != "bodies"):
            self._noun(*noun)
        else:
            self._unknown(self.at)

    def _of_places(self, end: int, body: str) -> None:
        """A body before its kinds of place: "UBND | các xã, phường"; one that names no kinds of place is no group."""
        start, self.at = self.at, end
        self._skip("determiner")
        places = _vocabulary().at(self.text, self.at)
        if places is None or not places[1].types:
            self._unknown(start)
            return
        self._close("")
        self.body, self.foreign = body, False

    def _noun(self, end: int, word: Word) -> None:
        label, self.at = self._said(self.at, end), end
        level = word.levels[0] if len(word.levels) == 1 else ""
        if word.role == "bodies":
            self.body, self.foreign = "", False
        body = _body_in(self.body, word.body)
        below = word.role == "below"
        self.row.append(Phrase(word.key, label, body, word.types, level, below, said=bool(self.body)))
        if body or word.role == "bodies":
            self._behind()
        else:
            self._narrowed(self.at)

    def _behind(self) -> None:
        """What stands behind a noun without a joint: a level, words that add nothing, else words that narrow it."""
        start = self.at
        self._skip("filler", "determiner")
        if self._ended():
            return
        found = _vocabulary().at(self.text, self.at)
        if found and found[1].role == "places" and found[1].body in ("", _default_body()):
            self.at = found[0]
            self._skip("filler")
            if self._ended():
                self._close(found[1].levels[0] if found[1].levels else "own")
                return
        self._narrowed(start)

    def _ended(self) -> bool:
        return self.at >= len(self.text) or self.text[self.at] in _SEPARATORS

    def _skip(self, *roles: str) -> bool:
        start = self.at
        while (found := _vocabulary().at(self.text, self.at)) and found[1].role in roles:
            self.at = found[0]
        return self.at > start

    def _narrowed(self, start: int) -> None:
        """The row is narrowed by words that do not tell whom they leave."""
        rest = self._rest(start)
        *before, last = self.row
        self.open_words += [*(phrase.label for phrase in before), f"{last.label} {rest}".rstrip()]
        self.row = []

    def _unknown(self, start: int) -> None:
        """A noun that is not known; where it is narrowed, the row before it may be narrowed as well."""
        rest = self._rest(start)
        inside = list(_inside(self.text[start : self.at]))
        if any(word.role == "restriction" for word in inside):
            self.open_words += [phrase.label for phrase in self.row]
            self.row = []
        self.open_words.append(rest)
        self.foreign = self.foreign or any(word.role == "places" for word in inside)

    def _rest(self, start: int) -> str:
        """All words up to the next joint."""
        self.at = next((at for at in range(start, len(self.text)) if self.text[at] in _SEPARATORS), len(self.text))
        return self._said(start, self.at)

    def _said(self, start: int, end: int) -> str:
        """Words as they are written."""
        return re.sub(r" (?=[,;])", "", " ".join(self.written[start:end]))

    def _close(self, level: str) -> None:
        """Ends the row: each noun without a level has that of the word behind the row, else that of its neighbours."""
        levels = [phrase.level for phrase in self.row if phrase.level and phrase.types]
        for phrase in self.row:
            beside = levels[0] if levels and phrase.types else ""
            self.phrases.append(_levelled(phrase, level, beside))
        self.row = []


def _levelled(phrase: Phrase, said: str, beside: str) -> Phrase:
    """A phrase with its level; "own" is that of the group's place, as is no level at all."""
    if phrase.level or said == "own":
        return phrase
    return replace(phrase, level=said or beside)


def _inside(text: Sequence[str]) -> Iterator[Word]:
    """The known words inside others."""
    found = (_vocabulary().at(text, at) for at in range(len(text)))
    return (match[1] for match in found if match)


def _body_in(named: str, of_word: str) -> str:
    """The body in each place: the one named before, that of a committee ("Ban Tổ chức các | tỉnh ủy"), "" for none."""
    if not named or not of_word or of_word == _default_body():
        return named or of_word
    whole = tokens(f"{named} {of_word}")
    found = _body_names().at(whole, 0)
    return found[1] if found and found[0] == len(whole) else ""


def _default_body() -> str:
    """The body that stands for a unit itself: its people's committee."""
    return words()["cap-xa"].body
