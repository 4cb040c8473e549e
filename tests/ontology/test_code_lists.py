"""The enumerations of codes.py and the SKOS schemes of codes.ttl have the same members."""

from __future__ import annotations

from enum import StrEnum

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from ontology import codes
from ontology.identifiers import CODE, code_iri
from ontology.reference import CODES
from ontology.terms import CODE_LISTS


@pytest.fixture(scope="module")
def lists() -> Graph:
    return Graph().parse(CODES)


def test_every_enumeration_is_a_scheme_and_no_scheme_is_more(lists: Graph) -> None:
    enumerations = {
        item
        for item in vars(codes).values()
        if isinstance(item, type) and issubclass(item, StrEnum) and item != StrEnum
    }
    assert set(CODE_LISTS.values()) == enumerations
    schemes = {str(scheme).removeprefix(CODE) for scheme in lists.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == set(CODE_LISTS)


@pytest.mark.parametrize("scheme", sorted(CODE_LISTS))
def test_members_and_their_iris(lists: Graph, scheme: str) -> None:
    concepts = list(lists.subjects(SKOS.inScheme, URIRef(CODE + scheme)))
    found = {str(lists.value(concept, SKOS.notation)): str(concept) for concept in concepts}
    assert len(found) == len(concepts)
    assert found == {member.value: code_iri(scheme, member.value) for member in CODE_LISTS[scheme]}


def test_iris_tell_all_concepts_apart(lists: Graph) -> None:
    count = sum(len(members) for members in CODE_LISTS.values())
    assert len(set(lists.subjects(RDF.type, SKOS.Concept))) == count


@pytest.mark.parametrize("predicate", [SKOS.prefLabel, SKOS.definition], ids=["label", "definition"])
def test_schemes_and_concepts_speak_both_languages_once(lists: Graph, predicate: URIRef) -> None:
    for subject in set(lists.subjects()):
        texts = [text for text in lists.objects(subject, predicate) if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in texts) == ["en", "vi"], subject


def test_labels_tell_members_apart(lists: Graph) -> None:
    for scheme in CODE_LISTS:
        labels = [
            (text.language, str(text))
            for concept in lists.subjects(SKOS.inScheme, URIRef(CODE + scheme))
            for text in lists.objects(concept, SKOS.prefLabel)
            if isinstance(text, Literal)
        ]
        assert len(set(labels)) == len(labels), scheme
