"""What follows by the rules in ``graph/rules/*.rq``, in a graph of its own: whole, or where a change touches it.

A store that was inferred by these rules before notes which premises come and go (``EmbeddedStore.touched``). What hangs
on these is found and asked for again; the rest stays. What is stated is not inferred again, so that no triple counts
twice in the union of graphs.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import QueryTriples, Triple
from pyoxigraph import Store as Engine

from graph.consequences import holding, suspects
from graph.rulebook import fingerprint, rulebook
from graph.store import EmbeddedStore
from ontology.identifiers import INFERRED_GRAPH

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
    """Makes the inferred graph what follows, whatever it was."""
    store.set_inferred(conclusions(store.premises()))


def conclusions(premises: Engine) -> set[Triple]:
    """What the rules conclude from triples in the default graph, without what these state."""
    follows: set[Triple] = set()
    for rule in rulebook().values():
        found = premises.query(rule.text)
        follows.update(found if isinstance(found, QueryTriples) else ())
        follows -= {quad.triple for quad in premises.quads_for_pattern(None, rule.head.predicate, None, None)}
    return follows


def _follow(store: EmbeddedStore, touched: set[Triple]) -> None:
    """Asks again for what hangs on premises that came or went."""
    with store.having(touched):
        suspected = suspects(store, touched)
    follows = {triple for triple in holding(store, suspected) if not store.states(triple, apart_from=INFERRED_GRAPH)}
    store.change_inferred(follows, suspected - follows)
