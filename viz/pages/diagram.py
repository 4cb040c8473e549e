"""The core of the vocabulary as SVG: a box for each class, a line for each pair of classes that properties link.

What links a class to itself, and what follows by rules, stands in its box. A property that five classes or
more have towards one (``cd:evidence``, ``cd:inDocument``) would be a web of lines: it is a mark in their boxes and a
line of the legend.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.answers import Store
from viz.pages.links import Link, core, inferred, links
from viz.pages.vocabulary import Term
from viz.words import Text

WIDTH: Final = 230
LINE: Final = 19
HEAD: Final = 50
COLUMN: Final = 375
GAP: Final = 84
MARGIN: Final = 24
MANY: Final = 5
MARKS: Final = ("◆", "●", "▲", "■")
_LETTERS: Final = 31


@dataclass(frozen=True, slots=True)
class Box:
    """A class as it is drawn, in pixels: its name, what else it holds line by line, its marks."""

    name: str
    label: Text
    x: int
    y: int
    height: int
    marks: str
    lines: tuple[str, ...]
    width: int = WIDTH

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one box's edge to another's, with its names and where they stand."""

    x1: float
    y1: float
    x2: float
    y2: float
    names: tuple[str, ...]

    @property
    def at(self) -> tuple[float, float]:
        """Where the names stand."""
        return (self.x1 + self.x2) / 2, (self.y1 + self.y2) / 2


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes and lines; ``legend`` pairs each mark with its property and the class it leads to."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    legend: tuple[tuple[str, str, str], ...]
    width: int
    height: int


def diagram(store: Store, terms: Mapping[str, Term]) -> Diagram:
    """The core of the vocabulary, laid out."""
    return laid_out(links(store, terms), terms, inferred(store))


def laid_out(found: Sequence[Link], terms: Mapping[str, Term], followed: Collection[str]) -> Diagram:
    """Boxes in the places of ``core.csv``, each in the middle of its row; ``followed`` are what rules give."""
    drawn = [link for link in found if link.property not in followed]
    many = _many(drawn)
    boxes = _boxes(found, many, terms, followed)
    marked = {(prop, to) for _, prop, to in many}
    plain = [link for link in drawn if link.source != link.target and (link.property, link.target) not in marked]
    return Diagram(
        boxes=tuple(boxes.values()),
        lines=_connections(plain, boxes),
        legend=many,
        width=MARGIN * 2 + WIDTH + COLUMN * max(column for column, _ in core().values()),
        height=max(box.y + box.height for box in boxes.values()) + MARGIN,
    )


def _boxes(
    found: Sequence[Link], many: Sequence[tuple[str, str, str]], terms: Mapping[str, Term], followed: Collection[str]
) -> dict[str, Box]:
    lines = {name: _lines(name, found, terms, followed) for name in core()}
    heights = {name: HEAD + (LINE * len(inside) + 8 if inside else 0) for name, inside in lines.items()}
    rows = _rows(heights)
    boxes = {}
    for name, (column, row) in core().items():
        marks = " ".join(mark for mark, prop, to in many if (name, prop, to) in found)
        top = rows[row][0] + (rows[row][1] - heights[name]) // 2
        x = MARGIN + column * COLUMN
        boxes[name] = Box(name, terms[name].label, x, top, heights[name], marks, lines[name])
    return boxes


def _many(found: Sequence[Link]) -> tuple[tuple[str, str, str], ...]:
    counts = Counter((link.property, link.target) for link in found if link.source != link.target)
    pairs = sorted(pair for pair, count in counts.items() if count >= MANY)
    return tuple((mark, *pair) for mark, pair in zip(MARKS, pairs, strict=False))


def _lines(name: str, found: Sequence[Link], terms: Mapping[str, Term], followed: Collection[str]) -> tuple[str, ...]:
    """What stands in a box below its name: the classes below it, the properties to itself, what follows for it."""
    below = [sub for sub in terms[name].subs if sub in terms]
    mine = [link for link in found if link.source == name]
    own = [link.property for link in mine if link.target == name and link.property not in followed]
    given = sorted({link.property for link in mine if link.property in followed})
    return (*_wrapped("⊃ ", below), *_wrapped("↻ ", own), *_wrapped("⇒ ", given))


def _wrapped(sign: str, names: Sequence[str]) -> list[str]:
    rows: list[str] = []
    for name in names:
        if rows and len(rows[-1]) + len(name) + 2 <= _LETTERS:
            rows[-1] += f", {name}"
        else:
            rows = [f"{row}," if row is rows[-1] else row for row in rows]
            rows.append(f"{'    ' if rows else sign}{name}")
    return rows


def _rows(heights: Mapping[str, int]) -> dict[int, tuple[int, int]]:
    """Where each row begins, and how high it is."""
    rows, top = {}, MARGIN
    for row in sorted({row for _, row in core().values()}):
        height = max(heights[name] for name, (_, at) in core().items() if at == row)
        rows[row] = (top, height)
        top += height + GAP
    return rows


def _connections(found: Sequence[Link], boxes: Mapping[str, Box]) -> tuple[Line, ...]:
    pairs: dict[tuple[str, str], list[str]] = {}
    for link in found:
        pairs.setdefault((link.source, link.target), []).append(link.property)
    return tuple(_line(boxes[source], boxes[target], tuple(names)) for (source, target), names in pairs.items())


def _line(source: Box, target: Box, names: tuple[str, ...]) -> Line:
    (x1, y1), (x2, y2) = source.middle, target.middle
    start, end = _edge(source, x2 - x1, y2 - y1), _edge(target, x1 - x2, y1 - y2)
    return Line(*start, *end, names)


def _edge(box: Box, dx: float, dy: float) -> tuple[float, float]:
    """Where a line from the middle of a box in a direction leaves it."""
    x, y = box.middle
    reach = min(box.width / 2 / abs(dx) if dx else 9e9, box.height / 2 / abs(dy) if dy else 9e9)
    return round(x + dx * reach, 1), round(y + dy * reach, 1)
