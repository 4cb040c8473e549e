"""The points that lines pass on their way, so that no line runs over a card."""

from __future__ import annotations

from bisect import bisect, insort
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import count

from viz.geometry import AGENCY, CARD, COLUMN_GAP, INDICATOR, LANE, ROW, SIDE
from viz.scene import Column, Point, Scene, SceneEdge, SceneNode


def routed(scene: Scene) -> Scene:
    """The scene with the points that each line passes, from source to target."""
    nodes = {node.id: node for node in scene.nodes}
    documents = {node.id: node for node in scene.documents}
    router = _Router(documents, scene.columns)
    ways = (router.via(edge) if edge.source in documents else _across(nodes, edge) for edge in scene.edges)
    return replace(scene, edges=tuple(replace(edge, via=way) for edge, way in zip(scene.edges, ways, strict=True)))


def _across(nodes: dict[str, SceneNode], edge: SceneEdge) -> tuple[Point, ...]:
    """From the side of an agency to the side of its indicator."""
    agency, indicator = nodes[edge.source], nodes[edge.target]
    return ((agency.x - AGENCY.width / 2, agency.y), (indicator.x + INDICATOR.width / 2, indicator.y))


@dataclass(slots=True)
class _Router:
    documents: dict[str, SceneNode]
    columns: tuple[Column, ...]
    used: Counter[tuple[str, float]] = field(default_factory=Counter)
    taken: set[tuple[int, int]] = field(default_factory=set)
    heights: dict[int, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.heights = {place: [] for place in range(len(self.columns))}
        for node in self.documents.values():
            insort(self.heights[self._column(node)], node.y)

    def via(self, edge: SceneEdge) -> tuple[Point, ...]:
        """The points of one line; lines that share a lane lie beside each other in it."""
        source, target = self.documents[edge.source], self.documents[edge.target]
        apart = abs(self._column(source) - self._column(target))
        if apart == 0:
            return () if self._neighbours(source, target) and not self._again(edge) else self._beside(source, target)
        if apart == 1:
            return self._bowed(source, target, self._again(edge))
        return self._own_row(source, target) if edge.primary else self._between_rows(source, target)

    def _column(self, node: SceneNode) -> int:
        return next(place for place, column in enumerate(self.columns) if column.x <= node.x <= column.x + column.width)

    def _again(self, edge: SceneEdge) -> int:
        """How many lines between the same two documents came before this one."""
        pair = ("|".join(sorted((edge.source, edge.target))), 0.0)
        self.used[pair] += 1
        return self.used[pair] - 1

    def _neighbours(self, source: SceneNode, target: SceneNode) -> bool:
        low, high = sorted((source.y, target.y))
        return not any(node.x == source.x and low < node.y < high for node in self.documents.values())

    def _beside(self, source: SceneNode, target: SceneNode) -> tuple[Point, ...]:
        x = source.x - CARD.width / 2 - SIDE - self._shift(("beside", source.x))
        return ((x, source.y), (x, target.y))

    def _bowed(self, source: SceneNode, target: SceneNode, again: int) -> tuple[Point, ...]:
        if not again:
            return ()
        middle, y = (source.x + target.x) / 2, (source.y + target.y) / 2 - again * CARD.height / 2
        half = SIDE if source.x < target.x else -SIDE
        return ((middle - half, y), (middle + half, y))

    def _own_row(self, source: SceneNode, target: SceneNode) -> tuple[Point, ...]:
        """Along the row of the lower document, which the layout keeps free."""
        return ((self._turn(target, source), source.y),)

    def _between_rows(self, source: SceneNode, target: SceneNode) -> tuple[Point, ...]:
        crossed = range(*sorted((self._column(source), self._column(target))))[1:]
        y = self._free_lane(crossed, source.y + (ROW / 2 if target.y > source.y else -ROW / 2))
        return ((self._turn(source, target), y), (self._turn(target, source), y))

    def _free_lane(self, crossed: range, wanted: float) -> float:
        """The height nearest to the wanted one at which the columns between have no card, and no line yet."""
        steps = (step * side * LANE for step in count() for side in (-1, 1))
        y = next(wanted + step for step in steps if self._free(crossed, wanted + step))
        self.taken.update((column, round(y)) for column in crossed)
        return y

    def _free(self, crossed: range, y: float) -> bool:
        return all((column, round(y)) not in self.taken and not self._card_at(column, y) for column in crossed)

    def _card_at(self, column: int, y: float) -> bool:
        heights = self.heights[column]
        place = bisect(heights, y)
        return any(abs(height - y) < CARD.height / 2 + LANE for height in heights[max(0, place - 1) : place + 1])

    def _turn(self, near: SceneNode, far: SceneNode) -> float:
        """In the gap beside a document's column, on the side of the other document."""
        towards = 1 if far.x > near.x else -1
        return near.x + towards * (CARD.width / 2 + COLUMN_GAP * (0.9 if towards > 0 else 0.5))

    def _shift(self, lane: tuple[str, float]) -> float:
        self.used[lane] += 1
        return (self.used[lane] - 1) * LANE
