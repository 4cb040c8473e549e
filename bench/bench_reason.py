"""The rules over 120,000 triples, beside the reasoner ``reasonable`` and owlrl; then what one document more costs.

First each concludes from triples that it has in memory already, then from those on disk: ours from a store, theirs from
a file. They conclude all of OWL 2 RL, ours only what the graph is asked for; the triples that both conclude are held to
be the same. owlrl takes minutes for 120,000 triples: it has a fiftieth of them, and so have the others beside it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import owlrl
import pytest
from pyoxigraph import NamedNode, Quad
from pytest_benchmark.fixture import BenchmarkFixture
from rdflib import Graph, URIRef
from reasonable import PyReasoner

from graph.infer import conclusions, infer, infer_anew
from graph.rulebook import fingerprint
from graph.store import EmbeddedStore
from graph.vocabulary import prop
from ontology.identifiers import INFERRED_GRAPH
from ontology.reference import VOCABULARY
from ontology.terms import Property

DUTIES = 9
TRIPLES = 2 * DUTIES + 1  # of a document, or one more
WHOLE, PART = 6_250, 125  # documents
SHARED = {Property.DESCENDS_FROM.value, Property.AGENT.value}  # reasonable knows no property chains


def document(number: int) -> Iterator[Quad]:
    """A document that implements one or two earlier ones, a few steps below the first; its duties."""
    draw, graph = random.Random(number), NamedNode(f"urn:graph:{number}")  # noqa: S311 (facts, no secret)
    node = NamedNode(f"urn:d:{number}")
    for _ in range(1 + (number % 3 == 0) if number else 0):
        upper = NamedNode(f"urn:d:{draw.randrange(number // 6, max(number // 4, 1 + number // 6))}")
        yield Quad(node, prop(Property.IMPLEMENTS), upper, graph)
    for duty in (NamedNode(f"{node.value}/duty/{order}") for order in range(DUTIES)):
        yield Quad(duty, prop(Property.OWNER_AGENT), NamedNode(f"urn:a:{draw.randrange(1_000)}"), graph)
        yield Quad(duty, prop(Property.COVERS), NamedNode(f"{node.value}/task/{draw.randrange(DUTIES)}"), graph)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, EmbeddedStore]]:
    """A store of each size, inferred."""
    made = {}
    for size in (WHOLE, PART):
        made[size] = EmbeddedStore.writing(tmp_path_factory.mktemp("store") / str(size))
        made[size].set_graph("urn:graph:0", (quad for number in range(size) for quad in document(number)))
        made[size].optimize()  # as builds of many files do
        infer(made[size])
    yield made
    for store in made.values():
        store.close()


def graph_of(size: int) -> Graph:
    """The same triples with the vocabulary, for the others."""
    graph = Graph().parse(VOCABULARY)
    for quad in (quad for number in range(size) for quad in document(number)):
        subject, predicate, value = (URIRef(term.strip("<>")) for term in str(quad.triple).split())
        graph.add((subject, predicate, value))
    return graph


def shared(triples: Iterable[Iterable[object]]) -> set[tuple[str, ...]]:
    """What the vocabulary's transitive property and its sub-properties conclude."""
    found = {tuple(map(str, triple)) for triple in triples}
    return {triple for triple in found if triple[1] in SHARED and triple[0] != triple[2]}


def ours(store: EmbeddedStore) -> set[tuple[str, ...]]:
    """The same of our rules."""
    return shared(tuple(term.strip("<>") for term in str(q.triple).split()) for q in store.quads(INFERRED_GRAPH))


@pytest.mark.parametrize("size", [PART, WHOLE])
def test_ours(benchmark: BenchmarkFixture, stores: dict[int, EmbeddedStore], size: int) -> None:
    benchmark.group = f"what rules conclude from {TRIPLES * size:,} triples"
    assert len(benchmark.pedantic(conclusions, (stores[size].inference.premises(),), rounds=3)) > size


@pytest.mark.parametrize("size", [PART, WHOLE])
def test_reasonable(benchmark: BenchmarkFixture, stores: dict[int, EmbeddedStore], size: int) -> None:
    benchmark.group = f"what rules conclude from {TRIPLES * size:,} triples"
    graph = graph_of(size)

    def loaded() -> tuple[tuple[PyReasoner], dict[str, object]]:
        reasoner = PyReasoner()
        reasoner.from_graph(graph)
        return (reasoner,), {}

    found = benchmark.pedantic(lambda reasoner: reasoner.reason(), setup=loaded, rounds=3)
    infer_anew(stores[size])
    assert shared(found) == ours(stores[size])


@pytest.mark.benchmark(group="the same from the disk")
def test_ours_from_disk(benchmark: BenchmarkFixture, stores: dict[int, EmbeddedStore]) -> None:
    found = benchmark.pedantic(lambda: conclusions(stores[WHOLE].inference.premises()), rounds=3)
    assert len(found) == stores[WHOLE].inference.count


@pytest.mark.benchmark(group="the same from the disk")
def test_reasonable_from_disk(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    graph_of(WHOLE).serialize(tmp_path / "facts.ttl", format="nt", encoding="utf-8")  # N-Triples is Turtle

    def read_and_reason() -> int:
        reasoner = PyReasoner()
        reasoner.load_file(str(tmp_path / "facts.ttl"))
        return len(reasoner.reason())

    assert benchmark.pedantic(read_and_reason, rounds=3) > WHOLE


def test_owlrl(benchmark: BenchmarkFixture, stores: dict[int, EmbeddedStore]) -> None:
    benchmark.group = f"what rules conclude from {TRIPLES * PART:,} triples"
    graph = graph_of(PART)
    closure = owlrl.DeductiveClosure(owlrl.OWLRL_Semantics)
    benchmark.pedantic(closure.expand, (graph,), rounds=1)
    assert shared(graph) == ours(stores[PART])


@pytest.mark.parametrize("size", [PART, WHOLE])
@pytest.mark.benchmark(group="one document more, then one less")
def test_one_document_more(benchmark: BenchmarkFixture, stores: dict[int, EmbeddedStore], size: int) -> None:
    store = stores[size]
    assert store.inference.rules == fingerprint()
    before = store.quads(INFERRED_GRAPH)

    def come_and_go() -> int:
        store.set_graph("urn:graph:new", late())
        most = infer(store)
        store.set_graph("urn:graph:new", ())
        infer(store)
        return most

    assert benchmark.pedantic(come_and_go, rounds=5) > len(before)
    assert store.quads(INFERRED_GRAPH) == before


def late() -> Iterator[Quad]:
    """A document that no store has, below one that each has."""
    for quad in document(PART - 1):
        subject = NamedNode(str(quad.subject).strip("<>").replace(f"urn:d:{PART - 1}", "urn:d:late"))
        yield Quad(subject, quad.predicate, quad.object, NamedNode("urn:graph:new"))
