"""The engine against facts that people have recorded: the tables of ministries, of agencies and of one plan's owners.

The tables are read here only, row by row; the program does not know them.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from ontology.bodies import known_body
from ontology.codes import ChangeKind, Existence, Level
from ontology.dates import PartialDate
from ontology.holders import Holder
from ontology.identifiers import slug
from ontology.localities import change_of_unit, inheriting, located
from ontology.succession import succession, valid_on
from ontology.units import within

pytestmark = pytest.mark.corpus

PLAN = PartialDate(2024, 5, 23)
TODAY = PartialDate(2026, 11, 22)
FUNCTIONS = {
    "F-CHILD": "child",
    "F-SOCPROT": "social-protection",
    "F-EVILS": "social-evils",
    "F-DRUG": "drug-rehab",
    "F-LABOUR": "labour",
    "F-VET": "vocational",
    "F-POVERTY": "poverty",
    "F-IT": "it",
    "F-PRESS": "press",
    "F-NETSEC": "netsec",
    "F-PLAN": "planning",
    "F-TRANSPORT": "transport",
    "F-LICENCE": "driving-licence",
    "F-AGRI": "agriculture",
    "F-ENV": "environment",
    "F-ETHNIC": "ethnic",
    "F-RELIG": "religion",
    "F-LLTP": "judicial-record",
    "F-BHXH": "social-insurance",
    "F-HEALTH": "health",
    "F-EDU": "education",
    "F-CULT": "culture",
    "F-JUST": "justice",
    "F-FIN": "finance",
    "F-POL": "police",
    "F-PROPA": "propaganda",
    "F-MASS": "mass-mobilisation",
}
OTHER_NAMES = {
    "Ban Dân tộc tỉnh": "Ban Dân tộc",
    "Công an huyện": "Công an",
    "Công an tỉnh": "Công an",
    "Bảo hiểm xã hội tỉnh": "Bảo hiểm xã hội",
    "Bảo hiểm xã hội khu vực/tỉnh": "Bảo hiểm xã hội",
    "Công an tỉnh / Công an huyện": "Công an",
    "Công an tỉnh / Công an xã": "Công an",
}


def rows(corpus: Path, name: str) -> list[dict[str, str]]:
    with (corpus / "authorities" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def own(name: str) -> str:
    """A body's own name as the table writes it."""
    name = re.sub(r"\s*\([^)]*\)", "", name).strip()
    return OTHER_NAMES.get(name, name)


def test_every_ministry_and_department_hands_its_function_to_the_recorded_owner(corpus: Path) -> None:
    for row in rows(corpus, "ministries.csv"):
        function = frozenset({FUNCTIONS[row["function_id"]]})
        for level, place in (("central", ""), ("province", "tinh-cao-bang")):
            old, new = own(row[f"old_owner_{level}"]), own(row[f"new_owner_{level}"])
            found = succession(Holder(old, place), function, PLAN)
            (today,) = found.at(TODAY)
            assert today.holder.body == new, row["function_id"]
            assert today.decided
            change_days = [str(step.date) for step in today.steps if step.original.body != new]
            is_of_province_party = level == "province" and row["change_kind"] == "merger (Party)"
            wanted = "2025-03-01" if is_of_province_party else row["effective_date"]  # each by its own decision
            assert change_days == ([wanted] if old != new else []), row["function_id"]
            if row["confidence"] != "high":
                assert today.confidence < 0.9, row["function_id"]


def test_the_recorded_instruments_are_those_of_the_steps(corpus: Path) -> None:
    for row in rows(corpus, "ministries.csv"):
        if row["old_owner_central"] == row["new_owner_central"]:
            continue
        function = frozenset({FUNCTIONS[row["function_id"]]})
        (first, *_) = succession(Holder(row["old_owner_central"], ""), function, PLAN).at(TODAY)[0].steps
        recorded = re.match(r"NQ (\S+)", row["instruments"])
        assert first.instrument, row["function_id"]
        assert recorded is None or f"Nghị quyết {recorded[1]}" in first.instrument, row["function_id"]


def test_every_indicator_of_one_plan_has_the_recorded_owner(corpus: Path) -> None:
    for row in rows(corpus, "indicator_owners_cao_bang.csv"):
        functions = frozenset(FUNCTIONS[name] for name in row["function_ids"].split(";"))
        old = [own(name) for name in row["owner_2024_05_23"].split(";")]
        new = {own(name) for name in re.split(r"; | with ", row["owner_2026_11_22"])}
        found = [succession(Holder(name, "tinh-cao-bang"), functions, PLAN).at(TODAY) for name in old]
        assert {held.holder.body for tenures in found for held in tenures} == new, row["indicator_no"]
        needs_person = "human" in row["status"]
        assert all(held.decided is not needs_person for tenures in found for held in tenures), row["indicator_no"]


def test_every_recorded_change_is_in_the_data(corpus: Path) -> None:
    """The body-changes of the table: originals, heirs without a function known, days, confidence."""
    for row in rows(corpus, "change_events.csv"):
        if not row["event_id"].startswith(("CE-MIN-2025", "CE-MIC", "CE-PARTY", "CE-SO-")):
            continue
        place = f"tinh-{slug(row['place'].removeprefix('tỉnh '))}" if row["event_id"].startswith("CE-SO") else ""
        for original in row["original_organizations"].split(" | "):
            before, *after = succession(Holder(original, place), frozenset(), PLAN).tenures
            heirs = [held for held in after if len(held.steps) == 1]
            recorded = {own(name) for name in row["resulting_organizations"].split(" | ")}
            assert {held.holder.body for held in heirs} == recorded, row["event_id"]
            assert {str(held.since) for held in heirs} == {row["operating_date"]}, row["event_id"]
            assert str(before.until) == row["last_day_of_original"], row["event_id"]
            change = heirs[0].steps[0].change
            assert (str(change.legal_date or ""), change.confidence) == (
                row["legal_date"] or str(change.legal_date or ""),
                row["confidence"],
            ), row["event_id"]


def test_every_recorded_change_of_a_province_is_in_the_data(corpus: Path) -> None:
    events = [row for row in rows(corpus, "change_events.csv") if row["event_id"].startswith("CE-PV-")]
    assert events
    for row in events:
        for name in row["original_organizations"].split(" | "):
            last = PartialDate.parse(row["last_day_of_original"])
            (old,) = (unit for unit in within("viet-nam", Level.PROVINCE, last) if name == f"{unit.type} {unit.name}")
            change = change_of_unit(old)
            assert change is not None, row["event_id"]
            assert (str(change.operating_date), str(change.end)) == (row["operating_date"], str(last))
            assert str(change.legal_date or "") == row["legal_date"], row["event_id"]
            assert change.instrument[0] == row["instrument"].replace("NQ ", "Nghị quyết "), row["event_id"]
            assert change.kind is (ChangeKind.MERGE if row["change_type"] == "merger" else ChangeKind.RENAME)


def test_every_recorded_last_day_of_an_issuer_is_known(corpus: Path) -> None:
    places = {"central": "", "province": "tinh-cao-bang", "district": "tinh-thai-nguyen_huyen-dinh-hoa"}
    checked = 0
    for row in rows(corpus, "issuers.csv"):
        name, is_day = own(row["name_vi"]), re.fullmatch(r"\d{4}-\d\d-\d\d", row["valid_to"])
        if row["level"] not in places or known_body(name) is None or not is_day:
            continue
        last = PartialDate.parse(row["valid_to"])
        found = [valid_on(Holder(name, places[row["level"]]), day) for day in (last, TODAY)]
        assert [validity.state for validity in found] == [Existence.EXISTS, Existence.NO_LONGER], row["code"]
        assert found[1].until == last, row["code"]
        checked += 1
    assert checked > 15


# Each recorded agency: the body and place that it is, else why it is none; and its heirs today, by their own names.
COMMUNES, PROVINCE = "communes", "province"
AGENCIES: dict[str, tuple[str, str, dict[str, tuple[str, ...]]]] = {
    "bo-chinh-tri": ("Bộ Chính trị", "", {}),
    "bch-tw": ("Ban Chấp hành Trung ương", "", {}),
    "bo-ldtbxh": (
        "Bộ Lao động - Thương binh và Xã hội",
        "",
        {
            "": (
                "Bộ Công an",
                "Bộ Giáo dục và Đào tạo",
                "Bộ Nội vụ",
                "Bộ Nông nghiệp và Môi trường",
                "Bộ Y tế",
            )
        },
    ),
    "thu-tuong": ("Thủ tướng Chính phủ", "", {}),
    "chinh-phu": ("Chính phủ", "", {}),
    "ubnd/lam-dong-cu": ("Ủy ban nhân dân", "tinh-lam-dong", {"tinh-lam-dong.2025": ("Ủy ban nhân dân",)}),
    "tinh-uy/lam-dong-cu": ("Tỉnh ủy", "tinh-lam-dong", {"tinh-lam-dong.2025": ("Tỉnh ủy",)}),
    "mttq/lam-dong-cu": (
        "Ủy ban Mặt trận Tổ quốc Việt Nam",
        "tinh-lam-dong",
        {"tinh-lam-dong.2025": ("Ủy ban Mặt trận Tổ quốc Việt Nam",)},
    ),
    "ubnd/cao-bang": ("Ủy ban nhân dân", "tinh-cao-bang", {}),
    "tinh-uy/cao-bang": ("Tỉnh ủy", "tinh-cao-bang", {}),
    "hdnd/cao-bang": ("Hội đồng nhân dân", "tinh-cao-bang", {}),
    "mttq/cao-bang": ("Ủy ban Mặt trận Tổ quốc Việt Nam", "tinh-cao-bang", {}),
    "so-ldtbxh/cao-bang": (
        "Sở Lao động - Thương binh và Xã hội",
        "tinh-cao-bang",
        {
            "tinh-cao-bang": (
                "Công an",
                "Sở Giáo dục và Đào tạo",
                "Sở Nội vụ",
                "Sở Nông nghiệp và Môi trường",
                "Sở Y tế",
            )
        },
    ),
    "so-yt/cao-bang": ("Sở Y tế", "tinh-cao-bang", {}),
    "so-gddt/cao-bang": ("Sở Giáo dục và Đào tạo", "tinh-cao-bang", {}),
    "so-vhttdl/cao-bang": ("Sở Văn hóa, Thể thao và Du lịch", "tinh-cao-bang", {}),
    "so-tttt/cao-bang": (
        "Sở Thông tin và Truyền thông",
        "tinh-cao-bang",
        {"tinh-cao-bang": ("Công an", "Sở Khoa học và Công nghệ", "Sở Văn hóa, Thể thao và Du lịch")},
    ),
    "so-tp/cao-bang": ("Sở Tư pháp", "tinh-cao-bang", {}),
    "so-tc/cao-bang": ("Sở Tài chính", "tinh-cao-bang", {}),
    "cong-an/cao-bang": ("Công an", "tinh-cao-bang", {}),
    "vp-ubnd/cao-bang": ("Văn phòng Ủy ban nhân dân", "tinh-cao-bang", {}),
    "huyen-uy/vinh-cuu": ("Huyện ủy", "tinh-dong-nai_huyen-vinh-cuu", {COMMUNES: ("Đảng ủy",)}),
    "ubnd/vinh-cuu": (
        "Ủy ban nhân dân",
        "tinh-dong-nai_huyen-vinh-cuu",
        {COMMUNES: ("Ủy ban nhân dân",), PROVINCE: ("Ủy ban nhân dân",)},
    ),
    "phong-vhtt/vinh-cuu": (
        "Phòng Văn hóa và Thông tin",
        "tinh-dong-nai_huyen-vinh-cuu",
        {COMMUNES: ("Phòng Văn hóa - Xã hội",)},
    ),
    "mttq/vinh-cuu": (
        "Ủy ban Mặt trận Tổ quốc Việt Nam",
        "tinh-dong-nai_huyen-vinh-cuu",
        {COMMUNES: ("Ủy ban Mặt trận Tổ quốc Việt Nam",), PROVINCE: ("Ủy ban Mặt trận Tổ quốc Việt Nam",)},
    ),
    "tinh-uy/dong-nai-cu": ("Tỉnh ủy", "tinh-dong-nai", {"thanh-pho-dong-nai.2026": ("Thành ủy",)}),
    "tinh-uy/thai-nguyen-cu": ("Tỉnh ủy", "tinh-thai-nguyen", {"tinh-thai-nguyen.2025": ("Tỉnh ủy",)}),
    "btg-tu/thai-nguyen": (
        "Ban Tuyên giáo Tỉnh ủy",
        "tinh-thai-nguyen",
        {"tinh-thai-nguyen.2025": ("Ban Tuyên giáo và Dân vận Tỉnh ủy",)},
    ),
    "huyen-uy/dinh-hoa": ("Huyện ủy", "tinh-thai-nguyen_huyen-dinh-hoa", {COMMUNES: ("Đảng ủy",)}),
    "ubnd/dinh-hoa": (
        "Ủy ban nhân dân",
        "tinh-thai-nguyen_huyen-dinh-hoa",
        {COMMUNES: ("Ủy ban nhân dân",), PROVINCE: ("Ủy ban nhân dân",)},
    ),
    "hdnd/dinh-hoa": ("Hội đồng nhân dân", "tinh-thai-nguyen_huyen-dinh-hoa", {COMMUNES: ("Hội đồng nhân dân",)}),
    "btg-hu/dinh-hoa": (
        "Ban Tuyên giáo Huyện ủy",
        "tinh-thai-nguyen_huyen-dinh-hoa",
        {COMMUNES: ("Ban Xây dựng Đảng",), PROVINCE: ("Ban Tuyên giáo và Dân vận Tỉnh ủy",)},
    ),
    "bdv-hu/dinh-hoa": (
        "Ban Dân vận Huyện ủy",
        "tinh-thai-nguyen_huyen-dinh-hoa",
        {COMMUNES: ("Ban Xây dựng Đảng",), PROVINCE: ("Ban Tuyên giáo và Dân vận Tỉnh ủy",)},
    ),
    "mttq/dinh-hoa": (
        "Ủy ban Mặt trận Tổ quốc Việt Nam",
        "tinh-thai-nguyen_huyen-dinh-hoa",
        {COMMUNES: ("Ủy ban Mặt trận Tổ quốc Việt Nam",), PROVINCE: ("Ủy ban Mặt trận Tổ quốc Việt Nam",)},
    ),
    "phong-vhtt/dinh-hoa": (
        "Phòng Văn hóa và Thông tin",
        "tinh-thai-nguyen_huyen-dinh-hoa",
        {COMMUNES: ("Phòng Văn hóa - Xã hội",)},
    ),
    "tt-vhtttt/dinh-hoa": (
        "Trung tâm Văn hóa - Thể thao và Truyền thông",
        "tinh-thai-nguyen_huyen-dinh-hoa",
        {COMMUNES: ()},
    ),
    "bcd-te/dinh-hoa": (
        "Ban Chỉ đạo",
        "tinh-thai-nguyen_huyen-dinh-hoa",
        {COMMUNES: ("Ban Chỉ đạo",), PROVINCE: ("Ban Chỉ đạo",)},
    ),
    "quy-bte/dinh-hoa": (
        "Quỹ Bảo trợ trẻ em",
        "tinh-thai-nguyen_huyen-dinh-hoa",
        {PROVINCE: ("Quỹ Bảo trợ trẻ em",)},
    ),
    "ubnd/cho-chu": (
        "Ủy ban nhân dân",
        "tinh-thai-nguyen_thi-tran-cho-chu",
        {"tinh-thai-nguyen.2025_xa-dinh-hoa": ("Ủy ban nhân dân",)},
    ),
    "dang-uy/cho-chu": (
        "Đảng ủy",
        "tinh-thai-nguyen_thi-tran-cho-chu",
        {"tinh-thai-nguyen.2025_xa-dinh-hoa": ("Đảng ủy",)},
    ),
    "hdnd/cho-chu": (
        "Hội đồng nhân dân",
        "tinh-thai-nguyen_thi-tran-cho-chu",
        {"tinh-thai-nguyen.2025_xa-dinh-hoa": ("Hội đồng nhân dân",)},
    ),
    "cc-vhxh/cho-chu": (
        "Công chức văn hóa - xã hội",
        "tinh-thai-nguyen_thi-tran-cho-chu",
        {"tinh-thai-nguyen.2025_xa-dinh-hoa": ("Phòng Văn hóa - Xã hội",)},
    ),
    "ubnd/lao-cai-cu": ("Ủy ban nhân dân", "tinh-lao-cai", {"tinh-lao-cai.2025": ("Ủy ban nhân dân",)}),
    "tinh-uy/lao-cai-cu": ("Tỉnh ủy", "tinh-lao-cai", {"tinh-lao-cai.2025": ("Tỉnh ủy",)}),
    "hdnd/lao-cai-cu": ("Hội đồng nhân dân", "tinh-lao-cai", {"tinh-lao-cai.2025": ("Hội đồng nhân dân",)}),
    "mttq/lao-cai-cu": (
        "Ủy ban Mặt trận Tổ quốc Việt Nam",
        "tinh-lao-cai",
        {"tinh-lao-cai.2025": ("Ủy ban Mặt trận Tổ quốc Việt Nam",)},
    ),
    "so-ldtbxh/lao-cai": (
        "Sở Lao động - Thương binh và Xã hội",
        "tinh-lao-cai",
        {
            "tinh-lao-cai.2025": (
                "Công an",
                "Sở Giáo dục và Đào tạo",
                "Sở Nội vụ",
                "Sở Nông nghiệp và Môi trường",
                "Sở Y tế",
            )
        },
    ),
    "cong-ttdt/lao-cai": (
        "Cổng Thông tin điện tử",
        "tinh-lao-cai",
        {"tinh-lao-cai.2025": ("Cổng Thông tin điện tử",)},
    ),
}
# A group is expanded into its members first; villages are below the levels of the State; a pair is two bodies.
NO_BODY = {
    "ctxh/cao-bang": "group",
    "ubnd-huyen/cao-bang": "group",
    "phong-gddt-huyen/cao-bang": "group",
    "so-ban-nganh/cao-bang": "group",
    "bao-dai/cao-bang": "pair",
    "thon": "village",
    "cap-uy-co-so/vinh-cuu": "group",
    "cq-hu/dinh-hoa": "group",
    "tccsd/dinh-hoa": "group",
    "bndt/cho-chu": "group",
    "ubnd-huyen/lao-cai": "group",
    "ban-bvte/lao-cai": "group",
    "ctxh/lao-cai": "group",
    "so-ban-nganh/lam-dong": "group",
}
PLACES = {
    "tt/vinh-an": ("tinh-dong-nai_thi-tran-vinh-an", {"Trị An"}),
    "huyen/vinh-cuu": ("tinh-dong-nai_huyen-vinh-cuu", {"Trị An", "Tân An", "Phú Lý", "Tân Triều", "Trảng Dài"}),
    "tt/cho-chu": ("tinh-thai-nguyen_thi-tran-cho-chu", {"Định Hóa"}),
    "huyen/dinh-hoa": (
        "tinh-thai-nguyen_huyen-dinh-hoa",
        {"Định Hóa", "Bình Yên", "Trung Hội", "Phượng Tiến", "Phú Đình", "Bình Thành", "Kim Phượng", "Lam Vỹ"},
    ),
}


def expected(place: str, heirs: dict[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    """Body and place of each heir today."""
    found = set()
    for where, bodies in heirs.items():
        for there in today_of(place, where):
            found |= {(body, there) for body in bodies}
    return found


def today_of(place: str, where: str) -> list[str]:
    if where == PROVINCE:
        return ["thanh-pho-dong-nai.2026" if "dong-nai" in place else "tinh-thai-nguyen.2025"]
    if where == COMMUNES:
        heirs = [unit.slug for unit in inheriting(located(place, None)[0])]
        later = [[unit.slug for unit in inheriting(located(heir, None)[0])] for heir in heirs]
        return [now[0] if now else heir for heir, now in zip(heirs, later, strict=True)]
    return [where]


def test_every_recorded_agency_is_looked_at(corpus: Path) -> None:
    recorded = {row["agency_id"] for row in rows(corpus, "seed_agencies.csv")}
    assert recorded == {*AGENCIES, *NO_BODY, *PLACES}


def test_every_recorded_agency_has_its_heirs_today(corpus: Path) -> None:
    for row in rows(corpus, "seed_agencies.csv"):
        if row["agency_id"] not in AGENCIES:
            continue
        body, place, heirs = AGENCIES[row["agency_id"]]
        holder = Holder(body, place)
        found = succession(holder, frozenset(), PLAN)
        today = {(held.holder.body, held.holder.place) for held in found.at(TODAY)}
        assert today == (expected(place, heirs) if heirs else {(body, place)}), row["agency_id"]
        assert bool(found.orphaned_at(TODAY)) is (not today), row["agency_id"]


def test_every_recorded_agency_exists_today_or_not_as_recorded(corpus: Path) -> None:
    for row in rows(corpus, "seed_agencies.csv"):
        if row["agency_id"] not in AGENCIES or row["agency_id"] == "cong-ttdt/lao-cai":  # of a province that merged
            continue
        body, place, _ = AGENCIES[row["agency_id"]]
        state = valid_on(Holder(body, place), TODAY).state
        wanted = Existence.EXISTS if row["exists_20261122"].startswith("yes") else Existence.NO_LONGER
        assert state is wanted, row["agency_id"]
        assert valid_on(Holder(body, place), PLAN).state is Existence.EXISTS, row["agency_id"]


def test_the_recorded_days_are_those_of_the_steps(corpus: Path) -> None:
    for row in rows(corpus, "seed_agencies.csv"):
        body, place, heirs = AGENCIES.get(row["agency_id"], ("", "", {}))
        days = re.findall(r"\d{4}-\d\d-\d\d", row["effective_date"])
        found = succession(Holder(body, place), frozenset(), PLAN) if heirs else None
        if found is None or not days or "Huyện ủy" in body:  # the district's party boards may have merged before
            continue
        steps = [step for held in found.tenures for step in held.steps]
        steps += [step for lost in found.orphans for step in lost.steps]
        assert set(days) <= {str(step.date) for step in steps}, row["agency_id"]


def test_low_agencies_are_less_sure(corpus: Path) -> None:
    for row in rows(corpus, "seed_agencies.csv"):
        if row["agency_id"] in AGENCIES and row["confidence"] == "low":
            body, place, _ = AGENCIES[row["agency_id"]]
            held = succession(Holder(body, place), frozenset(), PLAN).at(TODAY)
            assert all(tenure.confidence <= 0.5 and not tenure.decided for tenure in held), row["agency_id"]


def test_recorded_places_have_their_heirs(corpus: Path) -> None:
    recorded = {row["agency_id"] for row in rows(corpus, "seed_agencies.csv") if row["side"] == "place"}
    assert recorded == set(PLACES)
    for place, names in PLACES.values():
        assert {unit.name for unit in inheriting(located(place, None)[0])} == names


@pytest.mark.parametrize(("province", "count"), [("tinh-cao-bang", 56), ("tinh-lao-cai", 99)])
def test_the_district_committees_of_a_province_have_its_communes_as_heirs(province: str, count: int) -> None:
    districts = within(province, Level.DISTRICT, PLAN)
    found = {
        held.holder
        for district in districts
        for held in succession(Holder("Ủy ban nhân dân", district.slug), frozenset(), PLAN).at(TODAY)
    }
    communes = {holder for holder in found if holder.level is Level.COMMUNE}
    today = {unit.slug for unit in within(next(iter(found - communes)).place, Level.COMMUNE, TODAY)}
    assert len(found - communes) == 1
    assert {holder.place for holder in communes} <= today
    assert len(today) == count
    if province == "tinh-cao-bang":
        assert len(communes) == count
