"""The Python terms and the Turtle are the same set, and every term speaks both languages."""

from __future__ import annotations

import pytest
from rdflib import ORG, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection

from ontology.codes import Kind, Relation
from ontology.identifiers import ONTOLOGY
from ontology.reference import ALIGNMENT, VOCABULARY
from ontology.terms import ONTOLOGY_IRI, VERSION, VERSION_IRI, Class, Property

CD = ONTOLOGY


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return Graph().parse(VOCABULARY)


def own(graph: Graph, *types: URIRef) -> set[str]:
    return {str(term) for kind in types for term in graph.subjects(RDF.type, kind) if str(term).startswith(CD)}


def test_classes_are_those_of_the_turtle(vocabulary: Graph) -> None:
    assert own(vocabulary, OWL.Class) == {term.value for term in Class}


def test_properties_are_those_of_the_turtle(vocabulary: Graph) -> None:
    assert own(vocabulary, OWL.ObjectProperty, OWL.DatatypeProperty) == {term.value for term in Property}


def test_no_term_is_both_an_object_and_a_datatype_property(vocabulary: Graph) -> None:
    assert not own(vocabulary, OWL.ObjectProperty) & own(vocabulary, OWL.DatatypeProperty)


@pytest.mark.parametrize("term", [*Class, *Property], ids=lambda term: term.local_name)
@pytest.mark.parametrize("predicate", [RDFS.label, RDFS.comment], ids=["label", "comment"])
def test_every_term_speaks_both_languages_once(vocabulary: Graph, term: Class | Property, predicate: URIRef) -> None:
    texts = [text for text in vocabulary.objects(URIRef(term.value), predicate) if isinstance(text, Literal)]
    assert sorted(str(text.language) for text in texts) == ["en", "vi"]
    assert all(str(text).strip() for text in texts)


def test_every_mentioned_term_is_declared(vocabulary: Graph) -> None:
    mentioned = {str(node) for triple in vocabulary for node in triple if str(node).startswith(CD)}
    declared = {term.value for term in [*Class, *Property]}
    assert mentioned - {CD} <= declared


def test_every_aligned_term_is_declared() -> None:
    subjects = {str(node) for node in Graph().parse(ALIGNMENT).subjects() if str(node).startswith(CD)}
    assert subjects
    assert subjects <= {term.value for term in [*Class, *Property]}


def test_version_stands_in_the_header(vocabulary: Graph) -> None:
    header = URIRef(ONTOLOGY_IRI)
    assert vocabulary.value(header, OWL.versionIRI) == URIRef(VERSION_IRI)
    assert str(vocabulary.value(header, OWL.versionInfo)) == VERSION


def test_every_kind_has_its_class_below_document(vocabulary: Graph) -> None:
    document = URIRef(Class.DOCUMENT.value)
    for kind in Kind:
        assert document in vocabulary.transitive_objects(URIRef(Class.of_kind(kind).value), RDFS.subClassOf)
    assert len({Class.of_kind(kind) for kind in Kind}) == len(Kind)


def test_every_relation_has_a_property_between_documents(vocabulary: Graph) -> None:
    document = URIRef(Class.DOCUMENT.value)
    for relation in Relation:
        term = URIRef(Property.of_relation(relation).value)
        assert vocabulary.value(term, RDFS.domain) == vocabulary.value(term, RDFS.range) == document
    assert len({Property.of_relation(relation) for relation in Relation}) == len(Relation)


def test_descent_is_transitive_over_implements(vocabulary: Graph) -> None:
    descends = URIRef(Property.DESCENDS_FROM.value)
    assert (descends, RDF.type, OWL.TransitiveProperty) in vocabulary
    assert (URIRef(Property.IMPLEMENTS.value), RDFS.subPropertyOf, descends) in vocabulary


def test_accountability_is_the_chain_from_owner_to_what_is_covered(vocabulary: Graph) -> None:
    head = vocabulary.value(URIRef(Property.ACCOUNTABLE_FOR.value), OWL.propertyChainAxiom)
    assert head is not None
    first, second = Collection(vocabulary, head)
    assert vocabulary.value(first, OWL.inverseOf) == URIRef(Property.OWNER_AGENT.value)
    assert second == URIRef(Property.COVERS.value)


def test_ranges_are_ones_that_owl_2_knows(vocabulary: Graph) -> None:
    ranges = {str(node) for node in vocabulary.objects(None, RDFS.range)}
    datatypes = {node.rpartition("#")[2] for node in ranges if "XMLSchema#" in node}
    assert datatypes == {"boolean", "decimal", "integer", "string"}
    assert ranges - {f"http://www.w3.org/2001/XMLSchema#{name}" for name in datatypes} <= {
        *(term.value for term in Class),
        str(SKOS.Concept),
        str(ORG.ChangeEvent),
        str(ORG.FormalOrganization),
    }
