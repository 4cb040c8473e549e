"""What a rewritten document names instead of what it named, drawn by lot among what exists on its date."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import TypeVar

from ontology.authority import Sector, issuer_codes, provinces, sectors
from ontology.dates import PartialDate

Dealt = TypeVar("Dealt")
CAPITAL = "Hà Nội"  # central documents are issued there: only its own documents go elsewhere
NEVER_DRAWN = {CAPITAL, "Hồ Chí Minh", "Hòa Bình", "Huế"}  # the capital, a person, a plain word, a town of its own too
COMMUNES = {
    1: ["Sình", "Vược", "Quạng"],
    2: ["Mường Khoa", "Đông Hiếu", "Tân Ước", "Nậm Lành"],
    3: ["Phú Mỹ Thượng", "Tân An Đông", "Vĩnh Hòa Bắc"],
}
_UPPER = "[A-ZĐÀ-ẸÌ-ỴÁÉÍÓÚÝĂÂÊÔƠƯ]"
_COMMUNE = re.compile(rf"(?<!\w)(?:xã|phường|đặc khu|huyện|quận|thị xã|thị trấn)((?:\s+{_UPPER}\w+){{1,3}})")


def another_serial(serial: str, taken: set[str], draw: random.Random) -> str:
    """A serial of as many digits that no other number has; a leading zero stays."""
    lowest = 1 if serial.startswith("0") else 10 ** (len(serial) - 1)
    highest = 9 if serial.startswith("0") else 10 ** len(serial) - 1
    while (new := f"{draw.randint(lowest, highest):0{len(serial)}}") in taken or new == serial:
        pass
    taken.add(new)
    return new


def days(known: Iterable[dt.date], draw: random.Random) -> dict[dt.date, dt.date]:
    """Other days in the same order, each in the same year and on the same side of every reform.

    >>> days([dt.date(2025, 2, 28), dt.date(2025, 3, 1)], random.Random(1))[dt.date(2025, 2, 28)].month < 3
    True
    """
    chosen: dict[dt.date, dt.date] = {}
    cuts = _reforms()
    for (year, _), group in groupby(sorted(set(known)), lambda day: (day.year, sum(day >= cut for cut in cuts))):
        old = list(group)
        first = max([dt.date(year, 1, 1), *(cut for cut in cuts if cut <= old[0])])
        last = min([dt.date(year, 12, 31), *(cut - dt.timedelta(1) for cut in cuts if cut > old[0])])
        new = sorted(draw.sample(range(first.toordinal(), last.toordinal() + 1), len(old)))
        chosen |= {day: dt.date.fromordinal(at) for day, at in zip(old, new, strict=True)}
    return chosen


@cache
def _reforms() -> tuple[dt.date, ...]:
    """The days on which provinces or branches of administration began."""
    begun = {*(unit.valid_from for unit in provinces()), *(branch.valid_from for branch in sectors())}
    return tuple(sorted(dt.date.fromisoformat(day.iso) for day in begun if day))


def places(text: str, issuer: str, on: dt.date, draw: random.Random) -> dict[str, str]:
    """Another province for each in the text: of the same type, and there on the date where the other is."""
    date = PartialDate(on.year, on.month, on.day)
    kinds: dict[tuple[str, bool], list[str]] = {}
    for unit in sorted(provinces(), key=lambda unit: unit.exists_on(date), reverse=True):
        if not any(unit.name in names for names in kinds.values()):
            kinds.setdefault((unit.type, unit.exists_on(date)), []).append(unit.name)
    chosen: dict[str, str] = {}
    for names in kinds.values():
        old = [name for name in names if _stands(name, text) and (name != CAPITAL or name in issuer)]
        free = [name for name in names if name not in NEVER_DRAWN and not _stands(name, text)]
        new = draw.sample(free, min(len(old), len(free)))
        left = old[len(new) :]  # too few are free: the last ones change places among themselves
        chosen |= dict(zip(old, [*new, *_deranged(left, draw)], strict=True))
    return chosen | _communes(text, chosen, draw)


def branches(on: dt.date, draw: random.Random) -> dict[Sector, Sector]:
    """The branches of administration that have both a ministry and a department on a date, dealt anew."""
    date = dt.date.isoformat(on)
    dealt = [
        one
        for one in sectors()
        if {"Bộ", "Sở"} <= set(one.heads)
        and (one.valid_from is None or one.valid_from.iso <= date)
        and (one.valid_to is None or date <= one.valid_to.iso)
        and codes_of(one, "Bộ")
        and codes_of(one, "Sở")
    ]
    return dict(zip(dealt, _deranged(dealt, draw), strict=True))


def codes_of(branch: Sector, head: str) -> list[str]:
    """The letters of a branch's ministry or department in numbers, the plainest first."""
    own = [code for code, known in issuer_codes().items() if known.name == f"{head} {branch.name}"]
    return sorted((code for code in own if code[0] == head[0]), key=lambda code: ("&" in code, code))


def _communes(text: str, known: dict[str, str], draw: random.Random) -> dict[str, str]:
    """A made-up commune for each that is named with its unit, of as many words."""
    named = dict.fromkeys(" ".join(met[1].split()) for met in _COMMUNE.finditer(text))
    old = [name for name in named if name not in known and not _stands(name.upper(), text)]
    return {name: draw.choice(COMMUNES[len(name.split())]) for name in old if name not in ("Việt Nam", "Tỉnh")}


def _deranged(items: list[Dealt], draw: random.Random) -> list[Dealt]:
    """The items in another order, none in its own place: each gives way to the next of a shuffled ring."""
    ring = draw.sample(items, len(items))
    return [ring[(ring.index(item) + 1) % len(ring)] for item in items]


def _stands(name: str, text: str) -> bool:
    words = r"\s+".join(name.split())
    return re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) is not None
