"""The kinds of body that there are at a level, and when: departments of a province, socio-political organisations ...

They follow from the sectors (``authority/sectors.ttl``), the members that ``authority/groups.ttl`` gives to a word, and
the heads of the lines (``authority/lines.ttl``). Confidence "low" means that not every place of the level has one.

>>> [k.body for k in kinds_of("co-quan-ngang-bo", Level.CENTRAL) if k.period.last]
['Ủy ban Dân tộc']
>>> [k.period.first.iso for k in everywhere("Phòng Văn hóa - Xã hội", Level.COMMUNE)]
['2025-07-01']
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from ontology.authority import bodies
from ontology.codes import Level, Side
from ontology.groupwords import words
from ontology.lines import Period, line_bodies
from ontology.rows import Row, rows_of
from ontology.terms import Class, Property

# The level of the bodies that sectors have by these heads; offices (Phòng) are at two, and not the same at both.
_LEVEL_OF_HEAD: Final = {"Bộ": Level.CENTRAL, "Sở": Level.PROVINCE}
_ALWAYS: Final = Period(None, None)


@dataclass(frozen=True, slots=True)
class Kind:
    """A body by its own name, as it is at a level: in units of these types only (all where empty), for a time."""

    body: str
    level: Level
    types: tuple[str, ...]
    period: Period
    confidence: str
    sources: tuple[str, ...]


@cache
def kinds_of(word: str, level: Level) -> tuple[Kind, ...]:
    """The bodies that a word means at a level, sorted by name."""
    head = words()[word].head
    found = {kind.body: kind for kind in _of_sectors(head) if kind.level is level}
    for key, kind in _given():
        if key == word and kind.level is level:
            found[f"{kind.body} {kind.period}"] = _completed(kind, found.pop(kind.body, None))
    return tuple(sorted(found.values(), key=lambda kind: (kind.body, str(kind.period))))


@cache
def everywhere(body: str, level: Level) -> tuple[Kind, ...]:
    """When a body of this name is in every place of a level; empty where the data does not say that it is.

    >>> everywhere("Sở Ngoại vụ", Level.PROVINCE), everywhere("Cục Hải quan", Level.PROVINCE)
    ((), ())
    """
    heads = (kind for head in _LEVEL_OF_HEAD for kind in _of_sectors(head))
    given = {str(kind): kind for _, kind in _given() if kind.body == body and kind.level is level}
    others = given.values() or [kind for kind in heads if kind.body == body and kind.level is level]
    found = (*_of_lines(body, level), *others)
    return tuple(kind for kind in found if kind.confidence != "low")


@cache
def side_of(body: str) -> Side:
    """The system that a body belongs to; departments and offices are the State's.

    >>> side_of("Huyện ủy"), side_of("Sở Y tế"), side_of("Hội Nông dân")
    (<Side.PARTY: 'party'>, <Side.STATE: 'state'>, <Side.MASS: 'mass'>)
    """
    return next((known.side for known in bodies() if known.name == body), Side.STATE)


@cache
def _of_sectors(head: str) -> tuple[Kind, ...]:
    if head not in _LEVEL_OF_HEAD:
        return ()
    return tuple(
        Kind(f"{head} {row.label()}", _LEVEL_OF_HEAD[head], (), _period(row), *_grounds(row))
        for row in rows_of(Class.SECTOR)
        if head in row.all(Property.SECTOR_HEAD)
    )


@cache
def _given() -> tuple[tuple[str, Kind], ...]:
    """What groups.ttl gives: the word and a kind of body."""
    return tuple((word.rsplit("/", 1)[-1], _kind(row)) for row in rows_of(Class.GROUP_MEMBER) for word in _words(row))


def _kind(row: Row) -> Kind:
    body, level = row.one(Property.MEMBER_BODY), Level(row.code(Property.LEVEL))
    return Kind(body, level, row.all(Property.MEMBER_PLACES), _period(row), *_grounds(row))


def _words(row: Row) -> tuple[str, ...]:
    return row.all(Property.OF_WORD)


def _completed(given: Kind, sector: Kind | None) -> Kind:
    """What is given of a sector's body holds for as long as the sector."""
    return replace(given, period=sector.period) if sector and given.period == _ALWAYS else given


def _of_lines(body: str, level: Level) -> tuple[Kind, ...]:
    return tuple(
        Kind(body, level, (), head.period, head.confidence, head.sources)
        for head in line_bodies()
        if head.level is level and body in (head.name, *head.aliases)
    )


def _period(row: Row) -> Period:
    return Period(row.date(Property.VALID_FROM), row.date(Property.VALID_TO))


def _grounds(row: Row) -> tuple[str, tuple[str, ...]]:
    return row.one(Property.SOURCE_CONFIDENCE), row.sources()
