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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ontology.groupwords import Word, body_names, tokens, vocabulary, words, written

_SEPARATORS: Final = frozenset({",", ";", "&", "và"})
_NOUNS: Final = ("bodies", "places", "below")


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


def read(name: str) -> Reading:
    """The phrases of a group's name in their order."""
    reader = _Reader(name)
    reader.run()
    return Reading(tuple(reader.phrases), tuple(reader.open_words))


class _Reader:
    """Goes through a name once, word by word; ``row`` holds the nouns that nothing has closed yet.

    ``body`` is the one named before kinds of place; ``foreign``: the last noun is not known and goes on over the kinds
    of place that follow it ("nhà văn hóa xã, phường").
    """

    def __init__(self, name: str) -> None:
        self.text, self.written, self.at = tokens(name), written(name), 0
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
        noun = vocabulary().at(self.text, self.at)
        body = body_names().at(self.text, self.at)
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
        places = vocabulary().at(self.text, self.at)
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
        found = vocabulary().at(self.text, self.at)
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
        while (found := vocabulary().at(self.text, self.at)) and found[1].role in roles:
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
    found = (vocabulary().at(text, at) for at in range(len(text)))
    return (match[1] for match in found if match)


def _body_in(named: str, of_word: str) -> str:
    """The body in each place: the one named before, that of a committee ("Ban Tổ chức các | tỉnh ủy"), "" for none."""
    if not named or not of_word or of_word == _default_body():
        return named or of_word
    whole = tokens(f"{named} {of_word}")
    found = body_names().at(whole, 0)
    return found[1] if found and found[0] == len(whole) else ""


def _default_body() -> str:
    """The body that stands for a unit itself: its people's committee."""
    return words()["cap-xa"].body
