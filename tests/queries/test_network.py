"""The cascade as a tree, and its gaps."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers import Store
from graph.project import project
from queries.documents import Card, cards, find_one
from queries.gaps import GapKind, gaps, level_gaps
from queries.network import Branch, cascade, implementing


def _lines(tree: Branch, known: dict[str, Card]) -> list[tuple[int, str, int | None, list[tuple[str, int | None]]]]:
    return [
        (b.depth, b.card.name, b.under.days if b.under else None, [(known[s.iri].name, s.days) for s in b.also])
        for b in tree.walk()
    ]


def test_each_document_stands_under_the_nearest_that_it_implements(store: Store) -> None:
    known = cards(store)
    tree = cascade(implementing(project(store)), known, find_one(store, "28-CT/TW").iri)
    assert _lines(tree, known) == [
        (0, "28-CT/TW", None, []),
        (1, "156-KH/TU", 67, []),
        (2, "145-KH/HU", 26, [("28-CT/TW", 93)]),
        (3, "1761/UBND-VP", 1, []),
        (4, "Công văn của UBND thị trấn Chợ Chu, 4/2024", None, []),
        (1, "324-KH/TU", 92, []),
        (2, "1222/KH-UBND", 58, [("28-CT/TW", 150)]),
    ]
    assert [b.card.number for b in tree.walk() if b.card.held] == ["145-KH/HU", "", "1222/KH-UBND"]


def test_upwards(store: Store) -> None:
    known = cards(store)
    tree = cascade(implementing(project(store)), known, find_one(store, "1761/UBND-VP").iri, up=True)
    assert _lines(tree, known) == [
        (0, "1761/UBND-VP", None, []),
        (1, "145-KH/HU", 1, []),
        (2, "156-KH/TU", 26, []),
        (3, "28-CT/TW", 67, [("145-KH/HU", 93)]),
    ]


def test_a_document_that_nobody_implements_stands_alone(store: Store) -> None:
    known = cards(store)
    letter = next(card for card in known.values() if card.kind == "dispatch" and card.held)
    assert cascade(implementing(project(store)), known, letter.iri).branches == ()


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40).map(
        lambda pairs: [(f"n{a}", f"n{b}") for a, b in pairs]
    )
)
def test_any_network_gives_each_document_once_under_a_link_of_its_own(edges: list[tuple[str, str]]) -> None:
    network: nx.DiGraph[str] = nx.DiGraph([*edges, ("n1", "n0")])
    known = {iri: Card(iri, number=iri) for iri in network}
    branches = list(cascade(network, known, "n0").walk())
    assert sorted(b.card.iri for b in branches) == sorted({"n0"} | nx.ancestors(network, "n0"))
    assert all(network.has_edge(b.card.iri, b.under.iri) for b in branches if b.under)
    rings = {n for n in network if network.has_edge(n, n) or any(n in nx.descendants(network, m) for m in network[n])}
    assert {b.card.iri for b in branches if b.cyclic} == rings & {b.card.iri for b in branches}


def test_gaps(store: Store) -> None:
    found = {(gap.kind, gap.document, gap.what) for gap in gaps(store)}
    assert {(k, d, w) for k, d, w in found if k != GapKind.NOT_HELD} == {
        (GapKind.INDICATOR_WITHOUT_OWNER, "1222/KH-UBND", "2: Mọi xã có sân chơi cho trẻ em"),
        (GapKind.TASK_WITHOUT_OWNER, "1222/KH-UBND", "2: Tuyên truyền về quyền của trẻ em"),
        (
            GapKind.ADDRESSEE_WITHOUT_PLAN,
            "1222/KH-UBND",
            "Ủy ban nhân dân các huyện tỉnh Cao Bằng: Xây dựng kế hoạch của huyện",
        ),
        (
            GapKind.TARGET_WITHOUT_YEAR,
            "1222/KH-UBND",
            "9: Tỷ lệ trẻ em bị tai nạn được cứu giúp đạt 87,5% [100 trẻ]",
        ),
    }
    assert {d for k, d, _ in found if k == GapKind.NOT_HELD} == {"28-CT/TW", "324-KH/TU", "156-KH/TU", "1761/UBND-VP"}


def test_gaps_of_one_cascade(store: Store) -> None:
    found = {(gap.kind, gap.document, gap.what) for gap in gaps(store, find_one(store, "156-KH/TU"))}
    assert {d for _, d, _ in found} == {"156-KH/TU", "28-CT/TW", "1761/UBND-VP"}


@pytest.mark.parametrize(
    ("date", "levels"), [("2024-01-01", ["province", "district", "commune"]), ("2025-08-01", ["province", "commune"])]
)
def test_the_district_level_ended(date: str, levels: list[str]) -> None:
    root = Branch(Card("a", number="1", level="central", date=date), 0, None, (), cyclic=False, branches=())
    assert [gap.what for gap in level_gaps(root)] == levels
