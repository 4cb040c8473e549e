"""What follows by the rules in ``graph/rules/*.rq``: each a CONSTRUCT over the union of all graphs."""

from __future__ import annotations

from importlib.resources import files

from pyoxigraph import NamedNode, Quad

from graph.store import EmbeddedStore
from ontology.identifiers import INFERRED_GRAPH


def rules() -> dict[str, str]:
    """The rules by name.

    >>> list(rules())
    ['accountable-for-one-body', 'accountable-for', 'descends-from']
    """
    found = [entry for entry in (files("graph") / "rules").iterdir() if entry.name.endswith(".rq")]
    return {
        entry.name.removesuffix(".rq"): entry.read_text(encoding="utf-8")
        for entry in sorted(found, key=lambda entry: entry.name)
    }


def infer(store: EmbeddedStore) -> int:
    """Writes the inferred graph in the place of the former one; how many triples it has."""
    store.set_graph(INFERRED_GRAPH, ())
    triples = {triple for rule in rules().values() for triple in store.construct(rule)}
    graph = NamedNode(INFERRED_GRAPH)
    store.set_graph(INFERRED_GRAPH, (Quad(t.subject, t.predicate, t.object, graph) for t in triples))
    return len(triples)
