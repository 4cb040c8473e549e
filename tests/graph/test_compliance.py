"""The same questions get the same answers from every engine: on disk, behind a protocol, in rdflib's memory."""

from __future__ import annotations

import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode

from graph.answers import NoAnswerError, NoEndpointError, QueryError, Store, UnreachableStoreError
from graph.infer import infer
from graph.project import Node, project
from graph.remote import RemoteStore, agent
from graph.resolve import resolve
from graph.store import EmbeddedStore, open_store
from graph.vocabulary import datatype
from ontology.codes import Level, Relation, Standing
from ontology.dates import PartialDate
from tests.graph.factories import CAO_BANG, LAM_DONG, POLITBURO, Paper, agency, cao_bang, committee, filled, party
from tests.rdflib_store import RdflibStore

PREFIX = "PREFIX cd: <https://w3id.org/chidao/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
Bindings = Mapping[str, NamedNode | Literal]


def papers() -> list[Paper]:
    plan = cao_bang()
    plan.cite("324-KH/TU", "2024-03-26", party(CAO_BANG))
    first = plan.cite("324-KH/TU")
    plan.cite("28-CT/TW", "2023-12-25", POLITBURO, subject=first)
    plan.cite("28-CT/TW", "2023-12-25", POLITBURO, relation=Relation.CITES)
    plan.indicator("1", agency("Sở Y tế", CAO_BANG))
    plan.indicator('2"} #', agency("Sở Tư pháp", CAO_BANG))
    other = Paper("lam-dong.txt", "3190/KH-UBND", "2024-04-24", committee(LAM_DONG))
    other.cite("28-CT/TW", "2023-12-25", POLITBURO)
    return [plan, other]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    with filled(tmp_path_factory.mktemp("compliance") / "store", papers()) as store:
        resolve(store)
        infer(store)
        yield store


@pytest.fixture(scope="module")
def endpoint(embedded: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The query address of an ``oxigraph serve`` that holds the same quads."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    folder = tmp_path_factory.mktemp("oxigraph")
    address = f"http://127.0.0.1:{port}"
    command = [str(program), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(address, server)
        headers = {"Content-Type": "application/n-quads"}
        httpx.put(f"{address}/store", content=embedded.dump(), headers=headers, timeout=30).raise_for_status()
        yield f"{address}/query"
    finally:
        server.terminate()
        server.wait(10)


def _await(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        assert server.poll() is None, "oxigraph serve ended"
        try:
            httpx.get(address, timeout=1)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("oxigraph serve did not answer within 20 s")


@pytest.fixture(params=["embedded", "remote", "memory"])
def store(request: pytest.FixtureRequest, embedded: EmbeddedStore) -> Store:
    if request.param == "embedded":
        return embedded
    if request.param == "remote":
        return RemoteStore(request.getfixturevalue("endpoint"))
    memory = RdflibStore()
    memory.load(embedded.dump())
    return memory


NUMBER = {"_number": Literal("1222/KH-UBND")}
TWO = {"_no": Literal('2"} #')}
QUESTIONS: dict[str, tuple[str, Bindings]] = {
    "a triple pattern": ("SELECT ?_number ?d WHERE { ?d cd:number ?_number }", NUMBER),
    "a filter": ("SELECT ?_number ?d WHERE { ?d cd:number ?n FILTER(?n = ?_number) }", NUMBER),
    "quotation marks and braces": ("SELECT ?_no ?i WHERE { ?i cd:no ?_no }", TWO),
    "an optional part": (
        "SELECT ?_number ?d ?t WHERE { ?d cd:number ?_number OPTIONAL { ?d cd:implements ?t } }",
        NUMBER,
    ),
    "a filter in one branch of a union": (
        "SELECT ?_number ?d WHERE { { ?d cd:number ?n FILTER(?n = ?_number) } UNION { ?d cd:part 7 } }",
        NUMBER,
    ),
    "what does not exist": (
        "SELECT ?_number ?d WHERE { ?d cd:part ?p FILTER NOT EXISTS { ?d cd:number ?_number } }",
        NUMBER,
    ),
    "a path": (
        "SELECT DISTINCT ?_document ?up WHERE { ?_document cd:implements+ ?up }",
        {"_document": NamedNode(cao_bang().iri)},
    ),
    "an integer": (
        "SELECT ?_year ?i WHERE { ?i cd:hasTarget/cd:year ?_year }",
        {"_year": Literal("2025", datatype=datatype("integer"))},
    ),
    "a date": (
        "SELECT ?_date ?d WHERE { ?d cd:issuedOn ?_date }",
        {"_date": Literal("2024-03-26", datatype=datatype("date"))},
    ),
    "a language": (
        "SELECT ?_name ?a WHERE { ?a rdfs:label ?_name }",
        {"_name": Literal("Sở Y tế tỉnh Cao Bằng", language="vi")},
    ),
    "a bound expression": (
        "SELECT ?_number ?x WHERE { ?d cd:number ?_number BIND(CONCAT(?_number, '!') AS ?x) }",
        NUMBER,
    ),
    "an order": ("SELECT ?_number ?d WHERE { ?d cd:number ?_number } ORDER BY ?_number ?d", NUMBER),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_parameters_are_bound_alike(store: Store, embedded: EmbeddedStore, question: str) -> None:
    sparql, bindings = QUESTIONS[question]
    found, expected = store.query(PREFIX + sparql, bindings), embedded.query(PREFIX + sparql, bindings)
    assert len(expected) > 0
    assert found.variables == expected.variables
    assert sorted(map(str, found.terms)) == sorted(map(str, expected.terms))


def test_a_value_is_never_read_as_query_text(store: Store) -> None:
    attack = {"_no": Literal('x" } UNION { ?i cd:no ?any } #')}
    assert len(store.query(f"{PREFIX} SELECT ?_no ?i WHERE {{ ?i cd:no ?_no }}", attack)) == 0


def test_a_parameter_that_is_not_given_matches_everything(store: Store) -> None:
    assert len(store.query(f"{PREFIX} SELECT ?__no ?i WHERE {{ ?i cd:no ?__no }}")) == 2


def test_ask_and_construct_have_rows(store: Store) -> None:
    (row,) = store.query(f"{PREFIX} ASK {{ ?d cd:number '1222/KH-UBND' }}")
    assert row.text("ask") == "true"
    triples = store.query(f"{PREFIX} CONSTRUCT {{ ?d cd:number ?n }} WHERE {{ ?d cd:part 1 ; cd:number ?n }}")
    assert triples.variables == ("subject", "predicate", "object")
    assert len(triples) == 2


def test_what_is_not_bound_is_none(store: Store) -> None:
    pattern = "?d cd:number '3190/KH-UBND' ; cd:part 1 OPTIONAL { ?d cd:signedBy ?x }"
    (row,) = store.query(f"{PREFIX} SELECT ?d ?x WHERE {{ {pattern} }}")
    assert row["x"] is None
    assert row.text("x") == ""


def test_a_query_that_cannot_be_read_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="cannot"):
        store.query("SELECT ?x WHERE { ?x ?y }")


def test_the_network_is_the_same_from_every_engine(store: Store, embedded: EmbeddedStore) -> None:
    network, expected = project(store), project(embedded)
    assert {iri: network.nodes[iri] for iri in network} == {iri: expected.nodes[iri] for iri in expected}
    assert sorted(network.edges(data="relations")) == sorted(expected.edges(data="relations"))


def test_the_network_says_what_is_known_of_each_document(embedded: EmbeddedStore) -> None:
    network = project(embedded)
    plan = network.nodes[cao_bang().iri]["document"]
    assert isinstance(plan, Node)
    assert (plan.number, plan.date, plan.level) == ("1222/KH-UBND", PartialDate(2024, 5, 23), Level.PROVINCE)
    assert plan.issuers == ("Ủy ban nhân dân tỉnh Cao Bằng",)
    (directive,) = [iri for iri in network if iri.endswith("28-ct-tw")]
    assert network.nodes[directive]["document"].status is Standing.CITED
    assert network.edges[cao_bang().iri, directive]["relation"] is Relation.CITES
    assert {network.nodes[iri]["document"].number for iri in network.predecessors(directive)} == {
        "1222/KH-UBND",
        "324-KH/TU",
        "3190/KH-UBND",
    }


def test_a_url_is_opened_as_an_endpoint(endpoint: str) -> None:
    opened = open_store(endpoint)
    assert isinstance(opened, RemoteStore)
    assert agent().startswith("chidao")
    assert len(opened.query(f"{PREFIX} SELECT ?d WHERE {{ ?d cd:part ?p }}")) == 2


def test_no_server_is_said_so() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/query"
    with pytest.raises(UnreachableStoreError, match="start the server"):
        RemoteStore(address).query("ASK {}")


def test_an_address_without_an_endpoint_is_said_so(endpoint: str) -> None:
    with pytest.raises(NoEndpointError, match=r"HTTP 404.*name the SPARQL endpoint"):
        RemoteStore(endpoint.replace("/query", "/nothing")).query("ASK {}")


def test_a_server_that_does_not_answer_is_given_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(NoAnswerError, match="within 1 s"):
            RemoteStore(f"http://127.0.0.1:{silent.getsockname()[1]}/query", timeout=1).query("ASK {}")


def test_the_engine_wants_parameters_in_the_projection(embedded: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="SELECT clause"):
        embedded.query(f"{PREFIX} SELECT ?i WHERE {{ ?i cd:no ?_no }}", TWO)
