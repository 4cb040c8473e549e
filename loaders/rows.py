"""Facts of tables: rows of tasks with their agencies, rows of indicators with their values and owners.

A row whose words are those of an indicator read before (objectives repeated in an annex) is that indicator, and its
agencies own it. In a cell of its own, "Sở Y tế chủ trì; các sở, ngành thực hiện" names leads; a bare number is the
value itself, not a minimum.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from loaders import agencies, groups, targets, years
from loaders.assignments import Aim, Assignments, Said
from loaders.bodies import Mention
from loaders.ground import Ground
from loaders.headed import Column
from loaders.mapped import Mapped, fold
from loaders.places import Setting
from loaders.tables import Row, Table, year_of
from loaders.values import EARNED
from ontology.codes import Comparator, ObjectKind, Role
from ontology.identifiers import part_iri
from ontology.model import Document, Evidence, Indicator, Target

_SAME = 92  # per cent alike: an item of the objectives and its repeat in an annex
_STATED = re.compile(r"≥|≤|>|<|trên|dưới|tối thiểu|ít nhất|tối đa|không quá|khoảng", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_FIGURES = re.compile(r"\d+")
_RATE_OF = re.compile(r"^(?:(?:ty le|ti le|ty trong|so luong|so) )?(?:cac )?")
_N = r"\d[\d.,]{0,15}"
# A cell that is a value: words that bound it, a number or two with their unit, and its scope behind.
_VALUE = re.compile(
    r"(?P<value>(?:(?:đạt|tối thiểu|ít nhất|trên|dưới|khoảng|không quá|tối đa|từ|hơn|lên|còn|giảm|tăng"
    rf"|[≥≤]|[><]=|[><=])\s{{0,2}}){{0,4}}{_N}\s{{0,2}}(?:[%‰]\s{{0,2}})?(?:(?:-|đến)\s{{0,2}}{_N}\s{{0,2}})?(?:[%‰]|/\s?1[0.]{{2,6}})?)(?![\d/])"
    r"(?P<scope>[^\d]{0,60})",
    re.IGNORECASE,
)
_RATED = re.compile(r"[%‰]|/\s?1")
_NUMBER_ONLY = re.compile(r"[%‰]|/\s?1[0.]{2,6}$")
_SHARE = re.compile(r"[%‰]")
_A_YEAR = re.compile(r"/\s?năm", re.IGNORECASE)
_CHANGES = re.compile(r"\b(?:tăng|giảm)\b", re.IGNORECASE)
_MONEY = re.compile(r"\b(?:đồng|USD|VNĐ|VND)\b", re.IGNORECASE)
_ROLES = {Column.LEAD: Role.LEAD, Column.MONITOR: Role.MONITOR, Column.COORDINATE: Role.COORDINATE}
_PIECE = re.compile(r"[^\s;,.][^;,.]*")


def indicators(
    found: Sequence[Table], said: Sequence[Indicator], document: Document, ground: Ground
) -> list[Indicator]:
    """The indicators said in prose, with what rows add to them, then those that only rows name.

    The title's year counts where rows have none; a year before the document's own shows what has been reached.
    """
    goals = list(said)
    since = document.date.year if document.date else 0
    for table, row in _rows(found):
        cell = _indicator_cell(table, row)
        if cell is None:
            continue
        known = same(goals, cell.text, _years(table, row))
        iri = known.iri if known else part_iri(document.iri, "indicator", len(goals) + 1)
        read = _targets(table, row, cell, iri, ground, years.last(document.title))
        values = [target for target in read if target.year is None or target.year >= since]
        if known is not None:
            goals[goals.index(known)] = _added(known, values)
            continue
        evidence = ground.evidence([cell], "indicator.row", table.path(row), 0.9)
        text = cell.text.strip()
        goals.append(Indicator(iri, document.iri, row.no, table.path(row), text, not values, evidence, tuple(values)))
    return goals


def _added(known: Indicator, values: Sequence[Target]) -> Indicator:
    """An indicator with the targets that a row has for other years than those it has."""
    have = {target.year for target in known.targets}
    fresh = [
        v for v in values if v.year not in have and not any(t.value == v.value for t in known.targets if not t.year)
    ]
    at = len(known.targets)
    made = [replace(v, iri=part_iri(known.iri, "target", at + order)) for order, v in enumerate(fresh, 1)]
    return replace(known, targets=(*known.targets, *made), qualitative=known.qualitative and not made)


def assign(
    found: Sequence[Table], all_indicators: Sequence[Indicator], setting: Setting, assigned: Assignments
) -> None:
    """Adds the tasks of tables, and the agencies of their rows of tasks and of indicators."""
    for table, row in _rows(found):
        cell = table.cell(row, Column.INDICATOR, Column.TASK)
        if cell is None or not cell.text.strip():
            continue
        indicator = same(all_indicators, cell.text, _years(table, row))
        if indicator is not None:
            aim = Aim(ObjectKind.INDICATOR, indicator.iri, indicator.no)
        elif any(column in table.columns for column in _ROLES):
            due, product = table.cell(row, Column.DUE), table.cell(row, Column.PRODUCT)
            aim = Aim.task(assigned.row_task(row.no, table.path(row), cell, due, product))
        else:
            continue
        for column, role in _ROLES.items():
            named = table.cell(row, column)
            if named is not None:
                said = Said(table.path(row), named, f"duty.{column}")
                for start, end in agencies.doubtful(named.text, setting):
                    assigned.not_understood(named[start:end], table.path(row), "agency", "agency.misread")
                for mention in _agents(named.text, setting):
                    assigned.duty(mention, named, role, aim, said)


def _agents(cell: str, setting: Setting) -> list[Mention]:
    """The agencies of a cell; a piece that is only a group's noun ("Doanh nghiệp") counts too."""
    found = agencies.find(cell, setting)
    starts = [mention.start for mention in found]
    pieces: list[Mention] = []
    for piece in _PIECE.finditer(cell):
        before = bisect_left(starts, piece.end())  # mentions stand apart, so that only the last one can reach in
        if (not before or found[before - 1].end <= piece.start()) and groups.is_whole(piece[0]):
            pieces.append(Mention(piece.start(), piece.end(), groups.group(piece[0], setting)))
    return sorted([*found, *pieces], key=lambda mention: mention.start)


def same(known: Sequence[Indicator], text: str, aimed: frozenset[int] = frozenset()) -> Indicator | None:
    """The indicator whose words, or whose measure, these are; None where there is none or several.

    Of several, the one that has a target for one of the years ``aimed`` at.
    """
    plain = _plain(text)
    alike = [i for i in known if any(_alike(_plain(words), plain) for words in _called(i))]
    exact = [i for i in alike if any(target.year in aimed for target in i.targets)]
    chosen = exact if len(alike) > 1 else alike
    return chosen[0] if len(chosen) == 1 else None


def _alike(one: str, other: str) -> bool:
    """Whether words say the same but for a slip; a figure is none: "cấp độ 3" is not "cấp độ 4"."""
    return bool(fuzz.ratio(one, other, score_cutoff=_SAME)) and _FIGURES.findall(one) == _FIGURES.findall(other)


def _called(indicator: Indicator) -> Iterator[str]:
    """What an indicator may be called elsewhere: its words, and what it measures where that is one thing."""
    yield indicator.text
    measures = {target.measure for target in indicator.targets}
    if len(measures) == 1:
        yield from measures


@lru_cache(maxsize=1024)  # every row is compared with the indicators before it
def _plain(text: str) -> str:
    """The words of an indicator by which it is compared: "Tỷ lệ" before them says nothing."""
    return _RATE_OF.sub("", fold(text).strip(" .;:-"))


def _years(table: Table, row: Row) -> frozenset[int]:
    """The years that a row has values for."""
    found = (year_of(table, row, index) for index, _ in row.cells)
    return frozenset(year for year in found if year is not None)


def _rows(found: Sequence[Table]) -> Iterator[tuple[Table, Row]]:
    for table in found:
        for row in table.rows:
            yield table, row


def _indicator_cell(table: Table, row: Row) -> Mapped | None:
    """The name of an indicator, where the table is one of indicators or the row states a figure to be reached."""
    measured = Column.VALUE in table.columns and Column.UNIT in table.columns
    cell = table.cell(row, Column.INDICATOR, *((Column.TASK,) if measured else ()))
    if cell is None or not cell.text.strip():
        return None
    valued = any(c in table.columns for c in (Column.VALUE, Column.UNIT, Column.PRODUCT))
    return cell if valued or targets.read(cell.text) else None


def _targets(  # noqa: PLR0913, PLR0917
    table: Table, row: Row, cell: Mapped, iri: str, ground: Ground, year: int | None
) -> Iterator[Target]:
    path = table.path(row)
    values = [
        (i, c) for i, c in row.cells if table.column(i) in (Column.VALUE, Column.PRODUCT) and _FIGURE.search(c.text)
    ]
    unit = table.cell(row, Column.UNIT)
    order = 0
    for index, value in values:
        measure = Measure(cell.text.strip(), unit.text.strip() if unit else "", year_of(table, row, index) or year)
        for read in measure.values(value.text):
            order += 1
            evidence = ground.evidence([value, table.names[index], cell], "target.cell", path, 0.85)
            yield _target(read, part_iri(iri, "target", order), evidence)
    if not values:
        for order, read in enumerate(targets.read(cell.text, year_of(table, row, 0) or year), 1):
            evidence = ground.evidence([cell], "target.row", path, 0.85)
            yield _target(read, part_iri(iri, "target", order), evidence)


def _target(read: targets.TargetRead, iri: str, evidence: Evidence) -> Target:
    return Target(
        iri, read.comparator, read.value, read.unit, evidence, read.upper, read.year, read.measure, read.binding,
        read.raw,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """What the values of a row measure: the indicator's name, the unit and the year that the table gives."""

    name: str
    unit: str
    year: int | None

    def values(self, words: str) -> Iterator[targets.TargetRead]:
        """The values of a cell; a bare one is exact, and what stands behind one is its scope.

        >>> rank, rise = Measure("Xếp hạng", "Thứ bậc", 2030), Measure("Số đơn tăng bình quân", "%/năm", 2030)
        >>> [(t.comparator.value, str(t.value), t.measure) for t in rank.values("≤ 3 Đông Nam Á; ≤ 50 Thế giới")]
        [('<=', '3', 'Xếp hạng (Đông Nam Á)'), ('<=', '50', 'Xếp hạng (Thế giới)')]
        >>> [(t.comparator.value, str(t.value), str(t.upper), t.unit) for t in rise.values("16 - 18")]
        [('increase-per-year', '16', '18', '%')]
        """
        for piece in words.split(";"):
            stated = _VALUE.match(piece.strip())
            if stated is None or (_MONEY.search(self.unit) and not EARNED.search(self.name)):
                continue
            share = _SHARE.match(self.unit)
            value = stated["value"].rstrip()
            text = f"đạt {value}{share[0] if share and share[0] not in value else ''}"
            found = targets.read(text, self.year) if share or _RATED.search(value) else []
            found = found or targets.read(f"đạt {_NUMBER_ONLY.sub('', value)} đơn vị", self.year)
            for read in found[:1]:
                yield self._named(read, piece.strip(), stated["scope"].strip(" ,()."))

    def _named(self, read: targets.TargetRead, piece: str, scope: str) -> targets.TargetRead:
        bare = read.comparator is Comparator.AT_LEAST and not _STATED.search(piece)
        unit = read.unit if not read.unit.startswith("count:") else f"count:{self.unit}" if self.unit else "count:"
        changed = _CHANGES.findall(self.name) if _A_YEAR.search(self.unit) else []
        if changed:
            falls = fold(changed[-1]) == "giam"
            how = Comparator.DECREASE_PER_YEAR if falls else Comparator.INCREASE_PER_YEAR
        else:
            how = Comparator.EQUAL if bare else read.comparator
        measure = f"{self.name} ({scope})" if scope[:1].isupper() else self.name
        return replace(read, comparator=how, unit=unit, raw=piece, measure=measure)
