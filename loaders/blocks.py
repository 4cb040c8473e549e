r"""A file's text with its blocks to paragraphs.

What the format marks is taken at its word: its paragraphs, the cells of its tables, its footnotes. Running headers and
footers and what is not of the document (menus, advertisements) are left out; they stay in the text. Lines of which the
format knows no more are joined by ``loaders.lines``.

>>> from loaders.formats.rendered import Writer
>>> writer = Writer()
>>> writer.paragraph("KẾ HOẠCH")
>>> writer.paragraph("Trang 1", BlockKind.FOOTER)
>>> made = writer.done()
>>> [p.text.text for p in paragraphs(SourceText("a.docx", "", made.text, blocks=made.blocks))]
['KẾ HOẠCH']
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders import lines
from loaders.lines import Line, Paragraph, Place
from loaders.mapped import Mapped
from loaders.normalize import normalize
from ontology.evidence import Span
from ontology.source import Block, BlockKind, SourceText

_LEFT_OUT = frozenset({BlockKind.HEADER, BlockKind.FOOTER, BlockKind.ASIDE})
_OWN = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
_EDGE = "\n|\n"  # keeps apart the lines before and behind a block


def paragraphs(source: SourceText) -> list[Paragraph]:
    """The paragraphs of a file, footnotes last; each character leads back to the file's text."""
    if not source.blocks:
        return lines.paragraphs(normalize(source.text))
    if any(block.kind is BlockKind.PARAGRAPH for block in source.blocks):
        found = lines.joined(_of_blocks(source, source.blocks))
    else:
        # Markdown marks tables and headings only: its paragraphs are wrapped lines like those of any other text.
        blocks = tuple(block for block in source.blocks if block.kind is not BlockKind.HEADING)
        found = lines.paragraphs(_between(source.text, blocks)) + lines.joined(_of_blocks(source, blocks))
        found.sort(key=lambda paragraph: paragraph.text.span().start)
    notes = [line for block in source.blocks if block.kind is BlockKind.FOOTNOTE for line in _lines(source.text, block)]
    return found + lines.joined(notes)


def _between(text: str, blocks: tuple[Block, ...]) -> Mapped:
    """What lies between the blocks, normalised, an edge in place of each block."""
    parts: list[Mapped] = []
    done = 0
    for block in (*blocks, Block(BlockKind.PARAGRAPH, Span(len(text), len(text)))):
        if parts and done < block.span.start:
            parts.append(Mapped.standing_for(_EDGE, Span(done, done)))
        parts.append(normalize(text[done : block.span.start], done))
        done = block.span.end
    return Mapped.join(parts)


def _of_blocks(source: SourceText, blocks: tuple[Block, ...]) -> Iterator[Line]:
    """The lines of blocks in their order; what lies between them where the format knows its paragraphs is none."""
    tables, after_table = 0, False
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            tables += 1
            yield from _cells(source.text, block, tables)
            after_table = True
        elif block.kind in _OWN:
            for line in _lines(source.text, block, cell=after_table):
                after_table = False
                yield line


def _lines(text: str, block: Block, *, cell: bool = False) -> Iterator[Line]:
    for words in _split(text, block.span):
        yield Line(words, cell)
        cell = False


def _cells(text: str, block: Block, table: int) -> Iterator[Line]:
    for cell in block.cells:
        first = True
        for words in _split(text, cell.span):
            yield Line(words, first, place=Place(table, cell))
            first = False


def _split(text: str, span: Span) -> Iterator[Mapped]:
    """The lines inside a span that hold words, normalised; drawn rules ("-----") are none."""
    words = normalize(text[span.start : span.end], span.start)
    at = 0
    for raw in words.text.split("\n"):
        line = words[at : at + len(raw)].strip()
        at += len(raw) + 1
        if line and not lines.is_rule(line.text):
            yield line
