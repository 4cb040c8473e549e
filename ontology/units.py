"""Administrative units below the province, old and new, with their heirs: who took over from whom, and when.

The rows stand in ``ontology/authority/units.csv`` (districts and communes up to 2025-06-30, communes from 2025-07-01,
wards of 2026) and ``unit_changes.csv`` (the instruments); provinces are those of ``ontology.authority``. They are read
once, when first asked for.

A unit's slug is what documents write: its province and its own kind and name ("tinh-thai-nguyen_thi-tran-cho-chu"). A
commune of 2025 in a province without a generation has one of its own ("tinh-cao-bang_xa-ha-lang.2025"); where one
province has two of a kind and name, the district is added, and the code where that is not enough. One legal unit has
one slug: a commune of tỉnh Đồng Nai keeps it after the province became a city.

>>> [heir.slug for heir in heirs_of("tinh-dong-nai_thi-tran-vinh-an")]
['tinh-dong-nai.2025_xa-tri-an']
>>> [heir.slug for heir in heirs_of("tinh-dong-nai.2025_xa-tri-an")]
['thanh-pho-dong-nai.2026_phuong-tri-an']
>>> len(within("tinh-cao-bang", Level.DISTRICT, PartialDate(2024, 5, 23)))
10
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Final

from ontology.authority import Province, provinces
from ontology.codes import Level
from ontology.dates import PartialDate, exist_together
from ontology.identifiers import slug
from ontology.rows import FOLDER

UNITS: Final = FOLDER / "units.csv"
CHANGES: Final = FOLDER / "unit_changes.csv"
COUNTRY: Final = "viet-nam"

_LEVELS: Final = {
    "huyện": Level.DISTRICT,
    "quận": Level.DISTRICT,
    "thị xã": Level.DISTRICT,
    "thành phố": Level.DISTRICT,
    "xã": Level.COMMUNE,
    "phường": Level.COMMUNE,
    "thị trấn": Level.COMMUNE,
    "đặc khu": Level.COMMUNE,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit: one legal person, from its first day to its last, both included.

    ``parent`` and ``province`` are the slugs of the unit above and of the province at its first known day;
    ``valid_from`` is None where the data does not reach back, ``valid_to`` where the unit goes on; ``confidence`` is
    high, medium or low; ``sources`` are ids of ``sources.ttl``.
    """

    slug: str
    name: str
    type: str
    level: Level
    code: str
    parent: str
    province: str
    valid_from: PartialDate | None
    valid_to: PartialDate | None
    confidence: str
    sources: tuple[str, ...]

    @property
    def own(self) -> str:
        """The slug of kind and name alone.

        >>> unit("tinh-cao-bang_xa-ha-lang.2025").own
        'xa-ha-lang'
        """
        return slug(f"{self.type} {self.name}")

    def exists_on(self, date: PartialDate) -> bool:
        """Whether the unit exists on a day, or at some time within a month or year."""
        return exist_together((self.valid_from, self.valid_to), (date, date))


@dataclass(frozen=True, slots=True)
class UnitHeir:
    """A unit that took over; ``whole`` where all of the former went to it, so far as the sources say."""

    slug: str
    whole: bool


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What ended a unit: the instrument, the day it has in law (None where not known), the heirs' first day."""

    instrument: str
    legal_date: PartialDate | None
    operating_date: PartialDate
    confidence: str
    sources: tuple[str, ...]


def units() -> tuple[Unit, ...]:
    """All units, provinces among them, by slug."""
    return tuple(_by_slug().values())


def unit(place_slug: str) -> Unit | None:
    """The unit of a slug, None where there is none.

    >>> unit("tinh-thai-nguyen_huyen-dinh-hoa").valid_to.iso, unit("tinh-x") is None
    ('2025-06-30', True)
    """
    return _by_slug().get(place_slug)


def candidates(place_slug: str, on: PartialDate | None) -> tuple[Unit, ...]:
    """The units that a slug as documents write it can mean at a date, all of them where it is None.

    The slug may lack the province, the district or the generation. Several are several: none is guessed.

    >>> [u.slug for u in candidates("huyen-dinh-hoa", None)]
    ['tinh-thai-nguyen_huyen-dinh-hoa']
    >>> [u.slug for u in candidates("tinh-an-giang", None)]
    ['tinh-an-giang', 'tinh-an-giang.2025']
    >>> len(candidates("huyen-chau-thanh", PartialDate(2024))) > 5
    True
    """
    *above, own = place_slug.split("_")
    key, _, generation = own.partition(".")
    named = [u for u in _by_own().get(key, ()) if not generation or u.slug.endswith(f".{generation}")]
    found = [u for u in named if all(part in _above(u.slug) for part in above)]
    exact = unit(place_slug)
    if exact is not None and not found:
        found = [exact]
    return tuple(u for u in found if on is None or u.exists_on(on))


def heirs_of(place_slug: str) -> tuple[UnitHeir, ...]:
    """Who took over from a unit, one step in time; empty where it goes on or is not known.

    The heirs of a district are those of its communes: a task of the district has them all, and the province.

    >>> len(heirs_of("tinh-thai-nguyen_huyen-dinh-hoa"))
    8
    >>> heirs_of("tinh-dong-nai.2025")
    (UnitHeir(slug='thanh-pho-dong-nai.2026', whole=True),)
    """
    former = unit(place_slug)
    if former is None:
        return ()
    own = _heirs().get(place_slug, ())
    if own or former.level is not Level.DISTRICT:
        return own
    slugs = sorted({heir.slug for part in _parts().get(place_slug, ()) for heir in _heirs().get(part.slug, ())})
    return tuple(UnitHeir(heir, whole=len(slugs) == 1) for heir in slugs)


def change_of(place_slug: str) -> UnitChange | None:
    """What ended a unit, None where it goes on or is not known.

    >>> change_of("tinh-thai-nguyen_thi-tran-cho-chu").instrument
    '1683/NQ-UBTVQH15'
    >>> change_of("tinh-dong-nai.2025").operating_date.iso
    '2026-04-30'
    """
    former, heirs = unit(place_slug), heirs_of(place_slug)
    if former is None or not heirs:
        return None
    heir = _by_slug()[heirs[0].slug]
    day = heir.valid_from.iso if heir.valid_from else ""
    rows = _changes()
    return rows.get((former.level, heir.province, day)) or rows.get((former.level, "", day))


def unit_changes() -> tuple[UnitChange, ...]:
    """All instruments that ended units, in the order of the file."""
    return tuple(_changes().values())


def within(place_slug: str, level: Level, on: PartialDate) -> tuple[Unit, ...]:
    """The units of a level inside a place at a date; "viet-nam" is the whole country.

    >>> len(within("tinh-cao-bang", Level.COMMUNE, PartialDate(2024, 5, 23)))
    161
    >>> [len(within("viet-nam", Level.PROVINCE, PartialDate(*day))) for day in ((2025, 6, 30), (2025, 7, 1))]
    [63, 34]
    """
    there = (u for u in _of_level()[level] if u.exists_on(on) and u.slug != place_slug)
    return tuple(u for u in there if place_slug in (COUNTRY, u.parent, province_at(u.slug, on)))


def province_at(place_slug: str, on: PartialDate) -> str:
    """The province that a unit lies in at a date: a commune's province may become a city while the commune goes on.

    "" where the unit is not known.

    >>> province_at("tinh-dong-nai.2025_xa-phu-ly", PartialDate(2026, 6))
    'thanh-pho-dong-nai.2026'
    """
    inside = unit(place_slug)
    if inside is None:
        return ""
    names = _lineage(inside.province)
    return next((name for name in names if _by_slug()[name].exists_on(on)), inside.province)


@cache
def _by_slug() -> dict[str, Unit]:
    local = (_unit(row) for row in _rows())
    found = {u.slug: u for u in (*map(_provincial, provinces()), *local)}
    return dict(sorted(found.items()))


def _provincial(province: Province) -> Unit:
    return Unit(
        province.slug,
        province.name,
        province.type,
        Level.PROVINCE,
        province.code,
        COUNTRY,
        province.slug,
        province.valid_from,
        province.valid_to,
        province.confidence,
        province.sources,
    )


def _unit(row: dict[str, str]) -> Unit:
    kind, place = row["type"], row["slug"]
    return Unit(
        place,
        row["name"],
        kind,
        _LEVELS[kind],
        row["code"],
        row["parent"],
        place.partition("_")[0],
        _day(row["valid_from"]),
        _day(row["valid_to"]),
        row["confidence"],
        tuple(row["sources"].split()),
    )


@cache
def _day(iso: str) -> PartialDate | None:
    return PartialDate.parse(iso) if iso else None


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with UNITS.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def _heirs() -> dict[str, tuple[UnitHeir, ...]]:
    heirs: dict[str, tuple[UnitHeir, ...]] = {}
    for province in provinces():
        if province.successor:
            heirs[province.slug] = (UnitHeir(province.successor, whole=True),)
    for row in _rows():
        if row["heirs"]:
            whole = row["taken"] == "whole"
            heirs[row["slug"]] = tuple(UnitHeir(heir, whole) for heir in row["heirs"].split())
    return heirs


@cache
def _parts() -> dict[str, tuple[Unit, ...]]:
    """The units directly inside each."""
    found: dict[str, list[Unit]] = defaultdict(list)
    for inside in units():
        found[inside.parent].append(inside)
    return {place: tuple(parts) for place, parts in found.items()}


@cache
def _of_level() -> dict[Level, tuple[Unit, ...]]:
    return {level: tuple(u for u in units() if u.level is level) for level in Level}


@cache
def _by_own() -> dict[str, tuple[Unit, ...]]:
    found: dict[str, list[Unit]] = defaultdict(list)
    for named in units():
        found[named.own].append(named)
    return {own: tuple(same) for own, same in found.items()}


@cache
def _above(place_slug: str) -> frozenset[str]:
    """What may stand before a unit's own name in a slug: its district, its province with all its generations."""
    inside = _by_slug()[place_slug]
    if inside.level is Level.PROVINCE:
        return frozenset()
    names = {spelt for name in _lineage(inside.province) for spelt in (name, name.partition(".")[0])}
    return frozenset(names | {inside.parent, inside.parent.rpartition("_")[2]})


@cache
def _lineage(province: str) -> tuple[str, ...]:
    """A province, what took over from it, and what it took over from by a mere change of kind or name."""
    before = _former().get(province, ())
    return (*_onward(province), *(before if len(before) == 1 else ()))


def _onward(province: str) -> tuple[str, ...]:
    return (province, *(name for heir in _heirs().get(province, ()) for name in _onward(heir.slug)))


@cache
def _former() -> dict[str, tuple[str, ...]]:
    """The provinces that each took over from."""
    found: dict[str, list[str]] = defaultdict(list)
    for province in provinces():
        found[province.successor].append(province.slug)
    return {heir: tuple(former) for heir, former in found.items()}


@cache
def _changes() -> dict[tuple[Level, str, str], UnitChange]:
    with CHANGES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return {
        (Level(row["level"]), row["province"], row["operating_date"]): UnitChange(
            row["instrument"],
            _day(row["legal_date"]),
            PartialDate.parse(row["operating_date"]),
            row["confidence"],
            tuple(row["sources"].split()),
        )
        for row in rows
    }
