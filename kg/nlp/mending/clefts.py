"""Sentences that put one of their members first: "*it was pilots who* bombed the convoy"."""

from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.nlp.mending.edits import Edit
from kg.nlp.parse import Parse

OBJECTS = {"nsubj": "nsubj", "nsubjpass": "nsubjpass", "dobj": "dobj"}


def clefts(parse: Parse, _: Lexicon) -> Iterator[Edit]:
    """Who or what "it was" that did something is the verb's own subject or object; in "it was not X who" nobody is it."""
    for copula, lemma in enumerate(parse.lemmas):
        if lemma != "be" or parse.first(copula, "neg", "aux") is not None:
            continue
        it, noun = parse.first(copula, "nsubj"), parse.first(copula, "attr")
        clause = None if noun is None else parse.first(noun, "relcl")
        if it is None or parse.lowers[it] != "it" or noun is None or clause is None:
            continue
        pronoun = next((n for n in parse.dependents(clause, *OBJECTS) if parse.tags[n] in ("WP", "WDT")), None)
        if pronoun is None or parse.edges[clause][0] != pronoun or parse.edges[noun][0] != copula + 1:
            continue
        above = parse.heads[copula]
        yield Edit(token=clause, head=clause if above == copula else above, dep=parse.deps[copula])
        yield Edit(token=noun, head=clause, dep=OBJECTS[parse.deps[pronoun]])
        yield Edit(token=copula, head=clause, dep="dep")
