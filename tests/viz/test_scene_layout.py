"""Where everything stands: no overlaps, no line over a card, the same picture from the same graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answers import Store
from ontology.codes import Level
from viz.compose import scene_of
from viz.geometry import AGENCY, CARD, INDICATOR, Size
from viz.layout import laid_out
from viz.page import page
from viz.scene import NodeKind, Point, Scene, SceneEdge, SceneNode
from viz.words import EMPTY, Text

SIZES = {NodeKind.DOCUMENT: CARD, NodeKind.INDICATOR: INDICATOR, NodeKind.AGENCY: AGENCY}


def apart(one: SceneNode, other: SceneNode) -> bool:
    a, b = SIZES[one.kind], SIZES[other.kind]
    return abs(one.x - other.x) * 2 >= a.width + b.width or abs(one.y - other.y) * 2 >= a.height + b.height


def crossings(scene: Scene) -> Iterator[tuple[str, str]]:
    """The straight pieces between two turns that run over the card of another document."""
    cards = {node.id: node for node in scene.documents}
    for edge in scene.edges:
        if edge.source in cards:
            for piece in pairwise(edge.via):
                yield from ((edge.id, node.id) for node in cards.values() if over(piece, node, CARD))


def over(piece: tuple[Point, Point], node: SceneNode, size: Size) -> bool:
    (x1, y1), (x2, y2) = piece
    across = min(x1, x2) < node.x + size.width / 2 and max(x1, x2) > node.x - size.width / 2
    return across and min(y1, y2) < node.y + size.height / 2 and max(y1, y2) > node.y - size.height / 2


def test_levels_are_columns_from_left_to_right(scene: Scene) -> None:
    assert [column.level for column in scene.columns] == ["central", "province", "district", "commune"]
    for node in scene.documents:
        column = next(column for column in scene.columns if column.level == node.level)
        assert column.x <= node.x - CARD.width / 2
        assert node.x + CARD.width / 2 <= column.x + column.width


def test_a_document_of_the_same_level_stands_below_what_it_implements(scene: Scene) -> None:
    at = {node.label.vi: (node.x, node.y) for node in scene.documents}
    assert at["1222/KH-UBND"][0] == at["324-KH/TU"][0]
    assert at["1222/KH-UBND"][1] > at["324-KH/TU"][1]
    assert at["145-KH/HU"][1] == at["156-KH/TU"][1]


def test_nothing_overlaps_in_the_cascade_or_in_a_fold(scene: Scene) -> None:
    for one, other in combinations(scene.documents, 2):
        assert apart(one, other), (one.label, other.label)
    for fold in scene.folds:
        inside = scene.members(fold.document)
        assert all(apart(one, other) for one, other in combinations(inside, 2))
        for node in inside:
            size = SIZES[node.kind]
            assert fold.x <= node.x - size.width / 2
            assert node.x + size.width / 2 <= fold.x + fold.width
            assert fold.y <= node.y - size.height / 2
            assert node.y + size.height / 2 <= fold.y + fold.height


def test_no_line_runs_over_a_card(scene: Scene) -> None:
    assert list(crossings(scene)) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_graph_gives_the_same_page_in_whatever_order_it_is_read(
    store_with: Callable[..., Store], scene: Scene, seed: int
) -> None:
    assert page(scene_of(store_with(shuffled=seed), "28-CT/TW")) == page(scene)


LEVELS = st.sampled_from([*(level.value for level in Level), ""])


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Documents of any level, each but the first perhaps under an earlier one, with further links."""
    size = draw(st.integers(1, 40))
    nodes = tuple(
        SceneNode(f"d{n}", f"urn:{n}", NodeKind.DOCUMENT, Text.same(f"{n}/KH"), EMPTY, level=draw(LEVELS))
        for n in range(size)
    )
    edges = []
    for n in range(1, size):
        above = draw(st.integers(-1, n - 1))
        if above >= 0:
            edges.append(SceneEdge(f"e{n}", f"d{n}", f"d{above}", "implements", EMPTY, primary=True))
        also = draw(st.integers(0, size - 1))
        if also not in (n, above):
            edges.append(SceneEdge(f"s{n}", f"d{n}", f"d{also}", "implements", EMPTY))
    return Scene(EMPTY, nodes, tuple(edges))


@settings(deadline=None)
@given(scenes())
def test_any_forest_is_laid_out_without_overlaps(bare: Scene) -> None:
    placed = laid_out(bare)
    for one, other in combinations(placed.documents, 2):
        assert apart(one, other), (one.id, other.id)
    lanes = {edge.id: edge for edge in placed.edges if abs(edge_columns(placed, edge)) > 1}
    assert not [(edge, node) for edge, node in crossings(placed) if edge in lanes]


def edge_columns(scene: Scene, edge: SceneEdge) -> int:
    """How many columns lie between the two ends."""
    x = {node.id: node.x for node in scene.documents}
    starts = [column.x for column in scene.columns]
    source, target = (sum(start <= x[end] for start in starts) for end in (edge.source, edge.target))
    return source - target


def test_an_empty_scene_has_its_columns() -> None:
    assert [column.count for column in laid_out(Scene(EMPTY, (), ())).columns] == [0, 0, 0, 0]
