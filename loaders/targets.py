"""The grammar of targets: values with comparator, unit, year and measure in an item of the objectives.

An item is cut into clauses at semicolons and full stops. In each clause figures that measure nothing are covered
(`noise`), values are found (`values`), the words before a value tell how it bounds the result (`bounds`), and the year
stands behind it, before it, or in a heading. A value that was reached before, that others are compared with or that the
result starts from ("từ 23 xuống 18") is no target.

>>> found = read("giảm số vụ xuống còn 8‰ vào năm 2026 và 5,5 ‰ vào năm 2031")
>>> [(t.comparator.value, str(t.value), t.year) for t in found]
[('<=', '8', 2026), ('<=', '5.5', 2031)]
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders import bounds, measures, years
from loaders.bounds import Sort
from loaders.noise import YEAR, cover_years
from loaders.values import Kind, Value, number, values
from ontology.codes import Comparator

__all__ = ["TargetRead", "number", "read"]
_CLAUSE_END = re.compile(r";|(?<=[\w)%‰\"'])(?<!\W[A-ZĐ])(?<!TP)(?<!Tp)(?<!TS)\.\s{1,3}(?=[^\W\d_])")
_LABEL = re.compile(r"\W{0,3}(?:Chỉ tiêu|Mục tiêu)(?: số)? \d{1,3}(?:\.\d{1,3})?\s{0,2}[:.]\s{0,2}", re.IGNORECASE)
_OR_MORE = re.compile(r"\s{0,2}(?:[^\s,;.]{1,20} ){0,3}trở lên", re.IGNORECASE)
_OR_LESS = re.compile(r"\s{0,2}(?:[^\s,;.]{1,20} ){0,3}trở xuống", re.IGNORECASE)
_A_YEAR = re.compile(r"\s{0,2}/\s?năm|\s{0,2}(?:mỗi|một|hằng|hàng) năm", re.IGNORECASE)
_GROWTH = re.compile(r"(?<!gia )\b(tăng|giảm)\b", re.IGNORECASE)
_YEARLY = re.compile(r"(?:hằng|hàng|mỗi) năm|/\s?năm|bình quân (?:một )?năm|một năm", re.IGNORECASE)
_YEARLY_FIRST = re.compile(r"\W{0,3}(?:hằng|hàng|mỗi) năm\b", re.IGNORECASE)
_START = re.compile(r"\btừ(?: mức)?(?: khoảng| trên| dưới)?\s{0,2}$", re.IGNORECASE)
_ON_FROM_START = re.compile(r"[^;]{0,40}?\b(?:xuống|lên|còn|thành)\b", re.IGNORECASE)
_COMPARED = re.compile(r"\bso với(?: [^\W\d_]{1,10}){0,3}\s{0,2}$", re.IGNORECASE)
_COMPARED_MAX = 48  # characters of such words
_KEEP = re.compile(r"duy trì[^;,%]{0,25}?\bmức (?:đó|này|trên|đạt)?", re.IGNORECASE)
_REACHED = re.compile(
    r"\b(?:hiện nay|hiện tại|hiện (?:có|đạt|còn|đang)|đến nay|tính đến|đã (?:đạt|có|được|hoàn thành|giảm|tăng|thu hút)"
    r"|ước (?:đạt|tính|thực hiện)|dự báo|dự kiến|theo thống kê|kết quả (?:đạt|thực hiện)|cùng kỳ|thực tế|thời gian qua"
    r"|trong những năm qua)\b",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"\b(?:phấn đấu|mục tiêu|chỉ tiêu|sẽ|nâng|(?<!tính )đến (?:cuối |hết )?năm|phải|cần đạt|giai đoạn tới)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\bcó thể (?:điều chỉnh|xem xét|vận dụng)|\b(?:mỗi bên |ngân sách (?:\w{1,12} ){0,3})(?:hỗ trợ|chi|đóng góp)\b"
    r"|\b(?:hỗ trợ|đóng góp|chi trả|đối ứng) (?:tối đa |không quá |bằng ){0,2}\d[\d.,]{0,6}\s?% (?:kinh phí|chi phí|mức"
    r"|giá)"
    r"|\bmức (?:hỗ trợ|chi|thưởng|phạt|lương|vay)\b|\b(?:trường hợp|nếu) ",
    re.IGNORECASE,
)
_BINDING: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("strive", re.compile(r"\b(?:phấn đấu|nỗ lực|cố gắng|hướng tới)\b", re.IGNORECASE)),
    ("must", re.compile(r"\b(?:bảo đảm|đảm bảo|phải|bắt buộc|yêu cầu)\b", re.IGNORECASE)),
    ("encourage", re.compile(r"\bkhuyến khích\b", re.IGNORECASE)),
)
_ALL = 100  # per cent: nothing falls or rises by as much
_SHARING = 4  # ranks behind one that may say what all are about
_RAW = 30  # characters before a value that are kept as its words


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


def read(text: str, year: int | None = None, since: int | None = None) -> list[TargetRead]:
    """The targets of an item in their order.

    ``year`` is that of the headings above it, used where the item has none; ``since`` is that of the document itself:
    what an earlier year shows has been reached.

    >>> [(t.comparator.value, str(t.value), str(t.upper), t.year) for t in read("Xây dựng ít nhất 01 - 02 trạm", 2021)]
    [('>=', '1', '2', 2021)]
    """
    found: list[TargetRead] = []
    carried = year
    ranked = ""
    label = _LABEL.match(text)
    yearly = _YEARLY_FIRST.match(text, label.end() if label else 0) is not None
    for start, end in _clauses(text, label.end() if label else 0):
        clause = _Clause(text[start:end], carried, yearly=yearly)
        clause.ranked = ranked
        targets = list(clause.targets())
        ranked = clause.ranked
        if targets and clause.years and clause.years[0].end <= targets[0].start:
            carried = clause.years[0].year
        found += [replace(t, start=t.start + start, end=t.end + start) for t in targets]
    return [t for t in found if since is None or t.year is None or t.year >= since]


def _clauses(text: str, at: int) -> Iterator[tuple[int, int]]:
    for match in _CLAUSE_END.finditer(text, at):
        if match[0] == ";" or text[match.end()].isupper():
            yield at, match.start()
            at = match.end()
    yield at, len(text)


class _Clause:
    """A clause with its values and years; ``year`` counts where it has none."""

    def __init__(self, text: str, year: int | None, *, yearly: bool) -> None:
        self.text = text
        self.values = [] if _CONDITION.search(text) else values(text)
        self.years = [
            y for y in years.find(text) if not _COMPARED.search(text[max(0, y.start - _COMPARED_MAX) : y.start])
        ]
        self._starts = [y.start for y in self.years]
        self._ends = [y.end for y in self.years]
        self._year = year
        self._plain = cover_years(text)
        self.ranked = ""  # what the ranks so far, in clauses before it too, are of
        self._yearly = yearly or _YEARLY.search(text) is not None

    def targets(self) -> Iterator[TargetRead]:
        """The targets of the clause: each value with the words before it, unless it is none that is aimed at."""
        down = less = reached = False
        changed: Sort | None = None
        measure = binding = ""
        for index, value in enumerate(self.values):
            lead, after = self._around(index)
            reached = _reached(self.text[value.start - len(lead) : value.start], before=reached)
            start = self._is_start(index)
            own = measures.own(lead)
            binding = _binding(lead) or binding
            if index == 0 or len(own) > measures.JOINING or value.sort is Kind.RANK:
                down, less = (down or start) and len(own) <= measures.JOINING, less and len(own) <= measures.JOINING
                measure = self._measure(index) or measure
            elif self._values_come_first():
                measure = self._behind(index) or measure
            if reached or start or self._is_compared(value):
                down = down or (start and Sort.FALL in {word.sort for word in bounds.words(lead)})
                continue
            changed = self._change(index, changed)
            comparator, down, less = self._comparator(index, changed, down=down, less=less)
            target = TargetRead(
                value.start, value.end, comparator, value.low, value.unit, value.high, self._year_of(index), measure,
                binding or self._binding_behind(after), self._raw(index),
            )  # fmt: skip
            yield target
            yield from self._kept(target, after)

    def _around(self, index: int) -> tuple[str, str]:
        """The words before and behind a value, up to its neighbours."""
        before = self.values[index - 1].end if index else 0
        is_last = index + 1 == len(self.values)
        end = len(self.text) if is_last else self.values[index + 1].start
        return self._plain[before : self.values[index].start], self._plain[self.values[index].end : end]

    def _is_start(self, index: int) -> bool:
        """Whether the result starts from the value: "từ 12% ... lên 20%"."""
        lead, after = self._around(index)
        is_last = index + 1 == len(self.values)
        starts = self.values[index].high is None and _START.search(lead[-_RAW:]) is not None
        return starts and not is_last and _ON_FROM_START.match(after) is not None

    def _is_compared(self, value: Value) -> bool:
        return _COMPARED.search(self.text[max(0, value.start - _COMPARED_MAX) : value.start]) is not None

    def _change(self, index: int, before: Sort | None) -> Sort | None:
        """Whether a value tells a fall or rise, or goes on with the one before it: "giảm 3% chi phí, 2% thời gian"."""
        lead, after = self._around(index)
        said = bounds.words(lead)
        close = bounds.run(lead, said)
        if bounds.stated(close) in (Sort.LESS, Sort.AT_MOST):
            return None
        own = _growth(lead, after) or bounds.change(lead, said, close)
        levels = {word.sort for word in said} - {Sort.MAKE, Sort.FOR, Sort.FILL}
        goes_on = index > 0 and not levels and self.values[index].low != _ALL
        return own or (before if goes_on and (YEAR in lead or self._values_come_first()) else None)

    def _comparator(self, index: int, changed: Sort | None, *, down: bool, less: bool) -> tuple[Comparator, bool, bool]:
        """How a value bounds the result, and whether values joined to it still mean "down to" or "below"."""
        value = self.values[index]
        lead, after = self._around(index)
        said = bounds.words(lead)
        close = bounds.run(lead, said)
        if value.sort is Kind.RANK:
            return Comparator.AT_MOST, False, False
        sorts = {word.sort for word in close}
        stated = bounds.stated(close)
        if stated is None and _OR_LESS.match(after):
            stated = Sort.AT_MOST
        elif stated is None and (_OR_MORE.match(after) or sorts & {Sort.REACH, Sort.UP}):
            down = less = False
        sinks = Sort.DOWN in sorts or {Sort.DOWN, Sort.FALL} <= {word.sort for word in said}
        down = changed is None and (down or sinks) and not _OR_MORE.match(after)
        less = stated is Sort.LESS or (less and stated is None)
        how = bounds.comparator(
            Sort.LESS if less and not down else stated,
            changed,
            yearly=self._yearly or _A_YEAR.match(after) is not None,
            ranged=value.high is not None,
            down=down,
        )
        return how, down, less

    def _year_of(self, index: int) -> int | None:
        """The year behind the value, or before it where years come first ("năm 2026 đạt 30%, năm 2027 đạt 60%")."""
        value, last = self.values[index], len(self.values) - 1
        before = bisect_right(self._ends, value.start) - 1
        behind = bisect_left(self._starts, value.end)
        has_behind = behind < len(self.years)
        years_first = bool(self.years) and self.years[0].end <= self.values[0].start
        if before >= 0 and years_first and self._starts[-1] < self.values[-1].end:
            return self.years[before].year
        if has_behind and (index == last or self.years[behind].end <= self.values[index + 1].start):
            return self.years[behind].year
        if before >= 0 and (index == 0 or not has_behind):
            return self.years[before].year
        return self.years[behind].year if has_behind else self._year

    def _kept(self, target: TargetRead, after: str) -> Iterator[TargetRead]:
        """The same value for the year to which it is to be kept."""
        keep = _KEEP.search(after)
        at = bisect_left(self._starts, target.end + keep.start()) if keep else len(self.years)
        if at < len(self.years) and self.years[at].year != target.year:
            yield replace(target, year=self.years[at].year)

    def _values_come_first(self) -> bool:
        return measures.is_short(self._plain[: self.values[0].start])

    def _measure(self, index: int) -> str:
        lead, behind = self._around(index)[0], self._behind(index)
        if self.values[index].sort is Kind.RANK:
            return self._ranked(index)
        return measures.name(lead, behind, first=index == 0)

    def _ranked(self, index: int) -> str:
        """What a rank is of: what it is about itself, else what it shares with the ranks behind or before it."""
        said = measures.rank(*self._around(index))
        behind = (measures.rank(*self._around(at)).about for at in self._ranks_from(index + 1))
        measure = said.measure(next(filter(None, behind), ""), self.ranked)
        self.ranked = measure.removesuffix(f" ({said.scope})")
        return measure

    def _ranks_from(self, index: int) -> Iterator[int]:
        for at in range(index, min(index + _SHARING, len(self.values))):
            if self.values[at].sort is not Kind.RANK:
                return
            yield at

    def _behind(self, index: int) -> str:
        end = self.values[index].end
        return measures.behind(self.text[end : end + len(self._around(index)[1])])

    def _raw(self, index: int) -> str:
        value = self.values[index]
        before = self.values[index - 1].end if index else 0
        return self.text[max(before, value.start - _RAW) : value.end].strip(" ,;")

    def _binding_behind(self, after: str) -> str:
        """Words of duty behind a value that comes first: "100% khu công nghiệp phải ..."."""
        return "must" if self._values_come_first() and re.search(r"\bphải\b", after, re.IGNORECASE) else ""


def _reached(lead: str, *, before: bool) -> bool:
    """Whether a value was reached already, or is only expected: so said before it, with no aim stated since."""
    said = [found.start() for found in _REACHED.finditer(lead)]
    aimed = [found.start() for found in _AIMED.finditer(lead)]
    return (before or bool(said)) and not (aimed and (not said or aimed[-1] > said[-1]))


def _binding(lead: str) -> str:
    """How binding the words before a value are: the last such word counts."""
    found = [(match.start(), name) for name, pattern in _BINDING for match in pattern.finditer(lead)]
    return max(found)[1] if found else ""


def _growth(lead: str, after: str) -> Sort | None:
    """Growth or fall a year, told by the rate itself: "tốc độ tăng trưởng đạt khoảng 15%/năm"."""
    grows = _GROWTH.findall(lead) if _A_YEAR.match(after) else []
    return None if not grows else Sort.FALL if grows[-1].lower() == "giảm" else Sort.RISE
