"""Targets: the comparator, value, unit and year of an item of the objectives, and figures that are no targets."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.bounds import Sort, comparator
from loaders.noise import NOISE, YEAR, cover
from loaders.targets import number, read
from loaders.values import values
from ontology.codes import Comparator
from tests.loaders.cases import cases
from tests.loaders.soup import texts


def told(text: str, year: int | None = None) -> str:
    """The targets of an item as the files of cases write them."""
    return "; ".join(
        f"{t.year or '-'} {t.comparator.value} {t.value}{'' if t.upper is None else f'-{t.upper}'} {t.unit}"
        for t in read(text, year)
    )


@pytest.mark.parametrize(("text", "expected"), cases("accept/targets.txt", 2))
def test_accepted(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", cases("reject/targets.txt", 1))
def test_rejected(text: str) -> None:
    assert told(text) == ""


def test_the_cases_use_every_comparator() -> None:
    used = {word for case in cases("accept/targets.txt", 2) for word in str(case.values[1]).split()}
    assert {comparator.value for comparator in Comparator} <= used


def test_the_heading_gives_the_year_where_the_item_has_none() -> None:
    assert told("Tỷ lệ thôn có tủ sách đạt 50%", 2027) == "2027 >= 50 %"
    assert told("Tỷ lệ thôn có tủ sách đạt 50% vào năm 2026", 2027) == "2026 >= 50 %"


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        (
            "Tỷ lệ nhập học tiểu học đạt 99%, trung học cơ sở đạt 96% vào năm 2026",
            ["Tỷ lệ nhập học tiểu học", "trung học cơ sở"],
        ),
        ("Tỷ lệ cai nghiện đạt 55% vào năm 2025 và 60% vào năm 2030", ["Tỷ lệ cai nghiện", "Tỷ lệ cai nghiện"]),
        ("100% cơ sở giáo dục có tủ sách vào năm 2026", ["cơ sở giáo dục có tủ sách"]),
        ("Kinh tế số chiếm 25% GRDP", ["Kinh tế số"]),
        ("Cấp nước sạch cho 90% hộ dân vào năm 2026", ["Cấp nước sạch cho hộ dân"]),
        ("Giảm 20% số vụ cháy, 30% thiệt hại vào năm 2027", ["số vụ cháy", "thiệt hại"]),
        (
            "Tỷ lệ đô thị hóa đạt 50%, trong đó khu vực nội thành đạt 85%",
            ["Tỷ lệ đô thị hóa", "khu vực nội thành"],
        ),
        # ranks: what they are about, among whom; several share what is said once
        (
            "Việt Nam thuộc nhóm 5 nước dẫn đầu châu Á và nhóm 40 nước đứng đầu thế giới về y tế dự phòng",
            ["y tế dự phòng (châu Á)", "y tế dự phòng (thế giới)"],
        ),
        (
            "Chỉ số đọc sách có bước tiến, tỉnh thuộc nhóm 9 tỉnh dẫn đầu cả nước; thuộc nhóm 4 tỉnh dẫn đầu châu Á",
            ["Chỉ số đọc sách (cả nước)", "Chỉ số đọc sách (châu Á)"],
        ),
        ("Tỉnh thuộc nhóm 8 tỉnh dẫn đầu cả nước vào năm 2029 về đọc sách", ["đọc sách (cả nước)"]),
        (
            "Chỉ số đọc sách thuộc nhóm 9 tỉnh dẫn đầu cả nước, chỉ số viết tay thuộc nhóm 5 tỉnh đứng đầu",
            ["Chỉ số đọc sách (cả nước)", "chỉ số viết tay"],
        ),
        ("Chỉ số đọc sách xếp thứ 12 trở lên", ["Chỉ số đọc sách"]),
        # behind a verb, or a place, the measure is what follows the number
        (
            "Thu hút thêm ít nhất 4 nhà xuất bản mở hiệu sách ở huyện",
            ["Thu hút thêm nhà xuất bản mở hiệu sách ở huyện"],
        ),
        ("Đến năm 2030, tỉnh Sơn La có ít nhất 30 thư viện mở cửa cả tuần", ["thư viện mở cửa cả tuần"]),
    ],
)
def test_each_target_has_its_measure(text: str, measures: list[str]) -> None:
    assert [target.measure for target in read(text)] == measures


@pytest.mark.parametrize(
    ("text", "binding"),
    [
        ("Phấn đấu đạt 60% vào năm 2026", "strive"),
        ("Bảo đảm 100% thôn có điện vào năm 2026", "must"),
        ("Đạt 60% vào năm 2026", ""),
        ("100% cơ sở phải có bình chữa cháy", "must"),
        ("Khuyến khích 20% doanh nghiệp lập quỹ sáng kiến", "encourage"),
    ],
)
def test_how_binding_the_words_are(text: str, binding: str) -> None:
    assert [target.binding for target in read(text)] == [binding]


def test_a_value_of_a_year_before_the_document_was_reached() -> None:
    found = read("Năm 2023 tỷ lệ đạt 40%; năm 2027 tỷ lệ đạt 65%", since=2025)
    assert [(target.year, str(target.value)) for target in found] == [(2027, "65")]


def test_the_table_of_comparators_is_total() -> None:
    said, flags = (None, *Sort), (False, True)
    for stated, changed, yearly, ranged, down in product(said, said, flags, flags, flags):
        assert comparator(stated, changed, yearly=yearly, ranged=ranged, down=down) in Comparator


@given(texts)
def test_covering_moves_nothing(text: str) -> None:
    plain = cover(text)
    assert len(plain) == len(text)
    assert all(new in (old, NOISE, YEAR) for old, new in zip(text, plain, strict=True))


@pytest.mark.parametrize(
    "piece",
    ["1", " ", "1 ", "1,", "1.", "1-", "đạt ", "5% ", "5% năm 2026, ", "giảm 5% và ", "(", "so với (", "top 5 ", ";5%"],
)
def test_long_texts_are_read_to_their_end(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    assert all(0 <= target.start < target.end <= len(text) for target in read(text, 2030))


def written(value: Decimal) -> str:
    """A number as Vietnamese documents write it."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


@given(st.decimals(0, 10**9, places=2).map(lambda value: value.quantize(Decimal("0.01"))))
def test_a_number_is_read_as_it_was_written(value: Decimal) -> None:
    assert number(written(value)) == value
    assert number(written(value).replace(".", "")) == value


@given(st.integers(0, 99), st.integers(2024, 2045), st.sampled_from(("%", "‰", " %", "/100.000")))
def test_value_and_year_are_read_whatever_they_are(value: int, year: int, unit: str) -> None:
    (target,) = read(f"Tỷ lệ mắc bệnh đạt {value},5{unit} vào năm {year}")
    assert (target.value, target.year) == (Decimal(f"{value}.5"), year)


@given(texts)
def test_targets_stand_where_they_say_in_any_text(text: str) -> None:
    for target in read(text):
        assert 0 <= target.start < target.end <= len(text)
        assert target.upper is None or target.value >= 0
        assert any(char.isdigit() for char in text[target.start : target.end]) or target.value == 1
    for value in values(text):
        assert 0 <= value.start < value.end <= len(text)
