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
QUESTION_TAGS = frozenset({"WRB", "WP", "WDT", "WP$"})
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


def accusing(parse: Parse, preposition: int, words: FactualityWords) -> bool:
    """Whether a verb says by a preposition what somebody may have done: "charged with murder", not "wanted it for an attack".

    A participle behind a noun is passive, also where the parser takes it for a past tense: "the general, *wanted for* torture".
    """
    verb = parse.heads[preposition]
    if parse.pos[verb] not in ("VERB", "AUX"):
        return False
    undergone = parse.tags[verb] in ("VBN", "VBD") and parse.first(verb, "dobj", "xcomp", "ccomp") is None
    return any(
        rest[-1] == parse.lowers[preposition] and (undergone or rest[0] != PASSIVE)
        for rest, _ in words.accusing.get(parse.lemmas[verb], ())
    )


def is_infinitive(parse: Parse, token: int) -> bool:
    """Whether a verb stands with "to"."""
    return any(parse.tags[child] == "TO" for child in parse.children[token])


def own_value(
    parse: Parse, token: int, words: FactualityWords, *, reported: bool, event: int | None = None
) -> Factuality | None:
    """What the word's own negation, auxiliaries, adverbs, adjectives and conjunctions make of the event.

    In a report "would" is the speaker's "will".
    """
    if is_asked(parse, token) or is_whichever(parse, token, words):
        return Factuality.POSSIBLE if is_asked(parse, token) else Factuality.HYPOTHETICAL
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
    alone = parse.deps[token] in ("advcl", "ROOT") and is_infinitive(parse, token) and not is_extraposed(parse, token)
    return alone and looked_up(parse, parse.heads[token], words.infinitive_governors) is None


def is_extraposed(parse: Parse, token: int) -> bool:
    """Whether an infinitive is what "it" stands for: "*it* was in his interest *to leave*"."""
    above = parse.heads[token]
    told = any(above < n < token for n in parse.dependents(above, "acomp", "attr", "prep"))
    it = any(parse.lowers[n] == "it" for n in parse.dependents(above, *SUBJECTS, "expl"))
    return parse.lemmas[above] == "be" and told and it


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
    if lower in words.inverting and aux == parse.edges[token][0] and parse.first(token, *SUBJECTS) is not None:
        return Factuality.HYPOTHETICAL if parse.words[parse.sentences[parse.sentence_of[token]][1] - 1] != "?" else None
    value = words.modals.get(lower) or words.modals.get(parse.lemmas[aux])
    if lower in words.sensing and parse.lemmas[token] in words.perceiving:
        return Factuality.ACTUAL
    return Factuality.HYPOTHETICAL if value is Factuality.POSSIBLE and _has_condition(parse, token, words) else value


def is_asked(parse: Parse, token: int) -> bool:
    """Whether the clause asks if it is so: its auxiliary stands before its subject, with no question word before them.

    *Did the army shell the town?* leaves it open; *why did the army shell it?* takes it for granted.
    """
    subject = parse.first(token, *SUBJECTS)
    aux = parse.first(token, "aux", "auxpass")
    start = parse.edges[token][0]
    opens = start + (parse.tags[start] == "``")
    if subject is None or aux is None or aux > subject or aux != opens:
        return False
    end = parse.edges[token][1]
    return (
        "?" in parse.words[max(token, end - 2) : end + 2] and parse.tags[aux - 1 if aux else aux] not in QUESTION_TAGS
    )


def is_whichever(parse: Parse, token: int, words: FactualityWords) -> bool:
    """Whether a noun speaks of one that may come: "*such* an attack *will* be answered"."""
    if not any(parse.lowers[child] in words.free for child in parse.dependents(token, "det", "predet")):
        return False
    verb = next((above for above in parse.ancestors(token) if parse.pos[above] in ("VERB", "AUX")), None)
    if verb is None or is_negated(parse, verb, words, event=token):
        return False
    finite = next(parse.dependents(verb, "aux", "auxpass"), verb)
    return parse.tags[finite] in ("MD", "TO", *PRESENT)


def _has_condition(parse: Parse, token: int, words: FactualityWords) -> bool:
    marks = (mark for clause in parse.dependents(token, "advcl") for mark in parse.dependents(clause, "mark"))
    return any(words.marks.get(parse.lowers[mark]) is Factuality.HYPOTHETICAL for mark in marks)


def introduced(parse: Parse, token: int, words: FactualityWords) -> Factuality | None:
    """What a conjunction of several words, or a preposition, right before the clause says: "*instead of* attacking"."""
    if parse.deps[token] not in ("pcomp", "pobj", "acl", "advcl", "xcomp", "ccomp"):
        return None
    end = parse.edges[token][0]
    end += parse.tags[end] == "TO"
    before = [word for word in parse.lowers[max(0, end - PHRASE) : end] if word not in ("the", "a", "an")]
    sizes = range(len(before), 0 if parse.deps[token] in ("pcomp", "pobj") else 1, -1)
    # "*Provided that* they leave": the marker stands inside the clause.
    own = " ".join((parse.lowers[end - 1], parse.lowers[end])) if end else ""
    if own in words.marks:
        return words.marks[own]
    return next((words.marks[key] for size in sizes if (key := " ".join(before[-size:])) in words.marks), None)


def is_command(parse: Parse, token: int) -> bool:
    """Whether the verb is an imperative that somebody is quoted with: "*Release* the nurses"."""
    if parse.tags[token] != "VB" or any(parse.dependents(token, "aux", "auxpass", *SUBJECTS)):
        return False
    start = parse.edges[token][0]
    quoted = parse.tags[start] == "``" or (start > 0 and parse.tags[start - 1] == "``")
    return quoted and parse.deps[token] in ("ROOT", "ccomp", "xcomp", "advcl", "parataxis")


def is_negated(parse: Parse, token: int, words: FactualityWords, *, event: int | None = None) -> bool:
    """Whether an odd number of negations stands with the word: "not", "never", "no", a subject with "no" or "neither".

    The `event` itself may be the verb's subject; its "no" is its own.
    """
    if _is_until(parse, token, words):
        return False
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
    # The "not" of "*not yet*" counts by itself.
    counted = adverb > 0 and parse.deps[adverb - 1] == "neg" and parse.heads[adverb - 1] == parse.heads[adverb]
    joined = None if counted else words.adverbs.get(f"{before} {lower}")
    return Factuality.NEGATED in (words.adverbs.get(lower), joined)


def _is_until(parse: Parse, token: int, words: FactualityWords) -> bool:
    """Whether the clause tells when it came to be so at last: "did not fall *until* May"."""
    past = any(parse.tags[aux] == "VBD" for aux in parse.dependents(token, "aux"))
    until = (n for n in parse.dependents(token, "prep") if parse.lowers[n] in words.ahead)
    return past and any(parse.first(n, "pobj") is not None for n in until)


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
