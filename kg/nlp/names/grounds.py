"""Where a verb or noun says that a name is a place's: "rebels *shelled* X", "X was *besieged*", "the *siege* of X"."""

from kg.nlp.mentions import Mention
from kg.nlp.parse import Parse

LOOSE = frozenset({None, "Person", "Organization", "Group"})
"""Classes that the model alone gives a name, rightly or not."""
UNDERGOING = ("dobj", "nsubjpass")


def is_taken(parse: Parse, start: int, end: int, *, words: frozenset[str]) -> bool:
    """Whether the tokens [start, end), or what they are coordinated with, undergo what is done to places."""
    token = _head(parse, start, end)
    while parse.deps[token] == "conj":
        token = parse.heads[token]
    above = parse.heads[token]
    if parse.deps[token] == "pobj" and parse.lowers[above] == "of":
        noun = parse.heads[above]
        return parse.lemmas[noun] in words and parse.pos[noun] == "NOUN"
    return parse.deps[token] in UNDERGOING and parse.lemmas[above] in words and parse.pos[above] in ("VERB", "AUX")


def class_as_taken(parse: Parse, mention: Mention, *, grounds: frozenset[str], surely: frozenset[str]) -> str | None:
    """The class of a name whose namesakes alone are known: a town's if it undergoes what is done to towns.

    `grounds` are words of what is done to places, `surely` those of what is hardly done to persons.
    """
    if mention.type not in LOOSE:
        return mention.type
    words = surely if mention.type == "Person" else grounds
    return "Settlement" if is_taken(parse, mention.start, mention.end, words=words) else mention.type


def _head(parse: Parse, start: int, end: int) -> int:
    """The token of a name that what is outside governs, its last where none does."""
    return next((t for t in range(start, end) if not start <= parse.heads[t] < end), end - 1)
