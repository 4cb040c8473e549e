"""The edges of a scene: between documents, and from agencies to the indicators that they answer for."""

from __future__ import annotations

from ontology.codes import Relation
from queries.network import days_between
from viz import facts
from viz.cast import Cast
from viz.records import Row, code, quotes, said
from viz.scene import Fact, SceneEdge
from viz.selection import Link
from viz.wording import coded, date, in_sentence
from viz.words import Text, join, word

# Mentions stand in the panel: as lines they would hide the cascade.
_NOT_DRAWN = frozenset({Relation.CITES})


def between_documents(cast: Cast) -> list[SceneEdge]:
    """The relations between the scene's documents; a bare basis goes where one of the two implements the other."""
    tied = {frozenset((link.source, link.target)) for link in cast.links if link.relation is Relation.IMPLEMENTS}
    drawn = [
        link
        for link in cast.links
        if link.relation not in _NOT_DRAWN
        and not (link.relation is Relation.BASED_ON and frozenset((link.source, link.target)) in tied)
    ]
    return [_edge(cast, f"e{place}", link) for place, link in enumerate(drawn, 1)]


def _edge(cast: Cast, own: str, link: Link) -> SceneEdge:
    days = days_between(cast.cards[link.source], cast.cards[link.target])
    return SceneEdge(
        id=own,
        source=cast.ids[link.source],
        target=cast.ids[link.target],
        relation=link.relation,
        label=coded("relation", link.relation),
        days=days,
        primary=link.relation is Relation.IMPLEMENTS and cast.hung.get(link.source) == link.target,
        facts=_facts(cast, link, days),
    )


def _facts(cast: Cast, link: Link, days: int | None) -> tuple[Fact, ...]:
    source, target = cast.label(link.source), cast.label(link.target)
    spoken = cast.spoken.get((link.source, link.relation, link.target), ())
    relation = join(" ", [source, coded("relation", link.relation), target])
    facts_of_edge = [Fact(word("label.relation"), relation, spoken)]
    if not spoken:
        facts_of_edge.append(Fact(word("label.evidence"), word("label.no-quote")))
    if days is not None:
        before, after = date(cast.cards[link.target].date), date(cast.cards[link.source].date)
        facts_of_edge.append(Fact(word("label.days"), word("days.sentence", count=days, before=before, after=after)))
    ends = ((source, link.source), (target, link.target))
    return (*facts_of_edge, *(Fact(word("label.end"), label, refers_to=cast.ids[iri]) for label, iri in ends))


def of_owners(cast: Cast) -> list[SceneEdge]:
    """Who answers for which indicator."""
    return [edge for iri in cast.ids for edge in _of_document(cast, iri)]


def _of_document(cast: Cast, iri: str) -> list[SceneEdge]:
    own, told = cast.ids[iri], cast.told[iri]
    indicators = {said(row, "indicator"): f"{own}-i{place}" for place, row in enumerate(told.indicators, 1)}
    found: dict[tuple[str, str], list[Row]] = {}
    for place, rows in enumerate(told.agents().values(), 1):
        for row in rows:
            if facts.owns(row) and said(row, "object") in indicators:
                found.setdefault((f"{own}-a{place}", indicators[said(row, "object")]), []).append(row)
    return [_owner_edge(f"{own}-o{n}", *ends, rows) for n, (ends, rows) in enumerate(found.items(), 1)]


def _owner_edge(own: str, agency: str, indicator: str, rows: list[Row]) -> SceneEdge:
    role, no = in_sentence(coded("role", code(rows[0], "role"))), said(rows[0], "no")
    named, name = Text.same(facts.agency_name(rows[0])), word("indicator.name", no=no)
    spoken = (
        Fact(word("label.duty"), join(" ", [named, role, name]), quotes(rows)),
        Fact(word("label.end"), named, refers_to=agency),
        Fact(word("label.end"), name, refers_to=indicator),
    )
    return SceneEdge(own, agency, indicator, code(rows[0], "role"), role, facts=spoken)
