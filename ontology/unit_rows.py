"""The rows of administrative units: ``units.csv``, ``unit_changes.csv`` and the provinces, read once.

Questions about them are answered by ``ontology.units``.

>>> by_slug()["tinh-thai-nguyen_thi-tran-cho-chu"].parent
'tinh-thai-nguyen_huyen-dinh-hoa'
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from ontology.authority import Province, provinces
from ontology.codes import Level
from ontology.dates import PartialDate, exist_together
from ontology.identifiers import slug
from ontology.rows import FOLDER

UNITS: Final = FOLDER / "units.csv"
CHANGES: Final = FOLDER / "unit_changes.csv"
COUNTRY: Final = "viet-nam"
CHANGE: Final = "https://w3id.org/chidao/authority/change/"

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

        >>> by_slug()["tinh-cao-bang_xa-ha-lang.2025"].own
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
    """What ended units: the instrument, the day it has in law (None where not known), the heirs' first day.

    ``level`` is that of the units that ended, ``province`` the slug of the heirs', "" for the whole country.
    """

    level: Level
    province: str
    instrument: str
    legal_date: PartialDate | None
    operating_date: PartialDate
    confidence: str
    sources: tuple[str, ...]

    @property
    def iri(self) -> str:
        """The IRI of the change.

        >>> changes()[Level.DISTRICT, "", "2025-07-01"].iri
        'https://w3id.org/chidao/authority/change/district-2025-07-01'
        """
        place = f"-{self.province.replace('.', '-')}" if self.province else ""
        return f"{CHANGE}{self.level}{place}-{self.operating_date.iso}"


@cache
def by_slug() -> dict[str, Unit]:
    """All units, provinces among them, in the order of their slugs."""
    found = {u.slug: u for u in (*map(_provincial, provinces()), *_read()[0])}
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
def _read() -> tuple[tuple[Unit, ...], dict[str, tuple[UnitHeir, ...]]]:
    """The units of the file and their heirs; its rows, which take more room than both, are let go."""
    found, taken = list[Unit](), dict[str, tuple[UnitHeir, ...]]()
    for row in _table(UNITS):
        found.append(_unit(row))
        if row["heirs"]:
            whole = row["taken"] == "whole"
            taken[row["slug"]] = tuple(UnitHeir(heir, whole) for heir in row["heirs"].split())
    return tuple(found), taken


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


@cache
def heirs() -> dict[str, tuple[UnitHeir, ...]]:
    """The heirs that the rows name: those of provinces, communes, and districts without communes."""
    of_provinces = {p.slug: (UnitHeir(p.successor, whole=True),) for p in provinces() if p.successor}
    return {**of_provinces, **_read()[1]}


@cache
def changes() -> dict[tuple[Level, str, str], UnitChange]:
    """What ended units of a level, by the province of the heirs ("" for all) and the heirs' first day."""
    return {
        (Level(row["level"]), row["province"], row["operating_date"]): UnitChange(
            Level(row["level"]),
            row["province"],
            row["instrument"],
            _day(row["legal_date"]),
            PartialDate.parse(row["operating_date"]),
            row["confidence"],
            tuple(row["sources"].split()),
        )
        for row in _table(CHANGES)
    }
