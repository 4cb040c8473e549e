"""What a report of findings says: rows of the named query and the remarks that are made of them, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.answers import Store
from graph.authority import load_authority
from graph.resolve import resolve
from graph.store import EmbeddedStore
from ontology.codes import FindingKind, Severity
from ontology.reference import CODES
from queries.answer import answer
from queries.asking import ask
from queries.catalogue import named
from queries.own_shapes import broken_rules
from queries.remarks import By, Remark, at_least, groups, remarks, rows
from tests.graph.factories import CAO_BANG, agency, cao_bang, filled
from tests.rdflib_store import RdflibStore

CD = "https://w3id.org/chidao/ontology#"
FINDINGS = """
@prefix cd: <https://w3id.org/chidao/ontology#> .
@prefix check: <https://w3id.org/chidao/check/> .
@prefix finding: <https://w3id.org/chidao/code/finding/> .
@prefix kind: <https://w3id.org/chidao/code/kind/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix severity: <https://w3id.org/chidao/code/severity/> .
@prefix status: <https://w3id.org/chidao/code/status/> .
@prefix : <urn:> .
:d a cd:Document ; cd:number "1/KH-UBND" ; cd:kind kind:plan ; cd:status status:held ; cd:issuedBy :a, :b .
:a rdfs:label "UBND A"@vi . :b rdfs:label "UBND B"@vi . :c rdfs:label "Sở C"@vi .
check:task-duty a cd:Check ; rdfs:label "Có người nhận"@vi, "Given"@en ; cd:remedy "Ghi tên"@vi, "Name it"@en .
:f1 a cd:Finding ; cd:byCheck check:task-duty ; cd:findingKind finding:owner-missing ; cd:severity severity:info ;
    cd:message "chưa giao"@vi, "not given"@en ; cd:inDocument :d ; cd:evidence <urn:d/task/1/evidence> .
<urn:d/task/1/evidence> a cd:Evidence ; cd:file "a.txt" ; cd:start 50 ; cd:end 60 ; cd:quote "việc một" ;
    cd:path "II.1" ; cd:page 2 .
:f2 a cd:Finding ; cd:findingKind finding:date-conflict ; cd:severity severity:warning ;
    cd:message "hai ngày"@vi, "two dates"@en ;
    cd:inDocument :d ; cd:evidence <urn:other/evidence>, <urn:d/citation/1/evidence> .
<urn:other/evidence> a cd:Evidence ; cd:file "b.txt" ; cd:start 1 ; cd:end 2 ; cd:quote "nơi khác" .
<urn:d/citation/1/evidence> a cd:Evidence ; cd:file "a.txt" ; cd:start 7 ; cd:end 9 ; cd:quote "tại đây" .
:f3 a cd:Finding ; cd:findingKind finding:heir-undecided ; cd:severity severity:info ;
    cd:message "ai kế tục"@vi, "who"@en ;
    cd:inDocument :d ; cd:evidence <urn:d/duty/1/evidence> .
<urn:d/duty/1/evidence> a cd:Evidence ; cd:file "a.txt" ; cd:start 70 ; cd:end 75 ; cd:quote "giao C" .
<urn:d/duty/1> cd:evidence <urn:d/duty/1/evidence> ; cd:ownerAgent :c .
:f4 a cd:Finding ; cd:findingKind finding:unreadable ; cd:severity severity:violation ;
    cd:message "hỏng"@vi, "broken"@en ; cd:file "c.pdf" .
"""


@pytest.fixture(scope="module", params=["disk", "rdflib"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with EmbeddedStore.writing(tmp_path_factory.mktemp("remarks") / "store") as opened:
        yield _filled(opened) if request.param == "disk" else in_memory(_filled(opened))


def in_memory(opened: EmbeddedStore) -> Store:
    memory = RdflibStore()
    memory.load(opened.dump())
    return memory


def _filled(opened: EmbeddedStore) -> EmbeddedStore:
    for name, source in (("urn:g", FINDINGS.encode()), ("urn:codes", CODES.read_bytes())):
        facts = parse(source, format=RdfFormat.TURTLE)
        opened.set_graph(name, [Quad(fact.subject, fact.predicate, fact.object, NamedNode(name)) for fact in facts])
    return opened


def test_the_rows_of_the_query(store: Store) -> None:
    records = answer(store.query(named("checks").text)).records()
    found = {
        tuple(
            str(row[c] or "")
            for c in ("finding", "kind", "ruleEn", "remedyVi", "issuer", "owner", "sentence", "section")
        )
        for row in records
    }
    both = ("UBND A", "UBND B")
    what = "Đối chiếu ngày với bản gốc của văn bản được nêu"
    heir = "Cơ quan có thẩm quyền xác định bên tiếp nhận; ghi vào dữ liệu chuẩn"
    assert found == {
        *(("urn:f1", "owner-missing", "Given", "Ghi tên", a, "", "việc một", "II.1") for a in both),
        *(
            ("urn:f2", "date-conflict", "Dates in conflict", what, a, "", s, "")
            for a in both
            for s in ("nơi khác", "tại đây")
        ),
        *(("urn:f3", "heir-undecided", "Heir undecided", heir, a, "Sở C", "giao C", "") for a in both),
        ("urn:f4", "unreadable", "Unreadable", "Mở tệp, lưu lại hoặc quét lại, rồi dựng lại", "", "", "", ""),
    }


def test_remarks_are_one_a_finding_the_worst_first(store: Store) -> None:
    found = [(r.severity.value, r.check, r.agency, r.document, r.file, r.start, r.sentence) for r in remarks(store)]
    assert found == [
        ("violation", "unreadable", "", "", "c.pdf", None, ""),
        ("warning", "date-conflict", "UBND A; UBND B", "1/KH-UBND", "a.txt", 7, "tại đây"),
        ("info", "heir-undecided", "Sở C", "1/KH-UBND", "a.txt", 70, "giao C"),
        ("info", "task-duty", "UBND A; UBND B", "1/KH-UBND", "a.txt", 50, "việc một"),
    ]


def test_groups_and_severities(store: Store) -> None:
    found = remarks(store)
    by_agency = {name: [r.check for r in group] for name, group in groups(found, By.AGENCY, "vi").items()}
    assert by_agency == {
        "UBND A; UBND B": ["date-conflict", "task-duty"],
        "Sở C": ["heir-undecided"],
        "": ["unreadable"],
    }
    assert list(by_agency) == ["UBND A; UBND B", "Sở C", ""]
    assert list(groups(found, By.RULE, "en")) == ["Unreadable", "Dates in conflict", "Given", "Heir undecided"]
    assert list(groups(found, By.DOCUMENT, "vi")) == ["1/KH-UBND", ""]
    assert [len(at_least(found, severity)) for severity in Severity] == [1, 2, 4]


def test_rows_speak_one_language(store: Store) -> None:
    for lang, word in (("vi", "chưa giao"), ("en", "not given")):
        (row,) = [row for row in rows(remarks(store), lang).records() if row["check"] == "task-duty"]
        assert (row["message"], row["section"], row["page"]) == (word, "II.1", "2")


def test_every_kind_of_finding_says_what_to_do(store: Store) -> None:
    query = (
        "SELECT DISTINCT ?kind ?vi ?en { ?kind <http://www.w3.org/2004/02/skos/core#inScheme> "
        f"<https://w3id.org/chidao/code/finding> ; <{CD}remedy> ?vi, ?en "
        'FILTER(LANG(?vi) = "vi" && LANG(?en) = "en") }'
    )
    told = {row.text("kind").rpartition("/")[2]: (row.text("vi"), row.text("en")) for row in store.query(query)}
    assert set(told) == {kind.value for kind in FindingKind}
    assert all(vi.strip() and en.strip() and vi != en for vi, en in told.values())


def test_a_finding_without_check_keeps_its_own_query(store: Store) -> None:
    assert len(ask(store, "findings", {"kind": "date-conflict"}).rows) == 2


OWN = """
@prefix cd: <https://w3id.org/chidao/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/ours#TaskDue> a sh:NodeShape ; sh:targetClass cd:Task ; sh:severity sh:Warning ;
    sh:name "Việc có sản phẩm"@vi, "Tasks have products"@en ;
    sh:property [ sh:path cd:product ; sh:minCount 1 ; sh:severity sh:Warning ;
                  sh:message "thiếu sản phẩm"@vi, "no product"@en ] .
<https://example.org/ours#Agency> a sh:PropertyShape ; sh:targetClass cd:Responsibility ; sh:severity sh:Info ;
    sh:path ( cd:agent rdfs:label ) ; sh:pattern "^Sở" ; sh:message "không phải sở" ; sh:description "Xem lại"@vi .
"""


def test_shapes_of_a_user_see_a_document_and_what_is_said_of_what_it_names(tmp_path: Path) -> None:
    plan = cao_bang()
    plan.task("1")
    indicator = plan.indicator("9", agency("Sở Y tế", CAO_BANG))
    plan.duty(agency("Công an", CAO_BANG), plan.responsibilities[0].role, indicator)
    path = tmp_path / "own.ttl"
    path.write_text(OWN, encoding="utf-8")
    with filled(tmp_path / "store", [plan]) as opened:
        load_authority(opened)
        resolve(opened)
        found = broken_rules(opened, [path])
    assert [_short(one) for one in found] == [
        ("warning", "https://example.org/ours#TaskDue", "Việc có sản phẩm", "thiếu sản phẩm", "xem khuôn mẫu", "IV",
         "1. Báo cáo trước tháng 12 năm 2024"),
        ("info", "https://example.org/ours#Agency", "Agency", "không phải sở", "Xem lại", "IV",
         "Công an tỉnh Cao Bằng lead chỉ tiêu 9"),
    ]  # fmt: skip
    assert {(one.document, one.agency) for one in found} == {("1222/KH-UBND", "Ủy ban nhân dân tỉnh Cao Bằng")}


def _short(one: Remark) -> tuple[str, ...]:
    told = (one.rule.vi, one.message.vi, one.remedy.vi)
    return (one.severity.value, one.check, *told, one.section, one.sentence)
