"""The tables of the contract, over the hand-written store."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.answers import Store
from queries.answer import Record
from queries.columns import TABLES
from queries.register import Entry, Register
from queries.relations import relations
from queries.tables import table, write_tables

DOC = "https://w3id.org/chidao/id/doc/"

CONTRACT = {
    "documents": "iri, file, part, kind, number, number_as_written, date, issuer, issuer_iri, level, place, title, "
    "signer, status",
    "relations": "source_iri, source_number, relation, target_iri, target_number, target_date, target_issuer, "
    "resolution, file",
    "indicators": "iri, document_iri, document_number, file, no, section, text, qualitative",
    "targets": "indicator_iri, document_iri, document_number, file, indicator_no, measure, year, comparator, value, "
    "value_max, unit, binding, raw",
    "tasks": "iri, document_iri, file, no, section, text, due, recurrence, product",
    "responsibilities": "iri, document_iri, file, agency, agency_as_written, agency_iri, role, object_kind, "
    "object_iri, object_no, section",
    "observations": "indicator_iri, agency_iri, place, period, value, unit, source",
    "agencies": "iri, name, kind, level, place, parent, valid_from, valid_to",
    "findings": "severity, kind, document_iri, file, message_vi, message_en",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_of_the_contract_come_first_and_evidence_last(name: str) -> None:
    wanted = tuple(CONTRACT[name].split(", "))
    assert TABLES[name][: len(wanted)] == wanted
    if name != "agencies":
        assert TABLES[name][-6:] == ("start", "end", "quote", "rule", "confidence", "page")


def test_tables_are_those_of_the_contract() -> None:
    assert set(TABLES) == set(CONTRACT)


def test_files_have_the_columns_and_are_the_same_each_time(store: Store, tmp_path: Path) -> None:
    made = write_tables(store, tmp_path / "new" / "folder")
    again = write_tables(store, tmp_path / "again")
    for one, other in zip(made, again, strict=True):
        assert one.path.read_bytes() == other.path.read_bytes()
        with one.path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.reader(handle))
        assert rows[0] == list(TABLES[one.name])
        assert len(rows) - 1 == one.rows


def test_both_engines_write_the_same(on_oxigraph: Store, on_rdflib: Store, tmp_path: Path) -> None:
    left, right = (write_tables(engine, tmp_path / name) for engine, name in ((on_oxigraph, "a"), (on_rdflib, "b")))
    assert [a.path.read_text(encoding="utf-8") for a in left] == [b.path.read_text(encoding="utf-8") for b in right]


def test_documents_held_and_cited(store: Store) -> None:
    rows = {row["iri"].removeprefix(DOC): row for row in table(store, "documents")}
    assert {name: (row["status"], row["file"], row["part"]) for name, row in rows.items()} == {
        "plan": ("held", "tinh.txt", "1"),
        "letter": ("held", "thi-tran.txt", "1"),
        "145": ("held", "thi-tran.txt", "2"),
        "directive": ("cited", "", ""),
        "party": ("cited", "", ""),
        "156": ("cited", "", ""),
        "1761": ("cited", "", ""),
    }
    plan = rows["plan"]
    assert (plan["number"], plan["number_as_written"], plan["date"]) == ("1222/KH-UBND", "1222/KH- UBND", "2024-05-23")
    assert (plan["issuer"], plan["place"], plan["quote"]) == (
        "Ủy ban nhân dân tỉnh Cao Bằng",
        "tỉnh Cao Bằng",
        "Số: 1222/KH- UBND",
    )
    assert (rows["letter"]["number"], rows["letter"]["date"]) == ("", "2024-04")


def test_relations_once_each_with_the_dated_mention_and_chains_from_their_own_source(store: Store) -> None:
    rows = table(store, "relations")
    assert {(r["source_number"], r["relation"], r["target_number"], r["start"]) for r in rows} == {
        ("1222/KH-UBND", "implements", "324-KH/TU", "18"),
        ("1222/KH-UBND", "implements", "28-CT/TW", "140"),
        ("324-KH/TU", "implements", "28-CT/TW", "47"),
        ("", "implements", "1761/UBND-VP", "5"),
    }
    chained = next(row for row in rows if row["source_number"] == "324-KH/TU")
    assert (chained["said_by"], chained["file"]) == (f"{DOC}plan", "tinh.txt")


def _mention(name: str, relation: str, target: str, **more: str | int) -> Record:
    row: Record = dict.fromkeys(
        ("subject", "date", "number", "issuer_iri", "resolution", "target_iri", "end", "quote", "rule", "page")
    )
    row |= {"citation": name, "document_iri": "doc", "file": "f", "confidence": "1", "key": target, "start": 0}
    return row | {"relation": f"https://w3id.org/chidao/code/relation/{relation}"} | more


KNOWN = Register({}, {})


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (("cites", "implements"), {"implements"}),
        (("based_on", "implements"), {"implements"}),
        (("based_on", "cites"), {"based_on"}),
        (("disseminates", "cites", "implements"), {"disseminates", "implements"}),
        (("cites", "cites"), {"cites"}),
        (("amends", "replaces"), {"amends", "replaces"}),
    ],
)
def test_the_strongest_of_what_is_said_of_two_documents(said: tuple[str, ...], kept: set[str]) -> None:
    rows = [_mention(str(i), relation, "x", start=i) for i, relation in enumerate(said)]
    assert {row["relation"] for row in relations(rows, KNOWN)} == kept


def test_what_is_said_of_another_document_cites_for_this_one() -> None:
    rows = [_mention("1", "implements", "a"), _mention("2", "implements", "b", subject="1", start=5)]
    found = {(row["source_iri"], row["relation"], row["target_iri"]) for row in relations(rows, KNOWN)}
    assert found == {("doc", "implements", "a"), ("a", "implements", "b"), ("doc", "cites", "b")}


def test_no_document_stands_in_a_relation_to_itself() -> None:
    rows = [
        _mention("1", "implements", "a"),
        _mention("2", "implements", "a", subject="1", start=5),
        _mention("3", "cites", "doc", start=9),
    ]
    found = {(row["source_iri"], row["relation"], row["target_iri"]) for row in relations(rows, KNOWN)}
    assert found == {("doc", "implements", "a")}


def test_a_dated_mention_before_an_earlier_one_without() -> None:
    rows = [_mention("1", "cites", "a", start=1), _mention("2", "cites", "a", start=9, date="2024-03-08")]
    (row,) = relations(rows, KNOWN)
    assert (row["start"], row["target_date"]) == ("9", "2024-03-08")


def test_the_date_of_the_target_where_it_is_known_better() -> None:
    entry = Entry("a", "", "", "plan", "1-KH/TU", "", "2024-03-08", frozenset(), "", frozenset(), "", "", "cited")
    (row,) = relations([_mention("1", "cites", "a", date="2024-03", number="1-KH/TU")], Register({"a": entry}, {}))
    assert (row["target_date"], row["target_number"]) == ("2024-03-08", "1-KH/TU")


def test_values_have_a_point_and_no_more_noughts(store: Store) -> None:
    values = {(r["value"], r["value_max"], r["unit"], r["comparator"], r["year"]) for r in table(store, "targets")}
    assert values == {("87.5", "", "%", ">=", "2025"), ("100", "200", "count:trẻ", ">=", "")}


def test_findings_of_documents_and_of_the_whole(store: Store) -> None:
    rows = table(store, "findings")
    assert {(r["severity"], r["kind"], r["file"], r["message_vi"], r["message_en"], r["quote"]) for r in rows} == {
        ("warning", "date-conflict", "", "Hai ngày", "Two dates", ""),
        ("info", "number-missing", "thi-tran.txt", "Số để trống", "The number is blank", "Số: "),
    }


def test_agencies_and_groups(store: Store) -> None:
    rows = {row["name"]: row for row in table(store, "agencies")}
    assert rows["Sở Y tế tỉnh Cao Bằng"]["place"] == "tỉnh Cao Bằng"
    assert rows["Ban Thường vụ Huyện ủy Định Hóa"]["kind"] == "party"
    assert rows["Ủy ban nhân dân các huyện tỉnh Cao Bằng"]["is_group"] == "true"
