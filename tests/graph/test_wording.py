"""What two measures are compared by."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from graph.wording import wording


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tỷ lệ trẻ em dưới 1 tuổi được tiêm vắc xin", "tỉ lệ tiêm vaccine cho trẻ dưới 01 tuổi"),
        ("Phấn đấu giảm tỷ lệ hộ nghèo", "Tỷ lệ hộ nghèo trên địa bàn tỉnh Cao Bằng đến năm 2030"),
        ("Số xã có điểm vui chơi", "các xã có điểm vui chơi"),
        ("Tỷ lệ xã, phường, thị trấn có điểm vui chơi", "tỷ lệ xã, phường, đặc khu có điểm vui chơi trên địa bàn tỉnh"),
        ("Tỷ lệ thôn hoà giải thành", "tỷ lệ thôn hòa giải thành"),
        ("doanh nghiệp vừa và nhỏ được đào tạo", "DNNVV được đào tạo"),
        ("Tỷ lệ DTTS có thẻ bảo hiểm", "tỷ lệ người dân tộc thiểu số có thẻ bảo hiểm"),
    ],
)
def test_one_measure_in_two_spellings(one: str, other: str) -> None:
    a, b = wording(one).words, wording(other).words
    assert a == b or a ^ b == {"ngươi`"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tử vong trẻ em dưới 1 tuổi", "tử vong trẻ em dưới 5 tuổi"),
        ("Tỷ lệ suy dinh dưỡng thể thấp còi", "Tỷ lệ suy dinh dưỡng thể nhẹ cân"),
        ("Tỷ suất trẻ em bị tai nạn", "Tỷ suất trẻ em bị tử vong do tai nạn"),
        ("Quy mô kinh tế số", "Quy mô kinh tế"),
    ],
)
def test_two_measures_stay_two(one: str, other: str) -> None:
    assert wording(one) != wording(other)


def test_who_is_meant_may_stand_ahead_in_the_sentence() -> None:
    item = "Trẻ em dân tộc thiểu số đi học đạt 99%; tỷ lệ hoàn thành cấp tiểu học đạt 95%. Tỷ lệ biết chữ đạt 98%"
    assert wording("tỷ lệ hoàn thành cấp tiểu học", item).contrasts > wording("tỷ lệ hoàn thành cấp tiểu học").contrasts
    assert not wording("Tỷ lệ biết chữ", item).contrasts


def test_a_province_is_a_name_only_as_it_is_written() -> None:
    assert wording("vì hòa bình, hữu nghị").words > wording("vì Hòa Bình, hữu nghị").words


def test_every_row_of_the_list_has_a_role_and_stands_once() -> None:
    rows = list(csv.DictReader(files("graph").joinpath("indicator_words.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["role"] for row in rows} == {"head", "left-out", "read-as", "contrast", "population"}
    assert len({(row["role"], row["words"]) for row in rows}) == len(rows)
    assert all(bool(row["read_as"]) == (row["role"] == "read-as") for row in rows)
