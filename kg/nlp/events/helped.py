"""Who does what somebody is helped in: "backs *Chad* in the fight against X", "aid to *the army* in its campaign"."""

from collections.abc import Iterator

from kg.lexicon.grammar import Grammar
from kg.nlp.lists import conjuncts
from kg.nlp.parse import Parse
from kg.nlp.slots import Slots

HELP_IN = "in"
HELPED = ("for", "to", "of", "with")
"""Prepositions that lead from a noun of help to those who are helped."""
REACH = 6
"""Words between the nominal and the verb of help: "support *for the people of* X in the fight"."""


def add_helped(parse: Parse, slots: Slots, noun: int, grammar: Grammar) -> None:
    """File who is helped in what the noun names as its doers; "its" is theirs then."""
    found = [one for token in _helped(parse, noun, grammar) for one in conjuncts(parse, token) if one != noun]
    if not found:
        return
    named = [token for token in slots.get("poss", ()) if parse.tags[token] != "PRP$"]
    if not named and "by" not in slots:
        slots["poss"] = found


def _helped(parse: Parse, noun: int, grammar: Grammar) -> Iterator[int]:
    preposition = parse.heads[noun]
    if parse.deps[noun] != "pobj" or parse.lowers[preposition] != HELP_IN:
        return
    inner = preposition
    for n, helper in enumerate(parse.ancestors(preposition)):
        if n == REACH:
            return
        if parse.lemmas[helper] in grammar.helping and parse.pos[helper] in ("VERB", "NOUN"):
            yield from _objects(parse, helper, inner)
            return
        inner = helper


def _objects(parse: Parse, helper: int, inner: int) -> Iterator[int]:
    """The object of a verb of help that stands before the phrase; of a noun of help, what it is for."""
    if parse.pos[helper] == "VERB":
        yield from (token for token in parse.dependents(helper, "dobj", "nsubjpass") if token <= inner)
        return
    for preposition in parse.dependents(helper, "prep"):
        if parse.lowers[preposition] in HELPED and preposition <= inner:
            yield from parse.dependents(preposition, "pobj")
