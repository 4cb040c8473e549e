"""The documents of any store as a networkx graph: an edge runs from a document to the one that it speaks of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

import networkx as nx

from graph.answers import Row, Store
from graph.vocabulary import notation
from ontology.codes import Kind, Level, Relation, Standing
from ontology.dates import PartialDate
from ontology.identifiers import ONTOLOGY
from ontology.terms import Property

_PREFIXES: Final = f"PREFIX cd: <{ONTOLOGY}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
_DOCUMENTS: Final = f"""{_PREFIXES}
SELECT DISTINCT ?document ?status ?kind ?number ?date ?level ?title ?issuer WHERE {{
  ?document cd:status ?status ; cd:kind ?kind .
  OPTIONAL {{ ?document cd:number ?number }} OPTIONAL {{ ?document cd:issuedOn ?date }}
  OPTIONAL {{ ?document cd:level ?level }} OPTIONAL {{ ?document cd:title ?title }}
  OPTIONAL {{ ?document cd:issuedBy/rdfs:label ?issuer }}
}}"""
_LINKS: Final = f"""{_PREFIXES}
SELECT DISTINCT ?source ?relation ?target WHERE {{
  VALUES ?relation {{ {" ".join(f"<{Property.of_relation(relation)}>" for relation in Relation)} }}
  ?source ?relation ?target .
}}"""
_RELATION_OF: Final = {Property.of_relation(relation).value: relation for relation in Relation}


@dataclass(frozen=True, slots=True)
class Node:
    """A document of the network; empty and None where nothing is known."""

    iri: str
    kind: Kind
    status: Standing
    number: str = ""
    date: PartialDate | None = None
    level: Level | None = None
    title: str = ""
    issuers: tuple[str, ...] = field(default=())


def project(store: Store) -> nx.DiGraph[str]:
    """All documents with their links.

    A node's ``document`` is a ``Node``; an edge's ``relations`` are all that hold between the two, the strongest first
    (in the order of ``Relation``), and ``relation`` is that first one.
    """
    network: nx.DiGraph[str] = nx.DiGraph()
    for node in _nodes(store):
        network.add_node(node.iri, document=node)
    links: dict[tuple[str, str], set[Relation]] = defaultdict(set)
    for row in store.query(_LINKS):
        links[row.text("source"), row.text("target")].add(_RELATION_OF[row.text("relation")])
    for (source, target), relations in sorted(links.items()):
        ordered = tuple(relation for relation in Relation if relation in relations)
        network.add_edge(source, target, relation=ordered[0], relations=ordered)
    return network


def _nodes(store: Store) -> list[Node]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in store.query(_DOCUMENTS):
        rows[row.text("document")].append(row)
    return [_node(iri, rows[iri]) for iri in sorted(rows)]


def _node(iri: str, rows: list[Row]) -> Node:
    def one(variable: str) -> str:
        return min((row.text(variable) for row in rows if row.text(variable)), default="")

    level, date = notation(one("level")), one("date")
    return Node(
        iri=iri,
        kind=Kind(notation(one("kind"))),
        status=Standing(notation(one("status"))),
        number=one("number"),
        date=PartialDate.parse(date) if date else None,
        level=Level(level) if level else None,
        title=one("title"),
        issuers=tuple(sorted({row.text("issuer") for row in rows if row.text("issuer")})),
    )
