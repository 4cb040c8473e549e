"""The nodes of a scene: documents, and the indicators and agencies that each of them names."""

from __future__ import annotations

from queries.documents import Card
from viz import facts
from viz.cast import Cast
from viz.records import Row, code, grouped, said
from viz.scene import Fact, NodeKind, SceneEdge, SceneNode, Status
from viz.told import Told
from viz.wording import date, target
from viz.words import EMPTY, Text, join, word


def nodes_of(cast: Cast, edges: list[SceneEdge]) -> list[SceneNode]:
    """Each document, followed by its indicators and its agencies."""
    found: list[SceneNode] = []
    for iri in cast.ids:
        document = _document(cast, iri, edges)
        found += [document, *_indicators(document, cast.told[iri]), *_agencies(document, cast.told[iri])]
    return found


def _document(cast: Cast, iri: str, edges: list[SceneEdge]) -> SceneNode:
    card, told, own = cast.cards[iri], cast.told[iri], cast.ids[iri]
    return SceneNode(
        id=own,
        iri=iri,
        kind=NodeKind.DOCUMENT,
        label=cast.label(iri),
        detail=Text.same(card.issuer),
        note=date(card.date),
        status=_status(card),
        level=card.level,
        date=card.date,
        alarm=told.warnings(),
        facts=(
            facts.standing(card),
            *facts.findings(told),
            *_ways(cast, own, edges),
            *facts.of_document(card, told, cast.named.get(iri, ())),
            *facts.citations(told),
        ),
    )


def _status(card: Card) -> Status:
    return Status(card.status) if card.status else Status.MISSING


def _ways(cast: Cast, own: str, edges: list[SceneEdge]) -> list[Fact]:
    """The edges of a document as lines of its panel: first those upwards, then those downwards."""
    labels = {cast.ids[iri]: cast.label(iri) for iri in cast.ids}
    up = [_way("label.up", edge, edge.label, labels[edge.target]) for edge in edges if edge.source == own]
    return up + [_way("label.down", edge, labels[edge.source], edge.label) for edge in edges if edge.target == own]


def _way(label: str, edge: SceneEdge, first: Text, last: Text) -> Fact:
    time = word("days.count", count=edge.days) if edge.days is not None else EMPTY
    return Fact(word(label), join(" · ", [join(" ", [first, last]), time]), refers_to=edge.id)


def _indicators(document: SceneNode, told: Told) -> list[SceneNode]:
    targets = grouped(told.targets, "indicator")
    owners = grouped((row for row in told.duties if facts.owns(row)), "object")
    return [
        _indicator(
            document, place, row, targets.get((said(row, "indicator"),), []), owners.get((said(row, "indicator"),), [])
        )
        for place, row in enumerate(told.indicators, 1)
    ]


def _indicator(document: SceneNode, place: int, row: Row, targets: list[Row], owners: list[Row]) -> SceneNode:
    no = said(row, "no")
    return SceneNode(
        id=f"{document.id}-i{place}",
        iri=said(row, "indicator"),
        kind=NodeKind.INDICATOR,
        label=word("indicator.name", no=no) if no else word("indicator.nameless"),
        detail=Text.same(said(row, "text")),
        note=join("; ", [target(one) for one in targets]) if targets else word("label.no-target"),
        level=document.level,
        owner=document.id,
        facts=(_under(document), *facts.of_indicator(row, targets, owners)),
    )


def _under(document: SceneNode) -> Fact:
    return Fact(word("label.document"), document.label, refers_to=document.id)


def _agencies(document: SceneNode, told: Told) -> list[SceneNode]:
    return [_agency(document, place, iri, rows) for place, (iri, rows) in enumerate(told.agents().items(), 1)]


def _agency(document: SceneNode, place: int, iri: str, rows: list[Row]) -> SceneNode:
    return SceneNode(
        id=f"{document.id}-a{place}",
        iri=iri,
        kind=NodeKind.AGENCY,
        label=Text.same(facts.agency_name(rows[0])),
        detail=_load(rows),
        level=document.level,
        owner=document.id,
        facts=(_under(document), *facts.of_agency(rows)),
    )


def _load(rows: list[Row]) -> Text:
    """How much an agency is given: indicators and other duties."""
    of_indicators = len({said(row, "object") for row in rows if code(row, "kind") == "indicator"})
    others = len({said(row, "object") for row in rows if code(row, "kind") != "indicator"})
    counted = [("agency.indicators", of_indicators), ("agency.duties", others)]
    return join(" · ", [word(key, count=count) for key, count in counted if count])
