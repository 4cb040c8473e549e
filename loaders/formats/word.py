r"""DOCX to text: paragraphs and tables in their true order, numbers counted, notes behind what refers to them.

>>> import io, docx
>>> document, stored = docx.Document(), io.BytesIO()
>>> _ = document.add_paragraph("Rà soát quy hoạch", style="List Number")
>>> document.save(stored)
>>> read(stored.getvalue(), "a.docx").text
'1. Rà soát quy hoạch\n'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from loaders.formats.rendered import CellText, Rendered, Writer
from loaders.formats.word_numbering import Numbering, roman
from loaders.formats.word_package import Package, W, package
from loaders.formats.word_styles import VAL, Style, Styles, number
from loaders.formats.word_text import ALTERNATIVES, LEFT_OUT, Inline, Written, chosen, lines
from ontology.codes import FindingKind, ReadAs
from ontology.source import BlockKind, Metadatum, Trouble

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_P, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_OLE_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_MIDDLE, _LOOSE = "center", frozenset({"center", "right", "end"})
_LONGEST_HEADING = 250  # characters
_WIDEST = 1000  # columns of a cell
_MARGINS = {"header": BlockKind.HEADER, "footer": BlockKind.FOOTER}
_PROPERTIES = frozenset({"title", "creator", "created", "lastModifiedBy", "modified"})
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read(data: bytes, relative: str, read_as: ReadAs = ReadAs.NATIVE) -> Rendered:
    """The text of a DOCX with headings, tables, notes, running lines and core properties; raises ReadError.

    An embedded object or file is a ``Trouble``: its contents are not read.
    """
    opened = package(data, relative)
    try:
        return _Reader.of(opened, read_as).read()
    except RecursionError as error:
        raise opened.error(
            opened.main, "its parts are nested too deep for a document", "các phần lồng nhau quá sâu so với một văn bản"
        ) from error


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as read: its text with line ends, and how it looks."""

    text: str
    style: Style
    is_bold: bool

    @property
    def kind(self) -> BlockKind:
        """A heading by its style, or short, bold and centred."""
        is_short = len(self.text) <= _LONGEST_HEADING and any(map(str.isalnum, self.text))
        looks = self.is_bold and self.style.place == _MIDDLE and is_short
        return BlockKind.HEADING if looks or self.style.heading else BlockKind.PARAGRAPH

    def lines(self) -> Iterator[str]:
        """Its lines; in running text a break may be that of a page's line."""
        return lines(self.text, wrapped=self.style.place not in _LOOSE)


@dataclass(slots=True)
class _Reader:
    """Reads one document."""

    package: Package
    styles: Styles
    numbering: Numbering
    writer: Writer
    notes: dict[tuple[str, str], Element]
    marks: dict[tuple[str, str], str] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)
    waiting: list[tuple[str, str]] = field(default_factory=list)  # notes to be written behind the block
    inline: Inline = field(init=False)

    def __post_init__(self) -> None:
        self.inline = Inline(self.styles, self._mark, self._embedded)

    @classmethod
    def of(cls, opened: Package, read_as: ReadAs) -> _Reader:
        """With the parts that the body's text depends on."""
        styles = Styles.of(opened.first("styles"), opened.first("theme"))
        numbering = Numbering.of(opened.first("numbering"), styles)
        notes = {}
        for kind in ("footnotes", "endnotes"):
            root = opened.first(kind)
            for note in root if root is not None else ():
                if note.get(f"{W}type") not in _SEPARATORS:
                    notes[kind, note.get(f"{W}id", "")] = note
        return cls(opened, styles, numbering, Writer(read_as), notes)

    def read(self) -> Rendered:
        """The body, then the running lines of its pages, and the properties."""
        root = self.package.xml(self.package.main)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise self.package.error(
                self.package.main, "it holds no body of a Word document", "không có thân của văn bản Word"
            )
        for block in self._blocks(body):
            self._write(block)
        self._margins(body)
        self._properties()
        return self.writer.done()

    def _write(self, block: _Paragraph | Element) -> None:
        if isinstance(block, _Paragraph):
            for line in block.lines():
                self.writer.paragraph(line, block.kind, block.style.heading)
        else:
            rows = self._table(block)
            if any(str(cell.text).strip() for row in rows for cell in row):
                self.writer.table(rows)
        waiting, self.waiting = self.waiting, []
        for key in waiting:
            text = " ".join(self._lines(self.notes[key]))
            self.writer.paragraph(f"{self.marks[key]} {text}", BlockKind.FOOTNOTE)

    def _blocks(self, parent: Element) -> Iterator[_Paragraph | Element]:
        """Paragraphs and tables, those of text boxes behind their anchors; a table of one cell is a mere frame."""
        for item in parent:
            if item.tag == _P:
                paragraph, boxes = self._paragraph(item)
                yield paragraph
                for box in boxes:
                    yield from self._blocks(box)
            elif item.tag == _TABLE:
                only = _only_cell(item)
                if only is None:
                    yield item
                else:
                    yield from self._blocks(only)
            elif item.tag == ALTERNATIVES:
                yield from self._blocks(chosen(item))
            elif item.tag == f"{W}altChunk":
                self._trouble("một tệp nhúng trong văn bản", "a file embedded in the document")
            elif item.tag not in LEFT_OUT:
                yield from self._blocks(item)

    def _paragraph(self, item: Element) -> tuple[_Paragraph, list[Element]]:
        properties = item.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        name = self.styles.normal if named is None else named.get(VAL, "")
        style = self.styles.changed(self.styles.style(name), properties)
        written = Written()
        self.inline.write(item, style, written)
        text = written.text
        is_deleted = not text and properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        if style.numbering is not None and not is_deleted:
            label = self.numbering.label(*style.numbering, name, style.font)
            text = f"{label}{text.lstrip()}" if text.strip() else ""
        return _Paragraph(text, style, written.is_bold), written.boxes

    def _lines(self, parent: Element) -> Iterator[str]:
        """The lines of a cell, a note or a page's margin; a table inside gives those of its cells."""
        for block in self._blocks(parent):
            if isinstance(block, _Paragraph):
                yield from block.lines()
            else:
                for row in self._table(block):
                    yield from (str(cell.text) for cell in row if cell.text)

    def _table(self, table: Element) -> list[list[CellText]]:
        """The rows of a table; what is merged stands once, with its extent."""
        rows: list[list[_Cell]] = []
        merging: dict[int, _Cell] = {}
        for at, row in enumerate(_inside(table, _ROW)):
            cells: list[_Cell] = []
            column = _property(row, "trPr", "gridBefore")
            for item in _inside(row, _CELL):
                columns = min(max(1, _property(item, "tcPr", "gridSpan", 1)), _WIDEST)
                upper = merging.get(column) if _merge(item, "vMerge") == "continue" else None
                if upper is not None:
                    upper.rows = at - upper.row + 1
                elif _merge(item, "hMerge") == "continue" and cells:
                    cells[-1].columns += columns
                else:
                    cells.append(_Cell("\n".join(self._lines(item)), at, column, 1, columns))
                    merging[column] = cells[-1]
                column += columns
            rows.append(cells)
        return [[cell.done() for cell in cells] for cells in rows if cells]

    def _mark(self, kind: str, name: str) -> str:
        """The mark of a note where the text refers to it; the note is written once, behind the block."""
        key = (kind, name)
        if key not in self.notes:
            return ""
        if key not in self.marks:
            self.counted[kind] += 1
            nth = self.counted[kind]
            self.marks[key] = f"[{nth}]" if kind == "footnotes" else f"[{roman(nth)}]"
            self.waiting.append(key)
        return self.marks[key]

    def _embedded(self, item: Element) -> None:
        held = item.find(_OLE_OBJECT)
        program = held.get("ProgID", "") if held is not None else ""
        if program and not program.startswith("Equation"):
            self._trouble(f"một đối tượng nhúng ({program})", f"an embedded object ({program})")

    def _trouble(self, vi: str, en: str) -> None:
        made = Trouble(FindingKind.UNREADABLE, f"Không đọc {vi}", f"Not read: {en}", whole=False)
        if made not in self.writer.troubles:
            self.writer.troubles.append(made)

    def _margins(self, body: Element) -> None:
        """The lines that run at the head and foot of the pages, each once."""
        related, seen = self.package.related(self.package.main), set()
        for section in body.iter(f"{W}sectPr"):
            for item in section:
                kind, part = related.get(item.get(_ID, ""), ("", ""))
                root = self.package.xml(part) if kind in _MARGINS and part not in seen else None
                if root is not None:
                    seen.add(part)
                    text = "\n".join(self._lines(root))
                    if text not in seen:
                        seen.add(text)
                        self.writer.paragraph(text, _MARGINS[kind])
        self.waiting.clear()

    def _properties(self) -> None:
        root = self.package.properties()
        for item in root if root is not None else ():
            key = item.tag.rpartition("}")[2]
            if key in _PROPERTIES and item.text and item.text.strip() and "\ufffd" not in item.text:
                self.writer.metadata.append(Metadatum(f"core.{key}", item.text.strip()))


@dataclass(slots=True)
class _Cell:
    """A cell whose extent still grows."""

    text: str
    row: int
    column: int
    rows: int
    columns: int

    def done(self) -> CellText:
        """The cell as the writer takes it."""
        return CellText(self.text, self.row, self.column, self.rows, self.columns)


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those in content controls; deleted rows are left out."""
    for item in parent:
        if item.tag == tag:
            if item.find(f"{W}trPr/{W}del") is None:
                yield item
        elif item.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from _inside(item, tag)


def _only_cell(table: Element) -> Element | None:
    rows = list(_inside(table, _ROW))
    cells = list(_inside(rows[0], _CELL)) if len(rows) == 1 else []
    return cells[0] if len(cells) == 1 else None


def _property(item: Element, kind: str, name: str, default: int = 0) -> int:
    found = item.find(f"{W}{kind}/{W}{name}")
    return default if found is None else number(found.get(VAL), default)


def _merge(item: Element, name: str) -> str:
    found = item.find(f"{W}tcPr/{W}{name}")
    return "" if found is None else found.get(VAL, "continue")
