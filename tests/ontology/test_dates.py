"""Dates keep the precision of the text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.dates import PartialDate

days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)).map(lambda day: PartialDate(day.year, day.month, day.day))
partial = days | days.map(lambda day: PartialDate(day.year, day.month)) | days.map(lambda day: PartialDate(day.year))


@pytest.mark.parametrize(
    ("iso", "precision", "datatype"),
    [("2023-12-25", "day", "date"), ("2024-04", "month", "gYearMonth"), ("2025", "year", "gYear")],
)
def test_precision_and_datatype(iso: str, precision: str, datatype: str) -> None:
    date = PartialDate.parse(iso)
    assert (date.precision, date.datatype, date.iso, str(date)) == (precision, datatype, iso, iso)
    assert (date.date is not None) is (precision == "day")


@pytest.mark.parametrize(
    "words",
    ["", "2024-", "2024-13", "2024-02-30", "2023-02-29", "25/12/2023", "2024-4-1-1", "năm 2024", "-2024", "0-1-1"],
)
def test_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(words)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="without a month"):
        PartialDate(2024, 0, 5)


@given(partial)
def test_round_trip(date: PartialDate) -> None:
    assert PartialDate.parse(date.iso) == date


@given(partial, partial)
def test_agreement_is_mutual_and_holds_with_every_coarser_form(one: PartialDate, other: PartialDate) -> None:
    assert one.agrees(other) is other.agrees(one)
    assert one.agrees(PartialDate(one.year))
    if one.precision == other.precision:
        assert one.agrees(other) is (one == other)


@given(days, days)
def test_days_sort_by_the_calendar(one: PartialDate, other: PartialDate) -> None:
    assert one.date is not None
    assert other.date is not None
    assert (one < other) is (one.date < other.date)
