"""Rules for one time that several words narrow: an hour and its day, a weekday and its date, *late* and its year."""

from dataclasses import replace

from kg.lexicon.time_words import TimeWords, Unit
from kg.nlp.parse import Parse
from kg.nlp.quantities.numerals import phrase_at
from kg.nlp.times.pieces import Piece, TimeKind, lower, skip
from kg.nlp.times.rules import TODAY, core_at
from kg.nlp.times.values import Calendar, Shift, Value


def moment_at(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """One time with all that narrows it: *early on Tuesday*, *3 a.m. GMT on Sunday*, *Monday, April 3*."""
    piece = _qualified(parse, token, words)
    while piece is not None and (further := _joined(parse, piece, words)):
        piece = further
    return piece


def _qualified(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*Late 2023*, *early on Tuesday*, *earlier this month*, *mid-June*, *the end of 2022*."""
    for prefix in words.hyphenated:
        if parse.lowers[token : token + 1] and parse.lowers[token].startswith(prefix) and prefix != parse.lowers[token]:
            return _within_token(parse, token, prefix)
    start = skip(parse, token, words.definite)
    found = phrase_at(parse, start, words.qualifiers)
    if found is None:
        return core_at(parse, token, words)
    at = found[0]
    while lower(parse, at) in words.to and parse.lowers[at] == "-":
        at += 1
    inner = core_at(parse, at, words)
    if inner is None and lower(parse, at) in words.prepositions:
        inner = core_at(parse, at + 1, words)
    if inner is None and lower(parse, at) in words.day_parts:
        inner = Piece(at + 1, TimeKind.CLOCK)
    return inner or _within_current(parse, token, at, words) or _part_of_unit(parse, at, words)


def _within_current(parse: Parse, start: int, token: int, words: TimeWords) -> Piece | None:
    """*Earlier in the week*: the one that is on."""
    at = skip(parse, token + 1, words.definite)
    unit = words.units.get(lower(parse, at))
    if lower(parse, start) not in words.adverbial_shifts or lower(parse, token) not in words.prepositions:
        return None
    current = unit in {Unit.WEEK, Unit.MONTH, Unit.YEAR} and at > token + 1 and unit is not None
    return Piece(at + 1, TimeKind.DATE, Shift(unit=unit, count=0)) if current and unit is not None else None


def _part_of_unit(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*The end of the year*: of which one is not said."""
    at = skip(parse, token, words.definite)
    return Piece(at + 1, TimeKind.VAGUE) if at > token and lower(parse, at) in words.units else None


def _within_token(parse: Parse, token: int, prefix: str) -> Piece | None:
    """*Mid-2023* in one token."""
    rest = parse.lowers[token].removeprefix(prefix)
    if rest.isdecimal() and len(rest) == 4:
        return Piece(token + 1, TimeKind.DATE, Calendar(year=int(rest)))
    return None


def _joined(parse: Parse, piece: Piece, words: TimeWords) -> Piece | None:
    """The piece with the one that follows it, if they tell one time."""
    at = piece.end
    if lower(parse, at) in words.links:
        at += 1
        if parse.lowers[at - 1] == "," and lower(parse, at) in words.links:
            at += 1
    further = _qualified(parse, at, words)
    return _one_time(piece, further, apart=at > piece.end) if further else None


def _one_time(first: Piece, second: Piece, *, apart: bool) -> Piece | None:
    kinds = (first.kind, second.kind)
    if kinds == (TimeKind.CLOCK, TimeKind.DATE):
        return second
    if kinds in {(TimeKind.DATE, TimeKind.CLOCK), (TimeKind.CLOCK, TimeKind.CLOCK)}:
        return first._replace(end=second.end)
    if first.value is None or second.value is None:
        return None
    value = _one_value(first.value, second.value, apart=apart)
    return Piece(second.end, TimeKind.DATE, value) if value else None


def _one_value(first: Value, second: Value, *, apart: bool) -> Value | None:
    """*Monday, April 3* · *Monday last week* · *today, Monday* · *two months ago today*."""
    if isinstance(first, Shift) and second == TODAY and not apart:
        # "A week ago today" is a day.
        return Shift(unit=Unit.DAY, count=7 * first.count) if first.unit is Unit.WEEK and first.base is None else first
    day, other = (first, second) if isinstance(first, Calendar) and first.weekday else (second, first)
    if not (isinstance(day, Calendar) and day.weekday and not day.month and day.step is None):
        return None
    if isinstance(other, Shift) and other.base is None:
        in_week = other.unit is Unit.WEEK and not (apart and day is second)
        if in_week:
            return replace(day, week=other.count)
        return other if other.unit is Unit.DAY else None
    return other if isinstance(other, Calendar) and other.day else None
