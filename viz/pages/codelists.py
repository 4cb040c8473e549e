"""The code lists for readers: every SKOS scheme with its concepts, labels and definitions in both languages.

>>> scheme = next(one for one in code_lists() if one.name == "role")
>>> scheme.concepts[0].notation, scheme.concepts[0].label
('lead', Text(vi='Chủ trì', en='Lead'))
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from ontology.identifiers import CODE
from ontology.reference import CODES
from ontology.rows import FOLDER
from viz.words import Text


@dataclass(frozen=True, slots=True)
class Concept:
    """A code: what follows the scheme's IRI, its notation, its words."""

    name: str
    notation: str
    label: Text
    definition: Text


@dataclass(frozen=True, slots=True)
class Scheme:
    """A code list, its concepts in the order of the file."""

    name: str
    label: Text
    definition: Text
    concepts: tuple[Concept, ...]


@cache
def code_lists() -> tuple[Scheme, ...]:
    """Every code list, by name: those of ``codes.ttl`` and the functions of government."""
    graph = Graph().parse(CODES).parse(FOLDER / "functions.ttl")
    return tuple(_scheme(graph, node) for node in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str))


def _scheme(graph: Graph, node: Node) -> Scheme:
    members = dict.fromkeys(graph.subjects(SKOS.inScheme, node))
    concepts = tuple(_concept(graph, member, f"{node}/") for member in members)
    return Scheme(str(node).removeprefix(CODE), _said(graph, node, SKOS.prefLabel), _definition(graph, node), concepts)


def _concept(graph: Graph, node: Node, start: str) -> Concept:
    notation = str(graph.value(node, SKOS.notation))
    return Concept(
        str(node).removeprefix(start), notation, _said(graph, node, SKOS.prefLabel), _definition(graph, node)
    )


def _definition(graph: Graph, node: Node) -> Text:
    return _said(graph, node, SKOS.definition)


def _said(graph: Graph, node: Node, predicate: URIRef) -> Text:
    texts = {text.language: str(text) for text in graph.objects(node, predicate) if isinstance(text, Literal)}
    return Text(texts.get("vi", ""), texts.get("en", ""))
