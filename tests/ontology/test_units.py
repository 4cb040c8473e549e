"""Districts and communes: how many, under which slug, and who took over."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from ontology.authority import province_on
from ontology.codes import Level
from ontology.dates import PartialDate
from ontology.identifiers import slug
from ontology.units import (
    UnitHeir,
    candidates,
    change_of,
    heirs_of,
    province_at,
    unit,
    units,
    within,
)

LAST_OLD, FIRST_NEW, TODAY = PartialDate(2025, 6, 30), PartialDate(2025, 7, 1), PartialDate(2026, 11, 22)


def table(corpus: Path, name: str) -> list[dict[str, str]]:
    with (corpus / "authorities" / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def of(full_name: str, on: PartialDate) -> str:
    """The slug of a province at a date."""
    found = province_on(full_name, on)
    assert found, full_name
    return found.slug


def kinds(place: str, on: PartialDate) -> Counter[str]:
    return Counter(found.type for found in within(place, Level.COMMUNE, on))


def written(counts: str) -> Counter[str]:
    """ "75 xã + 51 phường" as counts."""
    return Counter({kind: int(count) for count, kind in re.findall(r"(\d+) (xã|phường|đặc khu)", counts)})


@pytest.mark.parametrize(
    ("level", "on", "count"),
    [
        (Level.PROVINCE, LAST_OLD, 63),
        (Level.DISTRICT, LAST_OLD, 696),
        (Level.COMMUNE, LAST_OLD, 10035),
        (Level.PROVINCE, FIRST_NEW, 34),
        (Level.DISTRICT, FIRST_NEW, 0),
        (Level.COMMUNE, FIRST_NEW, 3321),
        (Level.PROVINCE, TODAY, 34),
        (Level.COMMUNE, TODAY, 3321),
    ],
)
def test_the_country_has_as_many(level: Level, on: PartialDate, count: int) -> None:
    assert len(within("viet-nam", level, on)) == count


def test_the_kinds_of_today() -> None:
    """One ward less than the 710 that two repositories count: 687 of 2025 and the 22 of 2026 are 709."""
    assert kinds("viet-nam", FIRST_NEW) == {"xã": 2621, "phường": 687, "đặc khu": 13}
    assert kinds("viet-nam", TODAY) == {"xã": 2599, "phường": 709, "đặc khu": 13}
    assert Counter(found.type for found in within("viet-nam", Level.PROVINCE, TODAY)) == {"tỉnh": 25, "thành phố": 9}


@pytest.mark.corpus
def test_each_old_province_has_as_many(corpus: Path) -> None:
    for row in table(corpus, "provinces.csv"):
        place = of(row["old_name"], LAST_OLD)
        assert len(within(place, Level.DISTRICT, LAST_OLD)) == int(row["old_district_units"]), place
        assert len(within(place, Level.COMMUNE, LAST_OLD)) == int(row["old_commune_units_end_2025H1"]), place


@pytest.mark.corpus
def test_each_new_province_has_as_many_of_each_kind(corpus: Path) -> None:
    for row in table(corpus, "provinces.csv"):
        now = of(row["name_today_20261122"], TODAY)
        assert kinds(of(row["new_name_20250701"], FIRST_NEW), FIRST_NEW) == written(row["commune_units_20250701"]), now
        after = row["commune_units_after_upgrade"] or row["commune_units_20250701"]
        assert kinds(now, TODAY) == written(after), now


@pytest.mark.corpus
def test_each_province_has_its_heir_and_the_instrument(corpus: Path) -> None:
    for row in table(corpus, "provinces.csv"):
        old, new = of(row["old_name"], LAST_OLD), of(row["new_name_20250701"], FIRST_NEW)
        if row["change"] == "kept":
            assert old == new
        else:
            assert heirs_of(old) == (UnitHeir(new, whole=True),)
            change = change_of(old)
            assert change is not None
            assert (change.instrument, change.operating_date.iso) == ("Nghị quyết 202/2025/QH15", row["operating_date"])
            assert change.legal_date == PartialDate.parse(row["legal_effect_date"])
        upgrade = change_of(new)
        assert (upgrade.instrument.removeprefix("Nghị quyết ") if upgrade else "") == row["upgrade_instrument"]
        assert (upgrade.operating_date.iso if upgrade else "") == row["upgrade_date"]


@pytest.mark.corpus
def test_each_commune_went_by_the_resolution_of_its_province(corpus: Path) -> None:
    for row in table(corpus, "provinces.csv"):
        for commune in within(of(row["old_name"], LAST_OLD), Level.COMMUNE, LAST_OLD):
            change = change_of(commune.slug)
            assert change is not None, commune
            assert change.instrument.removeprefix("Nghị quyết ") == row["commune_resolution"], commune


@pytest.mark.corpus
def test_the_communes_of_two_districts_row_by_row(corpus: Path) -> None:
    rows = table(corpus, "commune_bridge_seed_districts.csv")
    assert rows
    for row in rows:
        province = of(row["old_province"], LAST_OLD)
        (old,) = candidates(f"{province}_{slug(row['old_district'])}_{slug(row['old_name'])}", LAST_OLD)
        (heir,) = heirs_of(old.slug)
        new = unit(heir.slug)
        assert new is not None
        assert (old.code, new.code) == (row["old_code"], row["new_code"])
        assert f"{new.type} {new.name}" == row["new_name_20250701"][:1].lower() + row["new_name_20250701"][1:]
        assert heir.whole == (row["part_or_whole"] == "whole")
        today = [unit(later.slug) for later in heirs_of(new.slug)] or [new]
        assert [slug(f"{u.type} {u.name}") for u in today if u] == [slug(row["name_today"])]


def test_every_unit_that_ended_has_heirs_and_an_instrument() -> None:
    for ended in (u for u in units() if u.valid_to is not None):
        assert heirs_of(ended.slug), ended
        assert change_of(ended.slug) is not None, ended


def test_heirs_begin_where_the_former_ended_and_lie_in_its_provinces_heir() -> None:
    for former in units():
        for heir in heirs_of(former.slug):
            new = unit(heir.slug)
            assert new is not None, former
            assert new.valid_from is not None, former
            assert former.valid_to == new.valid_from.day_before, former
            if former.level is not Level.PROVINCE:
                assert province_at(former.slug, new.valid_from) in (new.province, former.province), former
                assert new.province == province_at(former.slug, new.valid_from), former


def test_no_chain_of_heirs_comes_back() -> None:
    for start in units():
        reached, seen = {start.slug}, set[str]()
        while reached:
            assert not reached & seen, start
            seen |= reached
            reached = {heir.slug for place in reached for heir in heirs_of(place)}


def test_every_unit_of_2025_took_over_from_some() -> None:
    taken = {heir.slug for former in units() for heir in heirs_of(former.slug)}
    orphans = [u.slug for u in units() if u.level is Level.COMMUNE and u.valid_from and u.slug not in taken]
    assert orphans == []


def test_chains_of_two_steps() -> None:
    chain = ["tinh-dong-nai_thi-tran-vinh-an"]
    while heirs := heirs_of(chain[-1]):
        (heir,) = heirs
        chain.append(heir.slug)
    assert chain[1:] == ["tinh-dong-nai.2025_xa-tri-an", "thanh-pho-dong-nai.2026_phuong-tri-an"]
    steps = [change for place in chain if (change := change_of(place))]
    assert [(s.instrument, s.operating_date.iso) for s in steps] == [
        ("Nghị quyết 1662/NQ-UBTVQH15", "2025-07-01"),
        ("Nghị quyết 237/NQ-UBTVQH16", "2026-04-30"),
    ]
    assert [s.legal_date.iso for s in steps if s.legal_date] == ["2025-06-16", "2026-04-14"]
    assert heirs_of("tinh-dong-nai") == (UnitHeir("tinh-dong-nai.2025", whole=True),)
    assert heirs_of("tinh-dong-nai.2025") == (UnitHeir("thanh-pho-dong-nai.2026", whole=True),)
    assert heirs_of("thanh-pho-dong-nai.2026") == ()


def test_a_district_has_the_heirs_of_its_communes() -> None:
    heirs = heirs_of("tinh-thai-nguyen_huyen-dinh-hoa")
    names = {found.name for heir in heirs if (found := unit(heir.slug))}
    assert names == {
        "Định Hóa", "Bình Yên", "Trung Hội", "Phượng Tiến", "Phú Đình", "Bình Thành", "Kim Phượng", "Lam Vỹ",
    }  # fmt: skip
    assert not any(heir.whole for heir in heirs)
    change = change_of("tinh-thai-nguyen_huyen-dinh-hoa")
    assert change is not None
    assert change.instrument == "Luật 72/2025/QH15; Nghị quyết 203/2025/QH15"


def test_a_district_without_communes_became_one_special_zone() -> None:
    assert heirs_of("thanh-pho-da-nang_huyen-hoang-sa") == (
        UnitHeir("thanh-pho-da-nang.2025_dac-khu-hoang-sa", whole=True),
    )


def test_a_commune_goes_on_when_its_province_becomes_a_city() -> None:
    place = "tinh-dong-nai.2025_xa-phu-ly"
    for written_so in (place, "thanh-pho-dong-nai.2026_xa-phu-ly", "thanh-pho-dong-nai_xa-phu-ly"):
        assert [u.slug for u in candidates(written_so, TODAY)] == [place]
    assert province_at(place, PartialDate(2026, 4, 29)) == "tinh-dong-nai.2025"
    assert province_at(place, PartialDate(2026, 4, 30)) == "thanh-pho-dong-nai.2026"


def test_a_province_without_a_generation_has_communes_of_two() -> None:
    written_so = "tinh-cao-bang_xa-ha-lang"
    (new,) = candidates(written_so, FIRST_NEW)
    assert new.slug == "tinh-cao-bang_xa-ha-lang.2025"
    assert [u.slug for u in candidates(new.slug, None)] == [new.slug]
    assert len(within("tinh-cao-bang", Level.COMMUNE, FIRST_NEW)) == 56


def test_a_place_that_changed_its_kind_before_the_data_begins() -> None:
    place = "thanh-pho-hue_huyen-a-luoi"
    assert [u.slug for u in candidates("tinh-thua-thien-hue_huyen-a-luoi", PartialDate(2024, 3))] == [place]
    assert province_at(place, PartialDate(2024, 3)) == "tinh-thua-thien-hue"
    assert len(within("tinh-thua-thien-hue", Level.DISTRICT, PartialDate(2024, 3))) == 9


def test_names_that_several_have_are_not_guessed() -> None:
    places = {u.slug for u in candidates("huyen-chau-thanh", PartialDate(2024))}
    assert {"tinh-an-giang_huyen-chau-thanh", "tinh-kien-giang_huyen-chau-thanh"} < places
    assert [u.slug for u in candidates("tinh-kien-giang_huyen-chau-thanh", PartialDate(2024))] == [
        "tinh-kien-giang_huyen-chau-thanh"
    ]
    assert [u.slug for u in candidates("tinh-an-giang", None)] == ["tinh-an-giang", "tinh-an-giang.2025"]
    assert {(u.province, u.name) for u in candidates("xa-dinh-hoa", TODAY)} == {
        ("tinh-thai-nguyen.2025", "Định Hóa"),
        ("tinh-ninh-binh.2025", "Định Hóa"),
        ("tinh-an-giang.2025", "Định Hòa"),
        ("tinh-thanh-hoa", "Định Hòa"),
    }


def test_two_communes_of_one_name_in_a_province_have_their_district() -> None:
    same = Counter((u.province, u.own) for u in units() if u.level is Level.COMMUNE and u.valid_from is None)
    province, own = next(key for key, count in sorted(same.items()) if count == 2)
    found = candidates(f"{province}_{own}", LAST_OLD)
    assert len(found) == 2
    for one in found:
        assert one.slug.startswith(f"{one.parent}_{own}")
        assert one in candidates(f"{one.parent}_{own}", LAST_OLD)


def test_names_that_differ_by_marks_only_have_their_code() -> None:
    found = candidates("tinh-thai-nguyen_xa-van-lang", FIRST_NEW)
    assert {(u.name, u.slug) for u in found} == {
        ("Văn Lang", "tinh-thai-nguyen.2025_xa-van-lang-02143"),
        ("Văn Lăng", "tinh-thai-nguyen.2025_xa-van-lang-05665"),
    }
    assert [u.name for u in candidates("tinh-thai-nguyen.2025_xa-van-lang-05665", None)] == ["Văn Lăng"]


@pytest.mark.parametrize("place", ["", "huyen-khong-co", "tinh-cao-bang_huyen-dinh-hoa", "tinh-x_huyen-dinh-hoa"])
def test_an_unknown_place_is_none(place: str) -> None:
    assert candidates(place, None) == ()
    assert heirs_of(place) == ()
    assert change_of(place) is None
    assert unit(place) is None
    assert province_at(place, TODAY) == ""


def test_a_district_is_not_there_after_its_last_day() -> None:
    place = "tinh-thai-nguyen.2025_huyen-dinh-hoa"
    assert candidates(place, TODAY) == ()
    assert [u.slug for u in candidates(place, None)] == ["tinh-thai-nguyen_huyen-dinh-hoa"]
    assert within("tinh-thai-nguyen_huyen-dinh-hoa", Level.COMMUNE, TODAY) == ()


def test_a_place_before_its_first_day_holds_nothing() -> None:
    assert within("tinh-thai-nguyen.2025", Level.COMMUNE, LAST_OLD) == ()
    assert within("tinh-thai-nguyen", Level.COMMUNE, FIRST_NEW) == ()
