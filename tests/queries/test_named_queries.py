"""Every named query, on pyoxigraph and on rdflib, over the hand-written store."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.answers import Store
from queries.answer import Answer, written
from queries.asking import ask, refuse_writing, run, sparql
from queries.catalogue import catalogue, named
from queries.documents import find
from queries.errors import (
    MissingParameterError,
    NotANumberError,
    QuerySyntaxError,
    ReadOnlyError,
    UnknownDocumentError,
    UnknownParameterError,
    UnknownQueryError,
    WrongTypeError,
)
from queries.parameters import read

DOC = "https://w3id.org/chidao/id/doc/"

# A named query, what is asked of it, the columns that are looked at and what stands in them.
CASES: list[tuple[str, dict[str, str], tuple[str, ...], list[tuple[object, ...]]]] = [
    ("documents", {"status": "held"}, ("number",), [("145-KH/HU",), (None,), ("1222/KH-UBND",)]),
    ("cascade-down", {"document": "324-KH/TU"}, ("number", "implements"),
     [("1222/KH-UBND", "28-CT/TW"), ("1222/KH-UBND", "324-KH/TU")]),
    ("cascade-up", {"document": "1761/UBND-VP"}, ("number", "status"),
     [("28-CT/TW", "cited"), ("156-KH/TU", "cited"), ("145-KH/HU", "held")]),
    ("owner-of-indicator", {"document": "1222/kh-ubnd", "no": "9"}, ("agency", "role", "start"),
     [("Sở Y tế tỉnh Cao Bằng", "lead", 300), ("Công an tỉnh Cao Bằng", "implement", 331)]),
    ("agency-portfolio", {"agency": "sở y tế"}, ("kind", "no"), [("indicator", "9")]),
    ("tasks-of-agency", {"agency": "các huyện"}, ("no", "due"), [("1", "2024-06")]),
    ("indicators-without-owner", {}, ("no",), [("2",)]),
    ("indicators-without-owner", {"document": "145-KH/HU"}, ("no",), []),
    ("tasks-without-owner", {"document": "1222/KH-UBND"}, ("no",), [("2",)]),
    ("targets-by-year", {"year": "2025"}, ("no", "comparator", "unit"), [("9", ">=", "%")]),
    ("targets-by-year", {"year": "2030"}, ("no",), []),
    ("targets-without-year", {}, ("no", "raw"), [("9", "100 trẻ")]),
    ("unresolved-citations", {}, ("cited", "resolution", "reason"), [("324-KH/TU", "conflict", "hai ngày khác nhau")]),
    ("findings", {}, ("severity", "kind", "messageVi", "messageEn"),
     [("warning", "date-conflict", "Hai ngày", "Two dates"),
      ("info", "number-missing", "Số để trống", "The number is blank")]),
    ("findings", {"kind": "date-conflict"}, ("severity",), [("warning",)]),
    ("evidence-for", {"fact": f"{DOC}plan/task/1"}, ("start", "rule"), [(371, "task")]),
    ("evidence-for", {"fact": "doc/plan/task/1"}, ("start",), [(371,)]),
    ("cascade-up", {"document": "doc/156"}, ("number",), [("28-CT/TW",)]),
    ("stated-by", {"source": "doc/plan", "target": "doc/directive"}, ("relation", "citation"),
     [("https://w3id.org/chidao/code/relation/implements", f"{DOC}plan/citation/4")]),
    ("stated-by", {"source": "doc/party", "target": "doc/directive"}, ("citation",), [(f"{DOC}plan/citation/2",)]),
    ("sources-of", {"thing": "https://w3id.org/chidao/id/membership/x"}, ("confidence", "from", "to", "title"),
     [("high", None, "2025-02-28", "Nghị quyết 1")]),
    ("addressees-without-plan", {}, ("agency",), [("Ủy ban nhân dân các huyện tỉnh Cao Bằng",)]),
    ("group-members", {"words": "các huyện", "at": "2024-05-23"}, ("agency",), []),  # more in test_groups_asked.py
    ("group-members-without-plan", {}, ("agency",), []),
    ("levels-without-plan", {"document": "324-KH/TU"}, ("level",), [("district",), ("commune",)]),
    ("levels-without-plan", {"document": "28-CT/TW"}, ("level",), []),
    ("expected-lines", {"document": "28-CT/TW"}, ("level", "line", "expected", "number", "days"),
     [("central", "executive", "n/QĐ-TTg", None, None),
      ("province", "executive", "n/KH-UBND", "1222/KH-UBND", 150),
      ("province", "front", "n/KH-MTTQ-BTT", None, None),
      ("province", "party", "n-KH/TU", "156-KH/TU", 67), ("province", "party", "n-KH/TU", "324-KH/TU", 92),
      ("district", "executive", "n/KH-UBND", "1761/UBND-VP", 94),
      ("district", "front", "n/KH-MTTQ-BTT", None, None), ("district", "party", "n-KH/HU", "145-KH/HU", 93),
      ("commune", "executive", "n/KH-UBND", None, None), ("commune", "front", "n/KH-MTTQ-BTT", None, None),
      ("commune", "party", "n-KH/ĐU", None, None)]),
    ("expected-lines", {"document": "1222/KH-UBND"}, ("level", "line", "plan"),
     [("district", "executive", None), ("commune", "executive", None)]),
    ("expected-lines", {"document": "156-KH/TU"}, ("level", "body", "number"),
     [("province", "Ủy ban nhân dân", None), ("province", "Ủy ban Mặt trận Tổ quốc Việt Nam", None),
      ("district", "Ủy ban nhân dân", "1761/UBND-VP"), ("district", "Ủy ban Mặt trận Tổ quốc Việt Nam", None),
      ("district", "Huyện ủy", "145-KH/HU"), ("commune", "Ủy ban nhân dân", None),
      ("commune", "Ủy ban Mặt trận Tổ quốc Việt Nam", None), ("commune", "Đảng ủy", None)]),
    ("cited-not-held", {}, ("number", "citedBy"), [("1761/UBND-VP", 1), ("28-CT/TW", 1), ("324-KH/TU", 1)]),
    ("citations-of", {"document": "1222/KH-UBND"}, ("cited", "relation", "date"),
     [("324-KH/TU", "implements", None), ("28-CT/TW", "implements", "2023-12-25"),
      ("324-KH/TU", "cites", "2024-03-26"), ("28-CT/TW", "implements", "2023-12-25")]),
    ("cited-by", {"document": "1761/UBND-VP"}, ("document",), [(f"{DOC}letter",)]),
    ("indicators-of", {"document": "1222/KH-UBND"}, ("no", "year"), [("2", None), ("9", None), ("9", 2025)]),
    ("duties-of", {"document": "1222/KH-UBND"}, ("agency", "no"),
     [("Sở Y tế tỉnh Cao Bằng", "9"), ("Công an tỉnh Cao Bằng", "9"),
      ("Ủy ban nhân dân các huyện tỉnh Cao Bằng", "1")]),
    ("owner-of-indicator", {"document": "1222/kh-ubnd", "no": "9", "least": "0.95"}, ("agency",), []),
    ("duties-of", {"document": "1222/KH-UBND", "least": "0.95"}, ("agency",), []),
    ("tasks-of-agency", {"agency": "các huyện", "least": "0.95"}, ("no",), []),
    ("targets-by-year", {"year": "2025", "least": "0.95"}, ("no",), []),
    ("reliability", {}, ("facet", "precision", "recall", "gold", "date"),
     [("owners", Decimal("0.9"), Decimal("0.75"), 12, "2025-01-02"), ("units", None, Decimal("0.5"), 4, "2025-01-02")]),
    ("owner-at", {"document": "1222/KH-UBND", "no": "9", "at": "2025-02-28"}, ("bound", "holder", "until", "decided"),
     [("Sở Y tế tỉnh Cao Bằng", "Sở Y tế tỉnh Cao Bằng", "2025-02-28", True),
      ("Công an tỉnh Cao Bằng", "Công an tỉnh Cao Bằng", "2026-12-31", True)]),
    ("owner-at", {"document": "1222/KH-UBND", "no": "9", "at": "2025-03-01"}, ("holder", "decided", "certainty"),
     [("Sở Gia đình tỉnh Cao Bằng", False, Decimal("0.8")), ("Sở Xã hội tỉnh Cao Bằng", False, Decimal("0.8")),
      ("Công an tỉnh Cao Bằng", True, Decimal(1))]),
    ("portfolio-at", {"agency": "sở gia đình", "at": "2026-01-01"}, ("bound", "no", "decided"),
     [("Sở Y tế tỉnh Cao Bằng", "9", False)]),
    ("portfolio-at", {"agency": "sở gia đình", "at": "2025-01-01"}, ("no",), []),
    ("portfolio-at", {"agency": "công an", "at": "2023-01-01"}, ("no",), []),
    ("portfolio-change", {"agency": "tỉnh cao bằng", "from": "2024-12-31", "to": "2025-12-31"},
     ("change", "agency", "no"),
     [("gained", "Sở Gia đình tỉnh Cao Bằng", "9"), ("gained", "Sở Xã hội tỉnh Cao Bằng", "9"),
      ("lost", "Sở Y tế tỉnh Cao Bằng", "9")]),
    ("portfolio-change", {"agency": "công an", "from": "2024-01-01", "to": "2027-12-31"}, ("change",), []),
    ("portfolio-change", {"agency": "công an", "from": "2024-01-01", "to": "2025-12-31"}, ("change", "bound"),
     [("gained", "Công an tỉnh Cao Bằng")]),
    ("succession-of", {"agency": "sở y tế"}, ("holder", "function", "since", "date", "change", "instrument"),
     [("Sở Y tế tỉnh Cao Bằng", "child", "2024-05-23", None, None, None),
      ("Sở Gia đình tỉnh Cao Bằng", "child", "2025-03-01", "2025-03-01", "split", "Nghị quyết 1"),
      ("Sở Xã hội tỉnh Cao Bằng", "child", "2025-03-01", "2025-03-01", "split", "Nghị quyết 1")]),
    ("functions-of", {"document": "1222/KH-UBND"}, ("no", "function", "labelEn", "words"),
     [("9", "child", "children", "trẻ em")]),
    ("candidates", {}, ("number", "cited", "candidateNumber", "candidateDate", "sentence", "fits", "notChosen"),
     [("1222/KH-UBND", "324-KH/TU", "324-KH/TU", "2024-03-26", "theo Kế hoạch 324-KH/TU",
       "cùng số | the number is the same", "ngày khác | another date")]),
    ("candidates", {"document": "145-KH/HU"}, ("cited",), []),
    ("judgements", {}, ("verdict", "kind", "a", "b", "who", "when", "why", "state", "file"),
     [("different", "document", f"{DOC}plan/citation/3", f"{DOC}156", "Lan", "2026-11-25", "khác tỉnh", "applied",
       "judgements.csv")]),
    ("indicator-compare", {}, ("label", "number", "place", "no", "year", "comparator", "value", "unit", "score"),
     [("Tỷ lệ trẻ em được cứu giúp", "1222/KH-UBND", "tỉnh Cao Bằng", "2", None, None, None, None, None),
      ("Tỷ lệ trẻ em được cứu giúp", "1222/KH-UBND", "tỉnh Cao Bằng", "9", 2025, ">=", Decimal("87.50"), "%",
       Decimal("1.0"))]),
    ("indicator-compare", {"concept": "concept/cuu-giup/percent"}, ("no", "reason"),
     [("2", "theo phán định | judged"), ("9", "nêu sớm nhất | the earliest that says so")]),
    ("indicator-compare", {"concept": "concept/khac/percent"}, ("no",), []),
    ("indicator-candidates", {}, ("score", "number", "text", "otherText", "thing", "otherThing"),
     [(Decimal("0.7"), "1222/KH-UBND", "Tỷ lệ trẻ em bị tai nạn được cứu giúp đạt 87,5%",
       "Mọi xã có sân chơi cho trẻ em", f"{DOC}plan/target/1", f"{DOC}plan/indicator/2")]),
    ("agencies-by-role", {"role": "lead"}, ("number", "agency", "kind", "no", "start"),
     [("1222/KH-UBND", "Sở Y tế tỉnh Cao Bằng", "indicator", "9", 300)]),
    ("agencies-by-role", {"role": "implement", "document": "1222/KH-UBND", "least": "0.85"}, ("agency", "no"),
     [("Công an tỉnh Cao Bằng", "9")]),
    ("agencies-by-role", {"role": "request"}, ("agency",), []),
    ("tasks-by-time", {}, ("no", "due", "written", "recurrence", "agency"),
     [("1", "2024-06", "trong tháng 6/2024", None, "Ủy ban nhân dân các huyện tỉnh Cao Bằng"),
      (None, None, None, "hằng quý", "Ủy ban nhân dân thị trấn Chợ Chu"), ("2", None, None, "hằng năm", None)]),
    ("tasks-by-time", {"document": "145-KH/HU"}, ("no",), []),
    ("reporting-tasks", {}, ("number", "agency", "role", "recurrence", "sentence"),
     [(None, "Ủy ban nhân dân thị trấn Chợ Chu", "implement", "hằng quý", "Báo cáo UBND huyện")]),
    ("reporting-tasks", {"document": "1222/KH-UBND"}, ("agency",), []),
    ("indicators-of-agency", {"agency": "sở y tế"}, ("role", "no", "year", "comparator", "value", "upper", "unit"),
     [("lead", "9", None, ">=", Decimal("100.0"), Decimal("200.0"), "count:trẻ"),
      ("lead", "9", 2025, ">=", Decimal("87.50"), None, "%")]),
    ("indicators-of-agency", {"agency": "các huyện"}, ("no",), []),
    ("indicators-by-agency", {}, ("number", "agency", "indicators"),
     [("1222/KH-UBND", "Công an tỉnh Cao Bằng", 1), ("1222/KH-UBND", "Sở Y tế tỉnh Cao Bằng", 1)]),
    ("indicators-by-agency", {"document": "145-KH/HU"}, ("agency",), []),
    ("indicators-with-several-owners", {}, ("no", "agency", "start"),
     [("9", "Sở Y tế tỉnh Cao Bằng", 300), ("9", "Công an tỉnh Cao Bằng", 331)]),
    ("indicators-without-figures", {}, ("no", "start"), [("2", 200)]),
    ("indicators-without-figures", {"document": "145-KH/HU"}, ("no",), []),
    ("targets-of-place", {"place": "cao bằng", "year": "2025"}, ("place", "no", "comparator", "value", "unit"),
     [("tỉnh Cao Bằng", "9", ">=", Decimal("87.50"), "%")]),
    ("targets-of-place", {"place": "lào cai"}, ("no",), []),
    ("documents-of-place", {"place": "tỉnh cao bằng"}, ("number", "date", "status"),
     [("1222/KH-UBND", "2024-05-23", "held")]),
    ("days-to-implement", {"document": "28-CT/TW"}, ("number", "date", "level", "days"),
     [("156-KH/TU", "2024-03-01", "province", 67), ("324-KH/TU", "2024-03-26", "province", 92),
      ("145-KH/HU", "2024-03-27", "district", 93), ("1222/KH-UBND", "2024-05-23", "province", 150)]),
    ("days-to-implement", {"document": "1761/UBND-VP"}, ("date", "days"), [("2024-04", None)]),
    ("body-changes", {"from": "2025-01-01", "to": "2025-12-31"}, ("date", "change", "original", "resulting"),
     [("2025-03-01", "split", "Sở Y tế tỉnh Cao Bằng", "Sở Gia đình tỉnh Cao Bằng"),
      ("2025-03-01", "split", "Sở Y tế tỉnh Cao Bằng", "Sở Xã hội tỉnh Cao Bằng")]),
    ("body-changes", {"from": "2024-01-01", "to": "2025-02-28"}, ("date",), []),
    ("addressees-of", {"document": "1222/KH-UBND"}, ("agency", "level", "side"),
     [("Công an tỉnh Cao Bằng", "province", "state"),
      ("Ủy ban nhân dân các huyện tỉnh Cao Bằng", "district", "state")]),
    ("sections-of", {"document": "1222/KH-UBND"}, ("path", "heading", "function"), [("I", "Mục đích", "purpose")]),
    ("files", {}, ("file", "part", "number", "signer", "readAs"),
     [("thi-tran.txt", 1, None, None, "native"), ("thi-tran.txt", 2, "145-KH/HU", None, "native"),
      ("tinh.txt", 1, "1222/KH-UBND", "Người Ký", "native")]),
    ("document-by-number", {"number": "28 - ct/tw"}, ("document", "issuer"), [(f"{DOC}directive", "Bộ Chính trị")]),
]  # fmt: skip


def _columns(answer: Answer, columns: tuple[str, ...]) -> list[tuple[object, ...]]:
    return [tuple(record[name] for name in columns) for record in answer.records()]


@pytest.mark.parametrize(("name", "given", "columns", "expected"), CASES)
def test_answers(
    store: Store, name: str, given: dict[str, str], columns: tuple[str, ...], expected: list[tuple[object, ...]]
) -> None:
    assert _columns(ask(store, name, given), columns) == expected


def test_a_limit_is_no_column(store: Store) -> None:
    given = {"document": "1222/kh-ubnd", "no": "9", "least": "0.5"}
    assert "least" not in ask(store, "owner-of-indicator", given).columns
    assert "least" not in ask(store, "agencies-by-role", {"role": "lead"}).columns


def test_every_open_query_has_a_case() -> None:
    open_names = {query.name for query in catalogue().values() if not query.internal}
    assert open_names == {name for name, *_ in CASES}


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_front_matter(name: str) -> None:
    query = named(name)
    assert query.summary_vi
    assert query.summary_en
    assert query.tags
    assert "SERVICE" not in query.text


@pytest.mark.parametrize("name", [name for name, query in sorted(catalogue().items()) if not query.internal])
def test_summaries_in_both_languages(name: str) -> None:
    assert named(name).summary_vi != named(name).summary_en


@pytest.mark.parametrize("name", sorted(name for name in catalogue() if name.startswith("tables/")))
def test_table_queries_agree_on_both_engines(name: str, on_oxigraph: Store, on_rdflib: Store) -> None:
    here, there = (run(engine, named(name), read(named(name), {})) for engine in (on_oxigraph, on_rdflib))
    assert here.columns == there.columns
    left, right = (sorted([written(one) for one in row] for row in found.rows) for found in (here, there))
    assert left == right
    assert here.rows


def test_unknown_query_names_near_ones(store: Store) -> None:
    with pytest.raises(UnknownQueryError) as caught:
        ask(store, "owner-of-indikator")
    assert "owner-of-indicator" in caught.value.details["near"]


def test_unknown_parameter_lists_what_there_is(store: Store) -> None:
    with pytest.raises(UnknownParameterError) as caught:
        ask(store, "targets-by-year", {"yaer": "2025"})
    assert "year=<integer>" in caught.value.details["known"]


def test_missing_parameter(store: Store) -> None:
    with pytest.raises(MissingParameterError) as caught:
        ask(store, "cascade-down")
    assert caught.value.details["name"] == "document"


@pytest.mark.parametrize(
    ("name", "given"),
    [("targets-by-year", {"year": "soon"}), ("evidence-for", {"fact": "not an iri"})],
)
def test_wrong_type(store: Store, name: str, given: dict[str, str]) -> None:
    with pytest.raises(WrongTypeError):
        ask(store, name, given)


def test_a_number_that_is_not_there_suggests_near_ones(store: Store) -> None:
    with pytest.raises(UnknownDocumentError) as caught:
        ask(store, "cascade-down", {"document": "29-CT/TW"})
    assert caught.value.details["near"].startswith("28-CT/TW")


def test_a_former_iri_leads_to_the_document(store: Store) -> None:
    assert ask(store, "citations-of", {"document": "doc/party-without-its-day"}).rows == ()
    assert [card.number for card in find(store, "doc/party-without-its-day")] == ["324-KH/TU"]


def test_words_that_are_no_number(store: Store) -> None:
    with pytest.raises(NotANumberError):
        ask(store, "cascade-down", {"document": "kế hoạch của tỉnh"})


def test_a_parameter_is_bound_and_never_pasted(store: Store) -> None:
    assert ask(store, "agency-portfolio", {"agency": '") || true || CONTAINS("a", "'}).rows == ()


def test_sparql_reads(store: Store) -> None:
    found = sparql(store, "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/chidao/ontology#Indicator> }")
    assert found == Answer(("n",), ((2,),))


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "LOAD <http://example.org/x>",
        "CLEAR ALL",
        "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { OPTIONAL { SERVICE SILENT <http://example.org/> { ?a ?b ?c } } } }",
        "SELECT * { { SELECT ?s { SERVICE ?e { ?s ?p ?o } } } }",
    ],
)
def test_nothing_is_written_and_nobody_else_is_asked(text: str) -> None:
    with pytest.raises(ReadOnlyError):
        refuse_writing(text)


@pytest.mark.parametrize("text", ['SELECT ("SERVICE" AS ?service) {}', "ASK { ?s ?load ?delete }"])
def test_words_that_only_look_like_writing(text: str) -> None:
    refuse_writing(text)


def test_a_slip_says_where() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        refuse_writing("SELECT ?s WHERE { ?s ?p }")
    assert caught.value.details["line"] == "1"
