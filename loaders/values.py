"""Values in a clause of the objectives: shares ("16,4%"), rates ("550/100.000", "12 người/vạn dân"), counts and ranks.

A number is read first, then what stands behind it. A share or rate is always a value; a count needs words before it
that set it as a result ("ít nhất 01 thiết chế"), and is a mere detail beside a share, unless it has a verb of its own.

>>> [(str(v.low), v.unit) for v in values("Tỷ lệ dưới 16,4% và 550/100.000 dân; ít nhất 2 trạm")]
[('16.4', '%'), ('550', '/100000')]
>>> [(str(v.low), str(v.high), v.unit) for v in values("Xây dựng ít nhất 01 - 02 thiết chế")]
[('1', '2', 'count:thiết chế')]
>>> [(str(v.low), v.unit, v.sort.value) for v in values("thuộc nhóm 10 địa phương dẫn đầu cả nước")]
[('10', 'count:thứ hạng', 'rank')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from loaders import bounds
from loaders.bounds import Sort, Word
from loaders.noise import LIVED, YEAR, cover, cover_years


class Kind(StrEnum):
    """What a value is: a share or rate, a count, a rank."""

    RATE = "rate"
    COUNT = "count"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its unit: ``start:end`` of the text; ``high`` where it is the upper one of two."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    unit: str
    sort: Kind = Kind.RATE


_N = r"(?:\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,9})?|\d{1,12}(?:[.,]\d{1,9})?)"
_SHARE = r"(?:%|‰|điểm phần trăm|điểm %|phần trăm|phần nghìn)"
_BLANKS = r"\s{0,2}"
_NUMBER = re.compile(
    rf"(?<![\w,./%-])(?:(?P<word>(?<=ít nhất )(?:một|hai|ba)|(?<=tối thiểu )(?:một|hai|ba))(?= )"
    rf"|(?P<part>\d{{1,4}})/(?P<whole>\d{{1,4}})(?= )"
    rf"|(?P<low>{_N})(?![.,]?\d)(?:{_BLANKS}{_SHARE}?{_BLANKS}(?:-|đến|tới){_BLANKS}(?P<high>{_N})(?![.,]?\d))?)",
    re.IGNORECASE,
)
_SHARE_BEHIND = re.compile(rf"{_BLANKS}({_SHARE})(?!\w)", re.IGNORECASE)
_SHARES = {"%": "%", "phần trăm": "%", "điểm phần trăm": "%", "điểm %": "%", "‰": "‰", "phần nghìn": "‰"}
_WORD = r"[^\W\d_]+[23]?(?!\w)"
_PER_BEHIND = re.compile(
    rf"{_BLANKS}(?P<noun>{_WORD}(?: {_WORD}){{0,4}})?(?:{_BLANKS}/\s?| trên )"
    r"(?P<per>100\.?000|10\.?000|1\.?000|100|(?:một |1 )?(?:vạn|triệu) (?:dân|người)|(?:một |1 )?vạn)"
    rf"(?![.\d]?\d|\w)(?P<of>(?: {_WORD}){{1,4}})?",
    re.IGNORECASE,
)
_PERS = {"1000": "‰", "100000": "/100000"}
_FEW = 5  # the largest denominator that makes a fraction: "2/3 số xã"; "12/15 xã" counts
_PARTS = re.compile(r" (?:tổng số|số|dân số|diện tích|các|đại biểu)\b", re.IGNORECASE)
_GREAT = {"nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}
# What ends the noun that is counted: "12 trạm | vào năm 2027".
_STOP = (
    r"(?:vào|đến|trong|tại|cho|để|từ|và|hoặc|với|do|của|trên|theo|so|mỗi|một|được|bằng|trước|trở|đạt|có|thuộc|là|cùng"
    r"|gồm|phục vụ|phải|ứng dụng|tham gia)\b"
)
_NOUN = re.compile(
    rf"\s{{1,2}}(?:(?P<great>nghìn|ngàn|vạn|triệu|tỷ)(?P<scaled> (?!đồng|USD|đô la){_WORD})?)?"
    rf"(?P<noun>(?:[ /]?(?!{_STOP}){_WORD}(?:/{_WORD}){{0,2}}){{0,4}})",
    re.IGNORECASE,
)
_MONEY = re.compile(r"(?:(?:nghìn|ngàn|triệu|tỷ|trăm) )*(?:đồng|USD|đô la|VNĐ|VND)\b|(?:triệu|tỷ)$", re.IGNORECASE)
EARNED = re.compile(
    r"thu nhập|quy mô (?:kinh tế|nền kinh tế)|\bGRDP\b|\bGDP\b|doanh thu|kim ngạch|thu ngân sách"
    r"|giá trị (?:sản xuất|sản phẩm|xuất khẩu|gia tăng|hàng hóa|tăng thêm)|năng suất|tổng mức bán lẻ|doanh số",
    re.IGNORECASE,
)
_LIFE = re.compile(r"(?:tuổi|năm)\b", re.IGNORECASE)
_TIMES = re.compile(r"lần\b", re.IGNORECASE)
_NO_COUNT = re.compile(
    r"(?:tuổi|năm|tháng|ngày|giờ|phút|giây|quý|tuần|buổi|lần|khóa|kỳ|trở|và|đến|điều|khoản|loại|mục|của|sao|trang|bản"
    r"|phường|bộ phận|bên|cấp|chữ|tiết|bước|nội dung|lớp(?! (?:tập|đào|bồi|truyền|xóa))|Gb|Gbps|Mb|Mbps|dpi|MB|GB"
    r"|đồng chí|thành viên|ủy viên|đại biểu|phó)\b",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"(?<!\w)(?:(?:top|tốp) (?P<top>\d{1,3})(?![\w%])"
    r"|nhóm (?P<group>\d{1,3})(?= [^\d;.]{0,60}(?:dẫn đầu|đứng đầu|hàng đầu|cao nhất|tốt nhất|phát triển nhất))"
    r"|(?:xếp(?: hạng)? (?:vị trí )?thứ|xếp vị trí|thứ hạng|thứ bậc|đứng thứ|vị trí thứ|vị trí|vị thứ)\s{1,2}"
    r"(?:(?:≤|<=|từ|trong|đạt|dưới|không quá|ở mức|thứ)\s{0,2})?(?P<place>\d{1,3})(?!\w|[.,/]\d|\s?%))",
    re.IGNORECASE,
)
_LEAD = 80  # characters before a count that are looked at
_SEGMENT = re.compile(r"[,;(]| và |đồng thời|cũng như", re.IGNORECASE)
_SETS = frozenset(Sort) - {Sort.FOR, Sort.FILL, Sort.IS}
_ORDERED = re.compile(
    r"\bcó từ\s*$|\b(?:doanh nghiệp|cơ sở|trường|quy mô|công suất) (?:có|từ|trên|dưới)\s*$", re.IGNORECASE
)
_OR_MORE = re.compile(
    r"[^,;.]{0,40} trở (?:lên|xuống)[^;]{0,80}\b(?:phải|được|đều|có|đạt|thực hiện|tham gia)\b", re.IGNORECASE
)


def number(text: str) -> Decimal:
    """A Vietnamese number: points part thousands, a comma the decimals; a point before one or two digits does, too.

    >>> number("1.250,5"), number("07"), number("13,6"), number("2.5")
    (Decimal('1250.5'), Decimal('7'), Decimal('13.6'), Decimal('2.5'))
    """
    if text.lower() in ("một", "hai", "ba"):
        return Decimal(("một", "hai", "ba").index(text.lower()) + 1)
    whole, comma, decimals = text.partition(",")
    if not comma and re.fullmatch(r"\d+\.\d{1,2}|\d+\.\d{4,}|0\.\d+", whole):
        return Decimal(whole)
    return Decimal(whole.replace(".", "") + (f".{decimals}" if comma else ""))


def values(clause: str) -> list[Value]:
    """The values of a clause in their order."""
    ranks = list(_ranks(cover_years(clause)))
    plain = cover(clause)
    for rank in ranks:
        plain = f"{plain[: rank.start]}{' ' * (rank.end - rank.start)}{plain[rank.end :]}"
    figures = list(_NUMBER.finditer(plain))
    rates = [value for found in figures if (value := _rate(plain, found)) is not None]
    counts = _counts(plain, figures, rates)
    return sorted([*ranks, *rates, *counts], key=lambda value: value.start)


def _ranks(text: str) -> Iterator[Value]:
    """Places in an order, of which a smaller one is better."""
    for found in _RANK.finditer(text):
        name = found.lastgroup or "top"
        yield Value(found.start(name), found.end(name), Decimal(found[name]), None, "count:thứ hạng", Kind.RANK)


def _rate(text: str, found: re.Match[str]) -> Value | None:
    """The share or rate that a number is, None for a count."""
    if found["part"]:
        return _fraction(text, found)
    if found["word"]:
        return None
    low, high = number(found["low"]), number(found["high"]) if found["high"] else None
    share = _SHARE_BEHIND.match(text, found.end())
    if share:
        return Value(found.start(), share.end(), low, high, _SHARES[share[1].lower()])
    per = _PER_BEHIND.match(text, found.end())
    if per and not (per["noun"] and _NO_COUNT.match(per["noun"])):
        return Value(found.start(), per.end("per"), low, high, _per(per))
    return None


def _per(found: re.Match[str]) -> str:
    """The unit as a code; "3 bác sĩ/100 trẻ" counts one thing per hundred of another, so both are kept."""
    per = found["per"].replace(".", "")
    if per in _PERS:
        return _PERS[per]
    if per == "100":
        return f"count:{found['noun'] or ''}/100{found['of'] or ''}"
    return f"count:{found['noun'] or ''}/{per.lower().removeprefix('một ').removeprefix('1 ')}"


def _fraction(text: str, found: re.Match[str]) -> Value | None:
    """A fraction of all as a share, in per cent with two decimals: "2/3 số xã"."""
    part, whole = int(found["part"]), int(found["whole"])
    if not 0 < part < whole <= _FEW or not _PARTS.match(text, found.end()):
        return None
    share = (Decimal(100 * part) / whole).quantize(Decimal("0.01"))
    return Value(found.start(), found.end(), share, None, "%")


def _counts(text: str, figures: list[re.Match[str]], rates: list[Value]) -> list[Value]:
    """The counts that are set as results."""
    taken = {rate.start for rate in rates}
    found: list[Value] = []
    before = 0
    for figure in figures:
        lead = text[max(before, figure.start() - _LEAD) : figure.start()]
        value = None if figure.start() in taken else _count(text, figure, lead)
        joined = bool(found) and found[-1].end == before
        if value is not None and _is_set(lead, joined=joined, beside=bool(rates), first=len(lead) == figure.start()):
            found.append(value)
        before = figure.end()
    return found


def _count(text: str, figure: re.Match[str], lead: str) -> Value | None:
    """A number with what it counts, None where that is no thing to be reached."""
    noun = _NOUN.match(text, figure.end())
    if noun is None or text[noun.end() : noun.end() + 1] in ("%", "‰"):
        return None
    name, scale = _named(noun)
    if not name or (_ORDERED.search(lead) and _OR_MORE.match(text, figure.end())):
        return None
    if _MONEY.match(name):
        if not EARNED.search(text[max(0, figure.start() - _LEAD) : figure.start()]):
            return None
    elif _TIMES.match(name):
        if not {word.sort for word in bounds.run(lead, bounds.words(lead))} & {Sort.DOWN, Sort.UP, Sort.RISE}:
            return None
        name = "lần"
    elif _NO_COUNT.match(name) and not (_LIFE.match(name) and LIVED.search(lead)):
        return None
    low = _scaled(figure["word"] or figure["part"] or figure["low"], scale)
    high = _scaled(figure["high"], scale) if figure["high"] else None
    return Value(figure.start(), figure.end(), low, high, f"count:{name}", Kind.COUNT)


def _named(noun: re.Match[str]) -> tuple[str, int]:
    """What is counted, and by what the number is to be multiplied: "2 triệu lượt khách", but "75 triệu đồng"."""
    name = f"{noun['scaled'] or ''}{noun['noun']}".strip(" /")
    if noun["great"] and noun["scaled"]:
        return name, _GREAT[noun["great"].lower()]
    return f"{noun['great'] or ''} {name}".strip(), 1


def _scaled(text: str, scale: int) -> Decimal:
    """A number as great as the word behind it makes it, without zeros behind the point that come of that."""
    return number(text) if scale == 1 else Decimal(f"{(number(text) * scale).normalize():f}")


def _is_set(lead: str, *, joined: bool, beside: bool, first: bool) -> bool:
    """Whether the words before a count set it as a result.

    ``joined``: a count stands before it; ``beside``: its clause has a rate; ``first``: it begins its clause.
    """
    said = bounds.words(lead)
    close = bounds.run(lead, said)
    if beside:
        return _has_verb(lead, close, first=first)
    if any(word.sort in _SETS for word in close) or not lead.strip(f" ,-+\"'{YEAR}"):
        return True
    if close and close[-1].sort is Sort.FOR and lead[close[-1].start :].strip().lower() == "cho":
        return "," not in lead and any(word.sort is Sort.MAKE for word in said)
    return joined and lead.rstrip().endswith((",", " và"))


def _has_verb(lead: str, close: list[Word], *, first: bool) -> bool:
    """Whether the count has a verb of its own that begins its part of the clause."""
    cut = [*([0] if first else []), *(found.end() for found in _SEGMENT.finditer(lead))]
    if not close or not any(word.sort is Sort.MAKE for word in close) or not cut:
        return False
    return not lead[cut[-1] : close[0].start].strip(f" {YEAR}") or close[0].start <= cut[-1]
