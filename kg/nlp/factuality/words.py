"""What a word and its nearest dependents make of the event that it tells of."""

from collections.abc import Iterator
from typing import TypeVar

from kg.facts import Factuality
from kg.lexicon.factuality import PASSIVE, FactualityWords, Words
from kg.nlp.parse import Parse

T = TypeVar("T")
MODAL_BE = "be to"
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PRESENT = frozenset({"VBZ", "VBP"})
PHRASE = 5
"""Words that a complex conjunction has at most: "with the aim of" has four."""


def looked_up(parse: Parse, token: int, table: Words[T]) -> T | None:
    """What a table has for a word with its particle, preposition or object ("call off"), else for the word alone.

    None for a word whose particle makes another verb of it.
    """
    for rest, value in table.get(parse.lemmas[token], ()):
        if rest and _follows(parse, token, rest):
            return value
        if not rest and parse.first(token, "prt") is None:
            return value
    return None


def _follows(parse: Parse, token: int, rest: tuple[str, ...]) -> bool:
    """Whether the further words depend on the word or on one another."""
    if rest[0] == PASSIVE:
        return is_passive(parse, token) and (not rest[1:] or _follows(parse, token, rest[1:]))
    at = token
    for word in rest:
        found = next((c for c in parse.children[at] if c > token and word in (parse.lowers[c], parse.lemmas[c])), None)
        if found is None:
            return False
        at = found
    return True


def is_passive(parse: Parse, token: int) -> bool:
    """Whether a verb stands in the passive and nobody is named as its doer."""
    return parse.first(token, "auxpass") is not None and parse.first(token, "agent") is None


def is_infinitive(parse: Parse, token: int) -> bool:
    """Whether a verb stands with "to"."""
    return any(parse.tags[child] == "TO" for child in parse.children[token])


def own_value(
    parse: Parse, token: int, words: FactualityWords, *, reported: bool, event: int | None = None
) -> Factuality | None:
    """What the word's own negation, auxiliaries, adverbs, adjectives and conjunctions make of the event.

    In a report "would" is the speaker's "will".
    """
    value = introduced(parse, token, words) or _modified(parse, token, words, reported=reported)
    # A purpose; in a headline what is to be: "Uganda *to withdraw* troops".
    if value is None and _is_purpose(parse, token, words):
        value = Factuality.INTENDED
    if value is None and is_command(parse, token):
        value = Factuality.REQUESTED
    if value is Factuality.HYPOTHETICAL:
        # "If they do *not* withdraw": whether they do is open.
        return value
    if value is Factuality.NEGATED:
        return None if is_negated(parse, token, words, event=event) else value
    return Factuality.NEGATED if is_negated(parse, token, words, event=event) else value


def _is_purpose(parse: Parse, token: int, words: FactualityWords) -> bool:
    """Whether an infinitive stands alone or behind a clause whose verb does not say by itself how real it is."""
    alone = parse.deps[token] in ("advcl", "ROOT") and is_infinitive(parse, token)
    return alone and looked_up(parse, parse.heads[token], words.infinitive_governors) is None


def _modified(parse: Parse, token: int, words: FactualityWords, *, reported: bool) -> Factuality | None:
    """What auxiliaries, adverbs and adjectives say, negation apart."""
    found: Factuality | None = None
    for child in parse.children[token]:
        label, lower, lemma = parse.deps[child], parse.lowers[child], parse.lemmas[child]
        if label == "aux":
            found = found or _modal(parse, token, child, words, reported=reported)
        elif label == "advmod" and words.adverbs.get(lower) is not Factuality.NEGATED:
            found = found or words.adverbs.get(lower)
        elif label in ("amod", "det"):
            # "Would answer *any* attack"
            found = found or looked_up(parse, child, words.adjectives) or _bare(words.adjectives, lower)
        elif label == "mark" and lemma != "that":
            found = found or words.marks.get(lower) or (words.ahead.get(lower) if _looks_ahead(parse, token) else None)
    return found if found is not Factuality.ACTUAL else None


def _looks_ahead(parse: Parse, token: int) -> bool:
    """Whether a clause of time is in the present: "before it *strikes*", but "before it *struck*"."""
    return next((parse.tags[aux] for aux in parse.dependents(token, "aux", "auxpass")), parse.tags[token]) in PRESENT


def _bare(table: Words[Factuality], word: str) -> Factuality | None:
    return next((value for rest, value in table.get(word, ()) if not rest), None)


def _modal(parse: Parse, token: int, aux: int, words: FactualityWords, *, reported: bool) -> Factuality | None:
    lower = parse.lowers[aux]
    perfect = any(parse.lemmas[child] == "have" for child in parse.dependents(token, "aux"))
    if reported and not perfect and lower in words.reported:
        return words.reported[lower]
    if lower == "had" and aux == parse.edges[token][0] and parse.first(token, "nsubj", "nsubjpass") is not None:
        return Factuality.HYPOTHETICAL if parse.words[parse.sentences[parse.sentence_of[token]][1] - 1] != "?" else None
    value = words.modals.get(lower) or words.modals.get(parse.lemmas[aux])
    return Factuality.HYPOTHETICAL if value is Factuality.POSSIBLE and _has_condition(parse, token, words) else value


def _has_condition(parse: Parse, token: int, words: FactualityWords) -> bool:
    marks = (mark for clause in parse.dependents(token, "advcl") for mark in parse.dependents(clause, "mark"))
    return any(words.marks.get(parse.lowers[mark]) is Factuality.HYPOTHETICAL for mark in marks)


def introduced(parse: Parse, token: int, words: FactualityWords) -> Factuality | None:
    """What a conjunction of several words, or a preposition, right before the clause says: "*instead of* attacking"."""
    if parse.deps[token] not in ("pcomp", "pobj", "acl", "advcl", "xcomp"):
        return None
    end = parse.edges[token][0]
    end += parse.tags[end] == "TO"
    before = [word for word in parse.lowers[max(0, end - PHRASE) : end] if word not in ("the", "a", "an")]
    sizes = range(len(before), 0 if parse.deps[token] in ("pcomp", "pobj") else 1, -1)
    return next((words.marks[key] for size in sizes if (key := " ".join(before[-size:])) in words.marks), None)


def is_command(parse: Parse, token: int) -> bool:
    """Whether the verb is an imperative that somebody is quoted with: "*Release* the nurses"."""
    if parse.tags[token] != "VB" or any(parse.dependents(token, "aux", "auxpass", *SUBJECTS)):
        return False
    start = parse.edges[token][0]
    quoted = parse.tags[start] == "``" or (start > 0 and parse.tags[start - 1] == "``")
    return quoted and parse.deps[token] in ("ROOT", "ccomp", "advcl", "parataxis")


def is_negated(parse: Parse, token: int, words: FactualityWords, *, event: int | None = None) -> bool:
    """Whether an odd number of negations stands with the word: "not", "never", "no", a subject with "no" or "neither".

    The `event` itself may be the verb's subject; its "no" is its own.
    """
    count = any(_quantified(parse, noun, words) for noun in _nominals(parse, token) if noun != event)
    for child in parse.children[token]:
        label, lower = parse.deps[child], parse.lowers[child]
        if (
            label == "neg"
            or (label in ("det", "preconj") and lower in words.quantifiers)
            or (label == "advmod" and _adverb_negates(parse, child, words))
        ):
            count = not count
    return bool(count)


def _adverb_negates(parse: Parse, adverb: int, words: FactualityWords) -> bool:
    lower = parse.lowers[adverb]
    before = parse.lowers[adverb - 1] if adverb else ""
    return Factuality.NEGATED in (words.adverbs.get(lower), words.adverbs.get(f"{before} {lower}"))


def _nominals(parse: Parse, token: int) -> Iterator[int]:
    if parse.pos[token] in ("VERB", "AUX"):
        yield from parse.dependents(token, *SUBJECTS, "dobj")
        if parse.first(token, "expl") is not None:
            yield from parse.dependents(token, "attr")
        if parse.deps[token] == "conj" and parse.first(token, *SUBJECTS) is None:
            yield from parse.dependents(parse.heads[token], *SUBJECTS)


def _quantified(parse: Parse, noun: int, words: FactualityWords) -> bool:
    """Whether a noun phrase says that there is none: "*no* soldier", "*neither* side", "*nobody*", "*not one* man"."""
    start = parse.edges[noun][0]
    spans = (" ".join(parse.lowers[start : start + size]) for size in (2, 3))
    if parse.lowers[noun] in words.quantifiers or any(span in words.quantifiers for span in spans):
        return True
    return any(parse.lowers[child] in words.quantifiers for child in parse.dependents(noun, "det", "preconj"))
