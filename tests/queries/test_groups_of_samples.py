"""Groups and lines in a store that is built from the samples, row by row."""

from __future__ import annotations

from graph.store import EmbeddedStore
from queries.asking import ask


def _group(samples_store: EmbeddedStore, words: str, at: str) -> list[tuple[object, ...]]:
    found = ask(samples_store, "group-members", {"words": words, "at": at}).records()
    return [(row["agency"], row["confidence"], row["means"]) for row in found]


def test_the_districts_of_a_plan_of_2024(samples_store: EmbeddedStore) -> None:
    rows = _group(samples_store, "UBND các huyện, thành phố", "2024-05-23")
    assert len(rows) == 10
    assert rows[0] == ("Ủy ban nhân dân huyện Bảo Lâm", "high", "Ủy ban nhân dân các huyện (tỉnh Cao Bằng)")
    assert _group(samples_store, "UBND các huyện, thành phố", "2025-07-01") == []


def test_the_departments_that_a_plan_names_as_a_group(samples_store: EmbeddedStore) -> None:
    rows = {
        agency: confidence
        for agency, confidence, _ in _group(samples_store, "Các sở, ban, ngành cấp tỉnh", "2024-04-24")
    }
    assert rows["Sở Lao động - Thương binh và Xã hội tỉnh Lâm Đồng"] == "high"
    assert rows["Sở Ngoại vụ tỉnh Lâm Đồng"] == "low"
    assert "Sở Nông nghiệp và Môi trường tỉnh Lâm Đồng" not in rows


def test_words_of_which_nobody_knows_whom_they_mean(samples_store: EmbeddedStore) -> None:
    assert _group(samples_store, "Các cơ quan thông tấn, báo chí", "2024-04-24") == [
        (None, None, "Các cơ quan thông tấn, báo chí trên địa bàn tỉnh")
    ]


def test_what_is_expected_under_the_directive_of_the_samples(samples_store: EmbeddedStore) -> None:
    rows = ask(samples_store, "expected-lines", {"document": "28-CT/TW"}).records()
    found = {(row["level"], row["line"], row["number"], row["days"]) for row in rows if row["plan"]}
    assert {
        ("province", "party", "156-KH/TU", 67),
        ("province", "party", "324-KH/TU", 92),
        ("province", "executive", "50/KH-UBND", 32),
        ("province", "executive", "1222/KH-UBND", 150),
        ("district", "party", "145-KH/HU", 93),
    } <= found
    assert {row["level"] for row in rows} == {"central", "province", "district", "commune"}


def test_a_plan_of_a_province_leaves_the_levels_below_it(samples_store: EmbeddedStore) -> None:
    rows = ask(samples_store, "levels-without-plan", {"document": "1222/KH-UBND"}).records()
    assert [row["level"] for row in rows] == ["district", "commune"]
