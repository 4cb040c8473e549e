"""The hand-written store of tests/queries on disk, with texts in which its quotations stand, and the program."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse
from typer.testing import CliRunner, Result

from chidao.cli import app
from graph.filed import FileGraphs
from graph.manifest import FileEntry, GraphEntry
from graph.store import EmbeddedStore
from ontology.identifiers import RESOLUTION_GRAPH, document_graph

FIXTURE = Path(__file__).resolve().parent.parent / "queries" / "cascade.trig"
DOC = "https://w3id.org/chidao/id/doc/"
FILES = {"tinh.txt": ("aa" * 32, [f"{DOC}plan"]), "thi-tran.txt": ("bb" * 32, [f"{DOC}letter", f"{DOC}145"])}

Chidao = Callable[..., Result]


def text_of(sha256: str) -> str:
    """A text in which the quotations of the fixture stand at their offsets."""
    blocks = re.findall(
        rf'"{sha256}".*?cd:start (\d+) ; cd:end (\d+) ;\s+cd:quote "([^"]*)"',
        FIXTURE.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    text = [" "] * 500
    for start, end, quote in blocks:
        text[int(start) : int(end)] = quote
    return "".join(text)


def make_store(path: Path) -> None:
    """Writes the fixture as a build would."""
    quads = list(parse(path=str(FIXTURE), format=RdfFormat.TRIG))
    of_graph: dict[str, list[Quad]] = {}
    for quad in quads:
        assert isinstance(quad, Quad)
        assert isinstance(quad.graph_name, NamedNode)
        of_graph.setdefault(quad.graph_name.value, []).append(quad)
    with EmbeddedStore.writing(path) as store:
        for file, (sha256, documents) in FILES.items():
            parts = [GraphEntry(part, iri, 0) for part, iri in enumerate(documents, 1)]
            own = [quad for entry in parts for quad in of_graph.pop(document_graph(file, entry.part))]
            memory = Store()
            memory.extend(own)
            nquads = memory.dump(format=RdfFormat.N_QUADS)
            assert nquads is not None
            store.replace([FileGraphs(file, text_of(sha256), FileEntry(sha256, "test", tuple(parts)), nquads, b"")])
        for graph, others in of_graph.items():
            store.set_graph(graph, others)
        assert RESOLUTION_GRAPH in of_graph
        store.commit()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk."""
    path = tmp_path_factory.mktemp("made") / "store"
    make_store(path)
    return path


@pytest.fixture
def chidao(made: Path) -> Chidao:
    """Runs the program; ``store`` is the made one unless another is named, None for commands without a store."""

    def run(*words: str | Path, store: str | Path | None = made) -> Result:
        given = [str(word) for word in words]
        return CliRunner().invoke(app, given + (["--store", str(store)] if store is not None else []))

    return run
