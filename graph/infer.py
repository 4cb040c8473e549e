"""What follows by the rules in ``graph/rules/*.rq``, in a graph of its own: whole, or where a change touches it.

A store that was inferred by these rules before notes which premises come and go (``EmbeddedStore.touched``). What hangs
on these is found and asked for again; the rest stays. What is stated is not inferred again, so that no triple counts
twice in the union of graphs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode, Quad, Triple

from graph.consequences import holding, suspects
from graph.rulebook import fingerprint, rulebook
from graph.store import EmbeddedStore
from ontology.identifiers import INFERRED_GRAPH

GRAPH: Final = NamedNode(INFERRED_GRAPH)
# With more premises changed than that, as by the first build, all is inferred anew.
MANY: Final = 50_000


def infer(store: EmbeddedStore) -> int:
    """Brings the inferred graph to what follows from the store as it is; how many triples it has."""
    touched = store.touched
    if store.rules != fingerprint() or len(touched) > MANY:
        infer_anew(store)
    elif touched:
        _follow(store, {quad.triple for quad in touched})
    store.inferred_by(fingerprint())
    return store.inferred


def infer_anew(store: EmbeddedStore) -> None:
    """Writes the inferred graph whole."""
    store.set_graph(INFERRED_GRAPH, ())
    triples = {triple for rule in rulebook().values() for triple in store.construct(rule.text)}
    follows = _unstated(store, triples)
    store.set_graph(INFERRED_GRAPH, _quads(follows))
    store.inferred = len(follows)


def _follow(store: EmbeddedStore, touched: set[Triple]) -> None:
    """Asks again for what hangs on premises that came or went."""
    with store.having(touched):
        suspected = suspects(store, touched)
    follows = _unstated(store, holding(store, suspected))
    store.change_graph(_quads(follows), _quads(suspected - follows))


def _unstated(store: EmbeddedStore, triples: Iterable[Triple]) -> set[Triple]:
    """Those that no other graph says."""
    return {triple for triple in triples if not store.states(triple, apart_from=INFERRED_GRAPH)}


def _quads(triples: Iterable[Triple]) -> list[Quad]:
    return sorted((Quad(t.subject, t.predicate, t.object, GRAPH) for t in triples), key=str)
