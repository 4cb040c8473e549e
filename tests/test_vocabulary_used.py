"""No term without a use, none used that is not defined; what a reasoner concludes from the samples is no surprise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pyoxigraph as ox
import pytest
import reasonable
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.collection import Collection

from graph.store import EmbeddedStore
from ontology.codes import Kind, Relation
from ontology.identifiers import ONTOLOGY
from ontology.reference import ALIGNMENT, VOCABULARY
from ontology.terms import Class, Property
from tests.commands import chidao
from tests.conftest import ROOT

PACKAGES = ("ontology", "graph", "queries", "viz", "chidao")
TERMS = {f"{type(term).__name__}.{term.name}": term.value for term in (*Class, *Property)}
BUILT_IN = (str(RDF), str(RDFS), str(OWL))
PREFIXES = f"PREFIX cd: <{ONTOLOGY}> PREFIX rdfs: <{RDFS}> PREFIX owl: <{OWL}> PREFIX rdf: <{RDF}> "

# What follows from a domain or a range and is not said in data, and why it may.
MAY_FOLLOW = {
    ("heir", "Body"): "a body that took over and has no row of its own among the bodies",
    ("caseOf", "ChangeEvent"): "the end of a province, whose rows are those of its units",
}


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return Graph().parse(VOCABULARY)


@pytest.fixture(scope="module")
def store(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    built = tmp_path_factory.mktemp("used") / "store"
    chidao("build", samples, "--store", built)
    with EmbeddedStore.reading(built) as opened:
        yield opened


def sources(*suffixes: str) -> Iterator[str]:
    """The files of the program, but for those that list all terms."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in suffixes and path.name not in ("terms.py", VOCABULARY.name, ALIGNMENT.name):
                yield path.read_text(encoding="utf-8")


def asked() -> set[str]:
    """The terms in queries, rules, profiles, shapes and authority data, and in the SPARQL that stands in Python."""
    found = (re.findall(r"(?<![\w:/])cd:([A-Za-z]\w*)", text) for text in sources(".rq", ".ttl", ".py"))
    return {ONTOLOGY + name for names in found for name in names}


def written() -> set[str]:
    """The terms that code names through the enumerations: by themselves, by a kind or by a relation."""
    found = {name for text in sources(".py") for name in re.findall(r"\b(?:Class|Property)\.[A-Z_0-9]+\b", text)}
    kinds = {Class.of_kind(kind).value for kind in Kind}
    return {TERMS[name] for name in found & TERMS.keys()} | kinds | {Property.of_relation(r).value for r in Relation}


def said(store: EmbeddedStore) -> set[str]:
    """The properties and classes of a store's data, the vocabulary's own statements left out."""
    rows = store.query(
        f"{PREFIXES} SELECT DISTINCT ?term WHERE {{ {{ ?s ?term ?o }} UNION {{ ?s a ?term }} "
        f"FILTER(!STRSTARTS(STR(?s), '{ONTOLOGY.rstrip('#')}')) }}"
    )
    return {row.text("term") for row in rows}


def framework(vocabulary: Graph, used: set[str]) -> set[str]:
    """The classes that terms in use stand below, or speak of."""
    return {
        str(above)
        for term in used
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range)
        for above in vocabulary.objects(URIRef(term), predicate)
    }


def test_no_term_is_without_a_use(vocabulary: Graph, store: EmbeddedStore) -> None:
    used = asked() | written() | said(store)
    assert set(TERMS.values()) - used - framework(vocabulary, used) == set()


def test_no_query_and_no_module_names_a_term_that_is_not_defined() -> None:
    assert asked() - set(TERMS.values()) == set()


def test_data_has_declared_terms_only(vocabulary: Graph, store: EmbeddedStore) -> None:
    declared = {str(term) for term in vocabulary.subjects(RDF.type, None)}
    used = said(store)
    assert len(used & set(TERMS.values())) > 100
    assert {term for term in used if not term.startswith(BUILT_IN)} - declared == set()


def test_links_are_object_properties_and_values_are_not(store: EmbeddedStore) -> None:
    rows = store.query(
        f"{PREFIXES} SELECT DISTINCT ?term WHERE {{ ?s ?term ?o . ?term a ?kind "
        "FILTER((?kind = owl:ObjectProperty && ISLITERAL(?o)) || (?kind = owl:DatatypeProperty && ISIRI(?o))) }"
    )
    assert list(rows) == []


@pytest.mark.parametrize(("axiom", "end"), [("domain", "s"), ("range", "o")])
def test_domains_and_ranges_conclude_what_data_says(store: EmbeddedStore, axiom: str, end: str) -> None:
    rows = store.query(
        f"{PREFIXES} SELECT DISTINCT ?term ?class WHERE {{ "
        f"?term rdfs:{axiom} ?class . ?class a owl:Class . ?s ?term ?o "
        f"FILTER NOT EXISTS {{ ?{end} a/rdfs:subClassOf* ?class }} }}"
    )
    concluded = {tuple(re.split("[#/]", row.text(name))[-1] for name in ("term", "class")) for row in rows}
    assert concluded - MAY_FOLLOW.keys() == set()


def test_values_have_the_datatype_of_the_range(store: EmbeddedStore) -> None:
    rows = store.query(
        f"{PREFIXES} SELECT DISTINCT ?term WHERE {{ ?term a owl:DatatypeProperty ; rdfs:range ?range . ?s ?term ?o "
        "BIND(DATATYPE(?o) AS ?type) FILTER(?type != ?range) }"
    )
    assert [row.text("term") for row in rows] == []


def test_functional_properties_have_one_value(store: EmbeddedStore) -> None:
    rows = store.query(
        f"{PREFIXES} SELECT DISTINCT ?term WHERE {{ ?term a owl:FunctionalProperty . ?s ?term ?a, ?b "
        "FILTER(!SAMETERM(?a, ?b)) }"
    )
    assert list(rows) == []


def test_asymmetric_properties_run_one_way(store: EmbeddedStore) -> None:
    rows = store.query(f"{PREFIXES} SELECT ?s WHERE {{ ?term a owl:AsymmetricProperty . ?s ?term ?o . ?o ?term ?s }}")
    assert list(rows) == []


def test_nothing_is_two_things_that_nothing_is(vocabulary: Graph, store: EmbeddedStore) -> None:
    members = [Collection(vocabulary, head) for head in vocabulary.objects(None, OWL.members)]
    apart = {pair for group in members for pair in combinations(sorted(map(str, group)), 2)}
    assert len(apart) > 500
    for one, other in sorted(apart):
        pattern = f"?s a/rdfs:subClassOf* <{one}> . ?s a/rdfs:subClassOf* <{other}>"
        assert store.query(f"{PREFIXES} SELECT ?s WHERE {{ {pattern} }} LIMIT 1").terms == ()


def test_a_reasoner_concludes_what_is_listed(store: EmbeddedStore) -> None:
    """By OWL 2 RL: superclasses of what data says, what may follow, and no two things that are one."""
    graph = _union(store)
    stated = set(graph)
    reasoner = reasonable.PyReasoner()
    reasoner.from_graph(graph)
    new = set(reasoner.reason()) - stated
    assert [(one, two) for one, link, two in new if link == OWL.sameAs and one != two] == []
    classes = {str(kind) for _, link, kind in new if link == RDF.type and str(kind).startswith(ONTOLOGY)}
    assert classes == {Class.AGENT.value, Class.BODY.value}


def _union(store: EmbeddedStore) -> Graph:
    """The union of all graphs, without names of graphs."""
    quads = ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS)
    triples = ox.serialize({quad.triple for quad in quads}, format=ox.RdfFormat.N_TRIPLES)
    return Graph().parse(data=triples, format="nt")


def test_the_axioms_that_are_checked_are_there(vocabulary: Graph) -> None:
    functional = set(vocabulary.subjects(RDF.type, OWL.FunctionalProperty))
    assert {URIRef(Property.ROLE.value), URIRef(Property.VALUE.value)} <= functional
    assert URIRef(Property.IMPLEMENTS.value) in set(vocabulary.subjects(RDF.type, OWL.AsymmetricProperty))


def test_the_store_has_the_vocabulary(store: EmbeddedStore) -> None:
    """Else the questions above would find nothing and hold nothing."""
    (row,) = store.query(f"{PREFIXES} SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE {{ ?p rdfs:domain ?c . ?s ?p ?o }}")
    assert int(row.text("n")) > 60
