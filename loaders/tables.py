"""Tables that a portal flattened to one cell a line: header, rows, columns by what they hold.

A table begins with a cell "TT" or "STT" and the names of its columns; each row begins with the next number, a group of
rows with a Roman number or a letter. A row with as many cells as the header has is read by position, one with fewer by
what its cells hold, since a portal drops empty cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from loaders import years
from loaders.headed import Column, column_of, is_known, valued
from loaders.lines import Paragraph
from loaders.mapped import Mapped

_ROW = re.compile(r"^(\d{1,3})\s*[.)]?$")
_GROUP = re.compile(r"^(?P<no>[IVX]{1,5}(?:\.\d{1,2}){0,3}|[A-ZĐ]|\d{1,2}\.\d{1,2})\s*[.)]?$")
_GROUP_WITH_NAME = re.compile(r"^(?P<no>[IVX]{1,5}|[A-Z])[.)]\s+\S")
_END = re.compile(r"^(?:PHỤ LỤC|Phụ lục|Nơi nhận|TM\.|KT\.|TL\.|\[\d)")
_NUMBER_MAX = 20  # characters of "Số thứ tự" with marks around it
_HEADER_MAX = 80  # characters of a column's name
_LEAST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number and cells by column; several value columns keep their order.

    ``group``: the words of the headings above it, ``head``: the number of the nearest one.
    """

    no: str
    cells: tuple[tuple[int, Mapped], ...]  # the index of the column, and the cell
    group: str
    head: str = ""

    @property
    def words(self) -> Mapped:
        """The whole row as one text, for evidence."""
        return Mapped.join((cell for _, cell in self.cells), " | ")


@dataclass(frozen=True)
class Table:
    """A table with what each of its columns holds and is called."""

    order: int
    columns: tuple[Column, ...]
    names: tuple[Mapped, ...]
    rows: tuple[Row, ...]

    def column(self, index: int) -> Column:
        """What a column holds."""
        return self.columns[index]

    def path(self, row: Row) -> str:
        """Where a row stands: with its heading's number where the numbers of rows begin anew below headings."""
        head = f"{row.head}." if row.head and self._begins_anew else ""
        return f"Bảng {self.order}.{head}{row.no}"

    @cached_property
    def _begins_anew(self) -> bool:
        return len({row.no for row in self.rows}) < len(self.rows)

    def cell(self, row: Row, *columns: Column) -> Mapped | None:
        """The first cell of a row in a column of these kinds."""
        return next((cell for index, cell in row.cells if self.columns[index] in columns), None)


@dataclass(slots=True)
class _Cell:
    """A cell with the paragraphs that it was made from, ``first`` to ``last``."""

    text: Mapped
    first: int
    last: int


@dataclass(slots=True)
class _Reader:
    """Reads rows from the cells behind a header."""

    columns: tuple[Column, ...]
    rows: list[Row] = field(default_factory=list)
    groups: list[tuple[str, str]] = field(default_factory=list)  # numbers and names of headings, the outermost first
    expected: int = 1


def take(paragraphs: Sequence[Paragraph], before: int = 0) -> tuple[list[Table], list[Paragraph]]:
    """The flattened tables among paragraphs, counted on from ``before``, and the paragraphs that are not in one."""
    cells = _cells(paragraphs)
    tables: list[Table] = []
    gone: set[int] = set()
    at = 0
    while at < len(cells):
        header = _header(cells, at)
        if header is None:
            at += 1
            continue
        columns = valued(column_of(cell.text.text) for cell in header)
        end, rows = _rows(cells, at + len(header), columns)
        if rows:
            tables.append(Table(before + len(tables) + 1, columns, tuple(cell.text for cell in header), tuple(rows)))
            gone |= set(range(cells[at].first, cells[end - 1].last + 1))
        at = max(end, at + 1)
    return tables, [p for index, p in enumerate(paragraphs) if index not in gone]


def _cells(paragraphs: Sequence[Paragraph]) -> list[_Cell]:
    """Paragraphs joined to cells: one begins at each cell's edge."""
    firsts = [at for at, paragraph in enumerate(paragraphs) if paragraph.cell or not at]
    return [
        _Cell(Mapped.join((p.text for p in paragraphs[first:end]), " "), first, end - 1)
        for first, end in pairwise([*firsts, len(paragraphs)])
    ]


def _header(cells: list[_Cell], at: int) -> list[_Cell] | None:
    """The cells of a header that begins here."""
    if not _is_number(cells[at].text.text):
        return None
    header = [cells[at]]
    for cell in cells[at + 1 : at + 12]:
        words = cell.text.text
        if len(words) > _HEADER_MAX or _ROW.match(words) or _GROUP.match(words) or _GROUP_WITH_NAME.match(words):
            break
        header.append(cell)
    known = is_known([column_of(cell.text.text) for cell in header])
    return header if len(header) >= _LEAST_COLUMNS and known else None


def _rows(cells: list[_Cell], at: int, columns: tuple[Column, ...]) -> tuple[int, list[Row]]:
    reader = _Reader(columns)
    while at < len(cells):
        words = cells[at].text.text
        if _END.match(words) or (_is_number(words) and at):
            break
        number = _ROW.match(words)
        if number and int(number[1]) in (reader.expected, 1):
            end = _row_end(cells, at, columns, int(number[1]))
            reader.rows.append(_row(number[1], [c.text for c in cells[at + 1 : end]], reader))
            reader.expected = int(number[1]) + 1
            at = end
        elif _GROUP.match(words) or _GROUP_WITH_NAME.match(words):
            at = _group(cells, at, reader)
        else:
            break
    return at, reader.rows


def _is_number(words: str) -> bool:
    """Whether a cell is the name of the column that counts the rows, with which a header begins."""
    return len(words) <= _NUMBER_MAX and column_of(words) is Column.NUMBER


def _row_end(cells: list[_Cell], at: int, columns: tuple[Column, ...], number: int) -> int:
    """Where the row that begins here ends: at the next row or group, or when it is full."""
    end = at + 1
    while end < len(cells) and end - at < len(columns):
        words = cells[end].text.text
        next_row = _ROW.match(words)
        if _END.match(words) or (next_row and int(next_row[1]) == number + 1 and end - at >= _LEAST_COLUMNS - 1):
            break
        if end - at >= _LEAST_COLUMNS - 1 and (_GROUP.match(words) or _GROUP_WITH_NAME.match(words)):
            break
        end += 1
    return end


def _group(cells: list[_Cell], at: int, reader: _Reader) -> int:
    """A heading between rows: its number and its name, in one cell or in two."""
    words = cells[at].text.text
    if named := _GROUP_WITH_NAME.match(words):
        reader.groups = [(named["no"], words)]
    elif alone := _GROUP.match(words):
        name = cells[at + 1].text.text if at + 1 < len(cells) else ""
        reader.groups = [*_above(reader.groups, alone["no"]), (alone["no"], name)]
        at += 1
    reader.expected = 1 if at + 1 < len(cells) and cells[at + 1].text.text.strip(" .)") == "1" else reader.expected
    return at + 1


def _above(groups: list[tuple[str, str]], no: str) -> list[tuple[str, str]]:
    """The headings that stay above one with a number: "III" and "III.1" above "III.1.1", the outermost above "1.2"."""
    if "." not in no:
        return []
    return [group for group in groups if no.startswith(f"{group[0]}.")] or groups[:1]


def _row(no: str, cells: list[Mapped], reader: _Reader) -> Row:
    group = " / ".join(name for _, name in reader.groups)
    head = reader.groups[-1][0] if reader.groups else ""
    if len(cells) == len(reader.columns) - 1:
        return Row(no, tuple(enumerate(cells, 1)), group, head)
    return Row(no, tuple(_by_contents(cells, reader.columns)), group, head)


def _by_contents(cells: list[Mapped], columns: tuple[Column, ...]) -> list[tuple[int, Mapped]]:
    """Cells of a row from which some are missing: each goes to the next column that can hold it."""
    placed: list[tuple[int, Mapped]] = []
    at = 1
    for cell in cells:
        fits = next((index for index in range(at, len(columns)) if _fits(cell.text, columns[index])), None)
        if fits is None:
            continue
        placed.append((fits, cell))
        at = fits + 1
    return placed


_TIME = re.compile(r"\d{4}|thường xuyên|hằng|hàng|quý|tháng|năm", re.IGNORECASE)


def _fits(words: str, column: Column) -> bool:
    if column is Column.DUE:
        return _TIME.search(words) is not None and len(words) < _HEADER_MAX
    if column is Column.VALUE:
        return any(char.isdigit() for char in words)
    if column in (Column.LEAD, Column.MONITOR, Column.COORDINATE):
        return len(words) < 400 and not _TIME.fullmatch(words.strip())  # noqa: PLR2004
    return True


def year_of(table: Table, row: Row, index: int) -> int | None:
    """The year of a value: in its column's name, else in the headings of its group."""
    name = table.names[index].text
    named = years.last(name) or years.last(f"năm {name}")
    return named or years.last(row.group)
