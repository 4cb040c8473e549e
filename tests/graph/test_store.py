"""The embedded store: documents replaced whole, the same bytes again, and every refusal with its remedy."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from graph.answers import (
    MissingStoreError,
    NotAStoreError,
    QueryError,
    StoreInUseError,
    StoreVersionError,
    UnfinishedStoreError,
)
from graph.authority import load_authority
from graph.derive import derive
from graph.store import EmbeddedStore, open_store
from graph.texts import MissingTextError, Texts
from ontology.codes import Kind
from ontology.identifiers import AGENTS_GRAPH, AUTHORITY_GRAPH, document_graph
from tests.graph.factories import CAO_BANG, LAM_DONG, POLITBURO, Paper, agency, cao_bang, committee, files_of, filled

INDICATORS = "PREFIX cd: <https://w3id.org/chidao/ontology#> SELECT ?i WHERE { ?i a cd:Indicator } ORDER BY ?i"


def paper(number: int, indicators: int = 1, where: str = "") -> Paper:
    made = cao_bang("2024-05-23", f"{number}/KH-UBND", f"{where}{number}.txt")
    made.cite("28-CT/TW", "2023-12-25", POLITBURO)
    for no in range(1, indicators + 1):
        made.indicator(str(no), agency("Sở Y tế", CAO_BANG))
    return made


def finished(path: Path, *papers: Paper) -> bytes:
    """Builds a store to its end; its dump."""
    with filled(path, papers) as store:
        derive(store)
        store.commit()
        return store.dump()


def test_building_again_changes_nothing(tmp_path: Path) -> None:
    once = finished(tmp_path / "a", paper(1), paper(2))
    assert finished(tmp_path / "a", paper(1), paper(2)) == once
    assert finished(tmp_path / "b", paper(2), paper(1)) == once
    assert (tmp_path / "a" / "manifest.json").read_bytes() == (tmp_path / "b" / "manifest.json").read_bytes()


def test_the_dump_is_sorted_and_has_each_quad_once(tmp_path: Path) -> None:
    lines = finished(tmp_path / "a", paper(1)).splitlines()
    assert lines == sorted(set(lines))


def test_a_changed_document_replaces_its_graph_whole(tmp_path: Path) -> None:
    finished(tmp_path / "a", paper(1, indicators=3), paper(2))
    changed = finished(tmp_path / "a", paper(1, indicators=1), paper(2))
    assert changed == finished(tmp_path / "b", paper(1, indicators=1), paper(2))


def test_a_file_that_is_removed_leaves_nothing(tmp_path: Path) -> None:
    finished(tmp_path / "a", paper(1), paper(2))
    with EmbeddedStore.writing(tmp_path / "a") as store:
        store.remove(["2.txt"])
        derive(store)
        store.commit()
        left = store.dump()
    assert left == finished(tmp_path / "b", paper(1))
    assert len(list((tmp_path / "a" / "texts").iterdir())) == 1


def test_the_text_comes_back_code_point_by_code_point(tmp_path: Path) -> None:
    made = paper(1)
    finished(tmp_path / "a", made)
    with EmbeddedStore.reading(tmp_path / "a") as store:
        assert store.text("1.txt") == made.source.text
        with pytest.raises(MissingStoreError, match=r"no file 'x.txt'.*1\.txt"):
            store.text("x.txt")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    texts = Texts(tmp_path_factory.mktemp("texts"))
    texts.put("0" * 64, text)
    assert texts.get("0" * 64) == text


def test_a_text_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingTextError, match="build the file again"):
        Texts(tmp_path).get("0" * 64)
    with pytest.raises(MissingTextError, match="not a SHA-256"):
        Texts(tmp_path).get("../manifest")


def test_a_place_without_a_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingStoreError, match="chidao build"):
        open_store(str(tmp_path / "nowhere"))
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_of_something_else_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    for opening in (EmbeddedStore.reading, EmbeddedStore.writing):
        with pytest.raises(NotAStoreError, match="--store"):
            opening(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_damaged_manifest_is_refused(tmp_path: Path) -> None:
    finished(tmp_path / "a", paper(1))
    (tmp_path / "a" / "manifest.json").write_text('{"format": 1')
    with pytest.raises(NotAStoreError):
        EmbeddedStore.reading(tmp_path / "a")


@pytest.mark.parametrize(
    ("key", "wrong", "words"), [("format", 99, "format 99"), ("base", "urn:x:", "CHIDAO_BASE=urn:x:")]
)
def test_a_store_of_another_version_is_refused(tmp_path: Path, key: str, wrong: object, words: str) -> None:
    finished(tmp_path / "a", paper(1))
    manifest = tmp_path / "a" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {key: wrong}))
    with pytest.raises(StoreVersionError, match=words):
        EmbeddedStore.reading(tmp_path / "a")


def test_one_writer_keeps_others_out_and_readers_keep_a_writer_out(tmp_path: Path) -> None:
    finished(tmp_path / "a", paper(1))
    with EmbeddedStore.writing(tmp_path / "a"):
        for opening in (EmbeddedStore.reading, EmbeddedStore.writing):
            with pytest.raises(StoreInUseError, match="wait for the build"):
                opening(tmp_path / "a")
    with EmbeddedStore.reading(tmp_path / "a"), EmbeddedStore.reading(tmp_path / "a") as second:
        assert len(second.query(INDICATORS)) == 1
        with pytest.raises(StoreInUseError):
            EmbeddedStore.writing(tmp_path / "a")


def test_another_process_is_kept_out(tmp_path: Path) -> None:
    finished(tmp_path / "a", paper(1))
    opening = f"EmbeddedStore.writing(Path({str(tmp_path / 'a')!r}))"
    code = f"from graph.store import EmbeddedStore; from pathlib import Path; {opening}"
    with EmbeddedStore.writing(tmp_path / "a"):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "StoreInUseError" in done.stderr


def test_a_build_that_was_broken_off_is_noticed_and_made_good(tmp_path: Path) -> None:
    whole = finished(tmp_path / "whole", paper(1, indicators=2), paper(2), paper(3))
    finished(tmp_path / "a", paper(1), paper(2))
    with EmbeddedStore.writing(tmp_path / "a") as store:
        store.replace(files_of([paper(1, indicators=2), paper(3)]))
        # not committed: the process ends here
    with pytest.raises(UnfinishedStoreError, match="run chidao build again"):
        EmbeddedStore.reading(tmp_path / "a")
    with EmbeddedStore.writing(tmp_path / "a") as store:
        assert set(store.files) == {"2.txt"}
        assert document_graph("3.txt", 1) not in store.graphs()
    assert finished(tmp_path / "a", paper(1, indicators=2), paper(2), paper(3)) == whole


def test_a_checkpoint_keeps_what_was_read_before_a_break(tmp_path: Path) -> None:
    with EmbeddedStore.writing(tmp_path / "a") as store:
        store.replace(files_of([paper(1)]))
        store.checkpoint()
        store.replace(files_of([paper(2)]))
    with pytest.raises(UnfinishedStoreError):
        EmbeddedStore.reading(tmp_path / "a")
    with EmbeddedStore.writing(tmp_path / "a") as store:
        assert set(store.files) == {"1.txt"}


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = EmbeddedStore.writing(tmp_path / "a")
    store.close()
    with pytest.raises(Exception, match="closed"):
        store.query(INDICATORS)


def test_a_query_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with filled(tmp_path / "a", [paper(1)]) as store, pytest.raises(QueryError, match="cannot be read"):
        store.query("SELECT ?x WHERE {")


def test_rdflib_sees_the_same_store(tmp_path: Path) -> None:
    finished(tmp_path / "a", paper(1), paper(2, indicators=2))
    with EmbeddedStore.reading(tmp_path / "a") as store:
        found = {str(row[0]) for row in store.as_rdflib().query(INDICATORS)}  # type: ignore[index]
        assert found == {row.text("i") for row in store.query(INDICATORS)}
        assert len(found) == 3


def test_authority_data_is_written_once(tmp_path: Path) -> None:
    finished(tmp_path / "a", paper(1))
    with EmbeddedStore.writing(tmp_path / "a") as store:
        before = store.quads(AUTHORITY_GRAPH)
        assert not load_authority(store)
        notations = store.query(
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT DISTINCT ?n WHERE { ?c skos:notation ?n }"
        )
        assert {kind.value for kind in Kind} <= {row.text("n") for row in notations}
        store.authority = "of an earlier version"
        assert load_authority(store)
        assert store.quads(AUTHORITY_GRAPH) == before


def test_owners_are_inferred(tmp_path: Path) -> None:
    ask = "PREFIX cd: <https://w3id.org/chidao/ontology#> SELECT ?a ?i WHERE { ?a cd:accountableFor ?i }"
    finished(tmp_path / "a", paper(1), Paper("b.txt", "7/KH-UBND", "2024-06-01", committee(LAM_DONG)))
    with EmbeddedStore.reading(tmp_path / "a") as store:
        (row,) = store.query(ask)
        assert row.text("a") == agency("Sở Y tế", CAO_BANG).iri
        assert row.text("i").endswith("/1-kh-ubnd/indicator/1")


def test_what_many_documents_tell_of_a_body_stands_once(tmp_path: Path) -> None:
    several = [paper(number) for number in range(1, 8)]
    finished(tmp_path / "a", *several)
    label = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?label WHERE { ?body rdfs:label ?label }"
    with EmbeddedStore.reading(tmp_path / "a") as store:
        (row,) = store.query(label.replace("?body", f"<{agency('Sở Y tế', CAO_BANG).iri}>"))
        assert row.text("label") == "Sở Y tế tỉnh Cao Bằng"
        counted: dict[str, int] = {}
        for quad in (quad for graph in store.graphs() for quad in store.quads(graph)):
            counted[str(quad.triple)] = counted.get(str(quad.triple), 0) + 1
        assert [triple for triple, count in counted.items() if count > 1] == []


def test_where_documents_call_a_body_otherwise_more_of_them_are_right(tmp_path: Path) -> None:
    several = [paper(number) for number in (1, 2, 3)]
    odd = agency("Sở Y tế", CAO_BANG)
    several[2].responsibilities[0] = replace(several[2].responsibilities[0], agent=replace(odd, name="SỞ Y TẾ"))
    finished(tmp_path / "a", *several)
    with EmbeddedStore.reading(tmp_path / "a") as store:
        labels = {quad.object for quad in store.quads(AGENTS_GRAPH) if "rdf-schema#label" in str(quad.predicate)}
        assert Literal("SỞ Y TẾ", language="vi") not in labels
