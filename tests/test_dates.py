"""Dates known to the year, month or day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import PartialDate, first_day, from_date, last_day, partial_date, shift_month, to_month

FORMS = [
    (PartialDate(year=2024), "2024", "gYear"),
    (PartialDate(year=2024, month=3), "2024-03", "gYearMonth"),
    (PartialDate(year=2024, month=3, day=9), "2024-03-09", "date"),
    (PartialDate(month=2, day=29), "--02-29", "gMonthDay"),
    (PartialDate(year=987), "0987", "gYear"),
]


@pytest.mark.parametrize("date, lexical, datatype", FORMS)
def test_a_date_is_written_as_exactly_as_it_is_known(date: PartialDate, lexical: str, datatype: str) -> None:
    assert (str(date), date.datatype) == (lexical, datatype)


WRONG = [
    {},
    {"month": 3},
    {"day": 3},
    {"year": 2024, "day": 3},
    {"year": 0},
    {"year": 10000},
    {"year": 2023, "month": 2, "day": 29},
    {"month": 13, "day": 1},
]


@pytest.mark.parametrize("parts", WRONG, ids=str)
def test_no_calendar_has(parts: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        PartialDate(**parts)
    assert partial_date(year=parts.get("year"), month=parts.get("month"), day=parts.get("day")) is None


EXTENTS = [
    (PartialDate(year=2024), dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
    (PartialDate(year=2024, month=2), dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
    (PartialDate(year=2024, month=2, day=3), dt.date(2024, 2, 3), dt.date(2024, 2, 3)),
    (PartialDate(month=2, day=3), None, None),
]


@pytest.mark.parametrize("date, first, last", EXTENTS)
def test_a_partial_date_holds_the_days_between(date: PartialDate, first: dt.date | None, last: dt.date | None) -> None:
    assert (first_day(date), last_day(date)) == (first, last)


@given(st.dates())
def test_a_day_is_written_as_iso_8601_says(day: dt.date) -> None:
    assert str(from_date(day)) == day.isoformat()


@given(st.dates(), st.integers(-200_000, 200_000))
def test_shifting_months_forth_and_back_ends_where_it_began(day: dt.date, months: int) -> None:
    there = shift_month(day, months)
    if there is not None:
        there_day = first_day(there)
        assert there_day is not None
        assert shift_month(there_day, -months) == to_month(day)
