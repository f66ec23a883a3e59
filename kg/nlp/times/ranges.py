"""Rules for times with two ends: ranges, and lists of two days or months."""

from kg.lexicon.time_words import TimeWords
from kg.nlp.parse import Parse
from kg.nlp.times.moments import moment_at
from kg.nlp.times.pieces import Piece, TimeKind, lower
from kg.nlp.times.values import Between, Calendar


def range_at(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*Between 3 and 5 May*, *from March to June 2023*, *Monday to Friday*."""
    word = lower(parse, token)
    opened = word in words.between or word in words.from_
    links = words.and_ if word in words.between else words.to
    start = _end_of_range(parse, token + opened, words)
    if start is None or lower(parse, start.end) not in links:
        return None
    end = moment_at(parse, start.end + 1, words)
    if end is None or end.value is None or not (opened or isinstance(end.value, Calendar)):
        return None
    return Piece(end.end, TimeKind.DATE, Between(start=start.value, end=end.value))


def _end_of_range(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """A date, or the mere day of one: *3* in *between 3 and 5 May*."""
    found = moment_at(parse, token, words)
    if found is not None and found.value is not None:
        return found
    word = lower(parse, token)
    if not word.isdecimal() or not 1 <= int(word) <= 31:
        return None
    return Piece(token + 1, TimeKind.DATE, Calendar(day=int(word)))


def list_at(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*15 and 16 August*, *July and August*, *Monday and Tuesday*: from the one to the other.

    Not *Monday and Tuesday's talks*.
    """
    start = _end_of_range(parse, token, words)
    if start is None or lower(parse, start.end) not in words.and_:
        return None
    end = moment_at(parse, start.end + 1, words)
    if end is None or parse.tags[min(end.end, len(parse) - 1)] == "POS":
        return None
    first, second = start.value, end.value
    alike = isinstance(first, Calendar) and isinstance(second, Calendar) and _are_alike(first, second)
    return Piece(end.end, TimeKind.DATE, Between(start=first, end=second)) if alike else None


def _are_alike(first: Calendar, second: Calendar) -> bool:
    """Whether both are days, both weekdays, or both months; the month may stand with the second alone."""
    if first.step is not None or second.step is not None:
        return False
    kinds = [(bool(one.weekday), bool(one.day), bool(one.month)) for one in (first, second)]
    return kinds[0] == kinds[1] or (kinds[0] == (False, True, False) and kinds[1] == (False, True, True))
