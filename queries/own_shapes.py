"""A user's own shapes held against a store, document by document, and told as the program's own are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad
from rdflib import RDFS, SH, Graph, URIRef
from rdflib import Literal as RdfLiteral

from graph.shacl import Broken, Shapes, graph_of, read_shapes
from graph.shaped import class_triples, evidence_of
from graph.store import EmbeddedStore
from graph.vocabulary import prop, written_form
from ontology.identifiers import AGENTS_GRAPH, CHECK, CONCEPTS_GRAPH, INFERRED_GRAPH, RESOLUTION_GRAPH
from ontology.terms import Property
from ontology.words import Words
from queries.documents import Card, cards
from queries.remarks import Remark, in_order

_BESIDE: Final = (AGENTS_GRAPH, RESOLUTION_GRAPH, CONCEPTS_GRAPH, INFERRED_GRAPH)
_FIELDS: Final = {prop(term): term for term in (Property.FILE, Property.PATH, Property.PAGE, Property.START)}
_QUOTE: Final = prop(Property.QUOTE)


def broken_rules(store: EmbeddedStore, files: Iterable[Path]) -> tuple[Remark, ...]:
    """What of the documents does not fit shapes in Turtle files; raises ShapesFileError, which names file and line.

    Shapes see a document's graph and, of what it names or contains, what the graphs beside say: bodies and places, who
    is meant by its citations, concepts of indicators, what follows. They do not see another document.
    """
    shapes = read_shapes(files)
    beside = _by_subject(store)
    known = cards(store)
    found = (
        remark
        for iri, (kept, *_) in store.renditions().items()
        for remark in _of_document(known.get(iri), store.quads(kept.graph), shapes, beside)
    )
    return in_order(found)


def _by_subject(store: EmbeddedStore) -> dict[str, list[Quad]]:
    found: dict[str, list[Quad]] = defaultdict(list)
    for graph in _BESIDE:
        for quad in store.quads(graph):
            found[written_form(quad.subject)].append(quad)
    return found


def _of_document(
    card: Card | None, own: tuple[Quad, ...], shapes: Shapes, beside: Mapping[str, list[Quad]]
) -> Iterator[Remark]:
    named = {term.value for quad in own for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}
    more = (quad for iri in sorted(named) for quad in beside.get(iri, ()))
    places = evidence_of(own)
    for broken in shapes.broken(graph_of((*own, *more, *class_triples()))):
        yield _remark(broken, _Place.of(own, places.get(broken.node, "")), card, shapes.graph)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where evidence stands, as texts."""

    file: str = ""
    path: str = ""
    page: str = ""
    start: str = ""
    quote: str = ""

    @classmethod
    def of(cls, quads: Iterable[Quad], evidence: str) -> _Place:
        own = (quad for quad in quads if written_form(quad.subject) == evidence)
        said = {quad.predicate: written_form(quad.object) for quad in own}
        fields = {term.local_name: said[node] for node, term in _FIELDS.items() if node in said}
        return cls(**fields, quote=said.get(_QUOTE, ""))


def _remark(broken: Broken, place: _Place, card: Card | None, shapes: Graph) -> Remark:
    name = broken.shape.removeprefix(CHECK).rpartition("#")[2].rpartition("/")[2]
    remedy = _said(shapes, broken.shape, (URIRef(Property.REMEDY.value), SH.description))
    return Remark(
        severity=broken.severity,
        check=broken.shape,
        rule=_said(shapes, broken.shape, (SH.name, RDFS.label)) or Words(name, name),
        agency=card.issuer if card else "",
        document=card.name if card else "",
        section=place.path,
        message=Words(broken.message_en, broken.message_vi),
        remedy=remedy or Words("see the shape", "xem khuôn mẫu"),
        sentence=place.quote,
        file=place.file,
        page=place.page,
        start=int(place.start) if place.start else None,
        finding=broken.node,
        iri=card.iri if card else "",
    )


def _said(shapes: Graph, shape: str, predicates: Iterable[URIRef]) -> Words | None:
    """What a shape says of itself, in the languages that it says it in."""
    for predicate in predicates:
        found = [text for text in shapes.objects(URIRef(shape), predicate) if isinstance(text, RdfLiteral)]
        texts = {str(text.language or ""): str(text) for text in sorted(found, key=str)}
        if texts:
            any_of = next(iter(texts.values()))
            return Words(texts.get("en", any_of), texts.get("vi", any_of))
    return None
