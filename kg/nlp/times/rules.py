"""Rules for times that are counted from another: relative days, units, spans, hours."""

import re

from kg.lexicon.time_words import TimeWords, Unit
from kg.nlp.parse import Parse
from kg.nlp.quantities.numerals import phrase_at
from kg.nlp.times.dates import YEAR, date_at
from kg.nlp.times.pieces import Piece, Rule, TimeKind, is_day_part, is_name, lower, skip, small_number
from kg.nlp.times.told_before import ordinal_at
from kg.nlp.times.values import Between, Calendar, Feast, Governed, Prior, Shift

CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?")
HOUR = re.compile(r"(?:[01]?\d|2[0-4])(?:[0-5]\d)?")
GLUED = re.compile(r"(?:1[0-2]|0?[1-9])(?::[0-5]\d)?(?:am|pm|a\.m\.|p\.m\.)")
TODAY = Shift(unit=Unit.DAY, count=0)
COUNTABLE = frozenset({Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR})


def clock_at(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*3 a.m.*, *15:30 (1230 GMT)*, *noon*, *the early hours*: an hour without its day."""
    word = lower(parse, token)
    end = _hour_end(parse, token, words) if word[:1].isdigit() else None
    if end is None:
        start = skip(parse, token, words.definite)
        hours = start + 1 + (words.units.get(lower(parse, start + 1)) is Unit.HOUR)
        return Piece(hours, TimeKind.CLOCK) if is_day_part(parse, start, words) else None
    if lower(parse, end) == "(" and (other := _hour_end(parse, end + 1, words)) and lower(parse, other) == ")":
        end = other + 1
    return Piece(end, TimeKind.CLOCK)


def _hour_end(parse: Parse, token: int, words: TimeWords) -> int | None:
    """The token after an hour with what shows that it is one."""
    word = lower(parse, token)
    marked = bool(CLOCK.fullmatch(word) and ":" in word) or bool(GLUED.fullmatch(word))
    if not marked and not HOUR.fullmatch(word) and not CLOCK.fullmatch(word):
        return None
    end = skip(parse, token + 1, words.meridiems)
    zone = phrase_at(parse, end, words.zones)
    if not (marked or zone or end > token + 1):
        return None
    return zone[0] if zone else end


def relative_day_at(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*Yesterday*, *today*, *overnight*."""
    word = lower(parse, token)
    if word in words.relative_days:
        return Piece(token + 1, TimeKind.DATE, Shift(unit=Unit.DAY, count=words.relative_days[word]))
    if word in words.overnight:
        return Piece(token + 1, TimeKind.DATE, Between(start=Shift(unit=Unit.DAY, count=-1), end=TODAY))
    return None


def deictic_at(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*Last week*, *this month*, *next Monday*, *last March*, *last night*, *this summer*."""
    step = words.deictics.get(lower(parse, token))
    if step is None:
        return None
    noun = lower(parse, token + 1)
    if noun in words.units:
        return _deictic_unit(token + 2, words.units[noun], step, singular=parse.tags[token + 1] != "NNS")
    if noun in words.weekdays or noun in words.months:
        value = Calendar(weekday=words.weekdays.get(noun), month=words.months.get(noun), step=step)
        return Piece(token + 2, TimeKind.DATE, value) if parse.words[token + 1][0].isupper() else None
    if noun in words.day_parts:
        return Piece(token + 2, TimeKind.DATE, Shift(unit=Unit.DAY, count=step))
    return Piece(token + 2, TimeKind.VAGUE) if noun in words.seasons else None


def _deictic_unit(end: int, unit: Unit, step: int, *, singular: bool) -> Piece | None:
    if unit in {Unit.WEEKEND, Unit.WEEK, Unit.MONTH, Unit.YEAR} and singular:
        return Piece(end, TimeKind.DATE, Shift(unit=unit, count=step))
    return Piece(end, TimeKind.VAGUE)


def weekend_at(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*The weekend*."""
    after = skip(parse, token, words.definite)
    if after > token and words.units.get(lower(parse, after)) is Unit.WEEKEND:
        return Piece(after + 1, TimeKind.DATE, Shift(unit=Unit.WEEKEND, count=0))
    return None


def rolling_at(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*The past 24 hours*, *the last two weeks*, *the past month*, *the coming three days*: up to or from today."""
    at = skip(parse, token, words.definite)
    side = words.rolling.get(lower(parse, at))
    if side is None:
        return None
    number = small_number(parse, at + 1, words)
    end, count = number or (at + 1, None)
    if lower(parse, end) in words.anaphoric:
        end, number = end + 1, (end, None)
    unit = words.units.get(lower(parse, end))
    if unit is None:
        return None
    if lower(parse, end + 1) in words.numbers.partitives:
        return _part_of(parse, end + 2, words)
    if number is None:
        whole = lower(parse, at) in words.always_rolling or (at > token and side < 0)
        return _last_unit(parse, end, unit, side) if whole else None
    if unit is Unit.FORTNIGHT:
        unit, count = Unit.WEEK, 2 * count if count else None
    value = _rolled(unit, side * count) if count else None
    return Piece(end + 1, TimeKind.DATE, value) if value else Piece(end + 1, TimeKind.VAGUE)


def _part_of(parse: Parse, token: int, words: TimeWords) -> Piece:
    """*The last week of July* is in July, and not up to now; *the last days of the war* have no date."""
    month = date_at(parse, token, words)
    coarse = month is not None and isinstance(month.value, Calendar) and month.value.day is None
    return month if month is not None and coarse else Piece(token - 1, TimeKind.VAGUE)


def _last_unit(parse: Parse, token: int, unit: Unit, side: int) -> Piece | None:
    """*The past month*, *the past weekend*; *the last day* is another matter."""
    if unit is Unit.WEEKEND:
        return Piece(token + 1, TimeKind.DATE, Shift(unit=unit, count=max(side, 0)))
    if unit is Unit.FORTNIGHT and parse.tags[token] != "NNS":
        return Piece(token + 1, TimeKind.DATE, _rolled(Unit.WEEK, 2 * side))
    if unit not in {Unit.WEEK, Unit.MONTH, Unit.YEAR} or parse.tags[token] == "NNS":
        return Piece(token + 1, TimeKind.VAGUE) if parse.tags[token] == "NNS" else None
    return Piece(token + 1, TimeKind.DATE, _rolled(unit, side))


def _rolled(unit: Unit, count: int) -> Between | None:
    if unit not in {Unit.HOUR, Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR}:
        return None
    if unit is Unit.HOUR:
        unit, count = Unit.DAY, (-1 if count < 0 else 1) * -(-abs(count) // 24)
    elif unit is Unit.WEEK:
        unit, count = Unit.DAY, 7 * count
    far = Shift(unit=unit, count=count)
    return Between(start=far, end=TODAY) if count < 0 else Between(start=TODAY, end=far)


def counted_at(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*Two days ago*, *a week after 3 April*, *eight months later*, *hours before*, *the day before*."""
    number = small_number(parse, token, words)
    definite = skip(parse, token, words.definite)
    end, count = number or (definite, 1 if definite > token else None)
    unit = words.units.get(lower(parse, end))
    if unit is None:
        return None
    if unit is Unit.FORTNIGHT:
        unit, count = Unit.WEEK, 2 * count if count else None
    if lower(parse, end + 1) in words.ago:
        value = Shift(unit=unit, count=-count) if count and number else None
        return (
            Piece(end + 2, TimeKind.DATE, value)
            if value and unit not in {Unit.MINUTE, Unit.AGE}
            else Piece(end + 2, TimeKind.VAGUE)
        )
    return _counted_from(parse, end + 1, words, unit=unit, count=count)


def _counted_from(parse: Parse, token: int, words: TimeWords, *, unit: Unit, count: int | None) -> Piece | None:
    shift = phrase_at(parse, token, words.shifts)
    if shift is None or not _is_shift(parse, token, words):
        return None
    base = date_at(parse, shift[0], words) or relative_day_at(parse, shift[0], words)
    if base is None and count and unit in COUNTABLE and _stands_alone(parse, token, shift[0], words):
        return Piece(shift[0], TimeKind.DATE, Shift(unit=unit, count=shift[1] * count, base=Prior()))
    if base is None and count and unit in COUNTABLE:
        return Piece(shift[0], TimeKind.VAGUE, Shift(unit=unit, count=shift[1] * count, base=Governed()))
    if base is None or base.value is None or not count:
        return Piece(shift[0], TimeKind.VAGUE)
    return Piece(base.end, TimeKind.DATE, Shift(unit=unit, count=shift[1] * count, base=base.value))


def _stands_alone(parse: Parse, token: int, end: int, words: TimeWords) -> bool:
    """*Two days later*, *the day before*: counts from what was told; in *two days after the raid* from the raid."""
    if lower(parse, token) in words.adverbial_shifts:
        return True
    # "Two days after the chairman spoke": the parser makes a mark of the clause of it.
    return end == token + 1 and not parse.children[token] and parse.deps[token] != "mark"


def _is_shift(parse: Parse, token: int, words: TimeWords) -> bool:
    """*Three days into the siege* and *from now* count; *two days from Monday to Tuesday* does not."""
    return lower(parse, token) not in words.to and lower(parse, token) not in words.from_


def season_at(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*The summer of 2023*, *winter 2022*; without a year the season's dates are not known."""
    at = skip(parse, token, words.definite)
    if lower(parse, at) not in words.seasons or parse.pos[at] not in {"NOUN", "PROPN"} or is_name(parse, at, words):
        return None
    year = skip(parse, at + 1, words.numbers.partitives)
    if YEAR.fullmatch(lower(parse, year)):
        return Piece(year + 1, TimeKind.DATE, Calendar(year=int(parse.lowers[year])))
    modifies = parse.deps[at] in {"compound", "nmod"} and parse.heads[at] > at
    falls = year > at + 1
    return None if modifies or falls else Piece(at + 1, TimeKind.CLOCK)


def feast_at(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*Easter Sunday*, *New Year's Eve*; not *Orthodox Easter*, which has a day of its own."""
    if parse.words[token][0].islower():
        return None
    if found := phrase_at(parse, token, words.easters):
        value = None if token and parse.lowers[token - 1] in words.other_rites else Feast(after_easter=found[1])
        return Piece(found[0], TimeKind.DATE if value else TimeKind.VAGUE, value)
    fixed = phrase_at(parse, token, words.feasts)
    return Piece(fixed[0], TimeKind.DATE, Calendar(month=fixed[1] // 100, day=fixed[1] % 100)) if fixed else None


def any_time_at(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*Recently*, *since then*."""
    found = phrase_at(parse, token, words.any_time)
    return Piece(found[0], TimeKind.VAGUE) if found else None


CORES: tuple[Rule, ...] = (
    any_time_at,
    feast_at,
    relative_day_at,
    counted_at,
    clock_at,
    date_at,
    rolling_at,
    deictic_at,
    weekend_at,
    ordinal_at,
    season_at,
)


def core_at(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """What the first rule that fits finds."""
    word = lower(parse, token)
    if word not in words.openers and word not in words.nuclei and not word[:1].isdigit():
        return None
    return next((piece for rule in CORES if (piece := rule(parse, token, words))), None)
