"""Where a sentence ends before the parser looks at it: at a semicolon between two clauses that stand by themselves."""

from collections.abc import Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OPENING, CLOSING = "``", "''"
SEMICOLON = ";"
CLAUSES = "conflict_clauses"
"""The component's name in a pipeline."""


def find_clause_starts(tags: tuple[str, ...], words: tuple[str, ...]) -> Iterator[int]:
    """The tokens behind a semicolon with a finite verb on either side, outside quotations; lists are left whole.

    The parser makes one sentence of such clauses and takes one for the other's complement, which hands on its negation:
    "two fled; nobody was hurt".
    """
    stretches = list(_stretches(words))
    quoted = tuple(_quoted(tags))
    for (start, end), (_, after) in pairwise(stretches):
        both = FINITE.intersection(tags[start:end]) and FINITE.intersection(tags[end + 1 : after])
        if both and not quoted[end] and end + 1 < len(words):
            yield end + 1


def _stretches(words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The tokens [start, end) between semicolons and the ends of sentences."""
    start = 0
    for n, word in enumerate(words):
        if word == SEMICOLON:
            yield start, n
            start = n + 1
    yield start, len(words)


def _quoted(tags: tuple[str, ...]) -> Iterator[bool]:
    """Whether each token stands inside an open quotation."""
    inside = False
    for tag in tags:
        if tag in (OPENING, CLOSING):
            inside = tag == OPENING
        yield inside


@Language.component(CLAUSES)
def end_clauses(doc: Doc) -> Doc:
    """The Doc with sentences set to start behind such semicolons, for a parser that comes after."""
    if any(token.text == SEMICOLON for token in doc):
        tags, words = tuple(token.tag_ for token in doc), tuple(token.text for token in doc)
        for start in find_clause_starts(tags, words):
            doc[start].is_sent_start = True
    return doc
