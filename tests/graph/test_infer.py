"""Each rule on hand-made facts, row by row; and following changes gives what inferring anew gives, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple
from pyparsing import ParseResults
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from graph import infer as infer_module
from graph.agents import gather_agents
from graph.answers import Store
from graph.consequences import holding
from graph.infer import infer, infer_anew
from graph.members import write_members
from graph.resolve import resolve
from graph.rulebook import Rule, RuleError, fingerprint, parse, rulebook
from graph.store import EmbeddedStore
from graph.vocabulary import prop
from ontology.codes import ReadAs, Role
from ontology.dates import PartialDate
from ontology.identifiers import INFERRED_GRAPH, group_iri
from ontology.model import AgencyGroup
from ontology.terms import Property
from tests.graph.factories import CAO_BANG, DINH_HOA, LAM_DONG, POLITBURO, Paper, agency, committee, files_of, party

CD = "https://w3id.org/chidao/ontology#"
HEALTH, POLICE = agency("Sở Y tế", CAO_BANG), agency("Công an", CAO_BANG)


def facts(store: EmbeddedStore, *lines: str, graph: str = "urn:facts") -> None:
    """Writes facts in short: ``s p o`` with local names, a literal in quotation marks."""
    quads = []
    for line in lines:
        subject, predicate, value = line.split(" ", 2)
        term = Literal(value.strip('"')) if value.startswith('"') else NamedNode(_iri(value))
        quads.append(Quad(NamedNode(_iri(subject)), NamedNode(_iri(predicate)), term, NamedNode(graph)))
    store.set_graph(graph, quads)


def _iri(name: str) -> str:
    known = {
        "a": "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "org:member": "http://www.w3.org/ns/org#member",
        "org:organization": "http://www.w3.org/ns/org#organization",
        "isReplacedBy": "http://purl.org/dc/terms/isReplacedBy",
    }
    return known.get(name) or f"{CD}{name}" if name in known or name in _TERMS else f"urn:{name}"


_TERMS = {term.local_name for term in Property}


def inferred(store: EmbeddedStore) -> list[str]:
    """The inferred triples in short."""
    infer(store)
    triples = (quad.triple for quad in store.quads(INFERRED_GRAPH))
    return sorted(" ".join(_short(term) for term in (t.subject, t.predicate, t.object)) for t in triples)


def _short(term: object) -> str:
    return getattr(term, "value", "").removeprefix(CD).removeprefix("urn:")


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return EmbeddedStore.writing(tmp_path / "store")


def test_descent_is_closed_and_never_of_itself(store: EmbeddedStore) -> None:
    facts(store, "d implements c", "c implements b", "b implements a1")
    assert inferred(store) == [
        "b descendsFrom a1", "c descendsFrom a1", "c descendsFrom b",
        "d descendsFrom a1", "d descendsFrom b", "d descendsFrom c",
    ]  # fmt: skip
    facts(store, "d implements c", "c implements d")
    assert inferred(store) == ["c descendsFrom d", "d descendsFrom c"]


def test_owners_and_those_joined_with_them_are_accountable(store: EmbeddedStore) -> None:
    facts(store, "duty ownerAgent x", "duty agent x", "duty covers task", "helps agent z", "helps covers task",
          "x isReplacedBy y")  # fmt: skip
    assert inferred(store) == ["x accountableFor task", "y accountableFor task"]


def test_an_owner_is_an_agent_and_what_is_stated_is_not_inferred_again(store: EmbeddedStore) -> None:
    facts(store, "duty ownerAgent x", "other ownerAgent x", "other agent x")
    assert inferred(store) == ["duty agent x"]
    facts(store, "duty ownerAgent x", "duty agent x", "other ownerAgent x")
    assert inferred(store) == ["other agent x"]


def test_a_document_stands_at_its_own_level_else_at_that_of_all_its_issuers(store: EmbeddedStore) -> None:
    facts(store, "own status held", "own level province", "own issuedBy ministry", "ministry level central",
          "bare issuedBy ministry", "joint issuedBy ministry", "joint issuedBy department", "department level province",
          "two issuedBy ministry", "two issuedBy office", "office level central")  # fmt: skip
    assert inferred(store) == ["bare cascadeLevel central", "own cascadeLevel province", "two cascadeLevel central"]


def test_a_deadline_comes_from_the_nearest_heading_that_sets_one(store: EmbeddedStore) -> None:
    sections = ("s2 parentSection s1", "s3 parentSection s2", "s1 due 2025", "s1 dueAsWritten words")
    tasks = (
        "free inSection s3", "own inSection s3", "own due 2024", "own dueAsWritten words", "again inSection s3",
        'again recurrence "yearly"', "counted inSection s3", "counted dueAsWritten words", "here inSection s1",
    )  # fmt: skip
    facts(store, *sections, *tasks)
    assert inferred(store) == ["free inheritedDue 2025", "here inheritedDue 2025"]
    facts(store, *sections, "s2 due 2026", "s2 dueAsWritten words", *tasks)
    assert inferred(store) == ["free inheritedDue 2026", "here inheritedDue 2025"]
    facts(store, *sections, "s2 dueAsWritten counted", *tasks)
    assert inferred(store) == ["here inheritedDue 2025"]


GROUP = (
    "duty ownerAgent group", "duty agent group", "duty covers task", "duty inDocument doc", "group definition all",
    "m org:organization all", "m org:member x", 'm sourceConfidence "high"',
)  # fmt: skip


@pytest.mark.parametrize(
    ("more", "shares"),
    [
        (['doc issuedOn "2025-02-28"'], True),
        (['doc issuedOn "2025-02-28"', 'm validFrom "2025-02-28"', 'm validTo "2025-02-28"'], True),
        (['doc issuedOn "2025-02-28"', 'm validTo "2025-02-27"'], False),
        (['doc issuedOn "2025-02-28"', 'm validFrom "2025-03-01"'], False),
        (['doc issuedOn "2025-02"', 'm validTo "2025-02-27"'], False),
        (['doc issuedOn "2025-02"', 'm validTo "2025-03-31"'], True),
        (['doc issuedOn "2025-02"', 'doc issuedOn "2025-02-28"', 'm validTo "2025-02-28"'], True),
        (['doc issuedOn "2024-02-28"', 'doc issuedOn "2025-02-28"'], False),
        ([], False),
    ],
)
def test_a_member_shares_in_what_its_group_answers_for_at_the_documents_date(
    store: EmbeddedStore, more: list[str], *, shares: bool
) -> None:
    facts(store, *GROUP, *more)
    assert inferred(store) == ["group accountableFor task", *(["x sharesIn task"] if shares else [])]


def test_a_body_that_not_every_place_has_shares_in_nothing(store: EmbeddedStore) -> None:
    facts(store, *(line.replace("high", "low") for line in GROUP), 'doc issuedOn "2025-02-28"')
    assert inferred(store) == ["group accountableFor task"]


def province_plan(file: str, *, due: str = "2025-11") -> Paper:
    """A plan with an owner, a group of owners, and a task under a heading that sets a deadline."""
    plan = Paper(file, "1222/KH-UBND", "2024-05-23", committee(CAO_BANG))
    plan.cite("324-KH/TU", "2024-03-26", party(CAO_BANG))
    plan.indicator("9", HEALTH)
    name = "các sở"
    group = AgencyGroup(group_iri("tinh-cao-bang", "các sở"), name, HEALTH.side, HEALTH.level, CAO_BANG)
    plan.duty(group, Role.IMPLEMENT, plan.indicator("10"))
    heading = plan.section("IV")
    plan.sections[-1] = replace(heading, due=PartialDate.parse(due), due_as_written=f"trong {due}")
    task = plan.task("1")
    plan.tasks[-1] = replace(task, section="IV.1", due=None)
    return plan


def papers() -> list[Paper]:
    """Papers that implement each other in a tree and in a circle, one of them in two files."""
    directive = Paper("chi-thi.txt", "28-CT/TW", "2023-12-25", POLITBURO)
    tu = Paper("tu.txt", "324-KH/TU", "2024-03-26", party(CAO_BANG))
    tu.cite("28-CT/TW", "2023-12-25", POLITBURO)
    tu.cite("3190/KH-UBND", "2024-04-24", committee(LAM_DONG))
    circle = Paper("ld.txt", "3190/KH-UBND", "2024-04-24", committee(LAM_DONG))
    circle.cite("324-KH/TU", "2024-03-26", party(CAO_BANG))
    circle.indicator("1", POLICE)
    district = Paper("hu.txt", "145-KH/HU", "2024-03-27", party(DINH_HOA))
    district.cite("324-KH/TU", "2024-03-26", party(CAO_BANG))
    district.indicator("2", HEALTH)
    twin = province_plan("kh-2.txt", due="2025-12")
    twin.read_as = ReadAs.OCR
    return [directive, tu, circle, district, province_plan("kh.txt"), twin]


def derive(store: EmbeddedStore) -> int:
    """The steps that rules rest on, without the authority data, and inference; how many triples follow."""
    store.settle()
    gather_agents(store)
    resolve(store)
    write_members(store)
    return infer(store)


@pytest.fixture(scope="module")
def afresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[[frozenset[int]], bytes]:
    """What a store of some of the papers is when it is made in one go."""

    @cache
    def made(held: frozenset[int]) -> bytes:
        with EmbeddedStore.writing(tmp_path_factory.mktemp("afresh") / "store") as store:
            store.replace(files_of(paper for number, paper in enumerate(papers()) if number in held))
            derive(store)
            return store.dump()

    return made


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.sets(st.integers(0, 5), min_size=1, max_size=2), min_size=1, max_size=5))
def test_following_changes_is_inferring_anew(
    afresh: Callable[[frozenset[int]], bytes], tmp_path_factory: pytest.TempPathFactory, steps: list[set[int]]
) -> None:
    files, held = [paper.file for paper in papers()], frozenset[int]()
    with EmbeddedStore.writing(tmp_path_factory.mktemp("followed") / "store") as store:
        derive(store)
        for step in steps:  # what is held goes, what is not comes
            held, gone = held ^ step, held & step
            store.replace(files_of(paper for number, paper in enumerate(papers()) if number in step - gone))
            store.remove(files[number] for number in gone)
            counted = derive(store)
            assert store.dump() == afresh(held)
            assert counted == len(store.quads(INFERRED_GRAPH))


def test_the_papers_show_each_rule_at_work(tmp_path: Path) -> None:
    with EmbeddedStore.writing(tmp_path / "store") as store:
        store.replace(files_of(papers()))
        derive(store)
        predicates = {quad.predicate.value.removeprefix(CD) for quad in store.quads(INFERRED_GRAPH)}
    assert predicates == {"accountableFor", "cascadeLevel", "descendsFrom", "inheritedDue", "sharesIn"}


def test_one_document_more_asks_only_for_what_hangs_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with EmbeddedStore.writing(tmp_path / "store") as store:
        store.replace(files_of(papers()[:4]))
        derive(store)
        store.commit()
    anew: list[EmbeddedStore] = []
    asked: list[Triple] = []
    monkeypatch.setattr(infer_module, "infer_anew", anew.append)

    def noting(store: Store, some: set[Triple]) -> set[Triple]:
        asked.extend(some)
        return holding(store, some)

    monkeypatch.setattr(infer_module, "holding", noting)
    with EmbeddedStore.writing(tmp_path / "store") as store:
        derive(store)
        assert (anew, asked) == ([], [])
        store.replace(files_of([province_plan("kh.txt")]))
        derive(store)
    plan = province_plan("kh.txt").iri
    assert anew == []
    assert asked
    assert all(plan in str(triple) for triple in asked)


def test_after_a_build_that_broke_off_all_is_inferred_anew(tmp_path: Path) -> None:
    with EmbeddedStore.writing(tmp_path / "store") as store:
        store.replace(files_of(papers()))
        derive(store)
        store.commit()
    with EmbeddedStore.writing(tmp_path / "store") as store:
        assert store.inference.rules == fingerprint()
        store.remove(["tu.txt"])
        store.checkpoint()
    with EmbeddedStore.writing(tmp_path / "store") as store:
        assert store.inference.rules == ""
        derive(store)
        followed = store.quads(INFERRED_GRAPH)
        infer_anew(store)
        assert followed == store.quads(INFERRED_GRAPH)


def test_a_store_that_is_kept_before_it_was_inferred_from_is_inferred_anew(tmp_path: Path) -> None:
    with EmbeddedStore.writing(tmp_path / "store") as store:
        store.replace(files_of(papers()))
        derive(store)
        facts(store, "late implements later")
        store.commit()
    with EmbeddedStore.writing(tmp_path / "store") as store:
        assert store.inference.rules == ""
        assert "late descendsFrom later" in inferred(store)


def test_no_rule_rests_on_what_another_one_concludes() -> None:
    heads = {rule.head.predicate for rule in rulebook().values()} - {prop(Property.AGENT)}
    assert not heads & {pattern.predicate for rule in rulebook().values() for pattern in rule.patterns}


@pytest.mark.parametrize("rule", rulebook().values(), ids=lambda rule: rule.name)
def test_the_premises_are_those_that_sparql_reads(rule: Rule) -> None:
    where = parseQuery(rule.text)[1].where
    assert sum(len(triples) // 3 for triples in _triples(where)) == len([*rule.patterns])


def _triples(node: object) -> Iterator[list[object]]:
    """The triple patterns of a parsed query, wherever they stand, flat."""
    if isinstance(node, CompValue):
        yield from node.get("triples") or () if node.name == "TriplesBlock" else ()
        for part in node.values():
            yield from _triples(part)
    elif isinstance(node, list | ParseResults):
        for part in list(node):
            yield from _triples(part)


@pytest.mark.parametrize("text", ["SELECT ?s {}", "#+ summary: a | b\nCONSTRUCT { ?s cd:p ?o ; cd:q ?r . } WHERE { }"])
def test_a_rule_that_is_not_written_as_rules_are_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match="rule x: wanted"):
        parse("x", text)
