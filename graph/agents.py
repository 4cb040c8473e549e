"""The graph of bodies and places: what the documents tell of them, each thing once.

Where documents differ, the value that more of them give is taken. What the authority data says already is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from graph.store import EmbeddedStore
from ontology.identifiers import AGENTS_GRAPH, AUTHORITY_GRAPH


def gather_agents(store: EmbeddedStore) -> int:
    """Writes the graph of bodies and places in the place of the former one; how many triples it has."""
    known = NamedNode(AUTHORITY_GRAPH)
    chosen = [q for q in _chosen(store) if not store.holds(Quad(q.subject, q.predicate, q.object, known))]
    store.set_graph(AGENTS_GRAPH, chosen)
    return len(chosen)


def _chosen(store: EmbeddedStore) -> Iterator[Quad]:
    kept, graph = set(store.graphs()), NamedNode(AGENTS_GRAPH)
    votes: dict[tuple[object, NamedNode], Counter[object]] = defaultdict(Counter)
    spoken: dict[str, Quad] = {}
    for quad in store.descriptions():
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value in kept:
            votes[quad.subject, quad.predicate][quad.object] += 1
            spoken[str(quad.triple)] = quad
    best = {key: min(values, key=lambda thing: (-values[thing], str(thing))) for key, values in votes.items()}
    for _, quad in sorted(spoken.items()):
        if best[quad.subject, quad.predicate] == quad.object:
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
