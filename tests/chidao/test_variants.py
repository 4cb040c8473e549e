"""One document in five files: one graph of it, the others named as its variants."""

from __future__ import annotations

from pathlib import Path

import pytest

from chidao.build import build
from graph.store import EmbeddedStore
from tests.loaders.formats.renditions import RENDITIONS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.system("dejavu"),
    pytest.mark.system("tesseract"),
]

PREFIX = "PREFIX cd: <https://w3id.org/chidao/ontology#> "
HELD = (
    PREFIX
    + """
    SELECT DISTINCT ?document ?file WHERE { ?document cd:status ?status ; cd:file ?file
      FILTER(STRENDS(STR(?status), "/held")) }
"""
)
VARIANTS = PREFIX + "SELECT DISTINCT ?document ?file WHERE { ?document cd:variantFile ?file }"
DUPLICATES = (
    PREFIX
    + """
    SELECT DISTINCT ?message ?lang WHERE { ?finding cd:findingKind ?kind ; cd:message ?message
      BIND(LANG(?message) AS ?lang) FILTER(STRENDS(STR(?kind), "/duplicate-document")) }
"""
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all renditions of the plan."""
    folder = tmp_path_factory.mktemp("renditions")
    for name, made in RENDITIONS.items():
        (folder / name).write_bytes(made())
    path = tmp_path_factory.mktemp("store") / "store"
    report = build([folder], path, workers=2)
    assert (report.unread, report.partly) == ((), ())
    assert set(report.written) == set(RENDITIONS)
    assert report.documents == 1
    return path


def rows(store: Path, query: str, *names: str) -> set[tuple[str, ...]]:
    with EmbeddedStore.reading(store) as opened:
        return {tuple(row.text(name) for name in names) for row in opened.query(query)}


def test_they_are_one_document_of_which_the_best_reading_is_held(store: Path) -> None:
    ((document, best),) = rows(store, HELD, "document", "file")
    assert document.endswith("/tinh-cao-bang/ubnd/2024-05-23/1222-kh-ubnd")
    assert best not in {"scan.pdf", "old.txt"}


def test_the_other_four_are_linked_as_variants(store: Path) -> None:
    ((document, best),) = rows(store, HELD, "document", "file")
    assert rows(store, VARIANTS, "document", "file") == {(document, file) for file in RENDITIONS if file != best}


def test_a_finding_says_so_in_both_languages(store: Path) -> None:
    found = rows(store, DUPLICATES, "message", "lang")
    assert {lang for _, lang in found} == {"vi", "en"}
    assert all(file in message for message, _ in found for file in RENDITIONS)
