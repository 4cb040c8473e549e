"""The scorer itself: it is not satisfied by less than the truth, nor by more."""

from __future__ import annotations

from tests.scoring import Facet, fold


def facet(gold: str, found: str) -> Facet:
    made = Facet()
    made.add(gold, found)
    return made


def test_all_of_it_and_nothing_else_is_one() -> None:
    assert facet("abc", "cba").f1 == 1.0


def test_a_missing_fact_costs() -> None:
    assert facet("abc", "ab").f1 == 0.8


def test_an_invented_fact_costs() -> None:
    assert facet("ab", "abc").f1 == 0.8


def test_a_fact_told_twice_costs() -> None:
    assert facet("ab", "aab").f1 == 0.8


def test_nothing_found_is_nothing() -> None:
    assert facet("ab", "").f1 == 0.0
    assert "missed: [\"'a'\"" in facet("ab", "").misses


def test_names_meet_across_spellings() -> None:
    assert fold("Uỷ ban nhân dân tỉnh Cao Bằng") == fold("ủy ban nhân dân  tỉnh Cao Bằng")
