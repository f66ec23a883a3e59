"""The grammatical slots of a trigger: those of its head and of the words that its pattern takes in."""

from collections.abc import Iterator

from kg.lexicon.words import Part
from kg.nlp.events.strayed import add_shared_object, add_strayed
from kg.nlp.events.values import Syntax
from kg.nlp.lists import conjuncts
from kg.nlp.parse import Parse
from kg.nlp.slots import (
    PREMODIFIERS,
    Slots,
    add_prepositions,
    completes,
    merge,
    noun_slots,
    verb_slots,
)
from kg.nlp.subjects import CLAUSES, of_auxiliary, subject_of
from kg.nlp.triggers import Trigger

INNER = "inner"
"""The slot of a noun that a verb's pattern takes in though it refers: "sent *soldiers*", "withdrew *their troops*"."""
PLURAL = frozenset({"NNS", "NNPS"})
COMPLEMENTS = ("acomp", "attr", "oprd", "conj")


def head_slots(parse: Parse, trigger: Trigger, syntax: Syntax) -> Slots:
    """The slots of a trigger that is no noun."""
    if trigger.part is Part.PHRASE:
        return _predicate_slots(parse, trigger, syntax)
    if trigger.part is Part.ADJECTIVE:
        return _adjective_slots(parse, trigger, syntax)
    return phrase_slots(parse, trigger, syntax)


def phrase_slots(parse: Parse, trigger: Trigger, syntax: Syntax) -> Slots:
    """A verb's slots and those of the words that its pattern takes in ("took … *prisoner*", "gained *control* of")."""
    transitive = any("object" in entry.frame for entry in trigger.entries)
    slots = verb_slots(parse, trigger.head, grammar=syntax.grammar, transitive=transitive)
    add_shared_object(parse, slots, trigger.head)
    _add_behind_amount(parse, slots)
    _add_pattern_slots(parse, slots, trigger, syntax)
    add_strayed(parse, slots, trigger.entries)
    kept = without(slots, frozenset(trigger.tokens[1:]))
    if transitive and "object" not in kept and "object" in slots and _describes_object(parse, trigger.head):
        # "The nurse they took *hostage*": the idiom's noun is not what the clause describes.
        kept["object"] = [parse.heads[trigger.head]]
    if inner := [
        token for token in trigger.tokens[1:] if refers(parse, token) and parse.lowers[parse.heads[token]] != "as"
    ]:
        merge(kept, {INNER: inner})
    return kept


def _describes_object(parse: Parse, verb: int) -> bool:
    """Whether a relative clause has a subject of its own before the verb, and neither a mark nor a pronoun that would be its object."""
    subject = parse.first(verb, "nsubj")
    if parse.deps[verb] != "relcl" or subject is None or parse.first(verb, "mark") is not None:
        return False
    return not parse.tags[subject].startswith("W") and parse.lowers[subject] != "that"


def _add_behind_amount(parse: Parse, slots: Slots) -> None:
    """For whom an amount is given, which the parser hangs on the amount: "pledged $5 million *for the victims*"."""
    for amount in slots.get("object", ()):
        if parse.pos[amount] == "NUM" or any(parse.tags[child] == "$" for child in parse.children[amount]):
            found: Slots = {}
            add_prepositions(parse, found, amount)
            merge(slots, {slot: found[slot] for slot in ("for", "to") if slot in found and slot not in slots})


def _add_pattern_slots(parse: Parse, slots: Slots, trigger: Trigger, syntax: Syntax) -> None:
    """What fills the slots of the nouns that a pattern takes in, and of the preposition that it ends in."""
    last = trigger.tokens[-1]
    owned = any("poss" in entry.ruling for entry in trigger.entries)
    acting = all(entry.frame.get("subject", ())[:1] == ("agent",) for entry in trigger.entries)
    for token in trigger.tokens[1:]:
        if parse.pos[token] in ("NOUN", "PROPN"):
            left = {"poss"} if not owned else set()
            # "Accepted the demands *by X*": the noun's doer is not the verb's.
            left |= {"by"} if acting and slots.get("subject") else set()
            _add_noun_slots(parse, slots, token, left)
        elif parse.deps[token] in CLAUSES and (doer := parse.first(token, "nsubj")) is not None:
            # "Let *the hostages* go", "let *inspectors* in"
            merge(slots, {"object": list(conjuncts(parse, doer))})
        elif parse.pos[token] in ("ADJ", "VERB"):
            merge(slots, {"object": counted} if (counted := list(_counted(parse, token, token == last))) else {})
        elif parse.pos[token] == "ADP" and token == last:
            _add_behind(parse, slots, trigger, syntax)


def _add_noun_slots(parse: Parse, slots: Slots, noun: int, left: set[str]) -> None:
    """What hangs on a noun that a pattern takes in, but for the slots that are `left` to others."""
    merge(slots, {slot: fillers for slot, fillers in noun_slots(parse, noun).items() if slot not in left})
    if clauses := [clause for clause in parse.dependents(noun, "acl", "advcl") if completes(parse, clause)]:
        merge(slots, {"clause": clauses})
    if not refers(parse, noun):
        slots.setdefault("object", []).extend(_stray_objects(parse, noun))


def _counted(parse: Parse, token: int, last: bool) -> Iterator[int]:  # noqa: FBT001
    """The people of an adjective or infinitive: "left *12* dead", "opened fire to disperse *the crowd*".

    Also whom the parser makes an adjective's subject: "found *the general* guilty".
    """
    yield from parse.dependents(token, "nummod", *(("nsubj",) if parse.pos[token] == "ADJ" else ()))
    if last and parse.tags[token] == "VB":
        yield from (t for noun in parse.dependents(token, "dobj") for t in conjuncts(parse, noun))


def _add_behind(parse: Parse, slots: Slots, trigger: Trigger, syntax: Syntax) -> None:
    """The object behind a pattern's last preposition; the verb's own goes with it: "withdrew *troops* from the town"."""
    verb, preposition = trigger.head, trigger.tokens[-1]
    more: Slots = {}
    add_prepositions(parse, more, parse.heads[preposition])
    name = parse.lowers[preposition]
    if not (behind := more.get(name)):
        return
    # A past tense that the parser hangs on its own subject: "*Envoys* shuttled between X and Y".
    doing = parse.tags[verb] == "VBD" and parse.deps[verb] == "acl" and "subject" not in slots
    merge(slots, {"subject" if doing else INNER: slots.pop("object", [])})
    infinitives = [c for c in parse.dependents(verb, "xcomp", "advcl") if c > preposition and _is_infinitive(parse, c)]
    if (parse.lemmas[verb], name) in syntax.grammar.asking and infinitives:
        # "Called for *Togo* to open its border": who is to act is no object.
        slots.pop(name, None)
        slots.update({"bidden": behind, "clause": infinitives})
    else:
        slots["object"] = behind


def _is_infinitive(parse: Parse, verb: int) -> bool:
    return parse.tags[verb] == "VB" and any(parse.tags[child] == "TO" for child in parse.children[verb])


def absorbed_slots(parse: Parse, slots: Slots, nouns: frozenset[int]) -> Slots:
    """The slots with what hangs on nouns that the trigger takes in: "rejected a *Malian* offer *of talks*"."""
    found = without(slots, nouns)
    for noun in sorted(nouns):
        merge(found, noun_slots(parse, noun))
        clauses = [verb for verb in parse.dependents(noun, "acl") if completes(parse, verb)]
        merge(found, {"clause": clauses} if clauses else {})
        merge(found, {"by": list(_doers(parse, noun))})
    return {slot: tokens for slot, tokens in found.items() if tokens}


def _doers(parse: Parse, noun: int) -> Iterator[int]:
    """Who put forth what a noun names: "an appeal lodged *by the union*"."""
    for verb in parse.dependents(noun, "acl"):
        for preposition in parse.dependents(verb, "agent"):
            for doer in parse.dependents(preposition, "pobj"):
                yield from conjuncts(parse, doer)


def without(slots: Slots, tokens: frozenset[int]) -> Slots:
    """The slots that other tokens than these fill."""
    return {slot: kept for slot, found in slots.items() if (kept := [token for token in found if token not in tokens])}


def refers(parse: Parse, token: int) -> bool:
    """Whether a noun of an idiom stands for somebody or something: it is plural or has a determiner ("prisoner" has not)."""
    if parse.pos[token] not in ("NOUN", "PROPN"):
        return False
    if any(parse.tags[child] in PLURAL for child in parse.dependents(token, "compound", "nmod")):
        # The number is the stray object's: "took five *miners* hostage".
        return parse.first(token, "det", "poss") is not None
    return parse.tags[token] in PLURAL or parse.first(token, "det", "poss", "nummod") is not None


def _stray_objects(parse: Parse, noun: int) -> Iterator[int]:
    """What the parser hangs on the noun of "took five miners hostage" though it is the verb's object."""
    labels = ("nsubj", "appos", "nmod", "compound", "poss")
    return (token for token in parse.dependents(noun, *labels) if parse.pos[token] == "NOUN")


def _predicate_slots(parse: Parse, trigger: Trigger, syntax: Syntax) -> Slots:
    """The slots of "in X's hands", "under X control": subject is what the phrase is said of."""
    slots: Slots = {}
    for token in trigger.tokens[1:]:
        merge(slots, noun_slots(parse, token))
    head = parse.heads[trigger.head]
    if parse.pos[head] in ("NOUN", "PROPN") and parse.deps[trigger.head] == "prep":
        merge(slots, {"subject": [head]})
    elif parse.pos[head] in ("VERB", "AUX"):
        # "Suspended aid *in protest*" says of the subject what it does.
        acting = all(entry.frame.get("subject", ())[:1] == ("agent",) for entry in trigger.entries)
        objects = [] if acting else list(parse.dependents(head, "dobj"))
        merge(slots, {"subject": objects or list(subject_of(parse, head, grammar=syntax.grammar))})
    return slots


def _adjective_slots(parse: Parse, trigger: Trigger, syntax: Syntax) -> Slots:
    """The slots of "be active in", "the present troops": subject is what the adjective is said of."""
    slots: Slots = {}
    add_prepositions(parse, slots, trigger.head)
    slots["clause"] = list(parse.dependents(trigger.head, *CLAUSES))
    head = parse.heads[trigger.head]
    if own := of_auxiliary(parse, trigger.head):
        merge(slots, {"subject": list(own)})
    elif parse.deps[trigger.head] in COMPLEMENTS and parse.pos[head] in ("AUX", "VERB"):
        # What comes of it is said of the object: "shot *two men* dead".
        undergoing = [t for noun in parse.dependents(head, "dobj") for t in conjuncts(parse, noun)]
        merge(slots, {"subject": undergoing or list(subject_of(parse, head, grammar=syntax.grammar))})
        add_prepositions(parse, slots, head)
    elif parse.deps[trigger.head] in ("amod", "acl", "relcl"):
        merge(slots, {"subject": [head]})
    elif parse.first(trigger.head, "aux", "auxpass") is not None:
        # A state that the parser takes for a verb form: "five are *missing*", "are *trapped*".
        merge(slots, {"subject": list(subject_of(parse, trigger.head, grammar=syntax.grammar))})
    merge(slots, {"amod": [t for t in parse.dependents(trigger.head, *PREMODIFIERS) if parse.words[t + 1] == "-"]})
    return {slot: tokens for slot, tokens in slots.items() if tokens}


def opened(parse: Parse, slots: Slots, transparent: frozenset[str]) -> Slots:
    """The slots with what stands behind nouns that only portion out: "parts of *X*", "dozens of *people*"."""
    return {slot: [t for token in tokens for t in _behind(parse, token, transparent)] for slot, tokens in slots.items()}


def _amounting_to(parse: Parse, amount: int) -> Iterator[int]:
    """What an amount of money is given as: "five million dollars in *aid*"."""
    if any(parse.tags[child] == "$" for child in parse.children[amount]) or parse.pos[amount] == "NUM":
        for preposition in parse.dependents(amount, "prep"):
            if parse.lowers[preposition] == "in":
                yield from (noun for noun in parse.dependents(preposition, "pobj") if parse.pos[noun] == "NOUN")


def _behind(parse: Parse, token: int, transparent: frozenset[str]) -> Iterator[int]:
    inner: tuple[int, ...] = ()
    if parse.lemmas[token] in transparent or parse.pos[token] == "NUM":
        inner = tuple(
            noun
            for preposition in parse.dependents(token, "prep")
            if parse.lowers[preposition] == "of"
            for noun in parse.dependents(preposition, "pobj")
        ) or tuple(_amounting_to(parse, token))
    if not inner:
        yield token
    for noun in inner:
        for conjunct in conjuncts(parse, noun):
            yield from _behind(parse, conjunct, transparent)
