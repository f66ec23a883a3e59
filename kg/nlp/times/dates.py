"""Rules for dates that a calendar has: months, days, years, weekdays, figures."""

import re

from kg.lexicon.time_words import TimeWords
from kg.nlp.parse import Parse
from kg.nlp.times.pieces import Piece, TimeKind, is_name, lower, skip
from kg.nlp.times.values import Between, Calendar, Value

ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?Z?)?(?![\d-])")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d])")
DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
DAYS = re.compile(r"(\d{1,2})[-–—](\d{1,2})")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
YEARS = re.compile(r"((?:1[89]|20)\d\d)[-–—/](?:((?:1[89]|20)\d\d)|(\d\d))")
DECADE = re.compile(r"((?:1[89]|20)\d0)['’]?s")
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})


def date_at(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """A date of the calendar, as exact as it stands."""
    word = lower(parse, token)
    if not word:
        return None
    if word[0].isdigit():
        return _figures(parse, token) or _day_first(parse, token, words) or _years(parse, token)
    if word in words.months:
        return _month_first(parse, token, words)
    if word in words.weekdays:
        return _weekday(parse, token, words)
    return _the_day_of(parse, token, words)


def _date(end: int, value: Value) -> Piece:
    return Piece(end, TimeKind.DATE, value)


def _figures(parse: Parse, token: int) -> Piece | None:
    """*2022-04-03*, *03.04.2022*; of *03/04/2022*, which is April or March, only the year."""
    begin = parse.begins[token]
    for pattern, read in ((ISO, _from_iso), (SLASHED, _from_slashed), (DOTTED, _from_dotted)):
        if match := pattern.match(parse.text, begin):
            end = _token_end(parse, token, match.end())
            return _date(end, read(*(int(group) for group in match.groups()))) if end else None
    return None


def _from_iso(year: int, month: int, day: int) -> Calendar:
    return Calendar(year=year, month=month, day=day)


def _from_slashed(first: int, second: int, year: int) -> Calendar:
    if first > 12 or first == second:
        return Calendar(year=year, month=second, day=first)
    return Calendar(year=year, month=first, day=second) if second > 12 else Calendar(year=year)


def _from_dotted(day: int, month: int, year: int) -> Calendar:
    return Calendar(year=year, month=month, day=day)


def _token_end(parse: Parse, token: int, character: int) -> int | None:
    while token < len(parse) and parse.ends[token] < character:
        token += 1
    return token + 1 if token < len(parse) and parse.ends[token] == character else None


def _day_first(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*3 May 2022*, *3rd of May*, *3-5 May*."""
    days = _days(parse, token, words)
    if days is None:
        return None
    month_at = skip(parse, days[0], words.numbers.partitives)
    month = words.months.get(lower(parse, month_at))
    if month is None or parse.words[month_at][0].islower():
        return None
    end, year = _year_after(parse, month_at + 1)
    return _of_days(end, days, month=month, year=year or _shared_year(parse, end, words))


def _month_first(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*April 3, 2022*, *May 3-5*, *April 2022*, *April*; *may* and *march* need a number or a name's tag."""
    if parse.words[token][0].islower():
        return None
    month = words.months[parse.lowers[token]]
    days = _days(parse, token + 1, words)
    if days is not None and not _counts_on(parse, token, days[0], words):
        end, year = _year_after(parse, days[0])
        return _of_days(end, days, month=month, year=year or _shared_year(parse, end, words))
    end, year = _year_after(parse, token + 1)
    if year is None and (is_name(parse, token, words) or not _in_context(parse, token, words)):
        return None
    return _date(end, Calendar(month=month, year=year or _shared_year(parse, end, words)))


def _counts_on(parse: Parse, month: int, end: int, words: TimeWords) -> bool:
    """*In April 12 soldiers were killed*: no day follows "in April"."""
    bare = end == month + 2 and parse.words[month + 1].isdecimal()
    return (
        bare and month > 0 and parse.lowers[month - 1] in words.before_months and lower(parse, end) not in words.units
    )


def _in_context(parse: Parse, token: int, words: TimeWords) -> bool:
    """A month or day whose name is another word too counts only behind a word that times follow."""
    if parse.lowers[token] not in words.homographs:
        return True
    before = parse.lowers[token - 1] if token else ""
    tables = (
        words.prepositions,
        words.deictics,
        words.qualifiers,
        words.to,
        words.and_,
        words.hyphenated,
        words.between,
    )
    return parse.tags[token] in {"NNP", "NNPS", "NN"} and any(before in table for table in tables)


def _of_days(end: int, days: tuple[int, int, int], *, month: int, year: int | None) -> Piece:
    first, last = (Calendar(year=year, month=month, day=day) for day in days[1:])
    return _date(end, first if first == last else Between(start=first, end=last))


def _days(parse: Parse, token: int, words: TimeWords) -> tuple[int, int, int] | None:
    """The end, the first and the last day of the month: *3*, *3rd*, *3-5*, *3 to 5*."""
    if match := DAYS.fullmatch(lower(parse, token)):
        first, last = int(match[1]), int(match[2])
        return (token + 1, first, last) if 1 <= first < last <= 31 else None
    found = _day(parse, token)
    if found is None:
        return None
    end, first = found
    if lower(parse, end) in words.to and (other := _day(parse, end + 1)) and other[1] > first:
        return other[0], first, other[1]
    return end, first, first


def _day(parse: Parse, token: int) -> tuple[int, int] | None:
    match = DAY.fullmatch(lower(parse, token))
    if match is None or not 1 <= int(match[1]) <= 31 or _is_fraction(parse, token):
        return None
    return skip(parse, token + 1, ORDINAL_ENDS), int(match[1])


def _is_fraction(parse: Parse, token: int) -> bool:
    """*May 3:15*, *3/4*."""
    end = parse.ends[token]
    return parse.text[end : end + 1] in {":", "/", "%"}


def _year_after(parse: Parse, token: int) -> tuple[int, int | None]:
    """The year that may follow, behind a comma or "of"."""
    at = token + 1 if lower(parse, token) in {",", "of"} else token
    if YEAR.fullmatch(lower(parse, at)) and not _is_fraction(parse, at):
        return at + 1, int(parse.lowers[at])
    return token, None


def _shared_year(parse: Parse, token: int, words: TimeWords) -> int | None:
    """*January and February 2024*, *3 April, 5 April and 8 May 2024*: the year of the last is that of all."""
    while lower(parse, token) in words.and_ | {","}:
        token += 1
        days = _days(parse, token, words)
        token = days[0] if days else token
        if words.months.get(lower(parse, token)) is None:
            return None
        days = _days(parse, token + 1, words)
        token, year = _year_after(parse, days[0] if days else token + 1)
        if year:
            return year
    return None


def _years(parse: Parse, token: int) -> Piece | None:
    """*2014*, *2014-16*, *the 1990s*."""
    word = parse.lowers[token]
    if match := DECADE.fullmatch(word):
        return _date(token + 1, Between(start=Calendar(year=int(match[1])), end=Calendar(year=int(match[1]) + 9)))
    if match := YEARS.fullmatch(word):
        return _year_range(token + 1, match[1], match[2] or match[1][:2] + match[3])
    if not YEAR.fullmatch(word):
        return None
    if YEAR.fullmatch(lower(parse, token + 2)) and lower(parse, token + 1) in {"-", "–", "—", "to"}:
        return _year_range(token + 3, word, lower(parse, token + 2))
    return _date(token + 1, Calendar(year=int(word)))


def _year_range(end: int, first: str, last: str) -> Piece | None:
    return _date(end, Between(start=Calendar(year=int(first)), end=Calendar(year=int(last)))) if first < last else None


def _weekday(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*Monday*; *Mondays* come again and again."""
    if parse.words[token][0].islower() or is_name(parse, token, words) or not _in_context(parse, token, words):
        return None
    if parse.tags[token] in {"NNPS", "NNS"}:
        return Piece(token + 1, TimeKind.VAGUE)
    return _date(token + 1, Calendar(weekday=words.weekdays[parse.lowers[token]]))


def _the_day_of(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*The 3rd of May*, *the third of May*, *the 1990s*; in *the May 3 attack* the article is the noun's."""
    after = skip(parse, token, words.definite)
    if after > token and (day := words.ordinals.get(lower(parse, after))) is not None:
        return _ordinal_day(parse, after + 1, day, words)
    if after == token or not lower(parse, after)[:1].isdigit():
        return None
    found = _day_first(parse, after, words) or _years(parse, after)
    return None if found and YEAR.fullmatch(parse.lowers[after]) else found


def _ordinal_day(parse: Parse, token: int, day: int, words: TimeWords) -> Piece | None:
    month_at = skip(parse, token, words.numbers.partitives)
    month = words.months.get(lower(parse, month_at))
    if month_at == token or month is None or parse.words[month_at][0].islower():
        return None
    end, year = _year_after(parse, month_at + 1)
    return _date(end, Calendar(year=year, month=month, day=day))
