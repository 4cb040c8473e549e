"""Agencies in a text, completed with their place."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given

from loaders.agencies import find
from loaders.normalize import normalize
from loaders.places import Setting, province
from ontology.codes import Level
from ontology.dates import PartialDate
from ontology.model import Agency, AgencyGroup
from tests.loaders.cases import cases
from tests.loaders.soup import texts

DAY = PartialDate(2024, 8, 16)
HA_GIANG = Setting(Level.PROVINCE, province("Hà Giang", DAY), date=DAY)
NOWHERE = Setting()


def told(text: str, setting: Setting = HA_GIANG) -> str:
    """The agencies of a text as the file of cases writes them."""
    found = find(normalize(text).text, setting)
    return "; ".join(f"{m.agent.name} ({m.post})" if m.post else m.agent.name for m in found)


@pytest.mark.parametrize(("text", "expected"), cases("accept/agencies.txt", 2))
def test_accepted(text: str, expected: str) -> None:
    assert told(text) == expected
    assert told(unicodedata.normalize("NFD", text)) == expected


@pytest.mark.parametrize("text", cases("reject/agencies.txt", 1))
def test_rejected(text: str) -> None:
    assert told(text) == ""


def test_without_a_setting_the_place_stays_open() -> None:
    (mention,) = find("Sở Y tế", NOWHERE)
    assert isinstance(mention.agent, Agency)
    assert (mention.agent.name, mention.agent.place) == ("Sở Y tế", None)


def test_the_same_body_of_another_province_is_another() -> None:
    bac_kan = Setting(Level.PROVINCE, province("Bắc Kạn", DAY), date=DAY)
    (here,), (there,) = find("Sở Y tế", HA_GIANG), find("Sở Y tế", bac_kan)
    assert here.agent.iri != there.agent.iri


def test_what_only_places_have_is_a_group_where_the_centre_names_no_place() -> None:
    centre = Setting(Level.CENTRAL, date=DAY)
    local, ministry = find("Công an phối hợp với Bộ Công an", centre)
    assert isinstance(local.agent, AgencyGroup)
    assert isinstance(ministry.agent, Agency)


def test_an_office_that_says_whose_it_is_says_it_once() -> None:
    (ministry,) = find("Bộ Y tế", HA_GIANG)
    assert isinstance(ministry.agent, Agency)
    (office,) = find("Văn phòng Bộ Y tế lập hồ sơ", Setting(Level.CENTRAL, date=DAY, issuer=ministry.agent))
    assert office.agent.name == "Văn phòng Bộ Y tế"


def test_old_and_new_names_of_a_body_are_one_where_the_authority_says_so() -> None:
    (short,), (long,) = find("UBND tỉnh", HA_GIANG), find("Ủy ban nhân dân tỉnh", HA_GIANG)
    assert short.agent == long.agent


def test_a_group_is_not_a_body() -> None:
    group, body = find("các sở, ban, ngành và Công an tỉnh", HA_GIANG)
    assert isinstance(group.agent, AgencyGroup)
    assert isinstance(body.agent, Agency)


@given(texts)
def test_mentions_stand_in_order_and_apart_in_any_text(raw: str) -> None:
    text = normalize(raw).text
    found = find(text, HA_GIANG)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.agent.name.strip()
        assert mention.post in text[mention.start : mention.end]
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Y tế các tỉnh, thành phố rà soát", "Sở Y tế các tỉnh, thành phố"),
        ("Giao Sở GD&ĐT báo cáo", "Sở Giáo dục và Đào tạo"),
        ("Các Sở Công Thương rà soát", "Các Sở Công Thương"),
        ("Giám đốc Sở Tư pháp chịu trách nhiệm", "Sở Tư pháp"),
    ],
)
def test_a_ministry_speaks_to_the_departments_of_all_provinces(text: str, expected: str) -> None:
    (mention,) = find(text, Setting(Level.CENTRAL, date=DAY))
    assert isinstance(mention.agent, AgencyGroup)
    assert (mention.agent.name, mention.agent.level) == (expected, Level.PROVINCE)


def test_a_ministry_may_speak_to_one_province() -> None:
    (mention,) = find("Sở Y tế tỉnh Hà Giang báo cáo", Setting(Level.CENTRAL, date=DAY))
    assert isinstance(mention.agent, Agency)
    assert mention.agent.name == "Sở Y tế tỉnh Hà Giang"
