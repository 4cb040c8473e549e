"""The grammar of targets: values with comparator, unit, year and measure in an item of the objectives.

An item is cut into clauses at semicolons. In each clause values are found ("dưới 16,4%", "550/100.000", "từ 2 đến 3%",
"ít nhất 01 - 02 thiết chế"), each with the words before it, which tell how it bounds the result, and the year behind
or before it. Ages, years, dates and counts beside a rate are no targets; "từ 23 xuống 18" has a baseline and a target.

>>> [(t.comparator.value, str(t.value), t.year) for t in read("giảm tỷ suất xuống còn 15‰ vào năm 2025 và 13,6 ‰ vào năm 2030")]
[('<=', '15', 2025), ('<=', '13.6', 2030)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders import years
from ontology.codes import Comparator

_N = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_RATE = r"%|‰|phần trăm|/ ?100\.000|/ ?10\.000|/ ?1\.000|/ ?100(?![.\d])"
_RELATIVE = re.compile(
    rf"(?<![\w,./-])(?P<low>{_N})\s*(?:(?P<unit1>{_RATE})?\s*(?:-|đến)\s*(?P<high>{_N}))?\s*(?:(?P<noun>[^\W\d_]+(?: [^\W\d_]+){{0,4}})\s*)?(?P<unit>{_RATE})(?!\d)"
)
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5}
_COUNT = re.compile(
    rf"(?<![\w,./%-])(?P<low>{_N}|(?<=ít nhất )một|(?<=tối thiểu )một)\s*(?:(?:-|đến)\s*(?P<high>{_N}))?\s+(?P<noun>[^\W\d_]+(?:[ /][^\W\d_]+){{0,3}})(?![\w%‰])",
)
_NO_COUNT = re.compile(
    r"(?:tuổi|năm|tháng|ngày|giờ|phút|quý|tuần|lần thứ|khóa|kỳ|triệu|tỷ|nghìn|ngàn|đồng|trở|và|đến|điều|khoản|điểm|loại|mục|của|km|ha|m2|phường|lớp)\b",
    re.IGNORECASE,
)
_COUNT_LEAD = re.compile(
    r"(?:ít nhất|tối thiểu|tối đa|không quá|trên|dưới|đạt|còn|xuống|lên|khoảng|thêm|từ|được|có|:|≥|≤|>|<|=|bằng|mới|duy trì|xây dựng|thành lập|phát triển|hình thành|tăng|giảm)\s*$",
    re.IGNORECASE,
)

_COMPARATORS: tuple[tuple[re.Pattern[str], Comparator], ...] = (
    (
        re.compile(
            r"(?:không (?:vượt )?quá|tối đa|nhiều nhất|không cao hơn|không lớn hơn|≤)\s*(?:là\s*)?$", re.IGNORECASE
        ),
        Comparator.AT_MOST,
    ),
    (
        re.compile(r"(?:ít nhất|tối thiểu|không (?:dưới|thấp hơn|ít hơn)|≥)\s*(?:là\s*|đạt\s*|từ\s*)?$", re.IGNORECASE),
        Comparator.AT_LEAST,
    ),
    (re.compile(r"(?:dưới|thấp hơn|nhỏ hơn|ít hơn|<)\s*(?:mức\s*)?$", re.IGNORECASE), Comparator.LESS),
    (re.compile(r"(?:trên|hơn|cao hơn|lớn hơn|vượt|>)\s*(?:mức\s*)?$", re.IGNORECASE), Comparator.MORE),
    (re.compile(r"(?:khoảng|ở mức|bằng|tương đương|đúng|=)\s*$", re.IGNORECASE), Comparator.EQUAL),
)
_DOWN_TO = re.compile(r"(?:xuống(?: còn)?|chỉ còn|còn)\s*(?:mức\s*|dưới\s*)?$", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:giảm|xuống|hạ|kéo giảm)\b", re.IGNORECASE)
_REACH = re.compile(r"(?:đạt|lên|duy trì|là|có|chiếm|:)\s*(?:mức\s*)?$", re.IGNORECASE)
_BY = re.compile(
    r"\b(?P<verb>giảm|tăng)(?: thêm| bình quân| hằng năm| hàng năm| mỗi năm| từ| khoảng| ít nhất| tối thiểu| trên| đạt)*\s*$",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?:dưới |trên |từ )*\d+ (?:đến (?:dưới )?\d+ )?tuổi(?: trở (?:lên|xuống))?", re.IGNORECASE)
_YEARLY = re.compile(r"(?:hằng|hàng|mỗi) năm|/ ?năm|bình quân năm|một năm", re.IGNORECASE)
_BASELINE = re.compile(r"^[^;]{0,40}?\b(?:xuống|lên|còn)\b", re.IGNORECASE)
_KEEP = re.compile(r"duy trì[^;,%]{0,25}?\bmức (?:đó|này|trên|đạt)?", re.IGNORECASE)
_STRIVE = re.compile(r"phấn đấu", re.IGNORECASE)
_MUST = re.compile(r"\b(?:bảo đảm|đảm bảo|phải|bắt buộc)\b", re.IGNORECASE)
_LABEL = re.compile(r"^(?:Chỉ tiêu|Mục tiêu)(?: số)? \d+(?:\.\d+)?\s*[:.]\s*", re.IGNORECASE)
_LAST_JOINT = re.compile(r",|\bvà\b")
_CONDITION = re.compile(r"\bcó thể (?:điều chỉnh|xem xét|vận dụng)", re.IGNORECASE)
_SHORT = 8  # characters of a measure's name, at the least
_FILLER = re.compile(
    r"(?:^|\b)(?:phấn đấu|đến|vào|trong|cuối|hết|năm \d{4}|và|đạt|từ|trở đi|giai đoạn|\d{4}|duy trì|tiếp tục|ở mức|trên|dưới|ít nhất|tối thiểu|khoảng|xuống|còn|lên|với|là|có)\b|[-,:()]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TargetRead:
    """A target at ``start:end`` of the item's text."""

    start: int
    end: int
    comparator: Comparator
    value: Decimal
    unit: str
    upper: Decimal | None = None
    year: int | None = None
    measure: str = ""
    binding: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class _Value:
    """A number with its unit: ``start:end`` of the text."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    unit: str


def read(text: str, year: int | None = None) -> list[TargetRead]:
    """The targets of an item in their order; ``year`` is that of the headings above it, used where the item has none.

    >>> [(t.comparator.value, str(t.value), str(t.upper), t.year) for t in read("Xây dựng ít nhất 01 - 02 thiết chế", 2021)]
    [('>=', '1', '2', 2021)]
    """
    found: list[TargetRead] = []
    carried = year
    yearly = re.match(r"\W*(?:hằng|hàng|mỗi) năm\b", _LABEL.sub("", text), re.IGNORECASE) is not None
    for start, end in _clauses(text):
        clause = text[start:end]
        leading = years.find(clause)
        targets = list(_clause(clause, carried, yearly))
        if leading and targets and leading[0].end <= targets[0].start:
            carried = leading[0].year
        found += [replace(t, start=t.start + start, end=t.end + start) for t in targets]
    return found


def number(text: str) -> Decimal:
    """A Vietnamese number: points part thousands, a comma the decimals.

    >>> number("1.250,5"), number("07"), number("13,6")
    (Decimal('1250.5'), Decimal('7'), Decimal('13.6'))
    """
    if text.lower() in _WORDS:
        return Decimal(_WORDS[text.lower()])
    return Decimal(text.replace(".", "").replace(",", "."))


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in re.finditer(r";|(?<=[^\d\W])\.\s+(?=[A-ZĐ])", text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def _clause(clause: str, year: int | None, yearly: bool) -> Iterator[TargetRead]:
    values = _relative(clause) or _counts(clause)
    if not values or _CONDITION.search(clause):
        return
    spans = years.find(clause)
    down = False
    measure = ""
    value_first = len(_FILLER.sub("", _LABEL.sub("", clause[: values[0].start])).strip()) < _SHORT
    for index, value in enumerate(values):
        before = values[index - 1].end if index else 0
        lead = clause[before : value.start]
        after = clause[value.end : values[index + 1].start if index + 1 < len(values) else len(clause)]
        if (
            re.search(r"\btừ\s*$", lead, re.IGNORECASE)
            and value.high is None
            and _BASELINE.match(after)
            and index + 1 < len(values)
        ):
            down = down or _DOWN.search(lead) is not None
            measure = measure or _measure(clause, value, before)
            continue
        own = _FILLER.sub("", _LAST_JOINT.split(_strip_years(lead))[-1]).strip()
        if index == 0 or len(own) > 3:
            down = down and len(own) <= 3
            measure = _measure(clause, value, before) or measure
        elif value_first:
            measure = _behind(clause, value) or measure
        comparator, down = _comparator(_AGE.sub("", lead), after, value, down, yearly or _YEARLY.search(clause) is not None)
        when = _year_of(value, values, index, spans, year)
        binding = "strive" if _STRIVE.search(lead) else "must" if _MUST.search(lead) else ""
        upper = value.high
        raw = clause[max(before, value.start - 30) : value.end].strip(" ,;")
        yield TargetRead(value.start, value.end, comparator, value.low, value.unit, upper, when, measure, binding, raw)
        keep = _KEEP.search(after)
        kept = next((s.year for s in spans if keep and s.start >= value.end + keep.start()), None)
        if kept is not None and kept != when:
            yield TargetRead(
                value.start, value.end, comparator, value.low, value.unit, upper, kept, measure, binding, raw
            )


def _relative(clause: str) -> list[_Value]:
    found = []
    for match in _RELATIVE.finditer(clause):
        noun = match["noun"]
        if noun and (match["unit"] in ("%", "‰", "phần trăm") or _NO_COUNT.match(noun)):
            continue
        high = number(match["high"]) if match["high"] else None
        found.append(
            _Value(
                match.start(),
                match.end(),
                number(match["low"]),
                high,
                _unit(match["unit"], noun, clause[match.end() :]),
            )
        )
    return found


def _unit(rate: str, noun: str | None, behind: str) -> str:
    plain = rate.replace(" ", "")
    if plain == "/100":
        per = re.match(r"\s*((?:[^\W\d_]+ ?){1,4})", behind)
        return f"count:{noun or ''}/100 {per[1].strip() if per else ''}".strip()
    return {"%": "%", "phầntrăm": "%", "‰": "‰", "/1.000": "‰", "/100.000": "/100000", "/10.000": "count:/10000"}[plain]


def _counts(clause: str) -> list[_Value]:
    found = []
    taken = years.find(clause)
    for match in _COUNT.finditer(clause):
        if any(y.start < match.end("low") and match.start() < y.end for y in taken) or _NO_COUNT.match(match["noun"]):
            continue
        if not _COUNT_LEAD.search(clause[: match.start()]):
            continue
        high = number(match["high"]) if match["high"] else None
        found.append(
            _Value(
                match.start(),
                match.end("high") if high is not None else match.end("low"),
                number(match["low"]),
                high,
                f"count:{match['noun']}",
            )
        )
    return found


def _comparator(lead: str, after: str, value: _Value, down: bool, yearly: bool) -> tuple[Comparator, bool]:
    """How the value bounds the result, and whether values behind it still mean "down to"."""
    by = _BY.search(lead)
    if by and not _DOWN_TO.search(lead):
        growth = by["verb"].lower() == "tăng"
        if yearly:
            return (Comparator.INCREASE_PER_YEAR if growth else Comparator.DECREASE_PER_YEAR), False
        return (Comparator.INCREASE_BY if growth else Comparator.DECREASE_BY), False
    if (
        yearly
        and value.high is not None
        and _DOWN.search(lead)
        and not re.search(r"\b(?:xuống|còn|dưới)\b", lead, re.IGNORECASE)
    ):
        return Comparator.DECREASE_PER_YEAR, False
    to = _DOWN_TO.search(lead) is not None or (
        re.search(r"\b(?:xuống|còn)\b", lead, re.IGNORECASE) is not None and _DOWN.search(lead) is not None
    )
    stated = next((comparator for pattern, comparator in _COMPARATORS if pattern.search(lead)), None)
    if stated is not None:
        return stated, down or to
    if value.high is not None:
        return Comparator.BETWEEN, down or to
    if re.match(r"\s*(?:\S+ )?trở lên", after, re.IGNORECASE):
        return Comparator.AT_LEAST, False
    if re.match(r"\s*(?:\S+ )?trở xuống", after, re.IGNORECASE) or to or (down and not _REACH.search(lead)):
        return Comparator.AT_MOST, True
    return Comparator.AT_LEAST, down


def _year_of(value: _Value, values: list[_Value], index: int, spans: list[years.Year], year: int | None) -> int | None:
    """The year behind the value, or before it where years come first ("năm 2026 đạt 30%, năm 2027 đạt 60%")."""
    nearest_before = next((s for s in reversed(spans) if s.end <= value.start), None)
    following = values[index + 1].start if index + 1 < len(values) else None
    behind = next((s for s in spans if s.start >= value.end and (following is None or s.end <= following)), None)
    first = bool(spans) and spans[0].end <= values[0].start and not any(s.start >= values[-1].end for s in spans)
    if first and nearest_before is not None:
        return nearest_before.year
    if behind is not None:
        return behind.year
    if nearest_before is not None:
        return (
            nearest_before.year
            if index == 0 or not any(s.start >= value.end for s in spans)
            else next(s for s in spans if s.start >= value.end).year
        )
    later = next((s for s in spans if s.start >= value.end), None)
    return later.year if later else year


def _strip_years(text: str) -> str:
    for span in reversed(years.find(text)):
        text = text[: span.start] + text[span.end :]
    return text


def _measure(clause: str, value: _Value, before: int) -> str:
    """What is measured: the words before the value, or behind it where it comes first ("100% cơ sở giáo dục có ...")."""
    lead = _LABEL.sub("", clause[before : value.start].lstrip(" -,")) if before == 0 else clause[before : value.start]
    words = _strip_years(lead)
    core = _FILLER.sub("", words).strip(" ,.;:")
    if len(core) >= _SHORT:
        trimmed = re.sub(
            r"(?:\s*\b(?:đạt|xuống|còn|dưới|trên|từ|ít nhất|tối thiểu|khoảng|ở mức|lên|là|chiếm|ở|mức))+\s*$",
            "",
            words,
            flags=re.IGNORECASE,
        )
        return re.sub(r"^\W*(?:và |phấn đấu |trong đó )*", "", trimmed, flags=re.IGNORECASE).strip(" ,.;:")
    return _behind(clause, value)


def _behind(clause: str, value: _Value) -> str:
    return re.split(r"[;,]|\b(?:vào năm|đến năm|trong năm|và \d)", clause[value.end :], maxsplit=1)[0].strip(" ,.;:")
