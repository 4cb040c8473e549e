"""Whether a body exists at a date: known, not yet, no longer, or not known at all."""

from __future__ import annotations

import pytest

from ontology.codes import Existence
from ontology.dates import PartialDate
from ontology.holders import Holder
from ontology.succession import valid_on

LABOUR = "Sở Lao động - Thương binh và Xã hội"


@pytest.mark.parametrize(
    ("body", "place", "day", "state"),
    [
        (LABOUR, "tinh-cao-bang", "2024-05-23", Existence.EXISTS),
        (LABOUR, "tinh-cao-bang", "2025-02-28", Existence.EXISTS),
        (LABOUR, "tinh-cao-bang", "2025-03-01", Existence.NO_LONGER),
        (LABOUR, "tinh-cao-bang", "2025", Existence.EXISTS),  # at some time in the year
        (LABOUR, "tinh-lao-cai.2025", "2025-11-20", Existence.NO_LONGER),
        (LABOUR, "khong-ro", "2025-11-20", Existence.NO_LONGER),
        ("Sở Y tế", "tinh-yen-bai", "2025-06-30", Existence.EXISTS),
        ("Sở Y tế", "tinh-yen-bai", "2025-07-01", Existence.NO_LONGER),
        ("Sở Y tế", "tinh-lao-cai.2025", "2025-06-30", Existence.NOT_YET),
        ("Sở Y tế", "khong-ro", "2025-11-20", Existence.UNKNOWN),
        ("Sở Nông nghiệp và Môi trường", "tinh-cao-bang", "2024-05", Existence.NOT_YET),
        ("Bộ Nông nghiệp và Môi trường", "viet-nam", "2025-03-01", Existence.EXISTS),
        ("Bộ Thông tin và Truyền thông", "", "2025-03-01", Existence.NO_LONGER),
        ("Ủy ban nhân dân", "tinh-thai-nguyen_huyen-dinh-hoa", "2025-06-30", Existence.EXISTS),
        ("Ủy ban nhân dân", "tinh-thai-nguyen_huyen-dinh-hoa", "2025-07-01", Existence.NO_LONGER),
        ("Ủy ban nhân dân", "tinh-thai-nguyen.2025_huyen-dinh-hoa", "2025-11-20", Existence.NO_LONGER),
        ("Ủy ban nhân dân", "tinh-x_huyen-khong-co", "2025-11-20", Existence.NO_LONGER),
        ("Ủy ban nhân dân", "tinh-x_huyen-khong-co", "2024-11-20", Existence.UNKNOWN),
        ("Ủy ban nhân dân", "tinh-thai-nguyen_thi-tran-cho-chu", "2025-07-01", Existence.NO_LONGER),
        ("Ủy ban nhân dân", "tinh-thai-nguyen.2025_xa-dinh-hoa", "2025-07-01", Existence.EXISTS),
        ("Ủy ban nhân dân", "tinh-thai-nguyen.2025_xa-dinh-hoa", "2025-06-30", Existence.NOT_YET),
        ("Ủy ban nhân dân", "tinh-cao-bang_xa-co-ba", "2026-01-01", Existence.EXISTS),  # old or new, one of them is
        ("Ủy ban nhân dân", "huyen-chau-thanh", "2024", Existence.EXISTS),  # whichever is meant
        ("Huyện ủy", "khong-ro", "2025-11-20", Existence.NO_LONGER),
        ("Huyện ủy", "tinh-cao-bang", "2025-11-20", Existence.NO_LONGER),
        ("Trung tâm Y tế", "tinh-thai-nguyen_huyen-dinh-hoa", "2025-06-30", Existence.EXISTS),
        ("Trung tâm Y tế", "tinh-thai-nguyen_huyen-dinh-hoa", "2025-11-20", Existence.UNKNOWN),  # no rule for it
        ("Công an", "tinh-thai-nguyen_huyen-dinh-hoa", "2025-03-01", Existence.NO_LONGER),
        ("Công an", "tinh-thai-nguyen", "2025-03-01", Existence.EXISTS),
        ("Tỉnh ủy", "tinh-dong-nai.2025", "2026-04-30", Existence.NO_LONGER),
        ("Thành ủy", "thanh-pho-dong-nai.2026", "2026-04-30", Existence.EXISTS),
        ("Ban Tuyên giáo Trung ương", "", "2025-02-03", Existence.NO_LONGER),
        ("Ban Tuyên giáo Thành ủy", "thanh-pho-ho-chi-minh", "2025-02-03", Existence.NO_LONGER),
        ("Ban Tuyên giáo Tỉnh ủy", "tinh-cao-bang", "2025-02-03", Existence.EXISTS),
        ("Công ty X", "tinh-cao-bang", "2025-11-20", Existence.UNKNOWN),
        ("Sở Y tế", "tinh-khong-co", "2025-11-20", Existence.UNKNOWN),
    ],
)
def test_state(body: str, place: str, day: str, state: Existence) -> None:
    assert valid_on(Holder(body, place), PartialDate.parse(day)).state is state


def test_the_change_that_ended_it_is_told_with_its_instrument_and_confidence() -> None:
    found = valid_on(Holder(LABOUR, "tinh-lao-cai"), PartialDate(2025, 11, 20))
    assert found.change is not None
    assert found.change.place == "tinh-lao-cai"
    assert "Nghị quyết 176/2025/QH15" in found.change.instrument
    assert (str(found.until), found.confidence) == ("2025-02-28", 0.95)
    assert valid_on(Holder(LABOUR, "tinh-cao-bang"), PartialDate(2025, 11, 20)).confidence == 0.8


def test_a_merged_provinces_body_ended_with_its_province() -> None:
    found = valid_on(Holder("Ủy ban nhân dân", "tinh-yen-bai"), PartialDate(2026))
    assert found.change is not None
    assert found.change.instrument == ("Nghị quyết 202/2025/QH15",)


@pytest.mark.parametrize(
    ("body", "place", "day"),
    [
        ("Ban Tuyên giáo Huyện ủy", "tinh-thai-nguyen_huyen-dinh-hoa", "2025-05-02"),
        ("Báo", "tinh-cao-bang", "2026-02-01"),
    ],
)
def test_an_end_that_is_only_probable_is_not_told_as_one(body: str, place: str, day: str) -> None:
    found = valid_on(Holder(body, place), PartialDate.parse(day))
    assert (found.state, found.confidence) == (Existence.UNKNOWN, 0.5)
    assert found.change is not None
    assert found.until is not None


def test_a_sure_end_of_the_place_counts_before_an_unsure_one_of_the_body() -> None:
    found = valid_on(Holder("Ban Tuyên giáo Huyện ủy", "tinh-thai-nguyen_huyen-dinh-hoa"), PartialDate(2025, 11))
    assert (found.state, found.confidence, str(found.until)) == (Existence.NO_LONGER, 0.95, "2025-06-30")


def test_an_existing_body_tells_its_known_days() -> None:
    found = valid_on(Holder("Sở Y tế", "tinh-lao-cai"), PartialDate(2024))
    assert (found.state, found.since, str(found.until)) == (Existence.EXISTS, None, "2025-06-30")
    found = valid_on(Holder("Sở Nông nghiệp và Môi trường", "tinh-cao-bang"), PartialDate(2026))
    assert (str(found.since), found.until) == ("2025-03-01", None)
