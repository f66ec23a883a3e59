"""Numerals in text, in digits or words."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from kg.lexicon.number_words import NumberWords, Phrase
from kg.nlp.parse import Parse

T = TypeVar("T")

WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
DECIMAL = re.compile(r"\d+\.\d+")
GLUED_RANGE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)[-–—](\d{1,3}(?:,\d{3})+|\d+)")
GROUP, THOUSANDS = re.compile(r"[1-9]\d{0,2}"), (",", "000")
AT_LEAST = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)\+")


class Numeral(NamedTuple):
    """A numeral that ends before token `end`. A vague one ("dozens") bounds its number from below only."""

    end: int
    least: int
    most: int | None

    @property
    def vague(self) -> bool:
        """Only its least value is known."""
        return self.most is None


def phrase_at(parse: Parse, start: int, table: Mapping[str, Sequence[tuple[Phrase, T]]]) -> tuple[int, T] | None:
    """The end and the value of the longest phrase of a table that begins at a token."""
    if start >= len(parse.lowers):
        return None
    for phrase, value in table.get(parse.lowers[start], ()):
        if parse.lowers[start : start + len(phrase)] == phrase:
            return start + len(phrase), value
    return None


def numeral_at(parse: Parse, start: int, words: NumberWords) -> Numeral | None:
    """The longest numeral that begins at a token: *12*, *1.5 million*, *twenty-three*, *half a dozen*, *tens of thousands*."""
    if start >= len(parse):
        return None
    lower = parse.lowers[start]
    if lower[0].isdigit():
        return _digits(parse, start, words)
    if lower in words.half:
        return _half(parse, start, words)
    if lower in words.articles:
        return _after_article(parse, start, words)
    return _in_words(parse, start, words) or _vague(parse, start, words)


def _digits(parse: Parse, start: int, words: NumberWords) -> Numeral | None:
    word = parse.lowers[start]
    if GROUP.fullmatch(word) and parse.lowers[start + 1 : start + 3] == THOUSANDS:
        return _grouped(parse, start)
    scale = _scale(parse, start + 1, words)
    if WHOLE.fullmatch(word):
        number = int(word.replace(",", ""))
        return _exact(start + 2, number * scale) if scale else _exact(start + 1, number)
    if DECIMAL.fullmatch(word) and scale:
        whole, _, fraction = word.partition(".")
        return _exact(start + 2, int(whole + fraction) * scale // 10 ** len(fraction))
    if span := GLUED_RANGE.fullmatch(word):
        least, most = (int(end.replace(",", "")) for end in span.groups())
        return Numeral(start + 1, least, most) if least < most else None
    if bound := AT_LEAST.fullmatch(word):
        return Numeral(start + 1, int(bound[1].replace(",", "")), None)
    return None


def _grouped(parse: Parse, start: int) -> Numeral:
    """A numeral whose noughts a space parts: "720, 000"."""
    number, end = int(parse.lowers[start]), start + 1
    while parse.lowers[end : end + 2] == THOUSANDS:
        number, end = number * 1000, end + 2
    return _exact(end, number)


def _exact(end: int, number: int) -> Numeral:
    return Numeral(end, number, number)


def _scale(parse: Parse, token: int, words: NumberWords) -> int | None:
    return words.scales.get(parse.lowers[token]) if token < len(parse) else None


def _half(parse: Parse, start: int, words: NumberWords) -> Numeral | None:
    token = start + 1
    if token < len(parse) and parse.lowers[token] in words.articles | words.partitives | {parse.lowers[start]}:
        token += 1
    scale = _scale(parse, token, words)
    return _exact(token + 1, scale // 2) if scale and token > start + 1 else None


def _after_article(parse: Parse, start: int, words: NumberWords) -> Numeral | None:
    """*A dozen*, *a hundred and six*, *a couple of*, *a few hundred*."""
    if scale := _scale(parse, start + 1, words):
        return _with_rest(parse, start + 2, scale, words)
    if start + 1 < len(parse) and (pair := words.pairs.get(parse.lowers[start + 1])):
        return _scaled(parse, Numeral(start + 2, pair, pair), words)
    return _vague(parse, start, words) or _vague(parse, start + 1, words)


def _in_words(parse: Parse, start: int, words: NumberWords) -> Numeral | None:
    end, number = _below_hundred(parse, start, words)
    if number is None:
        return None
    scale = _scale(parse, end, words)
    return _with_rest(parse, end + 1, number * scale, words) if scale else _exact(end, number)


def _below_hundred(parse: Parse, start: int, words: NumberWords) -> tuple[int, int | None]:
    """*Twenty-three* is one token or three."""
    if start >= len(parse):
        return start, None
    tens, _, unit = parse.lowers[start].partition("-")
    number = words.cardinals.get(tens)
    if number is None:
        return start, None
    if unit:
        rest = words.cardinals.get(unit)
        return (start + 1, number + rest) if rest and number >= 20 and rest < 10 else (start, None)
    if number >= 20 and parse.lowers[start + 1 : start + 2] == ("-",) and start + 2 < len(parse):
        rest = words.cardinals.get(parse.lowers[start + 2])
        if rest and rest < 10:
            return start + 3, number + rest
    return start + 1, number


def _with_rest(parse: Parse, end: int, number: int, words: NumberWords) -> Numeral:
    """*Two hundred (thousand) (and) six*: smaller parts add, larger scales multiply."""
    while scale := _scale(parse, end, words):
        number, end = number * scale, end + 1
    rest = end + 1 if parse.lowers[end : end + 1] and parse.lowers[end] in words.links else end
    after, unit = _below_hundred(parse, rest, words)
    below = _scale(parse, after, words)
    if unit and below and unit * below < 1000 <= number:
        return _with_rest(parse, after + 1, number + unit * below, words)
    if unit and number % 100 == 0 and not below:
        return _exact(after, number + unit)
    return _exact(end, number)


def _vague(parse: Parse, start: int, words: NumberWords) -> Numeral | None:
    found = phrase_at(parse, start, words.vague)
    return _scaled(parse, Numeral(found[0], found[1], None), words) if found else None


def _scaled(parse: Parse, numeral: Numeral, words: NumberWords) -> Numeral:
    """*Several hundred*, *tens of thousands*, *a couple of thousand*."""
    token = numeral.end
    if token < len(parse) and parse.lowers[token] in words.partitives:
        token += 1
    if scale := _scale(parse, token, words):
        return Numeral(token + 1, numeral.least * scale, None)
    plural = phrase_at(parse, token, words.vague)
    if plural and token > numeral.end and numeral.vague:
        return Numeral(plural[0], numeral.least * (plural[1] // 2), None)
    return numeral
