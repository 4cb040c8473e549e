r"""Text files (.txt, .md): the text is the file's own, decoded; blocks only for what Markdown itself marks.

Pipe tables and headings with "#" become blocks, a front matter becomes metadata. Crawled pages have bars on lines of
their own, one cell a line: Markdown sees no table there, so they stay plain lines.

>>> made = read("# Kế hoạch\n\n| TT | Việc |\n|---|---|\n| 1 | |\n".encode(), "a.md")
>>> [(block.kind.value, block.span.of(made.text)) for block in made.blocks][0]
('heading', '# Kế hoạch')
>>> [(cell.row, cell.column, cell.span.of(made.text)) for cell in made.blocks[1].cells]
[(0, 0, 'TT'), (0, 1, 'Việc'), (1, 0, '1'), (1, 1, '')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt

from loaders.formats import encodings
from loaders.formats.rendered import Rendered
from loaders.portal import key_of
from ontology.evidence import Span
from ontology.source import Block, BlockKind, Cell, Metadatum

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|$)")
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<body>(?:[^\r\n]*\r?\n){1,60}?)(?:---|\.\.\.)[ \t]*(?=\r?\n|$)")
_PAIR = re.compile(
    r"^(?P<key>[^\s:#-][^:\r\n]{0,40}):[ \t]+(?P<quote>[\"']?)(?P<value>[^\r\n]+?)(?P=quote)[ \t]*$", re.MULTILINE
)
_BAR = re.compile(r"(?<!\\)\|")

_parser = MarkdownIt("commonmark").enable("table")
_parser.core.ruler.enableOnly(["normalize", "block"])


def read(data: bytes, relative: str) -> Rendered:
    """The text of a file with its tables and headings; raises ReadError as plain text does."""
    text, encoding = encodings.decode(data, relative)
    front = _FRONT.match(text)
    behind = front.end() if front and _PAIR.search(front["body"]) else 0
    aside = (Block(BlockKind.ASIDE, Span(0, behind)),) if behind else ()
    metadata = tuple(_metadata(text[:behind]))
    blocks = aside + tuple(_blocks(text, behind))
    return Rendered(
        text, encodings.reading(encoding), blocks=blocks, metadata=metadata, troubles=encodings.told(text, encoding)
    )


def _metadata(front: str) -> Iterator[Metadatum]:
    """The pairs of a front matter (YAML), those of one line."""
    for pair in _PAIR.finditer(front):
        yield Metadatum(key_of(pair["key"]) or pair["key"].strip(), pair["value"], Span(*pair.span("value")))


def _blocks(text: str, behind: int) -> Iterator[Block]:
    """Headings and tables, in the order of the text, from the offset ``behind`` on."""
    lines = [Span(*line.span()) for line in _LINE.finditer(text, behind) if line[0]]
    for token in _parser.parse(text[behind:]):
        if token.map is None:
            continue
        here = [_without_end(line, text) for line in lines[token.map[0] : token.map[1]]]
        if token.type == "heading_open" and token.markup.startswith("#") and here[0].of(text).strip("# \t"):
            yield Block(BlockKind.HEADING, here[0], int(token.tag[1:]))
        elif token.type == "table_open":
            yield from _table(here, text)


def _without_end(line: Span, text: str) -> Span:
    words = line.of(text).rstrip()
    return Span(line.start + len(words) - len(words.lstrip()), line.start + len(words))


def _table(lines: list[Span], text: str) -> Iterator[Block]:
    """A table's rows: its second line only rules; a line without a bar is no row, whatever Markdown says."""
    barred = next((at for at, line in enumerate(lines) if not _BAR.search(line.of(text))), len(lines))
    rows = [lines[0], *lines[2:barred]]
    cells = tuple(cell for order, line in enumerate(rows) for cell in _row(order, line, text))
    yield Block(BlockKind.TABLE, Span(lines[0].start, rows[-1].end), cells=cells)


def _row(order: int, line: Span, text: str) -> Iterator[Cell]:
    """The cells of a row: what stands between its bars, without blanks at both ends."""
    bars = [line.start + bar.start() for bar in _BAR.finditer(line.of(text))]
    first = [] if bars[:1] == [line.start] else [line.start - 1]
    last = [] if bars[-1:] == [line.end - 1] and len(bars) > 1 else [line.end]
    for column, (bar, end) in enumerate(pairwise([*first, *bars, *last])):
        start = bar + 1
        words = text[start:end]
        left = start + len(words) - len(words.lstrip()) if words.strip() else start
        yield Cell(order, column, Span(left, left + len(words.strip())))
