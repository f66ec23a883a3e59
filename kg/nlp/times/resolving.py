"""The dates that an expression of time has, once the day of publication is known."""

import datetime as dt
from dataclasses import replace
from functools import singledispatch

from kg.dates import PartialDate, first_day, from_date, last_day, partial_date, shift_day, shift_month, to_month
from kg.lexicon.time_words import Unit
from kg.nlp.times.values import NOTHING, Between, Calendar, Dates, Feast, Governed, Neighbour, Now, Prior, Shift, Value


@singledispatch
def dates_of(value: object, now: Now) -> Dates:
    """The dates of a value; (None, None) where they cannot be known."""
    raise TypeError(f"no dates of {value!r} on {now.day}")


def _both(date: PartialDate | None) -> Dates:
    return date, date


@dates_of.register
def _(value: Calendar, now: Now) -> Dates:
    if value.year is not None or (value.month and value.day and now.day is None):
        return _both(partial_date(year=value.year, month=value.month, day=value.day))
    if now.day is None:
        return NOTHING
    if value.month is not None:
        return _both(_month_near(value, now, now.day))
    return _both(_weekday_near(value, now, now.day))


def _month_near(value: Calendar, now: Now, today: dt.date) -> PartialDate | None:
    """The year nearest on the side that the clause looks to: *on April 3*, *in March*, *last March*."""
    here = to_month(today) if value.day is None else from_date(today)
    if value.step == 0:
        return partial_date(year=today.year, month=value.month, day=value.day)
    ahead = value.step == 1 or (now.future and value.step is None)
    years = range(today.year, today.year + 9) if ahead else range(today.year, today.year - 9, -1)
    dates = (partial_date(year=year, month=value.month, day=value.day) for year in years if 1 <= year <= 9999)
    strict = value.step is not None
    return next((date for date in dates if date and _reaches(date, here, ahead=ahead, strict=strict)), None)


def _reaches(date: PartialDate, here: PartialDate, *, ahead: bool, strict: bool) -> bool:
    """Dates of one precision compare as their lexical forms do."""
    mine, other = str(date), str(here)
    return (mine == other and not strict) or (mine > other if ahead else mine < other)


def _weekday_near(value: Calendar, now: Now, today: dt.date) -> PartialDate | None:
    """*On Monday*: today if it is one, else the last, or the coming one; *last* and *next* leave today out."""
    if value.weekday is None:
        return None
    ahead = (value.weekday - today.isoweekday()) % 7
    if value.week is not None:
        return _day(today, 7 * value.week + value.weekday - today.isoweekday())
    if value.step == 1 or (value.step is None and now.future):
        return _day(today, ahead or (7 if value.step else 0))
    if value.step == 0 and now.future:
        return _day(today, ahead)
    return _day(today, ahead - 7 if ahead or value.step else 0)


def _day(today: dt.date, days: int) -> PartialDate | None:
    ordinal = today.toordinal() + days
    return from_date(dt.date.fromordinal(ordinal)) if 1 <= ordinal <= dt.date.max.toordinal() else None


@dates_of.register
def _(value: Shift, now: Now) -> Dates:
    if value.base is not None:
        return _shift_from(value, now)
    return NOTHING if now.day is None else _shifted(value, now, now.day)


def _shift_from(value: Shift, now: Now) -> Dates:
    """*Two days after 3 April*: only from a base that is as exact as the unit."""
    base, end = dates_of(value.base, now)
    if base is None or base != end:
        return NOTHING
    day = first_day(base)
    known = {Unit.DAY: base.day, Unit.WEEK: base.day, Unit.MONTH: base.month, Unit.YEAR: base.year}.get(value.unit)
    if day is None or known is None:
        return NOTHING
    if value.unit is Unit.WEEK:
        return _both(_day(day, 7 * value.count))
    return _shifted(value, now, day)


def _shifted(value: Shift, now: Now, today: dt.date) -> Dates:
    ahead = now.future
    match value.unit:
        case Unit.HOUR:
            dates = _hours(value.count, today)
        case Unit.DAY:
            dates = _both(_day(today, value.count))
        case Unit.WEEK:
            dates = _week(value.count, today, ahead=ahead)
        case Unit.WEEKEND:
            dates = _weekend(value.count, today, ahead=ahead)
        case Unit.MONTH:
            dates = _both(shift_month(today, value.count))
        case Unit.YEAR:
            dates = _both(partial_date(year=today.year + value.count, month=None, day=None))
        case _:
            dates = NOTHING
    return dates


def _hours(hours: int, today: dt.date) -> Dates:
    """The hour of publication is taken as unknown, so that some hours ago may be a day earlier."""
    days = -(-abs(hours) // 24)
    return (_day(today, -days), from_date(today)) if hours <= 0 else (from_date(today), _day(today, days))


def _week(count: int, today: dt.date, *, ahead: bool) -> Dates:
    """From Monday to Sunday; of this week only the part that the clause looks to."""
    monday = 1 - today.isoweekday() + 7 * count
    start = 0 if count == 0 and ahead else monday
    end = 0 if count == 0 and not ahead else monday + 6
    return _day(today, start), _day(today, end)


def _weekend(count: int, today: dt.date, *, ahead: bool) -> Dates:
    """*The weekend* is the one that is on, else the last, or the coming one; *last* and *next* leave out the one that is on."""
    since = (today.isoweekday() - 6) % 7
    on = since < 2
    ahead = count == 1 or (count == 0 and ahead)
    saturday = (7 if ahead else 0) - since
    if on:
        saturday = 7 * count - since
    return _day(today, saturday), _day(today, saturday + 1)


@dates_of.register
def _(value: Prior, now: Now) -> Dates:  # noqa: ARG001
    return _both(now.prior)


@dates_of.register
def _(value: Governed, now: Now) -> Dates:  # noqa: ARG001
    return _both(now.prior)


@dates_of.register
def _(value: Neighbour, now: Now) -> Dates:
    day = first_day(now.prior) if now.prior is not None and now.prior.day is not None else None
    if day is None:
        return NOTHING
    ahead = (value.weekday - day.isoweekday()) % 7 or 7
    return _both(_day(day, ahead if value.step > 0 else ahead - 7 if ahead < 7 else -7))


@dates_of.register
def _(value: Feast, now: Now) -> Dates:
    """The feast nearest on the side that the clause looks to."""
    if now.day is None:
        return NOTHING
    years = (year for year in range(now.day.year - 1, now.day.year + 2) if dt.MINYEAR <= year <= dt.MAXYEAR)
    days = (shift_day(_easter(year), value.after_easter) for year in years)
    near = [day for day in days if (day >= now.day if now.future else day <= now.day)]
    if not near:
        return NOTHING
    return _both(from_date(near[0] if now.future else near[-1]))


def _easter(year: int) -> dt.date:
    """Easter Sunday, by the algorithm of Meeus, Jones and Butcher."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


@dates_of.register
def _(value: Between, now: Now) -> Dates:
    """The end whose year stands in the text is read first, and the other counted from it."""
    start, end = _with_shared_parts(value.start, value.end)
    if start is None or end is None:
        return (dates_of(start, now)[0] if start else None), (dates_of(end, now)[1] if end else None)
    if not (isinstance(start, Calendar) and isinstance(end, Calendar)):
        return dates_of(start, now)[0], dates_of(end, now)[1]
    if _has_year(start) or (now.future and not _has_year(end)):
        first = dates_of(start, now)[0]
        return first, dates_of(end, _from(first_day(first) if first else None, now, future=True))[1]
    last = dates_of(end, now)[1]
    return dates_of(start, _from(last_day(last) if last else None, now, future=False))[0], last


def _from(day: dt.date | None, now: Now, *, future: bool) -> Now:
    return replace(now, day=day, future=future) if day else now


def _has_year(value: Calendar) -> bool:
    return value.year is not None


def _with_shared_parts(start: Value | None, end: Value | None) -> tuple[Value | None, Value | None]:
    """*3 to 5 May*: the month, and then the year, belongs to both days; *May 3 to 5* likewise."""
    if not (isinstance(start, Calendar) and isinstance(end, Calendar)):
        return start, end
    if start.day and not start.month:
        start = replace(start, month=end.month, year=end.year)
    if end.day and not end.month:
        end = replace(end, month=start.month, year=end.year or start.year)
    return start, end
