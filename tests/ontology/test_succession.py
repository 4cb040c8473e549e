"""Heirs of made-up duties, place by place: who, from when, by which instrument; and what is not told."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ontology import succession as engine
from ontology.bodies import known_body
from ontology.changes import Change, Transfer
from ontology.codes import ChangeKind, Existence, Level
from ontology.dates import PartialDate
from ontology.holders import Holder
from ontology.localities import level_at
from ontology.succession import Succession, Tenure, holders_at, succession, tenures, valid_on
from ontology.units import units

PLAN = PartialDate(2024, 5, 23)
TODAY = PartialDate(2026, 11, 22)
LABOUR = "Sở Lao động - Thương binh và Xã hội"
PRESS = "Sở Thông tin và Truyền thông"


def follow(body: str, place: str, *functions: str, since: PartialDate = PLAN) -> Succession:
    return succession(Holder(body, place), frozenset(functions), since)


def line(held: tuple[Tenure, ...]) -> list[tuple[str, str]]:
    return [(str(tenure.since), tenure.holder.name) for tenure in held]


def now(found: Succession) -> set[str]:
    return {tenure.holder.name for tenure in found.at(TODAY)}


# departments


def test_a_department_of_a_merged_province_follows_its_function_then_its_place() -> None:
    found = follow(LABOUR, "tinh-yen-bai", "child")
    assert line(found.tenures) == [
        ("2024-05-23", f"{LABOUR} tỉnh Yên Bái"),
        ("2025-03-01", "Sở Y tế tỉnh Yên Bái"),
        ("2025-07-01", "Sở Y tế tỉnh Lào Cai"),
    ]
    assert [str(tenure.until) for tenure in found.tenures] == ["2025-02-28", "2025-06-30", "None"]
    last = found.tenures[-1]
    assert last.holder.place == "tinh-lao-cai.2025"
    assert [step.instrument for step in last.steps] == [
        (
            "Nghị quyết 176/2025/QH15",
            "Nghị quyết của Hội đồng nhân dân tỉnh (tháng 2/2025)",
            "Thông tư 20/2025/TT-BYT",
        ),
        ("Nghị quyết 202/2025/QH15",),
    ]
    assert [str(step.change.legal_date) for step in last.steps] == ["2025-02-18", "2025-06-12"]
    assert last.decided
    assert last.function == "child"
    assert not found.orphans


@pytest.mark.parametrize(
    ("function", "heir"),
    [
        ("child", "Sở Y tế"),
        ("social-protection", "Sở Y tế"),
        ("social-evils", "Sở Y tế"),
        ("drug-rehab", "Công an"),
        ("labour", "Sở Nội vụ"),
        ("vocational", "Sở Giáo dục và Đào tạo"),
        ("poverty", "Sở Nông nghiệp và Môi trường"),
    ],
)
@pytest.mark.parametrize(
    ("place", "today"), [("tinh-cao-bang", "tỉnh Cao Bằng"), ("tinh-binh-phuoc", "thành phố Đồng Nai")]
)
def test_the_labour_departments_functions_go_to_their_heirs(function: str, heir: str, place: str, today: str) -> None:
    found = follow(LABOUR, place, function)
    assert now(found) == {f"{heir} {today}"}
    assert all(tenure.decided for tenure in found.tenures)


@pytest.mark.parametrize(
    ("place", "today"),
    [("tinh-kon-tum", "tỉnh Quảng Ngãi"), ("tinh-soc-trang", "thành phố Cần Thơ"), ("tinh-nghe-an", "tỉnh Nghệ An")],
)
def test_the_information_department_splits_in_three(place: str, today: str) -> None:
    heirs = {
        "it": f"Sở Khoa học và Công nghệ {today}",
        "press": f"Sở Văn hóa, Thể thao và Du lịch {today}",
        "netsec": f"Công an {today}",
    }
    for function, heir in heirs.items():
        assert now(follow(PRESS, place, function)) == {heir}
    together = follow(PRESS, place, *heirs)
    assert now(together) == set(heirs.values())
    assert {tenure.function for tenure in together.at(TODAY)} == set(heirs)
    assert not any(tenure.decided for tenure in together.at(TODAY))
    assert together.at(PLAN)[0].decided


def test_without_a_function_all_heirs_are_candidates_and_none_is_decided() -> None:
    found = follow(LABOUR, "tinh-cao-bang").at(TODAY)
    assert len(found) == 5
    assert not any(tenure.decided for tenure in found)
    assert {tenure.function for tenure in found if tenure.holder.body == "Sở Y tế"} == {
        "child;social-evils;social-protection"
    }


def test_a_function_that_the_body_never_had_tells_no_heir_from_others() -> None:
    assert now(follow(LABOUR, "tinh-cao-bang", "driving-licence")) == now(follow(LABOUR, "tinh-cao-bang"))
    assert now(follow(LABOUR, "tinh-cao-bang", "child", "education")) == {"Sở Y tế tỉnh Cao Bằng"}


def test_two_functions_of_one_heir_are_decided() -> None:
    found = follow(LABOUR, "tinh-cao-bang", "child", "social-protection").at(TODAY)
    assert [(tenure.holder.body, tenure.decided, tenure.function) for tenure in found] == [
        ("Sở Y tế", True, "child;social-protection")
    ]


def test_a_merged_body_keeps_what_no_transfer_names() -> None:
    assert now(follow("Sở Giao thông vận tải", "tinh-cao-bang", "construction")) == {"Sở Xây dựng tỉnh Cao Bằng"}
    assert now(follow("Sở Giao thông vận tải", "tinh-cao-bang", "driving-licence")) == {"Công an tỉnh Cao Bằng"}


def test_a_body_that_loses_one_function_keeps_the_others() -> None:
    assert line(follow("Sở Tư pháp", "tinh-cao-bang", "justice").tenures) == [
        ("2024-05-23", "Sở Tư pháp tỉnh Cao Bằng")
    ]
    assert now(follow("Sở Tư pháp", "tinh-cao-bang", "judicial-record")) == {"Công an tỉnh Cao Bằng"}
    both = follow("Sở Tư pháp", "tinh-cao-bang", "justice", "judicial-record").at(TODAY)
    assert {(tenure.holder.body, tenure.function) for tenure in both} == {
        ("Sở Tư pháp", "justice"),
        ("Công an", "judicial-record"),
    }
    assert not any(tenure.decided for tenure in both)


def test_an_unknown_function_is_held_to_stay_but_less_surely() -> None:
    before, after = follow("Sở Tư pháp", "tinh-cao-bang").tenures
    assert before.holder == after.holder
    assert after.decided
    assert (before.confidence, after.confidence) == (1.0, 0.8)
    assert after.steps[0].heirs == (after.holder,)


def test_a_case_of_one_place_differs_from_the_rule() -> None:
    assert now(follow("Sở Nội vụ", "tinh-cao-bang", "religion")) == {"Sở Dân tộc và Tôn giáo tỉnh Cao Bằng"}
    kept = follow("Sở Nội vụ", "tinh-ha-tinh", "religion").at(TODAY)
    assert {tenure.holder.body for tenure in kept} == {"Sở Nội vụ", "Văn phòng Ủy ban nhân dân"}
    assert not any(tenure.decided for tenure in kept)
    roads = follow("Sở Giao thông vận tải", "thanh-pho-ho-chi-minh", "transport")
    assert [held.holder.body for held in roads.at(PartialDate(2025, 4))] == ["Sở Giao thông công chánh"]
    assert roads.at(TODAY)[0].confidence < 0.5
    assert now(follow(PRESS, "thanh-pho-ha-noi", "press")) == {"Sở Văn hóa và Thể thao thành phố Hà Nội"}


def test_bodies_of_an_unchanged_place_and_name_have_one_tenure() -> None:
    found = follow("Sở Y tế", "tinh-cao-bang", "health")
    assert [(tenure.since, tenure.until, tenure.steps, tenure.confidence) for tenure in found.tenures] == [
        (PLAN, None, (), 1.0)
    ]


# the centre and the Party


def test_the_ministry_of_health_is_reorganised_and_still_less_sure_for_children() -> None:
    child = follow("Bộ Lao động - Thương binh và Xã hội", "", "child").tenures
    assert line(child)[1:] == [("2025-03-01", "Bộ Y tế"), ("2026-08-18", "Bộ Y tế")]
    assert [tenure.confidence for tenure in child] == [1.0, 0.95, pytest.approx(0.95 * 0.8)]
    assert "Nghị định 313/2026/NĐ-CP" in child[-1].steps[-1].instrument


def test_central_party_commissions_merged_a_month_before_ministries() -> None:
    for body in ("Ban Tuyên giáo Trung ương", "Ban Dân vận Trung ương"):
        assert line(follow(body, "").tenures)[1:] == [("2025-02-03", "Ban Tuyên giáo và Dân vận Trung ương")]


def test_a_provincial_party_commission_merges_then_its_province_then_becomes_a_citys() -> None:
    found = follow("Ban Tuyên giáo Tỉnh ủy", "tinh-dong-nai", "propaganda").tenures
    assert line(found)[1:] == [
        ("2025-03-01", "Ban Tuyên giáo và Dân vận Tỉnh ủy Đồng Nai"),
        ("2025-07-01", "Ban Tuyên giáo và Dân vận Tỉnh ủy Đồng Nai"),
        ("2026-04-30", "Ban Tuyên giáo và Dân vận Thành ủy Đồng Nai"),
    ]
    assert found[-1].holder.place == "thanh-pho-dong-nai.2026"
    assert [step.change.kind for step in found[-1].steps] == [ChangeKind.MERGE, ChangeKind.MERGE, ChangeKind.RENAME]


@pytest.mark.parametrize(
    ("place", "body", "day"),
    [
        ("thanh-pho-ho-chi-minh", "Ban Dân vận Thành ủy", "2025-02-03"),
        ("tinh-tien-giang", "Ban Tuyên giáo Tỉnh ủy", "2025-02-06"),
        ("tinh-bac-giang", "Ban Tuyên giáo Tỉnh ủy", "2025-03-01"),
    ],
)
def test_party_commissions_have_their_own_days_where_known(place: str, body: str, day: str) -> None:
    assert str(follow(body, place).tenures[1].since) == day


def test_party_blocs_leave_two_candidates() -> None:
    found = follow("Đảng ủy Khối các cơ quan", "tinh-cao-bang").at(TODAY)
    assert {tenure.holder.body for tenure in found} == {"Đảng ủy các cơ quan Đảng", "Đảng ủy Ủy ban nhân dân"}
    assert {tenure.confidence for tenure in found} == {0.8}


def test_mass_organisations_go_on_inside_the_front() -> None:
    before, after = follow("Hội Liên hiệp Phụ nữ", "tinh-cao-bang").tenures
    assert before.holder == after.holder
    assert after.steps[0].instrument == ("Luật 97/2025/QH15",)


# districts and communes


def test_a_district_committee_has_all_communes_and_the_province_as_heirs() -> None:
    found = follow("Ủy ban nhân dân", "tinh-dong-nai_huyen-vinh-cuu")
    assert {tenure.holder.name for tenure in found.at(PartialDate(2025, 11, 20))} == {
        *(f"Ủy ban nhân dân xã {name}" for name in ("Trị An", "Tân An", "Phú Lý")),
        *(f"Ủy ban nhân dân phường {name}" for name in ("Tân Triều", "Trảng Dài")),
        "Ủy ban nhân dân tỉnh Đồng Nai",
    }
    assert now(found) >= {"Ủy ban nhân dân phường Trị An", "Ủy ban nhân dân thành phố Đồng Nai"}
    assert not any(tenure.decided for tenure in found.at(TODAY))
    ward = next(tenure for tenure in found.at(TODAY) if tenure.holder.name.endswith("Trị An"))
    assert [str(step.date) for step in ward.steps] == ["2025-07-01", "2026-04-30"]
    assert ward.steps[1].instrument == ("Nghị quyết 237/NQ-UBTVQH16",)


def test_a_district_party_committee_has_the_committees_of_the_communes() -> None:
    found = follow("Huyện ủy", "tinh-thai-nguyen_huyen-dinh-hoa").at(TODAY)
    assert len(found) == 8
    assert {tenure.holder.body for tenure in found} == {"Đảng ủy"}
    assert "Quy định 298-QĐ/TW" in found[0].steps[0].instrument


def test_district_police_ended_before_the_districts_did() -> None:
    found = follow("Công an", "tinh-dong-nai_huyen-vinh-cuu")
    assert str(found.tenures[0].until) == "2025-02-28"
    spring = {tenure.holder.name for tenure in found.at(PartialDate(2025, 4))}
    assert {"Công an tỉnh Đồng Nai", "Công an thị trấn Vĩnh An", "Công an xã Trị An"} <= spring
    assert len(spring) == 11
    assert now(found) >= {"Công an thành phố Đồng Nai", "Công an phường Trị An"}
    assert len(now(found)) == 6


def test_a_district_office_goes_to_the_offices_of_the_communes_by_their_type() -> None:
    found = now(follow("Phòng Kinh tế và Hạ tầng", "tinh-dong-nai_huyen-vinh-cuu", since=PartialDate(2025, 1)))
    assert "Phòng Kinh tế xã Phú Lý" in found
    assert "Phòng Kinh tế, Hạ tầng và Đô thị phường Tân Triều" in found
    assert not {"Phòng Kinh tế phường Tân Triều", "Phòng Kinh tế, Hạ tầng và Đô thị xã Phú Lý"} & found


def test_a_communes_committee_follows_the_commune_in_two_steps() -> None:
    found = follow("Ủy ban nhân dân", "tinh-dong-nai_thi-tran-vinh-an").tenures
    assert line(found) == [
        ("2024-05-23", "Ủy ban nhân dân thị trấn Vĩnh An"),
        ("2025-07-01", "Ủy ban nhân dân xã Trị An"),
        ("2026-04-30", "Ủy ban nhân dân phường Trị An"),
    ]
    assert all(tenure.decided for tenure in found)


def test_a_district_named_after_its_end_is_read_as_its_heirs() -> None:
    late = PartialDate(2025, 11, 20)
    found = follow("Ủy ban nhân dân", "tinh-thai-nguyen.2025_huyen-dinh-hoa", since=late)
    assert len(found.tenures) == 9
    assert {str(tenure.since) for tenure in found.tenures} == {"2025-11-20"}


# what is not told


@pytest.mark.parametrize(
    ("body", "place", "reason"),
    [
        ("Ban Đối ngoại Trung ương", "", "no source says who took over"),
        ("Trung tâm Văn hóa - Thể thao và Truyền thông", "tinh-thai-nguyen_huyen-dinh-hoa", "no source says"),
        ("Hạt Kiểm lâm", "tinh-thai-nguyen_huyen-dinh-hoa", "what became of this body"),
        ("Công ty X", "tinh-yen-bai", "what became of this body"),
        ("Ủy ban nhân dân", "huyen-chau-thanh", "place is not known"),
        ("Huyện ủy", "khong-ro", "place is not known"),
        ("Huyện ủy", "tinh-cao-bang", "place is not known"),
        ("Phòng Dân tộc", "tinh-thai-nguyen_thi-tran-cho-chu", "no source says"),
    ],
)
def test_an_orphan_has_a_reason_and_no_holder(body: str, place: str, reason: str) -> None:
    found = follow(body, place)
    assert found.at(PLAN)
    assert not found.at(TODAY)
    assert not holders_at(Holder(body, place), frozenset(), PLAN, TODAY)
    (orphan,) = found.orphaned_at(TODAY)
    assert reason in orphan.reason.en
    assert orphan.reason.vi
    assert not found.orphaned_at(PLAN)


def test_a_date_before_the_body_existed() -> None:
    found = follow("Sở Nông nghiệp và Môi trường", "tinh-cao-bang")
    assert not found.at(PLAN)
    assert found.orphaned_at(PLAN)[0].reason.en == "the body did not exist yet"
    assert line(found.tenures) == [("2025-03-01", "Sở Nông nghiệp và Môi trường tỉnh Cao Bằng")]
    assert not found.orphaned_at(TODAY)


def test_a_body_named_after_its_end_is_read_as_its_heir_at_once() -> None:
    late = PartialDate(2025, 11, 20)
    (held,) = follow(LABOUR, "tinh-lao-cai.2025", "child", since=late).tenures
    assert (held.since, held.holder.name) == (late, "Sở Y tế tỉnh Lào Cai")


@pytest.mark.parametrize("place", ["khong-ro", "huyen-chau-thanh", "tinh-cao-bang_xa-khong-co"])
def test_a_place_that_is_not_known_is_never_decided(place: str) -> None:
    found = follow("Ủy ban nhân dân", place)
    assert [tenure.decided for tenure in found.at(PLAN)] == [False]
    assert bool(found.orphaned_at(TODAY)) is (place != "khong-ro")


def test_an_unknown_commune_of_today_is_not_taken_for_one_that_ended() -> None:
    found = follow("Ủy ban nhân dân", "tinh-cao-bang_xa-khong-co", since=PartialDate(2026, 1, 5))
    assert [(tenure.decided, tenure.until) for tenure in found.at(TODAY)] == [(False, None)]


def test_a_year_has_all_who_held_in_it() -> None:
    found = follow(LABOUR, "tinh-yen-bai", "child")
    assert [tenure.holder.name for tenure in found.at(PartialDate(2025))] == [
        f"{LABOUR} tỉnh Yên Bái",
        "Sở Y tế tỉnh Yên Bái",
        "Sở Y tế tỉnh Lào Cai",
    ]


def test_a_change_whose_day_is_not_known_has_happened_by_the_end_of_its_year() -> None:
    before, after = follow("Báo", "tinh-cao-bang").tenures
    assert (str(before.until), str(after.since)) == ("2025-12-31", "2026-01-01")
    assert str(after.steps[0].date) == "2025"
    assert after.confidence == 0.5


def test_a_document_dated_by_its_year_alone_is_of_a_day_when_the_body_was() -> None:
    found = follow(LABOUR, "tinh-cao-bang", "child", since=PartialDate(2025)).tenures
    assert line(found) == [
        ("2025", f"{LABOUR} tỉnh Cao Bằng"),
        ("2025-03-01", "Sở Y tế tỉnh Cao Bằng"),
    ]


def made(name: str, day: str, original: str, *heirs: str) -> Change:
    transfers = tuple(Transfer("", heir, None, (), (), "high", ()) for heir in heirs)
    rest = (None, PartialDate.parse(day), None, (), (), "high", "", "", "", "")
    return Change(name, ChangeKind.RENAME, Level.PROVINCE, (original,), heirs, transfers, *rest)


@pytest.mark.parametrize("back", ["2025-03-01", "2026-01-01"])
def test_circular_changes_are_told_and_not_followed_forever(monkeypatch: pytest.MonkeyPatch, back: str) -> None:
    rows = (made("a", "2025-03-01", "Sở A", "Sở B"), made("b", back, "Sở B", "Sở A"))
    monkeypatch.setattr(engine, "changes_of", lambda body, *_: tuple(row for row in rows if row.original == (body,)))
    found = follow("Sở A", "tinh-cao-bang")
    assert not found.at(TODAY)
    assert "lead back" in found.orphaned_at(TODAY)[0].reason.en
    succession.cache_clear()


def test_heirs_that_meet_again_are_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        made("a", "2025-03-01", "Sở C", "Sở D", "Sở E"),
        made("b", "2026-01-01", "Sở D", "Sở G"),
        made("c", "2026-01-01", "Sở E", "Sở G"),
    )
    monkeypatch.setattr(engine, "changes_of", lambda body, *_: tuple(row for row in rows if row.original == (body,)))
    found = follow("Sở C", "tinh-cao-bang")
    assert [(tenure.holder.body, tenure.decided) for tenure in found.at(PartialDate(2025, 6))] == [
        ("Sở D", False),
        ("Sở E", False),
    ]
    assert [(tenure.holder.body, tenure.decided) for tenure in found.at(TODAY)] == [("Sở G", True)]
    succession.cache_clear()


# what holds of every body


NAMES = ("Ủy ban nhân dân", "Huyện ủy", "Tỉnh ủy", LABOUR, PRESS, "Công an", "Đảng ủy")


def some_places() -> list[str]:
    return [unit.slug for unit in units()][::97]


@pytest.mark.parametrize("body", NAMES)
def test_tenures_are_in_order_of_bodies_that_exist(body: str) -> None:
    known = known_body(body)
    assert known is not None
    for place in some_places():
        holder = Holder(body, place)
        if known.level not in (None, level_at(place)):
            continue
        for held in tenures(holder, frozenset(), PartialDate(2024, 1, 15)):
            assert held.until is None or held.since <= held.until
            assert 0 < held.confidence <= 1
            assert all(one.date <= two.date for one, two in pairwise(held.steps))
            states = {valid_on(held.holder, day).state for day in (held.since, held.until or TODAY)}
            assert not states & {Existence.NO_LONGER, Existence.NOT_YET}, (held.holder, held.since, held.until)


def test_confidence_is_the_product_of_the_steps() -> None:
    (held,) = follow("Ban Tuyên giáo Tỉnh ủy", "tinh-dong-nai").at(TODAY)
    product = 1.0
    for step in held.steps:
        product *= step.confidence
    assert held.confidence == pytest.approx(product)
