"""The authority graph: vocabulary, code lists, authority data and administrative units, beside the documents."""

from __future__ import annotations

import hashlib

from pyoxigraph import NamedNode

from graph.store import EmbeddedStore
from ontology.identifiers import AUTHORITY_GRAPH, place_of
from ontology.reference import reference_fingerprint, reference_nquads
from ontology.terms import Class
from ontology.units import provinces_meant


def load_authority(store: EmbeddedStore, provinces: frozenset[str] | None = None) -> bool:
    """Writes the authority graph where its sources are not those that the store has it from; whether it was written.

    Districts and communes are those of the provinces given, else of all that the documents name: those of the whole
    country are 140,000 triples, ten times what a store of a few documents holds.
    """
    wanted = provinces_of(store) if provinces is None else provinces
    fingerprint = hashlib.sha256("\n".join([reference_fingerprint(), *sorted(wanted)]).encode()).hexdigest()
    if fingerprint == store.authority:
        return False
    store.set_large_graph(AUTHORITY_GRAPH, reference_nquads(wanted))
    store.authority = fingerprint
    return True


def provinces_of(store: EmbeddedStore) -> frozenset[str]:
    """The provinces that the documents name, or that places lie in which they name."""
    places = {quad.subject for quad in store.descriptions(NamedNode(Class.PLACE))}
    return provinces_meant(place_of(place.value) for place in places if isinstance(place, NamedNode))
