r"""Words on pages to text in reading order.

>>> page = PageWords(Page(1, 100, 200), (Word("hoạch", 30, 0, 60, 10), Word("Kế", 10, 0, 25, 10)))
>>> writer = Writer()
>>> compose([page], writer)
>>> writer.done().text
'Kế hoạch\n'
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from loaders.formats import joining, scraps, stamps
from loaders.formats.columns import ordered
from loaders.formats.frames import frame
from loaders.formats.furniture import footnotes, furniture
from loaders.formats.pagewords import PageWords, Rule, Word
from loaders.formats.rendered import Piece, Writer
from loaders.formats.rows import Line, lines_of
from loaders.formats.ruled import Table, tables
from ontology.codes import ReadAs
from ontology.source import BlockKind, Metadatum, Page

_DRAWN = re.compile(r"[-_=–—\s]{3,}")  # a rule made of characters

__all__ = ["PageWords", "Rule", "Word", "compose"]


@dataclass(slots=True)
class _Sheet:
    """A page taken apart."""

    page: Page
    rules: tuple[Rule, ...]
    lines: list[Line]  # in reading order
    tables: list[Table]
    stamps: list[list[Line]]  # and what OCR made of seals and signatures
    beside: list[tuple[BlockKind, Piece]] = field(default_factory=list)  # heads, feet, footnotes

    def parts(self) -> Iterator[Line | Table]:
        """Its lines and tables in reading order."""
        waiting = list(self.tables)
        for line in self.lines:
            while waiting and waiting[0].top < line.top and not line.zone:
                yield waiting.pop(0)
            yield line
        yield from waiting


def compose(pages: Sequence[PageWords], writer: Writer) -> None:
    """Writes the pages in reading order, paragraphs joined over lines and pages."""
    sheets = [_sheet(page) for page in pages]
    _put_beside(sheets)
    frame([(sheet.page.width, [line for line in sheet.lines if not line.zone]) for sheet in sheets])
    writing = _Writing(writer)
    for sheet in sheets:
        writing.waiting += [(kind, piece) for kind, piece in sheet.beside if kind is BlockKind.HEADER]
        for part in sheet.parts():
            writing.take(part)
        writing.waiting += [(kind, piece) for kind, piece in sheet.beside if kind is not BlockKind.HEADER]
        for stamp in sheet.stamps:
            writing.stamp(stamp)
    writing.close()


def _sheet(page: PageWords) -> _Sheet:
    """A page's tables, stamps, and lines in reading order; columns do not go past a table."""
    drawn, words = tables(page)
    lines = lines_of(PageWords(page.page, tuple(words)))
    found = stamps.find(lines)
    stamped = {id(line) for stamp in found for line in stamp}
    lines = [line for line in lines if id(line) not in stamped and not _DRAWN.fullmatch(line.text)]
    unread = scraps.found(lines) if page.page.read_as is ReadAs.OCR else []
    lines = [line for line in lines if line not in unread]
    sorted_: list[Line] = []
    for edge in [*(table.top for table in drawn), float("inf")]:
        sorted_ += ordered([line for line in lines if line.top < edge], page.page, len(sorted_))
        lines = [line for line in lines if line.top >= edge]
    return _Sheet(page.page, page.rules, sorted_, drawn, [*found, *([line] for line in unread)])


def _put_beside(sheets: Sequence[_Sheet]) -> None:
    """Takes running heads and feet, page numbers and footnotes out of the pages' lines."""
    running = furniture([(sheet.page, sheet.lines) for sheet in sheets])
    size = _usual_size(line for sheet in sheets for line in sheet.lines)
    bodies = [[line for line in sheet.lines if id(line) not in running] for sheet in sheets]
    found = [footnotes(sheet.page, body, sheet.rules, size) for sheet, body in zip(sheets, bodies, strict=True)]
    _go_on(found)
    noted = {id(line) for notes in found for _, lines in notes for line in lines}
    for sheet, body, notes in zip(sheets, bodies, found, strict=True):
        heads = [(running[id(line)], joining.piece([line])) for line in sheet.lines if id(line) in running]
        sheet.beside = [(BlockKind.FOOTNOTE, joining.footnote(number, lines)) for number, lines in notes] + heads
        sheet.lines = [line for line in body if id(line) not in noted]


def _go_on(pages: Sequence[list[tuple[str, list[Line]]]]) -> None:
    """Puts what stands first in a page's footnotes, without a number, to the last note of the page before.

    Where that has ended, it is no part of a footnote.
    """
    before: list[tuple[str, list[Line]]] = []
    for notes in pages:
        lines = notes.pop(0)[1] if notes and not notes[0][0] else []
        goes_on = bool(lines and before) and not joining.ended(before[-1][1][-1])
        if goes_on:
            before[-1][1].extend(lines)
        before = notes or (before if goes_on else [])


def _usual_size(lines: Iterable[Line]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


@dataclass(slots=True)
class _Writing:
    """Writes lines as paragraphs; what stands beside the text waits until the paragraph that it interrupts ends."""

    writer: Writer
    open: list[Line] = field(default_factory=list)
    table: Table | None = None
    waiting: list[tuple[BlockKind, Piece]] = field(default_factory=list)

    def take(self, part: Line | Table) -> None:
        """The next line or table in reading order."""
        if isinstance(part, Table):
            if self.table is not None and part.page > self.table.page and self.table.goes_on(part):
                self.table.add(part)
                return
            self.close()
            self.table = part
        elif self.open and joining.goes_on(self.open, part):
            self.open.append(part)
        else:
            self.close()
            self.open = [part]

    def close(self) -> None:
        """Ends the open paragraph or table, and writes what waited for that."""
        if self.open:
            self.writer.paragraph(joining.piece(self.open), joining.kind_of(self.open))
        if self.table is not None:
            self.writer.table(self.table.written())
        self.open, self.table = [], None
        for kind, piece in self.waiting:
            self.writer.paragraph(piece, kind)
        self.waiting.clear()

    def stamp(self, lines: Sequence[Line]) -> None:
        """A signature's stamp: its values become metadata."""
        self.writer.metadata += [Metadatum(key, value) for key, value in stamps.read([line.text for line in lines])]
        self.waiting += [(BlockKind.ASIDE, joining.piece([line])) for line in lines]
