"""What a numeral counts, if anything: nouns and the numeral itself, but no measure, age, price, date or name."""

from collections.abc import Iterator
from typing import TypeAlias

from kg.lexicon.number_words import NumberWords
from kg.nlp.parse import Parse

Tokens: TypeAlias = tuple[int, int]
"""The tokens [first, second)."""

# Years stand without a comma; a count of people in the same range nearly always has one.
YEARS = range(1900, 2101)
OLDEST = 120
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PLURALS = frozenset({"NNS", "NNPS"})
MODIFIERS = frozenset({"nummod", "quantmod", "compound", "amod", "det", "predet", "nmod", "advmod"})


def heads_of(parse: Parse, span: Tokens, core: Tokens, words: NumberWords) -> Iterator[int]:
    """The noun that is counted, or the numeral itself where it stands for one, or both; none for measures and dates.

    `core` is the bare numeral, `span` the numeral with the words that bound it.
    """
    start, end = core
    top = _top(parse, start, end)
    noun = _noun_after(parse, top, span[1], words)
    if _is_no_count(parse, span, core, words) or (noun is not None and _names_no_one(parse, noun, words)):
        return
    if noun is not None:
        yield noun
    if noun is None or _partitive(parse, span[1], words):
        yield top
    if noun is None and (people := _collective(parse, top, words)) is not None:
        yield people


def _collective(parse: Parse, top: int, words: NumberWords) -> int | None:
    """*A family of five*: whom the numeral behind "of" counts."""
    of = parse.heads[top]
    if parse.deps[top] != "pobj" or parse.lowers[of] not in words.partitives:
        return None
    noun = parse.heads[of]
    return noun if parse.lemmas[noun] in words.collectives and parse.tags[noun] == "NN" else None


def _top(parse: Parse, start: int, end: int) -> int:
    """The token of the numeral whose head is outside; the last, if the parse is odd."""
    return next((token for token in range(end - 1, start - 1, -1) if not start <= parse.heads[token] < end), end - 1)


def _noun_after(parse: Parse, top: int, end: int, words: NumberWords) -> int | None:
    """The noun behind the numeral, by the tree or, where the tree is odd, the words."""
    head = parse.heads[top]
    if parse.words[end : end + 1] == (",",):
        # "*140*, among them a colonel, were captured": a noun behind a comma is another.
        return None
    if head >= end and parse.tags[head] in NOUNS and parse.deps[top] in MODIFIERS:
        return head
    if _partitive(parse, end, words):
        return _whole(parse, end)
    return _next_noun(parse, end)


def _partitive(parse: Parse, end: int, words: NumberWords) -> bool:
    return end < len(parse) and parse.lowers[end] in words.partitives


def _whole(parse: Parse, of: int) -> int | None:
    """*Dozens of people* counts people; *dozens of the people* and *12 of them* do not."""
    noun = parse.first(of, "pobj")
    if noun is None or parse.tags[noun] not in NOUNS or parse.first(noun, "det", "poss", "nummod") is not None:
        return None
    return noun


def _next_noun(parse: Parse, end: int) -> int | None:
    token = end
    while token < len(parse) and token < end + 4:
        if parse.tags[token] in PLURALS:
            return token
        if parse.pos[token] not in {"ADJ", "PROPN"} and parse.tags[token] != "NN":
            return None
        token += 1
    return None


def _names_no_one(parse: Parse, noun: int, words: NumberWords) -> bool:
    return parse.lemmas[noun] in words.uncounted or parse.lowers[noun] in words.uncounted


def _is_no_count(parse: Parse, span: Tokens, core: Tokens, words: NumberWords) -> bool:
    """Ages, years, prices, shares, measures, names and compounds with a number (*the 27-nation EU*)."""
    start, end = core
    previous = start - 1 if start else None
    return (
        _joined(parse, start, None if span[1] > end else end)
        or _followed_by_measure(parse, end, words)
        or (previous is not None and _labelled(parse, previous, core, words))
        or _is_year(parse, span, core, words)
        or (span[0] == start and _names_a_thing(parse, start, end))
        or (span[0] == start and _is_age(parse, start, end))
    )


def _joined(parse: Parse, start: int, end: int | None) -> bool:
    """A hyphen or slash touches the numeral: *23-year-old*, *two-thirds*, *F-16*, *2-1*."""
    after = (
        end is not None
        and end < len(parse)
        and parse.begins[end] == parse.ends[end - 1]
        and parse.words[end][0] in "-–/:"
    )
    before = start > 0 and parse.ends[start - 1] == parse.begins[start] and parse.words[start - 1][-1] in "-–/:."
    return after or before


def _followed_by_measure(parse: Parse, end: int, words: NumberWords) -> bool:
    if end >= len(parse):
        return False
    return parse.lowers[end] in words.uncounted or parse.lemmas[end] in words.uncounted


def _labelled(parse: Parse, previous: int, core: Tokens, words: NumberWords) -> bool:
    """*$5*, *aged 23*, *April 3*; *Article 5*, *Group 13*: a singular noun that the numeral modifies from behind."""
    if parse.tags[previous] == "$" or parse.pos[previous] == "SYM" or parse.lowers[previous] in words.aged:
        return True
    if parse.lowers[previous] in words.uncounted and parse.tags[previous] == "NNP":
        return True
    top = _top(parse, *core)
    return parse.heads[top] == previous and parse.deps[top] == "nummod"


def _is_year(parse: Parse, span: Tokens, core: Tokens, words: NumberWords) -> bool:
    """*In 2014 soldiers fled* tells the year, *2014 soldiers fled* how many."""
    start, end = core
    word = parse.words[start]
    if end != start + 1 or not (word.isdecimal() and len(word) == 4 and int(word) in YEARS):
        return False
    behind = start > 0 and span[0] == start and parse.tags[start - 1] == "IN"
    if behind and parse.lowers[start - 1] not in words.partitives:
        return True
    return not (end < len(parse) and parse.heads[start] >= end and parse.tags[parse.heads[start]] in PLURALS)


def _names_a_thing(parse: Parse, start: int, end: int) -> bool:
    """*The 101 Brigade*, *10 Downing Street*: a number before a singular name; in *40,000 Hutu* one counts a people."""
    if "," in parse.words[start]:
        return False
    head = parse.heads[_top(parse, start, end)]
    return head >= end and parse.tags[head] == "NNP" and parse.words[start][0].isdigit()


def _is_age(parse: Parse, start: int, end: int) -> bool:
    """An age in apposition: *Ivan Petrenko, 23, said*."""
    if (
        start < 2
        or parse.words[start - 1] != ","
        or parse.tags[start - 2] not in {"NNP", "NN"}
        or not parse.words[start].isdecimal()
    ):
        return False
    closed = end >= len(parse) or parse.words[end] in {",", ".", ")", ";"}
    return closed and int(parse.words[start]) <= OLDEST
