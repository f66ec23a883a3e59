"""Whom numerals and pronouns without a noun stand for: "killed eight policemen and captured *two* more", "hurt *no one*"."""

from collections.abc import Iterator

from kg.lexicon.grammar import Grammar
from kg.nlp.events.values import ClassesAt
from kg.nlp.parse import Parse
from kg.nlp.voice import PASSIVE_SUBJECTS, SUBJECTS

FILLING = ("dobj", *SUBJECTS, *PASSIVE_SUBJECTS)
PLURAL = frozenset({"NNS", "NNPS"})


def with_elided(parse: Parse, classes_at: ClassesAt, grammar: Grammar) -> ClassesAt:
    """The classes of entities, and of what stands for people without naming them."""

    def classes(token: int) -> frozenset[str] | None:
        found = classes_at(token)
        if found is None and (parse.pos[token] == "NUM" or parse.lemmas[token] in grammar.bare_numbers):
            return _of_numeral(parse, token, classes_at, grammar)
        if found is None and is_nobody(parse, token, grammar.nobodies):
            return grammar.people
        return found

    return classes


def _of_numeral(parse: Parse, numeral: int, classes_at: ClassesAt, grammar: Grammar) -> frozenset[str] | None:
    if parse.deps[numeral] == "nummod":
        # "Six *dead*", "left 30 *homeless*": a state that people are in.
        return grammar.people if parse.pos[parse.heads[numeral]] in ("ADJ", "VERB") else None
    if parse.deps[numeral] not in FILLING or any(parse.lowers[c] == "of" for c in parse.dependents(numeral, "prep")):
        return None
    counted = next(_counted_before(parse, numeral), None)
    return grammar.people if counted is None else _people(classes_at(counted))


def _people(classes: frozenset[str] | None) -> frozenset[str] | None:
    """The classes of people; of things that are counted nobody stands for one."""
    return classes if classes and "Actor" in classes else None


def _counted_before(parse: Parse, numeral: int) -> Iterator[int]:
    """The counted nouns before a numeral in its sentence, the nearest first, that a verb is told of."""
    start, _ = parse.sentences[parse.sentence_of[numeral]]
    for token in range(numeral - 1, start - 1, -1):
        if parse.tags[token] in PLURAL and parse.deps[token] in FILLING and parse.first(token, "nummod") is not None:
            yield token


def is_nobody(parse: Parse, token: int, nobodies: frozenset[str]) -> bool:
    """*Nobody*, and *no one* in two words."""
    if parse.lowers[token] in nobodies:
        return True
    return token > 0 and f"{parse.lowers[token - 1]} {parse.lowers[token]}" in nobodies
