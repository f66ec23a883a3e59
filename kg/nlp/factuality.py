"""How real a clause presents an event to be.

The walk goes from the event's word up through what embeds it (modals, governing verbs and nouns, negation, conditions) and
stops where the text takes the event for granted, or where a source's words begin.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kg.facts import Factuality, Phase
from kg.lexicon.factuality import FactualityWords
from kg.nlp.parse import Parse

EMBEDDED = ("xcomp", "ccomp", "dobj", "nsubjpass", "pcomp", "oprd", "csubjpass")
NOMINAL = ("NOUN", "PROPN")
VERBAL = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Reality:
    """The value that the embedding words give an event, and whether they say that it begins, resumes or ends."""

    factuality: Factuality
    phase: Phase | None = None


def reality_of(parse: Parse, head: int, *, words: FactualityWords, stops: frozenset[int], carrier: int | None) -> Reality:
    """How real the event at a token is; `stops` are the heads of what sources say, `carrier` the event's light verb."""
    value, phase = Factuality.ACTUAL, None
    for token in _climb(parse, head, words=words, stops=stops, carrier=carrier):
        value = _composed(value, _own_value(parse, token, words))
        phase = phase or (_looked_up(parse, token, words.phases) if token != head else None)
        if (outer := _governor_value(parse, token, words)) is not None:
            value = _composed(value, outer)
    return Reality(value, phase)


def _composed(inner: Factuality, outer: Factuality | None) -> Factuality:
    """Negation of a negation is actual; any other outer value shows only through an actual inner one."""
    if outer is None or outer is Factuality.ACTUAL:
        return inner
    if outer is Factuality.NEGATED:
        return Factuality.ACTUAL if inner is Factuality.NEGATED else Factuality.NEGATED
    return outer if inner is Factuality.ACTUAL else inner


def _climb(
    parse: Parse, head: int, *, words: FactualityWords, stops: frozenset[int], carrier: int | None
) -> Iterator[int]:
    token = head
    yield token
    while token not in stops and parse.heads[token] != token:
        above = _embedder(parse, token, words, carrier)
        if above is None:
            return
        token = above
        yield token


def _embedder(parse: Parse, token: int, words: FactualityWords, carrier: int | None) -> int | None:
    """The word whose own reality the token's depends on; None where the text presupposes the token."""
    label, head = parse.deps[token], parse.heads[token]
    if parse.pos[token] in NOMINAL:
        if carrier is not None and carrier in parse.ancestors(token):
            return carrier
        if label in ("dobj", "nsubjpass", "nsubj") and _looked_up(parse, head, words.governors) is not None:
            return head
        if label == "pobj":
            return _over_preposition(parse, head, words)
        return head if label in ("attr", "conj") and parse.pos[head] in (*VERBAL, *NOMINAL) else None
    if label in ("conj",) and not any(parse.dependents(token, "nsubj", "nsubjpass")):
        return head
    if label in ("xcomp", "ccomp", "oprd", "acomp", "attr"):
        return head
    if label == "acl" and _is_infinitive(parse, token):
        return head
    if label == "pcomp":
        return _over_preposition(parse, head, words)
    return head if label == "advcl" and _is_infinitive(parse, token) and parse.lemmas[head] in words.governors else None


def _over_preposition(parse: Parse, preposition: int, words: FactualityWords) -> int | None:
    """The verb or noun over "call *for* a strike", "threat *of* force", when it says how real its object is."""
    above = parse.heads[preposition]
    table = words.nouns if parse.pos[above] in NOMINAL else words.governors
    return above if _looked_up(parse, above, table) is not None else None


T = TypeVar("T")


def _looked_up(parse: Parse, token: int, table: Mapping[str, T]) -> T | None:
    """What a table has for a word with its particle or preposition ("call off"), else for the word alone.

    None for a word whose particle makes another verb of it.
    """
    lemma = parse.lemmas[token]
    for child in parse.children[token]:
        if parse.deps[child] in ("prt", "prep", "agent"):
            found = table.get(f"{lemma} {parse.lowers[child]}")
            if found is not None:
                return found
    if parse.first(token, "prt") is not None:
        return None
    return table.get(lemma)


def _is_infinitive(parse: Parse, token: int) -> bool:
    return any(parse.tags[child] == "TO" for child in parse.children[token])


def _own_value(parse: Parse, token: int, words: FactualityWords) -> Factuality | None:
    """What the word's own negation, auxiliaries, adverbs, adjectives and conjunctions make of it."""
    found: Factuality | None = None
    negated = False
    for child in parse.children[token]:
        label, lower, lemma = parse.deps[child], parse.lowers[child], parse.lemmas[child]
        if label == "neg" or (label == "det" and lemma == "no"):
            negated = not negated
        elif label == "aux":
            found = found or words.modals.get(lower) or words.modals.get(lemma)
        elif label == "advmod":
            value = words.adverbs.get(lower)
            negated = negated != (value is Factuality.NEGATED)
            found = found or (value if value is not Factuality.NEGATED else None)
        elif label == "amod":
            found = found or words.adjectives.get(lower) or words.adjectives.get(lemma)
        elif label == "mark":
            found = found or words.marks.get(lower)
    if found is None and parse.deps[token] == "advcl" and _is_infinitive(parse, token):
        found = Factuality.INTENDED
    return Factuality.NEGATED if negated else found


def _governor_value(parse: Parse, token: int, words: FactualityWords) -> Factuality | None:
    """What the verb, noun or adjective directly over the token makes of it."""
    label, head = parse.deps[token], parse.heads[token]
    if head == token:
        return None
    if label in ("pobj", "pcomp"):
        head = parse.heads[head]
        table = words.nouns if parse.pos[head] in NOMINAL else words.governors
        return _looked_up(parse, head, table)
    if label in EMBEDDED or (label == "advcl" and _is_infinitive(parse, token)):
        table = words.adjectives if parse.pos[head] == "ADJ" else words.governors
        return _looked_up(parse, head, table)
    if label == "acl" and _is_infinitive(parse, token):
        return words.nouns.get(parse.lemmas[head])
    if label == "nsubj" and parse.pos[token] in NOMINAL:
        return _looked_up(parse, head, words.governors)
    return None
