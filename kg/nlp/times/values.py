"""What an expression of time means before the day of publication is known."""

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from kg.dates import PartialDate
from kg.lexicon.time_words import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Parts of a calendar date. `step` is -1 in *last March*, 1 in *next March*; `week` likewise in *Monday last week*.

    `weekday` is 1 on Monday.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    step: int | None = None
    week: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """So many units after the day of publication (before it, if negative), or after `base`."""

    unit: Unit
    count: int
    base: "Value | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Not before `start` and not after `end`; open where None."""

    start: "Value | None" = None
    end: "Value | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """The day that was told of before: what *the next day* and *two days later* count from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """The time of what the expression's last word leads to: *two days after* rebels took the town *on 3 May*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """The first such weekday after the day that was told of before, or the last one before it (`step` -1)."""

    weekday: int
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Feast:
    """So many days after Easter Sunday, by the Gregorian reckoning."""

    after_easter: int


Value: TypeAlias = Calendar | Shift | Between | Prior | Governed | Neighbour | Feast

Dates: TypeAlias = tuple[PartialDate | None, PartialDate | None]
"""Not before the first, not after the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """Where a relative time is counted from: a day, if known, whether the clause looks ahead of it, what was told before."""

    day: dt.date | None
    future: bool = False
    prior: PartialDate | None = None


NOTHING: Dates = (None, None)
