"""What a store says of one document and of all that it names, or of all documents: each triple with its graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox
from pyoxigraph import NamedNode

from graph.answers import Rows, Store
from ontology.identifiers import AUTHORITY_GRAPH, BASE, CODE, ONTOLOGY
from ontology.terms import Class, Property

MOST: Final = 500_000
_DOCUMENTS: Final = f"{BASE}graph/document/"
_GRAPHS: Final = f"""
SELECT DISTINCT ?graph ?_document WHERE {{
  GRAPH ?graph {{ ?_document a <{Class.DOCUMENT}> ; <{Property.FILE}> ?file }}
}}"""
_OWN: Final = "SELECT ?graph ?s ?p ?o WHERE { GRAPH ?graph { ?s ?p ?o } }"
_NAMED: Final = f"""
SELECT DISTINCT ?graph ?s ?p ?o WHERE {{
  VALUES ?s {{ %s }} GRAPH ?graph {{ ?s ?p ?o }} FILTER(!STRSTARTS(STR(?graph), "{_DOCUMENTS}"))
}}"""
_AT_ONCE: Final = 500
_COUNT: Final = f"""
SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER(?graph != <{AUTHORITY_GRAPH}>) }}"""
_ALL: Final = f"""
SELECT ?graph ?s ?p ?o WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER(?graph != <{AUTHORITY_GRAPH}>) }}"""

Facts = dict[ox.Triple, str]


class TooManyFactsError(Exception):
    """A store has more triples than are reasoned over at once: ``found``, and ``most``."""

    def __init__(self, found: int) -> None:
        super().__init__(f"{found} triples; {MOST} can be reasoned over at once: name a document")
        self.found, self.most = found, MOST


def facts_of(store: Store, document: str) -> Facts:
    """A document's own graph, and what all other graphs but those of documents say of whatever it names."""
    found: Facts = {}
    for row in store.query(_GRAPHS, {"_document": NamedNode(document)}):
        graph = row.text("graph")
        _note(found, store.query(_OWN.replace("GRAPH ?graph", f"GRAPH <{graph}>")), graph)
    _note_named(found, store, {term for fact in found for term in (fact.subject, fact.object)})
    return found


def _note_named(found: Facts, store: Store, terms: Iterable[object]) -> None:
    """Adds what other graphs than documents' say of things."""
    named = sorted(str(t) for t in terms if isinstance(t, NamedNode) and not t.value.startswith((ONTOLOGY, CODE)))
    for start in range(0, len(named), _AT_ONCE):
        _note(found, store.query(_NAMED % " ".join(named[start : start + _AT_ONCE])))


def all_facts(store: Store) -> Facts:
    """All graphs, of authority data what it says of things that the others name; raises TooManyFactsError."""
    count = next(iter(store.query(_COUNT))).text("n")
    if int(count) > MOST:
        raise TooManyFactsError(int(count))
    found: Facts = {}
    _note(found, store.query(_ALL))
    named = {fact.object for fact in found if isinstance(fact.object, NamedNode)}
    _note_named(found, store, {term for term in named if not term.value.startswith(f"{BASE}doc/")})
    return found


def _note(found: Facts, rows: Rows, graph: str = "") -> None:
    for own, subject, predicate, value in rows.terms:
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and value is not None:
            found.setdefault(
                ox.Triple(subject, predicate, value), graph or (own.value if isinstance(own, NamedNode) else "")
            )
