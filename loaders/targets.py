"""The grammar of targets: values with comparator, unit, year and measure in an item of the objectives.

An item is cut into clauses at semicolons. In each clause values are found ("dưới 16,4%", "550/100.000", "từ 2 đến 3%",
"ít nhất 01 - 02 thiết chế"), each with the words before it, which tell how it bounds the result, and the year behind
or before it. Ages, years, dates and counts beside a rate are no targets; "từ 23 xuống 18" has a baseline and a target.

>>> found = read("giảm số vụ xuống còn 8‰ vào năm 2026 và 5,5 ‰ vào năm 2031")
>>> [(t.comparator.value, str(t.value), t.year) for t in found]
[('<=', '8', 2026), ('<=', '5.5', 2031)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders import years
from loaders.values import Value, number, values
from ontology.codes import Comparator

__all__ = ["TargetRead", "number", "read"]
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
    r"\b(?P<verb>giảm|tăng)"
    r"(?: thêm| bình quân| trung bình| hằng năm| hàng năm| mỗi năm| từ| khoảng| ít nhất| tối thiểu| trên| đạt)*\s*$",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:xuống|còn)\b", re.IGNORECASE)
_TO_OR_BELOW = re.compile(r"\b(?:xuống|còn|dưới)\b", re.IGNORECASE)
_OR_MORE = re.compile(r"\s*(?:\S+ )?trở lên", re.IGNORECASE)
_OR_LESS = re.compile(r"\s*(?:\S+ )?trở xuống", re.IGNORECASE)
_FROM = re.compile(r"\btừ\s*$", re.IGNORECASE)
_AGE = re.compile(r"(?:dưới |trên |từ )*\d+ (?:đến (?:dưới )?\d+ )?tuổi(?: trở (?:lên|xuống))?", re.IGNORECASE)
_A_YEAR = re.compile(r"\s*/ ?năm|\s*(?:mỗi|một|hằng|hàng) năm", re.IGNORECASE)
_GROWS = re.compile(r"\b(?:tăng|giảm)\b", re.IGNORECASE)
_YEARLY = re.compile(r"(?:hằng|hàng|mỗi) năm|/ ?năm|bình quân năm|một năm", re.IGNORECASE)
_BASELINE = re.compile(r"^[^;]{0,40}?\b(?:xuống|lên|còn)\b", re.IGNORECASE)
_COMPARED = re.compile(r"\bso với(?: [^\W\d]+){0,3}\s*$", re.IGNORECASE)  # the year of the baseline, not of the result
_KEEP = re.compile(r"duy trì[^;,%]{0,25}?\bmức (?:đó|này|trên|đạt)?", re.IGNORECASE)
_STRIVE = re.compile(r"phấn đấu", re.IGNORECASE)
_MUST = re.compile(r"\b(?:bảo đảm|đảm bảo|phải|bắt buộc)\b", re.IGNORECASE)
_LABEL = re.compile(r"^(?:Chỉ tiêu|Mục tiêu)(?: số)? \d+(?:\.\d+)?\s*[:.]\s*", re.IGNORECASE)
_LAST_JOINT = re.compile(r",|\bvà\b")
_CONDITION = re.compile(r"\bcó thể (?:điều chỉnh|xem xét|vận dụng)", re.IGNORECASE)
_NEXT_PART = re.compile(
    r";|,? (?:vào|đến|trong) năm|,? (?:và |trên |dưới |ít nhất |tối thiểu |khoảng )*\d[\d.,]*\s*(?:%|‰)"
)
_SHORT = 8  # characters of a measure's name, at the least
_JOINING = 3  # characters between two values, at the most, where the second goes on with the first one's measure
_FILLER = re.compile(
    r"(?:^|\b)(?:phấn đấu|đến|vào|trong|cuối|hết|năm \d{4}|và|đạt|từ|trở đi|giai đoạn|\d{4}|duy trì|tiếp tục|ở mức"
    r"|trên|dưới|ít nhất|tối thiểu|khoảng|xuống|còn|lên|với|là|có)\b|[-,:()]",
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


def read(text: str, year: int | None = None) -> list[TargetRead]:
    """The targets of an item in their order; ``year`` is that of the headings above it, used where the item has none.

    >>> [(t.comparator.value, str(t.value), str(t.upper), t.year) for t in read("Xây dựng ít nhất 01 - 02 trạm", 2021)]
    [('>=', '1', '2', 2021)]
    """
    found: list[TargetRead] = []
    carried = year
    yearly = re.match(r"\W*(?:hằng|hàng|mỗi) năm\b", _LABEL.sub("", text), re.IGNORECASE) is not None
    for start, end in _clauses(text):
        clause = text[start:end]
        leading = years.find(clause)
        targets = list(_clause(clause, carried, yearly=yearly))
        if leading and targets and leading[0].end <= targets[0].start:
            carried = leading[0].year
        found += [replace(t, start=t.start + start, end=t.end + start) for t in targets]
    return found


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in re.finditer(r";|(?<=[^\d\W])\.\s+(?=[A-ZĐ])", text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def _clause(clause: str, year: int | None, *, yearly: bool) -> Iterator[TargetRead]:
    found = values(clause)
    if not found or _CONDITION.search(clause):
        return
    spans = [s for s in years.find(clause) if not _COMPARED.search(clause[: s.start])]
    down = False
    yearly = yearly or _YEARLY.search(clause) is not None
    measure = ""
    value_first = len(_FILLER.sub("", _LABEL.sub("", clause[: found[0].start])).strip()) < _SHORT
    for index, value in enumerate(found):
        before = found[index - 1].end if index else 0
        lead = clause[before : value.start]
        is_last = index + 1 == len(found)
        after = clause[value.end : len(clause) if is_last else found[index + 1].start]
        if not is_last and value.high is None and _FROM.search(lead) and _BASELINE.match(after):
            down = down or _DOWN.search(lead) is not None
            measure = measure or _measure(clause, value, before)
            continue
        own = _FILLER.sub("", _LAST_JOINT.split(_strip_years(lead))[-1]).strip()
        if index == 0 or len(own) > _JOINING:
            down = down and len(own) <= _JOINING
            measure = _measure(clause, value, before) or measure
        elif value_first:
            measure = _behind(clause, value) or measure
        comparator, down = _comparator(_AGE.sub("", lead), after, value, down=down, yearly=yearly)
        when = _year_of(found, index, spans, year)
        binding = "strive" if _STRIVE.search(lead) else "must" if _MUST.search(lead) else ""
        raw = clause[max(before, value.start - 30) : value.end].strip(" ,;")
        target = TargetRead(
            value.start, value.end, comparator, value.low, value.unit, value.high, when, measure, binding, raw
        )
        yield target
        keep = _KEEP.search(after)
        kept = next((s.year for s in spans if keep and s.start >= value.end + keep.start()), None)
        if kept is not None and kept != when:
            yield replace(target, year=kept)


def _comparator(lead: str, after: str, value: Value, *, down: bool, yearly: bool) -> tuple[Comparator, bool]:
    """How the value bounds the result, and whether values behind it still mean "down to"."""
    change = _growth(lead, after) or _change(lead, value, yearly=yearly)
    return (change, False) if change is not None else _bound(lead, after, value, down=down)


def _growth(lead: str, after: str) -> Comparator | None:
    """Growth or fall a year, told by the rate itself: "tốc độ tăng trưởng đạt khoảng 15%/năm"."""
    if not _A_YEAR.match(after):
        return None
    grows = list(_GROWS.finditer(lead))
    return (
        None
        if not grows
        else Comparator.DECREASE_PER_YEAR
        if grows[-1][0].lower() == "giảm"
        else Comparator.INCREASE_PER_YEAR
    )


def _change(lead: str, value: Value, *, yearly: bool) -> Comparator | None:
    """By how much the result is to grow or fall ("giảm 2%", "mỗi năm giảm từ 2 đến 3%"), None where it is a level."""
    by = _BY.search(lead)
    if by and not _DOWN_TO.search(lead):
        if by["verb"].lower() == "tăng":
            return Comparator.INCREASE_PER_YEAR if yearly else Comparator.INCREASE_BY
        return Comparator.DECREASE_PER_YEAR if yearly else Comparator.DECREASE_BY
    falls = value.high is not None and _DOWN.search(lead) and not _TO_OR_BELOW.search(lead)
    return Comparator.DECREASE_PER_YEAR if yearly and falls else None


def _bound(lead: str, after: str, value: Value, *, down: bool) -> tuple[Comparator, bool]:
    """How the value bounds a level, and whether values behind it still mean "down to"."""
    to = _DOWN_TO.search(lead) is not None or (_TO.search(lead) is not None and _DOWN.search(lead) is not None)
    stated = next((comparator for pattern, comparator in _COMPARATORS if pattern.search(lead)), None)
    if stated is not None:
        return stated, down or to
    if value.high is not None:
        return Comparator.BETWEEN, down or to
    if _OR_MORE.match(after):
        return Comparator.AT_LEAST, False
    if _OR_LESS.match(after) or to or (down and not _REACH.search(lead)):
        return Comparator.AT_MOST, True
    return Comparator.AT_LEAST, down


def _year_of(found: list[Value], index: int, spans: list[years.Year], year: int | None) -> int | None:
    """The year behind the value, or before it where years come first ("năm 2026 đạt 30%, năm 2027 đạt 60%")."""
    value = found[index]
    nearest_before = next((s for s in reversed(spans) if s.end <= value.start), None)
    following = found[index + 1].start if index + 1 < len(found) else None
    behind = next((s for s in spans if s.start >= value.end and (following is None or s.end <= following)), None)
    first = bool(spans) and spans[0].end <= found[0].start and not any(s.start >= found[-1].end for s in spans)
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


def _measure(clause: str, value: Value, before: int) -> str:
    """What is measured: the words before the value, or behind it where it comes first ("100% cơ sở giáo dục ...")."""
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


def _behind(clause: str, value: Value) -> str:
    """The words behind a value up to its year, the next value or the clause's end."""
    return _NEXT_PART.split(clause[value.end :], maxsplit=1)[0].strip(" ,.;:")
