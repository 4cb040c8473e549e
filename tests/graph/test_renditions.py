"""Several files that hold one document: the best of them stands, the others wait, and a copy costs nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad

from graph.derive import derive
from graph.store import EmbeddedStore
from ontology.codes import ReadAs
from ontology.identifiers import document_graph
from tests.graph.factories import CAO_BANG, Paper, committee, files_of, filled
from tests.graph.test_store import INDICATORS, finished, paper


def test_the_better_rendition_stands_and_the_other_comes_back(tmp_path: Path) -> None:
    scan, text = paper(1, indicators=2), paper(1, indicators=1, where="b/")
    scan.read_as = ReadAs.OCR
    finished(tmp_path / "both", scan, text)
    with EmbeddedStore.writing(tmp_path / "both") as store:
        assert len(store.query(INDICATORS)) == 1
        assert document_graph("1.txt", 1) not in store.graphs()
        store.remove(["b/1.txt"])
        derive(store)
        store.commit()
        assert store.dump() == finished(tmp_path / "scan", scan)
    assert not list((tmp_path / "both" / "aside").iterdir())


class Watched:
    """An engine that counts what is written into it."""

    def __init__(self, engine: Any) -> None:  # noqa: ANN401 -- passes everything on
        self.engine, self.loaded, self.removed = engine, 0, 0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self.engine, name)

    def __contains__(self, quad: Quad) -> bool:
        return quad in self.engine

    def load(self, quads: bytes, **options: Any) -> None:  # noqa: ANN401
        self.loaded += len(quads.splitlines())
        self.engine.load(quads, **options)

    def remove_graph(self, graph: NamedNode) -> None:
        self.removed += 1
        self.engine.remove_graph(graph)


@pytest.mark.parametrize("order", [1, -1], ids=["best first", "best last"])
def test_a_copy_costs_the_store_nothing(tmp_path: Path, order: int, monkeypatch: pytest.MonkeyPatch) -> None:
    copies = [paper(1, where=f"{name:03}/") for name in range(300)]
    files = files_of(copies)[::order]
    with EmbeddedStore.writing(tmp_path / "all") as store:
        watched = Watched(store._open)  # noqa: SLF001 -- what is written is the point
        monkeypatch.setattr(store, "_open", watched)
        for start in range(0, len(files), 50):
            store.replace(files[start : start + 50])
            store.checkpoint()
        store.settle()
        batches = len(files) // 50 if order < 0 else 1
        assert watched.loaded == sum(len(file.nquads.splitlines()) for file in files[:batches])
        assert watched.removed == batches - 1
        assert store.graphs() == (document_graph("000/1.txt", 1),)
        assert len(list((tmp_path / "all" / "aside").iterdir())) == 299
        derive(store)
        store.remove(["000/1.txt"])
        derive(store)
        store.commit()
        left = store.dump()
    assert left == finished(tmp_path / "left", *copies[1:])
    assert document_graph("001/1.txt", 1).encode() in left


def test_a_file_of_which_one_document_is_held_better_keeps_the_other(tmp_path: Path) -> None:
    first = paper(1, where="b/")
    second = Paper(first.file, "2/KH-UBND", "2024-05-24", committee(CAO_BANG), part=2, before=first.text)
    better = paper(1, where="a/")
    whole = finished(tmp_path / "at once", better, first, second)
    with filled(tmp_path / "later", [better]) as store:
        store.replace(files_of([first, second]))
        assert set(store.graphs()) >= {document_graph("a/1.txt", 1), document_graph("b/1.txt", 2)}
        assert document_graph("b/1.txt", 1) not in store.graphs()
        derive(store)
        store.commit()
        assert store.dump() == whole
