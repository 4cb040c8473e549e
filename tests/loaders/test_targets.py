"""Targets: the comparator, value, unit and year of an item of the objectives, and figures that are no targets."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    ],
)
def test_how_binding_the_words_are(text: str, binding: str) -> None:
    assert [target.binding for target in read(text)] == [binding]


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
