"""Arcs that end at the nearest word where grammar wants one further up."""

from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.nlp.mending.edits import Edit
from kg.nlp.parse import Parse

FINITE = frozenset({"VBD", "VBZ"})


def over_dates(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """A preposition with a clause is the verb's, over the date between: "accused last week *of* shelling"."""
    del lexicon
    for token, label in enumerate(parse.deps):
        date = parse.heads[token]
        if label == "prep" and parse.deps[date] == "npadvmod" and parse.first(token, "pcomp") is not None:
            yield Edit(token=token, head=parse.heads[date], dep=label)


def over_infinitives(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """A finite verb is joined to a finite one, over the infinitive between: "urged him to leave and *called* for talks"."""
    del lexicon
    for token, label in enumerate(parse.deps):
        infinitive = parse.heads[token]
        if label != "conj" or parse.tags[token] not in FINITE or parse.tags[infinitive] != "VB":
            continue
        if parse.lowers[token] == parse.lemmas[token]:
            # "Promised to come and *put* …" may be an infinitive.
            continue
        finite = next((verb for verb in parse.ancestors(infinitive) if parse.tags[verb] in FINITE), None)
        if finite is not None:
            yield Edit(token=token, head=finite, dep=label)
