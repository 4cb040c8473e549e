"""Tables with drawn lines: the words in each cell, and tables that go on over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.formats import rows
from loaders.formats.grid import Grid, Place, grids
from loaders.formats.joining import joined
from loaders.formats.pagewords import PageWords, Word
from loaders.formats.rendered import CellText, Piece
from loaders.formats.rows import Frame, Line
from loaders.labels import label_of
from loaders.mapped import fold

_PADDING = 5.0  # points between a cell's edge and its words
_SAME_COLUMNS = 8.0  # points: how far the edges of columns lie apart from page to page
_BEGINS = ("-", "+", "•", "*")


@dataclass(slots=True)
class TableCell:
    """A cell: where it is in the table, and its paragraphs, each with its lines."""

    row: int
    column: int
    rows: int
    columns: int
    paragraphs: list[list[Line]]

    @property
    def words(self) -> str:
        """What it says, in small letters without diacritics."""
        return fold(" ".join(line.text for lines in self.paragraphs for line in lines))


@dataclass(slots=True)
class Table:
    """A table of one page, or of several on which it goes on."""

    page: int
    left: float
    top: float
    bottom: float
    xs: tuple[float, ...]
    height: int
    cells: list[TableCell] = field(default_factory=list)

    def row(self, number: int) -> list[TableCell]:
        """The cells that begin in a row."""
        return [cell for cell in self.cells if cell.row == number]

    def goes_on(self, other: Table) -> bool:
        """Whether the other, on the next page, has the same columns."""
        return len(self.xs) == len(other.xs) and all(
            abs((a - self.left) - (b - other.left)) <= _SAME_COLUMNS for a, b in zip(self.xs, other.xs, strict=True)
        )

    def add(self, other: Table) -> None:
        """Takes in the rows of one that goes on, without its repeated header; a row that a page's end cut is joined."""
        skip = self._repeated(other)
        if self._is_cut(other, skip):
            for above, below in zip(self.row(self.height - 1), other.row(skip), strict=True):
                _continue(above, below)
            skip += 1
        for cell in other.cells:
            if cell.row >= skip:
                cell.row += self.height - skip
                self.cells.append(cell)
        self.height += other.height - skip
        self.page = other.page

    def _repeated(self, other: Table) -> int:
        """How many rows of the other's head repeat this one's."""
        count = 0
        while count < min(self.height, other.height):
            own, its = ([(c.column, c.words) for c in t.row(count)] for t in (self, other))
            if own != its or not any(words for _, words in own):
                break
            count += 1
        return count

    def _is_cut(self, other: Table, row: int) -> bool:
        """Whether a row of the other goes on this one's last: it has no number of its own."""
        above, below = self.row(self.height - 1), other.row(row)
        same = [c.column for c in above] == [c.column for c in below] and all(c.rows == 1 for c in (*above, *below))
        return same and len(below) > 1 and not below[0].words and any(cell.words for cell in below)

    def written(self) -> list[list[CellText]]:
        """The rows as a writer takes them, without those in which nothing stands."""
        return [
            [CellText(_text(c), c.row, c.column, c.rows, c.columns) for c in self.row(number)]
            for number in range(self.height)
            if any(cell.paragraphs for cell in self.row(number))
        ]


def tables(page: PageWords) -> tuple[list[Table], list[Word]]:
    """The tables on a page, from its top, and the words outside them."""
    if not page.rules:
        return [], list(page.words)
    rest, found = list(page.words), []
    for grid in grids(page.rules):
        inside: dict[int, list[Word]] = {}
        outside: list[Word] = []
        for word in rest:
            place = grid.place_of((word.left + word.right) / 2, (word.top + word.bottom) / 2)
            (outside if place is None else inside.setdefault(place, [])).append(word)
        if len(inside) > 1:
            rest = outside
            found.append(_table(grid, inside, page))
    return found, rest


def _table(grid: Grid, inside: dict[int, list[Word]], page: PageWords) -> Table:
    table = Table(page.page.number, grid.xs[0], grid.ys[0], grid.ys[-1], grid.xs, len(grid.ys) - 1)
    for order, place in enumerate(grid.places):
        paragraphs = _paragraphs(inside.get(order, []), place, page)
        table.cells.append(TableCell(place.row, place.column, place.rows, place.columns, paragraphs))
    return table


def _paragraphs(words: Sequence[Word], place: Place, page: PageWords) -> list[list[Line]]:
    """The words of a cell by paragraphs: a line that had room for the next one's first word ends one."""
    found: list[list[Line]] = []
    for row in rows.rows(words):
        line = rows.line_of(row, page.page.number)
        line.frame = Frame(place.left + _PADDING, place.right - _PADDING)
        if found and _goes_on(found[-1][-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _goes_on(last: Line, line: Line) -> bool:
    """Whether a line of a cell goes on the paragraph above it."""
    if line.text.startswith(_BEGINS) or label_of(line.text):
        return False
    first, room = line.words[0], last.frame.right - last.frame.left - (last.right - last.left)
    blank = last.size / 4
    return line.text[0].islower() or first.right - first.left + blank > room


def _continue(above: TableCell, below: TableCell) -> None:
    """Adds what a page break cut off to a cell."""
    if above.paragraphs and below.paragraphs and _goes_on(above.paragraphs[-1][-1], below.paragraphs[0][0]):
        above.paragraphs[-1] += below.paragraphs.pop(0)
    above.paragraphs += below.paragraphs


def _text(cell: TableCell) -> Piece:
    return joined(cell.paragraphs)
