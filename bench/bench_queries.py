"""The same named questions on pyoxigraph and on rdflib, over the same triples."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from graph.answers import Store
from graph.store import EmbeddedStore
from queries.asking import ask
from tests.rdflib_store import RdflibStore

QUESTIONS: dict[str, dict[str, str]] = {
    "documents": {},
    "cascade-down": {"document": "128-CT/TW"},
    "owner-of-indicator": {"document": "11222/KH-UBND", "no": "9"},
    "indicators-without-owner": {},
    "targets-by-year": {"year": "2025"},
    "unresolved-citations": {},
}


@pytest.fixture(scope="session")
def engines(documents: Path, program: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Store]:
    path = tmp_path_factory.mktemp("engines") / "store"
    subprocess.run([program, "build", str(documents), "--store", str(path)], capture_output=True, check=False)
    embedded = EmbeddedStore.reading(path)
    memory = RdflibStore()
    memory.load(embedded.dump())
    return {"pyoxigraph": embedded, "rdflib": memory}


@pytest.mark.parametrize("engine", ["pyoxigraph", "rdflib"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_question(benchmark: BenchmarkFixture, engines: dict[str, Store], question: str, engine: str) -> None:
    benchmark.group = f"question {question}"
    rows = benchmark.pedantic(ask, (engines[engine], question, QUESTIONS[question]), rounds=5, warmup_rounds=1)
    other = engines["rdflib" if engine == "pyoxigraph" else "pyoxigraph"]
    assert len(rows.rows) == len(ask(other, question, QUESTIONS[question]).rows)
