"""What the rules of times are made of: the piece that a rule finds, and the tests of tokens that they share."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from kg.lexicon.time_words import TimeWords
from kg.nlp.parse import Parse
from kg.nlp.quantities.numerals import numeral_at, phrase_at
from kg.nlp.times.values import Value


class TimeKind(StrEnum):
    """What an expression tells: the date, the time of day or year alone, how long, or a time that has no date by itself."""

    DATE = "date"
    CLOCK = "clock"
    DURATION = "duration"
    VAGUE = "vague"


class Piece(NamedTuple):
    """A time that ends before token `end`; only dates have a value."""

    end: int
    kind: TimeKind
    value: Value | None = None


Rule: TypeAlias = Callable[[Parse, int, TimeWords], Piece | None]
"""The piece that begins at a token, if one does."""


def lower(parse: Parse, token: int) -> str:
    """The lower-case word, or nothing behind the last."""
    return parse.lowers[token] if token < len(parse.lowers) else ""


def skip(parse: Parse, token: int, words: frozenset[str]) -> int:
    """The token, or the one after it if it is one of the words."""
    return token + 1 if lower(parse, token) in words else token


def is_day_part(parse: Parse, token: int, words: TimeWords) -> bool:
    """A word for a part of the day that is no unit of time besides: *dawn*, not *hours*."""
    return lower(parse, token) in words.day_parts and lower(parse, token) not in words.units


def small_number(parse: Parse, token: int, words: TimeWords) -> tuple[int, int | None] | None:
    """The end and the value of a count of units; the value is None for *several*, *more than two*, *two to three*."""
    start = token
    inexact = False
    while found := phrase_at(parse, token, words.numbers.before):
        token, inexact = found[0], True
    numeral = numeral_at(parse, token, words.numbers)
    if numeral is None:
        return _one(parse, token, words, inexact=inexact) if token > start or lower(parse, token) else None
    most = (
        numeral_at(parse, numeral.end + 1, words.numbers) if lower(parse, numeral.end) in words.numbers.ranges else None
    )
    if most is not None:
        return most.end, None
    end = skip(parse, numeral.end, words.numbers.partitives) if numeral.vague else numeral.end
    end = skip(parse, end, words.numbers.partitives)
    return end, None if inexact or numeral.vague else numeral.least


def _one(parse: Parse, token: int, words: TimeWords, *, inexact: bool) -> tuple[int, int | None] | None:
    """*A* week."""
    if lower(parse, token) not in words.numbers.articles:
        return None
    return token + 1, None if inexact else 1


def is_name(parse: Parse, token: int, words: TimeWords) -> bool:
    """A month or weekday inside another name: *Theresa May*, *the October Revolution*, *Black Friday*."""
    if any(entity.start <= token < entity.end and entity.label == "PERSON" for entity in parse.entities):
        return lower(parse, token) in words.homographs
    head = parse.heads[token]
    if head > token and parse.tags[head] in {"NNP", "NNPS"} and parse.deps[token] == "compound" and head < token + 3:
        return not _is_time_name(parse, head, words)
    return any(
        child < token and parse.tags[child] == "NNP" and not _is_time_name(parse, child, words)
        for child in parse.dependents(token, "compound", "amod")
    )


def _is_time_name(parse: Parse, token: int, words: TimeWords) -> bool:
    word = parse.lowers[token]
    return any(
        word in table for table in (words.months, words.weekdays, words.units, words.day_parts, words.qualifiers)
    ) or (word in words.deictics or "-" in word or word in words.seasons or word in words.relative_days)
