"""Each rule across documents, with rows that it has to give and none where all is well, on both engines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.answers import Store
from graph.checking import checks, rules, write_checks
from graph.infer import infer
from graph.resolve import resolve
from graph.store import EmbeddedStore
from graph.vocabulary import datatype, nquads
from ontology.codes import FindingKind
from ontology.identifiers import CHECK, CHECKS_GRAPH
from ontology.rows import FOLDER
from tests.graph.factories import CAO_BANG, Paper, agency, cao_bang, committee, filled
from tests.rdflib_store import RdflibStore

PREFIXES = """
@prefix cd: <https://w3id.org/chidao/ontology#> .
@prefix comparator: <https://w3id.org/chidao/code/comparator/> .
@prefix finding: <https://w3id.org/chidao/code/finding/> .
@prefix level: <https://w3id.org/chidao/code/level/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix relation: <https://w3id.org/chidao/code/relation/> .
@prefix resolution: <https://w3id.org/chidao/code/resolution/> .
@prefix role: <https://w3id.org/chidao/code/role/> .
@prefix status: <https://w3id.org/chidao/code/status/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <urn:> .
"""
TODAY = {"_today": Literal("2026-11-25", datatype=datatype("date"))}

CITES = ":c a cd:Citation ; cd:inDocument :x ; cd:relation relation:implements ; cd:resolvesTo :y ; cd:evidence :e . "
HELD = "cd:status status:held ; cd:evidence :d, :n . :d cd:evidenceFor 'issuedOn' . :n cd:evidenceFor 'number' . "
ON = '"{}"^^xsd:date '
TWO = """:t cd:hasConcept :k ; a cd:Target ; cd:year 2030 ; cd:evidence :e ;
   cd:comparator comparator:{0} ; cd:value {1} .
:u cd:hasConcept :k ; a cd:Target ; cd:year {4} ; cd:evidence :f ;
   cd:comparator comparator:{2} ; cd:value {3} .
:i cd:hasTarget :t ; cd:inDocument :x . :j cd:hasTarget :u ; cd:inDocument :y . :y cd:number '1/KH-UBND' . """


def dated(iri: str, date: str, kind: str = "date") -> str:
    return f':{iri} cd:issuedOn "{date}"^^xsd:{kind} . '


def numbered(
    number: str, dates: tuple[str, str], level: str = "province", issuers: tuple[str, str] = ("a", "a")
) -> str:
    return "".join(
        f":{iri} cd:number '{number}' ; cd:issuedBy :{issuer} ; cd:level level:{level} ; "
        f"cd:issuedOn '{date}'^^xsd:date ; cd:status status:held ; cd:evidence :n{iri} . "
        f":n{iri} cd:evidenceFor 'number' . "
        for iri, issuer, date in zip("yx", issuers, dates, strict=True)
    )


def leads(*agents: str, role: str = "lead", kind: str = "Agency") -> str:
    duties = (
        f":d{a} cd:covers :t ; cd:role role:{role} ; cd:agent :{a} ; cd:evidence :e{a} . "
        f":{a} a cd:{kind} ; rdfs:label 'Sở {a}'@vi . "
        for a in agents
    )
    return ":t a cd:Task ; cd:inDocument :x . " + "".join(duties)


def gives(agent: str) -> str:
    return f":d a cd:Responsibility ; cd:inDocument :x ; cd:agent :a ; cd:evidence :e . :a {agent} . "


def weaker(*values: object, year: int = 2030) -> str:
    return TWO.format(*values, year) + ":x cd:descendsFrom :y . "


def task(due: str, kind: str = "date") -> str:
    return f':t a cd:Task ; cd:inDocument :x ; cd:due "{due}"^^xsd:{kind} ; cd:evidence :e . '


# A rule, facts, what it says of them: the thing that does not fit, then the blanks of the English message in order.
CASES: list[tuple[str, str, set[tuple[str, ...]]]] = [
    ("source-later", CITES + dated("x", "2024-05-01") + dated("y", "2024-05-02") + ":y cd:number '5-CT/TU' .",
     {("c", "2024-05-01", "5-CT/TU", "2024-05-02")}),
    ("source-later", CITES + dated("x", "2024-05-02") + dated("y", "2024-05-02") + ":y cd:number '5-CT/TU' .", set()),
    ("source-later", CITES + dated("x", "2024-05", "gYearMonth") + dated("y", "2024-05-31") + ":y cd:number '1' .",
     set()),
    ("source-later", CITES + dated("x", "2024", "gYear") + dated("y", "2025-01-01") + ":y cd:number '1' .",
     {("c", "2024", "1", "2025-01-01")}),
    ("source-later", CITES.replace("implements", "cites") + dated("x", "2024-05-01") + dated("y", "2024-05-02")
     + ":y cd:number '1' .", set()),
    ("source-later", CITES + ":c cd:subjectCitation :z . " + dated("x", "2024-05-01") + dated("y", "2024-05-02")
     + ":y cd:number '1' .", set()),
    ("source-later", CITES + dated("x", "2024-05-01") + dated("y", "2024-05-02") + ":y cd:number '1' . "
     ":f cd:inDocument :x ; cd:findingKind finding:citation-after-document ; cd:evidence :e .", set()),
    ("level-ended", dated("x", "2025-07-01") + ":x cd:level level:district ; " + HELD,
     {("x", "2025-06-30", "2025-07-01")}),
    ("level-ended", dated("x", "2025-06-30") + ":x cd:level level:district ; " + HELD, set()),
    ("level-ended", dated("x", "2025-07-01") + ":x cd:level level:commune ; " + HELD, set()),
    ("level-ended", dated("x", "2025-07-01") + ":x cd:level level:district ; " + HELD.replace(":held", ":cited"),
     set()),
    ("level-ended", dated("x", "2025-07-01") + ":x cd:level level:district ; " + HELD
     + ":d cd:start 5 . :f cd:inDocument :x ; cd:findingKind finding:abolished-body ; cd:evidence :g . :g cd:start 5 .",
     set()),
    ("number-twice", numbered("5/KH-UBND", ("2024-01-02", "2024-12-30")), {("x", "2024-01-02", "5/KH-UBND")}),
    ("number-twice", numbered("5/KH-UBND", ("2023-01-02", "2024-12-30")), set()),
    ("number-twice", numbered("5/KH-UBND", ("2024-01-02", "2024-12-30"), issuers=("a", "b")), set()),
    ("number-twice", numbered("5-KH/TU", ("2021-01-02", "2024-12-30")), {("x", "2021-01-02", "5-KH/TU")}),
    ("number-twice", numbered("5-KH/TU", ("2024-01-02", "2026-12-30")), set()),
    ("number-twice", numbered("5-KH/TU", ("2020-03-02", "2024-12-30")), set()),
    ("number-twice", numbered("5-CT/TW", ("2022-01-02", "2025-12-30"), "central"), {("x", "2022-01-02", "5-CT/TW")}),
    ("number-twice", numbered("5-CT/TW", ("2020-01-02", "2021-12-30"), "central"), set()),
    ("date-in-future", dated("x", "2026-11-26") + ":x " + HELD, {("x", "2026-11-26", "2026-11-25")}),
    ("date-in-future", dated("x", "2026-11-25") + ":x " + HELD, set()),
    ("date-in-future", dated("x", "2026-11", "gYearMonth") + ":x " + HELD, set()),
    ("deadline-early", dated("x", "2024-05-23") + task("2024-05-22"), {("t", "2024-05-22", "2024-05-23")}),
    ("deadline-early", dated("x", "2024-05-23") + task("2024-05-23"), set()),
    ("deadline-early", dated("x", "2024-05-23") + task("2024-05", "gYearMonth"), set()),
    ("deadline-early", dated("x", "2024-05-23") + task("2023", "gYear"), {("t", "2023", "2024-05-23")}),
    ("target-year-early", dated("x", "2024-05-23") + TWO.format("less", 5, "less", 5, 2023).replace(":j", ":i")
     .replace("2030", "2024").replace(":y ", ":x "), {("u", "2023", "2024-05-23")}),
    ("target-year-early", dated("x", "2024-05-23") + TWO.format("less", 5, "less", 5, 2030), set()),
    ("target-weaker", weaker("at-least", 80, "at-least", 85), {("t", "80", "2030", "85", "1/KH-UBND")}),
    ("target-weaker", weaker("equal", 80, "more", 85), {("t", "80", "2030", "85", "1/KH-UBND")}),
    ("target-weaker", weaker("at-most", 9, "at-most", 8), {("t", "9", "2030", "8", "1/KH-UBND")}),
    ("target-weaker", weaker("at-least", 85, "at-least", 85), set()),
    ("target-weaker", weaker("at-least", 90, "at-least", 85), set()),
    ("target-weaker", weaker("at-most", 7, "at-most", 8), set()),
    ("target-weaker", weaker("at-least", 80, "at-least", 85, year=2025), set()),
    ("target-weaker", TWO.format("at-least", 80, "at-least", 85, 2030), set()),
    ("target-conflict", TWO.format("at-least", 80, "at-least", 85, 2030).replace(":y ", ":x "),
     {("t", "2030", "80", "85")}),
    ("target-conflict", TWO.format("at-least", 80, "at-least", 80, 2030).replace(":y ", ":x "), set()),
    ("target-conflict", TWO.format("at-least", 80, "at-least", 85, 2025).replace(":y ", ":x "), set()),
    ("target-conflict", TWO.format("at-least", 80, "at-least", 85, 2030), set()),
    ("target-changed", TWO.format("at-least", 80, "at-least", 85, 2030)
     + dated("x", "2025-05-01") + dated("y", "2024-05-01") + ":x cd:issuedBy :a . :y cd:issuedBy :a .",
     {("t", "80", "2030", "85", "1/KH-UBND")}),
    ("target-changed", TWO.format("at-least", 80, "at-least", 85, 2030)
     + dated("x", "2023-05-01") + dated("y", "2024-05-01") + ":x cd:issuedBy :a . :y cd:issuedBy :a .", set()),
    ("target-changed", TWO.format("at-least", 80, "at-least", 85, 2030)
     + dated("x", "2025-05-01") + dated("y", "2024-05-01") + ":x cd:issuedBy :a . :y cd:issuedBy :b .", set()),
    ("owner-kind", gives("a cd:Place ; rdfs:label 'tỉnh Cao Bằng'@vi"), {("d", "tỉnh Cao Bằng")}),
    ("owner-kind", gives("a cd:Document"), {("d", "urn:a")}),
    ("owner-kind", gives("a cd:Agency ; rdfs:label 'đồng chí Nguyễn Văn A'@vi"), {("d", "đồng chí Nguyễn Văn A")}),
    ("owner-kind", gives("a cd:Agency ; rdfs:label 'Ông Đỗ Văn B'@vi"), {("d", "Ông Đỗ Văn B")}),
    ("owner-kind", gives("a cd:Agency ; rdfs:label 'Bà Rịa'@vi"), set()),
    ("owner-kind", gives("a cd:Agency ; rdfs:label 'Ban Dân vận Tỉnh ủy'@vi"), set()),
    ("owner-several", leads("a", "b"), {("t", "Sở a", "Sở b")}),
    ("owner-several", leads("a"), set()),
    ("owner-several", leads("a", "b", role="co-lead"), set()),
    ("owner-several", leads("a", "b", kind="AgencyGroup"), set()),
    ("evidence-whole", ":x cd:evidence :e . :e a cd:Evidence ; cd:start 3 ; cd:end 4 ; cd:quote 'a' .", set()),
    ("evidence-whole", ":x cd:evidence :e . :e a cd:Evidence ; cd:start 3 ; cd:end 4 .", {("e",)}),
    ("evidence-whole", ":t cd:inDocument :x ; cd:evidence :e . :e a cd:Evidence ; cd:quote 'a' .", {("e",)}),
    ("evidence-whole", ":i cd:inDocument :x ; cd:hasTarget :t . " + ":t cd:evidence :e . "
     + ":e a cd:Evidence ; cd:start 4 ; cd:end 4 ; cd:quote 'a' .", {("e",)}),
    ("implements-below", CITES + ":x cd:level level:province . :y cd:level level:district ; cd:number '1/KH-UBND' .",
     {("c", "1/KH-UBND")}),
    ("implements-below", CITES + ":x cd:level level:district . :y cd:level level:province ; cd:number '1/KH-UBND' .",
     set()),
    ("implements-below", CITES + ":x cd:level level:district . :y cd:level level:district ; cd:number '1/KH-UBND' .",
     set()),
    ("citation-incomplete", CITES + ":c cd:resolutionStatus resolution:stub ; cd:title 'Về trẻ em' .",
     {("c", "Về trẻ em")}),
    ("citation-incomplete", CITES + ":c cd:resolutionStatus resolution:stub .", {("c", "?")}),
    ("citation-incomplete", CITES + ":c cd:resolutionStatus resolution:stub ; cd:citedNumber '1/KH-UBND' .", set()),
    ("citation-incomplete", CITES + ":c cd:resolutionStatus resolution:stub ; cd:citedName 'Luật Trẻ em' .", set()),
    ("citation-incomplete", CITES + ":c cd:resolutionStatus resolution:resolved .", set()),
]  # fmt: skip
IDS = [f"{case[0]}-{number}" for number, case in enumerate(CASES)]
LINES = parse(path=str(FOLDER / "lines.ttl"), format=RdfFormat.TURTLE)
TIERS = tuple(quad for quad in LINES if "/tier/" in str(quad.subject))


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    with EmbeddedStore.writing(tmp_path_factory.mktemp("checks") / "store") as store:
        yield store


def in_rdflib(_: EmbeddedStore, written: bytes) -> Store:
    store = RdflibStore()
    store.load(written)
    return store


def on_disk(store: EmbeddedStore, written: bytes) -> Store:
    store.set_graph("urn:graph", parse(written, format=RdfFormat.N_QUADS))
    return store


@pytest.mark.parametrize("made", [in_rdflib, on_disk])
@pytest.mark.parametrize(("name", "turtle", "expected"), CASES, ids=IDS)
def test_a_rule_gives_the_rows_that_it_has_to(
    embedded: EmbeddedStore,
    made: Callable[[EmbeddedStore, bytes], Store],
    name: str,
    turtle: str,
    expected: set[tuple[str, ...]],
) -> None:
    (rule,) = [rule for rule in rules() if rule.name == name]
    graph = NamedNode("urn:graph")
    facts = [*parse((PREFIXES + turtle).encode(), format=RdfFormat.TURTLE), *TIERS]
    store = made(embedded, nquads(Quad(fact.subject, fact.predicate, fact.object, graph) for fact in facts))
    rows = store.query(rule.query, TODAY if "?_today" in rule.query else {})
    blanks = [blank.partition("}")[0] for blank in rule.message.en.split("{")[1:]]
    assert all(row.text("document") == "urn:x" and row.text("evidence") for row in rows)
    found = {(row.text("checked").removeprefix("urn:"), *(row.text(blank) for blank in blanks)) for row in rows}
    assert found == expected


def test_every_rule_has_cases_for_and_against_and_speaks_both_languages() -> None:
    assert {rule.name for rule in rules()} == {name for name, _, rows in CASES if rows}
    assert {rule.name for rule in rules()} == {name for name, _, rows in CASES if not rows}
    for rule in rules():
        for words in (rule.label, rule.message, rule.remedy, rule.why):
            assert words.vi.strip() not in ("", words.en), rule.name
            assert words.en.strip(), rule.name
        assert rule.source
        assert rule.message.vi.count("{") == rule.message.en.count("{")


def test_names_are_of_one_check_each() -> None:
    names = [check.name for check in checks()]
    assert len(set(names)) == len(names)


QUERY = """PREFIX cd: <https://w3id.org/chidao/ontology#>
SELECT ?check ?kind ?severity ?message ?quote WHERE {
  GRAPH <%s> { ?finding a cd:Finding ; cd:byCheck ?check ; cd:findingKind ?kind ; cd:severity ?severity ;
                        cd:message ?message ; cd:evidence ?evidence . FILTER(LANG(?message) = "vi") }
  ?evidence cd:quote ?quote } ORDER BY ?check ?quote"""  # fmt: skip


def test_what_a_rule_finds_stands_in_a_graph_with_its_sentences(tmp_path: Path) -> None:
    plan = cao_bang(date="2024-12-23")
    plan.task("1")
    plan.header.append(("issuedOn", plan.say("ngày 23 tháng 12 năm 2024", "date")))
    indicator = plan.indicator("9", agency("Sở Y tế", CAO_BANG))
    plan.duty(agency("Sở Tư pháp", CAO_BANG), plan.responsibilities[0].role, indicator)
    with filled(tmp_path / "store", [plan]) as store:
        resolve(store)
        infer(store)
        assert write_checks(store, dt.date(2024, 12, 22)) == 2
        rows = [
            tuple(row.text(name).rpartition("/")[2] for name in row.variables)
            for row in store.query(QUERY % CHECKS_GRAPH)
        ]
        assert rows == [
            ("date-in-future", "date-conflict", "violation",
             "Văn bản ghi ngày 2024-12-23, sau ngày dựng kho (2024-12-22)", "ngày 23 tháng 12 năm 2024"),
            ("owner-several", "owner-several", "info",
             "Sở Tư pháp tỉnh Cao Bằng và Sở Y tế tỉnh Cao Bằng cùng chủ trì",
             "Sở Tư pháp tỉnh Cao Bằng lead chỉ tiêu 9"),
            ("owner-several", "owner-several", "info",
             "Sở Tư pháp tỉnh Cao Bằng và Sở Y tế tỉnh Cao Bằng cùng chủ trì",
             "Sở Y tế tỉnh Cao Bằng lead chỉ tiêu 9"),
        ]  # fmt: skip
        assert write_checks(store, dt.date(2024, 12, 23)) == 1
        assert write_checks(store, dt.date(2024, 12, 22)) == 2


def test_all_checks_are_described_in_the_graph(tmp_path: Path) -> None:
    with filled(tmp_path / "store", [Paper("a.txt", "1/KH-UBND", "2024-01-02", committee(CAO_BANG))]) as store:
        write_checks(store)
        rows = store.query(
            "PREFIX cd: <https://w3id.org/chidao/ontology#> SELECT DISTINCT ?check "
            '{ ?check a cd:Check ; cd:remedy ?vi, ?en FILTER(LANG(?vi) = "vi" && LANG(?en) = "en") }'
        )
        assert {row.text("check") for row in rows} == {f"{CHECK}{check.name}" for check in checks()}


def test_a_finding_of_every_kind_that_is_named_can_be_found() -> None:
    kinds = {check.kind for check in checks()}
    assert {FindingKind.TARGET_WEAKER, FindingKind.TARGET_CONFLICT, FindingKind.OWNER_MISSING,
            FindingKind.OWNER_SEVERAL, FindingKind.CITATION_UNRESOLVED, FindingKind.SHAPE} <= kinds  # fmt: skip
