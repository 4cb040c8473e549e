"""The hand-written store of cascade.trig, with the levels and lines of the authority data, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, RdfFormat, Triple, Variable, serialize
from pyoxigraph import Store as Engine

from graph.answers import Bindings, Rows, Store
from ontology.identifiers import AUTHORITY_GRAPH
from ontology.rows import FOLDER
from tests.rdflib_store import RdflibStore

FIXTURE = Path(__file__).with_name("cascade.trig")
LINES = FOLDER / "lines.ttl"


class OnOxigraph:
    """The fixture in pyoxigraph."""

    def __init__(self) -> None:
        self.engine = Engine()
        self.engine.load(path=str(FIXTURE), format=RdfFormat.TRIG)
        self.engine.load(path=str(LINES), format=RdfFormat.TURTLE, to_graph=NamedNode(AUTHORITY_GRAPH))

    def query(self, sparql: str, bindings: Bindings | None = None, /) -> Rows:
        """Rows, the parameters substituted."""
        terms: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            Variable(name): term for name, term in (bindings or {}).items()
        }
        found = self.engine.query(sparql, use_default_graph_as_union=True, substitutions=terms)
        assert isinstance(found, QuerySolutions)
        names = tuple(variable.value for variable in found.variables)
        return Rows(names, tuple(tuple(row[name] for name in names) for row in found))


@pytest.fixture(scope="session")
def on_oxigraph() -> OnOxigraph:
    """The fixture in pyoxigraph."""
    return OnOxigraph()


@pytest.fixture(scope="session")
def on_rdflib(on_oxigraph: OnOxigraph) -> RdflibStore:
    """The fixture in rdflib."""
    store = RdflibStore()
    quads = serialize(on_oxigraph.engine, format=RdfFormat.N_QUADS)
    assert quads is not None
    store.load(quads)
    return store


@pytest.fixture(scope="session", params=["oxigraph", "rdflib"])
def store(request: pytest.FixtureRequest, on_oxigraph: OnOxigraph, on_rdflib: RdflibStore) -> Store:
    """The fixture in each engine in turn."""
    return on_oxigraph if request.param == "oxigraph" else on_rdflib
