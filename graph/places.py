"""Comparing places by their slugs: a unit, its province where that is known, its generation where there are several.

>>> may_be_same("huyen-dinh-hoa", "tinh-thai-nguyen_huyen-dinh-hoa")
True
>>> may_be_same("tinh-a_huyen-chau-thanh", "tinh-b_huyen-chau-thanh")
False
"""

from __future__ import annotations

from functools import cache

from ontology import authority


@cache
def units(place: str) -> tuple[str, ...]:
    """The units of a slug from the largest, without generations.

    >>> units("tinh-an-giang.2025_xa-x")
    ('tinh-an-giang', 'xa-x')
    """
    return tuple(unit.partition(".")[0] for unit in place.split("_")) if place else ()


@cache
def _provinces() -> frozenset[str]:
    return frozenset(units(province.slug)[0] for province in authority.provinces())


@cache
def province(place: str) -> str:
    """The province or city that a place lies in, "" where it is not known.

    A district city such as "thành phố Cao Bằng" is not one.

    >>> province("tinh-thai-nguyen_huyen-dinh-hoa"), province("huyen-dinh-hoa")
    ('tinh-thai-nguyen', '')
    """
    return next((unit for unit in units(place) if unit in _provinces()), "")


@cache
def may_be_same(place: str, other: str) -> bool:
    """Whether two slugs can name one unit: the same own name, and no larger unit that contradicts."""
    a, b = units(place), units(other)
    if not a or not b or a[-1] != b[-1]:
        return False
    shorter, longer = sorted((set(a[:-1]), set(b[:-1])), key=len)
    return shorter <= longer


def contradict(place: str, other: str) -> bool:
    """Whether two places surely lie in different provinces."""
    return bool(province(place) and province(other) and province(place) != province(other))


def related(place: str, other: str) -> bool:
    """Whether one place is, or lies within, the other, or both lie in one province.

    >>> related("tinh-cao-bang_huyen-ha-lang", "tinh-cao-bang"), related("tinh-cao-bang", "tinh-lao-cai")
    (True, False)
    """
    if contradict(place, other):
        return False
    a, b = units(place), units(other)
    return bool(a and b) and (
        a[-1] in b or b[-1] in a or (bool(province(place)) and province(place) == province(other))
    )


def completeness(place: str) -> int:
    """0 where the province is known, 1 where only the unit is, 2 where nothing is."""
    return 0 if province(place) else 1 if place else 2
