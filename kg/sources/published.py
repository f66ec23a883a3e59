"""The date that a record says it was published on."""

import datetime as dt
from email.utils import parsedate_to_datetime

# Unambiguous forms beside ISO 8601 and RFC 2822; 04/08/2025 is none, since nobody can say which is the month.
FORMATS = ("%Y/%m/%d", "%Y%m%d%H%M%S", "%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y")


def parse_published(value: str) -> dt.date | None:
    """A date, or a datetime where the value has an hour; None for what is no whole date.

    >>> parse_published("8 April 2025"), parse_published("0000-99-99")
    (datetime.date(2025, 4, 8), None)
    """
    value = value.strip()
    return _iso(value) or _mail_date(value) or next(filter(None, (_formatted(value, form) for form in FORMATS)), None)


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
    except ValueError:
        return None


def _formatted(value: str, form: str) -> dt.date | None:
    try:
        moment = dt.datetime.strptime(value, form)  # noqa: DTZ007 - a zone that the record does not give stays unknown
    except ValueError:
        return None
    return moment if "%H" in form else moment.date()
