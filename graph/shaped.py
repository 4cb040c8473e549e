"""The shapes of one document, held against its graph while it is built: what does not fit becomes a finding there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from pyoxigraph import NamedNode, Quad
from rdflib import DCTERMS, RDF, RDFS, URIRef

from graph.describe import Fact, describe_finding
from graph.shacl import Broken, Triple, document_shapes, graph_of, parsed
from graph.vocabulary import TYPE, cls, notation, prop, value, written_form
from ontology.codes import FindingKind
from ontology.identifiers import CHECK, document_graph, evidence_iri, part_iri, slug
from ontology.model import Document, Finding
from ontology.reference import VOCABULARY
from ontology.terms import Class, Property

_ALWAYS: Final = frozenset({str(RDF.type), str(RDFS.subClassOf)})


def misfits(document: Document, quads: Sequence[Quad], described: Iterable[Quad]) -> list[Quad]:
    """The findings about a document whose graph is given, with what it says of bodies; sorted.

    A finding's evidence is that of the thing which does not fit. Raises ShapesFileError.
    """
    wanted = _looked_at()
    data = graph_of(quad for quad in (*quads, *described, *class_triples()) if quad.predicate.value in wanted)
    broken, graph = document_shapes().broken(data), NamedNode(document_graph(document.file, document.part))
    places = evidence_of(quads) if broken else {}
    facts = (fact for one in broken for fact in _told(document, one, places))
    return sorted({Quad(subject, predicate, value(thing), graph) for subject, predicate, thing in facts}, key=str)


def _told(document: Document, broken: Broken, places: Mapping[str, str]) -> Iterator[Fact]:
    name = broken.shape.removeprefix(CHECK)
    inside = slug(broken.node.removeprefix(document.iri)) or "document"
    iri = part_iri(document.iri, "finding", f"{name}-{inside}")
    yield from describe_finding(
        Finding(
            iri,
            document.iri,
            document.file,
            kind_of(broken.shape),
            broken.severity,
            broken.message_vi,
            broken.message_en,
            check=broken.shape,
            checked=broken.node,
        )
    )
    if broken.node in places:
        yield NamedNode(iri), prop(Property.HAS_EVIDENCE), NamedNode(places[broken.node])


def evidence_of(triples: Iterable[Triple]) -> dict[str, str]:
    """The evidence to show for each thing: its own; of a document, its title; of evidence, itself."""
    found: dict[str, str] = {}
    for triple in triples:
        subject, thing = written_form(triple.subject), written_form(triple.object)
        if triple.predicate == prop(Property.HAS_EVIDENCE):
            best = thing if thing == evidence_iri(subject, "title") else found.get(subject, thing)
            found[subject] = best if best.endswith("/title") else min(best, thing)
        elif triple.predicate == TYPE and triple.object == cls(Class.EVIDENCE):
            found[subject] = subject
    return found


@cache
def _looked_at() -> frozenset[str]:
    """The predicates that some shape looks at: rdflib takes longer over a triple than pyshacl over its absence."""
    return _ALWAYS | {str(node) for node in document_shapes().graph.objects() if isinstance(node, URIRef)}


@cache
def class_triples() -> tuple[Triple, ...]:
    """Which class is below which."""
    return tuple(triple for triple in parsed(VOCABULARY) if triple.predicate.value == str(RDFS.subClassOf))


def kind_of(shape: str) -> FindingKind:
    """The kind of a shape's findings: that which it names, else ``shape``.

    >>> kind_of("https://w3id.org/chidao/check/task-duty").value
    'owner-missing'
    """
    named = document_shapes().graph.value(URIRef(shape), DCTERMS.type)
    return FindingKind(notation(str(named))) if named else FindingKind.SHAPE
