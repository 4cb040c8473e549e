"""How terms are named and what is said of each: the rules that ``docs/reference/pitfalls.md`` tells."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from ontology.identifiers import ONTOLOGY
from ontology.reference import ALIGNMENT, CODES, VOCABULARY
from ontology.rows import AUTHORITY_SOURCE, FOLDER
from ontology.terms import ONTOLOGY_IRI, VERSION, Class, Property
from tests.conftest import ROOT

REFERENCE = "https://w3id.org/chidao/reference/"
DECISION = "https://w3id.org/chidao/decision/"
TERMS = [*Class, *Property]
# A property and a class that differ by case only: the field has both words, and their labels differ.
TWINS = {"agent", "evidence", "governmentFunction", "place"}
# Properties between documents say what one does to the other, in the third person.
VERBS = re.compile(r"(?:descends|implements|cites|replaces|amends|approves|follows|disseminates|reports|concerns)")


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return Graph().parse(VOCABULARY)


def texts(graph: Graph, term: str, predicate: URIRef) -> list[Literal]:
    return [text for text in graph.objects(URIRef(term), predicate) if isinstance(text, Literal)]


@pytest.mark.parametrize("term", Class, ids=lambda term: term.local_name)
def test_a_class_is_a_noun_in_upper_camel_case(term: Class) -> None:
    assert re.fullmatch(r"(?:[A-Z][a-z]+)+", term.local_name)
    assert not term.local_name.endswith("s")


@pytest.mark.parametrize("term", Property, ids=lambda term: term.local_name)
def test_a_property_is_in_lower_camel_case(term: Property) -> None:
    assert re.fullmatch(r"[a-z]+(?:[A-Z][a-z]+)*|f1|sha256", term.local_name)
    assert not re.match(r"(?:is|get|set)[A-Z]", term.local_name)


def test_relations_between_documents_are_verbs(vocabulary: Graph) -> None:
    document = URIRef(Class.DOCUMENT.value)
    between = {str(term) for term in vocabulary.subjects(RDFS.range, document)}
    between &= {str(term) for term in vocabulary.subjects(RDFS.domain, document)}
    names = {name.removeprefix(ONTOLOGY) for name in between}
    assert {name for name in names if not VERBS.match(name)} == {"basedOn", "attachedTo"}


def test_only_known_twins_differ_by_case_alone() -> None:
    classes = {term.local_name.casefold() for term in Class}
    twins = {term.local_name for term in Property if term.local_name.casefold() in classes}
    assert twins == TWINS


@pytest.mark.parametrize("language", ["vi", "en"])
def test_labels_are_unique(vocabulary: Graph, language: str) -> None:
    of_label: dict[str, set[str]] = defaultdict(set)
    for term in TERMS:
        for text in texts(vocabulary, term.value, RDFS.label):
            if text.language == language:
                of_label[str(text).casefold()].add(term.local_name)
    assert {label: names for label, names in of_label.items() if len(names) > 1} == {}


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.local_name)
def test_labels_are_words_and_comments_are_sentences(vocabulary: Graph, term: Class | Property) -> None:
    for label in texts(vocabulary, term.value, RDFS.label):
        assert str(label) == str(label).strip()
        assert not str(label).endswith((".", ":", ";", ","))
        assert len(label) < 50
    for comment in texts(vocabulary, term.value, RDFS.comment):
        assert not str(comment)[0].islower()
        assert str(comment).endswith((".", "...", "?"))
        assert "  " not in comment


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.local_name)
def test_a_comment_says_more_than_the_label(vocabulary: Graph, term: Class | Property) -> None:
    labels = {(text.language, str(text).casefold()) for text in texts(vocabulary, term.value, RDFS.label)}
    comments = {
        (text.language, str(text).casefold().rstrip(".").removeprefix("the "))
        for text in texts(vocabulary, term.value, RDFS.comment)
    }
    assert not labels & comments


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.local_name)
def test_every_term_has_an_example_and_a_source_and_a_home(vocabulary: Graph, term: Class | Property) -> None:
    node = URIRef(term.value)
    assert list(vocabulary.objects(node, SKOS.example))
    assert list(vocabulary.objects(node, DCTERMS.source))
    assert list(vocabulary.objects(node, RDFS.isDefinedBy)) == [URIRef(ONTOLOGY_IRI)]


def test_every_source_is_told(vocabulary: Graph) -> None:
    """An instrument, a recommendation or a page of the project, with a title; the page is there."""
    known = vocabulary + Graph().parse(FOLDER / "sources.ttl")
    for term in TERMS:
        for source in vocabulary.objects(URIRef(term.value), DCTERMS.source):
            assert list(known.objects(source, DCTERMS.title)), source
            assert str(source).startswith((AUTHORITY_SOURCE, "https://www.w3.org/TR/", REFERENCE, DECISION))


@pytest.mark.parametrize(("base", "folder"), [(REFERENCE, "reference"), (DECISION, "decisions")])
def test_every_page_that_is_a_source_is_in_the_docs(vocabulary: Graph, base: str, folder: str) -> None:
    pages = {str(page) for page in vocabulary.objects(None, DCTERMS.source) if str(page).startswith(base)}
    assert pages
    for page in pages:
        path = ROOT / "docs" / folder / f"{page.removeprefix(base)}.md"
        title = path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
        assert str(vocabulary.value(URIRef(page), DCTERMS.title)) == re.sub(r"^\d+\. ", "", title)


def test_an_example_that_is_a_code_exists(vocabulary: Graph) -> None:
    files = [CODES, FOLDER / "functions.ttl", *sorted((ROOT / "ontology" / "shapes").glob("*.ttl"))]
    known = {subject for path in files for subject in Graph().parse(path).subjects()}
    examples = {code for code in vocabulary.objects(None, SKOS.example) if isinstance(code, URIRef)}
    assert len(examples) > 20
    assert examples <= known


@pytest.mark.parametrize("path", [VOCABULARY, ALIGNMENT], ids=lambda path: str(path.stem))
def test_the_header_tells_what_it_is(path: object) -> None:
    graph = Graph().parse(str(path))
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.creator):
        languages = Counter(text.language for text in graph.objects(header, predicate) if isinstance(text, Literal))
        assert languages == {"vi": 1, "en": 1}
    assert str(graph.value(header, OWL.versionInfo)) == VERSION
    assert str(graph.value(header, OWL.versionIRI)).endswith(f"/{VERSION}")
    assert graph.value(header, OWL.priorVersion) != graph.value(header, OWL.versionIRI)
    assert graph.value(header, DCTERMS.license)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(graph.value(header, DCTERMS.issued)))


def test_no_class_is_a_member_of_another(vocabulary: Graph) -> None:
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    for term in {subject for kind in kinds for subject in vocabulary.subjects(RDF.type, kind)}:
        assert len(set(vocabulary.objects(term, RDF.type)) & kinds) == 1, term
