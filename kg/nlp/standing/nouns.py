"""Relations that a noun says: of whom it describes ("an *ally* of Y"), or of who has it ("X's *support* for Y")."""

from collections.abc import Iterator

from kg.lexicon.grammar import Grammar
from kg.lexicon.relations import RelationWord
from kg.nlp.parse import Parse
from kg.nlp.standing.values import COPULAS, UNREAL, Standing, is_unreal, related
from kg.nlp.subjects import subject_of

OWNING = ("poss", "amod", "compound", "nmod", "npadvmod")
JOINED = ("of", "to", "with", "for")
REACHING = ("of", "to", "with", "for", "from", "against", "in")
"""Prepositions behind which stands at whom what somebody has is directed."""
GIVING = ("to", "for")
PICKED = frozenset({"one", "some", "part", "member"})
"""Words that pick out of several whom a plural describes: "*one* of our allies"."""


def by_noun(parse: Parse, noun: int, word: RelationWord, grammar: Grammar) -> Iterator[Standing]:
    """The noun's owner is the object, whom the noun describes the subject: "X, an *ally* of Y", "Y *leader* X"."""
    start = _start(parse, noun, word)
    if start is None:
        return
    for subject in _described(parse, noun, grammar):
        owners = list(_owners(parse, noun)) or (list(_owners(parse, subject)) if parse.deps[noun] == "compound" else [])
        for owner in owners:
            if not start <= owner <= noun and owner != subject:
                yield from related(parse, subject, owner, word, (start, noun + 1))


def by_act(parse: Parse, noun: int, word: RelationWord, grammar: Grammar) -> Iterator[Standing]:
    """Who has or gives what the noun denotes is the subject: "X's *support* for Y", "X provides Y with *support*"."""
    start = _start(parse, noun, word)
    if start is None:
        return
    verb, owners = parse.heads[noun], tuple(parse.dependents(noun, "poss"))
    given = parse.deps[noun] == "dobj"
    furnished = parse.deps[noun] == "pobj" and parse.lowers[verb] == "with"
    verb = parse.heads[verb] if furnished else verb
    light = (given or furnished) and parse.lemmas[verb] in word.light and not is_unreal(parse, verb)
    subjects = owners or (subject_of(parse, verb, grammar=grammar) if light else ())
    receivers = () if owners or not light else parse.dependents(verb, "dobj") if furnished else _reached(parse, verb)
    for other in (*_reached(parse, noun), *receivers):
        for subject in subjects:
            yield from related(parse, subject, other, word, (start, noun + 1))


def _reached(parse: Parse, head: int) -> Iterator[int]:
    """At whom something is directed: "support *for Y*", "gave support *to Y*"."""
    for preposition in parse.dependents(head, "prep", "dative"):
        if parse.lowers[preposition] in (REACHING if parse.pos[head] == "NOUN" else GIVING):
            yield from parse.dependents(preposition, "pobj")
    if parse.pos[head] == "VERB":
        yield from (token for token in parse.dependents(head, "dative") if parse.pos[token] != "ADP")


def _start(parse: Parse, noun: int, word: RelationWord) -> int | None:
    """The first token of the pattern that ends at a noun."""
    start = noun - len(word.words) + 1
    fits = start >= 0 and parse.pos[noun] in ("NOUN", "PROPN") and parse.lemmas[start : noun + 1] == word.words
    return start if fits else None


def _described(parse: Parse, noun: int, grammar: Grammar) -> Iterator[int]:
    """Whom a noun is said of: by copula, by apposition on either side, as a title, by "as"; else what it stands for."""
    noun = _picked(parse, noun)
    label, head = parse.deps[noun], parse.heads[noun]
    if label == "attr" and parse.lemmas[head] in COPULAS:
        if not any(parse.deps[child] in UNREAL or parse.tags[child] == "MD" for child in parse.children[head]):
            yield from parse.dependents(head, "nsubj")
    elif label == "appos" or (label == "compound" and parse.pos[head] == "PROPN" and head > noun):
        yield head
    elif label == "pobj" and parse.lowers[head] == "as":
        yield from _acting_as(parse, head, grammar)
    elif label == "oprd":
        # "The king named *X* the head of the army", "*X* was named head of the army".
        yield from (token for token in parse.children[head] if parse.deps[token] in ("dobj", "nsubjpass"))
    else:
        named = parse.first(noun, "appos")
        yield noun if named is None else named


def _acting_as(parse: Parse, preposition: int, grammar: Grammar) -> Iterator[int]:
    """Who does something as what a noun says: "X, *as* part of Y, sent …", "X is known *as* the leader of Y"."""
    holder = parse.heads[preposition]
    if parse.pos[holder] in ("VERB", "AUX"):
        named = () if parse.edges[preposition][0] < holder else tuple(parse.dependents(holder, "dobj"))
        who = named or subject_of(parse, holder, grammar=grammar)
        yield from () if is_unreal(parse, holder) else who
    elif parse.words[preposition - 1] == ",":
        yield holder


def _picked(parse: Parse, noun: int) -> int:
    """The word that picks one out of those whom a plural describes, else the noun: "*one* of our closest allies"."""
    of = parse.heads[noun]
    whole = parse.heads[of]
    picks = parse.deps[noun] == "pobj" and parse.lowers[of] == "of" and parse.lowers[whole] in PICKED
    return whole if picks else noun


def _owners(parse: Parse, noun: int) -> Iterator[int]:
    yield from parse.dependents(noun, *OWNING)
    for preposition in parse.dependents(noun, "prep"):
        if parse.lowers[preposition] in JOINED:
            yield from parse.dependents(preposition, "pobj")
