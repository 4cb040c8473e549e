"""Words on a page to lines: words side by side, cut where the gap between two is that between columns.

>>> page = PageWords(Page(1), (Word("nhận:", 30, 0, 50, 10), Word("Nơi", 10, 0, 25, 10), Word("GIÁM", 150, 1, 180, 11)))
>>> [line.text for line in lines_of(page)]
['Nơi nhận:', 'GIÁM']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import add, attrgetter, itemgetter, sub
from statistics import median
from typing import NamedTuple

from loaders.formats.pagewords import PageWords, Word
from loaders.labels import label_of
from loaders.normalize import place_tones
from loaders.parts import MOTTO
from ontology.source import Page

_SAME_ROW = 0.3  # of the lower one's height: how far the middles of two words of a line lie apart
_FEW, _BESIDE = 3, 0.4  # words that are put into a line, and how much of their height stands beside it
# Gaps between words, in heights of a line.
_GAP, _WIDE, _MOTTO_GAP = 1.5, 3.0, 0.5
_UNUSUAL = 2.5  # times the row's usual gap: in a justified line all gaps are alike
_SMALL, _RAISED = 0.8, 0.1  # of the line's height: a raised number is smaller, and ends above the line's foot
_LEFT_BLANK = re.compile(r"(?:ngày|tháng|năm|số:?|\d{1,2})$", re.IGNORECASE)
_FILLED = re.compile(r"(?:tháng|năm|/|[,.;:)])", re.IGNORECASE)
_NUMBER = re.compile(r"\[?\(?(\d{1,3})\)?\]?([.,;:)]*)")
_CLOSES = re.compile(r"[,.;:)]")
_MOTTO_LETTERS = "CĐcđ"  # with which a motto begins
_GLUE = "\ue000"  # no text has it: what follows stands right behind
_UNIT = re.compile(r"(?:^|[\d\s/(])(?:k|c|d|m|h)?m$")


class Frame(NamedTuple):
    """The column in which a line stands: its margins, how far first lines are indented, from line to line."""

    left: float = 0.0
    right: float = 0.0
    indent: float = 0.0
    pitch: float = 0.0


_NO_FRAME = Frame()


@dataclass(slots=True)
class Line:
    """Words side by side, from left to right; ``spans`` is where each begins and ends in ``text``.

    ``zone`` is 0 in the body, another number for each column of a letterhead or of the foot of a document.
    """

    words: list[Word]
    page: int
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    text: str
    spans: list[tuple[int, int]]
    raised: bool = False  # begins with a raised number, as a footnote does
    frame: Frame = _NO_FRAME
    zone: int = 0

    @property
    def middle(self) -> float:
        """Its middle from left to right."""
        return (self.left + self.right) / 2


def lines_of(page: PageWords) -> list[Line]:
    """The lines of a page from its top to its foot, those of a row from left to right."""
    return [line for row in rows(page.words) for line in split(row, page.page)]


def rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped by their height on the page, each group from left to right."""
    found: list[list[Word]] = []
    middle = height = 0.0
    for at, tall, alike in _by_middle(list(words)):
        if found and at - middle <= _SAME_ROW * min(height, tall):
            found[-1] += alike
            if tall > height:
                middle, height = at, tall
        else:
            found.append(alike)
            middle, height = at, tall
    by_left = attrgetter("left")
    for row in found:
        row.sort(key=by_left)
    return _filled(found)


def _filled(found: list[list[Word]]) -> list[list[Word]]:
    """Puts what stands a little higher or lower, in a gap of a line or at its ends, into it: raised or filled in."""
    kept: list[list[Word]] = []
    for row in found:
        if kept and (_fits(row, kept[-1]) or _fits(kept[-1], row)):
            kept[-1] = sorted([*kept[-1], *row], key=attrgetter("left"))
        else:
            kept.append(row)
    return kept


def _fits(few: list[Word], row: list[Word]) -> bool:
    """Whether some words stand beside those of a row, none over another and none far from it."""
    if len(few) > _FEW:
        return False
    height = row[0].bottom - row[0].top
    return all(
        min(word.bottom, other.bottom) - max(word.top, other.top) >= _BESIDE * (word.bottom - word.top)
        and (word.right <= other.left + 1 or word.left >= other.right - 1)
        for word in few
        for other in row
    ) and (few[0].left > row[0].left - height and few[-1].right < row[-1].right + height)


def _by_middle(words: list[Word]) -> list[tuple[float, float, list[Word]]]:
    """Words that follow one another at one height, from the top, with their middle and height.

    Those of all the words that a recogniser puts into one line are the line's.
    """
    placed: list[tuple[float, float, list[Word]]] = []
    lines: dict[int, list[Word]] = {}
    for word in words:
        if word.line >= 0:
            lines.setdefault(word.line, []).append(word)
    means = {
        line: (median((w.top + w.bottom) / 2 for w in own), median(w.bottom - w.top for w in own))
        for line, own in lines.items()
    }
    for (line, top, foot), alike in groupby(words, key=itemgetter(*map(Word._fields.index, ("line", "top", "bottom")))):
        placed.append((*means.get(line, ((top + foot) / 2, foot - top)), list(alike)))
    placed.sort(key=itemgetter(0))
    return placed


def split(row: Sequence[Word], page: Page) -> list[Line]:
    """A row's lines: cut at gaps as between columns, but not behind a label nor where a blank is left for a number."""
    _, lefts, tops, rights, bottoms, *_ = zip(*row, strict=True)
    height = max(map(sub, bottoms, tops))
    gaps = list(map(sub, lefts[1:], rights))
    widest = max(gaps, default=0.0)
    if widest < _MOTTO_GAP * height:
        return [line_of(list(row), page.number)]
    usual = median(gaps) if len(gaps) > 1 else 0.0
    cuts = [0]
    for at, gap in enumerate(gaps, 1):
        if gap >= _MOTTO_GAP * height and _is_cut(row[cuts[-1] : at], row[at:], gap / height, usual / height):
            cuts.append(at)
    return [line_of(list(row[start:end]), page.number) for start, end in zip(cuts, [*cuts[1:], None], strict=True)]


def _is_cut(before: Sequence[Word], after: Sequence[Word], gap: float, usual: float) -> bool:
    """Whether two columns part between these words; the gaps are in heights of the line."""
    if after[0].text[0] in _MOTTO_LETTERS and MOTTO.match(place_tones(" ".join(word.text for word in after[:8]))):
        return True
    if not (gap > _WIDE or (gap > _GAP and gap > _UNUSUAL * usual)):
        return False
    if after[0].text[0].islower() and gap < 2 * _WIDE:
        return False
    if _FILLED.match(after[0].text) or (_LEFT_BLANK.search(before[-1].text) and gap < 2 * _WIDE):
        return False
    return not (len(before) == 1 and label_of(f"{before[0].text} A"))


def line_of(words: list[Word], page: int) -> Line:
    """A line of words that stand side by side, from left to right."""
    texts, _, tops, rights, bottoms, sizes, bolds, *_ = zip(*words, strict=True)
    size, top, foot = max(sizes), min(tops), max(bottoms)
    if not size:  # by OCR: a word's box ends with its letters, or far from them
        top, foot, size = median(tops), median(bottoms), median(map(sub, bottoms, tops))
    parts, raised = list(texts), False
    if 0 < min(sizes) < _SMALL * size:
        raised = _mark(words, parts, size, foot)
    spans, text = _set(parts)
    return Line(words, page, words[0].left, top, max(rights), foot, size, all(bolds), text, spans, raised)


def _mark(words: list[Word], parts: list[str], size: float, foot: float) -> bool:
    """Writes raised numbers as "[n]" right behind the word before; returns whether the line begins with one."""
    for at, word in enumerate(words):
        number = _NUMBER.fullmatch(word.text)
        if not number or word.size >= _SMALL * size or word.bottom >= foot - _RAISED * size:
            continue
        if at == 0:
            return True
        before = parts[at - 1].rstrip(_GLUE)
        if _UNIT.search(before):
            parts[at - 1 : at + 1] = [before + _GLUE, word.text]
        elif not _LEFT_BLANK.search(before):
            parts[at - 1 : at + 1] = [before + _GLUE, f"[{number[1]}]{number[2]}"]
            if at + 1 < len(words) and _CLOSES.match(parts[at + 1]):
                parts[at] += _GLUE
    return False


def _set(parts: Sequence[str]) -> tuple[list[tuple[int, int]], str]:
    """Where each part begins and ends in their text; a part that ends with glue has no blank behind it."""
    text = " ".join(parts)
    if _GLUE not in text:
        widths = list(map(len, parts))
        starts = list(accumulate(map((1).__add__, widths[:-1]), initial=0))
        return list(zip(starts, map(add, starts, widths), strict=True)), text
    spans, at = [], 0
    for part in parts:
        end = at + len(part)
        glued = part[-1:] == _GLUE
        spans.append((at, end - glued))
        at = end - glued if glued else end + 1
    return spans, text.replace(f"{_GLUE} ", "")


def join(before: Line, after: Line) -> Line:
    """Two lines side by side as one."""
    return line_of(sorted(before.words + after.words, key=attrgetter("left")), before.page)
