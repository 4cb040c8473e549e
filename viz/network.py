"""The scene as a pyvis network, rendered through our own template: the only module that knows pyvis.

pyvis' own pages load from addresses outside, leave headings unescaped and write in the locale's encoding; so only its
data structures, its rendering call and the vis-network script that it ships are used.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from pyvis.network import Network

from viz.geometry import AGENCY, CARD, INDICATOR, Size
from viz.scene import NodeKind, Point, Scene, SceneEdge, SceneNode
from viz.words import Text, join, word

_VIS_NETWORK: Final = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")
_SIZES: Final[Mapping[NodeKind, Size]] = {
    NodeKind.DOCUMENT: CARD,
    NodeKind.INDICATOR: INDICATOR,
    NodeKind.AGENCY: AGENCY,
}
_OPTIONS: Final[dict[str, Any]] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "zoomView": False,
        "selectConnectedEdges": True,
        "tooltipDelay": 1_000_000,
    },
}


def vis_network_script() -> str:
    """The vis-network library that the installed pyvis ships; raises FileNotFoundError if this pyvis has none."""
    return files("pyvis").joinpath(*_VIS_NETWORK).read_text(encoding="utf-8")


def render(scene: Scene, template: str, context: Mapping[str, Any], loader: BaseLoader | None = None) -> str:
    """The page of a scene: pyvis holds nodes, edges and options, the template of ``viz/templates`` draws them."""
    network = Network(directed=True, cdn_resources="in_line")
    for node in scene.nodes:
        _add_node(network, node)
    places = {node.id: (node.x, node.y) for node in scene.nodes}
    for edge in scene.edges:
        _add_edge(network, edge, [places[edge.source], *edge.via, places[edge.target]])
    network.options = _OPTIONS
    network.templateEnv = Environment(
        loader=loader or PackageLoader("viz"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    network.templateEnv.globals.update(context)
    network.templateEnv.filters["parsed"] = json.loads
    network.path = template
    return str(network.generate_html("page.html"))


def _add_node(network: Network, node: SceneNode) -> None:
    size = _SIZES[node.kind]
    network.add_node(
        node.id,
        label=node.label.vi,
        shape="custom",
        color="#1c2733",
        x=round(node.x, 1),
        y=round(node.y, 1),
        kind=node.kind.value,
        status=node.status.value,
        owner=node.owner,
        alarm=node.alarm,
        size=[size.width, size.height],
        words=[_spoken(node, language) for language in ("vi", "en")],
    )


def _spoken(node: SceneNode, language: str) -> list[str]:
    return [str(getattr(text, language)) for text in (node.label, node.detail, node.note)]


def _add_edge(network: Network, edge: SceneEdge, points: list[Point]) -> None:
    """One line for each piece of the way, with a node that is not seen at every turn."""
    owner = edge.source.split("-")[0] if _of_owner(edge) else ""
    turns = [f"{edge.id}.{place}" for place in range(len(edge.via))]
    for turn, (x, y) in zip(turns, edge.via, strict=True):
        network.add_node(turn, label=" ", shape="dot", size=0, x=round(x, 1), y=round(y, 1), kind="via", owner=owner)
    for place, (start, end) in enumerate(pairwise([edge.source, *turns, edge.target])):
        network.add_edge(start, end, **_piece(edge, points, place))


def _piece(edge: SceneEdge, points: list[Point], place: int) -> dict[str, Any]:
    """How one piece is drawn: the arrow stands at the end of the last, the words on one of them."""
    (x1, y1), (x2, y2) = points[place : place + 2]
    # The row that a line has to itself, or the lane between two turns.
    spoken = place == len(edge.via) // 2
    return {
        "id": f"{edge.id}/{place}",
        "edge": edge.id,
        "style": _style(edge),
        "arrows": "to" if place == len(edge.via) else "",
        "straight": x1 == x2 or y1 == y2,
        "words": _label(edge) if spoken else ["", ""],
    }


def _of_owner(edge: SceneEdge) -> bool:
    """Whether a line runs from an agency to its indicator; their ids have the document's before a hyphen."""
    return "-" in edge.source


def _style(edge: SceneEdge) -> str:
    if _of_owner(edge):
        return "owner"
    if edge.relation != "implements":
        return "other"
    return "tree" if edge.primary else "also"


def _label(edge: SceneEdge) -> list[str]:
    if _of_owner(edge):
        return ["", ""]
    days = [word("days.count", count=edge.days)] if edge.days is not None else []
    text: Text = join(" · ", [edge.label, *days])
    return [text.vi, text.en]
