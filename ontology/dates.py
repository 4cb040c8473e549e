"""Dates as precise as the text gives them: a day, a month or a year.

>>> PartialDate(2024, 4).iso, PartialDate.parse("2023-12-25").precision
('2024-04', 'day')
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

_PARTS_MAX = 3  # year, month, day


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A calendar date with its precision kept (xsd:date, xsd:gYearMonth or xsd:gYear).

    Raises ValueError for a day that the calendar does not have, or a day without a month.

    >>> PartialDate(2023, 2, 30)
    Traceback (most recent call last):
        ...
    ValueError: day is out of range for month
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError("a day without a month")
        dt.date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, iso: str) -> PartialDate:
        """Reads ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; raises ValueError for anything else."""
        parts = iso.split("-")
        if not 1 <= len(parts) <= _PARTS_MAX or not all(part.isdigit() for part in parts):
            raise ValueError(f"not an ISO date: {iso!r}")
        return cls(*(int(part) for part in parts))

    @property
    def precision(self) -> str:
        """``day``, ``month`` or ``year``."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def datatype(self) -> str:
        """The local name of the XML Schema type of this precision."""
        return {"day": "date", "month": "gYearMonth", "year": "gYear"}[self.precision]

    @property
    def iso(self) -> str:
        """The ISO 8601 form, only as long as the precision allows."""
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
        if self.day:
            parts.append(f"{self.day:02}")
        return "-".join(parts)

    @property
    def date(self) -> dt.date | None:
        """The day, or None where the text does not give one."""
        return dt.date(self.year, self.month, self.day) if self.day else None

    @property
    def day_before(self) -> PartialDate:
        """The last day before the date; that of a month or year is the day before its first.

        >>> PartialDate(2026, 4, 30).day_before.iso, PartialDate(2025).day_before.iso
        ('2026-04-29', '2024-12-31')
        """
        day = dt.date(self.year, self.month or 1, self.day or 1) - dt.timedelta(days=1)
        return PartialDate(day.year, day.month, day.day)

    def agrees(self, other: PartialDate) -> bool:
        """Whether both can be the same day.

        >>> PartialDate(2024, 4).agrees(PartialDate(2024, 4, 24))
        True
        """
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(a == b or not a or not b for a, b in pairs)

    def __str__(self) -> str:
        return self.iso


def exist_together(
    one: tuple[PartialDate | None, PartialDate | None], other: tuple[PartialDate | None, PartialDate | None]
) -> bool:
    """Whether two periods, from first to last day inclusive and open where None, have a day in common.

    >>> exist_together((None, PartialDate(2025, 6, 30)), (PartialDate(2025), None))
    True
    """
    (a_from, a_to), (b_from, b_to) = one, other
    return _starts(a_from, b_to) and _starts(b_from, a_to)


def _starts(first: PartialDate | None, last: PartialDate | None) -> bool:
    """Whether a period that begins on one date has begun by the end of another."""
    if first is None or last is None:
        return True
    return (first.year, first.month or 1, first.day or 1) <= (last.year, last.month or 12, last.day or 31)
