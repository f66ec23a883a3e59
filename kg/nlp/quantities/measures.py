"""Distances, areas, masses and sums of money in a text: how much of which unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kg.facts import Magnitude, QuantityKind
from kg.lexicon.measure_words import MeasureWords
from kg.lexicon.number_words import Bound
from kg.nlp.parse import Parse
from kg.nlp.quantities.bounding import bounds_before, range_at
from kg.nlp.quantities.numerals import numeral_at

PLAIN = re.compile(r"\d+(?:\.\d+)?")
GLUED = re.compile(r"(\d+(?:\.\d+)?)([a-z]+)")
FORWARD = frozenset({Bound.AT_MOST, Bound.FEWER_THAN})
BACKWARD = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
HYPHENED = frozenset({QuantityKind.DISTANCE, QuantityKind.AREA})
"""Kinds that stand before the noun that they tell of: "a *30-kilometre* zone"; "a 500-pound bomb" is a weapon's make."""


class Number(NamedTuple):
    """A number that ends before token `end`, with the bounds that its own words give."""

    end: int
    least: Decimal
    most: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureMention:
    """Tokens [start, end) that tell a measure, without the words that bound it; `head` is the one that grammar knows it by."""

    start: int
    end: int
    head: int
    kind: QuantityKind
    unit: str
    magnitude: Magnitude


def find_measures(parse: Parse, words: MeasureWords) -> Iterator[MeasureMention]:
    """The measures in the order of the text; none overlaps another."""
    token = 0
    while token < len(parse):
        found = _measure(parse, token, words) if _opens(parse, token, words) else None
        if found is not None:
            yield found
        token = token + 1 if found is None else found.end


def _opens(parse: Parse, token: int, words: MeasureWords) -> bool:
    word = parse.lowers[token]
    return word[0].isdigit() or word in words.signs or word in words.numbers.openers or "-" in word


def _measure(parse: Parse, start: int, words: MeasureWords) -> MeasureMention | None:
    bounds, at = bounds_before(parse, start, words.numbers)
    sign = words.signs.get(parse.lowers[at]) if at < len(parse) else None
    number = _number(parse, at + (sign is not None), words, money=sign is not None)
    if number is None:
        return None
    end, unit = (number.end, sign) if sign is not None else _unit_after(parse, number.end, words)
    if unit is None or (at and parse.words[at - 1][-1:] in {"/", "-"}):
        return None
    kind = words.kinds[unit]
    if parse.lowers[number.end : number.end + 1] == ("-",) and (kind not in HYPHENED or sign is not None):
        return None
    if at and parse.lowers[at - 1] in words.limits and kind is QuantityKind.DISTANCE:
        bounds = [Bound.AT_MOST]
    head = next((t for t in range(end - 1, at - 1, -1) if not at <= parse.heads[t] < end), end - 1)
    return MeasureMention(start=at, end=end, head=head, kind=kind, unit=unit, magnitude=_magnitude(number, bounds))


def _number(parse: Parse, token: int, words: MeasureWords, *, money: bool) -> Number | None:
    """*600*, *two*, *10 to 15*, *2.5*, *tens of thousands of*; of money *5m* and *1.2bn* too."""
    if token >= len(parse):
        return None
    numeral = range_at(parse, token, words.numbers) or numeral_at(parse, token, words.numbers)
    if numeral is not None:
        end = numeral.end + (parse.lowers[numeral.end : numeral.end + 1] == ("of",) and numeral.vague)
        most = None if numeral.most is None else Decimal(numeral.most)
        found = Number(end, Decimal(numeral.least), most)
    elif PLAIN.fullmatch(parse.lowers[token]):
        found = Number(token + 1, Decimal(parse.lowers[token]), Decimal(parse.lowers[token]))
    else:
        return _glued(parse, token, words) if money else None
    scale = words.scales.get(parse.lowers[found.end]) if money and found.end < len(parse) else None
    return _times(found, scale, end=found.end + 1) if scale else found


def _glued(parse: Parse, token: int, words: MeasureWords) -> Number | None:
    match = GLUED.fullmatch(parse.lowers[token])
    scale = words.scales.get(match[2]) if match else None
    if match is None or scale is None:
        return None
    return _times(Number(token + 1, Decimal(match[1]), Decimal(match[1])), scale, end=token + 1)


def _times(number: Number, scale: int, *, end: int) -> Number:
    return Number(end, number.least * scale, None if number.most is None else number.most * scale)


def _unit_after(parse: Parse, token: int, words: MeasureWords) -> tuple[int, str | None]:
    """The end and the unit of *square kilometres*, *-mile*, *pounds of*."""
    at = token + (parse.lowers[token : token + 1] == ("-",))
    for phrase, unit in words.units.get(_singular(parse, at), ()):
        if all(_singular(parse, at + n) == word for n, word in enumerate(phrase)):
            return at + len(phrase), unit
    if parse.lowers[at + 1 : at + 2] == ("of",) and (weighed := words.weighing.get(_singular(parse, at))):
        return at + 1, weighed
    return at, None


def _singular(parse: Parse, token: int) -> str:
    """The word as the lexicon writes units; the lemma of a noun in the plural."""
    if token >= len(parse):
        return ""
    return parse.lemmas[token] if parse.tags[token] in {"NNS", "NNPS"} else parse.lowers[token]


def _magnitude(number: Number, bounds: list[Bound]) -> Magnitude:
    if number.most is not None and number.least != number.most:
        return Magnitude(minimum=number.least, maximum=number.most)
    if FORWARD.intersection(bounds):
        return Magnitude(maximum=number.least)
    # What is measured comes in fractions: more than 10 km is 10 km at least.
    return (
        Magnitude(minimum=number.least)
        if number.most is None or BACKWARD.intersection(bounds)
        else Magnitude(value=number.least)
    )
