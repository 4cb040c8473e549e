"""The box under a document that its indicators and agencies come out into: indicators left, their agencies right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from viz.geometry import (
    AGENCY,
    AGENCY_PITCH,
    CARD,
    FOLD_CAPTION,
    FOLD_GAP,
    FOLD_INDENT,
    FOLD_MIDDLE,
    FOLD_PADDING,
    INDICATOR,
    INDICATOR_PITCH,
)
from viz.scene import Fold, NodeKind, Scene, SceneNode
from viz.words import Text, join, word


def folds_of(scene: Scene) -> Scene:
    """The scene with a box for every document that has something to unfold, and its members placed in it."""
    above = _indicators_of_agency(scene)
    folds: list[Fold] = []
    placed: dict[str, SceneNode] = {}
    members = scene.by_owner()
    for document in scene.documents:
        if document.id in members:
            fold, inside = _fold(document, members[document.id], above)
            folds.append(fold)
            placed |= inside
    return replace(scene, nodes=tuple(placed.get(node.id, node) for node in scene.nodes), folds=tuple(folds))


def _indicators_of_agency(scene: Scene) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for edge in scene.edges:
        found.setdefault(edge.source, []).append(edge.target)
    return found


def _fold(
    document: SceneNode, members: list[SceneNode], above: dict[str, list[str]]
) -> tuple[Fold, dict[str, SceneNode]]:
    indicators = [node for node in members if node.kind is NodeKind.INDICATOR]
    agencies = [node for node in members if node.kind is NodeKind.AGENCY]
    left = document.x + FOLD_INDENT
    top = document.y + CARD.height / 2 + FOLD_GAP
    first = top + FOLD_CAPTION
    inside = _column(indicators, left + FOLD_PADDING + INDICATOR.width / 2, first, INDICATOR_PITCH)
    beside = left + FOLD_PADDING + (INDICATOR.width + FOLD_MIDDLE if indicators else 0) + AGENCY.width / 2
    inside |= _beside(agencies, above, inside, beside, first)
    width = (beside + AGENCY.width / 2 if agencies else left + FOLD_PADDING + INDICATOR.width) + FOLD_PADDING - left
    lowest = max(
        node.y + (INDICATOR_PITCH if node.kind is NodeKind.INDICATOR else AGENCY_PITCH) / 2 for node in inside.values()
    )
    height = lowest + FOLD_PADDING - top
    return Fold(document.id, _label(len(indicators), len(agencies)), left, top, width, height), inside


def _column(nodes: list[SceneNode], x: float, first: float, pitch: float) -> dict[str, SceneNode]:
    return {node.id: replace(node, x=x, y=first + (place + 0.5) * pitch) for place, node in enumerate(nodes)}


def _beside(
    agencies: list[SceneNode], above: dict[str, list[str]], indicators: dict[str, SceneNode], x: float, first: float
) -> dict[str, SceneNode]:
    """Each agency at the middle of its indicators or as near below as there is room; those without any come last."""
    middles = {agency.id: _middle(above.get(agency.id, ()), indicators) for agency in agencies}
    placed: dict[str, SceneNode] = {}
    free = first + AGENCY_PITCH / 2
    for agency in sorted(agencies, key=lambda one: middles[one.id]):
        y = max(free, middles[agency.id]) if middles[agency.id] < float("inf") else free
        placed[agency.id] = replace(agency, x=x, y=y)
        free = y + AGENCY_PITCH
    return placed


def _middle(own: Iterable[str], indicators: dict[str, SceneNode]) -> float:
    heights = [indicators[indicator].y for indicator in own if indicator in indicators]
    return sum(heights) / len(heights) if heights else float("inf")


def _label(indicators: int, agencies: int) -> Text:
    counted = [("fold.indicators", indicators), ("fold.agencies", agencies)]
    return join(" · ", [word(key, count=count) for key, count in counted if count])
