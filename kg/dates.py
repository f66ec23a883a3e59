"""Dates known to the year, month or day."""

import calendar
import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A calendar date as exact as it is known; a month and day without a year is `--MM-DD`.

    >>> str(PartialDate(year=2024, month=3)), PartialDate(year=2024, month=3).datatype
    ('2024-03', 'gYearMonth')
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.year is None and (self.month is None or self.day is None):
            raise ValueError(f"a date without a year needs month and day, not {self!r}")
        if self.day is not None and self.month is None:
            raise ValueError(f"a day without a month: {self!r}")
        if self.year is not None and not 1 <= self.year <= 9999:
            raise ValueError(f"the year {self.year} is outside 1 to 9999")
        # 2000 is a leap year, so that --02-29 is a date.
        dt.date(self.year or 2000, self.month or 1, self.day or 1)

    @property
    def datatype(self) -> str:
        """The local name of the XML Schema datatype that holds exactly this."""
        if self.year is None:
            return "gMonthDay"
        if self.month is None:
            return "gYear"
        return "gYearMonth" if self.day is None else "date"

    def __str__(self) -> str:
        """The lexical form of that datatype."""
        if self.year is None:
            return f"--{self.month:02}-{self.day:02}"
        tail = "".join(f"-{part:02}" for part in (self.month, self.day) if part is not None)
        return f"{self.year:04}{tail}"


def from_date(date: dt.date) -> PartialDate:
    """A whole day."""
    return PartialDate(year=date.year, month=date.month, day=date.day)


def first_day(date: PartialDate) -> dt.date | None:
    """The first day that the date may mean; None for one without a year."""
    return None if date.year is None else dt.date(date.year, date.month or 1, date.day or 1)


def last_day(date: PartialDate) -> dt.date | None:
    """The last day that the date may mean; None for one without a year.

    >>> last_day(PartialDate(year=2024, month=2))
    datetime.date(2024, 2, 29)
    """
    if date.year is None:
        return None
    month = date.month or 12
    return dt.date(date.year, month, date.day or calendar.monthrange(date.year, month)[1])


def to_month(date: dt.date) -> PartialDate:
    """The month of a day."""
    return PartialDate(year=date.year, month=date.month)


def shift_month(date: dt.date, months: int) -> PartialDate | None:
    """The month that is so many after a day's own, or before it; None outside the years 1 to 9999.

    >>> str(shift_month(dt.date(2025, 1, 31), -2))
    '2024-11'
    """
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    return PartialDate(year=year, month=month + 1) if 1 <= year <= 9999 else None


def shift_day(day: dt.date, days: int) -> dt.date:
    """The day that is so many after another, or before it; the first or last of the calendar where that ends.

    >>> shift_day(dt.date(2024, 2, 28), 2), shift_day(dt.date.min, -7)
    (datetime.date(2024, 3, 1), datetime.date(1, 1, 1))
    """
    return dt.date.fromordinal(min(max(day.toordinal() + days, 1), dt.date.max.toordinal()))


def partial_date(*, year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    """The date of numbers that a text gives; None where no calendar has it.

    >>> partial_date(year=2023, month=2, day=30) is None
    True
    """
    try:
        return PartialDate(year=year, month=month, day=day)
    except ValueError:
        return None
