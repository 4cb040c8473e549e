"""Deadlines and recurrence of a task, as precise as its words.

>>> due("báo cáo trước ngày 15 tháng 12 năm 2025")[0].iso, due("Hoàn thành trong quý IV/2025")[1]
('2025-12-15', 'trong quý IV/2025')
>>> recurrence("Định kỳ 6 tháng, hằng năm báo cáo")
'6 tháng, hằng năm'
"""

from __future__ import annotations

import re

from ontology.dates import PartialDate

_BY = r"(?:trước|chậm nhất(?: là| vào)?|xong trước|hoàn thành(?: trước| trong| vào)?|đến hết|trong|thời hạn:?)\s+"
_DAY = r"(?P<d>\d{1,2})(?:/|\s+tháng\s+)(?P<m>\d{1,2})(?:/|\s+năm\s+)(?P<y>\d{4})"
_MONTH = r"tháng (?P<m2>\d{1,2})\s?[/-]\s?(?P<y2>\d{4})"
_QUARTER = r"qu[ýí] (?P<q>I{1,3}|IV|[1-4])\s?(?:[/-]|năm)\s?(?P<y3>\d{4})"
_DUE = re.compile(rf"{_BY}(?:ngày\s+)?(?:{_DAY}|{_MONTH}|{_QUARTER}|năm (?P<y4>\d{{4}}))", re.IGNORECASE)
_QUARTERS = {"I": 3, "II": 6, "III": 9, "IV": 12, "1": 3, "2": 6, "3": 9, "4": 12}
# "chi thường xuyên", "ngân sách hằng năm" say how money recurs, not a task.
_OF_MONEY = re.compile(r"\b(?:chi|ngân sách|kinh phí|dự toán|[Nn]ghị quyết|lỗi|vốn)(?: [^\W\d]+){0,2} $")
_RECURRENCE = re.compile(
    r"\b(?:hằng|hàng) (?:năm|quý|tháng|tuần)\b|\b(?:6|06|sáu) tháng\b|\bthường xuyên\b|\bđịnh kỳ\b|\bmột năm\b",
    re.IGNORECASE,
)


def due(text: str) -> tuple[PartialDate | None, str]:
    """The first deadline that a text sets, and its words; a quarter ends with its last month."""
    match = _DUE.search(text)
    if not match:
        return None, ""
    written = re.sub(r"^hoàn thành\s+", "", match[0], flags=re.IGNORECASE)
    if match["y"]:
        parts = (int(match["y"]), int(match["m"]), int(match["d"]))
    elif match["y2"]:
        parts = (int(match["y2"]), int(match["m2"]), 0)
    elif match["y3"]:
        parts = (int(match["y3"]), _QUARTERS[match["q"].upper()], 0)
    else:
        parts = (int(match["y4"]), 0, 0)
    try:
        return PartialDate(*parts), written
    except ValueError:
        return None, written


def due_cell(text: str) -> tuple[PartialDate | None, str]:
    """The deadline in a table's cell, where no words announce it: "Quý IV-2025", "2026", "2025 - 2035", "12/2025".

    >>> due_cell("Quý IV-2025")[0].iso, due_cell("2025 - 2035")[0].iso, due_cell("Thường xuyên")
    ('2025-12', '2035', (None, 'Thường xuyên'))
    """
    found, _ = due(f"trong {text.strip()}")
    if found is None:
        years = re.findall(r"(?<!\d)20\d\d(?!\d)", text)
        found = PartialDate(int(years[-1])) if years else None
    return found, " ".join(text.split())


def recurrence(text: str) -> str:
    """How often a task comes back, in the text's words, "" where it does not say."""
    matches = (match for match in _RECURRENCE.finditer(text) if not _OF_MONEY.search(text, 0, match.start()))
    found = dict.fromkeys(match[0].lower() for match in matches)
    if len(found) > 1:
        found.pop("định kỳ", None)
    return ", ".join(found)
