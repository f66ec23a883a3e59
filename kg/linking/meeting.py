"""Under which keys reports meet that may be of one incident, so that not all are compared with all."""

import datetime as dt
from collections.abc import Iterator

from kg.dates import shift_day
from kg.linking.reports import Report

WEEK = 7
"""How many days may lie between two on which the same person is said to have been taken."""


def keys_of(report: Report) -> Iterator[str]:
    """A family of events with a place and a day; with what was hit, its country and a day; with a person and a month.

    Each two reports of one incident have a key in common, but for those that only their articles' other reports tie.
    """
    for person in sorted(report.traits.persons):
        for month in sorted(_months(report)):
            yield f"{report.family}|{person}|{month}"
    for day in _near_days(report):
        for name in sorted({spot.name for spot in report.traits.points.values()}):
            yield f"{report.family}|{name}|{day}"
        for country in sorted(_countries(report)):
            for thing in sorted(report.traits.things):
                yield f"{report.family}|{thing}|{country}|{day}"


def _countries(report: Report) -> set[str]:
    return {spot.country or spot.id for spot in report.traits.spots.values()}


def _near_days(report: Report) -> Iterator[dt.date]:
    """The days of a report and the next, so that two whose days are one apart meet."""
    if report.traits.days is not None:
        first, last = report.traits.days
        for number in range((last - first).days + 2):
            yield shift_day(first, number)


def _months(report: Report) -> set[str]:
    """The months of a report and of a week later, so that two meet whose days are a week apart."""
    if report.traits.days is None:
        return set()
    first, last = report.traits.days
    return {f"{day:%Y-%m}" for day in (first, last, shift_day(last, WEEK))}
