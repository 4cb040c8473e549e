"""The scene: what a picture of a cascade shows, before anything is drawn.

Documents stand in the columns of their levels; the indicators and agencies of a document are folded away under it
and come out on demand. Every fact carries the sentences that it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from viz.words import EMPTY, Text

Point = tuple[float, float]


class NodeKind(StrEnum):
    """What a node stands for."""

    DOCUMENT = "document"
    INDICATOR = "indicator"
    AGENCY = "agency"


class Status(StrEnum):
    """How a document is known; MISSING where the graph has a link to it and nothing else."""

    HELD = "held"
    REPORTED = "reported"
    CITED = "cited"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that a fact rests on, and where they stand."""

    words: str
    file: str
    section: str
    start: int
    end: int
    page: int | None = None
    rule: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the panel: a label, a value in both languages, the quotations behind it.

    ``refers_to`` is the id of the node or edge that the value speaks of, where it has one in the scene.
    """

    label: Text
    value: Text
    quotes: tuple[Quote, ...] = ()
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class SceneNode:
    """A document, or an indicator or agency of the document ``owner``.

    ``label`` is the heading, ``detail`` the line under it, ``note`` the small print; ``alarm`` counts findings.
    ``x`` and ``y`` are the centre, once ``viz.layout`` has placed it.
    """

    id: str
    iri: str
    kind: NodeKind
    label: Text
    detail: Text
    note: Text = EMPTY
    status: Status = Status.HELD
    level: str = ""
    date: str = ""
    owner: str = ""
    alarm: int = 0
    facts: tuple[Fact, ...] = ()
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class SceneEdge:
    """A relation from ``source`` to ``target``: "source implements target".

    ``primary`` edges make the tree: each document under the nearest one that it implements. ``via`` are the points
    that the line passes, so that it runs over no card.
    """

    id: str
    source: str
    target: str
    relation: str
    label: Text
    days: int | None = None
    primary: bool = False
    facts: tuple[Fact, ...] = ()
    via: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A level of administration: its left side, its width, how many documents stand in it."""

    level: str
    x: float
    width: float
    count: int


@dataclass(frozen=True, slots=True)
class Fold:
    """The indicators and agencies folded away under a document: a box below its card once they are out."""

    document: str
    label: Text
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Scene:
    """All that one picture shows. ``root`` is the document that was asked for, or empty."""

    title: Text
    nodes: tuple[SceneNode, ...]
    edges: tuple[SceneEdge, ...]
    columns: tuple[Column, ...] = ()
    folds: tuple[Fold, ...] = ()
    root: str = ""

    @property
    def documents(self) -> tuple[SceneNode, ...]:
        """The nodes that are documents, in the order of the scene."""
        return tuple(node for node in self.nodes if node.kind is NodeKind.DOCUMENT)

    def members(self, document: str) -> tuple[SceneNode, ...]:
        """The indicators and agencies of a document."""
        return tuple(self.by_owner().get(document, ()))

    def by_owner(self) -> dict[str, list[SceneNode]]:
        """The indicators and agencies of each document that has any, by its id."""
        found: dict[str, list[SceneNode]] = {}
        for node in self.nodes:
            if node.owner:
                found.setdefault(node.owner, []).append(node)
        return found

    def parent_edges(self) -> dict[str, SceneEdge]:
        """The edge that hangs each document under its nearest one, by the document's id."""
        return {edge.source: edge for edge in self.edges if edge.primary}
