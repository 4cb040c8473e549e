"""A place that a document names has the slug of the unit there on the document's date, or keeps its own words."""

from __future__ import annotations

import pytest

from loaders.places import local, province, slug_of
from ontology.dates import PartialDate
from ontology.units import candidates

BEFORE, AFTER, IN_2026 = PartialDate(2024, 5, 23), PartialDate(2025, 11, 3), PartialDate(2026, 11, 22)


@pytest.mark.parametrize(
    ("kind", "name", "top", "on", "slug"),
    [
        ("thị trấn", "Chợ Chu", "Thái Nguyên", BEFORE, "tinh-thai-nguyen_thi-tran-cho-chu"),
        ("huyện", "Định Hóa", "Thái Nguyên", BEFORE, "tinh-thai-nguyen_huyen-dinh-hoa"),
        ("huyện", "Định Hoá", "Thái Nguyên", BEFORE, "tinh-thai-nguyen_huyen-dinh-hoa"),
        ("xã", "Định Hóa", "Thái Nguyên", AFTER, "tinh-thai-nguyen.2025_xa-dinh-hoa"),
        ("xã", "Hạ Lang", "Cao Bằng", AFTER, "tinh-cao-bang_xa-ha-lang.2025"),
        ("xã", "Phú Lý", "Đồng Nai", AFTER, "tinh-dong-nai.2025_xa-phu-ly"),
        ("xã", "Phú Lý", "Đồng Nai", IN_2026, "tinh-dong-nai.2025_xa-phu-ly"),
        ("phường", "Trị An", "Đồng Nai", IN_2026, "thanh-pho-dong-nai.2026_phuong-tri-an"),
        # of two that differ by marks only, the one that is spelt so
        ("xã", "Văn Lăng", "Thái Nguyên", AFTER, "tinh-thai-nguyen.2025_xa-van-lang-05665"),
        # abolished, never there, or two of the name: the text's own words
        ("huyện", "Định Hóa", "Thái Nguyên", AFTER, "tinh-thai-nguyen.2025_huyen-dinh-hoa"),
        ("xã", "Không Có", "Cao Bằng", AFTER, "tinh-cao-bang_xa-khong-co"),
        ("xã", "Quang Trung", "Cao Bằng", BEFORE, "tinh-cao-bang_xa-quang-trung"),
    ],
)
def test_the_slug_at_the_date(kind: str, name: str, top: str, on: PartialDate, slug: str) -> None:
    place = local(kind, name, province(top, on), on)
    assert slug_of(place) == slug
    assert place.name == f"{kind} {name}"


def test_two_communes_of_a_name_are_not_guessed() -> None:
    assert len(candidates("tinh-cao-bang_xa-quang-trung", BEFORE)) == 2


def test_without_a_date_or_a_province_it_is_what_the_text_says() -> None:
    assert slug_of(local("xã", "Hạ Lang", province("Cao Bằng", None))) == "tinh-cao-bang_xa-ha-lang"
    assert slug_of(local("huyện", "Định Hóa", None, BEFORE)) == "huyen-dinh-hoa"
