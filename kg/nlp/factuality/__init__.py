"""How real a clause presents an event to be.

The walk goes from the event's word up through what embeds it (modals, governing verbs and nouns, negation, conditions) and
stops where the text takes the event for granted, or where a source's words begin.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.facts import Factuality, Phase
from kg.lexicon.factuality import FactualityWords
from kg.nlp.factuality.words import MODAL_BE, is_infinitive, looked_up, own_value
from kg.nlp.parse import Parse

EMBEDDED = ("xcomp", "ccomp", "dobj", "nsubjpass", "pcomp", "oprd", "csubjpass")
NOMINAL = ("NOUN", "PROPN")
VERBAL = ("VERB", "AUX")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECT_LABELS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


@dataclass(frozen=True, slots=True)
class Reality:
    """The value that the embedding words give an event, and whether they say that it begins, resumes or ends."""

    factuality: Factuality
    phase: Phase | None = None


def reality_of(
    parse: Parse, tokens: Sequence[int], *, words: FactualityWords, stops: frozenset[int], carrier: int | None
) -> Reality:
    """How real the event of these words, its head first, is; `stops` are the heads of what sources say, `carrier` its light verb.

    Words that are a refusal by their own modal and negation, "*will not accept*", are one that is made.
    """
    head = tokens[0]
    refused = any(parse.deps[token] == "neg" for token in tokens)
    value, phase = Factuality.ACTUAL, _phase(parse, head, words)
    ended: Factuality | None = None
    for token, shares in _climb(parse, head, words=words, stops=stops, carrier=carrier):
        if token != head and ended is None:
            phase = phase or looked_up(parse, token, words.phases)
            ended, value = (value, Factuality.ACTUAL) if phase is Phase.ENDS else (None, value)
        if shares and not (refused and token == head):
            reported = _is_reported(parse, token, stops)
            value = _composed(value, own_value(parse, token, words, reported=reported, event=head))
        if (outer := _governor_value(parse, token, words)) is not None:
            value = _composed(value, outer)
    return Reality(value, phase) if ended is None else _ending(ended, value)


def _ending(event: Factuality, end: Factuality) -> Reality:
    """What ends, or should, goes on until then: who "failed to stop the looting" saw it go on."""
    return Reality(event, Phase.ENDS if end is Factuality.ACTUAL else None)


def _phase(parse: Parse, head: int, words: FactualityWords) -> Phase | None:
    """The phase that an attribute of the event's noun tells: "*renewed* shelling"."""
    found = (looked_up(parse, child, words.phases) for child in parse.dependents(head, "amod"))
    return next((phase for phase in found if phase is not None), None)


def _is_reported(parse: Parse, token: int, stops: frozenset[int]) -> bool:
    return token in stops or parse.deps[token] == "ccomp"


def _composed(inner: Factuality, outer: Factuality | None) -> Factuality:
    """Negation of a negation is actual; any other outer value shows only through an actual inner one."""
    if outer is None or outer is Factuality.ACTUAL:
        return inner
    if outer is Factuality.NEGATED:
        return Factuality.ACTUAL if inner is Factuality.NEGATED else Factuality.NEGATED
    return outer if inner is Factuality.ACTUAL else inner


def _climb(
    parse: Parse, head: int, *, words: FactualityWords, stops: frozenset[int], carrier: int | None
) -> Iterator[tuple[int, bool]]:
    """The words that the event's reality depends on, each with whether its own auxiliaries and negation hold for it."""
    token, shares = head, True
    yield token, shares
    while token not in stops and parse.heads[token] != token and not _is_open(parse, token, words):
        above = _embedder(parse, token, words, carrier)
        if above is None:
            return
        shares = parse.deps[token] != "conj" or _shares_auxiliaries(parse, token, above)
        token = above
        yield token, shares


def _is_open(parse: Parse, token: int, words: FactualityWords) -> bool:
    """Whether the clause leaves open what it says, so that nothing above decides it: "not clear *whether* he died"."""
    return any(
        parse.lowers[mark] in words.marks for mark in parse.dependents(token, "mark") if parse.lowers[mark] != "that"
    )


def _shares_auxiliaries(parse: Parse, token: int, first: int) -> bool:
    """Whether "did not" or "will" holds for a second verb too: one of the same form without auxiliaries of its own."""
    own = any(parse.dependents(token, "aux", "auxpass", "neg"))
    return parse.tags[token] == parse.tags[first] and not own


def _embedder(parse: Parse, token: int, words: FactualityWords, carrier: int | None) -> int | None:
    """The word whose own reality the token's depends on; None where the text presupposes the token."""
    label, head = parse.deps[token], parse.heads[token]
    if parse.pos[token] in NOMINAL:
        return _over_noun(parse, token, words, carrier)
    if label in ("nsubj", "csubj") and _unfolds(parse, head, words):
        return head
    if label == "pcomp":
        return _over_preposition(parse, head, words)
    return head if _depends(parse, token, words) else None


def _depends(parse: Parse, token: int, words: FactualityWords) -> bool:
    """Whether a clause is as real as what it hangs on: complements, verbs in a row, infinitives of nouns and governors."""
    label = parse.deps[token]
    if label in ("acl", "advcl"):
        governed = label == "acl" or looked_up(parse, parse.heads[token], words.governors) is not None
        return governed and is_infinitive(parse, token)
    shared = label == "conj" and parse.first(token, *SUBJECT_LABELS) is None
    return shared or label in ("xcomp", "ccomp", "oprd", "acomp", "attr")


def _over_noun(parse: Parse, token: int, words: FactualityWords, carrier: int | None) -> int | None:
    label, head = parse.deps[token], parse.heads[token]
    if carrier is not None and carrier in parse.ancestors(token):
        # Who "took no part in *the* raid" leaves it what it was; who "was not behind the raid" did not do it.
        taken_for_granted = label == "pobj" and _is_definite(parse, token, words) and parse.pos[carrier] != "AUX"
        return None if taken_for_granted else carrier
    if label in ("dobj", "nsubjpass") and (value := looked_up(parse, head, words.governors)) is not None:
        return None if value is Factuality.NEGATED and _is_spoken(parse, token, words) else head
    if label == "nsubj" and _unfolds(parse, head, words):
        return head
    if label == "pobj":
        return _over_preposition(parse, head, words)
    return head if label in ("attr", "conj") and parse.pos[head] in (*VERBAL, *NOMINAL) else None


def _is_spoken(parse: Parse, token: int, words: FactualityWords) -> bool:
    """Whether a noun is for what was said, which stays said: "rejected the *accusation*"."""
    return parse.pos[token] in NOMINAL and parse.lemmas[token] in words.spoken


def _unfolds(parse: Parse, verb: int, words: FactualityWords) -> bool:
    """Whether a verb only says that its subject takes place, begins or ends: "the talks *will resume*"."""
    return parse.first(verb, "dobj") is None and looked_up(parse, verb, words.phases) is not None


def _is_definite(parse: Parse, noun: int, words: FactualityWords) -> bool:
    return any(parse.lowers[child] in words.definites for child in parse.dependents(noun, "det"))


def _over_preposition(parse: Parse, preposition: int, words: FactualityWords) -> int | None:
    """The word over "call *for* a strike", "threat *of* force", "capable *of* hitting", when it says how real that is."""
    above = parse.heads[preposition]
    return above if _governing_by(parse, preposition, words) is not None else None


def _governing_by(parse: Parse, preposition: int, words: FactualityWords) -> Factuality | None:
    """The value that a word gives to what its preposition leads to; none where that is a circumstance: "vowed, *under* a pact"."""
    above = parse.heads[preposition]
    fronted = preposition < above and parse.pos[above] in VERBAL
    around = fronted or parse.lowers[preposition] in words.circumstances
    return None if around else _governing(parse, above, words)


def _governing(parse: Parse, token: int, words: FactualityWords) -> Factuality | None:
    """The value that a verb, noun or adjective gives to what depends on it."""
    if parse.pos[token] in NOMINAL:
        return looked_up(parse, token, words.nouns)
    return looked_up(parse, token, words.adjectives if parse.pos[token] == "ADJ" else words.governors)


def _governor_value(parse: Parse, token: int, words: FactualityWords) -> Factuality | None:
    """What the verb, noun or adjective directly over the token makes of it."""
    label, head = parse.deps[token], parse.heads[token]
    # Who "called *the raid* a crime" asks for none.
    if head == token or (label == "dobj" and parse.first(head, "oprd") is not None):
        return None
    if label in ("pobj", "pcomp"):
        return _governing_by(parse, head, words)
    if label in ("xcomp", "nsubj") and _is_planned(parse, token, head):
        return words.modals.get(MODAL_BE)
    infinitive = label in ("xcomp", "advcl") and is_infinitive(parse, token)
    if infinitive and (aimed := looked_up(parse, head, words.infinitive_governors)) is not None:
        return aimed
    if infinitive or label in EMBEDDED:
        return _value_below(parse, token, head, words)
    return _noun_value(parse, token, head, words) if label == "acl" else None


def _value_below(parse: Parse, token: int, governor: int, words: FactualityWords) -> Factuality | None:
    """What a verb or adjective makes of what it embeds."""
    value = _ended_in(parse, governor, words) if parse.pos[governor] not in NOMINAL else None
    if value is Factuality.NEGATED and _is_spoken(parse, token, words):
        return None
    return value if not is_finite(parse, token) or _holds_for_clause(parse, token, value) else None


def _noun_value(parse: Parse, clause: int, noun: int, words: FactualityWords) -> Factuality | None:
    """What a noun makes of its infinitive, "a *plan* to strike", or leaves open of its clause, "*reports* that it had fallen"."""
    value = looked_up(parse, noun, words.nouns)
    if is_infinitive(parse, clause):
        return value
    return value if value is Factuality.POSSIBLE and parse.first(clause, "mark") is not None else None


def _ended_in(parse: Parse, governor: int, words: FactualityWords) -> Factuality | None:
    """The governor's value; what is tried and *failed*, by a verb beside it that governs nothing else, did not happen."""
    value = _governing(parse, governor, words)
    if value is not Factuality.ATTEMPTED:
        return value
    beside = (verb for verb in parse.dependents(governor, "conj") if parse.first(verb, "xcomp", "dobj", "prep") is None)
    failed = any(looked_up(parse, verb, words.governors) is Factuality.NEGATED for verb in beside)
    return Factuality.NEGATED if failed else value


def _is_planned(parse: Parse, token: int, head: int) -> bool:
    """The verb itself, or the event that is its subject: "they *are to* leave", "the retreat *was to* have begun"."""
    if parse.lemmas[head] != "be" or parse.first(head, "acomp", "attr") is not None:
        return False
    return is_infinitive(parse, token) or any(is_infinitive(parse, verb) for verb in parse.dependents(head, "xcomp"))


def is_finite(parse: Parse, token: int) -> bool:
    """Whether a verb heads a clause with tense: its own form or an auxiliary's."""
    if parse.pos[token] not in VERBAL:
        return False
    return parse.tags[token] in FINITE or any(
        parse.tags[aux] in FINITE for aux in parse.dependents(token, "aux", "auxpass")
    )


def _holds_for_clause(parse: Parse, token: int, value: Factuality | None) -> bool:
    """Whether a governor's value holds for a clause with tense: who insists *that* something happened asks for nothing.

    A clause asks when its verb is subjunctive, as its present under a past shows: "demanded that they *leave*".
    """
    if value is Factuality.REQUESTED:
        tags = parse.tags[token], parse.tags[parse.heads[token]]
        return tags == ("VBP", "VBD") and parse.first(token, "aux", "auxpass") is None
    past = parse.tags[token] == "VBD" or any(
        parse.lowers[aux] in ("had", "was", "were") for aux in parse.children[token]
    )
    return value in (Factuality.POSSIBLE, Factuality.NEGATED) or (value is Factuality.INTENDED and not past)
