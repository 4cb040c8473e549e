"""Sketches of texts, variants of one document, files that could not be read, pages and boxes in the store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.layouts import Layout
from graph.manifest import FileEntry, Lack
from graph.readings import write_readings
from graph.resolve import resolve
from graph.ruled import texts_apart
from graph.sketch import ALIKE, alike, resemblance, sketch
from graph.store import EmbeddedStore
from ontology.identifiers import document_iri
from ontology.source import Box, Page, Run
from ontology.words import Words
from tests.graph.factories import CAO_BANG, Paper, cao_bang, committee, files_of
from tests.graph.judging import different, same

PLAN = " ".join(f"Mục {n}: cơ quan số {n} rà soát việc thứ {n * 7} của ngành {n % 5}." for n in range(60))
READ = PLAN.replace("rà soát", "rà soat").replace("ngành 3", "nganh 3").replace("Mục 7:", "Muc ?:")


def iri(number: str, date: str = "2025-01-02", place: str = "tinh-a") -> str:
    return document_iri(place, "ubnd", date, number)


def test_a_text_read_by_ocr_is_nearly_the_same_and_another_is_not() -> None:
    assert resemblance(sketch(PLAN), sketch(READ)) > 0.8
    assert resemblance(sketch(PLAN), sketch(PLAN.replace("cơ quan", "đơn vị").replace("của ngành", "về"))) < ALIKE
    assert sketch("Quá ngắn để biết.") == ()
    assert resemblance((), sketch(PLAN)) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (iri("5/KH-UBND"), iri("5/KH-UBND", date="2025-01"), True),
        (iri("5/KH-UBND"), iri("khong-so-0123abcd-1"), True),
        (iri("5/KH-UBND"), iri("khong-so-0123abcd-1", date="", place=""), True),
        (iri("5/KH-UBND"), iri("6/KH-UBND"), False),
        (iri("1/KH-UBND"), iri("12/KH-UBND"), False),
        (iri("5/KH-UBND"), iri("5/KH-UBND", date="2024-01-02"), False),
        (iri("5/KH-UBND"), iri("5/KH-UBND", place="tinh-b"), False),
    ],
)
def test_heads_that_contradict_are_two_documents(one: str, other: str, *, same: bool) -> None:
    found = alike({one: sketch(PLAN), other: sketch(READ)})
    assert (found[one] == found[other]) is same


def test_people_keep_nearly_the_same_texts_apart_and_take_it_back(tmp_path: Path) -> None:
    one = Paper("a.txt", "5/KH-UBND", "2025-01-02", committee(CAO_BANG))
    other = Paper("b.txt", "5/KH-UBND", "2025-01", committee(CAO_BANG))
    one.title(PLAN)
    other.title(READ)
    found = []
    with EmbeddedStore.writing(tmp_path) as store:
        store.replace(files_of([one, other]))
        for rulings in (
            [],
            [different(other.iri, one.iri)],
            [different(one.iri, other.iri), same(one.iri, other.iri)],
            [],
        ):
            store.apart = texts_apart(rulings)
            store.settle()
            outcomes = resolve(store, rulings).outcomes
            found.append((len(store.renditions()), {outcome.state.value for outcome in outcomes.values()}))
    assert found == [(1, set()), (2, {"applied"}), (1, {"unknown"}), (1, set())]


def test_a_file_that_could_not_be_read_is_a_finding_and_no_file_of_the_store(tmp_path: Path) -> None:
    lack = Lack(Words("page 3", "trang 3"), Words("it is locked", "bị khóa"), Words("unlock it", "hãy mở khóa"))
    with EmbeddedStore.writing(tmp_path) as store:
        store.replace(files_of([cao_bang(file="a.txt")]))
        store.refuse("a.txt", FileEntry("0" * 64, "p", (), lacks=(lack,), system="OCR"))
        write_readings(store)
        store.commit()
    with EmbeddedStore.reading(tmp_path) as store:
        assert (dict(store.files), store.entries["a.txt"].lacks) == ({}, (lack,))
        (row,) = store.query("""PREFIX cd: <https://w3id.org/chidao/ontology#>
            SELECT ?message WHERE { ?x cd:findingKind ?kind ; cd:message ?message FILTER(LANG(?message) = "vi") }""")
        assert row.text("message") == "a.txt (trang 3): bị khóa; hãy mở khóa"


def test_pages_and_boxes_are_kept_and_go_with_the_file(tmp_path: Path) -> None:
    (graphs,) = files_of([cao_bang(file="a.pdf")])
    layout = Layout((Page(1, 595, 842),), (Run(0, 1),), (Box(0, 2, 1, 10.5, 20, 30, 40),))
    with EmbeddedStore.writing(tmp_path) as store:
        store.replace([replace(graphs, layout=layout.packed())])
        assert store.layout("a.pdf") == layout
        store.replace([graphs])
        assert store.layout("a.pdf") == Layout()
        assert store.layout("none.pdf") == Layout()
