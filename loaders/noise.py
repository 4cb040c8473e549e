"""Figures that measure nothing: years, dates, ages, numbers of documents, articles, names with a number.

They are covered, not cut out: a text of the same length is left, so that what is found in it stands where it stood.

>>> cover("Theo khoản 2 Điều 15, trẻ dưới 6 tuổi đạt 95%").replace(NOISE, "_")
'Theo _______ _______, trẻ ___________ đạt 95%'
"""

from __future__ import annotations

import re

from loaders import years

YEAR = "\ue000"  # private-use characters, which no document holds: neither letters nor digits
NOISE = "\ue001"

_AGE = (
    r"(?:(?:từ|trên|dưới|đủ|đến|ngoài) ){0,3}\d{1,3}\s?(?:(?:-|đến|tới)\s?(?:dưới )?\d{1,3} )?(?:tháng )?tuổi"
    r"(?: trở (?:lên|xuống))?"
)
_DATE = (
    r"(?:ngày|mùng) \d{1,2}(?:[/.-]\d{1,2}){0,2}(?:[/.-]\d{4})?(?: tháng \d{1,2})?|tháng \d{1,2}(?!\d)"
    r"|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{4}"
)
_CLOCK = r"\d{1,2}h\d{0,2}|24/(?:7|24)"
# What is called by a number, which counts nothing: "Điều 15", "mức độ 4", "lần thứ 3", "Quốc lộ 4A".
_CALLED = (
    r"(?:điều|khoản|chương|phụ lục|biểu(?: số)?|bảng(?: số)?|mẫu(?: số)?|tiêu chí(?: số)?|chỉ tiêu(?: số)?"
    r"|mục tiêu(?: số)?|đề án(?: số)?|dự án(?: số)?|nội dung(?: số)?|nghị quyết(?: số)?|chỉ thị(?: số)?|cấp độ|mức độ"
    r"|loại|hạng|vòng|lần thứ|thứ|khóa|kỳ|quý|quốc lộ|tỉnh lộ|lớp|giai đoạn|đợt|phiên bản|công nghiệp|đường dây nóng"
    r"|tổng đài|tiểu dự án|nhóm|(?<!tổng )(?<!trị )số)\s(?:\d{1,6}(?:[.,/]\d{1,4}){0,2}|[IVX]{1,5})[a-zđ]?"
    r"(?!\w|[.,]\d|\s{0,2}[%‰-]|\s{0,2}phần)"
)
_SET = r"cả \d{1,2} (?:tiêu chí|mặt|lĩnh vực|cấp)|\d tại chỗ"
# What was reached before, in brackets: "(hiện nay 12%)", and the value that a result is compared with.
_BEFORE = r"\((?:[^()]{0,60}\b)?(?:hiện|đã đạt|cùng kỳ|năm trước|thực hiện năm|ước)\b[^()]{0,80}\)"
_COMPARED = rf"so với[^;.(%]{{0,30}}(?:{YEAR}[^;.(%]{{0,20}})?\((?!giảm|tăng)[^()]{{0,40}}\)"
_ANY_CASE = re.compile(
    rf"(?<!\w)(?:{_AGE}|{_DATE}|{_CLOCK}|{_CALLED}|{_SET})(?!\w)|{_BEFORE}|{_COMPARED}", re.IGNORECASE
)
_DOCUMENT = re.compile(r"(?<![\w.,])\d{1,5}[a-z]?(?:/\d{4})?[/-][A-ZĐ]{2}[\w&]{0,20}(?:[-,/&.][A-ZĐ][\w&]{0,20}){0,5}")
_PLACE = re.compile(r"(?<!\w)(?:Quận|Phường|Tổ|Khu phố|Thôn|Khóm|Ấp|Khối|Khu) \d{1,3}(?!\w)")


LIVED = re.compile(r"tuổi thọ|số năm (?:sống|đi học)", re.IGNORECASE)  # where years of life are what is measured
_LIVED_BEFORE = 60  # characters


def cover_years(text: str) -> str:
    """The text with its years covered."""
    parts: list[str] = []
    at = 0
    for found in years.find(text):
        parts += [text[at : found.start], YEAR * (found.end - found.start)]
        at = found.end
    return "".join([*parts, text[at:]])


def cover(text: str) -> str:
    """The text with all that measures nothing covered."""
    text = cover_years(text)
    for pattern in (_DOCUMENT, _PLACE, _ANY_CASE):
        text = pattern.sub(_covered, text)
    return text


def _covered(found: re.Match[str]) -> str:
    lived = found[0].endswith("tuổi") and LIVED.search(
        found.string, max(0, found.start() - _LIVED_BEFORE), found.start()
    )
    return found[0] if lived else NOISE * len(found[0])
