r"""A file as it was read: its text, and all that the format knows of the text's parts and places.

>>> source = SourceText("a.pdf", "0" * 64, "Kế hoạch\nTrang 2", pages=(Page(1), Page(2)), runs=(Run(0, 1), Run(9, 2)))
>>> source.page_of(0), source.page_of(9)
(1, 2)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from ontology.codes import FindingKind, ReadAs
from ontology.evidence import Span


class BlockKind(StrEnum):
    """What a stretch of a file's text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    TABLE = "table"
    FOOTNOTE = "footnote"
    HEADER = "header"  # the running line at a page's head
    FOOTER = "footer"  # the running line at a page's foot, a page number
    ASIDE = "aside"  # not of the document: a portal's menu, an advertisement, the stamp of a digital signature


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A cell of a table by its row and column, from 0. A merged one stands once, at its first row and column."""

    row: int
    column: int
    span: Span
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text that the format marks as such.

    ``level`` is that of a heading (0: not known). ``cells`` are those of a table, in the order of their rows; a line
    end inside a cell parts its paragraphs.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page, counted from 1: its size in the units of its boxes, and how it was read.

    ``confidence`` is the mean that OCR gives its words, from 0 to 1; None where it was not asked.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    read_as: ReadAs = ReadAs.NATIVE
    confidence: float | None = None


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """From the offset ``start`` on, the text stands on ``page``, up to the next run."""

    start: int
    page: int


class Box(NamedTuple):
    """Where a word stands on its page: points of 1/72 inch (an image: pixels) from the upper left corner."""

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Metadatum:
    """What the file or its portal says of the document: ``key`` such as "number", "Creator", "signature.subject".

    Those of the document's own head have the keys number, date, kind, issuer, signer, title. ``span`` is where it
    stands in the text, None where it does not.
    """

    key: str
    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """What could not be read, or only doubtfully, while the rest was: becomes a finding.

    ``whole`` is False where a part of the file is missing from the text: the build then ends with status 1.
    """

    kind: FindingKind
    message_vi: str
    message_en: str
    page: int | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as read: offsets of every fact count code points of ``text``.

    ``file`` is relative to the folder that was given; ``sha256`` is that of the file's bytes; ``quality`` is the share
    of words that look like Vietnamese, from 0 to 1. ``blocks`` stand in the text's order and do not overlap; what lies
    between them is plain lines, of which the format knows no more. ``pages``, ``runs`` and ``boxes`` are empty where
    the format has no pages; boxes may be worked out when they are first asked for.
    """

    file: str
    sha256: str
    text: str
    read_as: ReadAs = ReadAs.NATIVE
    quality: float = 1.0
    blocks: tuple[Block, ...] = ()
    pages: tuple[Page, ...] = ()
    runs: tuple[Run, ...] = ()
    boxes: Sequence[Box] = ()
    metadata: tuple[Metadatum, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """The page, counted from 1, on which an offset lies; None without pages."""
        at = bisect_right(self.runs, offset, key=lambda run: run.start)
        return self.runs[at - 1].page if at else None

    def page_at(self, offset: int) -> Page | None:
        """The page on which an offset lies, with what is known of it."""
        number = self.page_of(offset)
        return next((page for page in self.pages if page.number == number), None)

    def boxes_of(self, span: Span) -> Iterator[Box]:
        """The boxes of the words that a span touches."""
        at = max(0, bisect_right(self.boxes, span.start, key=lambda box: box.start) - 1)
        for box in islice(self.boxes, at, None):
            if box.start >= span.end:
                return
            if box.end > span.start:
                yield box
