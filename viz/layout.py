"""Where everything stands: levels as columns, each document beside or below the nearest one that it implements.

Positions are computed here, so that the same graph gives the same picture. A document of a lower level stands to the
right of the one that it implements, one of the same level below it; a line that skips a level has a lane of its own,
so that it runs over no card. What is folded away under a document gets a box below its card.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from viz.folds import folds_of
from viz.geometry import CARD, COLUMN_GAP, EMPTY_COLUMN, ROW
from viz.lanes import routed
from viz.scene import Column, Scene, SceneNode
from viz.selection import LEVELS

_UNKNOWN: Final = "unknown"


def laid_out(scene: Scene) -> Scene:
    """The scene with columns, positions, folds and the points that its lines pass."""
    columns = columns_of(scene.documents)
    spots = _Packing(scene, {column.level: place for place, column in enumerate(columns)}).pack()
    placed = {
        node.id: replace(node, x=_centre(columns[spots[node.id].column]), y=spots[node.id].y)
        for node in scene.documents
    }
    with_documents = replace(scene, nodes=tuple(placed.get(node.id, node) for node in scene.nodes), columns=columns)
    return routed(folds_of(with_documents))


def columns_of(documents: Iterable[SceneNode]) -> tuple[Column, ...]:
    """The four levels from left to right, empty ones narrow, and one more for what has no level."""
    counts = dict.fromkeys(LEVELS, 0)
    for document in documents:
        counts[document.level or _UNKNOWN] = counts.get(document.level or _UNKNOWN, 0) + 1
    columns: list[Column] = []
    x = 0.0
    for level, count in counts.items():
        width = CARD.width if count else EMPTY_COLUMN
        columns.append(Column(level, x, width, count))
        x += width + COLUMN_GAP
    return tuple(columns)


def _centre(column: Column) -> float:
    return column.x + column.width / 2


@dataclass(frozen=True, slots=True)
class _Spot:
    column: int
    y: float


@dataclass(slots=True)
class _Packing:
    """Places one document after the other; ``free`` is the height from which each column is empty."""

    scene: Scene
    index: dict[str, int]
    spots: dict[str, _Spot] = field(default_factory=dict)
    free: list[float] = field(default_factory=list)
    children: dict[str, list[str]] = field(default_factory=dict)
    column: dict[str, int] = field(default_factory=dict)

    def pack(self) -> dict[str, _Spot]:
        """The column and height of every document: first the trees, then those that stand alone."""
        self.free = [0.0] * len(self.index)
        self.column = {node.id: self.index[node.level or _UNKNOWN] for node in self.scene.documents}
        dates = {node.id: (node.date or "9999", node.label.vi) for node in self.scene.documents}
        above = self.scene.parent_edges()
        for edge in above.values():
            self.children.setdefault(edge.target, []).append(edge.source)
        for below in self.children.values():
            below.sort(key=dates.__getitem__)
        roots = [node.id for node in self.scene.documents if node.id not in above]
        for root in sorted(roots, key=lambda node: node not in self.children):
            start = max(self.free) if root in self.children else 0.0
            self._place(root, self.column[root] - 1, start)
        return self.spots

    def _place(self, node: str, from_column: int, at_least: float) -> float:
        """Places a document and all below it; columns that the line to it crosses are kept free at its height."""
        own = self.column[node]
        crossed = range(min(from_column + 1, own), own + 1)
        start = max(at_least, *(self.free[column] for column in crossed))
        right = [child for child in self.children.get(node, ()) if self.column[child] > own]
        heights = [self._place(child, own, start) for child in right]
        middle = (heights[0] + heights[-1]) / 2 if heights else start
        # What hangs below may have come back into these columns: a text of the centre under one of a province.
        y = max(start, middle, *(self.free[column] for column in crossed))
        self.spots[node] = _Spot(own, y)
        for column in crossed:
            self.free[column] = max(self.free[column], y + ROW)
        for child in self.children.get(node, ()):
            if child not in right:
                self._place(child, self.column[child] - 1, y + ROW)
        return y
