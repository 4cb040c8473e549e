"""Days, periods and deadlines as texts write them."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import years
from loaders.dated import date_at
from loaders.deadlines import due, due_cell, recurrence
from ontology.dates import PartialDate
from tests.loaders.cases import cases
from tests.loaders.soup import texts

DAYS = st.dates(dt.date(1945, 9, 2), dt.date(2099, 12, 31))


@pytest.mark.parametrize(("text", "expected"), cases("accept/dates.txt", 2))
def test_accepted(text: str, expected: str) -> None:
    day, end = date_at(text, 0)
    assert day is not None
    assert day.iso == expected
    assert 0 < end <= len(text)


@pytest.mark.parametrize("text", cases("reject/dates.txt", 1))
def test_rejected(text: str) -> None:
    assert date_at(text, 0)[0] is None


@given(DAYS, st.sampled_from((" ngày {0.day}/{0.month}/{0.year}", " ngày {0.day:02} tháng {0.month:02} năm {0.year}")))
def test_every_day_is_read(day: dt.date, form: str) -> None:
    text = form.format(day)
    assert date_at(text, 0) == (PartialDate(day.year, day.month, day.day), len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đạt 60% vào năm 2025 và 90% vào năm 2030", [2025, 2030]),
        ("giai đoạn 2021 - 2025", [2025]),
        ("giai đoạn từ năm 2021 đến năm 2025", [2025]),
        ("nhiệm kỳ 2020 - 2025", [2025]),
        ("từ năm 2025 trở đi", [2025]),
        ("đến cuối năm 2026", [2026]),
        ("đến 2030", [2030]),
        ("trước tháng 6/2026", [2026]),
        ("năm 2026, năm 2027", [2026, 2027]),
        ("2.026 hộ, 2030 hộ, số 2025/KH", []),
        ("năm học mới", []),
    ],
)
def test_years(text: str, expected: list[int]) -> None:
    assert [year.year for year in years.find(text)] == expected
    assert years.last(text) == (expected[-1] if expected else None)


@given(texts)
def test_years_stand_in_order_in_any_text(text: str) -> None:
    found = years.find(text)
    assert all(str(year.year) in text[year.start : year.end] for year in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("báo cáo trước ngày 15/12/2025", "2025-12-15"),
        ("gửi về Sở Y tế trước ngày 5 tháng 7 năm 2025", "2025-07-05"),
        ("chậm nhất là ngày 30/6/2026", "2026-06-30"),
        ("hoàn thành trong quý IV/2024", "2024-12"),
        ("hoàn thành trong quý 2/2025", "2025-06"),
        ("hoàn thành trong tháng 9/2025", "2025-09"),
        ("hoàn thành trong năm 2026", "2026"),
        ("trước ngày 31/02/2025", None),
        ("trước ngày 15/12 hằng năm", None),
        ("hoàn thành trong năm 2026 - 2028", "2028"),
        ("hoàn thành trong năm 2026 đến hết năm 2027", "2027"),
        ("định kỳ hằng năm gửi trước ngày 20 tháng 01 của năm tiếp theo", None),
        ("gửi trước ngày 20/01 năm sau", None),
        ("theo Kế hoạch số 5/KH-UBND ngày 15/12/2025", None),
    ],
)
def test_deadlines(text: str, expected: str | None) -> None:
    day, words = due(text)
    assert (day and day.iso) == expected
    assert words in text


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Quý IV-2025", "2025-12"),
        ("12/2025", "2025-12"),
        ("Tháng 6/2025 - 9/2026", "2026-09"),
        ("13/2025", "2025"),
        ("15/6/2025", "2025-06-15"),
        ("2026", "2026"),
        ("2025 - 2030", "2030"),
        ("Năm 2026-2029", "2029"),
        ("Năm 2026 - 2029", "2029"),
        ("Giai đoạn 2026 - 2030", "2030"),
        ("Từ năm 2026 đến năm 2028", "2028"),
        ("Từ quý III/2026 đến quý II/2027", "2027-06"),
        ("Tháng 3 - tháng 6/2026", "2026-06"),
        ("Quý II - Quý III/2026", "2026-09"),
        ("Từ năm 2027", None),
        ("2026 và các năm tiếp theo", None),
        ("15/3/2026 - 30/6/2026", "2026-06-30"),
        ("Bắt đầu triển khai từ năm 2027", None),
        ("Từ tháng 7/2027 trở đi", None),
        ("Hằng năm", None),
        ("", None),
    ],
)
def test_deadlines_in_cells(cell: str, expected: str | None) -> None:
    day, words = due_cell(cell)
    assert ((day and day.iso), words) == (expected, cell)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Định kỳ hằng quý báo cáo", "hằng quý"),
        ("Định kỳ báo cáo", "định kỳ"),
        ("Báo cáo 6 tháng và hằng năm", "6 tháng, hằng năm"),
        ("Thường xuyên kiểm tra", "thường xuyên"),
        ("Kiểm tra một lần", ""),
        ("gửi trước ngày 20 tháng 01 của năm tiếp theo", "năm tiếp theo"),
        ("thực hiện trong các năm tiếp theo", ""),
    ],
)
def test_recurrence(text: str, expected: str) -> None:
    assert recurrence(text) == expected


@given(texts)
def test_deadlines_of_any_text(text: str) -> None:
    due(text)
    due_cell(text)
    recurrence(text)
