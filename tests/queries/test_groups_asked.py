"""Questions about groups and about levels after 2025-07-01, on pyoxigraph and on rdflib."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, serialize

from graph.answers import Store
from ontology.identifiers import AUTHORITY_GRAPH
from queries.asking import ask
from queries.gaps import GapKind, gaps
from tests.queries.conftest import LINES, OnOxigraph
from tests.rdflib_store import RdflibStore

LEVELS = """
@prefix cd: <https://w3id.org/chidao/ontology#> .
@prefix ex: <https://example.org/> .
@prefix level: <https://w3id.org/chidao/code/level/> .
@prefix line: <https://w3id.org/chidao/code/line/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix side: <https://w3id.org/chidao/code/side/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
level:central skos:notation "central" . level:province skos:notation "province" .
level:district skos:notation "district" . level:commune skos:notation "commune" .
line:party skos:notation "party" . line:executive skos:notation "executive" . line:front skos:notation "front" .
ex:politburo cd:side side:party . ex:premier cd:side side:state .
ex:before cd:level level:central ; cd:issuedOn "2025-06-30"^^xsd:date ; cd:issuedBy ex:politburo .
ex:after cd:level level:central ; cd:issuedOn "2025-07"^^xsd:gYearMonth ; cd:issuedBy ex:politburo .
ex:undated cd:level level:province ; cd:issuedBy ex:politburo .
ex:state cd:level level:central ; cd:issuedOn "2026-01-05"^^xsd:date ; cd:issuedBy ex:premier .
# The Prime Minister's plan comes months after that of a province.
ex:late cd:implements ex:before ; cd:level level:central ; cd:issuedOn "2026-03-01"^^xsd:date ;
  cd:issuedBy ex:premier .
ex:early cd:implements ex:before ; cd:level level:province ; cd:issuedOn "2025-07-02"^^xsd:date ;
  cd:issuedBy ex:premier .
"""


def _both(store: OnOxigraph, engine: str) -> Store:
    if engine == "oxigraph":
        return store
    quads = serialize(store.engine, format=RdfFormat.N_QUADS)
    assert quads is not None
    other = RdflibStore()
    other.load(quads)
    return other


@pytest.fixture(scope="module", params=["oxigraph", "rdflib"])
def groups(request: pytest.FixtureRequest) -> Store:
    """The store of groups.trig."""
    store = OnOxigraph()
    store.engine.clear()
    store.engine.load(path=str(Path(__file__).with_name("groups.trig")), format=RdfFormat.TRIG)
    return _both(store, request.param)


@pytest.fixture(scope="module", params=["oxigraph", "rdflib"])
def lines(request: pytest.FixtureRequest) -> Store:
    """Directives before and after the districts ended, with the levels and lines of the authority data."""
    store = OnOxigraph()
    store.engine.clear()
    store.engine.load(path=str(LINES), format=RdfFormat.TURTLE, to_graph=NamedNode(AUTHORITY_GRAPH))
    store.engine.load(input=LEVELS.encode(), format=RdfFormat.TURTLE, to_graph=NamedNode("urn:documents"))
    return _both(store, request.param)


def _asked(store: Store, name: str, columns: tuple[str, ...], **given: str) -> list[tuple[object, ...]]:
    return [tuple(record[column] for column in columns) for record in ask(store, name, given).records()]


A, B, C, D = (f"Ủy ban nhân dân {own}" for own in ("huyện A", "huyện B", "xã C", "xã D"))


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [
        ("các huyện", "2025-06-30", [(A, "high"), (B, "high")]),
        ("CÁC HUYỆN", "2025-07-01", []),
        ("các xã", "2025-06-30", [(None, None)]),
        ("các xã", "2026-04-30", [(None, None), (C, "medium"), (D, "low")]),
        ("các xã", "2026-05-01", [(None, None), (C, "medium")]),
        ("các đơn vị", "2024-01-01", [(None, None)]),
        ("các trường", "2024-01-01", []),
    ],
)
def test_members_by_words(groups: Store, words: str, at: str, expected: list[tuple[object, ...]]) -> None:
    assert _asked(groups, "group-members", ("agency", "confidence"), words=words, at=at) == expected


def test_members_by_iri_with_what_they_are_members_of(groups: Store) -> None:
    found = _asked(
        groups,
        "group-members",
        ("agency", "means", "to"),
        group="https://w3id.org/chidao/id/districts",
        at="2024-05-23",
    )
    means = "Ủy ban nhân dân các huyện (tỉnh X)"
    assert found == [(A, means, "2025-06-30"), (B, means, "2025-06-30")]


def test_members_without_plan_are_those_of_the_document_s_date(groups: Store) -> None:
    assert _asked(groups, "group-members-without-plan", ("number", "group", "agency", "sentence")) == [
        ("10/KH-UBND", "UBND các huyện", B, "UBND các huyện xây dựng kế hoạch."),
        ("20/KH-UBND", "UBND các xã và đơn vị", C, "UBND các xã ban hành kế hoạch."),
        ("20/KH-UBND", "UBND các xã và đơn vị", D, "UBND các xã ban hành kế hoạch."),
    ]


def test_bodies_and_groups_of_unknown_members_stay_addressees(groups: Store) -> None:
    assert _asked(groups, "addressees-without-plan", ("number", "agency")) == [
        ("10/KH-UBND", "Các đơn vị"),
        ("10/KH-UBND", "Sở Y tế tỉnh X"),
        ("20/KH-UBND", "UBND các huyện"),
    ]


def test_gaps_show_each_group_once_with_the_number_of_its_members_that_are_sure(groups: Store) -> None:
    found = [(gap.document, gap.what) for gap in gaps(groups) if gap.kind is GapKind.ADDRESSEE_WITHOUT_PLAN]
    assert found == [
        ("10/KH-UBND", "Các đơn vị: Xây dựng kế hoạch của địa phương"),
        ("10/KH-UBND", "Sở Y tế tỉnh X: Xây dựng kế hoạch của địa phương"),
        ("10/KH-UBND", "UBND các huyện [1]: Xây dựng kế hoạch của địa phương"),
        ("20/KH-UBND", "UBND các huyện: ban hành kế hoạch thực hiện"),
        ("20/KH-UBND", "UBND các xã và đơn vị [1]: ban hành kế hoạch thực hiện"),
    ]


@pytest.mark.parametrize(
    ("document", "levels"),
    [
        ("https://example.org/before", ["district", "commune"]),
        ("https://example.org/after", ["province", "commune"]),
        ("https://example.org/undated", ["district", "commune"]),
        ("https://example.org/state", ["province", "commune"]),
    ],
)
def test_levels_without_plan_are_those_of_the_document_s_date(lines: Store, document: str, levels: list[str]) -> None:
    assert _asked(lines, "levels-without-plan", ("level",), document=document) == [(level,) for level in levels]


def test_a_plan_of_a_higher_level_may_come_later(lines: Store) -> None:
    found = _asked(lines, "expected-lines", ("level", "line", "plan", "days"), document="https://example.org/before")
    assert found[:2] == [
        ("central", "executive", "https://example.org/late", 244),
        ("province", "executive", "https://example.org/early", 2),
    ]
    assert {level for level, *_ in found} == {"central", "province", "district", "commune"}


def test_what_is_expected_after_the_districts_ended(lines: Store) -> None:
    found = _asked(lines, "expected-lines", ("level", "line", "expected"), document="https://example.org/after")
    assert [row for row in found if row[1] != "front"] == [
        ("central", "executive", "n/QĐ-TTg"),
        ("province", "executive", "n/KH-UBND"),
        ("province", "party", "n-KH/TU"),
        ("commune", "executive", "n/KH-UBND"),
        ("commune", "party", "n-KH/ĐU"),
    ]


def test_the_state_directs_the_state(lines: Store) -> None:
    found = _asked(lines, "expected-lines", ("level", "body"), document="https://example.org/state")
    assert found == [("province", "Ủy ban nhân dân"), ("commune", "Ủy ban nhân dân")]
