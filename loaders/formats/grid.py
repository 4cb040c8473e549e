"""Drawn lines to tables: the lines that touch make a grid, its cells are what no line parts.

>>> frame = [Rule(0, y, 40, y) for y in (0, 10, 20)] + [Rule(x, 0, x, 20) for x in (0, 10, 40)]
>>> [(place.row, place.column, place.left, place.top) for place in grids(frame)[0].places]
[(0, 0, 0.0, 0.0), (0, 1, 10.0, 0.0), (1, 0, 0.0, 10.0), (1, 1, 10.0, 10.0)]
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loaders.formats.pagewords import Rule

_NEAR = 3.0  # points: lines as near as this meet
_COVERED = 0.6  # of a cell's edge: what a line must cover to part two cells
_MOST = 20_000  # cells of a page: more are a drawing
_LEAST_LENGTH = 6.0  # points: shorter ones are dots, parts of letters


class Stroke(NamedTuple):
    """A line: where it stands across its direction, and from where to where it runs along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell of a table stands: its box, its row and column, its extent."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A drawn table: the edges of its columns and rows, and its cells from top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    places: tuple[Place, ...]
    _of: tuple[tuple[int, ...], ...]

    def place_of(self, x: float, y: float) -> int | None:
        """The cell, by its order, in which a point lies; None outside the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self._of[row][column]
        return None


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that the lines of a page make, from the top: at least two cells each."""
    across, down = _strokes(rules)
    if len(down) <= 1 or not across or len(across) * len(down) > _MOST:
        return []
    found = [_grid(a, d) for a, d in _touching(across, down) if len(a) > 1 and len(d) > 1]
    return sorted((grid for grid in found if len(grid.places) > 1), key=lambda grid: grid.ys[0])


def _strokes(rules: Iterable[Rule]) -> tuple[list[Stroke], list[Stroke]]:
    """The lines across the page and down it, pieces of one line put together."""
    across, down = [], []
    for rule in rules:
        width, height = rule.right - rule.left, rule.bottom - rule.top
        if width >= height and width >= _LEAST_LENGTH:
            across.append(Stroke((rule.top + rule.bottom) / 2, rule.left, rule.right))
        elif height > width and height >= _LEAST_LENGTH:
            down.append(Stroke((rule.left + rule.right) / 2, rule.top, rule.bottom))
    return _merged(across), _merged(down)


def _merged(strokes: list[Stroke]) -> list[Stroke]:
    found: list[Stroke] = []
    level = _levels([stroke.at for stroke in strokes])
    for at, start, end in sorted(stroke._replace(at=level[stroke.at]) for stroke in strokes):
        if found and found[-1].at == at and start <= found[-1].end + _NEAR:
            found[-1] = Stroke(at, found[-1].start, max(end, found[-1].end))
        else:
            found.append(Stroke(at, start, end))
    return found


def _levels(values: Iterable[float]) -> dict[float, float]:
    """Each value with the first of those that lie near to it."""
    found: dict[float, float] = {}
    level = last = float("-inf")
    for value in sorted(set(values)):
        if value - last > _NEAR:
            level = value
        found[value] = level
        last = value
    return found


def _touching(across: list[Stroke], down: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """The lines in groups that touch one another."""
    groups: list[tuple[list[Stroke], list[Stroke]]] = []
    for stroke in down:
        met = [h for h in across if _meet(h, stroke)]
        own: tuple[list[Stroke], list[Stroke]] = (met, [stroke])
        for group in [group for group in groups if any(h in group[0] for h in met)]:
            own[0].extend(h for h in group[0] if h not in own[0])
            own[1].extend(group[1])
            groups.remove(group)
        groups.append(own)
    return groups


def _meet(across: Stroke, down: Stroke) -> bool:
    return across.start - _NEAR <= down.at <= across.end + _NEAR and down.start - _NEAR <= across.at <= down.end + _NEAR


def _grid(across: list[Stroke], down: list[Stroke]) -> Grid:
    xs = _edges([*(s.at for s in down), min(s.start for s in across), max(s.end for s in across)])
    ys = _edges([*(s.at for s in across), min(s.start for s in down), max(s.end for s in down)])
    height, width = len(ys) - 1, len(xs) - 1
    owner = {(row, column): (row, column) for row in range(height) for column in range(width)}
    for row, column in list(owner):
        if column + 1 < width and not _parts(down, xs[column + 1], ys[row], ys[row + 1]):
            _unite(owner, (row, column), (row, column + 1))
        if row + 1 < height and not _parts(across, ys[row + 1], xs[column], xs[column + 1]):
            _unite(owner, (row, column), (row + 1, column))
    return _cells(xs, ys, owner)


def _edges(values: Iterable[float]) -> tuple[float, ...]:
    return tuple(sorted(set(_levels(values).values())))


def _parts(strokes: Iterable[Stroke], at: float, start: float, end: float) -> bool:
    """Whether lines at ``at`` cover most of the way from ``start`` to ``end``."""
    covered = sum(
        max(0.0, min(stroke.end, end) - max(stroke.start, start)) for stroke in strokes if abs(stroke.at - at) <= _NEAR
    )
    return covered >= _COVERED * (end - start)


def _unite(owner: dict[tuple[int, int], tuple[int, int]], a: tuple[int, int], b: tuple[int, int]) -> None:
    first, other = sorted((owner[a], owner[b]))
    for place, owned in owner.items():
        if owned == other:
            owner[place] = first


def _cells(xs: tuple[float, ...], ys: tuple[float, ...], owner: dict[tuple[int, int], tuple[int, int]]) -> Grid:
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, owned in owner.items():
        members.setdefault(owned, []).append(place)
    order = {owned: at for at, owned in enumerate(sorted(members))}
    places = []
    for (row, _), own in sorted(members.items()):
        low, wide = max(r for r, _ in own) + 1, max(c for _, c in own) + 1
        left = min(c for _, c in own)
        places.append(Place(row, left, low - row, wide - left, xs[left], ys[row], xs[wide], ys[low]))
    of = tuple(tuple(order[owner[row, column]] for column in range(len(xs) - 1)) for row in range(len(ys) - 1))
    return Grid(xs, ys, tuple(places), of)
