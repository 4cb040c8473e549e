"""Builds of the same files in another order give the same graph, byte for byte, judgements and concepts included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from chidao.gather import gather
from chidao.reading import read
from graph import ledger
from graph.derive import derive
from graph.filed import FileGraphs
from graph.rulings import COLUMNS, written
from graph.store import EmbeddedStore
from ontology.codes import JudgedKind
from tests.graph.judging import different, same, unsure

CD = "PREFIX cd: <https://w3id.org/chidao/ontology#> "


def read_files(folder: Path, endings: Iterable[str]) -> list[FileGraphs]:
    """Every file of a folder with these endings, read."""
    found = gather([folder])
    origins = [origin for file, origin in sorted(found.files.items()) if file.endswith(tuple(endings))]
    return [result for result in (read(origin, "test") for origin in origins) if isinstance(result, FileGraphs)]


def built(path: Path, batches: Sequence[Sequence[FileGraphs]], judgements: str) -> bytes:
    """The canonical dump of a store built in batches, each a build of its own."""
    with EmbeddedStore.writing(path) as store:
        (path / ledger.OWN).write_text(judgements, encoding="utf-8")
        for batch in batches:
            store.replace(batch)
            derive(store)
        store.commit()
        return store.dump()


def judged(path: Path, files: Sequence[FileGraphs]) -> str:
    """A file of judgements on what a store of these files holds: some of each verdict, two that contradict."""
    built(path, [files], ",".join(COLUMNS) + "\n")
    with EmbeddedStore.reading(path) as store:

        def some(what: str, count: int) -> list[str]:
            return [
                row.text("x") for row in store.query(f"{CD} SELECT DISTINCT ?x {{ {what} }} ORDER BY ?x LIMIT {count}")
            ]

        documents, citations = some("?x cd:status ?s", 4), some("?x a cd:Citation ; cd:resolvesTo ?d", 4)
        indicators = some("?x a cd:Indicator", 4)
    rulings = [
        same(documents[0], documents[1]),
        same(documents[2], documents[3]),
        different(documents[3], documents[2]),
        different(citations[0], citations[1]),
        unsure(citations[2], citations[3]),
        unsure(indicators[0], indicators[1], JudgedKind.INDICATOR),
        different(indicators[2], indicators[3], JudgedKind.INDICATOR),
    ]
    return ",".join(COLUMNS) + "\n" + "".join(written(ruling) for ruling in rulings)


def assert_order_does_not_matter(folder: Path, files: Sequence[FileGraphs]) -> None:
    judgements = judged(folder / "first", files)
    middle = len(files) // 3
    once = built(folder / "once", [files], judgements)
    backwards = [*reversed(files)]
    twice = built(folder / "twice", [backwards[:middle], backwards[middle:]], judgements)
    assert once == twice
    for part in (b"#Judgement>", b"finding/judgement-conflict>", b"#ConceptCandidate>"):
        assert part in once


def test_samples_in_another_order(tmp_path: Path, samples: Path) -> None:
    assert_order_does_not_matter(tmp_path, read_files(samples, [".txt"]))


@pytest.mark.slow
@pytest.mark.corpus
def test_real_texts_in_another_order(tmp_path: Path, corpus: Path) -> None:
    files = read_files(corpus / "corpus", [".txt", ".md"])
    assert len(files) > 20
    assert_order_does_not_matter(tmp_path, files)
