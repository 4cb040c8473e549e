"""A store as objects: by number, by name, with what belongs to each, and never changed."""

from __future__ import annotations

import doctest
import sqlite3
from pathlib import Path

import pytest

from graph.answers import MissingStoreError
from graph.objects import ReadOnlyError
from graph.store import EmbeddedStore
from queries.errors import UnknownAgencyError, UnknownDocumentError
from queries.world import World, world


@pytest.fixture(scope="module")
def here(samples_store: EmbeddedStore) -> World:
    return world(str(samples_store.path))


def test_the_documents_whose_text_is_there(here: World) -> None:
    assert list(here.documents)[:3] == ["1222/KH-UBND", "145-KH/HU", "211-KH/HU"]
    assert len(here.documents) == 7
    assert "28-CT/TW" not in list(here.documents)


def test_an_indicator_with_its_targets_owners_and_sentence(here: World) -> None:
    first = here.documents["1222/KH-UBND"].indicators[0]
    assert [(one.year, one.value, one.unit) for one in first.targets] == [(2025, 87.0, "%"), (2030, 90.0, "%")]
    assert [str(owner.label.first()) for owner in first.owners] == ["Sở Lao động - Thương binh và Xã hội tỉnh Cao Bằng"]
    assert "87% năm 2025" in first.sentence
    assert "chỉ tiêu 1, 2" in first.duties[0].sentence


def test_parts_stand_in_the_order_of_the_text(here: World) -> None:
    plan = here.documents["1222/KH-UBND"]
    assert [one.no[0] for one in plan.indicators[:11]] == [str(number) for number in range(1, 12)]
    assert all(task.inDocument is plan for task in plan.tasks)


def test_a_document_leads_to_those_that_it_implements(here: World) -> None:
    above = here.documents["1222/KH-UBND"].implements
    assert sorted(one.number for one in above) == ["28-CT/TW", "324-KH/TU"]
    assert [one.indicators for one in above] == [[], []]


def test_a_body_with_all_its_duties(here: World) -> None:
    body = here.agencies["Sở Giáo dục và Đào tạo tỉnh Cao Bằng"]
    assert body.duties
    assert all(duty.agent is body for duty in body.duties)


def test_names_of_other_vocabularies_do_not_stand_before_ours(here: World) -> None:
    plan = here.documents["1222/KH-UBND"]
    assert plan.title[0].startswith("TRIỂN KHAI KẾ HOẠCH")
    assert plan.sections[0].label_written


def test_nothing_can_be_changed(here: World) -> None:
    plan = here.documents["1222/KH-UBND"]
    with pytest.raises(ReadOnlyError, match="build the documents again"):
        plan.number = "1/KH-UBND"
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        plan.cites.append(plan)
    assert plan.number == "1222/KH-UBND"


def test_only_what_is_asked_for_is_read(samples_store: EmbeddedStore) -> None:
    fresh = world(str(samples_store.path))
    before = len(fresh.objects.world.graph)
    fresh.documents["50/KH-UBND"]
    of_one = len(fresh.objects.world.graph)
    fresh.documents["1222/KH-UBND"]
    assert before < of_one < len(fresh.objects.world.graph)


def test_unknown_names_bring_near_ones(here: World) -> None:
    with pytest.raises(UnknownAgencyError, match="Sở Giáo dục và Đào tạo tỉnh Cao Bằng"):
        here.agencies["Sở Giáo dục tỉnh Cao Bằng"]
    with pytest.raises(UnknownDocumentError, match="1222/KH-UBND"):
        here.documents["1223/KH-UBND"]


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingStoreError):
        world(str(tmp_path / "none"))


def test_the_page_for_notebooks_says_what_happens(
    samples_store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(samples_store.path.parent)
    page = Path(__file__).resolve().parents[2] / "docs" / "howto" / "notebooks.md"
    done = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert done.attempted > 5
    assert done.failed == 0
