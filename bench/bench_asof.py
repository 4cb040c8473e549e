"""Who answers for an indicator today beside who was bound, on a store of a million triples.

The store holds the samples many times over, each family with document numbers of its own, as the build makes them.
Asked: as of a date within three times the plain look-up on the same store in the same run.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bench.conftest import SAMPLES
from graph.derive import derive
from graph.filed import FileGraphs, file_graphs
from graph.store import EmbeddedStore
from loaders.extract import extractions
from loaders.formats import of_bytes
from queries.asking import ask
from queries.documents import find_one

TRIPLES = int(os.environ.get("CHIDAO_BENCH_TRIPLES", "1000000"))
MARGIN = 1.2  # copies that are nearly the same as others are set aside
PLAN = "51222/KH-UBND"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"


def families() -> Iterator[list[FileGraphs]]:
    """The five samples, over and over, each time under other numbers."""
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(SAMPLES.glob("*.txt"))]
    copy = 0
    while True:
        copy += 1
        family = []
        for name, text in texts:
            own = re.sub(r"(?<![\d/.])(\d+)(?=\s*[-/]\s*[A-ZĐ])", rf"{copy}\1", text)
            source = of_bytes(own.encode(), f"{copy:05}-{name}")
            family.append(file_graphs(source, extractions(source), hashlib.sha256(own.encode()).hexdigest()))
        yield family


@pytest.fixture(scope="session")
def million(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    path: Path = tmp_path_factory.mktemp("million") / "store"
    written = 0
    with EmbeddedStore.writing(path) as store:
        for family in families():
            store.replace(family)
            written += sum(graphs.nquads.count(b"\n") for graphs in family)
            if written >= TRIPLES * MARGIN:
                break
        derive(store)
        store.optimize()
        store.commit()
    with EmbeddedStore.reading(path) as store:
        count = int(next(iter(store.query(COUNT))).text("n"))
        assert count >= TRIPLES
        yield store


CASES: dict[str, dict[str, str]] = {"owner-of-indicator": {}, "owner-at": {"at": "2026-11-22"}}


@pytest.mark.parametrize("question", CASES)
def test_owner(benchmark: BenchmarkFixture, million: EmbeddedStore, question: str) -> None:
    benchmark.group = f"owner of an indicator in {TRIPLES} triples"
    given = {"document": find_one(million, PLAN).iri, "no": "22", **CASES[question]}
    found = benchmark.pedantic(ask, (million, question, given), rounds=50, warmup_rounds=5)
    assert len(found.rows) == 1
