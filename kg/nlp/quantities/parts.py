"""Which of the counted are counted once more: "nine people, *including two children*", "ten nurses, *six of them women*"."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from kg.facts import Amount
from kg.lexicon.number_words import NumberWords
from kg.nlp.parse import Parse
from kg.nlp.quantities.numerals import numeral_at, phrase_at
from kg.nlp.quantities.shares import share_of

Part: TypeAlias = tuple[int, int]

# "Nine people *were killed on Sunday*, including": the longest way from the whole to where its parts are told.
REACH = 12
# "Including *at least four young* children": from the word that opens the parts to the noun of the first.
NEAR = 7
DASHES = frozenset({"(", "--", "–", "—", "-"})
HALTS = frozenset({".", ";", ":", "?", "!"})


def find_parts(
    parse: Parse, whole: int, words: NumberWords, *, amounts: Mapping[int, Amount], verbs: frozenset[int]
) -> Iterator[Part]:
    """(noun, what bears its number) of the parts that are told of a counted noun; of its sentence's verbs only `verbs` may stand between."""
    _, end = parse.sentences[parse.sentence_of[whole]]
    for token in range(whole + 1, min(end, whole + REACH)):
        if parse.words[token] in HALTS or (parse.pos[token] == "VERB" and not _may_pass(parse, token, verbs, words)):
            return
        if opened := phrase_at(parse, token, words.including):
            yield from ((noun, noun) for noun in _listed(parse, opened[0], end, amounts))
            return
        if parse.words[token] in DASHES and token + 1 < end:
            parts = list(_listed(parse, token + 1, end, amounts))
            if parts and all(part in amounts for part in parts) and parts[0] < token + 5:
                yield from ((noun, noun) for noun in parts)
            return
        if token in amounts and _of_the_whole(parse, token + 1, words):
            noun = _part_noun(parse, token + 3, end)
            yield token if noun is None else noun, token
            return
        if token in amounts:
            return


def portion_at(parse: Parse, noun: int, amounts: Mapping[int, Amount], words: NumberWords) -> Amount | None:
    """*Five* of the six gunmen, *dozens* of their men, *a third* of the 300 captives: of those who are named only so many."""
    of = parse.heads[noun]
    above = parse.heads[of]
    if parse.deps[noun] != "pobj" or parse.deps[of] != "prep" or above > of:
        return None
    # "Two - thirds" may be known by either of its words.
    share = next((t for t in (above, *parse.children[above]) if parse.lemmas[t] in words.shares and t < of), None)
    if share is not None:
        return share_of(parse, (parse.edges[above][0], share), amounts.get(noun), words)
    return amounts.get(above) if parse.pos[above] == "NUM" or numeral_at(parse, above, words) is not None else None


def _may_pass(parse: Parse, token: int, verbs: frozenset[int], words: NumberWords) -> bool:
    return token in verbs or phrase_at(parse, token, words.including) is not None


def _of_the_whole(parse: Parse, token: int, words: NumberWords) -> bool:
    """*(Six) of them*, *of whom*."""
    if token + 1 >= len(parse):
        return False
    return parse.lowers[token] in words.partitives and parse.lowers[token + 1] in words.wholes


def _part_noun(parse: Parse, start: int, end: int) -> int | None:
    """*Six of them (foreign) women*, *six of whom were women*: the noun behind, of which no verb tells anything else."""
    for token in range(start, min(end, start + 4)):
        if parse.tags[token] in ("NNS", "NNPS"):
            return token
        if parse.pos[token] not in ("ADJ", "AUX", "ADV", "NOUN", "PROPN"):
            return None
    return None


def _listed(parse: Parse, start: int, end: int, amounts: Mapping[int, Amount]) -> Iterator[int]:
    """The nouns of a list, one or more with a number: *two children and a nurse*."""
    first = next((t for t in range(start, min(end, start + NEAR)) if _is_noun(parse, t, amounts)), None)
    if first is None or any(parse.pos[t] == "VERB" for t in range(start, first)):
        return
    yield first
    yield from parse.dependents(first, "conj")


def _is_noun(parse: Parse, token: int, amounts: Mapping[int, Amount]) -> bool:
    above = parse.heads[token]
    compound = above > token and parse.deps[token] in ("compound", "nmod", "amod", "nummod", "det", "poss")
    return (token in amounts or parse.pos[token] == "NOUN") and not compound
