"""Rebuilds ``units.csv`` from the data package it comes from and the corrections that people made.

The package (vietnamadminunits, MIT licence) has the districts and communes of 2025-06-30, the communes of 2025-07-01,
and by names which became which. ``unit_corrections.csv`` says where it is wrong or in doubt, with source and reason,
and which communes became wards in 2026. A correction of what the package no longer says is an error, so that
corrections do not outlive their cause. ``make units`` runs this.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from ontology.authority import Province, provinces
from ontology.dates import PartialDate
from ontology.identifiers import place_slug, slug
from ontology.rows import FOLDER

CORRECTIONS: Final = FOLDER / "unit_corrections.csv"
COLUMNS: Final = (
    "slug", "type", "name", "code", "parent", "valid_from", "valid_to", "heirs", "taken", "confidence", "sources",
)  # fmt: skip
HEAD: Final = """\
# Districts and communes up to 2025-06-30, communes from 2025-07-01, wards of 2026. Made by `make units`; do not edit.
# From vietnamadminunits 1.0.4, MIT License, Copyright (c) 2025 Tran Ngoc Minh Hieu, with unit_corrections.csv.
# heirs: the units that took over; taken: whole, or part where each heir took (or may have taken) a part only.
"""
LAST_DAY: Final = "2025-06-30"
FIRST_DAY: Final = "2025-07-01"
_PACKAGE: Final = "PKG25"
_TYPES: Final = ("thị trấn", "thị xã", "thành phố", "đặc khu", "phường", "huyện", "quận", "xã")


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit before it has a slug; ``key`` is unique, ``province`` a slug, ``heirs`` are keys of other entries."""

    key: str
    type: str
    name: str
    code: str
    province: str
    district: str = ""
    valid_from: str = ""
    valid_to: str = ""
    heirs: tuple[str, ...] = ()
    taken: str = ""
    confidence: str = "high"
    sources: tuple[str, ...] = (_PACKAGE,)


@dataclass(frozen=True, slots=True)
class Correction:
    """A row of ``unit_corrections.csv``: a field of the unit of a code, what the package says, and what is taken.

    ``field`` is heirs (codes), taken, name (with its kind), upgrade (a new unit of another kind from ``day`` on), or
    absent (another source has a unit that this one has not). A row whose ``was`` and ``now`` are the same keeps what
    the package says although another source differs.
    """

    code: str
    field: str
    was: str
    now: str
    day: str
    confidence: str
    sources: tuple[str, ...]
    why: str


def corrections() -> tuple[Correction, ...]:
    """All corrections, in the order of the file."""
    with CORRECTIONS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return tuple(map(_correction, rows))


def _correction(row: dict[str, str]) -> Correction:
    return Correction(
        code=row["code"],
        field=row["field"],
        was=row["was"],
        now=row["now"],
        day=row["day"],
        confidence=row["confidence"],
        sources=tuple(row["sources"].split()),
        why=row["why"],
    )


class Package:
    """The data of the package's wheel."""

    def __init__(self, wheel: Path) -> None:
        with zipfile.ZipFile(wheel) as archive:
            data = archive.read("vietnamadminunits/data/dataset.db")
            self._bridge = json.loads(archive.read("vietnamadminunits/data/converter_2025.json"))
        self._base = sqlite3.connect(":memory:")
        self._base.row_factory = sqlite3.Row
        self._base.deserialize(data)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table: admin_units_legacy or admin_units."""
        return [dict(row) for row in self._base.execute(f"SELECT * FROM {table}")]  # noqa: S608 (named above)

    def heirs(self) -> dict[str, set[tuple[str, str]]]:
        """Old unit (province, district and commune joined by "_") -> new units (province, commune)."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for province, new in self._bridge["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for commune, former in new.items():
                for old in former:
                    found[old].add((province, commune))
        for province, divided in self._bridge["DICT_PROVINCE_WARD_DIVIDED"].items():
            for old, parts in divided.items():
                found[old].update((province, part["newWardKey"]) for part in parts)
        return found


def entries(wheel: Path) -> list[Entry]:
    """The units as the package has them: communes of today, then districts and communes of the old model."""
    package = Package(wheel)
    new = {(row["provinceKey"], row["wardKey"]): _new(row) for row in package.rows("admin_units")}
    bridge = {old: tuple(sorted(new[key].key for key in keys)) for old, keys in package.heirs().items()}
    legacy = package.rows("admin_units_legacy")
    districts = {row["districtCode"]: _district(row, bridge) for row in legacy}
    return [*new.values(), *districts.values(), *(_old(row, bridge) for row in legacy if row["ward"])]


def _new(row: dict[str, Any]) -> Entry:
    kind, name = parted(row["ward"])
    province = _province(row["provinceCode"], FIRST_DAY).slug
    return Entry(f"new {row['wardCode']}", kind, name, row["wardCode"], province, valid_from=FIRST_DAY)


def _old(row: dict[str, Any], bridge: dict[str, tuple[str, ...]]) -> Entry:
    kind, name = parted(row["ward"])
    heirs = bridge[f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey']}"]
    return Entry(
        key=f"old {row['wardCode']}",
        type=kind,
        name=name,
        code=row["wardCode"],
        province=_province(row["provinceCode"], LAST_DAY).slug,
        district=slug(row["district"]),
        valid_to=LAST_DAY,
        heirs=heirs,
        taken=_taken(heirs),
    )


def _district(row: dict[str, Any], bridge: dict[str, tuple[str, ...]]) -> Entry:
    """A district; one without communes (islands) has heirs of its own, the others those of their communes."""
    kind, name = parted(row["district"])
    heirs = () if row["ward"] else bridge[f"{row['provinceKey']}_{row['districtKey']}_"]
    province = _province(row["provinceCode"], LAST_DAY).slug
    code = row["districtCode"]
    return Entry(f"district {code}", kind, name, code, province, valid_to=LAST_DAY, heirs=heirs, taken=_taken(heirs))


def _taken(heirs: tuple[str, ...]) -> str:
    return "part" if len(heirs) > 1 else "whole" if heirs else ""


def parted(full_name: str) -> tuple[str, str]:
    """The kind and the own name; raises ValueError where the kind is none that is known.

    >>> parted("Thị Trấn Ái Tử")
    ('thị trấn', 'Ái Tử')
    """
    words = " ".join(unicodedata.normalize("NFC", full_name).split())
    for kind in _TYPES:
        if words.casefold().startswith(f"{kind} "):
            return kind, words[len(kind) + 1 :]
    raise ValueError(f"not a unit's name: {full_name!r}")


@cache
def _province(code: str, day: str) -> Province:
    (found,) = (p for p in provinces() if p.code == code and p.exists_on(PartialDate.parse(day)))
    return found


def corrected(found: Iterable[Entry], changes: Iterable[Correction]) -> list[Entry]:
    """The entries with the corrections applied; raises ValueError for a correction of what is not there."""
    by_key = {entry.key: entry for entry in found}
    for change in changes:
        prefix = "new" if change.field == "upgrade" else "old"
        entry = by_key.get(f"{prefix} {change.code}")
        if change.field == "absent" and entry is None:
            continue
        if entry is None or said(entry, change.field) != change.was:
            raise ValueError(f"the package does not say so (any more): {change}")
        for made in _apply(entry, change):
            by_key[made.key] = made
    return list(by_key.values())


def said(entry: Entry, field: str) -> str:
    """What an entry says in a field, as corrections write it."""
    if field == "heirs":
        return " ".join(heir.removeprefix("new ") for heir in entry.heirs)
    return {"taken": entry.taken, "name": f"{entry.type} {entry.name}", "upgrade": f"{entry.type} {entry.name}"}[field]


def _apply(entry: Entry, change: Correction) -> Iterator[Entry]:
    added = change.sources if change.now != change.was else ()
    sources = tuple(dict.fromkeys((*entry.sources, *added)))
    entry = replace(entry, confidence=_least(entry.confidence, change.confidence), sources=sources)
    if change.field == "heirs":
        heirs = tuple(f"new {code}" for code in change.now.split())
        yield replace(entry, heirs=heirs, taken=_taken(heirs))
    elif change.field == "taken":
        yield replace(entry, taken=change.now)
    elif change.field == "name":
        kind, name = parted(change.now)
        yield replace(entry, type=kind, name=name)
    else:
        yield from _upgrade(entry, change)


def _upgrade(entry: Entry, change: Correction) -> Iterator[Entry]:
    """The unit up to the day before, and the one of another kind that it became."""
    kind, name = parted(change.now)
    key, day = f"{change.day} {entry.code}", PartialDate.parse(change.day)
    yield replace(entry, valid_to=day.day_before.iso, heirs=(key,), taken="whole")
    (province,) = (p for p in provinces() if p.code == _code_of(entry.province) and p.exists_on(day))
    yield replace(entry, key=key, type=kind, name=name, province=province.slug, valid_from=change.day)


def _code_of(province: str) -> str:
    return next(p.code for p in provinces() if p.slug == province)


def _least(one: str, other: str) -> str:
    return max(one, other, key=("high", "medium", "low").index)


def slugs(found: Iterable[Entry]) -> dict[str, str]:
    """Key -> slug: province and own words, with district and code only where a shorter one is not unique."""
    left, named = list(found), dict[str, str]()
    for spelt in (_short, _with_district, _with_code):
        counts = Counter(spelt(entry) for entry in left)
        named |= {entry.key: spelt(entry) for entry in left if counts[spelt(entry)] == 1}
        left = [entry for entry in left if entry.key not in named]
    if left:
        raise ValueError(f"units that have no slug of their own: {left}")
    return named


def _short(entry: Entry) -> str:
    generation = entry.valid_from[:4] if entry.valid_from and "." not in entry.province else ""
    return place_slug(f"{entry.type} {entry.name}", generation, entry.province)


def _with_district(entry: Entry) -> str:
    above = f"{entry.province}_{entry.district}" if entry.district else entry.province
    return _short(entry).replace(entry.province, above, 1)


def _with_code(entry: Entry) -> str:
    own, dot, generation = _with_district(entry).rpartition("_")[2].partition(".")
    return f"{_with_district(entry).rpartition('_')[0]}_{own}-{entry.code}{dot}{generation}"


def write(found: Iterable[Entry], target: Path) -> None:
    """Writes the units, sorted by slug."""
    units = list(found)
    named = slugs(units)
    rows = sorted(_row(entry, named) for entry in units)
    with target.open("w", encoding="utf-8", newline="") as lines:
        lines.write(HEAD)
        csv.writer(lines, lineterminator="\n").writerows([COLUMNS, *rows])


def _row(entry: Entry, named: dict[str, str]) -> tuple[str, ...]:
    parent = place_slug(entry.district, parent=entry.province) if entry.district else entry.province
    heirs = " ".join(sorted(named[heir] for heir in entry.heirs))
    own = (named[entry.key], entry.type, entry.name, entry.code, parent, entry.valid_from, entry.valid_to)
    return (*own, heirs, entry.taken, entry.confidence, " ".join(entry.sources))


def main(arguments: list[str]) -> None:
    """Rewrites ``units.csv`` from the wheel that is named."""
    (wheel,) = arguments
    write(corrected(entries(Path(wheel)), corrections()), FOLDER / "units.csv")


if __name__ == "__main__":
    main(sys.argv[1:])
