"""Values in a clause of the objectives: rates ("16,4%", "550/100.000", "từ 2 đến 3%") and, without any, counts.

A count needs words before it that set it as a result ("ít nhất 01 thiết chế"), and a noun that is no measure of time,
money or space; beside a rate it is none.

>>> [(str(v.low), v.unit) for v in values("Tỷ lệ dưới 16,4% và 550/100.000 dân; ít nhất 2 trạm")]
[('16.4', '%'), ('550', '/100000')]
>>> [(str(v.low), str(v.high), v.unit) for v in values("Xây dựng ít nhất 01 - 02 thiết chế")]
[('1', '2', 'count:thiết chế')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from loaders import years

_N = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_RATE = r"%|‰|phần trăm|/ ?100\.000|/ ?10\.000|/ ?1\.000|/ ?100(?![.\d])"
_SHARES = ("%", "‰", "phần trăm")  # no noun stands between a number and these
_RELATIVE = re.compile(
    rf"(?<![\w,./-])(?P<low>{_N})\s*(?:(?P<unit1>{_RATE})?\s*(?:-|đến)\s*(?P<high>{_N}))?\s*"
    rf"(?:(?P<noun>[^\W\d_]+(?: [^\W\d_]+){{0,4}})\s*)?(?P<unit>{_RATE})(?!\d)"
)
_RATES = {"%": "%", "phầntrăm": "%", "‰": "‰", "/1.000": "‰", "/100.000": "/100000", "/10.000": "count:/10000"}
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5}
# What ends the noun that is counted: "12 trạm | vào năm 2027".
_BEHIND = r"(?:vào|đến|trong|tại|cho|để|từ|và|hoặc|với|do|của|trên|theo|so|mỗi|một|được|bằng|trước|trở)"
_COUNT = re.compile(
    rf"(?<![\w,./%-])(?P<low>{_N}|(?<=ít nhất )một|(?<=tối thiểu )một)\s*(?:(?:-|đến)\s*(?P<high>{_N}))?\s+"
    rf"(?P<noun>[^\W\d_]+(?:[ /](?!{_BEHIND}\b)[^\W\d_]+){{0,3}})(?![\w%‰])",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    r"(?:tuổi|năm|tháng|ngày|giờ|phút|quý|tuần|lần thứ|khóa|kỳ|triệu|tỷ|nghìn|ngàn|đồng|trở|và|đến|điều|khoản|loại"
    r"|mục|của|km|ha|m2|phường|lớp|điểm(?: [a-zđ]| khoản| phần trăm)?(?! \w))\b",
    re.IGNORECASE,
)
_COUNT_LEAD = re.compile(
    r"(?:ít nhất|tối thiểu|tối đa|không quá|trên|dưới|đạt|còn|xuống|lên|khoảng|thêm|từ|được|:|≥|≤|>|<|=|bằng|mới"
    r"|duy trì|xây dựng|thành lập|phát triển|hình thành|tăng|giảm)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its unit: ``start:end`` of the text; ``high`` where it is the upper one of two."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    unit: str


# Words that end the noun of a count: "20 dự án trong các khu" counts "dự án".
_NOUN_END = re.compile(
    r" (?:trong|trên|vào|của|được|trở|đạt|có|thuộc|theo|tại|cho|với|để|là|cùng|gồm|phục vụ|so)(?: |$)", re.IGNORECASE
)


def values(clause: str) -> list[Value]:
    """The values of a clause in their order: its rates, or its counts where it has no rate."""
    return _rates(clause) or _counts(clause)


def number(text: str) -> Decimal:
    """A Vietnamese number: points part thousands, a comma the decimals.

    >>> number("1.250,5"), number("07"), number("13,6")
    (Decimal('1250.5'), Decimal('7'), Decimal('13.6'))
    """
    if text.lower() in _WORDS:
        return Decimal(_WORDS[text.lower()])
    return Decimal(text.replace(".", "").replace(",", "."))


def _rates(clause: str) -> list[Value]:
    found = []
    for match in _RELATIVE.finditer(clause):
        noun = match["noun"]
        if noun and (match["unit"] in _SHARES or _NO_COUNT.match(noun)):
            continue
        high = number(match["high"]) if match["high"] else None
        unit = _unit(match["unit"], noun, clause[match.end() :])
        found.append(Value(match.start(), match.end(), number(match["low"]), high, unit))
    return found


def _unit(rate: str, noun: str | None, behind: str) -> str:
    """The unit as a code; "3 bác sĩ/100 trẻ" counts one thing per hundred of another, so both are kept."""
    plain = rate.replace(" ", "")
    if plain == "/100":
        per = re.match(r"\s*((?:[^\W\d_]+ ?){1,4})", behind)
        return f"count:{noun or ''}/100 {per[1].strip() if per else ''}".strip()
    return _RATES[plain]


def _counts(clause: str) -> list[Value]:
    found = []
    taken = years.find(clause)
    for match in _COUNT.finditer(clause):
        if any(y.start < match.end("low") and match.start() < y.end for y in taken) or _NO_COUNT.match(match["noun"]):
            continue
        if not _COUNT_LEAD.search(clause[: match.start()]):
            continue
        high = number(match["high"]) if match["high"] else None
        end = match.end("low") if high is None else match.end("high")
        found.append(
            Value(
                match.start(), end, number(match["low"]), high, f"count:{_NOUN_END.split(match['noun'], maxsplit=1)[0]}"
            )
        )
    return found
