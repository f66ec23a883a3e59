"""How real a clause presents an event to be.

The walk goes from the event's word up through what embeds it (modals, governing verbs and nouns, negation, conditions) and
stops where the text takes the event for granted, or where a source's words begin.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.facts import Factuality, Phase
from kg.lexicon.factuality import FactualityWords
from kg.nlp.factuality.governing import (
    FINITE,
    NOMINAL,
    VERBAL,
    governing_by,
    governor_value,
    is_left_open,
    is_spoken,
    predicated_value,
)
from kg.nlp.factuality.words import accusing, is_infinitive, looked_up, own_value
from kg.nlp.parse import Parse

SUBJECT_LABELS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


@dataclass(frozen=True, slots=True)
class Reality:
    """The value that the embedding words give an event, and whether they say that it begins, resumes or ends."""

    factuality: Factuality
    phase: Phase | None = None


def reality_of(
    parse: Parse,
    tokens: Sequence[int],
    *,
    words: FactualityWords,
    stops: Mapping[int, Factuality],
    carrier: int | None,
) -> Reality:
    """How real the event of these words, its head first, is; `carrier` is the event's light verb.

    `stops` are the heads of what sources say, each with what that makes of it: possible where it is only doubted. Words
    that are a refusal by their own modal and negation, "*will not accept*", are one that is made.
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
        if is_left_open(parse, token, words):
            value = _composed(value, Factuality.POSSIBLE)
            break
        if (outer := governor_value(parse, token, words)) is not None:
            value = _composed(value, outer)
        value = _composed(value, stops.get(token))
    return Reality(value, phase) if ended is None else _ending(ended, value)


def _ending(event: Factuality, end: Factuality) -> Reality:
    """What ends, or should, goes on until then: who "failed to stop the looting" saw it go on."""
    return Reality(event, Phase.ENDS if end is Factuality.ACTUAL else None)


def _phase(parse: Parse, head: int, words: FactualityWords) -> Phase | None:
    """The phase that an attribute of the event's noun tells: "*renewed* shelling"."""
    found = (looked_up(parse, child, words.phases) for child in parse.dependents(head, "amod"))
    return next((phase for phase in found if phase is not None), None)


def _is_reported(parse: Parse, token: int, stops: Collection[int]) -> bool:
    """Whether somebody's words tell of it, or of the verb that it stands in a row with."""
    while parse.deps[token] == "conj" and parse.pos[parse.heads[token]] in VERBAL and token not in stops:
        token = parse.heads[token]
    return token in stops or parse.deps[token] == "ccomp"


def _composed(inner: Factuality, outer: Factuality | None) -> Factuality:
    """Negation of a negation is actual; a supposition supposes whatever it holds.

    Any other outer value shows only through an actual inner one.
    """
    if outer is None or outer is Factuality.ACTUAL:
        return inner
    if outer is Factuality.HYPOTHETICAL and inner is not Factuality.NEGATED:
        return outer
    if outer is Factuality.NEGATED:
        return Factuality.ACTUAL if inner is Factuality.NEGATED else Factuality.NEGATED
    return outer if inner is Factuality.ACTUAL else inner


def _climb(
    parse: Parse, head: int, *, words: FactualityWords, stops: Collection[int], carrier: int | None
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
    if label in ("acl", "relcl", "advcl"):
        governed = label != "advcl" or looked_up(parse, parse.heads[token], words.governors) is not None
        return governed and is_infinitive(parse, token)
    # "Vowed to free them and *arrested* more": a verb with tense is in no row with an infinitive.
    apart = parse.tags[token] in FINITE and is_infinitive(parse, parse.heads[token])
    shared = label == "conj" and parse.first(token, *SUBJECT_LABELS) is None and not apart
    return shared or label in ("xcomp", "ccomp", "oprd", "acomp", "attr")


def _over_noun(parse: Parse, token: int, words: FactualityWords, carrier: int | None) -> int | None:
    label, head = parse.deps[token], parse.heads[token]
    if carrier is not None and carrier in parse.ancestors(token):
        # Who "took no part in *the* raid" leaves it what it was; who "was not behind the raid" did not do it.
        taken_for_granted = label == "pobj" and _is_definite(parse, token, words) and parse.pos[carrier] != "AUX"
        return None if taken_for_granted else carrier
    if label in ("dobj", "nsubjpass") and (value := looked_up(parse, head, words.governors)) is not None:
        return None if value is Factuality.NEGATED and is_spoken(parse, token, words) else head
    if label == "nsubj" and (_unfolds(parse, head, words) or predicated_value(parse, token, words) is not None):
        return head
    if label == "pobj":
        return _over_preposition(parse, head, words)
    return head if label in ("attr", "conj") and parse.pos[head] in (*VERBAL, *NOMINAL) else None


def _unfolds(parse: Parse, verb: int, words: FactualityWords) -> bool:
    """Whether a verb only says that its subject takes place, begins or ends: "the talks *will resume*"."""
    return parse.first(verb, "dobj") is None and looked_up(parse, verb, words.phases) is not None


def _is_definite(parse: Parse, noun: int, words: FactualityWords) -> bool:
    return any(parse.lowers[child] in words.definites for child in parse.dependents(noun, "det"))


def _over_preposition(parse: Parse, preposition: int, words: FactualityWords) -> int | None:
    """The word over "call *for* a strike", "threat *of* force", "capable *of* hitting", when it says how real that is."""
    above = parse.heads[preposition]
    if accusing(parse, preposition, words):
        # Who was *not charged with* the murder leaves it what it was.
        return None
    return above if governing_by(parse, preposition, words) is not None else None
