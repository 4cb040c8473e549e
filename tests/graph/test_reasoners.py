"""What our rules conclude is what OWL 2 RL reasoners and HermiT conclude of the axioms that they stand for.

``reasonable`` knows no property chains, so that it is compared without ``cd:accountableFor``; owlrl and HermiT do.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import owlrl
import pytest
from pyoxigraph import NamedNode, Quad
from rdflib import OWL, RDF, Graph, URIRef
from reasonable import PyReasoner

from graph.infer import infer
from graph.reason import java
from graph.store import EmbeddedStore
from ontology.identifiers import INFERRED_GRAPH
from ontology.reference import VOCABULARY
from ontology.terms import Property

HEADS: Final = frozenset({Property.DESCENDS_FROM, Property.ACCOUNTABLE_FOR, Property.AGENT})
Link = tuple[str, str, str]
Links = frozenset[Link]


def stated(seed: int) -> Links:
    """A cascade with shared parents, a circle every other time, and duties of two kinds."""
    draw = random.Random(seed)  # noqa: S311 (facts, no secret)
    found = {(f"urn:d{n}", Property.IMPLEMENTS, f"urn:d{draw.randrange(n)}") for n in range(1, 12) for _ in range(2)}
    # The vocabulary forbids that two implement each other, not a longer way round.
    around = ("urn:d0", "urn:c1", "urn:c2", "urn:d1")  # d1 implements d0
    circle = {(a, Property.IMPLEMENTS, b) for a, b in pairwise(around)}
    found |= circle if seed % 2 else set()
    for n in range(8):
        link = Property.OWNER_AGENT if n % 3 else Property.AGENT
        found.add((f"urn:duty{n}", link, f"urn:a{draw.randrange(3)}"))
        found.add((f"urn:duty{n}", Property.COVERS, f"urn:t{n // 2}"))
    return frozenset((subject, str(predicate), value) for subject, predicate, value in found)


def nodes(links: Links) -> set[str]:
    return {node for subject, _, value in links for node in (subject, value)}


def ours(links: Links, folder: Path) -> Links:
    graph = NamedNode("urn:facts")
    with EmbeddedStore.writing(folder / "store") as store:
        store.set_graph(graph.value, (Quad(NamedNode(s), NamedNode(p), NamedNode(o), graph) for s, p, o in links))
        infer(store)
        return frozenset(link_of(str(quad.triple)) for quad in store.quads(INFERRED_GRAPH))


def link_of(triple: str) -> Link:
    subject, predicate, value = (term.strip("<>") for term in triple.split())
    return subject, predicate, value


def theirs(found: Graph, links: Links) -> Links:
    """What they add, of the properties that our rules conclude; that a circle descends from itself we leave out."""
    triples = {(str(s), str(p), str(o)) for s, p, o in found} - links
    return frozenset((s, p, o) for s, p, o in triples if p in HEADS and s != o)


def graph_of(links: Links) -> Graph:
    graph = Graph().parse(VOCABULARY)
    for subject, predicate, value in links:
        graph.add((URIRef(subject), URIRef(predicate), URIRef(value)))
    return graph


@pytest.mark.parametrize("seed", range(4))
def test_reasonable_concludes_the_same(tmp_path: Path, seed: int) -> None:
    links = stated(seed)
    reasoner = PyReasoner()
    reasoner.from_graph(graph_of(links))
    found = Graph()
    for triple in reasoner.reason():
        found.add(triple)
    known = theirs(found, links)
    assert known == {link for link in ours(links, tmp_path) if link[1] != Property.ACCOUNTABLE_FOR}
    assert {link[1] for link in known} == {Property.DESCENDS_FROM, Property.AGENT}


def test_owlrl_concludes_the_same(tmp_path: Path) -> None:
    links = stated(1)
    graph = graph_of(links)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert ours(links, tmp_path) == theirs(graph, links)


@pytest.mark.system("java")
@pytest.mark.parametrize("seed", range(2))
def test_hermit_concludes_the_same(tmp_path: Path, seed: int) -> None:
    import owlready2  # noqa: PLC0415 (a second to import)

    links = stated(seed)
    world = owlready2.World()
    world.get_ontology("urn:facts#").load(fileobj=io.BytesIO(individuals(links)), format="ntriples")
    owlready2.JAVA_EXE = java()
    with world.get_ontology("urn:inferred#"):
        owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
    assert ours(links, tmp_path) == frozenset(indirect(world, links)) - links


def individuals(links: Links) -> bytes:
    graph = graph_of(links)
    for node in nodes(links):
        graph.add((URIRef(node), RDF.type, OWL.NamedIndividual))
    return graph.serialize(format="ntriples", encoding="utf-8")


def indirect(world: Any, links: Links) -> Iterator[Link]:  # noqa: ANN401 (owlready2 has no types)
    """The values of properties, those that owlready2 leaves to its own closure (INDIRECT_) among them."""
    for node in nodes(links):
        for term in HEADS:
            values = getattr(world[node], f"INDIRECT_{term.local_name}", None) or ()
            several = values if isinstance(values, (list, tuple)) else [values]  # a functional property has one
            yield from ((node, str(term), value.iri) for value in several if value.iri != node)
