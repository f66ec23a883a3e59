"""How many people or things a text counts.

`Amount` holds what the text commits to. Exact numerals give `count`; "at least", "up to", "dozens" and ranges give
bounds. An approximation ("about 200", "nearly 200") gives `count` too: its figure is the only one that the text names,
and any margin around it would be ours.
"""

from collections.abc import Iterator
from typing import TypeAlias

from kg.facts import Amount
from kg.lexicon.number_words import Bound, NumberWords
from kg.nlp.parse import Parse
from kg.nlp.quantities.bounding import bounds_before, range_at
from kg.nlp.quantities.counted import Tokens, heads_of
from kg.nlp.quantities.numerals import Numeral, numeral_at, phrase_at

Found: TypeAlias = tuple[Amount, Tokens]
"""An amount and the tokens [start, end) that say it, the noun left out."""

Counted: TypeAlias = dict[int, Found]
"""Head of what is counted, or of the numeral that stands for it → the amount."""


def find_amounts(parse: Parse, words: NumberWords) -> Counted:
    """The amounts of all counted nouns and of numerals that stand for people or things themselves.

    In "dozens of people" both "dozens" and "people" have the amount; in "12 of the captives" only "12" has.
    """
    return _counted_in(parse, 0, len(parse), words)


def amount_of(parse: Parse, head: int, words: NumberWords, *, article: bool = False) -> Amount | None:
    """The amount of a noun: of "troops" in "at least six Chinese troops".

    With `article`, a singular noun with the indefinite article counts one.
    """
    above = parse.heads[head]
    governed = parse.deps[head] == "pobj" and parse.lowers[above] in words.partitives
    start = min(parse.edges[head][0], parse.edges[parse.heads[above]][0] if governed else head)
    found = _counted_in(parse, start, head + 1, words).get(head)
    if found is not None:
        return found[0]
    return Amount(count=1) if article and _has_article(parse, head, words) else None


def amount_at(parse: Parse, token: int, words: NumberWords) -> Amount | None:
    """The amount of a numeral that stands for what it counts: of "five" in "at least five were wounded"."""
    start, _ = parse.sentences[parse.sentence_of[token]]
    found = _counted_in(parse, max(start, token - 6), parse.edges[token][1], words).get(token)
    return found[0] if found else None


def _has_article(parse: Parse, head: int, words: NumberWords) -> bool:
    singular = parse.tags[head] in {"NN", "NNP"}
    return singular and any(parse.lowers[child] in words.articles for child in parse.dependents(head, "det"))


def _counted_in(parse: Parse, start: int, stop: int, words: NumberWords) -> Counted:
    counted: Counted = {}
    for found, core in _quantities(parse, start, stop, words):
        for head in heads_of(parse, found[1], core, words):
            counted.setdefault(head, found)
    return counted


def _quantities(parse: Parse, start: int, stop: int, words: NumberWords) -> Iterator[tuple[Found, Tokens]]:
    """(amount with its tokens, the tokens of the bare numeral), from left to right."""
    token = start
    while token < stop:
        lower = parse.lowers[token]
        if lower not in words.openers and not lower[0].isdigit() and "-" not in lower:
            token += 1
            continue
        quantity = _quantity(parse, token, words)
        if quantity is None:
            token += 1
            continue
        yield quantity
        token = quantity[0][1][1]


def _quantity(parse: Parse, start: int, words: NumberWords) -> tuple[Found, Tokens] | None:
    bounds, token = bounds_before(parse, start, words)
    numeral = range_at(parse, token, words) or numeral_at(parse, token, words)
    if numeral is None:
        return _determined(parse, start, words) if token == start else None
    after = phrase_at(parse, numeral.end, words.after)
    end, bounds = (after[0], [*bounds, after[1]]) if after else (numeral.end, bounds)
    return (_bounded(numeral, bounds), (start, end)), (token, numeral.end)


def _bounded(numeral: Numeral, bounds: list[Bound]) -> Amount:
    if numeral.least != numeral.most and numeral.most is not None:
        return Amount(minimum=numeral.least, maximum=numeral.most)
    bound = next((bound for bound in bounds if bound not in {Bound.ABOUT, Bound.ADDITIONAL}), None)
    match bound:
        case Bound.MORE_THAN:
            return Amount(minimum=numeral.least + 1)
        case Bound.AT_MOST:
            return Amount(maximum=numeral.least)
        case Bound.FEWER_THAN:
            return Amount(maximum=numeral.least - 1) if numeral.least else Amount(maximum=0)
        case _:
            return Amount(minimum=numeral.least) if bound or numeral.vague else Amount(count=numeral.least)


def _determined(parse: Parse, start: int, words: NumberWords) -> tuple[Found, Tokens] | None:
    """*No casualties*, *nobody*, *both men*."""
    if zero := phrase_at(parse, start, words.zeros):
        return (Amount(count=0), (start, zero[0])), (start, zero[0])
    if parse.lowers[start] in words.both and parse.deps[start] != "preconj":
        return (Amount(count=2), (start, start + 1)), (start, start + 1)
    return None
