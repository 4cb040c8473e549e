"""Each shape of one document, with a fact that fits it and one that does not; and what a build makes of misfits."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, SH, Graph, Literal, URIRef

from graph.checking import checks
from graph.shacl import Broken, ShapesFileError, document_shapes, graph_of, read_shapes
from graph.shaped import class_triples
from graph.store import EmbeddedStore
from ontology import codes
from ontology.codes import FindingKind, Role, Severity
from ontology.identifiers import CHECK, code_iri
from tests.graph.factories import CAO_BANG, Paper, agency, cao_bang, committee, filled

PREFIXES = """
@prefix cd: <https://w3id.org/chidao/ontology#> .
@prefix comparator: <https://w3id.org/chidao/code/comparator/> .
@prefix finding: <https://w3id.org/chidao/code/finding/> .
@prefix kind: <https://w3id.org/chidao/code/kind/> .
@prefix object: <https://w3id.org/chidao/code/object/> .
@prefix relation: <https://w3id.org/chidao/code/relation/> .
@prefix role: <https://w3id.org/chidao/code/role/> .
@prefix status: <https://w3id.org/chidao/code/status/> .
@prefix : <urn:> .
"""
INDICATOR = ":i a cd:Indicator ; cd:text 'Tỷ lệ trẻ em đến trường' ; cd:hasTarget :x . "
TARGET = ":x a cd:Target ; cd:unit '%' ; cd:comparator comparator:at-least "

# A shape, facts that fit it, facts of which :x does not.
CASES: list[tuple[str, str, str]] = [
    ("document-number", ":x a cd:Document ; cd:number '1/KH-UBND' .", ":x a cd:Document ; cd:kind kind:plan ."),
    ("document-number", ":x a cd:Document ; cd:kind kind:news .", ":x a cd:Document ; cd:kind kind:dispatch ."),
    ("document-number", ":x a cd:Document . :f cd:inDocument :x ; cd:findingKind finding:number-missing .",
     ":x a cd:Document . :f cd:inDocument :x ; cd:findingKind finding:date-incomplete ."),
    ("document-number", ":x a cd:Document ; cd:standingInFile status:reported .",
     ":x a cd:Document ; cd:standingInFile status:held ."),
    ("document-issuer", ":x a cd:Document ; cd:issuedBy :a .", ":x a cd:Document ; cd:kind kind:plan ."),
    ("document-issuer", ":x a cd:Document ; cd:kind kind:news .", ":x a cd:Document ; cd:standingInFile status:held ."),
    ("document-date", ":x a cd:Document ; cd:issuedOn '2024' .", ":x a cd:Document ; cd:issuedOn '2024', '2025' ."),
    ("document-date", ":x a cd:Document . :f cd:inDocument :x ; cd:findingKind finding:date-incomplete .",
     ":x a cd:Document ."),
    ("document-kind", ":x a cd:Document ; cd:kind kind:plan .", ":x a cd:Document ; cd:kind kind:poem ."),
    ("document-kind", ":x a cd:Document ; cd:kind kind:plan .", ":x a cd:Document ; cd:kind kind:plan, kind:law ."),
    ("plan-basis", ":x a cd:Plan . :c cd:inDocument :x ; cd:relation relation:based_on .",
     ":x a cd:Plan . :c cd:inDocument :x ; cd:relation relation:cites ."),
    ("plan-basis", ":x a cd:Programme . :c cd:inDocument :x ; cd:relation relation:implements .",
     ":x a cd:Programme ."),
    ("citation-relation", ":x a cd:Citation ; cd:relation relation:cites .", ":x a cd:Citation ."),
    ("citation-relation", ":x a cd:Citation ; cd:relation relation:cites .",
     ":x a cd:Citation ; cd:relation relation:likes ."),
    ("citation-name", ":x a cd:Citation ; cd:citedNumber '1/KH-UBND' .", ":x a cd:Citation ; cd:kind kind:law ."),
    ("citation-name", ":x a cd:Citation ; cd:citedName 'Luật Trẻ em' .", ":x a cd:Citation ."),
    ("task-duty", ":x a cd:Task . :d cd:covers :x .", ":x a cd:Task . :d cd:covers :y ."),
    ("indicator-owner", ":x a cd:Indicator . :d cd:covers :x ; cd:ownerAgent :a .",
     ":x a cd:Indicator . :d cd:covers :x ; cd:agent :a ."),
    ("coordinator-lead", ":d cd:covers :x ; cd:role role:coordinate . :e cd:covers :x ; cd:role role:lead .",
     ":d cd:covers :x ; cd:role role:coordinate . :e cd:covers :x ; cd:role role:monitor ."),
    ("coordinator-lead", ":d cd:covers :x ; cd:role role:monitor .", ":d cd:covers :x ; cd:role role:coordinate ."),
    ("duty-role", ":x a cd:Responsibility ; cd:role role:fund .", ":x a cd:Responsibility ; cd:role role:admire ."),
    ("duty-role", ":x a cd:Responsibility ; cd:role role:fund .", ":x a cd:Responsibility ."),
    ("duty-agent", ":x a cd:Responsibility ; cd:agent :a . :a a cd:Agency .",
     ":x a cd:Responsibility ; cd:agent :a . :a a cd:Place ."),
    ("duty-agent", ":x a cd:Responsibility ; cd:agent :a . :a a cd:AgencyGroup .",
     ":x a cd:Responsibility ; cd:agent :a, :b . :a a cd:Agency . :b a cd:Agency ."),
    ("duty-object", ":x a cd:Responsibility ; cd:covers :t . :t a cd:Task .",
     ":x a cd:Responsibility ; cd:covers :elsewhere ."),
    ("duty-object-kind", ":x a cd:Responsibility ; cd:objectKind object:task .", ":x a cd:Responsibility ."),
    ("indicator-target", ":x a cd:Indicator ; cd:hasTarget :t .", ":x a cd:Indicator ; cd:qualitative false ."),
    ("indicator-target", ":x a cd:Indicator ; cd:qualitative true .", ":x a cd:Indicator ."),
    ("target-value", ":x a cd:Target ; cd:value 5 .", ":x a cd:Target ; cd:value 5, 6 ."),
    ("target-unit", ":x a cd:Target ; cd:unit 'count:xã' .", ":x a cd:Target ; cd:unit 'xã' ."),
    ("target-comparator", ":x a cd:Target ; cd:comparator comparator:less .",
     ":x a cd:Target ; cd:comparator comparator:about ."),
    ("target-bounds", ":x a cd:Target ; cd:value 40 ; cd:upperValue 50 .",
     ":x a cd:Target ; cd:value 50 ; cd:upperValue 40 ."),
    ("target-between", ":x cd:comparator comparator:between ; cd:upperValue 50 .",
     ":x cd:comparator comparator:between ."),
    ("target-year", ":x a cd:Target ; cd:year 2030 .", ":x a cd:Target ; cd:value 5 ."),
    ("percent-range", INDICATOR + TARGET + "; cd:value 100 .", INDICATOR + TARGET + "; cd:value 120 ."),
    ("percent-range", INDICATOR + TARGET + "; cd:value 0 .", INDICATOR + TARGET + "; cd:value -1 ."),
    ("percent-range", ":i cd:text 'Thu ngân sách so với năm 2020' ; cd:hasTarget :x ." + TARGET + "; cd:value 120 .",
     ":i cd:text 'Trẻ em đến trường' ; cd:hasTarget :x . " + TARGET + "; cd:value 120 ."),
    ("percent-range", INDICATOR + ":x a cd:Target ; cd:unit '%' ; cd:value 200; cd:comparator comparator:increase-by .",
     INDICATOR + ":x a cd:Target ; cd:unit '%' ; cd:value 120 ; cd:comparator comparator:equal ."),
    ("percent-range", INDICATOR + ":x a cd:Target ; cd:unit 'count:xã' ; cd:value 120 .",
     INDICATOR + ":x a cd:Target ; cd:unit '%' ; cd:value 120 ."),
    ("target-at-least", TARGET + "; cd:raw 'đạt trên 85%' .", TARGET + "; cd:raw 'không quá 85%' ."),
    ("target-at-least", TARGET + "; cd:raw 'trẻ em dưới 5 tuổi đạt 98,5%' .", TARGET + "; cd:raw 'dưới 98,5%' ."),
    ("target-at-least", TARGET + "; cd:raw 'không dưới 90%' .", TARGET + "; cd:raw 'giảm xuống còn 9 ‰' ."),
    ("target-at-most", ":x cd:comparator comparator:at-most ; cd:raw 'tối đa 3%' .",
     ":x cd:comparator comparator:at-most ; cd:raw 'tối thiểu 3%' ."),
    *((("fact-evidence"), f":x a cd:{kind} ; cd:evidence :e .", f":x a cd:{kind} .")
      for kind in ("Citation", "Section", "Task", "Indicator", "Target", "Responsibility", "Concern")),
    ("evidence-quote", ":x a cd:Evidence ; cd:quote 'a' .", ":x a cd:Evidence ; cd:quote '' ."),
    ("evidence-quote", ":x a cd:Evidence ; cd:quote 'a' .", ":x a cd:Evidence ."),
    ("evidence-place", ":x a cd:Evidence ; cd:start 3 ; cd:end 4 .", ":x a cd:Evidence ; cd:start 4 ; cd:end 4 ."),
    ("mention-understood", ":x a cd:UnresolvedMention .", ":x a cd:UnresolvedMention ; cd:looksLike 'agency' ."),
]  # fmt: skip


def misfits(name: str, turtle: str) -> list[Broken]:
    data = graph_of((*parse((PREFIXES + turtle).encode(), format=RdfFormat.TURTLE), *class_triples()))
    return [one for one in document_shapes().broken(data) if one.shape == f"{CHECK}{name}"]


@pytest.mark.parametrize(("name", "accepted", "rejected"), CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)])
def test_a_shape_takes_what_fits_and_no_more(name: str, accepted: str, rejected: str) -> None:
    assert misfits(name, accepted) == []
    (broken,) = misfits(name, rejected)
    (check,) = [check for check in checks() if check.name == name]
    assert (broken.node, broken.severity) == ("urn:x", check.severity)
    assert (broken.message_vi, broken.message_en) == (check.message.vi, check.message.en)


def test_every_shape_has_a_case_and_speaks_both_languages() -> None:
    shapes = [check for check in checks() if not check.query]
    assert {shape.name for shape in shapes} == {case[0] for case in CASES}
    for shape in shapes:
        words = (shape.label, shape.message, shape.remedy, shape.why)
        assert all(one.vi.strip() and one.en.strip() and one.vi != one.en for one in words), shape.name
        assert shape.source


def test_every_shape_says_how_bad_it_is() -> None:
    graph = document_shapes().graph
    for shape in graph.subjects(RDF.type, URIRef("https://w3id.org/chidao/ontology#Check")):
        assert graph.value(shape, SH.severity) in (SH.Violation, SH.Warning, SH.Info), shape


@pytest.mark.parametrize(
    ("shape", "scheme", "members"),
    [
        ("document-kind", "kind", codes.Kind),
        ("citation-relation", "relation", codes.Relation),
        ("duty-role", "role", codes.Role),
        ("duty-object-kind", "object", codes.ObjectKind),
        ("target-comparator", "comparator", codes.Comparator),
    ],
)
def test_code_lists_in_shapes_are_whole(shape: str, scheme: str, members: type[StrEnum]) -> None:
    graph = document_shapes().graph
    (listed,) = graph.objects(URIRef(f"{CHECK}{shape}"), SH["in"])
    assert {str(node) for node in graph.items(listed)} == {code_iri(scheme, member) for member in members}


def test_what_does_not_fit_is_a_finding_with_its_sentence(tmp_path: Path) -> None:
    plan = cao_bang()
    plan.cite("28-CT/TW", "2023-12-25", committee(CAO_BANG))
    plan.indicator("1", agency("Sở Y tế", CAO_BANG))
    plan.indicator("2")
    query = """PREFIX cd: <https://w3id.org/chidao/ontology#>
        SELECT ?finding ?kind ?severity ?check ?quote ?file WHERE {
          ?finding a cd:Finding ; cd:byCheck ?check ; cd:findingKind ?kind ; cd:severity ?severity ; cd:checked ?thing ;
                   cd:inDocument ?document ; cd:file ?file ; cd:evidence ?evidence .
          ?thing cd:evidence ?evidence . ?evidence cd:quote ?quote } ORDER BY ?check"""
    with filled(tmp_path / "store", [plan]) as store:
        rows = [tuple(row.text(name).rpartition("/")[2] for name in row.variables) for row in store.query(query)]
    assert rows == [
        ("indicator-owner-indicator-2", "owner-missing", "info", "indicator-owner",
         "2. Tỷ lệ đạt 87,5% vào năm 2025", "cao-bang.txt"),
    ]  # fmt: skip


def test_a_document_is_shown_by_its_title(tmp_path: Path) -> None:
    plan = Paper("plan.txt", "9/KH-UBND", "2024-01-02", None)
    plan.title("Kế hoạch về trẻ em")
    query = """PREFIX cd: <https://w3id.org/chidao/ontology#> SELECT ?check ?quote WHERE {
        ?finding cd:byCheck ?check ; cd:evidence/cd:quote ?quote } ORDER BY ?check"""
    with filled(tmp_path / "store", [plan]) as store:
        rows = [(row.text("check").removeprefix(CHECK), row.text("quote")) for row in store.query(query)]
    assert rows == [("document-issuer", "Kế hoạch về trẻ em"), ("plan-basis", "Kế hoạch về trẻ em")]


def test_the_same_file_gives_the_same_findings(tmp_path: Path) -> None:
    def dump(name: str) -> bytes:
        plan = cao_bang()
        plan.task("1")
        for number in "123":
            plan.indicator(number)
        with filled(tmp_path / name, [plan]) as store:
            return store.dump()

    assert dump("one") == dump("other")
    assert dump("third").count(b"/check/indicator-owner>") == 3


def test_owners_and_roles_of_the_readers_fit(tmp_path: Path) -> None:
    plan = cao_bang()
    plan.cite("28-CT/TW", "2023-12-25")
    indicator = plan.indicator("1")
    for role in Role:
        plan.duty(agency("Sở Y tế", CAO_BANG), role, indicator)
    with filled(tmp_path / "store", [plan]) as store:
        assert findings(store) == set()


def findings(store: EmbeddedStore) -> set[str]:
    rows = store.query("SELECT ?check { ?finding <https://w3id.org/chidao/ontology#byCheck> ?check }")
    return {row.text("check").removeprefix(CHECK) for row in rows}


# Shapes that cannot be used: what the file holds, what the error says, and the line (0: not known).
BAD = [
    ("@prefix sh: <http://www.w3.org/ns/shacl#> .\n\n<urn:s> a sh:NodeShape ;\n  sh:path ; .\n", "", 4),
    ("<urn:s> a <urn:t> .\n", "no sh:NodeShape", 0),
    ("@prefix sh: <http://www.w3.org/ns/shacl#> .\n<urn:s> a sh:PropertyShape ; sh:minCount 1 .", "sh:path", 0),
    (
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n<urn:s> a sh:PropertyShape ; sh:minCount 'one' ; "
        "sh:targetNode <urn:x> ; sh:path <urn:p> .",
        "MinCount",
        0,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("turtle", "said", "line"), BAD)
def test_shapes_that_are_none_name_file_line_and_remedy(tmp_path: Path, turtle: str, said: str, line: int) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(turtle, encoding="utf-8")
    with pytest.raises(ShapesFileError) as error:
        read_shapes([path]).broken(Graph().add((URIRef("urn:x"), URIRef("urn:q"), Literal("a"))))
    assert str(path) in str(error.value)
    assert said in str(error.value.details["said"])
    assert error.value.details["line"] == line
    assert error.value.remedy


def test_shapes_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(ShapesFileError, match=r"gone\.ttl"):
        read_shapes([tmp_path / "gone.ttl"])


def test_a_shape_without_severity_or_language(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetNode <urn:x> ; "
        "sh:property [ sh:path <urn:p> ; sh:minCount 1 ; sh:message 'thiếu p' ] .",
        encoding="utf-8",
    )
    (broken,) = read_shapes([path]).broken(Graph().add((URIRef("urn:x"), URIRef("urn:q"), Literal("a"))))
    assert broken == Broken("urn:s", "urn:x", Severity.VIOLATION, "thiếu p", "thiếu p")


def test_kinds_of_findings_by_check() -> None:
    kinds = {check.name: check.kind for check in checks()}
    assert kinds["task-duty"] is kinds["indicator-owner"] is FindingKind.OWNER_MISSING
    assert kinds["target-year"] is FindingKind.SHAPE
