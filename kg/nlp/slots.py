"""The grammatical slots of a predicate: which tokens are its subject, its object, its "in" and so on.

Surface form is undone here, so that a lexicon entry states each frame once: the subject of a passive is its object, a
by-phrase its subject; participles, relative clauses, infinitives and conjoined verbs find the subject that they share.
Slots are those of the lexicon: subject, object, dative, clause, bidden (who is to do what an infinitive says), poss, amod,
and prepositions by their own name.
"""

import re

from kg.lexicon.grammar import Grammar
from kg.nlp.infinitives import follows_as_clause
from kg.nlp.lists import conjuncts
from kg.nlp.parse import Parse
from kg.nlp.subjects import CLAUSES, shared_subject
from kg.nlp.voice import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    apposed_subject,
    is_clipped_passive,
    is_passive,
    lost_object,
    second_subject,
)

Slots = dict[str, list[int]]
"""Slot → head tokens of its fillers, conjuncts included."""

PREMODIFIERS = ("amod", "compound", "nmod", "npadvmod")
RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$"})
GOALS = frozenset({"to", "into", "toward", "towards"})
"""Prepositions before which another only says which way: "moved tanks *up to* the front"."""
CLOCK = re.compile(r"\d{1,2}[:.]\d\d")


def verb_slots(parse: Parse, verb: int, *, grammar: Grammar, transitive: bool = False) -> Slots:
    """The fillers of a verb's slots; `transitive` says that the verb wants an object, for headlines without auxiliaries."""
    slots: Slots = {}
    timed = [child for child in parse.children[verb] if _is_when(parse, verb, child, grammar)]
    passive = is_passive(parse, verb) or bool(timed) or (transitive and is_clipped_passive(parse, verb))
    subject, second = "object" if passive else "subject", second_subject(parse, verb) or apposed_subject(parse, verb)
    if (lost := lost_object(parse, verb)) is not None:
        _add(parse, slots, "object", lost)
    for child in parse.children[verb]:
        if child != second and child not in timed:
            _add_child(parse, slots, verb, child, subject=subject)
    add_prepositions(parse, slots, verb)
    if transitive and "object" not in slots:
        _add_rounded(parse, slots, verb, grammar)
    _add_bidden(parse, slots, verb)
    _add_existing(parse, slots, verb)
    if (counted := _counted_before(parse, verb)) is not None:
        _add(parse, slots, "object", counted)
    elif parse.first(verb, *SUBJECTS, *PASSIVE_SUBJECTS) is None:
        for token in shared_subject(parse, verb, grammar=grammar):
            _add(parse, slots, subject, token)
    if passive and "subject" not in slots:
        _add_last_agent(parse, slots, verb)
    _add_antecedent(parse, slots, verb)
    if not passive:
        _add_companions(parse, slots, grammar)
    return slots


def _counted_before(parse: Parse, verb: int) -> int | None:
    """The numeral right before a participle that stands for people: "treated *40* wounded", "counted *12* dead"."""
    number = verb - 1
    bare = parse.tags[verb] == "VBN" and not parse.children[verb][:1] < (verb,)
    if number < 0 or parse.pos[number] != "NUM" or not bare or parse.heads[number] != parse.heads[verb]:
        return None
    return number if parse.deps[number] in ("dobj", "nsubj", "attr") else None


def _add_companions(parse: Parse, slots: Slots, grammar: Grammar) -> None:
    """Those together with whom somebody acts, as subjects: "dropped supplies *together with France*"."""
    for token in tuple(slots.get("with", ())):
        preposition = next((t for t in parse.ancestors(token) if parse.deps[t] == "prep"), token)
        if preposition and parse.lowers[preposition] == "with" and parse.lowers[preposition - 1] in grammar.jointly:
            slots["with"].remove(token)
            slots.setdefault("subject", []).append(token)
    if slots.get("with") == []:
        del slots["with"]


def _add_child(parse: Parse, slots: Slots, verb: int, child: int, *, subject: str) -> None:
    """File what hangs on a verb itself; `subject` is the slot of its surface subject."""
    label = parse.deps[child]
    if label in SUBJECTS:
        _add(parse, slots, subject, child)
    elif label in PASSIVE_SUBJECTS or label == "dobj" or (label == "oprd" and parse.pos[child] != "ADJ"):
        _add(parse, slots, "object", child)
    elif label == "advmod" and _is_acronym_subject(parse, verb, child):
        _add(parse, slots, subject, child)
    elif label == "dative":
        _add_dative(parse, slots, child)
    elif label == "ccomp" and parse.pos[child] == "ADJ" and parse.first(child, "mark", "aux", "cop") is None:
        # "Left *forty soldiers* dead": what the verb is done to, and the state that it leaves.
        for noun in parse.dependents(child, "nsubj"):
            _add(parse, slots, "object", noun)
    elif label == "npadvmod" and parse.first(verb, "dative") is not None and parse.first(verb, "dobj") is None:
        # Time that is given: "gave the junta *a week*".
        _add(parse, slots, "object", child)
    elif label in CLAUSES or follows_as_clause(parse, verb, child):
        slots.setdefault("clause", []).append(child)
    elif label in PREMODIFIERS and (parse.pos[verb] == "NOUN" or _is_hyphened(parse, child)):
        # A headline's verb that the parser takes for a noun: "*Rebels* attacks …"; "*rebel*-held Idlib".
        _add(parse, slots, "subject", child)


def _is_when(parse: Parse, verb: int, noun: int, grammar: Grammar) -> bool:
    """Whether what the parser takes for a second passive's object says when: "was seized and shot *the next day*"."""
    joined = parse.deps[verb] == "conj" and parse.first(parse.heads[verb], "nsubjpass") is not None
    return (
        joined
        and parse.deps[noun] == "dobj"
        and parse.lemmas[noun] in grammar.spans
        and parse.first(verb, *SUBJECTS) is None
    )


def _is_acronym_subject(parse: Parse, verb: int, token: int) -> bool:
    """Whether an acronym right before a verb without a subject, which the parser takes for an adverb, is one: "*UNMIK* sent"."""
    word, alone = parse.words[token], parse.first(verb, *SUBJECTS, *PASSIVE_SUBJECTS) is None
    shouting = parse.quote(*parse.sentences[parse.sentence_of[token]]).isupper()
    return alone and token == verb - 1 and word.isupper() and word.isalpha() and len(word) > 2 and not shouting


def _add_bidden(parse: Parse, slots: Slots, verb: int) -> None:
    """Who is to do what an infinitive says: "told *its men* to leave", "let *the rebels* leave", not "want to leave"."""
    for clause in parse.dependents(verb, *CLAUSES):
        bare = parse.tags[clause] == "VB" and parse.first(clause, "aux", "mark") is None
        if bare or any(parse.tags[child] == "TO" for child in parse.children[clause]):
            doer = parse.first(clause, "nsubj") or parse.first(verb, "dobj", "dative", "nsubjpass")
            if doer is not None and parse.pos[doer] != "ADP":
                _add(parse, slots, "bidden", doer)


def _add_existing(parse: Parse, slots: Slots, verb: int) -> None:
    """What there is, and where, as the parser hangs the place on it: "there are *troops* in the town"."""
    if parse.first(verb, "expl") is not None:
        for there in parse.dependents(verb, "attr"):
            _add(parse, slots, "subject", there)
            add_prepositions(parse, slots, there)


def _add_last_agent(parse: Parse, slots: Slots, verb: int) -> None:
    """The by-phrase that coordinated passives share: "was abducted and killed *by gunmen*"."""
    for other in parse.dependents(verb, "conj") if parse.first(verb, "cc") is not None else ():
        if parse.first(other, "nsubjpass") is None and is_passive(parse, other):
            for preposition in parse.dependents(other, "agent"):
                for noun in parse.dependents(preposition, "pobj"):
                    _add(parse, slots, "subject", noun)


def _add_rounded(parse: Parse, slots: Slots, verb: int, grammar: Grammar) -> None:
    """File the object whose number the parser takes for a preposition's: "displaced *over 1,500 villagers*"."""
    for preposition in parse.dependents(verb, "prep"):
        if preposition == verb + 1 and parse.lowers[preposition] in grammar.rounding:
            counted = [t for t in parse.dependents(preposition, "pobj") if _counts(parse, preposition + 1, t)]
            if counted:
                slots.pop(parse.lowers[preposition], None)
                slots["object"] = counted


def _counts(parse: Parse, number: int, noun: int) -> bool:
    """Whether a token is a numeral of more than one sign that counts a noun, or stands for it."""
    counting = number in (noun, *parse.dependents(noun, "nummod"))
    return counting and parse.pos[number] == "NUM" and len(parse.words[number]) > 1


def _is_hyphened(parse: Parse, token: int) -> bool:
    return token + 1 < len(parse) and parse.words[token + 1] == "-"


def _add(parse: Parse, slots: Slots, slot: str, token: int) -> None:
    """File a filler; a relative pronoun stands for the noun that its clause describes."""
    if parse.tags[token] in RELATIVE_TAGS:
        noun = _antecedent(parse, token)
        if noun is None:
            return
        token = noun
    found = slots.setdefault(slot, [])
    found.extend(t for t in conjuncts(parse, token) if t not in found)


def _antecedent(parse: Parse, token: int) -> int | None:
    for ancestor in parse.ancestors(token):
        if parse.deps[ancestor] == "relcl":
            noun = parse.heads[ancestor]
            # A cleft sentence: "it was *pilots* who bombed".
            return noun if parse.pos[noun] != "AUX" else parse.first(noun, "attr")
    return None


def _add_dative(parse: Parse, slots: Slots, child: int) -> None:
    if parse.pos[child] != "ADP":
        _add(parse, slots, "dative", child)
        return
    for noun in parse.dependents(child, "pobj"):
        _add(parse, slots, "dative", noun)
        _add(parse, slots, parse.lowers[child], noun)


def add_prepositions(parse: Parse, slots: Slots, head: int) -> None:
    """File the objects of a head's prepositions under each preposition's name; an agent's "by" is the subject."""
    for child in parse.children[head]:
        label = parse.deps[child]
        if label == "agent" and parse.first(head, "nsubj") is None:
            # The by-phrase after an active verb and its object is the object's: "repelled an assault by rebels".
            for noun in parse.dependents(child, "pobj"):
                _add(parse, slots, "subject", noun)
        elif label in ("prep", "prt", "advmod", "mark") and parse.pos[child] in ("ADP", "SCONJ", "ADV", "VERB"):
            _add_preposition(parse, slots, child, name=parse.lowers[child])


def _add_preposition(parse: Parse, slots: Slots, preposition: int, *, name: str) -> None:
    for child in parse.children[preposition]:
        label = parse.deps[child]
        if label == "pobj" and CLOCK.fullmatch(parse.words[child]):
            # "fired at 4:15 *with* mortars": nobody is fired at; what hangs on the hour is the verb's.
            add_prepositions(parse, slots, child)
        elif label == "pobj":
            _add(parse, slots, name, child)
        elif label == "pcomp":
            slots.setdefault(name, []).append(child)
        elif label == "prep":
            inner = parse.lowers[child]
            _add_preposition(parse, slots, child, name=inner if inner in GOALS else f"{name}_{inner}")
        elif label == "conj" and parse.pos[child] == "ADP":
            _add_preposition(parse, slots, child, name=parse.lowers[child])


def _add_antecedent(parse: Parse, slots: Slots, verb: int) -> None:
    """The object that a relative clause leaves out ("the town they seized") or takes from "whom", "which"; "where"."""
    if parse.deps[verb] != "relcl":
        return
    noun = parse.heads[verb]
    if any(parse.lowers[child] == "where" for child in parse.children[verb]):
        slots.setdefault("in", []).append(noun)
    elif _lacks_object(parse, verb, slots, noun):
        slots["object"] = [noun]


def _lacks_object(parse: Parse, verb: int, slots: Slots, noun: int) -> bool:
    """Whether a clause with a subject of its own describes its object; "the claim that it fell" describes nothing."""
    if noun in slots.get("subject", [noun]) or "object" in slots:
        return False
    return not any(parse.tags[mark] == "IN" for mark in parse.dependents(verb, "mark"))


def completes(parse: Parse, clause: int) -> bool:
    """Whether a clause says what a noun is of: "a demand *that X leave*", "the offer *to leave*"; "prisoners held there" not."""
    if parse.deps[clause] not in ("acl", "advcl") or parse.pos[clause] not in ("VERB", "AUX"):
        return False
    return any(
        parse.tags[c] == "TO" or (parse.deps[c] == "mark" and parse.tags[c] == "IN") for c in parse.children[clause]
    )


def noun_slots(parse: Parse, noun: int) -> Slots:
    """The fillers of a nominal's slots: possessor, premodifiers, prepositions."""
    slots: Slots = {}
    for child in parse.children[noun]:
        label = parse.deps[child]
        if label == "poss":
            _add(parse, slots, "poss", child)
        elif label in PREMODIFIERS:
            _add(parse, slots, "amod", child)
    add_prepositions(parse, slots, noun)
    if "subject" in slots:
        slots.setdefault("by", []).extend(slots.pop("subject"))
    return slots


def merge(slots: Slots, more: Slots) -> None:
    """Add fillers to slots, in place, leaving out what is there."""
    for slot, tokens in more.items():
        found = slots.setdefault(slot, [])
        found.extend(token for token in tokens if token not in found)
