"""Ranges of tokens: trimmed, cut, and reduced to the predicates that they assert."""

from collections.abc import Iterable
from itertools import pairwise
from typing import TypeAlias

from kg.nlp.parse import Parse

Range: TypeAlias = tuple[int, int]

EDGE = frozenset(",.:;-–—…") | {"--", "...", "__", "and", "but"}
VERBAL = frozenset({"VERB", "AUX"})
LEAST_CLAUSE = 3


def has_verb(parse: Parse, piece: Range) -> bool:
    """Whether the range can be a clause: with a verb, or too long for the parser's tags to be believed."""
    return any(parse.pos[n] in VERBAL for n in range(*piece)) or piece[1] - piece[0] > LEAST_CLAUSE


def has_finite(parse: Parse, piece: Range) -> bool:
    """Whether the range holds a finite verb."""
    return any(parse.tags[n] in {"VBD", "VBZ", "VBP", "MD"} for n in range(*piece))


def has_words(parse: Parse, piece: Range) -> bool:
    """Whether the range holds more than punctuation."""
    return any(char.isalnum() for word in parse.words[piece[0] : piece[1]] for char in word)


def trimmed(parse: Parse, piece: Range) -> Range | None:
    """The range without punctuation and conjunctions at its ends; None when nothing is left."""
    start, end = piece
    while start < end and (parse.lowers[start] in EDGE or parse.pos[start] == "SPACE"):
        start += 1
    while end > start and (parse.lowers[end - 1] in EDGE or parse.pos[end - 1] == "SPACE"):
        end -= 1
    return (start, end) if start < end else None


def heads_of(parse: Parse, piece: Range) -> list[int]:
    """The predicates that a range asserts, one a sentence; the noun where it holds no clause."""
    start, end = piece
    bounds = [start, *(s for s, _ in parse.sentences if start < s < end), end]
    return [head for low, high in pairwise(bounds) if (head := head_between(parse, low, high)) is not None]


def head_between(parse: Parse, start: int, end: int) -> int | None:
    """The highest token of a stretch of one sentence: a verb before a noun, punctuation never."""
    tops = [n for n in range(start, end) if not start <= parse.heads[n] < end or parse.heads[n] == n]
    for kinds in ({"VERB", "AUX"}, {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}, {"ADV", "INTJ", "X", "ADP"}):
        for top in tops:
            if parse.pos[top] in kinds and parse.deps[top] not in {"aux", "auxpass"}:
                return top
    return next((n for n in range(start, end) if parse.pos[n] in VERBAL), None)


def without(pieces: Iterable[Range], hole: Range) -> list[Range]:
    """The ranges less a hole."""
    parts = [part for start, end in pieces for part in ((start, min(end, hole[0])), (max(start, hole[1]), end))]
    return sorted({(start, end) for start, end in parts if start < end})
