"""Rules for times that are placed by what was told before: "the next day", "that year", "the third day"."""

from kg.lexicon.time_words import TimeWords, Unit
from kg.nlp.parse import Parse
from kg.nlp.times.pieces import Piece, TimeKind, is_day_part, lower, skip, small_number
from kg.nlp.times.values import Neighbour, Prior, Shift


def ordinal_at(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*The third (consecutive) day*, *the previous 72 hours*, *that week*, *recent months*."""
    at = skip(parse, token, words.definite | words.numbers.articles)
    value = _neighbour(parse, at, words, definite=at > token)
    if value is not None:
        return Piece(at + 2, TimeKind.DATE, value)
    if lower(parse, at) not in words.anaphoric and not _is_ordinal(parse, at, words):
        return None
    number = small_number(parse, at + 1, words)
    if number and lower(parse, number[0]) in words.units:
        return Piece(number[0] + 1, TimeKind.VAGUE)
    noun = at + 1
    while noun < at + 3 and lower(parse, noun) in words.consecutive | words.anaphoric:
        noun += 1
    if lower(parse, noun) not in words.units and not (noun > at and lower(parse, noun) in words.day_parts):
        noun -= 1
        if noun == at or lower(parse, noun) not in words.units:
            return None
    return Piece(noun + 1, TimeKind.VAGUE)


def _neighbour(parse: Parse, token: int, words: TimeWords, *, definite: bool) -> Shift | Neighbour | None:
    """*The next day*, *the same month*, *the following year*, *the previous Sunday*: counted from the day told before.

    *The next year* may as well begin today.
    """
    step, noun = words.neighbours.get(lower(parse, token)), lower(parse, token + 1)
    if step is None or not (definite or step == 0):
        return None
    if _is_that_day(parse, token, words):
        return Shift(unit=Unit.DAY, count=step, base=Prior())
    unit = words.units.get(noun)
    if lower(parse, token) in words.rolling or parse.tags[min(token + 1, len(parse) - 1)] in {"NNS", "NNPS"}:
        return None
    if unit in {Unit.MONTH, Unit.YEAR}:
        return Shift(unit=unit, count=step, base=Prior())
    if step and noun in words.weekdays and parse.words[token + 1][0].isupper():
        return Neighbour(weekday=words.weekdays[noun], step=step)
    return None


def _is_that_day(parse: Parse, token: int, words: TimeWords) -> bool:
    """*The next day*, *the same morning*, *that night*."""
    noun = lower(parse, token + 1)
    return (words.units.get(noun) is Unit.DAY and parse.tags[token + 1] != "NNS") or is_day_part(
        parse, token + 1, words
    )


def _is_ordinal(parse: Parse, token: int, words: TimeWords) -> bool:
    word = lower(parse, token)
    return word in words.ordinals or (word[:1].isdigit() and word[-2:] in {"st", "nd", "rd", "th"})
