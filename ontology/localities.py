"""Places as holders name them: the unit that a slug means at a date, its level and name, and what ended it.

A thin view of ``ontology.units`` for the engine of succession. The slug alone tells the level of a place that no list
has: "tinh-x_huyen-y" is a district.

>>> located("tinh-thai-nguyen_huyen-dinh-hoa", PartialDate(2024))[0].name
'Định Hóa'
>>> level_at("tinh-x_huyen-y"), level_at("khong-ro")
(<Level.DISTRICT: 'district'>, None)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import Final

from ontology.changes import SOURCE, Change, probability
from ontology.codes import ChangeKind, Level
from ontology.dates import PartialDate
from ontology.units import Unit, UnitChange, candidates, change_of, heirs_of, province_at, unit, units

CITY: Final = "thành phố"
TYPES: Final = (  # of units, in their full spelling
    "tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu",
)  # fmt: skip
_LEVELS: Final = (  # longest first, as "xa-" begins no other
    ("tinh-", Level.PROVINCE),
    ("thanh-pho-", Level.DISTRICT),
    ("huyen-", Level.DISTRICT),
    ("quan-", Level.DISTRICT),
    ("thi-xa-", Level.DISTRICT),
    ("thi-tran-", Level.COMMUNE),
    ("xa-", Level.COMMUNE),
    ("phuong-", Level.COMMUNE),
    ("dac-khu-", Level.COMMUNE),
)


@lru_cache(maxsize=65536)
def located(place: str, on: PartialDate | None) -> tuple[Unit, ...]:
    """The units that a slug can mean at a date (None: ever); several are several, none: not known, or not at that date.

    A province's slug always has its generation; that of a commune may lack it, as documents write no generations.

    >>> [u.slug for year in (2024, 2026) for u in located("tinh-cao-bang_xa-co-ba", PartialDate(year))]
    ['tinh-cao-bang_xa-co-ba', 'tinh-cao-bang_xa-co-ba.2025']
    >>> located("tinh-lao-cai", PartialDate(2026))
    ()
    """
    exact = unit(place)
    if exact is None or exact.level is not Level.PROVINCE:
        return candidates(place, on)
    return (exact,) if on is None or exact.exists_on(on) else ()


@lru_cache(maxsize=65536)
def level_at(place: str) -> Level | None:
    """The level of a place, by the lists, else by the words of its slug; None where neither tells."""
    known = unit(place)
    if known is not None:
        return known.level
    own = place.rpartition("_")[2]
    return next((level for words, level in _LEVELS if own.startswith(words)), None)


@lru_cache(maxsize=65536)
def place_name(place: str) -> str:
    """The type and name of a place, "" where no list has it.

    >>> place_name("tinh-lao-cai.2025"), place_name("huyen-chau-thanh"), place_name("khong-ro")
    ('tỉnh Lào Cai', 'huyện Châu Thành', '')
    """
    names = {f"{u.type} {u.name}" for u in located(place, None)}
    return names.pop() if len(names) == 1 else ""


@lru_cache(maxsize=4096)
def communes(district: Unit, on: PartialDate) -> tuple[Unit, ...]:
    """The communes of a district at a date: its own while it exists, then those that took its territory over.

    >>> yen = located("tinh-thai-nguyen_huyen-dinh-hoa", None)[0]
    >>> len(communes(yen, PartialDate(2025, 3, 1))), len(communes(yen, PartialDate(2025, 7, 1)))
    (22, 8)
    """
    if not district.exists_on(on):
        return inheriting(district)
    return tuple(inside for inside in _inside().get(district.slug, ()) if inside.exists_on(on))


@cache
def _inside() -> dict[str, list[Unit]]:
    """The units right below each."""
    found: dict[str, list[Unit]] = defaultdict(list)
    for below in units():
        found[below.parent].append(below)
    return found


def last_day_of_any(level: Level, on: PartialDate) -> PartialDate | None:
    """The last day of whatever unit of a level is meant at a date: all of them have ended by then, or None.

    >>> last_day_of_any(Level.COMMUNE, PartialDate(2024)).iso, last_day_of_any(Level.COMMUNE, PartialDate(2026)) is None
    ('2025-06-30', True)
    """
    last, renewed = _old_units(level)
    return last if last and (renewed is None or on < renewed) else None


@cache
def _old_units(level: Level) -> tuple[PartialDate | None, PartialDate | None]:
    """The last day of the units that are older than the data, None where some go on; the first day of newer ones."""
    of_level = [known for known in units() if known.level is level]
    ends = [known.valid_to for known in of_level if known.valid_from is None]
    last = max((end for end in ends if end), default=None) if all(ends) else None
    return last, min((known.valid_from for known in of_level if known.valid_from), default=None)


def inheriting(former: Unit) -> tuple[Unit, ...]:
    """The units that took over from one, one step in time."""
    found = (unit(heir.slug) for heir in heirs_of(former.slug))
    return tuple(heir for heir in found if heir is not None)


def province_of(inside: Unit, on: PartialDate) -> Unit | None:
    """The province that a unit's territory lies in at a date, also after the unit has ended.

    >>> province_of(located("tinh-yen-bai_huyen-van-yen", None)[0], PartialDate(2025, 7, 1)).slug
    'tinh-lao-cai.2025'
    """
    return unit(province_at(inside.slug, on))


@lru_cache(maxsize=65536)
def change_of_unit(former: Unit) -> Change | None:
    """The change that ended a unit, with its instrument; None where it goes on.

    >>> change = change_of_unit(located("tinh-dong-nai.2025", None)[0])
    >>> change.kind.value, change.operating_date.iso, change.instrument
    ('rename', '2026-04-30', ('Nghị quyết 30/2026/QH16',))
    """
    known = change_of(former.slug)
    return None if known is None else _as_change(former, known)


def _as_change(former: Unit, known: UnitChange) -> Change:
    return Change(
        iri=known.iri,
        kind=_kind(former),
        level=former.level,
        original=(),
        resulting=(),
        transfers=(),
        legal_date=known.legal_date,
        operating_date=known.operating_date,
        last_day=former.valid_to,
        instrument=tuple(known.instrument.split("; ")),
        sources=tuple(f"{SOURCE}{source}" for source in known.sources),
        confidence=min(known.confidence, former.confidence, key=probability),
        place=former.slug,
        case_of="",
        note_vi="",
        note_en="",
    )


def _kind(former: Unit) -> ChangeKind:
    """Abolished with its level, split, merged with others, or the same under another name or type."""
    heirs = heirs_of(former.slug)
    if former.level is Level.DISTRICT:
        return ChangeKind.ABOLISH
    if len(heirs) > 1:
        return ChangeKind.SPLIT
    return ChangeKind.MERGE if _origins()[heirs[0].slug] > 1 else ChangeKind.RENAME


@cache
def _origins() -> Counter[str]:
    """How many units each took over from."""
    return Counter(
        heir.slug for former in units() for heir in heirs_of(former.slug) if former.level is not Level.DISTRICT
    )
