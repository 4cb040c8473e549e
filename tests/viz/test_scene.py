"""What the picture shows, before anything is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import URIRef

from graph.answers import Store
from ontology.reference import CODES, VOCABULARY
from queries.errors import UnknownDocumentError
from tests.rdflib_store import RdflibStore
from viz.compose import scene_of
from viz.scene import NodeKind, Scene, SceneEdge, SceneNode, Status

FIXTURE = Path(__file__).with_name("scene.trig")


def named(scene: Scene, label: str) -> SceneNode:
    return next(node for node in scene.documents if node.label.vi == label)


def link(scene: Scene, source: str, target: str, relation: str = "implements") -> SceneEdge:
    ends = named(scene, source).id, named(scene, target).id
    return next(edge for edge in scene.edges if (edge.source, edge.target) == ends and edge.relation == relation)


LETTER = "Công văn của UBND thị trấn Chợ Chu, 4/2024"


def test_the_cascade_hangs_each_document_under_the_nearest_one(scene: Scene) -> None:
    labels = {node.id: node.label.vi for node in scene.documents}
    tree = {labels[child]: labels[edge.target] for child, edge in scene.parent_edges().items()}
    assert tree == {
        "324-KH/TU": "28-CT/TW",
        "1222/KH-UBND": "324-KH/TU",
        "156-KH/TU": "28-CT/TW",
        "145-KH/HU": "156-KH/TU",
        "1761/UBND-VP": "145-KH/HU",
        LETTER: "1761/UBND-VP",
        "109-KH/TU": "28-CT/TW",
        "3190/KH-UBND": "109-KH/TU",
        "50/KH-UBND": "28-CT/TW",
        "211-KH/HU": "28-CT/TW",
    }


@pytest.mark.parametrize(
    ("source", "target", "days"),
    [
        ("324-KH/TU", "28-CT/TW", 92),
        ("1222/KH-UBND", "324-KH/TU", 58),
        ("156-KH/TU", "28-CT/TW", 67),
        ("145-KH/HU", "156-KH/TU", 26),
        (LETTER, "1761/UBND-VP", None),
    ],
)
def test_edges_say_after_how_many_days(scene: Scene, source: str, target: str, days: int | None) -> None:
    assert link(scene, source, target).days == days


def test_standing_tells_what_is_held_reported_and_only_cited(scene: Scene) -> None:
    assert named(scene, "1222/KH-UBND").status is Status.HELD
    assert named(scene, "211-KH/HU").status is Status.REPORTED
    assert named(scene, "28-CT/TW").status is Status.CITED


def test_an_edge_quotes_the_sentence_of_whoever_says_so(scene: Scene) -> None:
    own = link(scene, "1222/KH-UBND", "324-KH/TU").facts[0].quotes
    assert [quote.words[:22] for quote in own] == ["Triển khai Kế hoạch số"]
    of_another = link(scene, "324-KH/TU", "28-CT/TW").facts[0].quotes
    assert [(quote.file, quote.confidence) for quote in of_another] == [("cao-bang.txt", 0.9)]


def test_an_edge_that_nobody_words_says_so(scene: Scene) -> None:
    attached = link(scene, "145-KH/HU", LETTER, "attached_to")
    assert not any(fact.quotes for fact in attached.facts)
    assert any("Không có câu trích" in fact.value.vi for fact in attached.facts)


def test_an_indicator_has_its_targets_owners_and_sentences(scene: Scene) -> None:
    plan = named(scene, "1222/KH-UBND")
    ninth = next(node for node in scene.members(plan.id) if node.label.vi == "Chỉ tiêu 9")
    values = {fact.value.vi: fact.quotes for fact in ninth.facts}
    assert "mỗi năm giảm 2%, năm 2025" in values
    assert values["Công an tỉnh Cao Bằng · thực hiện"][0].section == "IV.4"
    assert values["Sở Lao động - Thương binh và Xã hội tỉnh Cao Bằng · chủ trì"][0].words.startswith("1. Sở Lao động")


def test_an_indicator_without_owner_or_figure_says_so(scene: Scene) -> None:
    plan = named(scene, "1222/KH-UBND")
    qualitative = next(node for node in scene.members(plan.id) if node.label.vi == "Chỉ tiêu 23")
    said = [fact.value.en for fact in qualitative.facts]
    assert "Qualitative, without a figure" in said
    assert "No accountable agency found" in said


def test_members_and_owner_edges_are_those_of_the_document(scene: Scene) -> None:
    plan = named(scene, "1222/KH-UBND")
    kinds = [node.kind for node in scene.members(plan.id)]
    assert (kinds.count(NodeKind.INDICATOR), kinds.count(NodeKind.AGENCY)) == (24, 6)
    assert sum(edge.source.startswith(f"{plan.id}-") for edge in scene.edges) == 24


def test_what_to_note_comes_first_in_the_panel(scene: Scene) -> None:
    plan = named(scene, "3190/KH-UBND")
    assert plan.alarm == 2
    finding = next(fact for fact in plan.facts if "109-KH/TU mang hai ngày" in fact.value.vi)
    assert finding.quotes[0].words == "KẾ HOẠCH SỐ 109-KH/TU NGÀY 08/3/2023"
    assert plan.facts.index(finding) == 1


def test_a_number_shows_what_is_above_and_below_it(cascade_store: Store) -> None:
    scene = scene_of(cascade_store, "145-KH/HU")
    assert [node.label.vi for node in scene.documents] == [
        "28-CT/TW",
        "156-KH/TU",
        "145-KH/HU",
        "1761/UBND-VP",
        LETTER,
    ]
    assert next(node.label.vi for node in scene.documents if node.id == scene.root) == "145-KH/HU"


def test_without_a_number_every_cascade_is_shown_and_no_news(cascade_store: Store) -> None:
    scene = scene_of(cascade_store)
    assert len(scene.documents) == 11
    assert scene.root == ""


def test_an_unknown_number_is_an_error(cascade_store: Store) -> None:
    with pytest.raises(UnknownDocumentError):
        scene_of(cascade_store, "999/KH-UBND")


def test_a_circle_is_drawn_and_hangs_under_nobody_twice(store_with: Callable[..., Store]) -> None:
    base = "https://w3id.org/chidao/id/doc"
    party = f"<{base}/tinh-cao-bang/tu/2024-03-26/324-kh-tu>"
    state = f"<{base}/tinh-cao-bang/ubnd/2024-05-23/1222-kh-ubnd>"
    before = f"  {state} cd:implements {party} .\n"
    scene = scene_of(store_with({before: f"{before}  {party} cd:implements {state} .\n"}), "28-CT/TW")
    above = {child: edge.target for child, edge in scene.parent_edges().items()}
    for start in above:
        seen = [start]
        while seen[-1] in above:
            assert above[seen[-1]] not in seen
            seen.append(above[seen[-1]])
    assert not link(scene, "324-KH/TU", "1222/KH-UBND").primary


def test_another_engine_gives_the_same_scene(scene: Scene) -> None:
    other = RdflibStore()
    other.dataset.parse(FIXTURE, format="trig")
    for path in (CODES, VOCABULARY):
        other.dataset.graph(URIRef("https://w3id.org/chidao/id/graph/authority")).parse(path)
    assert scene_of(other, "28-CT/TW") == scene
