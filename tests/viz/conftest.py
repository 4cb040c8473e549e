"""The hand-made cascade of scene.trig in a store, as it is or with some of its words replaced."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Variable, parse
from pyoxigraph import Store as Engine

from graph.answers import Bindings, Rows, Store, Term
from ontology.reference import reference_triples
from viz.compose import scene_of
from viz.scene import Scene

FIXTURE = Path(__file__).with_name("scene.trig")
AUTHORITY = NamedNode("https://w3id.org/chidao/id/graph/authority")


class InMemory:
    """A store of some quads."""

    def __init__(self, quads: list[Quad]) -> None:
        self.engine = Engine()
        self.engine.extend(quads)

    def query(self, sparql: str, bindings: Bindings | None = None, /) -> Rows:
        """Rows, the parameters substituted."""
        terms: dict[Variable, Term] = {Variable(name): term for name, term in (bindings or {}).items()}
        found = self.engine.query(sparql, use_default_graph_as_union=True, substitutions=terms)
        assert isinstance(found, QuerySolutions)
        names = tuple(variable.value for variable in found.variables)
        return Rows(names, tuple(tuple(row[name] for name in names) for row in found))


def load(words: dict[str, str] | None = None, shuffled: int | None = None) -> InMemory:
    text = FIXTURE.read_text(encoding="utf-8")
    for old, new in (words or {}).items():
        assert old in text, old
        text = text.replace(old, new)
    quads = [Quad(q.subject, q.predicate, q.object, q.graph_name) for q in parse(text, RdfFormat.TRIG)]
    quads += [Quad(triple.subject, triple.predicate, triple.object, AUTHORITY) for triple in reference_triples()]
    if shuffled is not None:
        random.Random(shuffled).shuffle(quads)  # noqa: S311 - an order, not a secret
    return InMemory(quads)


@pytest.fixture(scope="session")
def cascade_store() -> Store:
    return load()


@pytest.fixture
def empty_store() -> Store:
    return InMemory([])


@pytest.fixture(scope="session")
def scene(cascade_store: Store) -> Scene:
    return scene_of(cascade_store, "28-CT/TW")


@pytest.fixture(scope="session")
def store_with() -> Callable[..., Store]:
    return load


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()
