"""What stands on pages beside the text: running heads and feet, page numbers, footnotes.

>>> [bool(PAGE_NUMBER.fullmatch(words)) for words in ("2", "- 3 -", "Trang 4/12", "5. Kinh phí", "2026")]
[True, True, True, False, False]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from statistics import median

from loaders.formats.pagewords import Rule
from loaders.formats.rows import Line
from loaders.lines import is_capitals
from loaders.mapped import fold
from ontology.source import BlockKind, Page

PAGE_NUMBER = re.compile(r"[-–—~|\s]*(?:(?:trang|page)\s*)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?[-–—~|\s]*", re.IGNORECASE)
_EDGE = 0.12  # of the page's height: where running heads and feet stand
_LINES = 3  # of an edge, that may be running heads or feet
_LEAST_PAGES, _REPEATED = 3, 0.4  # pages, and share of all, with a line at the same place: it is a running one
_SAME_PLACE = 8.0  # points up and down between two pages
_FOOT = 0.4  # of the page's height: above it no footnotes stand
_SMALL = 0.92  # of the body's letters
_SHORT_RULE = 0.45  # of the page's width: the line above footnotes is no longer
_MARK = re.compile(r"[\[(]?(\d{1,3})[\])]?\s*(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at a page's head or foot: its words without numbers, its way from the page's edge."""

    page: int
    kind: BlockKind
    line: Line
    words: str
    away: float


def furniture(pages: Sequence[tuple[Page, Sequence[Line]]]) -> dict[int, BlockKind]:
    """The running heads and feet and the page numbers among the lines of all pages, by the line's ``id``."""
    found: dict[int, BlockKind] = {}
    alike: dict[tuple[BlockKind, str], list[_Edge]] = {}
    for page, lines in pages:
        for edge in _edges(page, sorted(lines, key=attrgetter("top"))):
            if PAGE_NUMBER.fullmatch(edge.line.text):
                found[id(edge.line)] = edge.kind
            elif edge.words and not (edge.line.zone and is_capitals(edge.line.text)):
                alike.setdefault((edge.kind, edge.words), []).append(edge)
    for edges in alike.values():
        usual = median(edge.away for edge in edges)
        same = [edge for edge in edges if abs(edge.away - usual) <= _SAME_PLACE]
        if len({edge.page for edge in same}) >= max(_LEAST_PAGES, _REPEATED * len(pages)):
            found.update((id(edge.line), edge.kind) for edge in same)
    return found


def _edges(page: Page, lines: Sequence[Line]) -> Iterable[_Edge]:
    """The lines at a page's head and foot; a number only where it is the very first or last."""
    for order, line in enumerate(lines[:_LINES]):
        if line.bottom <= _EDGE * page.height and not (order and PAGE_NUMBER.fullmatch(line.text)):
            yield _Edge(page.number, BlockKind.HEADER, line, _letters(line.text), line.top)
    for order, line in enumerate(reversed(lines[-_LINES:])):
        if line.top >= (1 - _EDGE) * page.height and not (order and PAGE_NUMBER.fullmatch(line.text)):
            yield _Edge(page.number, BlockKind.FOOTER, line, _letters(line.text), page.height - line.bottom)


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", " ", fold(text)).strip()


def footnotes(page: Page, lines: Sequence[Line], rules: Iterable[Rule], size: float) -> list[tuple[str, list[Line]]]:
    """The footnotes of a page, each with its number and lines; ``size`` is that of the letters of the body."""
    foot = _below(page, lines, rules, size)
    found: list[tuple[str, list[Line]]] = []
    for line in foot:
        mark = _MARK.match(line.text)
        if mark and (not found or line.raised or int(mark[1]) == int(found[-1][0]) + 1):
            found.append((mark[1], [line]))
        elif found:
            found[-1][1].append(line)
    return found


def _below(page: Page, lines: Sequence[Line], rules: Iterable[Rule], size: float) -> list[Line]:
    """The last lines of a page that are smaller than the body or stand below a short rule."""
    drawn = [
        rule.bottom
        for rule in rules
        if rule.top > _FOOT * page.height and rule.bottom - rule.top < rule.right - rule.left < _SHORT_RULE * page.width
    ]
    rule = max(drawn, default=page.height)
    foot: list[Line] = []
    for line in sorted(lines, key=attrgetter("top"), reverse=True):
        small = line.size < _SMALL * size
        if line.zone or line.top < _FOOT * page.height or not (small or line.top >= rule - line.size / 2):
            break
        foot.insert(0, line)
    return foot
