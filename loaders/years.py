"""Years in a text: single ones, ends of periods, "từ năm 2025 trở đi".

>>> [(y.year, y.start) for y in find("đạt 87% vào năm 2025 và 90% vào năm 2030")]
[(2025, 8), (2030, 28)]
>>> find("giai đoạn 2026 - 2030")[0].year, find("hằng năm giai đoạn từ năm 2024 đến năm 2030")[0].year
(2030, 2030)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = r"(?:19|20)\d\d"
_PERIOD = rf"(?:giai đoạn|thời kỳ|nhiệm kỳ)\s+(?:từ )?(?:năm )?{_YEAR}\s*(?:-|đến)\s*(?:năm )?(?P<end>{_YEAR})"
_RANGE = rf"(?:từ )?năm {_YEAR}\s*(?:-|đến)\s*(?:hết )?(?:năm )?(?P<end2>{_YEAR})"
_ON = rf"(?:kể )?từ năm (?P<on>{_YEAR}) trở đi"
_SINGLE = (
    r"(?:vào |đến |trong |tới |trước )?(?:cuối |hết |đầu |ngay trong )?"
    rf"(?:năm|tháng \d{{1,2}}[/.]) ?(?P<single>{_YEAR})|(?:đến|tới) (?P<single2>{_YEAR})(?!\d)"
)
_EXPRESSION = re.compile(rf"(?<!\w)(?:{_PERIOD}|{_RANGE}|{_ON}|{_SINGLE})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Year:
    """A year that the text names at ``start:end``; a period's year is its last."""

    year: int
    start: int
    end: int


def find(text: str) -> list[Year]:
    """The years of a text in their order."""
    return [Year(int(next(v for v in m.groups() if v)), m.start(), m.end()) for m in _EXPRESSION.finditer(text)]


def last(text: str) -> int | None:
    """The last year that a heading names, None where it names none."""
    found = find(text)
    return found[-1].year if found else None
