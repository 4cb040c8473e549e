"""Deadlines and recurrence of a task, as precise as its words.

>>> due("báo cáo trước ngày 15 tháng 12 năm 2025")[0].iso, due("Hoàn thành trong quý IV/2025")[1]
('2025-12-15', 'trong quý IV/2025')
>>> recurrence("báo cáo mỗi năm một lần")
'mỗi năm một lần'
>>> recurrence("Định kỳ 6 tháng, hằng năm báo cáo")
'6 tháng, hằng năm'
"""

from __future__ import annotations

import re

from ontology.dates import PartialDate

_BY = (
    r"(?:trước|chậm nhất(?: là| vào)?|xong trước|hoàn thành(?: trước| trong| vào| xong trước)?|đến hết|trong|"
    r"thời (?:hạn|gian)(?: thực hiện| hoàn thành)?:?)\s+"
)
_HOUR = r"(?:\d{1,2}\s?(?:giờ|h)(?:\s?\d{2})?(?: phút)?,?\s+)?"
_DAY = r"(?P<d>\d{1,2})(?:/|\s+tháng\s+)(?P<m>\d{1,2})(?:(?:/|\s+năm\s+)(?P<y>\d{4}))?(?![\d/])"
_MONTH = r"tháng (?P<m2>\d{1,2})(?:\s?[/-]\s?| năm )(?P<y2>\d{4})"
_QUARTER = r"qu[ýí] (?P<q>I{1,3}|IV|[1-4])\s?(?:[/-]|năm)\s?(?P<y3>\d{4})"
_HALF = r"(?:0?6|sáu) tháng (?P<half>đầu|cuối) năm (?P<y5>\d{4})"
_YEAR = r"năm (?P<y4>\d{4})(?:\s?(?:-|đến|tới)\s?(?:hết )?(?:năm )?(?P<y6>\d{4})(?!\d))?"  # a period ends with its last
_DUE = re.compile(rf"{_BY}{_HOUR}(?:ngày\s+)?(?:{_DAY}|{_MONTH}|{_QUARTER}|{_HALF}|{_YEAR})", re.IGNORECASE)
# Deadlines that count from another day: kept as written.
_COUNTED = re.compile(
    r"(?:chậm nhất(?: là)?|trong (?:thời hạn|vòng|thời gian)|không quá|sau)\s+(?:\d{1,3}|[a-zà-ỹ]{2,6} )\s?"
    r"(?:ngày|tháng|giờ)(?: làm việc)?,? (?:(?:kể|tính) )?từ (?:khi|ngày|thời điểm)[^.;,]{2,60}",
    re.IGNORECASE,
)
_TO_BE_DONE = re.compile(r"\b(?:hoàn thành|chậm nhất|trước ngày|thời hạn)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d")  # in every deadline but some that count from another day
_QUARTERS = {"I": 3, "II": 6, "III": 9, "IV": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_COMES_BACK = re.compile(
    r"(?:trước|chậm nhất(?: là| vào)?|vào) ngày \d{1,2}(?:(?:/| tháng )\d{1,2})?,?(?: của)? "
    r"(?:(?:hằng|hàng|mỗi|cuối) (?:năm|quý|tháng)|(?:năm|quý|tháng) (?:tiếp theo|kế tiếp|sau|liền kề)\b)",
    re.IGNORECASE,
)
_BARE_MONTH = re.compile(r"(?<![\d/.-])(?P<month>0?[1-9]|1[0-2])\s?[/-]\s?(?P<year>20\d\d)\W*$")  # "6/2025"
# What a period ends with: "Quý II/2025 - quý I/2026", "tháng 3 đến tháng 6/2026".
_TO = r"\s?(?:-|đến|tới)\s?(?:hết )?"
_LAST_PART = re.compile(
    rf"20\d\d{_TO}(?P<year>20\d\d\b.*)|\d/20\d\d{_TO}(?P<day>\d.+)"
    rf"|(?:20\d\d|\b(?:tháng|quý) [IVX\d]{{1,3}}){_TO}(?P<named>(?:ngày|tháng|quý|năm)\b.+)",
    re.IGNORECASE,
)
# Work that only begins then, or goes on beyond: no deadline.
_BEGINS = re.compile(
    r"^(?:(?:bắt đầu|triển khai|thực hiện)\s)*(?:kể )?từ (?:(?:quý|tháng) [IVX\d]{1,3}[/ ])?(?:năm )?20\d\d"
    r"(?: trở đi)?\W*$|\b(?:năm|giai đoạn) (?:tiếp theo|sau)\b",
    re.IGNORECASE,
)
# "chi thường xuyên", "ngân sách hằng năm" say how money recurs, not a task.
_OF_MONEY = re.compile(r"\b(?:chi|ngân sách|kinh phí|dự toán|[Nn]ghị quyết|lỗi|vốn)(?: [^\W\d]+){0,2} $")
_RECURRENCE = re.compile(
    r"\b(?:hằng|hàng) (?:năm|quý|tháng|tuần)\b|\b(?:6|06|sáu) tháng\b|\bthường xuyên\b|\bđịnh kỳ\b|\bmột năm\b"
    r"|\bmỗi (?:năm|quý|tháng|tuần) (?:một|hai|ba|\d{1,2}) lần\b"
    r"|(?<=\bcủa )(?:năm|quý|tháng) (?:tiếp theo|kế tiếp|sau)\b",
    re.IGNORECASE,
)


def due(text: str, on: PartialDate | None = None) -> tuple[PartialDate | None, str]:
    """The first deadline that a text sets, and its words; a quarter ends with its last month.

    A day without its year is the first one from the document's own day ``on``; one that comes back every month or year,
    and one that counts from another day, is kept only as written.

    >>> due("gửi trước ngày 15/12", PartialDate(2025, 11, 3))[0].iso
    '2025-12-15'
    >>> due("chậm nhất 30 ngày kể từ ngày ký"), due("báo cáo trước ngày 20 hằng tháng")
    ((None, 'chậm nhất 30 ngày kể từ ngày ký'), (None, 'trước ngày 20 hằng tháng'))
    """
    dated = _FIGURE.search(text) is not None
    match = _DUE.search(text) if dated else None
    other = (_COUNTED.search(text) if "từ " in text.lower() else None) or (_COMES_BACK.search(text) if dated else None)
    if not match or (other and other.start() <= match.start()):
        return None, other[0] if other else ""
    written = re.sub(r"^hoàn thành\s+", "", match[0], flags=re.IGNORECASE)
    if match["d"] and not match["y"] and recurrence(text):
        return None, written  # "định kỳ hằng năm (trước ngày 15/12)"
    try:
        return _date(match, on), written
    except ValueError:
        return None, written


def _date(match: re.Match[str], on: PartialDate | None) -> PartialDate | None:
    """The day, month or year of a deadline; ValueError where there is no such day."""
    if match["d"]:
        return _day(int(match["d"]), int(match["m"]), match["y"], on)
    if match["y2"]:
        return PartialDate(int(match["y2"]), int(match["m2"]), 0)
    if match["y3"]:
        return PartialDate(int(match["y3"]), _QUARTERS[match["q"].upper()], 0)
    if match["y5"]:
        return PartialDate(int(match["y5"]), 6 if match["half"].lower() == "đầu" else 12, 0)
    return PartialDate(int(match["y6"] or match["y4"]), 0, 0)


def _day(day: int, month: int, year: str | None, on: PartialDate | None) -> PartialDate | None:
    if year:
        return PartialDate(int(year), month, day)
    if on is None or not on.day:
        return None
    return PartialDate(on.year + ((month, day) < (on.month, on.day)), month, day)


def due_heading(text: str, on: PartialDate | None = None) -> tuple[PartialDate | None, str]:
    """The deadline that a heading sets for all that stands under it: it says until when that is to be done.

    A year or a span in which something happens sets none, nor does what comes back.

    >>> due_heading("Các Bộ khắc phục bất cập, hoàn thành trong tháng 11 năm 2025, cụ thể")[0].iso
    '2025-11'
    >>> due_heading("Đối với các nhiệm vụ triển khai trong năm 2025"), due_heading("Mục tiêu đến hết năm 2026")
    ((None, ''), (None, ''))
    """
    return due(text, on) if _TO_BE_DONE.search(text) and not recurrence(text) else (None, "")


def due_cell(text: str) -> tuple[PartialDate | None, str]:
    """The deadline in a table's cell, where no words announce it: "Quý IV-2025", "2026", "2025 - 2035", "6/2025".

    A period ends with its last part; a cell that only says when the work begins sets no deadline.

    >>> due_cell("Quý IV-2025")[0].iso, due_cell("2025 - 2035")[0].iso, due_cell("Thường xuyên")
    ('2025-12', '2035', (None, 'Thường xuyên'))
    >>> due_cell("Từ quý II/2025 đến quý I/2026")[0].iso, due_cell("Từ năm 2026 trở đi")[0]
    ('2026-03', None)
    """
    words = " ".join(text.split())
    if _BEGINS.search(words):
        return None, words
    later = _LAST_PART.search(words)
    return (_in_cell(later[later.lastgroup or 0]) if later else None) or _in_cell(words), words


def _in_cell(words: str) -> PartialDate | None:
    """The day, month, quarter or year that words name, the last of several bare years."""
    found, _ = due(f"trong {words}")
    if month := _BARE_MONTH.search(words) if found is None else None:
        return PartialDate(int(month["year"]), int(month["month"]))
    years = re.findall(r"(?<!\d)20\d\d(?!\d)", words) if found is None else []
    return PartialDate(int(years[-1])) if years else found


def recurrence(text: str) -> str:
    """How often a task comes back, in the text's words, "" where it does not say."""
    matches = (match for match in _RECURRENCE.finditer(text) if not _OF_MONEY.search(text, 0, match.start()))
    found = dict.fromkeys(match[0].lower() for match in matches)
    if len(found) > 1:
        found.pop("định kỳ", None)
    return ", ".join(found)
