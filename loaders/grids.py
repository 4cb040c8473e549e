"""Tables that the format marks as such: header rows, rows, merged cells and headings between rows.

A merged cell holds for every row and column that it covers: an agency that stands once beside three tasks leads all
three. A row with nothing but a number and a name heads the rows below it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from loaders.headed import Column, column_of, is_known, is_past, valued
from loaders.lines import Paragraph
from loaders.mapped import Mapped, fold
from loaders.tables import Row, Table
from ontology.source import Cell

_HEADER_ROWS = 3  # rows from the top among which the header is looked for
_NUMBER = re.compile(r"^(?P<no>(?:[IVXLC]{1,6}|[A-ZĐ]|[a-zđ]|\d{1,3}(?:\.\d{1,3}){0,3}))\s*[.)]?$")
_NUMBERED = re.compile(r"^(?P<no>(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,3}(?:\.\d{1,3}){0,3}))\s*[.)]\s+(?=\S)")
_COLUMN_NUMBERS = re.compile(r"^\(?(?:\d{1,2}|[A-ZĐ])\)?$")  # the row "(1) (2) (3)" below a header
_YEARS = re.compile(r"(?:đến )?(?:năm |giai đoạn )?20\d\d(?: ?- ?20\d\d)?$", re.IGNORECASE)  # a lower row of a header
_HEADING = frozenset((Column.TASK, Column.INDICATOR, Column.DUE))  # where the words of a heading's row may stand
_TIMED = re.compile(r"\d|thường xuyên|hằng|hàng|quý|tháng|ngay", re.IGNORECASE)
_OUTER = re.compile(r"[IVXLC]+|[A-ZĐ]")


@dataclass(frozen=True, slots=True)
class _Grid:
    """The cells of a table by row and column, a merged one at each place that it covers; ``own``: where it begins."""

    cells: Mapping[tuple[int, int], Mapped]
    own: Mapping[tuple[int, int], Cell]
    height: int
    width: int

    def row(self, at: int) -> dict[int, Mapped]:
        """The cells of a row by column."""
        return {column: self.cells[at, column] for column in range(self.width) if (at, column) in self.cells}

    def spread(self, at: int) -> int:
        """Over how many columns the first cell that begins in a row goes."""
        begun = [cell for (row, _), cell in sorted(self.own.items()) if row == at]
        return max((cell.columns for cell in begun), default=1)


def take(paragraphs: Sequence[Paragraph]) -> tuple[list[Table], list[Paragraph]]:
    """The tables of tasks or indicators that the format marks, and the paragraphs that are not in one."""
    tables: list[Table] = []
    rest: list[Paragraph] = []
    for number, group in groupby(paragraphs, key=lambda p: p.place.table if p.place else None):
        found = list(group)
        table = _table(_grid(found), len(tables) + 1) if number is not None else None
        if table is None:
            rest += found
        else:
            tables.append(table)
    return tables, rest


def _grid(paragraphs: Sequence[Paragraph]) -> _Grid:
    """The table whose cells these paragraphs fill."""
    own: dict[tuple[int, int], Cell] = {}
    words: dict[tuple[int, int], Mapped] = {}
    for paragraph in paragraphs:
        if paragraph.place is None:
            continue
        cell = paragraph.place.cell
        at = cell.row, cell.column
        own[at] = cell
        words[at] = Mapped.join((words[at], paragraph.text), " ") if at in words else paragraph.text
    cells = {
        (row, column): words[at]
        for at, cell in own.items()
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    return _Grid(cells, own, 1 + max(row for row, _ in cells), 1 + max(column for _, column in cells))


def _table(grid: _Grid, order: int) -> Table | None:
    """The table of a grid whose header says what it lists; None for a letterhead or another layout."""
    for top in range(min(_HEADER_ROWS, grid.height)):
        names = grid.row(top)
        if not is_known([column_of(name.text) for name in names.values()]):
            continue
        end = _header_end(grid, top)
        called = {column: _name(grid, top, end, column) for column in range(grid.width)}
        columns = valued(_column(called[column], names.get(column)) for column in range(grid.width))
        reader = _Reader(columns, tuple(called[c] or _EMPTY for c in range(grid.width)))
        reader.read(grid, end)
        return Table(order, columns, reader.names, tuple(reader.rows)) if reader.rows else None
    return None


_EMPTY = Mapped.of("")


def _header_end(grid: _Grid, top: int) -> int:
    """The row behind the header: merged cells reach further down, years or numbers of columns may stand below."""
    end = 1 + max((c.row + c.rows - 1 for (row, _), c in grid.own.items() if row == top), default=top)
    while end < grid.height:
        row = grid.row(end)
        numbers = all(_COLUMN_NUMBERS.match(cell.text) for cell in row.values()) and len(row) > 1
        again = [fold(c.text) for c in row.values()] == [fold(c.text) for c in grid.row(top).values()]
        years = bool(row) and all(_YEARS.match(cell.text) for cell in row.values())
        if not (numbers or again or years):
            break
        end += 1
    return min(end, grid.height)


def _name(grid: _Grid, top: int, end: int, column: int) -> Mapped | None:
    """A column's name, with that of the columns it is grouped under: "Mục tiêu" above "2025" and "2030"."""
    parts: list[Mapped] = []
    for row in range(top, end):
        cell = grid.cells.get((row, column))
        if cell is not None and not any(cell is part for part in parts) and not _COLUMN_NUMBERS.match(cell.text):
            parts.append(cell)
    return Mapped.join(parts, " ") if parts else None


def _column(name: Mapped | None, first: Mapped | None) -> Column:
    """What a column holds: the lowest heading may be a bare year, so the whole name and its first part are asked."""
    if name is None:
        return Column.OTHER
    whole = column_of(name.text)
    if first is not None and first is not name and len(first) < len(name) and not is_past(name.text):
        below = column_of(name.text[len(first) :].strip())
        return below if below is not Column.OTHER else whole
    return whole


@dataclass(slots=True)
class _Reader:
    """Reads rows below a header."""

    columns: tuple[Column, ...]
    names: tuple[Mapped, ...]
    rows: list[Row] = field(default_factory=list)
    outer: str = ""
    inner: str = ""
    head: str = ""  # the outer one's number

    def read(self, grid: _Grid, at: int) -> None:
        """All rows from one on."""
        for row in range(at, grid.height):
            cells = grid.row(row)
            if not cells or self._is_header(cells):
                continue
            no, filled = self._numbered(cells)
            if self._goes_on(no, filled):
                self._append(filled)
            elif self._is_head(no, filled, cells, grid.spread(row)):
                self._head(no, filled, cells)
            else:
                self.rows.append(Row(no, tuple(sorted(filled.items())), self._group(no), self._head_of(no)))

    def _is_head(self, no: str, filled: Mapping[int, Mapped], cells: Mapping[int, Mapped], spread: int) -> bool:
        """Whether a row is a heading: a number and a name; one with an outer number also with a stray word behind."""
        if len(filled) < 2:  # noqa: PLR2004
            return len(set(map(id, cells.values()))) <= 2 or spread > 1  # noqa: PLR2004
        held = {self.columns[column]: cell for column, cell in filled.items()}
        named = Column.TASK in held or Column.INDICATOR in held
        stray = Column.DUE in held and held.keys() <= _HEADING and not _TIMED.search(held[Column.DUE].text)
        return bool(_OUTER.fullmatch(no)) and named and Column.LEAD in self.columns and stray

    def _is_header(self, cells: Mapping[int, Mapped]) -> bool:
        return all(fold(cell.text) == fold(self.names[column].text) for column, cell in cells.items())

    def _numbered(self, cells: Mapping[int, Mapped]) -> tuple[str, dict[int, Mapped]]:
        """The number of a row, from its own column or from its first words, and its other cells, each once."""
        filled: dict[int, Mapped] = {}
        no = ""
        for column, cell in cells.items():
            if self.columns[column] is Column.NUMBER or (column == 0 and not no and _NUMBER.match(cell.text)):
                found = _NUMBER.match(cell.text)
                no = found["no"] if found else no
            elif all(cell is not other for other in filled.values()):
                filled[column] = cell
        return no, filled

    def _head(self, no: str, filled: Mapping[int, Mapped], cells: Mapping[int, Mapped]) -> None:
        """A heading between rows: an outer one ("II", "B") ends what an inner one headed."""
        words = next(iter(filled.values()), None) or next(iter(cells.values()))
        numbered = _NUMBERED.match(words.text)
        no = no or (numbered["no"] if numbered else "")
        name = words.text[numbered.end() :] if numbered else words.text
        if _OUTER.fullmatch(no) or not no:
            self.outer, self.inner, self.head = name, "", no
        else:
            self.inner = f"{no}\n{name}"

    def _group(self, no: str) -> str:
        """The headings that a row stands under; an inner one with a number heads only the numbers below it."""
        head, _, name = self.inner.partition("\n")
        if head and no and not no.startswith(f"{head}.") and no[:1].isdigit() and head[:1].isdigit():
            self.inner, name = "", ""
        return " / ".join(filter(None, (self.outer, name)))

    def _head_of(self, no: str) -> str:
        """The number of the nearest heading that a row's own number does not begin with."""
        inner = self.inner.partition("\n")[0]
        return self.head if not inner or no.startswith(f"{inner}.") else inner

    def _goes_on(self, no: str, filled: Mapping[int, Mapped]) -> bool:
        """Whether a row without a number goes on the one above it: neither a task nor an indicator begins in it."""
        named = any(self.columns[c] in (Column.TASK, Column.INDICATOR) for c in filled)
        return not no and Column.NUMBER in self.columns and bool(filled) and not named and bool(self.rows)

    def _append(self, filled: Mapping[int, Mapped]) -> None:
        last = self.rows[-1]
        cells = dict(last.cells)
        for column, cell in filled.items():
            cells[column] = Mapped.join((cells[column], cell), " ") if column in cells else cell
        self.rows[-1] = Row(last.no, tuple(sorted(cells.items())), last.group, last.head)
