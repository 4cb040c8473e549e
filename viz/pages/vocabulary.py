"""The classes and properties of the vocabulary as a reader wants them, with what is above, below and elsewhere.

>>> terms = vocabulary()
>>> plan = terms["Plan"]
>>> plan.label.vi, plan.supers, plan.kind
('kế hoạch', ('Document',), 'class')
>>> terms["covers"].domains
('Responsibility',)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.identifiers import ONTOLOGY
from ontology.reference import ALIGNMENT, VOCABULARY
from ontology.rows import FOLDER
from ontology.terms import Class, Property
from viz.words import Text

_KINDS: Final = {OWL.Class: "class", OWL.ObjectProperty: "object", OWL.DatatypeProperty: "datatype"}
_TRAITS: Final = {
    OWL.FunctionalProperty: "functional",
    OWL.TransitiveProperty: "transitive",
    OWL.SymmetricProperty: "symmetric",
    OWL.AsymmetricProperty: "asymmetric",
    OWL.IrreflexiveProperty: "irreflexive",
}


@dataclass(frozen=True, slots=True)
class Alignment:
    """What a term has to do with one of another vocabulary: the relation and the other term, both as prefixed names."""

    relation: str
    other: str
    iri: str


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property: names of others are local names of this vocabulary, or prefixed ones of another."""

    name: str
    iri: str
    kind: str
    label: Text
    comment: Text
    supers: tuple[str, ...]
    subs: tuple[str, ...]
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    disjoint: tuple[str, ...]
    inverses: tuple[str, ...]
    chains: tuple[str, ...]
    traits: tuple[str, ...]
    examples: tuple[str, ...]
    sources: tuple[str, ...]
    alignments: tuple[Alignment, ...]


@cache
def vocabulary() -> dict[str, Term]:
    """Every term by its local name, in the order of ``terms.py``: classes first."""
    reader = _Reader(Graph().parse(VOCABULARY), Graph().parse(ALIGNMENT))
    return {term.local_name: reader.term(URIRef(term.value)) for term in (*Class, *Property)}


@cache
def source_titles() -> dict[str, str]:
    """The titles of the sources of the authority data, by their IRIs: instruments that terms are taken from."""
    graph = Graph().parse(FOLDER / "sources.ttl")
    return {str(source): str(title) for source, title in graph.subject_objects(DCTERMS.title)}


class _Reader:
    """The graphs of the vocabulary and of its alignment, asked term by term."""

    def __init__(self, own: Graph, others: Graph) -> None:
        self.own = own
        self.others = others

    def term(self, iri: URIRef) -> Term:
        types = set(self.own.objects(iri, RDF.type))
        return Term(
            name=self._name(iri),
            iri=str(iri),
            kind=next(name for kind, name in _KINDS.items() if kind in types),
            label=self._said(iri, RDFS.label),
            comment=self._said(iri, RDFS.comment),
            supers=self._names(self.own.objects(iri, p) for p in (RDFS.subClassOf, RDFS.subPropertyOf)),
            subs=self._names(self.own.subjects(p, iri) for p in (RDFS.subClassOf, RDFS.subPropertyOf)),
            domains=self._names([self._members(self.own.objects(iri, RDFS.domain))]),
            ranges=self._names([self._members(self.own.objects(iri, RDFS.range))]),
            disjoint=self._names([self._disjoint(iri)]),
            inverses=self._names([self.own.objects(iri, OWL.inverseOf), self.own.subjects(OWL.inverseOf, iri)]),
            chains=tuple(self._chain(head) for head in self.own.objects(iri, OWL.propertyChainAxiom)),
            traits=tuple(name for kind, name in _TRAITS.items() if kind in types),
            examples=self._literals(iri, SKOS.example),
            sources=self._literals(iri, DCTERMS.source),
            alignments=tuple(sorted(self._alignments(iri), key=lambda one: (one.relation, one.other))),
        )

    def _name(self, node: Node) -> str:
        return str(node).removeprefix(ONTOLOGY) if str(node).startswith(ONTOLOGY) else self.others.qname(str(node))

    def _names(self, groups: Iterable[Iterable[Node]]) -> tuple[str, ...]:
        return tuple(sorted({self._name(node) for group in groups for node in group if isinstance(node, URIRef)}))

    def _members(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """Classes, those of a union one by one."""
        for node in nodes:
            union = self.own.value(node, OWL.unionOf)
            yield from [node] if union is None else Collection(self.own, union)

    def _disjoint(self, iri: URIRef) -> Iterator[Node]:
        yield from self.own.objects(iri, OWL.disjointWith)
        yield from self.own.subjects(OWL.disjointWith, iri)
        for head in self.own.objects(None, OWL.members):
            members = list(Collection(self.own, head))
            yield from (node for node in members if iri in members and node != iri)

    def _chain(self, head: Node) -> str:
        return " ∘ ".join(self._link(node) for node in Collection(self.own, head))

    def _link(self, node: Node) -> str:
        turned = self.own.value(node, OWL.inverseOf) if isinstance(node, BNode) else None
        return self._name(node) if turned is None else f"inverse({self._name(turned)})"

    def _said(self, iri: URIRef, predicate: URIRef) -> Text:
        texts = {text.language: str(text) for text in self.own.objects(iri, predicate) if isinstance(text, Literal)}
        return Text(texts.get("vi", ""), texts.get("en", ""))

    def _literals(self, iri: URIRef, predicate: URIRef) -> tuple[str, ...]:
        return tuple(sorted(str(value) for value in self.own.objects(iri, predicate)))

    def _alignments(self, iri: URIRef) -> Iterator[Alignment]:
        for predicate, other in self.others.predicate_objects(iri):
            if isinstance(other, URIRef) and predicate != RDF.type:
                yield Alignment(self.others.qname(str(predicate)), self._name(other), str(other))
