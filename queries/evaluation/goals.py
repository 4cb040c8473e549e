"""Values to be reached as they are compared, and which found ones meet which of the gold.

>>> goal({"year": 2025, "op": ">=", "value": "87,0", "unit": "%"})
Goal(year='2025', comparator='>=', value=87.0, upper=None, scale='%')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from queries.evaluation.wording import plain

_COMPARATORS: Final = {"": ">=", "ge": ">=", "≥": ">=", "le": "<=", "≤": "<=", "gt": ">", "lt": "<", "eq": "="}
_SCALES: Final = {
    "%": "%",
    "percent": "%",
    "‰": "‰",
    "per mille": "‰",
    "100000": "/100000",
    "100 000": "/100000",
    "per 100000": "/100000",
}


class Goal(NamedTuple):
    """A value to be reached, as it is compared; ``year`` is "" where none is said."""

    year: str
    comparator: str
    value: float | None
    upper: float | None
    scale: str

    def said(self) -> str:
        """The value in words for a list.

        >>> Goal("2030", ">=", 1.0, 2.0, "count").said()
        '>= 1 .. 2 count, 2030'
        """
        upper = f" .. {self.upper:g}" if self.upper is not None else ""
        value = f"{self.value:g}" if self.value is not None else "?"
        return f"{self.comparator} {value}{upper} {self.scale}, {self.year or '?'}"


def goal(data: Mapping[str, object]) -> Goal:
    """The value of a gold entry or of a table's row; ``comparator`` may be called ``op``."""
    comparator = str(data.get("op") or data.get("comparator") or "").strip()
    return Goal(
        str(data.get("year") or "")[:4],
        _COMPARATORS.get(comparator, comparator),
        figure(data.get("value")),
        figure(data.get("value_max")),
        _scale(str(data.get("unit") or "")),
    )


def figure(value: object) -> float | None:
    """A number as written with a point or a comma; None where there is none.

    >>> figure("87,5"), figure(""), figure("x")
    (87.5, None, None)
    """
    try:
        return round(float(str(value).replace(",", ".")), 6) if value not in (None, "") else None
    except ValueError:
        return None


def _scale(unit: str) -> str:
    """Rates are told apart from each other; whatever is counted is a count."""
    return _SCALES.get(plain(unit), "count")


@dataclass(slots=True)
class Settled:
    """How found values meet the gold ones, by their places in the two lists.

    ``spared`` are found ones that count neither way.
    """

    met: dict[int, int] = field(default_factory=dict)
    spared: set[int] = field(default_factory=set)


def settle(gold: list[Goal], found: list[Goal], spare: Iterable[Goal] = ()) -> Settled:
    """Meets equal ones first; then any year does where the gold has none; what is left may be spared.

    >>> at = [Goal(year, ">=", 5.0, None, "%") for year in ("", "2025", "2030")]
    >>> settle([at[0]], [at[1], at[2]], [at[2]])
    Settled(met={0: 0}, spared={1})
    """
    done = Settled()
    for exact in (True, False):
        for i, wanted in enumerate(gold):
            if i not in done.met and (exact or not wanted.year):
                free = (j for j, one in enumerate(found) if j not in done.met.values() and _meets(wanted, one, exact))
                j = next(free, None)
                if j is not None:
                    done.met[i] = j
    for wanted in spare:
        for exact in (True, False):
            left = (j for j in range(len(found)) if j not in done.met.values() and j not in done.spared)
            j = next((j for j in left if _meets(wanted, found[j], exact)), None)
            if j is not None:
                done.spared.add(j)
                break
    return done


def _meets(wanted: Goal, one: Goal, exact: bool) -> bool:  # noqa: FBT001 (one of two rounds)
    return wanted == one if exact else not wanted.year and wanted[1:] == one[1:]
