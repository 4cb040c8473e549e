"""Groups as definitions and their members at a date, in provinces of every kind."""

from __future__ import annotations

import pytest

from ontology.authority import bodies, sectors
from ontology.codes import Level
from ontology.dates import PartialDate
from ontology.groupnames import read
from ontology.groupwords import tokens, words
from ontology.members import Definition, definition, members, why_none
from ontology.rows import rows_of
from ontology.terms import Class, Property

OLD, NEW = PartialDate(2024, 10, 1), PartialDate(2025, 8, 1)


def known(name: str, place: str, on: PartialDate, level: Level | None = None) -> Definition:
    """A definition that must be known."""
    found = definition(name, level, place, on)
    assert found is not None, name
    return found


def names(name: str, place: str, on: PartialDate, at: PartialDate | None = None) -> list[str]:
    """The names of the members at a date, those that not every place has left out."""
    return [m.name for m in members(known(name, place, on), at or on) if m.confidence != "low"]


@pytest.mark.parametrize(
    ("name", "place", "on", "count"),
    [
        ("UBND các tỉnh, thành phố trực thuộc Trung ương", "viet-nam", PartialDate(2025, 6, 30), 63),
        ("UBND các tỉnh, thành phố trực thuộc Trung ương", "viet-nam", PartialDate(2025, 7, 1), 34),
        ("Các thành phố trực thuộc trung ương", "viet-nam", PartialDate(2025, 7, 1), 6),
        ("Các thành phố trực thuộc trung ương", "viet-nam", PartialDate(2026, 9, 20), 9),
        ("Sở Tư pháp các tỉnh, thành phố", "viet-nam", OLD, 63),
        ("các tỉnh ủy, thành ủy", "viet-nam", NEW, 34),
        ("UBND các huyện, thành phố", "tinh-cao-bang", PartialDate(2024, 5, 23), 10),
        ("UBND các xã, phường, thị trấn", "tinh-cao-bang", PartialDate(2024, 5, 23), 161),
        ("UBND các xã, phường", "tinh-cao-bang", NEW, 56),
        ("Đảng ủy các xã, phường, đặc khu", "thanh-pho-ho-chi-minh.2025", NEW, 168),
        ("HĐND các quận, huyện", "thanh-pho-ha-noi", OLD, 29),
        ("UBND cấp xã", "viet-nam", NEW, 3321),
        ("Các địa phương", "tinh-quang-ninh", OLD, 13),
        ("Các địa phương", "tinh-quang-ninh", NEW, 54),
        ("các tổ chức chính trị - xã hội", "tinh-quang-tri", OLD, 5),
        ("Hội Nông dân các huyện", "tinh-cao-bang", OLD, 9),
        ("các bộ", "viet-nam", PartialDate(2025, 2, 28), 18),
        ("các bộ", "viet-nam", PartialDate(2025, 3, 1), 14),
        ("các bộ, cơ quan ngang bộ", "viet-nam", PartialDate(2025, 2, 28), 22),
        ("các bộ, cơ quan ngang bộ", "viet-nam", PartialDate(2025, 3, 1), 17),
    ],
)
def test_how_many_members_there_are(name: str, place: str, on: PartialDate, count: int) -> None:
    assert len(names(name, place, on)) == count


def test_departments_before_and_after_the_reform() -> None:
    before = names("các sở, ban, ngành", "tinh-son-la", PartialDate(2025, 2, 28))
    after = names("các sở, ban, ngành", "tinh-son-la", PartialDate(2025, 3, 1))
    assert "Sở Lao động - Thương binh và Xã hội tỉnh Sơn La" in before
    assert "Sở Lao động - Thương binh và Xã hội tỉnh Sơn La" not in after
    assert "Sở Nông nghiệp và Môi trường tỉnh Sơn La" in after
    assert {"Sở Y tế tỉnh Sơn La", "Công an tỉnh Sơn La"} <= {*before} & {*after}


def test_departments_that_only_some_provinces_have_are_uncertain() -> None:
    found = {m.body: m.confidence for m in members(known("các sở", "tinh-dien-bien", NEW), NEW)}
    assert [found[f"Sở {one}"] for one in ("Du lịch", "Ngoại vụ", "Dân tộc và Tôn giáo", "Y tế")] == ["low"] * 3 + [
        "high"
    ]


def test_the_members_of_a_city_s_party_committee_have_its_name() -> None:
    found = names("Các ban Thành ủy", "thanh-pho-hai-phong.2025", NEW)
    assert "Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng" in found


def test_a_committee_s_office_in_each_province() -> None:
    found = names("Ban Tuyên giáo và Dân vận các tỉnh ủy", "viet-nam", NEW)
    assert len(found) == 28
    assert "Ban Tuyên giáo và Dân vận Tỉnh ủy Cà Mau" in found


def test_offices_of_a_commune_by_its_type() -> None:
    ward, village = (names("các phòng", f"tinh-cao-bang_{own}.2025", NEW) for own in ("phuong-thuc-phan", "xa-ha-lang"))
    assert "Phòng Kinh tế, Hạ tầng và Đô thị phường Thục Phán" in ward
    assert "Phòng Kinh tế xã Hạ Lang" in village
    assert "Phòng Kinh tế phường Thục Phán" not in ward


def test_a_district_s_group_means_its_province_s_departments_where_it_says_so() -> None:
    assert "Sở Y tế tỉnh Lạng Sơn" in names("các sở, ngành tỉnh", "tinh-lang-son_huyen-huu-lung", OLD)


@pytest.mark.parametrize(
    ("name", "place", "on", "at", "why"),
    [
        ("UBND các huyện, thị xã", "tinh-ha-tinh", OLD, NEW, "the level “cấp huyện” has existed only to 2025-06-30"),
        ("các sở", "tinh-yen-bai", OLD, NEW, "tỉnh Yên Bái has existed only to 2025-06-30"),
        ("các sở", "tinh-lao-cai.2025", NEW, OLD, "tỉnh Lào Cai has existed only from 2025-07-01"),
        ("các phòng", "tinh-ha-tinh_huyen-can-loc", OLD, NEW, "huyện Can Lộc has existed only to 2025-06-30"),
        ("UBND các huyện", "tinh-ha-tinh", NEW, NEW, "the level “cấp huyện” has existed only to 2025-06-30"),
        ("UBND các thị trấn", "tinh-ha-tinh", NEW, NEW, "the data knows no such body there at that date"),
    ],
)
def test_why_a_group_has_no_members(name: str, place: str, on: PartialDate, at: PartialDate, why: str) -> None:
    group = known(name, place, on)
    assert not members(group, at)
    assert str(why_none(group, at)) == why


def test_a_group_with_members_needs_no_reason() -> None:
    assert why_none(known("các sở", "tinh-ha-tinh", OLD), OLD) is None


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("các cơ quan, đơn vị liên quan", "tinh-ha-tinh"),
        ("các sở, ban, ngành có liên quan", "tinh-ha-tinh"),
        ("các sở, ngành và đơn vị được giao nhiệm vụ", "tinh-ha-tinh"),
        ("các doanh nghiệp viễn thông", "tinh-ha-tinh"),
        ("nhà văn hóa các xã, phường", "tinh-ha-tinh"),
        ("UBND các tỉnh từ Thanh Hóa đến Quảng Ngãi", "viet-nam"),
        ("Cục Hải quan các tỉnh, thành phố", "viet-nam"),  # not every province had one
        ("Sở Du lịch các tỉnh", "viet-nam"),
        ("các phòng, ban", "tinh-ha-tinh"),  # offices are of districts and communes
        ("các bộ", "tinh-ha-tinh"),
        ("các tỉnh, thành phố", "tinh-ha-tinh"),
        ("một số xã", "tinh-ha-tinh"),
        ("Thành phố", "thanh-pho-can-tho.2025"),
        ("UBND các xã", "huyen-chau-thanh"),  # a district of several provinces
        ("các sở", "khong-ro"),
        ("các sở", ""),
        ("", "tinh-ha-tinh"),
        (",", "tinh-ha-tinh"),
    ],
)
def test_groups_that_stay_groups(name: str, place: str) -> None:
    assert definition(name, None, place, OLD) is None


def test_what_is_open_is_said_beside_what_is_known() -> None:
    group = known("Các sở, ban, ngành tỉnh, các doanh nghiệp và đơn vị liên quan", "tinh-ha-tinh", OLD)
    assert group.open_words == ("doanh nghiệp", "đơn vị liên quan")
    assert not group.complete
    assert known("UBND các xã", "tinh-ha-tinh", OLD).complete


@pytest.mark.parametrize(
    "spelling",
    [
        "Uỷ ban nhân dân các huyện, thành phố",
        "UBND CÁC HUYỆN, THÀNH PHỐ",
        "UBND huyện và thành phố",
        "UBND các huyện, TP",
    ],
)
def test_spellings(spelling: str) -> None:
    assert len(members(known(spelling, "tinh-cao-bang", OLD), OLD)) == 10


def test_a_hint_tells_the_level_of_cities() -> None:
    found = members(known("UBND các thành phố", "viet-nam", OLD, Level.DISTRICT), OLD)
    assert "Ủy ban nhân dân thành phố Điện Biên Phủ" in {member.name for member in found}


def test_each_word_has_one_meaning() -> None:
    spellings = [tokens(name) for row in rows_of(Class.GROUP_WORD) for name in (row.label(), *row.aliases())]
    assert len(set(spellings)) == len(spellings)


def test_members_are_bodies_that_the_authority_data_names() -> None:
    named = {body.name for body in bodies()} | {f"{head} {one.name}" for one in sectors() for head in one.heads}
    given = {row.one(Property.MEMBER_BODY) for row in (*rows_of(Class.GROUP_MEMBER), *rows_of(Class.GROUP_WORD))} - {""}
    assert given <= named


def test_members_belong_to_words_that_there_are() -> None:
    used = {word.rsplit("/", 1)[-1] for row in rows_of(Class.GROUP_MEMBER) for word in row.all(Property.OF_WORD)}
    assert used <= {word.key for word in words().values() if word.role == "bodies"}
    assert {word.key for word in words().values() if word.role == "bodies" and not word.head} <= used


def test_a_level_behind_a_row_is_said_for_all_of_it() -> None:
    assert [(p.word, p.level) for p in read("Các ban, ngành, đoàn thể cấp huyện và các đoàn thể xã").phrases] == [
        ("ban-nganh", "district"),
        ("doan-the", "district"),
        ("doan-the", "commune"),
    ]
