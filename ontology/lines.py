"""Levels of administration and the lines of authority: who mirrors whom, who stands above, who issues what.

At every level one body heads each line: Tỉnh ủy (Party), Hội đồng nhân dân (council), Ủy ban nhân dân (executive), Ủy
ban Mặt trận Tổ quốc (Front). The district level ended on 2025-06-30; a tier that was made anew that day, that of the
communes, is another tier. The rows stand in ``authority/lines.ttl``.

>>> before, after = PartialDate(2024, 5, 23), PartialDate(2025, 7, 1)
>>> [[level.value for level in levels_below(Level.PROVINCE, on)] for on in (before, after)]
[['district', 'commune'], ['commune']]
>>> commune = line_body("Đảng ủy", Level.COMMUNE, after)
>>> commune and (parent(commune, after).name, parent(line_body("Đảng ủy", Level.COMMUNE, before), before).name)
('Tỉnh ủy', 'Huyện ủy')
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ontology.codes import Kind, Level, Line, Side
from ontology.dates import PartialDate, exist_together
from ontology.rows import Row, rows_of
from ontology.terms import Class, Property


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of something, None where it is open."""

    first: PartialDate | None
    last: PartialDate | None

    def holds_on(self, on: PartialDate | None) -> bool:
        """Whether it holds on a day, or at some time within a month or year; at all times where no date is given."""
        return on is None or exist_together((self.first, self.last), (on, on))

    def within(self, other: Period) -> Period | None:
        """The days that two have in common, None where they have none.

        >>> Period(None, PartialDate(2025, 6, 30)).within(Period(PartialDate(2025, 3, 1), None))
        Period(first=PartialDate(year=2025, month=3, day=1), last=PartialDate(year=2025, month=6, day=30))
        """
        if not exist_together((self.first, self.last), (other.first, other.last)):
            return None
        firsts = [date for date in (self.first, other.first) if date]
        lasts = [date for date in (self.last, other.last) if date]
        return Period(max(firsts, default=None), min(lasts, default=None))


@dataclass(frozen=True, slots=True)
class Tier:
    """A level of administration while it exists; ``below`` is the key of the tier right above, "" at the top."""

    key: str
    name: str
    level: Level
    below: str
    rank: int
    period: Period


@dataclass(frozen=True, slots=True)
class LineBody:
    """The body that heads a line at a tier, by its own name without a place."""

    key: str
    name: str
    aliases: tuple[str, ...]
    line: Line
    side: Side
    tier: Tier
    period: Period
    sources: tuple[str, ...]
    confidence: str

    @property
    def level(self) -> Level:
        """The level of its tier."""
        return self.tier.level


@dataclass(frozen=True, slots=True)
class Expected:
    """What a body is to issue when a directive comes down: ``code`` is the layout of its number, as "n-KH/TU".

    ``confidence`` is high, medium or low; ``sources`` are keys of ``authority/sources.ttl``.
    """

    level: Level
    line: Line
    body: str
    kind: Kind
    code: str
    confidence: str
    sources: tuple[str, ...]


@cache
def tiers() -> tuple[Tier, ...]:
    """All tiers, from the top down, the older of two first.

    >>> [tier.key for tier in tiers()]
    ['central', 'province', 'district', 'commune', 'commune.2025']
    """
    rows = (
        Tier(
            key=_key(row.iri),
            name=row.label(),
            level=Level(row.code(Property.LEVEL)),
            below=_key(row.one(Property.BELOW_TIER)),
            rank=int(row.one(Property.RANK)),
            period=_period(row),
        )
        for row in rows_of(Class.TIER)
    )
    return tuple(sorted(rows, key=lambda tier: (tier.rank, tier.key)))


@cache
def line_bodies() -> tuple[LineBody, ...]:
    """The bodies that head the lines, by tier and line."""
    by_key = {tier.key: tier for tier in tiers()}
    rows = (
        LineBody(
            key=_key(row.iri),
            name=row.label(),
            aliases=row.aliases(),
            line=Line(row.code(Property.LINE)),
            side=row.side(),
            tier=by_key[_key(row.one(Property.OF_TIER))],
            period=_period(row),
            sources=row.sources(),
            confidence=row.one(Property.SOURCE_CONFIDENCE),
        )
        for row in rows_of(Class.LINE_BODY)
    )
    return tuple(sorted(rows, key=lambda body: (body.tier.rank, body.tier.key, list(Line).index(body.line))))


def levels_below(level: Level, on: PartialDate | None) -> tuple[Level, ...]:
    """The levels below one at a date, from the top down; those of all times where no date is given."""
    there = [tier for tier in tiers() if tier.period.holds_on(on)]
    own = [tier.rank for tier in there if tier.level is level]
    return tuple(dict.fromkeys(tier.level for tier in there if own and tier.rank > own[0]))


def line_body(name: str, level: Level, on: PartialDate) -> LineBody | None:
    """The body of this name, or of this other spelling of it, that heads a line at a level; None where not one does.

    >>> line_body("Thành ủy", Level.PROVINCE, PartialDate(2024)).name
    'Tỉnh ủy'
    >>> line_body("Huyện ủy", Level.DISTRICT, PartialDate(2025, 7, 1)) is None
    True
    """
    found = [b for b in _there(on) if b.level is level and name in (b.name, *b.aliases)]
    return found[0] if len(found) == 1 else None


def mirrors(body: LineBody, on: PartialDate) -> tuple[LineBody, ...]:
    """The bodies of the other lines at the same tier at a date; none where the body itself is no more.

    >>> [other.name for other in mirrors(line_body("Huyện ủy", Level.DISTRICT, PartialDate(2024)), PartialDate(2024))]
    ['Hội đồng nhân dân', 'Ủy ban nhân dân', 'Ủy ban Mặt trận Tổ quốc Việt Nam']
    """
    there = _there(on)
    return tuple(other for other in there if body in there and other.tier == body.tier and other.line != body.line)


def parent(body: LineBody, on: PartialDate) -> LineBody | None:
    """The body of the same line one tier up at a date; None at the top, and where the body itself is no more."""
    there = _there(on)
    above = [other for other in there if other.line is body.line and other.tier.key == body.tier.below]
    return above[0] if above and body in there else None


def expected(level_of_directive: Level, line: Line, on: PartialDate) -> tuple[Expected, ...]:
    """What is to be issued when a directive of a line comes down from a level, from the top down.

    Every lower level, and at the directive's own level the other lines: the Prime Minister plans under a directive of
    the Politburo, UBND tỉnh under the plan of Tỉnh ủy. That says nothing of the order in time.

    >>> under = expected(Level.PROVINCE, Line.PARTY, PartialDate(2025, 8))
    >>> [(one.body, one.code) for one in under if one.confidence != "low"]
    [('Ủy ban nhân dân', 'n/KH-UBND'), ('Đảng ủy', 'n-KH/ĐU'), ('Ủy ban nhân dân', 'n/KH-UBND')]
    """
    bodies = {body.key: body for body in line_bodies()}
    below = levels_below(level_of_directive, on)
    found = []
    for row in rows_of(Class.EXPECTED_DOCUMENT):
        body = bodies[_key(row.one(Property.EXPECTED_FROM))]
        beside = body.level is level_of_directive and body.line is not line
        under = line in (_key(code) for code in row.all(Property.UNDER_LINE))
        if under and (beside or body.level in below) and _period(row).holds_on(on):
            found.append((line_bodies().index(body), _expected(row, body)))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _expected(row: Row, body: LineBody) -> Expected:
    kind, confidence = Kind(row.code(Property.KIND)), row.one(Property.SOURCE_CONFIDENCE)
    return Expected(body.level, body.line, body.name, kind, row.one(Property.NUMBER_LAYOUT), confidence, row.sources())


def _there(on: PartialDate) -> tuple[LineBody, ...]:
    return tuple(body for body in line_bodies() if body.period.holds_on(on))


def _period(row: Row) -> Period:
    return Period(row.date(Property.VALID_FROM), row.date(Property.VALID_TO))


def _key(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
