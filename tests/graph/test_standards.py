"""Exports in the words of standards: each held against the standard's constraints, or shapes written from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Namespace, URIRef

from graph.standards import Profile, left_out, ntriples, triples_of, turtle
from graph.store import EmbeddedStore
from ontology.identifiers import BASE
from tests.commands import chidao

HERE = Path(__file__).parent
CONSTRAINTS = sorted((HERE / "cube").glob("ic-*.rq"))
ELI = Namespace("http://data.europa.eu/eli/ontology#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
QB = "PREFIX qb: <http://purl.org/linked-data/cube#> "
DOWN, UP = "<urn:down>", "<urn:up>"


@pytest.fixture(scope="module")
def store(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    built = tmp_path_factory.mktemp("standards") / "store"
    chidao("build", samples, "--store", built)
    with EmbeddedStore.reading(built) as opened:
        yield opened


def small(folder: Path, turtle_text: str) -> EmbeddedStore:
    """A store with these triples in one graph."""
    store = EmbeddedStore.writing(folder / "store")
    prefixes = "@prefix cd: <https://w3id.org/chidao/ontology#> . @prefix : <urn:x#> . "
    prefixes += (
        "@prefix kind: <https://w3id.org/chidao/code/kind/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    )
    prefixes += "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
    quads = ox.parse(prefixes + turtle_text, format=ox.RdfFormat.TURTLE)
    graph = ox.NamedNode("urn:graph")
    store.set_graph(graph.value, [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads])
    return store


def exported(store: EmbeddedStore, profile: Profile) -> Graph:
    return Graph().parse(turtle(triples_of(store, profile)), format="turtle")


@pytest.mark.parametrize("profile", Profile)
def test_an_export_is_the_same_every_time_in_both_syntaxes(store: EmbeddedStore, profile: Profile) -> None:
    triples = triples_of(store, profile)
    assert len(triples) > 100
    assert triples == triples_of(store, profile)
    assert set(ox.parse(turtle(triples), format=ox.RdfFormat.TURTLE)) == set(
        ox.parse(ntriples(triples), format=ox.RdfFormat.N_QUADS)
    )
    assert not any(isinstance(term, ox.BlankNode) for triple in triples for term in (triple.subject, triple.object))


@pytest.mark.parametrize("profile", [Profile.ELI, Profile.OA, Profile.DCAT])
def test_an_export_keeps_to_the_shapes(store: EmbeddedStore, profile: Profile) -> None:
    shapes = Graph().parse(HERE / "shapes" / f"{profile.value}.ttl")
    conforms, _, report = validate(exported(store, profile), shacl_graph=shapes)
    assert conforms, report


@pytest.mark.parametrize(
    ("profile", "predicate"),
    [
        (Profile.ELI, "http://data.europa.eu/eli/ontology#realizes"),
        (Profile.OA, "http://www.w3.org/ns/oa#hasSource"),
        (Profile.DCAT, "http://purl.org/dc/terms/license"),
    ],
)
def test_the_shapes_tell_what_is_missing(store: EmbeddedStore, profile: Profile, predicate: str) -> None:
    graph = exported(store, profile)
    graph.remove((None, URIRef(predicate), None))
    conforms, _, report = validate(graph, shacl_graph=Graph().parse(HERE / "shapes" / f"{profile.value}.ttl"))
    assert not conforms
    assert predicate.rpartition("#")[2].rpartition("/")[2] in report


# Works

WORKS = """
:law a cd:Document, cd:Law ; cd:status :held ; cd:kind kind:law ; cd:number "72/2025/QH15" ; cd:issuedBy :assembly ;
    cd:issuedOn "2025-06-16"^^xsd:date .
:quantity a cd:Document, cd:Resolution ; cd:status :held ; cd:kind kind:resolution ; cd:number "202/2025/QH15" .
:plan a cd:Document, cd:Plan ; cd:status :held ; cd:kind kind:plan ; cd:number "1222/KH-UBND" ; cd:issuedBy :committee ;
    cd:issuedOn "2024-05"^^xsd:gYearMonth ; cd:implements :law, :quantity, :directive ; cd:basedOn :law .
:directive a cd:Document, cd:Directive ; cd:status :cited ; cd:kind kind:directive ; cd:number "28-CT/TW" .
:assembly rdfs:label "Quốc hội"@vi . :committee rdfs:label "Ủy ban nhân dân"@vi .
"""
X = Namespace("urn:x#")


@pytest.fixture
def works(tmp_path: Path) -> Iterator[Graph]:
    with small(tmp_path, WORKS) as store:
        yield exported(store, Profile.ELI)


def test_only_legislation_is_a_legal_resource(works: Graph) -> None:
    assert set(works.subjects(RDF.type, ELI.LegalResource)) == {X.law, X.quantity}
    assert set(works.subjects(RDF.type, ELI.Work)) == {X.plan, X.directive}
    assert works.value(X.law, ELI.passed_by) == X.assembly
    assert works.value(X.plan, ELI.passed_by) is None
    assert works.value(X.plan, DCTERMS.creator) == X.committee


def test_implementation_is_of_legislation_only(works: Graph) -> None:
    assert set(works.objects(X.plan, ELI.ensures_implementation_of)) == {X.law, X.quantity}
    assert set(works.objects(X.plan, ELI.related_to)) == {X.directive}
    assert works.value(X.plan, ELI.based_on) == X.law


def test_a_day_is_a_date_and_a_month_is_not(works: Graph) -> None:
    assert str(works.value(X.law, ELI.date_document)) == "2025-06-16"
    assert works.value(X.plan, ELI.date_document) is None
    assert str(works.value(X.plan, DCTERMS.issued)) == "2024-05"


def test_the_samples_tell_who_carries_out_what(store: EmbeddedStore) -> None:
    graph = exported(store, Profile.ELI)
    plan = URIRef(f"{BASE}doc/tinh-cao-bang/ubnd/2024-05-23/1222-kh-ubnd")
    assert str(graph.value(plan, ELI.id_local)) == "1222/KH-UBND"
    assert {str(other).rpartition("/")[2] for other in graph.objects(plan, ELI.related_to)} == {"28-ct-tw", "324-kh-tu"}


# The cube

# An update that makes a good cube break each constraint.
BROKEN = {
    "ic-01": "DELETE { ?o qb:dataSet ?d } WHERE { ?o qb:dataSet ?d }",
    "ic-02": "INSERT { ?d qb:structure <urn:other> } WHERE { ?d a qb:DataSet }",
    "ic-03": "DELETE { ?c qb:measure ?m ; qb:componentProperty ?m } WHERE { ?c qb:measure ?m }",
    "ic-04": "DELETE { ?d <http://www.w3.org/2000/01/rdf-schema#range> ?r } "
    "WHERE { ?d a qb:DimensionProperty ; <http://www.w3.org/2000/01/rdf-schema#range> ?r }",
    "ic-05": "DELETE { ?d qb:codeList ?l } WHERE { ?d qb:codeList ?l }",
    "ic-06": "INSERT { ?c qb:componentRequired false } WHERE { ?c qb:dimension ?d }",
    "ic-07": "INSERT DATA { <urn:key> a qb:SliceKey }",
    "ic-08": "INSERT { <urn:key> a qb:SliceKey ; qb:componentProperty <urn:none> . ?s qb:sliceKey <urn:key> } "
    "WHERE { ?s a qb:DataStructureDefinition }",
    "ic-09": "INSERT DATA { <urn:slice> a qb:Slice }",
    "ic-10": "INSERT DATA { <urn:slice> qb:sliceStructure <urn:key> . <urn:key> qb:componentProperty <urn:none> }",
    "ic-11": "DELETE { ?o ?d ?v } WHERE { ?c qb:order 2 ; qb:dimension ?d . ?o a qb:Observation ; ?d ?v }",
    "ic-12": "INSERT { <urn:twin> ?p ?v } WHERE { { SELECT ?o WHERE { ?o a qb:Observation } LIMIT 1 } ?o ?p ?v }",
    "ic-13": "DELETE { ?o ?a ?v } WHERE { ?c qb:componentRequired true ; qb:attribute ?a . ?o ?a ?v }",
    "ic-14": "DELETE { ?o ?m ?v } WHERE { ?c qb:measure ?m . ?o a qb:Observation ; ?m ?v }",
    "ic-15": "INSERT { ?c qb:componentProperty qb:measureType . ?o qb:measureType <urn:none> } "
    "WHERE { ?c qb:measure ?m . ?o a qb:Observation }",
    "ic-16": "INSERT { ?c qb:componentProperty qb:measureType, <urn:m> . <urn:m> a qb:MeasureProperty . "
    "?o qb:measureType ?m ; <urn:m> 1 } WHERE { ?c qb:measure ?m . ?o a qb:Observation }",
    "ic-17": "INSERT { ?c qb:componentProperty qb:measureType, <urn:m> . <urn:m> a qb:MeasureProperty . "
    "?o qb:measureType ?m } WHERE { ?c qb:measure ?m . ?o a qb:Observation }",
    "ic-18": "INSERT DATA { <urn:set> qb:slice <urn:slice> . <urn:slice> qb:observation <urn:o> }",
    "ic-19": "INSERT { ?o <https://w3id.org/chidao/cube#valueKind> <urn:none> } WHERE { ?o a qb:Observation }",
    "ic-20": "INSERT { ?l a qb:HierarchicalCodeList ; qb:hierarchyRoot <urn:root> ; qb:parentChildProperty <urn:p> } "
    "WHERE { ?d a qb:DimensionProperty ; qb:codeList ?l }",
    "ic-21": "INSERT { ?l a qb:HierarchicalCodeList ; qb:hierarchyRoot <urn:root> ; "
    "qb:parentChildProperty <urn:down-of> . <urn:down-of> <http://www.w3.org/2002/07/owl#inverseOf> <urn:p> } "
    "WHERE { ?d a qb:DimensionProperty ; qb:codeList ?l }",
}


def cube_of(store: EmbeddedStore) -> ox.Store:
    cube = ox.Store()
    cube.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples_of(store, Profile.CUBE))
    cube.update((HERE / "cube" / "normalise.ru").read_text(encoding="utf-8"))
    return cube


def breaks(cube: ox.Store, constraint: Path) -> bool:
    """Whether the cube breaks a constraint; those of hierarchies are asked for each property of a hierarchy."""
    text = constraint.read_text(encoding="utf-8")
    named = cube.query(
        f"{QB} SELECT DISTINCT ?p WHERE {{ ?list qb:parentChildProperty/"
        "<http://www.w3.org/2002/07/owl#inverseOf>? ?p FILTER(ISIRI(?p)) }"
    )
    assert isinstance(named, ox.QuerySolutions)
    properties = [f"<{row['p'].value}>" for row in named] if DOWN in text or UP in text else [DOWN]
    return any(bool(cube.query(text.replace(DOWN, each).replace(UP, each))) for each in properties)


def test_every_constraint_is_there() -> None:
    assert [path.stem for path in CONSTRAINTS] == list(BROKEN) == [f"ic-{n:02}" for n in range(1, 22)]


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda path: str(path.stem))
def test_the_cube_is_well_formed(store: EmbeddedStore, constraint: Path) -> None:
    assert not breaks(cube_of(store), constraint)


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda path: str(path.stem))
def test_each_constraint_finds_what_breaks_it(store: EmbeddedStore, constraint: Path) -> None:
    cube = cube_of(store)
    cube.update(f"{QB} {BROKEN[constraint.stem]}")
    assert breaks(cube, constraint)


def test_every_target_is_an_observation_or_is_counted(store: EmbeddedStore) -> None:
    (row,) = store.query(
        "PREFIX cd: <https://w3id.org/chidao/ontology#> SELECT (COUNT(DISTINCT ?t) AS ?n) WHERE { ?t a cd:Target }"
    )
    in_set = ox.NamedNode("http://purl.org/linked-data/cube#dataSet")
    written = {triple.subject for triple in triples_of(store, Profile.CUBE) if triple.predicate == in_set}
    assert left_out(store, Profile.CUBE) == {"year": 1}
    assert len(written) + 1 == int(row.text("n")) == 55


TARGETS = """
:doc cd:jurisdiction :place . :nowhere cd:number "1/KH" .
:i cd:inDocument :doc ; cd:text "x" ; cd:hasTarget :good, :no-year, :no-unit, :twice, :twin .
:j cd:inDocument :nowhere ; cd:text "y" ; cd:hasTarget :no-area .
:good cd:value 1.0 ; cd:year 2025 ; cd:unit "%" ; cd:measure "a" ; cd:comparator :at-least ; cd:evidence :e .
:no-year cd:value 1.0 ; cd:unit "%" ; cd:comparator :at-least ; cd:evidence :e .
:no-unit cd:value 1.0 ; cd:year 2026 ; cd:comparator :at-least ; cd:evidence :e .
:twice cd:value 1.0 ; cd:year 2030 ; cd:unit "%" ; cd:comparator :at-least ; cd:evidence :e .
:twin cd:value 2.0 ; cd:year 2030 ; cd:unit "%" ; cd:comparator :at-least ; cd:evidence :e .
:no-area cd:value 1.0 ; cd:year 2030 ; cd:unit "%" ; cd:comparator :at-least ; cd:evidence :e .
"""


def test_what_is_left_out_is_counted_by_its_reason(tmp_path: Path) -> None:
    with small(tmp_path, TARGETS) as store:
        assert left_out(store, Profile.CUBE) == {"area": 1, "twice": 2, "unit": 1, "year": 1}
        found = exported(store, Profile.CUBE).subjects(URIRef("http://purl.org/linked-data/cube#dataSet"))
        assert set(found) == {X.good}


# Annotations and the data set

OA = Namespace("http://www.w3.org/ns/oa#")
VOID = Namespace("http://rdfs.org/ns/void#")


def test_a_quote_is_what_stands_at_its_position(store: EmbeddedStore) -> None:
    graph = exported(store, Profile.OA)
    checked = 0
    for resource in graph.subjects(RDF.type, OA.SpecificResource):
        source = graph.value(resource, OA.hasSource)
        if str(graph.value(source, DCTERMS.title)) == "cao-bang-1222.txt":
            selectors = list(graph.objects(resource, OA.hasSelector))
            start, end, exact = (
                next(value for each in selectors if (value := graph.value(each, term)) is not None)
                for term in (OA.start, OA.end, OA.exact)
            )
            text = store.text("cao-bang-1222.txt")
            assert text[int(str(start)) : int(str(end))] == str(exact)
            checked += 1
    assert checked > 100


def test_every_evidence_is_an_annotation(store: EmbeddedStore) -> None:
    (row,) = store.query(
        "PREFIX cd: <https://w3id.org/chidao/ontology#> SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE { ?e a cd:Evidence }"
    )
    graph = exported(store, Profile.OA)
    assert len(set(graph.subjects(RDF.type, OA.Annotation))) == int(row.text("n")) > 400


def test_a_page_is_given_of_a_pdf_only(tmp_path: Path) -> None:
    spans = "".join(
        f':f{n} cd:evidence :e{n} . :e{n} cd:start 0 ; cd:end 1 ; cd:quote "x" ; cd:sha256 "{n}" ; cd:page 3 ; '
        f'cd:file "a.{kind}" ; cd:rule "r" ; cd:confidence 0.5 .\n'
        for n, kind in enumerate(["pdf", "docx"])
    )
    with small(tmp_path, spans) as store:
        graph = exported(store, Profile.OA)
        (fragment,) = graph.subjects(RDF.type, OA.FragmentSelector)
        assert str(graph.value(fragment, RDF.value)) == "page=3"


def test_the_counts_of_the_dataset_are_those_of_the_store(store: EmbeddedStore) -> None:
    graph = exported(store, Profile.DCAT)
    dataset = URIRef(f"{BASE}dataset")
    triples = {line.rsplit(b" <", 1)[0] for line in store.dump().splitlines()}
    assert int(str(graph.value(dataset, VOID.triples))) == len(triples)
    sizes = [
        int(str(size))
        for part in graph.objects(dataset, VOID.propertyPartition)
        for size in graph.objects(part, VOID.triples)
    ]
    assert sum(sizes) == len(triples)
    assert len(sizes) == int(str(graph.value(dataset, VOID.properties)))
    sources = set(graph.objects(dataset, URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")))
    assert len(sources) == len(store.files) == 5
