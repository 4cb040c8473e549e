r"""What every reader of a format makes: the file's text with its blocks, written piece by piece.

>>> writer = Writer()
>>> writer.paragraph("KẾ HOẠCH", BlockKind.HEADING)
>>> writer.table([[CellText("TT", 0, 0), CellText("Nhiệm vụ", 0, 1)], [CellText("1", 1, 0), CellText("Rà soát", 1, 1)]])
>>> made = writer.done()
>>> made.text
'KẾ HOẠCH\n| TT | Nhiệm vụ |\n| 1 | Rà soát |\n'
>>> [cell.span.of(made.text) for cell in made.blocks[1].cells]
['TT', 'Nhiệm vụ', '1', 'Rà soát']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, overload

from loaders.formats.pagewords import Word
from ontology.codes import ReadAs
from ontology.evidence import Span
from ontology.source import Block, BlockKind, Box, Cell, Metadatum, Page, Run, Trouble


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file's text as a reader of its format gives it; the fields are those of ``SourceText``."""

    text: str
    read_as: ReadAs = ReadAs.NATIVE
    blocks: tuple[Block, ...] = ()
    pages: tuple[Page, ...] = ()
    runs: tuple[Run, ...] = ()
    boxes: Sequence[Box] = ()
    metadata: tuple[Metadatum, ...] = ()
    troubles: tuple[Trouble, ...] = ()


class Strip(NamedTuple):
    """The words of a line, from the offset ``start`` on: each stands in the text at its span from there."""

    start: int
    page: int
    spans: Sequence[tuple[int, int]]
    words: Sequence[Word]

    def boxes(self) -> Iterator[Box]:
        """The boxes of its words."""
        for (start, end), word in zip(self.spans, self.words, strict=True):
            yield Box(self.start + start, self.start + end, self.page, *word[1:5])


class Boxes(Sequence[Box]):
    """The boxes of a text's words, made when they are first asked for: most readers of a text never do."""

    def __init__(self, strips: Sequence[Strip]) -> None:
        self._strips = strips

    @cached_property
    def _all(self) -> tuple[Box, ...]:
        return tuple(box for strip in self._strips for box in strip.boxes())

    @overload
    def __getitem__(self, at: int) -> Box: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Box, ...]: ...

    def __getitem__(self, at: int | slice) -> Box | tuple[Box, ...]:
        """A box by its order, or some."""
        return self._all[at]

    def __iter__(self) -> Iterator[Box]:
        """The boxes in the text's order."""
        return iter(self._all)

    def __len__(self) -> int:
        """How many words have a box."""
        return sum(len(strip.words) for strip in self._strips)

    def __eq__(self, other: object) -> bool:
        """Whether another sequence has the same boxes."""
        return isinstance(other, Sequence) and self._all == tuple(other)

    def __hash__(self) -> int:
        """As that of its boxes."""
        return hash(self._all)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text with what is known of its place: the page of its first character, changes of page, lines of words.

    ``runs`` are (offset in the piece, page).
    """

    text: str
    runs: tuple[tuple[int, int], ...] = ()
    strips: tuple[Strip, ...] = ()


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell before it is written: its text (a line end parts its paragraphs), row and column from 0, its extent."""

    text: str | Piece
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Writer:
    """Writes a text: each paragraph on a line of its own, each row of a table on lines that bars begin and end."""

    read_as: ReadAs = ReadAs.NATIVE
    blocks: list[Block] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    metadata: list[Metadatum] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _runs: list[Run] = field(default_factory=list)
    _strips: list[Strip] = field(default_factory=list)

    def paragraph(self, text: str | Piece, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> None:
        """One block of text; nothing is written where there are no characters in it."""
        span = self._write(text)
        if span is not None:
            self._add("\n")
            self.blocks.append(Block(kind, span, level))

    def table(self, rows: Sequence[Sequence[CellText]]) -> None:
        """A table, row by row; an empty cell has an empty span between its bars."""
        start, cells = self._length, []
        for row in rows:
            self._add("|")
            for cell in row:
                self._add(" ")
                span = self._write(cell.text) or Span(self._length, self._length)
                cells.append(Cell(cell.row, cell.column, span, cell.rows, cell.columns))
                self._add(" |")
            self._add("\n")
        if cells:
            self.blocks.append(Block(BlockKind.TABLE, Span(start, self._length - 1), cells=tuple(cells)))

    def lines(self, text: str) -> None:
        """Plain lines, of which the format knows no more: no block."""
        self._add(text if text.endswith("\n") or not text else f"{text}\n")

    def done(self) -> Rendered:
        """All that was written."""
        return Rendered(
            "".join(self._parts),
            self.read_as,
            tuple(self.blocks),
            tuple(self.pages),
            tuple(self._runs),
            Boxes(self._strips) if self._strips else (),
            tuple(self.metadata),
            tuple(self.troubles),
        )

    def _write(self, text: str | Piece) -> Span | None:
        piece = Piece(text) if isinstance(text, str) else text
        words = piece.text.strip()
        if not words:
            return None
        left, start = len(piece.text) - len(piece.text.lstrip()), self._length
        shift = start - left
        for offset, page in piece.runs:
            self._turn(max(start, offset + shift), page)
        self._strips += [Strip(at + shift, page, spans, words) for at, page, spans, words in piece.strips]
        self._add(words)
        return Span(start, self._length)

    def _turn(self, at: int, page: int) -> None:
        """Notes that the text stands on another page from here on."""
        if self._runs and self._runs[-1].start == at:
            self._runs[-1] = Run(at, page)
        elif not self._runs or self._runs[-1].page != page:
            self._runs.append(Run(at, page))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
