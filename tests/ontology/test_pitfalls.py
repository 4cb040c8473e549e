"""The pitfalls of the OOPS! catalogue that a program can find; ``docs/reference/pitfalls.md`` goes through all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef, namespace
from rdflib.collection import Collection

from ontology.identifiers import ONTOLOGY
from ontology.reference import ALIGNMENT, VOCABULARY
from ontology.terms import Class, Property
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "reference" / "pitfalls.md").read_text(encoding="utf-8")
KNOWN: tuple[type[namespace.DefinedNamespace], ...] = (
    *(namespace.DCAT, namespace.DCTERMS, namespace.FOAF, namespace.ORG, namespace.PROV, namespace.QB, namespace.SDO),
    *(namespace.SH, namespace.SKOS, namespace.VANN, namespace.VOID),
)
# Terms of vocabularies that rdflib has no list of: those that are used here, each looked up in its specification.
SPECIFIED = {
    "http://data.europa.eu/eli/ontology#": "AdministrativeArea Expression Language LegalResource Manifestation "
    "Organization ResourceType Work WorkSubdivision WorkType amends based_on cites date_document embodies "
    "ensures_implementation_of id_local is_annex_of is_embodied_by is_part_of is_realized_by jurisdiction language "
    "number passed_by realizes refers_to related_to relevant_for repeals title type_document work_type",
    "http://www.w3.org/ns/oa#": "Annotation FragmentSelector SpecificResource TextPositionSelector TextQuoteSelector "
    "assessing classifying end exact hasBody hasSelector hasSource hasTarget identifying linking motivatedBy start",
    "http://purl.org/net/p-plan#": "Plan Step isStepOfPlan isSubPlanOfPlan",
    "http://purl.org/linked-data/sdmx/2009/attribute#": "unitMeasure",
    "http://purl.org/linked-data/sdmx/2009/concept#": "obsValue refArea refPeriod unitMeasure",
    "http://purl.org/linked-data/sdmx/2009/dimension#": "refArea refPeriod",
    "http://purl.org/linked-data/sdmx/2009/measure#": "obsValue",
    "http://spdx.org/rdf/terms#": "checksumValue",
    "http://www.w3.org/ns/formats/": "N-Quads TriG Turtle",
}


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return Graph().parse(VOCABULARY)


def local(node: object) -> str:
    return str(node).removeprefix(ONTOLOGY)


def test_every_pitfall_is_gone_through() -> None:
    assert re.findall(r"^\| (P\d\d) \|", PAGE, re.MULTILINE) == [f"P{n:02}" for n in range(1, 42)]


def test_p03_no_relationship_is() -> None:
    assert not [term for term in Property if re.match(r"(?:is|isA|same|type)$", term.local_name)]


def test_p04_no_class_stands_alone(vocabulary: Graph) -> None:
    for term in Class:
        node = URIRef(term.value)
        linked = list(vocabulary.subjects(RDFS.domain, node)) + list(vocabulary.subjects(RDFS.range, node))
        linked += list(vocabulary.objects(node, RDFS.subClassOf)) + list(vocabulary.subjects(RDFS.subClassOf, node))
        linked += [head for head in vocabulary.objects(None, OWL.members) if node in Collection(vocabulary, head)]
        assert linked, term


def test_p06_no_class_stands_below_itself(vocabulary: Graph) -> None:
    for term in Class:
        above = vocabulary.transitive_objects(URIRef(term.value), RDFS.subClassOf)
        assert list(above).count(URIRef(term.value)) == 1
        assert (URIRef(term.value), RDFS.subClassOf, URIRef(term.value)) not in vocabulary


def test_p10_every_class_at_the_top_is_apart_from_the_others(vocabulary: Graph) -> None:
    groups = [set(Collection(vocabulary, head)) for head in vocabulary.objects(None, OWL.members)]
    top = {URIRef(term.value) for term in Class if not list(vocabulary.objects(URIRef(term.value), RDFS.subClassOf))}
    kinds = set(vocabulary.subjects(RDFS.subClassOf, URIRef(Class.DOCUMENT.value)))
    assert top <= max(groups, key=len)
    assert kinds in groups


def test_p11_what_has_no_domain_or_range_is_told_with_its_reason(vocabulary: Graph) -> None:
    """The page's two lists are those of the vocabulary."""
    for predicate, heading in ((RDFS.domain, "Without a domain"), (RDFS.range, "Without a range")):
        missing = {term.local_name for term in Property if not list(vocabulary.objects(URIRef(term.value), predicate))}
        section = PAGE.partition(f"### {heading}")[2].partition("\n#")[0]
        assert set(re.findall(r"`(\w+)`", section)) == missing


def test_p19_no_property_has_two_domains_or_ranges(vocabulary: Graph) -> None:
    for term in Property:
        for predicate in (RDFS.domain, RDFS.range):
            assert len(list(vocabulary.objects(URIRef(term.value), predicate))) <= 1


def test_p05_p13_p25_p26_p28_p29_the_kinds_of_property_that_there_are(vocabulary: Graph) -> None:
    inverses = list(vocabulary.subject_objects(OWL.inverseOf))
    assert [local(named) for _, named in inverses] == ["ownerAgent"]
    transitive = set(vocabulary.subjects(RDF.type, OWL.TransitiveProperty))
    assert {local(term) for term in transitive} == {"descendsFrom"}
    assert not set(vocabulary.subjects(RDF.type, OWL.SymmetricProperty))


def test_p12_p27_p30_p31_nothing_is_said_to_be_equivalent(vocabulary: Graph) -> None:
    both = vocabulary + Graph().parse(ALIGNMENT)
    assert not list(both.subject_objects(OWL.equivalentClass))
    assert not list(both.subject_objects(OWL.equivalentProperty))
    assert not list(both.subject_objects(OWL.sameAs))


def test_p14_p15_p16_p24_there_are_no_restrictions(vocabulary: Graph) -> None:
    assert not set(vocabulary.subjects(RDF.type, OWL.Restriction))
    assert not list(vocabulary.subject_objects(OWL.complementOf))


def test_p33_a_chain_has_two_links(vocabulary: Graph) -> None:
    for head in vocabulary.objects(None, OWL.propertyChainAxiom):
        assert len(Collection(vocabulary, head)) == 2


def test_p23_datatypes_are_those_of_the_language(vocabulary: Graph) -> None:
    assert not set(vocabulary.subjects(RDF.type, RDFS.Datatype))
    ranges = set(vocabulary.objects(None, RDFS.range))
    assert {term for term in ranges if str(term).startswith(str(namespace.XSD))} == {
        *(namespace.XSD.boolean, namespace.XSD.decimal, namespace.XSD.integer, namespace.XSD.string),
    }


def test_p36_p39_names_are_plain(vocabulary: Graph) -> None:
    (header,) = vocabulary.subjects(RDF.type, OWL.Ontology)
    assert not re.search(r"\.(?:ttl|owl|rdf|xml)$", str(header))
    assert str(vocabulary.value(header, namespace.VANN.preferredNamespaceUri)) == ONTOLOGY == f"{header}#"


def test_p40_terms_of_others_are_theirs() -> None:
    """Each IRI in another's namespace is a term that the other has."""
    files = [VOCABULARY, ALIGNMENT, *sorted((ROOT / "graph" / "profiles").rglob("*"))]
    used = {iri for path in files if path.is_file() for iri in iris(path)}
    checked = 0
    for iri in sorted(used):
        for space in KNOWN:
            if iri.startswith(str(space)) and iri != str(space):
                assert URIRef(iri) in space, iri
                checked += 1
        for space_iri, names in SPECIFIED.items():
            if iri.startswith(space_iri) and iri != space_iri:
                assert iri.removeprefix(space_iri) in names.split(), iri
                checked += 1
    assert checked > 150


def iris(path: Path) -> set[str]:
    """The full IRIs of the prefixed names in a Turtle or SPARQL file."""
    text = path.read_text(encoding="utf-8")
    prefixes = dict(re.findall(r"(?i)prefix\s+([\w-]*):\s*<([^>]*)>", text))
    body = re.sub(r'"(?:[^"\\]|\\.)*"|<[^>]*>|^\s*#.*$', " ", text, flags=re.MULTILINE)
    names = re.findall(r"(?<![\w:?$-])([A-Za-z][\w-]*):([A-Za-z][\w-]*)", body)
    return {prefixes[prefix] + name for prefix, name in names if prefix in prefixes}
