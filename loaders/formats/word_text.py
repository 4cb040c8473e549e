"""A paragraph of a DOCX to text: its runs, fields, notes, breaks, changes, symbols and the boxes anchored in it.

Insertions are text, deletions and hidden runs are not; of alternatives (``mc:AlternateContent``) one is taken.

>>> from xml.etree.ElementTree import fromstring
>>> xml = '<w:r><w:t>Số:</w:t><w:tab/><w:t>15</w:t></w:r><w:del><w:r><w:t>6</w:t></w:r></w:del>'
>>> paragraph = fromstring(f'<w:p xmlns:w="{W[1:-1]}">{xml}</w:p>')
>>> written = Written()
>>> Inline(Styles(), lambda kind, name: f"[{name}]", lambda item: None).write(paragraph, Style(), written)
>>> written.text
'Số: 15'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from loaders.formats.fonts import Coding, unicode
from loaders.formats.word_package import W
from loaders.formats.word_styles import VAL, Style, Styles
from loaders.labels import label_of

RUN, BOX = f"{W}r", f"{W}txbxContent"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = f"{_MC}AlternateContent"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
LEFT_OUT = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "sectPr", "rt")
)
_SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_SHORT = 60  # characters: a line that ends before has its end by will, not by its page's width


@dataclass(slots=True)
class Written:
    """What a paragraph holds: pieces of text by the coding of their fonts, whether all is bold, boxes of text."""

    pieces: list[tuple[str, Coding]] = field(default_factory=list)
    is_bold: bool = True
    boxes: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text in Unicode; a line end for each break."""
        return unicode(self.pieces)

    def add(self, text: str, style: Style) -> None:
        """More text in a style."""
        coding = Coding.of(style.font)
        if style.capitals and coding is Coding.TCVN3:
            coding = Coding.TCVN3_CAPITALS
        elif style.capitals and not coding.is_symbols:
            text = text.upper()
        self.pieces.append((text, coding))
        self.is_bold = self.is_bold and (style.bold or not text.strip())


@dataclass(frozen=True, slots=True)
class Inline:
    """Reads what stands in paragraphs.

    ``note`` gives the mark of a note by its kind and id; ``embedded`` is told of objects that are not read.
    """

    styles: Styles
    note: Callable[[str, str], str]
    embedded: Callable[[Element], None]

    def write(self, parent: Element, style: Style, written: Written) -> None:
        """Adds the text of all that stands in an element."""
        for item in parent:
            tag = item.tag
            if tag == RUN:
                self._run(item, style, written)
            elif tag == ALTERNATIVES:
                self.write(chosen(item), style, written)
            elif tag == BOX:
                written.boxes.append(item)
            elif tag not in LEFT_OUT:
                self._sign(item, style, written)

    def _run(self, run: Element, style: Style, written: Written) -> None:
        if len(run) and run[0].tag == f"{W}rPr":
            named = run[0].find(f"{W}rStyle")
            base = style if named is None else self.styles.over(style, named.get(VAL, ""))
            style = self.styles.changed(base, run[0])
        if not style.hidden:
            self.write(run, style, written)

    def _sign(self, item: Element, style: Style, written: Written) -> None:
        tag = item.tag
        if tag in (f"{W}t", _MATH_TEXT):
            written.add((item.text or "").replace("\r", " ").replace("\n", " "), style)
        elif tag in _SIGNS:
            written.pieces.append((_SIGNS[tag], written.pieces[-1][1] if written.pieces else Coding.UNICODE))
        elif tag == f"{W}softHyphen":  # the letter ư of TCVN3 has the code of a soft hyphen
            written.add("\xad" if Coding.of(style.font).is_legacy else "", style)
        elif tag == f"{W}sym":
            written.pieces.append((_char(item.get(f"{W}char", "")), Coding.of(item.get(f"{W}font", ""))))
        elif tag in _NOTES:
            written.pieces.append((self.note(_NOTES[tag], item.get(f"{W}id", "")), Coding.UNICODE))
        else:
            if tag == f"{W}object":
                self.embedded(item)
            self.write(item, style, written)


def chosen(alternatives: Element) -> Element:
    """The one of several forms of the same content that is read: the newest, else the one for old programs."""
    choice = alternatives.find(f"{_MC}Choice")
    fallback = alternatives.find(f"{_MC}Fallback") if choice is None else choice
    return Element("none") if fallback is None else fallback


def lines(text: str, *, wrapped: bool) -> Iterator[str]:
    r"""The lines of a paragraph with breaks in it; ``wrapped``: a break may only be where a page's line was full.

    >>> list(lines("Nơi nhận:\n- Như trên;", wrapped=True)), list(lines("một\nhai", wrapped=False))
    (['Nơi nhận:', '- Như trên;'], ['một', 'hai'])
    >>> len(list(lines("Các sở, ban, ngành, đoàn thể cấp tỉnh có trách nhiệm phối hợp\nvới nhau", wrapped=True)))
    1
    """
    last = ""
    for line in (part.strip() for part in text.split("\n")):
        if last and (not wrapped or len(last) < _SHORT or last[-1] in ".;:!?…" or label_of(line) is not None):
            yield last
            last = line
        else:
            last = f"{last} {line}".strip()
    if last:
        yield last


def _char(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
