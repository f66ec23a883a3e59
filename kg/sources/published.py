"""The date that a record says it was published on."""

import datetime as dt
from email.utils import parsedate_to_datetime

# Unambiguous forms beside ISO 8601 and RFC 2822; 04/08/2025 is none, since nobody can say which is the month.
FORMATS = ("%Y/%m/%d", "%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y")
# How many digits a number has that counts the seconds since 1970 (from 2001 to 2286), and how many in a second it counts.
SINCE_1970 = {10: 1, 13: 1000}
MOST_OFFSET = dt.timedelta(hours=14)


def parse_published(value: str) -> dt.date | None:
    """A date, or a datetime where the value has an hour; None for what is no whole date.

    >>> parse_published("8 April 2025"), parse_published("0000-99-99")
    (datetime.date(2025, 4, 8), None)
    """
    date = _parsed(value.strip())
    return date if date is None or _is_writable(date) else None


def _parsed(value: str) -> dt.date | None:
    if value.isdecimal():
        return _number(value)
    return _iso(value) or _mail_date(value) or next(filter(None, (_formatted(value, form) for form in FORMATS)), None)


def _is_writable(date: dt.date) -> bool:
    """Whether XML Schema has the time zone: whole minutes, at most 14 hours."""
    offset = date.utcoffset() if isinstance(date, dt.datetime) else None
    return offset is None or (abs(offset) <= MOST_OFFSET and not offset % dt.timedelta(minutes=1))


def _number(digits: str) -> dt.date | None:
    """20250408, 20250408103000, or the time since 1970."""
    if not digits.isascii():
        return None
    if len(digits) in SINCE_1970:
        return dt.datetime.fromtimestamp(int(digits) / SINCE_1970[len(digits)], tz=dt.UTC)
    if len(digits) == 14:
        return _moment(digits, "%Y%m%d%H%M%S")
    return _iso(digits) if len(digits) == 8 else None


def _iso(value: str) -> dt.date | None:
    for parse in (dt.date.fromisoformat, dt.datetime.fromisoformat):
        try:
            return parse(value)
        except ValueError:
            continue
    return None


def _mail_date(value: str) -> dt.date | None:
    try:
        return parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None


def _formatted(value: str, form: str) -> dt.date | None:
    moment = _moment(value, form)
    return None if moment is None else moment.date()


def _moment(value: str, form: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(value, form)  # noqa: DTZ007 - a zone that the record does not give stays unknown
    except ValueError:
        return None
