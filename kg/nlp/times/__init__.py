"""When: the expressions of time in a paragraph, and their dates once the day of publication is known.

A date is given where the words and the day of publication name it, and nowhere else: what cannot be resolved keeps its
expression. Weekdays follow the usage of news agencies: "on Monday" in a report of the past is the day of publication or
one of the six before it. `start` and `end` enclose what happened: both are the day in "on Monday", `end` is open in
"since 2014", `start` in "until March".
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kg.dates import PartialDate
from kg.facts import Time, TimeBasis
from kg.lexicon.time_words import Preposition, TimeWords, Unit
from kg.nlp.parse import Parse
from kg.nlp.quantities.numerals import phrase_at
from kg.nlp.times.moments import moment_at
from kg.nlp.times.pieces import Piece, TimeKind, lower, skip, small_number
from kg.nlp.times.ranges import list_at, range_at
from kg.nlp.times.resolving import dates_of
from kg.nlp.times.rules import clock_at
from kg.nlp.times.values import NOTHING, Between, Governed, Neighbour, Now, Prior, Shift, Value

# "In no fewer than two and a half years": the longest way seen from an expression's first word to the one that makes it.
REACH = 8
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Tokens [start, end) that tell a time. `value` is what they mean; only dates have one.

    `anchor` is the word outside that the expression modifies: the verb of "met on Monday", the noun of "Monday's attack".
    """

    start: int
    end: int
    kind: TimeKind
    anchor: int
    value: Value | None = None


def find_times(parse: Parse, words: TimeWords) -> Iterator[TimeExpression]:
    """The expressions of time in the order of the text; none overlaps another."""
    near = _near_nuclei(parse, words)
    token = 0
    while token < len(parse):
        piece = _expression(parse, token, words) if near[token] and _opens(parse, token, words) else None
        if piece is None:
            token += 1
            continue
        yield TimeExpression(
            start=token,
            end=piece.end,
            kind=piece.kind,
            anchor=_anchor(parse, token, piece.end),
            value=piece.value,
        )
        token = piece.end


def resolve_time(
    expression: TimeExpression,
    *,
    parse: Parse,
    published: dt.date | None,
    future: bool = False,
    prior: PartialDate | None = None,
) -> Time:
    """The expression with the dates that it has for a text of that day; `future` where its clause looks ahead.

    `prior` is the day that was told of before. The basis is Stated for dates that the text gives in full, Resolved for
    those that the day of publication or the one told before completes, None for no date.
    """
    day = published.date() if isinstance(published, dt.datetime) else published
    stated = _dates(expression.value, Now(day=None, future=future))
    start, end = _dates(expression.value, Now(day=day, future=future, prior=prior))
    return Time(
        expression=parse.quote(expression.start, expression.end),
        span=parse.span(expression.start, expression.end),
        start=start,
        end=end,
        basis=(TimeBasis.STATED if (start, end) == stated else TimeBasis.RESOLVED) if start or end else None,
    )


def counts_on(value: Value | None) -> Unit | None:
    """How exact the time told before must be for one that counts from it: a day for *the next day*, a year for *that year*.

    None for a time that counts from no other one in the text.
    """
    match value:
        case Prior() | Governed() | Neighbour():
            return Unit.DAY
        case Shift(unit=unit, base=Prior() | Governed()) if unit in {Unit.MONTH, Unit.YEAR}:
            return unit
        case Shift(base=base):
            return counts_on(base)
        case Between(start=start, end=end):
            return counts_on(start) or counts_on(end)
        case _:
            return None


def is_governed(value: Value | None) -> bool:
    """Whether a time counts from that of what its last word leads to."""
    return isinstance(value, Shift) and isinstance(value.base, Governed)


def _dates(value: Value | None, now: Now) -> tuple[PartialDate | None, PartialDate | None]:
    return NOTHING if value is None else dates_of(value, now)


def _near_nuclei(parse: Parse, words: TimeWords) -> bytearray:
    """1 at each token from which a month, unit, figure or the like is in reach: where none is, no rule need be tried."""
    near = bytearray(len(parse))
    for token, word in enumerate(parse.lowers):
        if word in words.nuclei or word[0].isdigit() or word[-1].isdigit():
            first = max(0, token - REACH)
            near[first : token + 1] = b"\1" * (token + 1 - first)
    return near


def _opens(parse: Parse, token: int, words: TimeWords) -> bool:
    word = parse.lowers[token]
    return word in words.openers or word[0].isdigit() or (word[-1].isdigit() and "-" in word)


def _expression(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    return range_at(parse, token, words) or _behind_preposition(parse, token, words) or _bare(parse, token, words)


def _behind_preposition(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*Since 2014*, *until March*, *on Monday*, *at dawn*, *for three weeks*."""
    found = phrase_at(parse, token, words.prepositions)
    if found is None:
        return _lasting(parse, token, words)
    end, preposition = found
    piece = list_at(parse, end, words) or moment_at(parse, end, words)
    if piece is None or _is_number(parse, end, piece):
        return _lasting(parse, token, words)
    if lower(parse, token) in words.from_ and isinstance(piece.value, Between):
        return piece
    if lower(parse, token) in words.beside_hours and clock_at(parse, end, words):
        # "Before dawn on Sunday" is on Sunday.
        return piece
    return piece._replace(value=_bounded(piece.value, preposition))


def _is_number(parse: Parse, token: int, piece: Piece) -> bool:
    """*Over 2000 people*: a year before a plural that it counts is none."""
    if piece.end != token + 1 or not parse.words[token].isdecimal():
        return False
    return (
        parse.tags[parse.heads[token]] == "NNS" and parse.heads[token] == token + 1 and parse.deps[token - 1] != "prep"
    )


def _bounded(value: Value | None, preposition: Preposition) -> Value | None:
    if value is None or preposition is Preposition.WITHIN:
        return value
    start, end = (value.start, value.end) if isinstance(value, Between) else (value, value)
    return Between(start=start) if preposition is Preposition.SINCE else Between(end=end)


def _lasting(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """*For three weeks*, *over several days*, *within hours*: how long."""
    if lower(parse, token) not in words.durations:
        return None
    start = skip(parse, token + 1, words.definite)
    number = small_number(parse, start, words)
    end = number[0] if number else start
    if lower(parse, end) not in words.units or (number is None and parse.tags[end] != "NNS"):
        return None
    return Piece(end + 1, TimeKind.DURATION)


def _bare(parse: Parse, token: int, words: TimeWords) -> Piece | None:
    """A time without a preposition; parts of the day and mere years need one, or what shows that they are a time."""
    piece = moment_at(parse, token, words)
    if piece is None:
        return None
    if piece.kind is TimeKind.CLOCK and not any(word[0].isdigit() for word in parse.words[token : piece.end]):
        return None
    return None if _is_bare_number(parse, token, piece) else piece


def _is_bare_number(parse: Parse, token: int, piece: Piece) -> bool:
    """*2014* tells a time only as *the 2014 war* and *of 2014* do."""
    if piece.end != token + 1 or not parse.words[token].isdecimal():
        return False
    head = parse.heads[token]
    if token and parse.lowers[token - 1] == "of":
        return head > token
    definite = parse.first(head, "det", "poss")
    names = head > token and parse.tags[head] in NOUNS and (parse.tags[head] != "NNS" or definite is not None)
    return not names or (head == token + 1 and definite is None and parse.tags[head] == "NNS")


def _anchor(parse: Parse, start: int, end: int) -> int:
    """The nearest word outside on the way up, prepositions left out; the expression's own top where it heads a sentence."""
    if parse.deps[end - 1] == "mark" and parse.heads[end - 1] >= end:
        # "*Two days after* rebels took the town, the army …": the time of what the clause stands beside.
        return parse.heads[parse.heads[end - 1]]
    top = next((token for token in range(start, end) if not start <= parse.heads[token] < end), None)
    if top is None:
        return next((token for token in range(start, end) if parse.heads[token] == token), start)
    above = parse.heads[top]
    while parse.pos[above] == "ADP" and parse.heads[above] != above:
        above = parse.heads[above]
    # "said *on Friday* it had withdrawn": right behind the verb over the clause it is that verb's.
    return start - 1 if parse.deps[above] == "ccomp" and parse.heads[above] == start - 1 else above
