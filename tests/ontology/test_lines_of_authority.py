"""Levels and lines: who mirrors whom, who stands above, what is to be issued, before and after 2025-07-01."""

from __future__ import annotations

import pytest

from ontology.codes import Level, Line
from ontology.dates import PartialDate
from ontology.lines import expected, levels_below, line_bodies, line_body, mirrors, parent, tiers

LAST, FIRST = PartialDate(2025, 6, 30), PartialDate(2025, 7, 1)


@pytest.mark.parametrize(
    ("level", "on", "below"),
    [
        (Level.CENTRAL, LAST, ["province", "district", "commune"]),
        (Level.CENTRAL, FIRST, ["province", "commune"]),
        (Level.PROVINCE, PartialDate(2024), ["district", "commune"]),
        (Level.PROVINCE, PartialDate(2025), ["district", "commune"]),
        (Level.PROVINCE, PartialDate(2026), ["commune"]),
        (Level.DISTRICT, LAST, ["commune"]),
        (Level.DISTRICT, FIRST, []),
        (Level.COMMUNE, FIRST, []),
    ],
)
def test_levels_below(level: Level, on: PartialDate, below: list[str]) -> None:
    assert [one.value for one in levels_below(level, on)] == below


def test_without_a_date_all_levels_that_ever_were() -> None:
    assert levels_below(Level.CENTRAL, None) == (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


def test_every_tier_has_one_body_of_each_line_for_its_own_days() -> None:
    for tier in tiers():
        heads = [body for body in line_bodies() if body.tier == tier]
        assert sorted(body.line for body in heads) == sorted(Line)
        assert {body.period for body in heads} == {tier.period}


@pytest.mark.parametrize(
    ("name", "level", "on", "above"),
    [
        ("Tỉnh ủy", Level.PROVINCE, LAST, "Ban Chấp hành Trung ương"),
        ("Thành ủy", Level.PROVINCE, FIRST, "Ban Chấp hành Trung ương"),
        ("Thành ủy", Level.DISTRICT, LAST, "Tỉnh ủy"),
        ("Đảng ủy", Level.COMMUNE, LAST, "Huyện ủy"),
        ("Đảng ủy", Level.COMMUNE, FIRST, "Tỉnh ủy"),
        ("Ủy ban nhân dân", Level.PROVINCE, FIRST, "Chính phủ"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam", Level.PROVINCE, FIRST, "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"),
    ],
)
def test_parents(name: str, level: Level, on: PartialDate, above: str) -> None:
    body = line_body(name, level, on)
    assert body is not None
    found = parent(body, on)
    assert found is not None
    assert found.name == above


def test_a_body_that_has_ended_has_neither_parent_nor_mirrors() -> None:
    body = line_body("Huyện ủy", Level.DISTRICT, LAST)
    assert body is not None
    assert [other.line for other in mirrors(body, LAST)] == [Line.COUNCIL, Line.EXECUTIVE, Line.FRONT]
    assert (parent(body, FIRST), mirrors(body, FIRST)) == (None, ())


@pytest.mark.parametrize(
    ("name", "level", "on"),
    [
        ("Huyện ủy", Level.DISTRICT, FIRST),
        ("Huyện ủy", Level.PROVINCE, LAST),
        ("Sở Y tế", Level.PROVINCE, LAST),
        ("Đảng ủy", Level.COMMUNE, PartialDate(2025)),  # the old committees and the new ones
    ],
)
def test_names_that_head_no_line_there_and_then(name: str, level: Level, on: PartialDate) -> None:
    assert line_body(name, level, on) is None


def _codes(level: Level, line: Line, on: PartialDate) -> list[tuple[str, str, str]]:
    return [(one.level.value, one.line.value, one.code) for one in expected(level, line, on) if one.line != Line.FRONT]


def test_what_is_to_follow_a_directive_of_the_politburo() -> None:
    assert _codes(Level.CENTRAL, Line.PARTY, LAST) == [
        ("central", "executive", "n/QĐ-TTg"),
        ("province", "party", "n-KH/TU"),
        ("province", "executive", "n/KH-UBND"),
        ("district", "party", "n-KH/HU"),
        ("district", "executive", "n/KH-UBND"),
        ("commune", "party", "n-KH/ĐU"),
        ("commune", "executive", "n/KH-UBND"),
    ]
    after = _codes(Level.CENTRAL, Line.PARTY, FIRST)
    assert [level for level, *_ in after] == ["central", "province", "province", "commune", "commune"]


def test_the_government_does_not_direct_the_party() -> None:
    found = expected(Level.CENTRAL, Line.EXECUTIVE, LAST)
    assert [(one.level.value, one.line.value) for one in found] == [
        ("province", "executive"),
        ("district", "executive"),
        ("commune", "executive"),
    ]


def test_a_council_s_resolution_is_followed_by_the_committee_of_its_own_level() -> None:
    assert _codes(Level.PROVINCE, Line.COUNCIL, FIRST)[0] == ("province", "executive", "n/KH-UBND")


def test_every_expectation_says_how_sure_it_is_and_why() -> None:
    for on in (LAST, FIRST):
        found = expected(Level.CENTRAL, Line.PARTY, on)
        assert all(one.sources and one.confidence in ("high", "medium", "low") for one in found)
        assert {one.confidence for one in found if one.line is Line.FRONT} == {"low"}
