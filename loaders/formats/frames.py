"""The margins, indents and line spacing of a text's body, found from its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from loaders.formats.rows import Frame, Line

_WIDE = 0.6  # of the widest line: a line of running text
_ENOUGH = 5  # wide lines, for a page to have margins of its own
_INDENT = (0.8, 6.0)  # heights of a line: what an indent of a first line measures
_LEAST_INDENTED = 3  # lines, for an indent to be the text's habit
_PITCH = 1.3  # heights of a line from foot to foot, where a text has too few lines to measure
_NOT_INDENTED = 0.5  # heights of a line
_NEAR = 6.0  # points: line ends as near as this stand at one margin
_STEP = 2.0  # points: indents as alike as this are one


def frame(pages: Sequence[tuple[float, Sequence[Line]]]) -> None:
    """Gives each line its frame; the pages are their width and their lines in the body, from top to bottom."""
    margins = [_margins(lines) for _, lines in pages]
    framed: list[Line] = []
    for (width, lines), own in zip(pages, margins, strict=True):
        alike = [m for (w, _), m in zip(pages, margins, strict=True) if m and abs(w - width) < width / 20 and m[2]]
        left, right = own[:2] if own and (own[2] or not alike) else _middle(alike)
        for line in lines:
            line.frame = Frame(left, right)
        framed += lines
    indent, pitch = _indent(framed), _pitch(framed, 0.0)
    for _, lines in pages:
        local = _pitch(lines, pitch)
        for line in lines:
            line.frame = line.frame._replace(indent=indent, pitch=local)


def _margins(lines: Sequence[Line]) -> tuple[float, float, bool] | None:
    """The left and right margin of a page's running text, and whether it has enough of it to be sure."""
    if not lines:
        return None
    widest = max(line.right - line.left for line in lines)
    wide = [line for line in lines if line.right - line.left >= _WIDE * widest]
    lefts, rights = (line.left for line in wide), (-line.right for line in wide)
    return _edge(sorted(lefts)), -_edge(sorted(rights)), len(wide) >= _ENOUGH


def _edge(values: Sequence[float]) -> float:
    """The first value near which enough others lie: one line that sticks out is no margin."""
    least = max(2, len(values) // 10)
    return next(
        (first for first, last in zip(values, values[least - 1 :], strict=False) if last - first <= _NEAR), values[0]
    )


def _middle(margins: Sequence[tuple[float, float, bool]]) -> tuple[float, float]:
    if not margins:
        return 0.0, 0.0
    return median(m[0] for m in margins), median(m[1] for m in margins)


def _indent(lines: Sequence[Line]) -> float:
    """How far most first lines are indented; 0 where they are not."""
    low, high = _INDENT
    steps = Counter(
        round((line.left - line.frame.left) / _STEP)
        for line in lines
        if low * line.size < line.left - line.frame.left < high * line.size
    )
    step, count = max(steps.items(), key=lambda item: item[1] + steps[item[0] + 1], default=(0, 0))
    return (step + 0.5) * _STEP if count + steps[step + 1] >= _LEAST_INDENTED else 0.0


def _pitch(lines: Sequence[Line], usual: float) -> float:
    """From a line's foot to the next one's, inside paragraphs; ``usual`` where there are too few to tell."""
    inner = [
        line.bottom - above.bottom
        for above, line in pairwise(lines)
        if above.page == line.page
        and line.bottom > above.bottom
        and abs(line.left - line.frame.left) < _NOT_INDENTED * line.size
        and above.right > line.frame.right - line.size
    ]
    if len(inner) >= _ENOUGH or (inner and not usual):
        return median(inner)
    return usual or _PITCH * median([line.size for line in lines] or [0.0])
