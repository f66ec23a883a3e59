"""How many a share of a number is: "70 percent of the 4,000", "more than two-thirds of the 300"."""

from fractions import Fraction

from kg.facts import Amount
from kg.lexicon.number_words import Bound, NumberWords
from kg.nlp.parse import Parse
from kg.nlp.quantities.bounding import bounds_before
from kg.nlp.quantities.numerals import DECIMAL, numeral_at

UNKNOWN = Amount()
"""A share of nobody knows how many."""


def share_of(parse: Parse, told: tuple[int, int], whole: Amount | None, words: NumberWords) -> Amount | None:
    """The amount that a share, told from one token to its noun, is of an exact number; `UNKNOWN` of any other, for it is not the whole."""
    if whole is None:
        return None
    if whole.count is None:
        return UNKNOWN
    start, share = told
    bounds, at = bounds_before(parse, start, words)
    several = _numerator(parse, at, share, words)
    if several is None:
        return UNKNOWN
    count = round(whole.count * several / words.shares[parse.lemmas[share]])
    if Bound.MORE_THAN in bounds:
        return Amount(minimum=count + 1)
    if Bound.AT_LEAST in bounds:
        return Amount(minimum=count)
    return Amount(maximum=count) if {Bound.AT_MOST, Bound.FEWER_THAN}.intersection(bounds) else Amount(count=count)


def _numerator(parse: Parse, start: int, share: int, words: NumberWords) -> Fraction | None:
    """*Two* thirds, *70* percent, *a* quarter, half."""
    if start == share:
        return Fraction(1)
    if DECIMAL.fullmatch(parse.lowers[start]):
        return Fraction(parse.lowers[start])
    numeral = numeral_at(parse, start, words)
    if numeral is not None and numeral.least == numeral.most:
        return Fraction(numeral.least)
    return Fraction(1) if parse.lowers[start] in words.articles else None
