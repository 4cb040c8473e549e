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

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from ontology.authority import provinces
from ontology.codes import Level
from ontology.dates import PartialDate
from ontology.unit_rows import COUNTRY, Unit, UnitChange, UnitHeir, by_slug, changes, heirs

__all__ = [
    "COUNTRY",
    "Unit",
    "UnitChange",
    "UnitHeir",
    "candidates",
    "change_of",
    "heirs_of",
    "province_at",
    "provinces_meant",
    "unit",
    "unit_changes",
    "units",
    "within",
]


def units() -> tuple[Unit, ...]:
    """All units, provinces among them, by slug."""
    return tuple(by_slug().values())


def unit(place_slug: str) -> Unit | None:
    """The unit of a slug, None where there is none.

    >>> unit("tinh-thai-nguyen_huyen-dinh-hoa").valid_to.iso, unit("tinh-x") is None
    ('2025-06-30', True)
    """
    return by_slug().get(place_slug)


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
    own = heirs().get(place_slug, ())
    if own or former.level is not Level.DISTRICT:
        return own
    slugs = sorted({heir.slug for part in _parts().get(place_slug, ()) for heir in heirs().get(part.slug, ())})
    return tuple(UnitHeir(heir, whole=len(slugs) == 1) for heir in slugs)


def change_of(place_slug: str) -> UnitChange | None:
    """What ended a unit, None where it goes on or is not known.

    >>> change_of("tinh-thai-nguyen_thi-tran-cho-chu").instrument
    'Nghị quyết 1683/NQ-UBTVQH15'
    >>> change_of("tinh-dong-nai.2025").operating_date.iso
    '2026-04-30'
    """
    former, taken = unit(place_slug), heirs_of(place_slug)
    if former is None or not taken:
        return None
    heir = by_slug()[taken[0].slug]
    day = heir.valid_from.iso if heir.valid_from else ""
    rows = changes()
    return rows.get((former.level, heir.province, day)) or rows.get((former.level, "", day))


def unit_changes() -> tuple[UnitChange, ...]:
    """All instruments that ended units, in the order of the file."""
    return tuple(changes().values())


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
    return next((name for name in names if by_slug()[name].exists_on(on)), inside.province)


def provinces_meant(places: Iterable[str]) -> frozenset[str]:
    """The provinces that places as documents write them lie in, with all that these came from and became.

    A place that may lie in one of several is left out.

    >>> sorted(provinces_meant(["tinh-yen-bai_huyen-luc-yen", "huyen-chau-thanh"]))
    ['tinh-lao-cai', 'tinh-lao-cai.2025', 'tinh-yen-bai']
    """
    found = (_families(place) for place in places)
    return frozenset(name for families in found if len(families) == 1 for family in families for name in family)


def _families(place: str) -> frozenset[frozenset[str]]:
    meant = {named.province for named in candidates(place, None)} or {place.partition("_")[0]}
    return frozenset(_family(name) for name in meant if name in by_slug())


@cache
def _family(province: str) -> frozenset[str]:
    """A province with all that it came from and became, and what these came from."""
    last = _onward(province)[-1]
    return frozenset(p.slug for p in provinces() if _onward(p.slug)[-1] == last)


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
    inside = by_slug()[place_slug]
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
    return (province, *(name for heir in heirs().get(province, ()) for name in _onward(heir.slug)))


@cache
def _former() -> dict[str, tuple[str, ...]]:
    """The provinces that each took over from."""
    found: dict[str, list[str]] = defaultdict(list)
    for province in provinces():
        found[province.successor].append(province.slug)
    return {heir: tuple(former) for heir, former in found.items()}
