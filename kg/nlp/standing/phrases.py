"""Relations that adjectives, prefixes and prepositions say: "*loyal to* Y", "*pro*-Y", "*in support of* Y"."""

from collections.abc import Iterator

from kg.lexicon.grammar import Grammar
from kg.lexicon.relations import RelationWord
from kg.nlp.parse import Parse
from kg.nlp.standing.values import COPULAS, NOMINAL, Standing, bearer, end_of, is_unreal, related
from kg.nlp.subjects import subject_of


def by_adjective(parse: Parse, token: int, word: RelationWord, _: Grammar) -> Iterator[Standing]:
    """The word before the hyphen in "Iran-*backed* rebels", behind the preposition in "*loyal* to X"."""
    if len(word.words) == 1:
        yield from _hyphened(parse, token, word)
        return
    end = end_of(parse, token, word.words[1:])
    if end is None or is_unreal(parse, token):
        return
    head = parse.heads[token]
    subjects = list(parse.dependents(head, "nsubj")) if parse.lemmas[head] in COPULAS else [bearer(parse, head)]
    for subject in subjects:
        for other in parse.dependents(end, "pobj"):
            yield from related(parse, subject, other, word, (token, end + 1))


def _hyphened(parse: Parse, token: int, word: RelationWord) -> Iterator[Standing]:
    if token > 1 and parse.words[token - 1] == "-" and parse.deps[token] in ("amod", "compound", "nmod"):
        yield from related(parse, parse.heads[token], token - 2, word, (token, token + 1))


def by_prefix(parse: Parse, token: int, word: RelationWord, _: Grammar) -> Iterator[Standing]:
    """What a noun is for or against stands behind the hyphen: "*pro*-Russian fighters"."""
    side = token + 2
    if side >= len(parse) or parse.words[token + 1] != "-":
        return
    noun = parse.heads[side] if parse.deps[side] in ("amod", "compound", "nmod") else None
    if noun is not None and noun > side:
        yield Standing(subject=noun, object=side, word=word, trigger=(token, side + 1))


def by_phrase(parse: Parse, token: int, word: RelationWord, grammar: Grammar) -> Iterator[Standing]:
    """What a preposition is said of: the noun before it, else who does what its verb says."""
    end = end_of(parse, token, word.words[1:])
    if end is None or parse.pos[token] not in ("ADP", "SCONJ", "VERB"):
        return
    head = parse.heads[token]
    if parse.pos[head] in NOMINAL and parse.pos[head] != "ADJ":
        subjects: tuple[int, ...] = (head,)
    else:
        subjects = _doers(parse, head, grammar)
    for subject in subjects:
        for other in parse.dependents(end, "pobj"):
            yield from related(parse, subject, other, word, (token, end + 1))


def _doers(parse: Parse, head: int, grammar: Grammar) -> tuple[int, ...]:
    """The subject of a verb, or of the copula of an adjective: "X remains steadfast *in support of* Y"."""
    verb = parse.heads[head] if parse.pos[head] == "ADJ" else head
    if parse.pos[verb] not in ("VERB", "AUX") or is_unreal(parse, verb) or parse.first(verb, "nsubjpass") is not None:
        return ()
    return subject_of(parse, verb, grammar=grammar)
