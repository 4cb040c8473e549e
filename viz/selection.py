"""Which documents a picture shows, and under which one each of them hangs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import networkx as nx

from graph.answers import Store
from graph.project import project
from ontology.codes import Kind, Level, Relation
from queries.documents import Card
from queries.network import implementing

LEVELS = tuple(level.value for level in Level)
# Whoever approves or passes on a document of the cascade is part of its story.
_COMPANIONS = frozenset({Relation.APPROVES, Relation.DISSEMINATES})


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two documents, by their IRIs."""

    source: str
    relation: Relation
    target: str


def network_of(store: Store) -> nx.DiGraph[str]:
    """Every document of a store, with what it says of others."""
    network = project(store)
    network.remove_edges_from(list(nx.selfloop_edges(network)))
    return network


def links_between(network: nx.DiGraph[str], chosen: set[str]) -> list[Link]:
    """The relations between chosen documents, sorted."""
    found = (link for link in _links(network) if link.source in chosen and link.target in chosen)
    return sorted(found, key=lambda link: (link.source, link.target, link.relation))


def _links(network: nx.DiGraph[str]) -> Iterator[Link]:
    for source, target in network.edges:
        relations: tuple[Relation, ...] = network.edges[source, target]["relations"]
        yield from (Link(source, relation, target) for relation in relations)


def select(cards: Mapping[str, Card], network: nx.DiGraph[str], root: str) -> set[str]:
    """The documents of the cascade above and below a root, or of every cascade and every text where it is empty."""
    cascade = implementing(network)
    if not root:
        texts = {iri for iri, card in cards.items() if card.held and card.kind != Kind.NEWS}
        return texts | set(cascade.nodes)
    chosen = {root}
    if root in cascade:
        chosen |= nx.ancestors(cascade, root) | nx.descendants(cascade, root)
    return chosen | {link.source for link in _links(network) if link.relation in _COMPANIONS and link.target in chosen}


def parents(cards: Mapping[str, Card], network: nx.DiGraph[str], chosen: set[str]) -> dict[str, str]:
    """The nearest document that each one implements: the farthest from the top, then the latest.

    Documents that implement each other in a circle hang under something outside it, where there is anything.
    """
    graph = implementing(network.subgraph(chosen))
    depth = _depths(graph)

    def nearness(above: str, child: str) -> tuple[bool, int, str, str]:
        return (depth[above] < depth[child], depth[above], cards[above].date, above)

    hung: dict[str, str] = {}
    for child in sorted(graph, key=lambda iri: nearness(iri, iri)):
        for above in sorted(graph.successors(child), key=partial(nearness, child=child), reverse=True):
            if not _hangs_under(hung, above, child):
                hung[child] = above
                break
    return hung


def _depths(graph: nx.DiGraph[str]) -> dict[str, int]:
    """The longest way upwards; documents that implement each other in a circle count as one."""
    rings = nx.condensation(graph)
    depth: dict[int, int] = {}
    for ring in reversed(list(nx.topological_sort(rings))):
        depth[ring] = max((depth[above] + 1 for above in rings.successors(ring)), default=0)
    return {iri: depth[ring] for iri, ring in rings.graph["mapping"].items()}


def _hangs_under(hung: Mapping[str, str], document: str, above: str) -> bool:
    while document != above and document in hung:
        document = hung[document]
    return document == above


def order(card: Card) -> tuple[int, str, str, str]:
    """By level from the centre downwards, then by date, number and IRI; what is not known comes last."""
    level = LEVELS.index(card.level) if card.level in LEVELS else len(LEVELS)
    return (level, card.date or "9999", card.number, card.iri)
