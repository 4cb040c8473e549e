"""The date of a document beside its number: "ngày 26/3/2024", "ngày 26 tháng 3 năm 2024", "năm 2016".

A letter that OCR puts for a figure stands for it: "ngày 23 tháng I1 năm 2009".

>>> date_at(" ngày 23 tháng I1 năm 2009", 0)[0].iso
'2009-11-23'
"""

from __future__ import annotations

import re

from ontology.dates import PartialDate

DIGITS = str.maketrans("lIO", "110")
_DAY = r"(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})"
_LONG_DAY = r"(?P<day2>[\dlIO]{1,2})\s+tháng\s+(?P<month2>[\dlIO]{1,2})\s+năm\s+(?P<year2>\d{4})"
_DATE = re.compile(
    rf"(?:[\s,]*|\.\s(?=(?-i:ngày)))\(?(?:ban hành |ký )?ngày\s+(?:{_DAY}|{_LONG_DAY})\)?"
    r"|[\s,]*năm\s+(?P<year3>\d{4})|/(?P<year4>20\d\d)(?!\d)",
    re.IGNORECASE,
)
# "Ngày 19/6/2023, kỳ họp thứ 5 đã thông qua ..." before the document itself.
_SAID_BEFORE = re.compile(
    rf"ngày\s+(?:{_DAY}|{_LONG_DAY})\)?,?\s[^.;:()\d]{{0,60}}(?:\d{{1,2}}[^.;:()\d]{{0,60}})?"
    r"(?:ban hành|thông qua|ký)\s(?:các\s)?$",
    re.IGNORECASE,
)
_SAID_MAX = 190  # characters from such a date to the document


def date_at(text: str, at: int) -> tuple[PartialDate | None, int]:
    """The date that stands at an offset ("ngày 26/3/2024", "năm 2016") and where it ends.

    >>> date_at("28-CT/TW ngày 25 tháng 12 năm 2023 của", 8)
    (PartialDate(year=2023, month=12, day=25), 34)
    """
    match = _DATE.match(text, at)
    return (_date(match), match.end()) if match else (None, at)


def _date(match: re.Match[str]) -> PartialDate | None:
    """The date that a match holds, None where the calendar has none such."""
    groups = {key: value.translate(DIGITS) for key, value in match.groupdict().items() if value}
    year = next(int(groups[key]) for key in ("year", "year2", "year3", "year4") if key in groups)
    month, day = (int(groups.get(key, 0) or groups.get(f"{key}2", 0)) for key in ("month", "day"))
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def date_before(text: str, at: int) -> PartialDate | None:
    """The date on which a text says that what it names at an offset was issued.

    >>> words = "Ngày 19/6/2023, Quốc hội đã thông qua Luật Giá"
    >>> date_before(words, words.index("Luật")).iso
    '2023-06-19'
    """
    found = _SAID_BEFORE.search(text, max(0, at - _SAID_MAX), at)
    return _date(found) if found else None
