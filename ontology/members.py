"""Groups of agencies as definitions, and their members at a date.

"Các sở, ban, ngành" of tỉnh Cao Bằng is a definition: kinds of body, a level, a place. Who the members are follows from
what there was at a date: 10 districts on 2024-05-23 and none from 2025-07-01 on. What the words do not tell ("các đơn
vị có liên quan") stays open, and so says the definition.

>>> known = definition("UBND các huyện, thành phố", None, "tinh-cao-bang", PartialDate(2024, 5, 23))
>>> [len(members(known, PartialDate(*day))) for day in ((2024, 5, 23), (2025, 7, 1))]
[10, 0]
>>> str(why_none(known, PartialDate(2025, 7, 1)))
'the level “cấp huyện” has existed only to 2025-06-30'
>>> definition("các cơ quan, đơn vị liên quan", None, "tinh-cao-bang", None) is None
True
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ontology.codes import Level, Side
from ontology.dates import PartialDate
from ontology.groupnames import Phrase, read
from ontology.groupwords import words
from ontology.holders import Holder, own_body
from ontology.identifiers import slug
from ontology.kinds import Kind, everywhere, kinds_of, side_of
from ontology.lines import Period, Tier, tiers
from ontology.unit_rows import COUNTRY
from ontology.units import Unit, candidates, unit, units, within
from ontology.words import Words

_RANKS: Final = ("low", "medium", "high")
_LONG_AGO: Final = PartialDate(2010, 1, 1)
_ALWAYS: Final = Period(None, None)
# The level of "thành phố" inside a place.
_BELOW: Final = {Level.CENTRAL: Level.PROVINCE, Level.PROVINCE: Level.DISTRICT}


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of member: the bodies that a word means at a place, or (with ``types``) one body in each unit inside.

    ``place`` is the slug of one unit, "viet-nam" for the country; ``period`` bounds what units and bodies allow;
    ``is_open``: the words mean others as well.
    """

    word: str
    body: str
    types: tuple[str, ...]
    level: Level
    place: str
    period: Period
    is_open: bool
    confidence: str
    sources: tuple[str, ...]

    @property
    def key(self) -> str:
        """What tells it from the other parts at its place, in IRIs.

        >>> [p.key for p in definition("UBND các xã, phường", None, "tinh-cao-bang", None).parts]
        ['uy-ban-nhan-dan.xa.commune', 'uy-ban-nhan-dan.phuong.commune']
        """
        return f"{slug(self.body)}.{self.word}.{self.level}" if self.body else f"{self.word}.{self.level}"

    @property
    def label(self) -> str:
        """What it means, in words.

        >>> [p.label for p in definition("các sở, địa phương", None, "tinh-cao-bang", None).parts][::2]
        ['các sở (tỉnh Cao Bằng)', 'Ủy ban nhân dân các phường, thị trấn, xã, đặc khu (tỉnh Cao Bằng)']
        """
        at = unit(self.place)
        what = f"{self.body} các {', '.join(self.types)}" if self.types else f"các {words()[self.word].label}"
        return f"{what} ({f'{at.type} {at.name}' if at else 'Việt Nam'})"


@dataclass(frozen=True, slots=True)
class Definition:
    """What a group's name means at its place; ``open_words`` are those whose members are not known."""

    name: str
    parts: tuple[Part, ...]
    open_words: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether the members are all that the name means."""
        return not self.open_words and not any(part.is_open for part in self.parts)


@dataclass(frozen=True, slots=True)
class Member:
    """A body that belongs to a group for a time; ``confidence`` is high, medium, or low: not every place has one."""

    holder: Holder
    level: Level
    period: Period
    confidence: str
    sources: tuple[str, ...]

    @property
    def body(self) -> str:
        """The body's own name."""
        return self.holder.body

    @property
    def place(self) -> str:
        """The slug of its place, "" for a central body."""
        return self.holder.place

    @property
    def iri(self) -> str:
        """The IRI of the agency."""
        return self.holder.iri

    @property
    def name(self) -> str:
        """The body's name with its place's."""
        return self.holder.name

    @property
    def side(self) -> Side:
        """The system that it belongs to."""
        return side_of(self.body)


def definition(name: str, level: Level | None, place: str, on: PartialDate | None) -> Definition | None:
    """What a group of this name means, said at a place and a date; None where no word of it tells.

    ``place`` is the slug that documents write; where it can be several units at the date, nothing is known. ``level``
    is what is known of the members' level beside the name ("thành phố" is of two).
    """
    reading, at = read(name), _unit(place, on)
    parts, unknown = [], list(reading.open_words)
    for phrase in reading.phrases:
        found = list(_parts(phrase, level, at)) if at or place == COUNTRY else []
        parts += found
        unknown += [] if found else [phrase.label]
    return Definition(name, tuple(parts), tuple(unknown)) if parts else None


def members(known: Definition, on: PartialDate) -> tuple[Member, ...]:
    """The members at a day, or at some time within a month or year, each once, by name."""
    there = (member for part in known.parts for member in memberships(part) if member.period.holds_on(on))
    return tuple(
        sorted({member.iri: member for member in there}.values(), key=lambda member: (member.name, member.iri))
    )


def why_none(known: Definition, on: PartialDate) -> Words | None:
    """Why a group has no members at a date; None where it has some."""
    if members(known, on):
        return None
    part = known.parts[0]
    at, tier = unit(part.place), _tier(part.level)
    if at is not None and not at.exists_on(on):
        return _only(f"{at.type} {at.name}", Period(at.valid_from, at.valid_to))
    if not any(tier.level is part.level and tier.period.holds_on(on) for tier in tiers()):
        return _only(f"“{tier.name}”", tier.period, "", "the level ")
    return Words(
        "the data knows no such body there at that date", "dữ liệu không có cơ quan nào như vậy ở đó vào ngày ấy"
    )


def _only(what: str, period: Period, vi: str = "", en: str = "") -> Words:
    since = period.first.iso if period.first else ""
    until = period.last.iso if period.last else ""
    english = " ".join(part for part in (f"from {since}" * bool(since), f"to {until}" * bool(until)) if part)
    vietnamese = " ".join(part for part in (f"từ {since}" * bool(since), f"đến hết {until}" * bool(until)) if part)
    return Words(f"{en}{what} has existed only {english}", f"{vi}{what} chỉ tồn tại {vietnamese}")


def _unit(place: str, on: PartialDate | None) -> Unit | None:
    """The one unit that a slug means at a date; a province's slug tells its generation."""
    known = unit(place)
    if known is not None and known.level is Level.PROVINCE:
        return known
    found = candidates(place, on) if place and place != COUNTRY else ()
    return found[0] if len(found) == 1 else None


def _parts(phrase: Phrase, hint: Level | None, at: Unit | None) -> Iterator[Part]:
    """What a phrase means at a unit (None: in the whole country); nothing where it makes no sense there."""
    own = at.level if at else Level.CENTRAL
    if phrase.below:
        for tier in tiers():
            if any(above.key == tier.below and above.level is own for above in tiers()):
                yield from _places(phrase, tier, at, _all_types(tier.level))
    elif phrase.types:
        level = Level(phrase.level) if phrase.level else hint if hint in _BELOW.values() else _BELOW.get(own)
        if level and list(Level).index(level) > list(Level).index(own):
            yield from _places(phrase, _tier(level), at, phrase.types)
    else:
        yield from _bodies(phrase, own, at)


def _places(phrase: Phrase, tier: Tier, at: Unit | None, types: tuple[str, ...]) -> Iterator[Part]:
    kinds, word = everywhere(phrase.body, tier.level), words()[phrase.word]
    period = (tier.period if phrase.below else _ALWAYS).within(_period(at))
    if kinds and period:
        confidence = "high" if phrase.said else word.confidence
        place = at.slug if at else COUNTRY
        yield Part(phrase.word, phrase.body, types, tier.level, place, period, word.is_open, confidence, word.sources)


def _bodies(phrase: Phrase, own: Level, at: Unit | None) -> Iterator[Part]:
    """The bodies of a word at the unit itself, or at the one above it that the words name ("các sở" in a district)."""
    word = words()[phrase.word]
    level = Level(phrase.level) if phrase.level else own
    there = _above(at, level) if at else None
    if level in word.levels and (there or level is own) and kinds_of(word.key, level):
        place = there.slug if there else COUNTRY
        yield Part(word.key, "", (), level, place, _period(there), word.is_open, word.confidence, word.sources)


def _period(at: Unit | None) -> Period:
    return Period(at.valid_from, at.valid_to) if at else _ALWAYS


def _above(at: Unit, level: Level) -> Unit | None:
    """The unit of a level that a unit is or lies in."""
    above = (unit(place) for place in (at.slug, at.parent, at.province))
    return next((one for one in above if one and one.level is level), None)


def _tier(level: Level) -> Tier:
    return next(tier for tier in tiers() if tier.level is level)


@cache
def _all_types(level: Level) -> tuple[str, ...]:
    """All kinds of unit of a level: those of the word that has most."""
    return max((word.types for word in words().values() if level in word.levels), key=len)


@cache
def memberships(part: Part) -> tuple[Member, ...]:
    """The members of a part at all times, each with its days."""
    if part.types:
        inside = [one for one in _within(part.place, part.level) if one.type in part.types]
        found = (_member(part, kind, one) for one in inside for kind in everywhere(part.body, part.level))
    else:
        at = unit(part.place)
        found = (_member(part, kind, at) for kind in kinds_of(part.word, part.level))
    return tuple(member for member in found if member)


def _member(part: Part, kind: Kind, at: Unit | None) -> Member | None:
    """A body at a unit for the days that the part, the body and the unit have in common."""
    if at and kind.types and at.type not in kind.types:
        return None
    common = part.period.within(kind.period)
    common = common.within(_period(at)) if common else None
    if common is None:
        return None
    body = own_body(kind.body, at.level, f"{at.type} {at.name}") if at else kind.body
    confidences = (part.confidence, kind.confidence, at.confidence if at else "high")
    sources = {*part.sources, *kind.sources, *(at.sources if at else ())}
    return Member(
        Holder(body, at.slug if at else ""),
        part.level,
        common,
        min(confidences, key=_RANKS.index),
        tuple(sorted(sources)),
    )


@cache
def _within(place: str, level: Level) -> tuple[Unit, ...]:
    """The units of a level inside a place at any time."""
    if place == COUNTRY:
        return tuple(one for one in units() if one.level is level)
    starts = {one.valid_from for one in units() if one.level is level and one.valid_from}
    found = {one.slug: one for on in (_LONG_AGO, *starts) for one in within(place, level, on)}
    return tuple(found[key] for key in sorted(found))
