"""The authority graph: vocabulary, code lists and authority data, which questions use beside the documents."""

from __future__ import annotations

import hashlib

from pyoxigraph import NamedNode, Quad

from graph.store import EmbeddedStore
from graph.vocabulary import nquads
from ontology.identifiers import AUTHORITY_GRAPH
from ontology.reference import reference_triples


def load_authority(store: EmbeddedStore) -> bool:
    """Writes the authority graph where it differs from what the store has; whether it was written."""
    graph = NamedNode(AUTHORITY_GRAPH)
    quads = [Quad(t.subject, t.predicate, t.object, graph) for t in reference_triples()]
    fingerprint = hashlib.sha256(nquads(quads)).hexdigest()
    if fingerprint == store.authority:
        return False
    store.set_graph(AUTHORITY_GRAPH, quads)
    store.authority = fingerprint
    return True
