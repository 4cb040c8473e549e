"""Years in a text: single ones, ends of periods, "từ năm 2025 trở đi".

>>> [(y.year, y.start) for y in find("đạt 87% vào năm 2025 và 90% vào năm 2030")]
[(2025, 8), (2030, 28)]
>>> find("giai đoạn 2026 - 2030")[0].year, find("hằng năm giai đoạn từ năm 2024 đến năm 2030")[0].year
(2030, 2030)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_YEAR = r"(?:19|20)\d\d"
_TO = r"\s{0,2}(?:-|đến|tới)\s{0,2}(?:hết )?(?:năm )?"
_PERIOD = rf"(?:giai đoạn|thời kỳ|nhiệm kỳ|năm học)\s{{1,2}}(?:từ )?(?:năm )?{_YEAR}{_TO}(?P<end>{_YEAR})"
_RANGE = rf"(?:từ )?năm {_YEAR}{_TO}(?P<end2>{_YEAR})|\({_YEAR}{_TO}(?P<end3>{_YEAR})(?=\))"
_ON = rf"(?:kể )?từ năm (?P<on>{_YEAR}) trở đi"
_DAY = rf"(?:đến|trước|hết|tới) (?:hết )?ngày \d{{1,2}}[/.-]\d{{1,2}}[/.-](?P<day>{_YEAR})"
_SINGLE = (
    r"(?:vào |đến |trong |tới |trước )?(?:cuối |hết |đầu |ngay trong )?"
    rf"(?:năm|tháng \d{{1,2}}[/.]|quý [IV\d]{{1,3}}[/.]) ?(?P<single>{_YEAR})"
    rf"|(?:đến|tới) (?P<single2>{_YEAR})(?!\d)"
)
_EXPRESSION = re.compile(rf"(?<!\w)(?:{_PERIOD}|{_RANGE}|{_ON}|{_DAY}|{_SINGLE})(?!\w)", re.IGNORECASE)
_OUTLOOK = re.compile(r"(?:tầm nhìn|định hướng)(?: đến| tới)?\s{0,2}$", re.IGNORECASE)
_OUTLOOK_MAX = 20  # characters of such words


@dataclass(frozen=True, slots=True)
class Year:
    """A year that the text names at ``start:end``; a period's year is its last."""

    year: int
    start: int
    end: int


def find(text: str) -> list[Year]:
    """The years of a text in their order."""
    return [Year(int(next(v for v in m.groups() if v)), m.start(), m.end()) for m in _EXPRESSION.finditer(text)]


@lru_cache(maxsize=256)  # the names of a table's columns are asked for with each of its rows
def last(text: str) -> int | None:
    """The last year that a heading names, None where it names none; an outlook counts where nothing else does.

    >>> last("MỤC TIÊU ĐẾN NĂM 2030, TẦM NHÌN ĐẾN NĂM 2045"), last("Tầm nhìn đến năm 2045")
    (2030, 2045)
    """
    found = find(text)
    own = [y for y in found if not _OUTLOOK.search(text[max(0, y.start - _OUTLOOK_MAX) : y.start])]
    return (own or found)[-1].year if found else None
