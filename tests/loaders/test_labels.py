"""Labels of headings and items, and beginnings of lines that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.labels import RANK, label_of
from tests.loaders.cases import cases


@pytest.mark.parametrize(("line", "kind", "text"), cases("accept/labels.txt", 3))
def test_accepted(line: str, kind: str, text: str) -> None:
    label = label_of(line)
    assert label is not None
    assert (label.kind, label.text) == (kind, text)
    assert line[label.width :] == line.removeprefix(text).lstrip()


@pytest.mark.parametrize("line", cases("reject/labels.txt", 1))
def test_rejected(line: str) -> None:
    assert label_of(line) is None


def test_the_cases_use_every_kind() -> None:
    assert {str(case.values[1]) for case in cases("accept/labels.txt", 3)} == set(RANK)


@pytest.mark.parametrize(
    ("line", "number", "name"),
    [
        ("IV. A", 4, "IV"),
        ("XIX. A", 19, "XIX"),
        ("VHI. AB", 8, "VIII"),
        ("7. A", 7, "7"),
        ("2.13. A", 13, "2.13"),
        ("c) A", 3, "c"),
        ("(4) A", 4, "4"),
        ("[12] A", 12, "12"),
        ("- A", None, "-"),
    ],
)
def test_the_number_of_a_label(line: str, number: int | None, name: str) -> None:
    label = label_of(line)
    assert label is not None
    assert (label.number, label.name) == (number, name)


@given(st.integers(1, 39))
def test_roman_numbers_count(number: int) -> None:
    tens, ones = divmod(number, 10)
    roman = "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
    label = label_of(f"{roman}. MỤC")
    assert label is not None
    assert (label.kind, label.number) == ("roman", number)


@given(st.text(max_size=30))
def test_any_text_has_a_label_or_none(text: str) -> None:
    label = label_of(text)
    assert label is None or (text.startswith(label.text) and 0 < label.width <= len(text) and label.name)
