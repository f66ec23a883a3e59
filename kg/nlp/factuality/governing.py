"""What the verb, noun or adjective over an event makes of it."""

from kg.facts import Factuality
from kg.lexicon.factuality import FactualityWords
from kg.nlp.factuality.words import MODAL_BE, accusing, is_extraposed, is_infinitive, is_negated, looked_up
from kg.nlp.parse import Parse

EMBEDDED = ("xcomp", "ccomp", "dobj", "nsubjpass", "pcomp", "oprd", "csubjpass")
NOMINAL = ("NOUN", "PROPN")
VERBAL = ("VERB", "AUX")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_left_open(parse: Parse, token: int, words: FactualityWords) -> bool:
    """Whether what would undo the event is itself not done, so that the event stays open: "did *not rule out* an attack"."""
    above = parse.heads[token]
    if parse.deps[token] not in EMBEDDED or looked_up(parse, above, words.opening) is None:
        return False
    refused = looked_up(parse, parse.heads[above], words.governors) is Factuality.NEGATED
    return is_negated(parse, above, words) or (refused and is_infinitive(parse, above))


def governor_value(parse: Parse, token: int, words: FactualityWords) -> Factuality | None:
    """What the verb, noun or adjective directly over the token makes of it."""
    label, head = parse.deps[token], parse.heads[token]
    # Who "called *the raid* a crime" asks for none.
    if head == token or (label == "dobj" and parse.first(head, "oprd") is not None):
        return None
    if label in ("pobj", "pcomp"):
        return governing_by(parse, head, words)
    if label == "nsubj" or (label == "xcomp" and _is_planned(parse, token, head)):
        planned = words.modals.get(MODAL_BE) if _is_planned(parse, token, head) else None
        return planned if planned is not None else predicated_value(parse, token, words)
    if label in ("xcomp", "advcl", "ccomp") and is_infinitive(parse, token):
        return _infinitive_value(parse, token, head, words)
    if label in EMBEDDED:
        return _value_below(parse, token, head, words)
    return _noun_value(parse, token, head, words) if label in ("acl", "relcl") else None


def predicated_value(parse: Parse, noun: int, words: FactualityWords) -> Factuality | None:
    """What a predicate says of an event that is its subject: "an attack is *likely*", "talks would be *possible*"."""
    copula = parse.heads[noun]
    if parse.pos[noun] not in NOMINAL or parse.lemmas[copula] not in ("be", "seem", "remain", "become", "look"):
        return None
    predicate = parse.first(copula, "acomp")
    value = None if predicate is None else looked_up(parse, predicate, words.adjectives)
    return value if value is not Factuality.ACTUAL else None


def _infinitive_value(parse: Parse, token: int, governor: int, words: FactualityWords) -> Factuality | None:
    """What a verb or adjective makes of its infinitive."""
    if parse.pos[governor] == "ADJ":
        return _adjective_value(parse, governor, words)
    if is_extraposed(parse, token):
        judged = parse.first(governor, "acomp", "attr")
        return Factuality.POSSIBLE if judged is None else _judged(parse, judged, words)
    aimed = looked_up(parse, governor, words.infinitive_governors)
    return aimed if aimed is not None else _value_below(parse, token, governor, words)


def _value_below(parse: Parse, token: int, governor: int, words: FactualityWords) -> Factuality | None:
    """What a verb or adjective makes of what it embeds."""
    value = _ended_in(parse, governor, words) if parse.pos[governor] not in NOMINAL else None
    if value is Factuality.NEGATED and is_spoken(parse, token, words):
        return None
    return value if not is_finite(parse, token) or _holds_for_clause(parse, token, value) else None


def _adjective_value(parse: Parse, adjective: int, words: FactualityWords) -> Factuality | None:
    """What an adjective makes of its infinitive; one that says nothing of it leaves it open: "*strong* enough to attack"."""
    known: Factuality | None = looked_up(parse, adjective, words.adjectives)
    if any(words.degrees.get(parse.lowers[child]) for child in parse.dependents(adjective, "advmod")):
        return Factuality.NEGATED
    able = looked_up(parse, adjective, words.abilities) is not None
    if able and _is_past(parse, parse.heads[adjective]):
        return None
    return Factuality.POSSIBLE if known is None else known


def _judged(parse: Parse, predicate: int, words: FactualityWords) -> Factuality | None:
    """What a predicate makes of the infinitive that "it" stands for: "it was *hard* to take", "it was a *mistake* to fire"."""
    if parse.pos[predicate] == "ADJ":
        return _adjective_value(parse, predicate, words)
    value = governing(parse, predicate, words)
    return Factuality.POSSIBLE if value is None else value


def _is_past(parse: Parse, verb: int) -> bool:
    """Whether a verb stands in the simple past: who "*was* able to" did."""
    return parse.tags[verb] == "VBD" and parse.first(verb, "aux") is None


def _noun_value(parse: Parse, clause: int, noun: int, words: FactualityWords) -> Factuality | None:
    """What a noun makes of its infinitive, "a *plan* to strike", or leaves open of its clause, "*reports* that it had fallen".

    An infinitive says what a noun is for, "a *mission* to free them", unless it singles one out: "the *first* to fall".
    """
    value = looked_up(parse, noun, words.nouns)
    if is_infinitive(parse, clause):
        return Factuality.INTENDED if value is None and not _is_singled_out(parse, noun, words) else value
    return value if value is Factuality.POSSIBLE and parse.first(clause, "mark") is not None else None


def _is_singled_out(parse: Parse, noun: int, words: FactualityWords) -> bool:
    """Whether a noun phrase names one by its place in a row: "the *first* army to enter", "the *youngest* to die"."""
    inside = (noun, *parse.dependents(noun, "amod", "nummod", "advmod", "det"))
    return any(parse.lowers[n] in words.singling or parse.tags[n] in ("JJS", "RBS") for n in inside)


def _ended_in(parse: Parse, governor: int, words: FactualityWords) -> Factuality | None:
    """The governor's value; what is tried and *failed*, by a verb beside it that governs nothing else, did not happen."""
    value = governing(parse, governor, words)
    if value is not Factuality.ATTEMPTED:
        return value
    beside = (verb for verb in parse.dependents(governor, "conj") if parse.first(verb, "xcomp", "dobj", "prep") is None)
    failed = any(looked_up(parse, verb, words.governors) is Factuality.NEGATED for verb in beside)
    return Factuality.NEGATED if failed else value


def _is_planned(parse: Parse, token: int, head: int) -> bool:
    """The verb itself, or the event that is its subject: "they *are to* leave", "the retreat *was to* have begun"."""
    if parse.lemmas[head] != "be" or parse.first(head, "acomp", "attr") is not None:
        return False
    if is_extraposed(parse, token):
        return False
    return is_infinitive(parse, token) or any(is_infinitive(parse, verb) for verb in parse.dependents(head, "xcomp"))


def governing_by(parse: Parse, preposition: int, words: FactualityWords) -> Factuality | None:
    """The value that a word gives to what its preposition leads to; none where that is a circumstance: "vowed, *under* a pact"."""
    above = parse.heads[preposition]
    if accusing(parse, preposition, words):
        return Factuality.POSSIBLE
    fronted = preposition < above and parse.pos[above] in VERBAL
    around = fronted or parse.lowers[preposition] in words.circumstances
    return None if around else governing(parse, above, words)


def governing(parse: Parse, token: int, words: FactualityWords) -> Factuality | None:
    """The value that a verb, noun or adjective gives to what depends on it."""
    if parse.pos[token] in NOMINAL:
        return looked_up(parse, token, words.nouns)
    return looked_up(parse, token, words.adjectives if parse.pos[token] == "ADJ" else words.governors)


def is_spoken(parse: Parse, token: int, words: FactualityWords) -> bool:
    """Whether a noun is for what was said, which stays said: "rejected the *accusation*"."""
    return parse.pos[token] in NOMINAL and parse.lemmas[token] in words.spoken


def is_finite(parse: Parse, token: int) -> bool:
    """Whether a verb heads a clause with tense: its own form or an auxiliary's."""
    if parse.pos[token] not in VERBAL:
        return False
    return parse.tags[token] in FINITE or any(
        parse.tags[aux] in FINITE for aux in parse.dependents(token, "aux", "auxpass")
    )


def _is_of_one(parse: Parse, verb: int) -> bool:
    """Whether a verb has a subject in the singular, with which the present would have an "s": "that *Chad leave*"."""
    subject = parse.first(verb, "nsubj")
    return subject is not None and parse.tags[subject] in ("NN", "NNP") and parse.first(subject, "conj") is None


def _holds_for_clause(parse: Parse, token: int, value: Factuality | None) -> bool:
    """Whether a governor's value holds for a clause with tense: who insists *that* something happened asks for nothing.

    A clause asks when its verb is subjunctive, as its present under a past shows: "demanded that they *leave*".
    """
    if value is Factuality.REQUESTED:
        bare = parse.tags[token] == "VBP" and parse.first(token, "aux", "auxpass") is None
        return bare and (parse.tags[parse.heads[token]] == "VBD" or _is_of_one(parse, token))
    past = parse.tags[token] == "VBD" or any(
        parse.lowers[aux] in ("had", "was", "were") for aux in parse.children[token]
    )
    return value in (Factuality.POSSIBLE, Factuality.NEGATED) or (value is Factuality.INTENDED and not past)
