"""What follows by the rules in ``graph/rules/*.rq``, in a graph of its own: whole, or where a change touches it.

A store that was inferred by these rules before notes which premises come and go (``Inferred.touched``). What hangs
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

# With more premises changed than that, as by the first build, all is inferred anew.
MANY: Final = 50_000


def infer(store: EmbeddedStore) -> int:
    """Brings the inferred graph to what follows from the store as it is; how many triples it has."""
    inference = store.inference
    touched = inference.touched
    if inference.rules != fingerprint() or len(touched) > MANY:
        infer_anew(store)
    elif touched:
        _follow(store, {quad.triple for quad in touched})
    inference.follows_by(fingerprint())
    return inference.count


def infer_anew(store: EmbeddedStore) -> None:
    """Makes the inferred graph what follows, whatever it was."""
    store.inference.make(conclusions(store.inference.premises()))


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
    with store.inference.having(touched):
        suspected = suspects(store, touched)
    follows = {triple for triple in holding(store, suspected) if not store.inference.is_stated(triple)}
    store.inference.change(follows, suspected - follows)
