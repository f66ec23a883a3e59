"""Nouns that the parser takes for something else."""

from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.nlp.mending.edits import Edit
from kg.nlp.parse import Parse

EXCESS = ("in", "excess", "of")
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})


def adjectives_for_people(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """Ranks and offices that are adjectives elsewhere: "shot *the general*"."""
    for token, tag in enumerate(parse.tags):
        if tag != "JJ" or parse.deps[token] not in ARGUMENTS or parse.first(token, "det") is None:
            continue
        nouns = lexicon.nouns.by_last.get(parse.lowers[token], ())
        if any(len(noun.words) == 1 and (noun.office or noun.honorific) for noun in nouns):
            yield Edit(token=token, head=parse.heads[token], dep=parse.deps[token], tag="NN", pos="NOUN")


def in_excess(parse: Parse, _: Lexicon) -> Iterator[Edit]:
    """The object of "killed *in excess of 60 people*", which the parser takes for that of "in" or "of"."""
    for first, lower in enumerate(parse.lowers):
        number, verb = first + len(EXCESS), parse.heads[first]
        if lower != EXCESS[0] or parse.lowers[first:number] != EXCESS or number >= len(parse):
            continue
        noun = parse.heads[number] if parse.deps[number] == "nummod" else number
        open_ = parse.pos[verb] == "VERB" and verb < first and parse.first(verb, "dobj") is None
        if parse.pos[number] == "NUM" and noun >= number and open_ and verb in parse.ancestors(noun):
            yield Edit(token=noun, head=verb, dep="dobj")
            yield from (Edit(token=n, head=number, dep="quantmod") for n in range(first, number))
