"""Lines to paragraphs: where one goes on and where the next begins, by the lines' places on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.formats.rendered import Piece, Strip
from loaders.formats.rows import Line
from loaders.header import kind_named
from loaders.labels import label_of
from loaders.lines import is_capitals
from loaders.normalize import place_tones
from loaders.parts import MOTTO, NUMBER_LINE
from ontology.source import BlockKind

_TERMINAL = re.compile(r"[.;:!?…][\"'”’)\]]*(?:\[\d+\])?$|\./\.?$")
_CUT = re.compile(r"\w[-/–]$")
_GOES_ON = re.compile(r"/\w|-\w+/|-(?:19|20)\d\d\b")
_SYMBOL_CUT = re.compile(r"\d/[A-ZĐ]+\d*$")
_ABOUT = re.compile(r"V/v|Về việc", re.IGNORECASE)
_ALONE = re.compile(r"\S{1,6}[.)]")
# In heights of a line:
_INDENTED, _FULL, _CENTRED = 0.6, 0.5, 1.5
_FAR, _VERY_FAR = 1.3, 1.6  # times the usual way from line to line: between paragraphs
_COLUMN_PITCH = 1.9  # heights of a line: more parts two paragraphs of a letterhead
_OFF_CENTRE = 0.2  # of what is free beside a line: how far the two sides of a centred one differ
_SAME_SIZE = 0.12
_HEADING_MAX = 300  # characters


def goes_on(before: Sequence[Line], line: Line) -> bool:
    """Whether a line goes on the paragraph whose lines came before."""
    last = before[-1]
    if last.zone != line.zone:
        return False
    if line.zone:
        return _column_goes_on(before, line)
    if _centred(line) and not (_full(last, line) and _runs_on(last, line)):
        runs = _runs_on(last, line) and not is_capitals(last.text) and not _far(last, line)
        return _centred(last) and (runs or _title_goes_on(before, line))
    if _centred(last):
        return line.bold and _symmetric(line) and _title_goes_on(before, line)
    return _body_goes_on(before, line)


def _ended(line: Line) -> bool:
    return _TERMINAL.search(line.text) is not None


def _runs_on(last: Line, line: Line) -> bool:
    """Whether a line begins as inside a sentence."""
    first = line.text[0]
    return not _ended(last) and (first.islower() or first in ",.;)%") and label_of(line.text) is None


def _full(last: Line, line: Line) -> bool:
    """Whether the next line's first word would not have fitted any more."""
    word = line.words[0]
    room = last.frame.right - last.right
    return room < max(_FULL * last.size, word.right - word.left + _FULL / 2 * last.size)


def _indented(line: Line) -> bool:
    return line.left - line.frame.left > _INDENTED * line.size


def _centred(line: Line) -> bool:
    """Whether a line stands in the middle of its column, and not by the indent of first lines."""
    left, right = line.left - line.frame.left, line.frame.right - line.right
    if left < _CENTRED * line.size or not _symmetric(line):
        return False
    return abs(left - line.frame.indent) > _FULL * line.size or (line.bold and abs(left - right) < _FULL * line.size)


def _symmetric(line: Line) -> bool:
    left, right = line.left - line.frame.left, line.frame.right - line.right
    return abs(left - right) <= max(_FULL * line.size, _OFF_CENTRE * max(left, right))


def _title_goes_on(before: Sequence[Line], line: Line) -> bool:
    """Whether a centred line goes on a heading's lines: alike, and no gap between."""
    last, words = before[-1], " ".join(part.text for part in before)
    named = kind_named(words)
    if (
        (named and named[0] == words)
        or label_of(line.text)
        or line.text.startswith("(")
        or MOTTO.match(place_tones(words))
    ):
        return False
    label = label_of(words)
    if label and label.width >= len(words):
        return False
    alike = last.bold == line.bold and is_capitals(last.text) == is_capitals(line.text)
    return alike and abs(last.size - line.size) < _SAME_SIZE * line.size and not _ended(last) and not _far(last, line)


def _far(last: Line, line: Line, times: float = _FAR) -> bool:
    return last.page == line.page and line.bottom - last.bottom > times * line.frame.pitch


def _body_goes_on(before: Sequence[Line], line: Line) -> bool:
    last = before[-1]
    if _is_label_of(before, line):
        return True
    if _far(last, line, _VERY_FAR) or (line.page != last.page and not line.frame.indent and _ended(last)):
        return False
    full, runs = _full(last, line), _runs_on(last, line)
    if label_of(line.text):
        return full and not _ended(last) and _inside(last, line)
    if not full:
        return runs and not _indented(line)
    if _indented(line):
        return not _ended(last) and (runs or (_same_left(last, line) and len(before) > 1))
    return not (_far(last, line) and (_ended(last) or not runs)) and (line.frame.indent > 0 or not _closed(last))


def _is_label_of(before: Sequence[Line], line: Line) -> bool:
    """Whether a label stands on a line of its own above its words."""
    above = before[0].text
    alone = len(before) == 1 and _ALONE.fullmatch(above) and label_of(f"{above} A")
    return bool(alone) and label_of(line.text) is None


def _inside(last: Line, line: Line) -> bool:
    """Whether what looks like a label is inside a sentence: it stands at the margin of a text with indents."""
    if line.frame.indent > 0 and not _indented(line):
        return True
    return line.text[0] == "-" and (line.text[1:].lstrip()[:1].islower() or last.text[-1].isdigit())


def _same_left(last: Line, line: Line) -> bool:
    return abs(last.left - line.left) < _FULL * line.size


def _closed(last: Line) -> bool:
    """Whether an item ends here in a text whose first lines are not indented."""
    return last.text.endswith((";", ":", "./."))


def _column_goes_on(before: Sequence[Line], line: Line) -> bool:
    """In a letterhead and at a document's foot each line stands for itself, but for wrapped subjects and recipients."""
    last, first = before[-1], before[0]
    if line.bottom - last.bottom > _COLUMN_PITCH * max(last.size, line.size) or NUMBER_LINE.match(line.text):
        return False
    if label_of(line.text) or _ended(last):
        return False
    if label_of(first.text):
        return True
    if is_capitals(line.text):
        return False
    return _ABOUT.match(first.text) is not None or (_runs_on(last, line) and not is_capitals(last.text))


def kind_of(lines: Sequence[Line]) -> BlockKind:
    """Whether a paragraph is a heading: bold or in capitals, short, no sentence that goes on."""
    text = " ".join(line.text for line in lines)
    if lines[0].zone or len(text) > _HEADING_MAX or text.endswith((";", ",")) or not any(map(str.isalpha, text)):
        return BlockKind.PARAGRAPH
    label = label_of(text)
    plain = all(line.bold for line in lines) or is_capitals(text[label.width :] if label else text)
    return BlockKind.HEADING if plain and not MOTTO.match(place_tones(text)) else BlockKind.PARAGRAPH


def piece(lines: Sequence[Line]) -> Piece:
    """The text of a paragraph's lines, with their pages and the boxes of their words."""
    text, page, runs, strips = "", 0, [], []
    for line in lines:
        if text and not is_cut(text, line.text):
            text += " "
        at = len(text)
        if line.page != page:
            page = line.page
            runs.append((at, page))
        strips.append(Strip(at, line.page, line.spans, line.words))
        text += line.text
    return Piece(text, tuple(runs), tuple(strips))


def footnote(number: str, lines: Sequence[Line]) -> Piece:
    """A footnote's lines as "[n] ...", whatever form its number has on the page."""
    whole = piece(lines)
    mark = f"[{number}] "
    cut = re.match(rf"\W*{number}\W?\s*", whole.text)
    width = cut.end() if cut else 0
    moved = len(mark) - width
    first, *others = whole.strips
    kept = [(span, word) for span, word in zip(first.spans, first.words, strict=True) if span[1] > width]
    spans = [(max(width, start) + moved, end + moved) for (start, end), _ in kept]
    strips = [
        Strip(0, first.page, spans, [word for _, word in kept]),
        *(s._replace(start=s.start + moved) for s in others),
    ]
    runs = tuple((max(0, start + moved) if start else 0, page) for start, page in whole.runs)
    return Piece(mark + whole.text[width:], runs, tuple(strips))


def joined(paragraphs: Sequence[Sequence[Line]]) -> Piece:
    """Paragraphs of a cell as one piece, a line end between two."""
    text, runs, strips = "", [], []
    for lines in paragraphs:
        part = piece(lines)
        text += "\n" if text else ""
        at = len(text)
        runs += [(start + at, page) for start, page in part.runs]
        strips += [strip._replace(start=strip.start + at) for strip in part.strips]
        text += part.text
    return Piece(text, tuple(runs), tuple(strips))


def is_cut(last: str, following: str) -> bool:
    """Whether a word was cut at a line's end: both parts are joined without a blank.

    >>> is_cut("Quyết định số 5/QĐ-", "UBND"), is_cut("giai đoạn 2026 -", "2030"), is_cut("số 12/QĐ", "-UBND")
    (True, False, True)
    """
    if _CUT.search(last):
        return following[:1].isalnum()
    return bool(_GOES_ON.match(following) or (_SYMBOL_CUT.search(last) and re.match(r"-[A-ZĐ]{2}", following)))
