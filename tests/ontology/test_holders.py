"""Holders: names and IRIs as the loaders mint them, levels from places, from slugs and from bodies."""

from __future__ import annotations

import pytest

from ontology.codes import Level
from ontology.dates import PartialDate
from ontology.holders import Holder, completed_name, holder_of, own_body
from ontology.localities import change_of_unit, communes, level_at, located


@pytest.mark.parametrize(
    ("body", "place", "name"),
    [
        ("Sở Y tế", "tinh-cao-bang", "Sở Y tế tỉnh Cao Bằng"),
        ("Sở Y tế", "tinh-lao-cai.2025", "Sở Y tế tỉnh Lào Cai"),
        ("Huyện ủy", "tinh-thai-nguyen_huyen-dinh-hoa", "Huyện ủy Định Hóa"),
        ("Tỉnh ủy", "thanh-pho-dong-nai.2026", "Thành ủy Đồng Nai"),
        ("Thành ủy", "tinh-cao-bang_thanh-pho-cao-bang", "Thành ủy Cao Bằng"),
        ("Báo", "tinh-cao-bang", "Báo Cao Bằng"),
        ("Ban Chấp hành Đảng bộ tỉnh", "tinh-cao-bang", "Ban Chấp hành Đảng bộ tỉnh Cao Bằng"),
        ("Ủy ban nhân dân", "tinh-thai-nguyen_thi-tran-cho-chu", "Ủy ban nhân dân thị trấn Chợ Chu"),
        ("Bộ Y tế", "", "Bộ Y tế"),
        ("Bộ Y tế", "viet-nam", "Bộ Y tế"),
        ("Sở Y tế", "khong-ro", "Sở Y tế"),
        ("Ủy ban nhân dân", "tinh-x_huyen-khong-co", "Ủy ban nhân dân"),
    ],
)
def test_names(body: str, place: str, name: str) -> None:
    assert Holder(body, place).name == name


@pytest.mark.parametrize(
    ("body", "place", "iri"),
    [
        ("Sở Y tế", "tinh-cao-bang", "agency/tinh-cao-bang/so-y-te"),
        ("Bộ Y tế", "", "agency/viet-nam/bo-y-te"),
        ("Huyện ủy", "khong-ro", "agency/khong-ro/huyen-uy"),
    ],
)
def test_iris_lead_back_to_their_holders(body: str, place: str, iri: str) -> None:
    holder = Holder(body, place)
    assert holder.iri == f"https://w3id.org/chidao/id/{iri}"
    assert holder_of(holder.iri) == holder


@pytest.mark.parametrize("iri", ["https://w3id.org/chidao/id/group/x/so-y-te", "agency/tinh-cao-bang/cong-ty-x", ""])
def test_other_iris_are_of_no_holder(iri: str) -> None:
    assert holder_of(iri) is None


@pytest.mark.parametrize(
    ("body", "place", "level"),
    [
        ("Ủy ban nhân dân", "tinh-cao-bang", Level.PROVINCE),
        ("Ủy ban nhân dân", "thanh-pho-ho-chi-minh", Level.PROVINCE),
        ("Ủy ban nhân dân", "tinh-cao-bang_thanh-pho-cao-bang", Level.DISTRICT),
        ("Ủy ban nhân dân", "tinh-x_thi-xa-khong-co", Level.DISTRICT),
        ("Ủy ban nhân dân", "tinh-x_dac-khu-khong-co", Level.COMMUNE),
        ("Ủy ban nhân dân", "khong-ro", None),
        ("Huyện ủy", "khong-ro", Level.DISTRICT),
        ("Huyện ủy", "tinh-cao-bang", Level.DISTRICT),  # that of some district in it
        ("Chính phủ", "", Level.CENTRAL),
    ],
)
def test_levels(body: str, place: str, level: Level | None) -> None:
    assert Holder(body, place).level is level


def test_only_a_city_of_the_provinces_level_has_a_city_committee_for_a_provinces() -> None:
    assert own_body("Văn phòng Tỉnh ủy", Level.PROVINCE, "thành phố Huế") == "Văn phòng Thành ủy"
    assert own_body("Văn phòng Tỉnh ủy", Level.PROVINCE, "tỉnh Đồng Nai") == "Văn phòng Tỉnh ủy"
    assert completed_name("Văn phòng Thành ủy", "thành phố Huế") == "Văn phòng Thành ủy Huế"


def test_a_slug_without_generation_is_the_unit_of_its_date() -> None:
    old, new = (located("tinh-cao-bang_xa-co-ba", PartialDate(year)) for year in (2024, 2026))
    assert [unit.slug for unit in old] == ["tinh-cao-bang_xa-co-ba"]
    assert [unit.slug for unit in new] == ["tinh-cao-bang_xa-co-ba.2025"]


def test_communes_of_a_district_are_its_own_until_it_ends() -> None:
    district = located("tinh-dong-nai_huyen-vinh-cuu", None)[0]
    assert len(communes(district, PartialDate(2025, 3, 1))) == 10
    assert {unit.name for unit in communes(district, PartialDate(2025, 7, 1))} == {
        "Trị An",
        "Tân An",
        "Phú Lý",
        "Tân Triều",
        "Trảng Dài",
    }


@pytest.mark.parametrize(
    ("place", "kind", "instrument"),
    [
        ("tinh-yen-bai", "merge", "Nghị quyết 202/2025/QH15"),
        ("tinh-dong-nai.2025", "rename", "Nghị quyết 30/2026/QH16"),
        ("tinh-thua-thien-hue", "rename", "Nghị quyết 175/2024/QH15"),
        ("tinh-thai-nguyen_huyen-dinh-hoa", "abolish", "Luật 72/2025/QH15"),
        ("tinh-thai-nguyen_thi-tran-cho-chu", "merge", "Nghị quyết 1683/NQ-UBTVQH15"),
        ("tinh-dong-nai.2025_xa-tri-an", "rename", "Nghị quyết 237/NQ-UBTVQH16"),
    ],
)
def test_what_ended_a_unit(place: str, kind: str, instrument: str) -> None:
    change = change_of_unit(located(place, None)[0])
    assert change is not None
    assert change.kind.value == kind
    assert change.instrument[0] == instrument
    assert change.place == place


def test_a_unit_that_goes_on_has_no_change() -> None:
    assert change_of_unit(located("tinh-cao-bang", None)[0]) is None


def test_level_of_what_is_no_place() -> None:
    assert level_at("") is None
