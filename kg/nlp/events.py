"""Events of a paragraph: triggers read with their roles."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.facts import Outcome, SectionKind
from kg.lexicon.grammar import Grammar
from kg.lexicon.words import Entry, Part, Special, Words
from kg.nlp.parse import Parse
from kg.nlp.slots import Slots, add_prepositions, conjuncts, merge, noun_slots, subject_of, verb_slots
from kg.nlp.triggers import Trigger, ends_with

ClassesAt = Callable[[int], frozenset[str] | None]
"""The classes, ancestors included, of what a token refers to; None when nothing is known of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A filled role: the head token of the filler and the grammatical slot that it was found in."""

    role: str
    token: int
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One event as a paragraph words it; `tokens` are its trigger's, `governor` the light verb that carries it."""

    type: str
    head: int
    tokens: tuple[int, ...]
    part: Part
    arguments: tuple[Argument, ...]
    outcome: Outcome | None = None
    governor: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """What reading events needs to know of words: triggers, closed classes, the class hierarchy and the roles' ranges.

    `ranges` is in the order in which roles are tried where a slot may fill several.
    """

    words: Words
    grammar: Grammar
    ancestors: Callable[[str], tuple[str, ...]]
    ranges: Mapping[str, frozenset[str]]


def find_events(
    parse: Parse, syntax: Syntax, *, triggers: Sequence[Trigger], classes_at: ClassesAt
) -> Iterator[EventMention]:
    """The events that a paragraph's triggers evoke, in their order."""
    heads = frozenset(trigger.head for trigger in triggers)
    carriers = _carriers(parse, triggers, syntax)
    occurring = {carriers[head].verb for head in heads & carriers.keys() if carriers[head].kind is Special.OCCURRENCE}
    for trigger in triggers:
        if trigger.head in occurring or _modifies_a_thing(parse, trigger, heads):
            continue
        carrier = carriers.get(trigger.head)
        slots = _opened(parse, _slots(parse, trigger, carrier, syntax), syntax.grammar.transparent)
        event = _best_reading(parse, trigger, slots, syntax, classes_at)
        if event is not None:
            yield _with_carrier(event, carrier)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Carrier:
    """The verb that carries a nominal event, and how: by doing it, undergoing it, or its taking place."""

    verb: int
    kind: Special


def _carriers(parse: Parse, triggers: Sequence[Trigger], syntax: Syntax) -> dict[int, _Carrier]:
    """Head token of a nominal → the light verb whose object (or subject, for one that occurs) it is."""
    found: dict[int, _Carrier] = {}
    for trigger in triggers:
        for entry in trigger.entries:
            if entry.type not in _CARRYING:
                continue
            slots = _phrase_slots(parse, trigger, syntax)
            wanted = "subject" if entry.type == Special.OCCURRENCE else "object"
            for token in slots.get(wanted, ()):
                found.setdefault(token, _Carrier(verb=trigger.head, kind=Special(entry.type)))
    return found


def _modifies_a_thing(parse: Parse, trigger: Trigger, heads: frozenset[int]) -> bool:
    """Whether a nominal only says what kind of thing a noun is: "bombing suspect", "invasion force"."""
    noun = trigger.head
    return (
        trigger.part is Part.NOUN
        and parse.deps[noun] == "compound"
        and parse.section is not SectionKind.HEADLINE
        and parse.pos[parse.heads[noun]] == "NOUN"
        and parse.heads[noun] not in heads
    )


_CARRYING = {Special.LIGHT, Special.LIGHT_PASSIVE, Special.OCCURRENCE}


def _with_carrier(event: EventMention, carrier: _Carrier | None) -> EventMention:
    if carrier is None:
        return event
    return EventMention(
        type=event.type,
        head=event.head,
        tokens=event.tokens,
        part=event.part,
        arguments=event.arguments,
        outcome=event.outcome,
        governor=carrier.verb,
    )


def _opened(parse: Parse, slots: Slots, transparent: frozenset[str]) -> Slots:
    """The slots with what stands behind nouns that only portion out: "parts of *X*", "dozens of *people*"."""
    return {slot: [t for token in tokens for t in _behind(parse, token, transparent)] for slot, tokens in slots.items()}


def _behind(parse: Parse, token: int, transparent: frozenset[str]) -> Iterator[int]:
    inner = ()
    if parse.lemmas[token] in transparent:
        inner = tuple(
            noun
            for preposition in parse.dependents(token, "prep")
            if parse.lowers[preposition] == "of"
            for noun in parse.dependents(preposition, "pobj")
        )
    if not inner:
        yield token
    for noun in inner:
        for conjunct in conjuncts(parse, noun):
            yield from _behind(parse, conjunct, transparent)


def _slots(parse: Parse, trigger: Trigger, carrier: _Carrier | None, syntax: Syntax) -> Slots:
    if trigger.part is Part.NOUN:
        return _nominal_slots(parse, trigger, carrier, syntax)
    if trigger.part is Part.PHRASE:
        return _predicate_slots(parse, trigger, syntax)
    if trigger.part is Part.ADJECTIVE:
        return _adjective_slots(parse, trigger, syntax)
    return _phrase_slots(parse, trigger, syntax)


def _phrase_slots(parse: Parse, trigger: Trigger, syntax: Syntax) -> Slots:
    """A verb's slots and those of the words that its pattern takes in ("took … *prisoner*", "gained *control* of")."""
    transitive = any("object" in entry.frame for entry in trigger.entries)
    slots = verb_slots(parse, trigger.head, grammar=syntax.grammar, transitive=transitive)
    inner = set(trigger.tokens[1:])
    last = trigger.tokens[-1]
    for token in trigger.tokens[1:]:
        if parse.pos[token] in ("NOUN", "PROPN"):
            merge(slots, {slot: fillers for slot, fillers in noun_slots(parse, token).items() if slot != "poss"})
            slots.setdefault("object", []).extend(_stray_objects(parse, token))
        elif parse.pos[token] == "ADP":
            more: Slots = {}
            add_prepositions(parse, more, parse.heads[token])
            slots.setdefault("object", []).extend(more.get(parse.lowers[last], ()) if token == last else ())
    return {slot: kept for slot, tokens in slots.items() if (kept := [t for t in tokens if t not in inner])}


def _stray_objects(parse: Parse, noun: int) -> Iterator[int]:
    """What the parser hangs on the noun of "took two soldiers prisoner" though it is the verb's object."""
    return (token for token in parse.dependents(noun, "nsubj", "appos", "nmod", "compound", "poss") if parse.pos[token] == "NOUN")


def _nominal_slots(parse: Parse, trigger: Trigger, carrier: _Carrier | None, syntax: Syntax) -> Slots:
    noun = trigger.head
    slots = noun_slots(parse, noun)
    for token in trigger.tokens[1:]:
        merge(slots, noun_slots(parse, token))
    for place in [t for slot in syntax.grammar.locative for t in slots.get(slot, ())]:
        merge(slots, _strayed(parse, place))
    for clause in parse.dependents(noun, "acl", "relcl"):
        _merge_carrying_clause(parse, slots, clause, syntax)
    if carrier is not None:
        _merge_carrier(parse, slots, carrier, syntax)
    inner = set(trigger.tokens)
    return {slot: kept for slot, tokens in slots.items() if (kept := [t for t in tokens if t not in inner])}


def _strayed(parse: Parse, place: int) -> Slots:
    """The participants that the parser hangs on the place before them: "battles in X *between A and B*"."""
    found: Slots = {}
    add_prepositions(parse, found, place)
    return {slot: found[slot] for slot in ("between", "by", "against") if slot in found}


def _merge_carrier(parse: Parse, slots: Slots, carrier: _Carrier, syntax: Syntax) -> None:
    """The light verb's subject and prepositions belong to the nominal that it carries."""
    verb = verb_slots(parse, carrier.verb, grammar=syntax.grammar)
    objects = verb.pop("object", [])
    subject = verb.pop("subject", [])
    if carrier.kind is Special.OCCURRENCE:
        # "A blast hit the market": what the event happens to.
        merge(slots, {"against": objects})
    if carrier.kind is Special.LIGHT:
        merge(slots, {"by": subject})
    elif carrier.kind is Special.LIGHT_PASSIVE:
        merge(slots, {"object": subject})
    merge(slots, {slot: tokens for slot, tokens in verb.items() if slot not in ("clause", "dative")})


def _merge_carrying_clause(parse: Parse, slots: Slots, clause: int, syntax: Syntax) -> None:
    """ "the attack launched by rebels in Homs": the clause's agent and place are the attack's."""
    light = any(
        entry.type in (Special.LIGHT, Special.OCCURRENCE)
        for entry in syntax.words.verbs.get(parse.lemmas[clause], ())
        if len(entry.words) == 1
    )
    if light:
        verb = verb_slots(parse, clause, grammar=syntax.grammar)
        merge(slots, {"by": verb.pop("subject", [])})
        verb.pop("object", None)
        merge(slots, verb)


def _predicate_slots(parse: Parse, trigger: Trigger, syntax: Syntax) -> Slots:
    """The slots of "in X's hands", "under X control": subject is what the phrase is said of."""
    slots: Slots = {}
    for token in trigger.tokens[1:]:
        merge(slots, noun_slots(parse, token))
    head = parse.heads[trigger.head]
    if parse.pos[head] in ("NOUN", "PROPN") and parse.deps[trigger.head] == "prep":
        merge(slots, {"subject": [head]})
    elif parse.pos[head] in ("VERB", "AUX"):
        objects = list(parse.dependents(head, "dobj"))
        merge(slots, {"subject": objects or list(subject_of(parse, head, grammar=syntax.grammar))})
    return slots


def _adjective_slots(parse: Parse, trigger: Trigger, syntax: Syntax) -> Slots:
    """The slots of "be active in", "the present troops": subject is what the adjective is said of."""
    slots: Slots = {}
    add_prepositions(parse, slots, trigger.head)
    head = parse.heads[trigger.head]
    if parse.deps[trigger.head] in ("acomp", "attr", "oprd", "conj") and parse.pos[head] in ("AUX", "VERB"):
        merge(slots, {"subject": list(subject_of(parse, head, grammar=syntax.grammar))})
        add_prepositions(parse, slots, head)
    elif parse.deps[trigger.head] in ("amod", "acl", "relcl"):
        merge(slots, {"subject": [head]})
    return slots


def _best_reading(
    parse: Parse, trigger: Trigger, slots: Slots, syntax: Syntax, classes_at: ClassesAt
) -> EventMention | None:
    """The entry whose selection the fillers satisfy best; the first of equals."""
    best: tuple[int, Entry] | None = None
    for entry in trigger.entries:
        if entry.type in _CARRYING:
            continue
        score = _score(parse, entry, slots, classes_at)
        if score is not None and (best is None or score > best[0]):
            best = score, entry
    if best is None:
        return None
    entry = best[1]
    arguments = tuple(_arguments(parse, entry, slots, syntax, classes_at))
    return EventMention(
        type=_refined(parse, entry, slots, syntax, classes_at),
        head=trigger.head,
        tokens=tuple(sorted(trigger.tokens)),
        part=trigger.part,
        arguments=arguments,
        outcome=entry.outcome,
    )


SATISFIED = 2


def _score(parse: Parse, entry: Entry, slots: Slots, classes_at: ClassesAt) -> int | None:
    """None when a slot's filler is of the wrong kind or a needed slot is empty."""
    if entry.needs and not entry.needs & slots.keys():
        return None
    score = entry.rank
    for slot in entry.ruling:
        fits = [_selected(parse, token, entry, slot, classes_at) for token in slots.get(slot, ())]
        if not fits and slot not in entry.selects:
            return None
        if fits and not any(fit or (fit is None and slot not in entry.strict) for fit in fits):
            return None
        score += SATISFIED if any(fits) else 0
    return score


def _selected(parse: Parse, token: int, entry: Entry, slot: str, classes_at: ClassesAt) -> bool | None:
    """Whether a filler is of a class or lemma that the entry wants in the slot; None where that is not known."""
    lemmas = entry.select_lemmas.get(slot)
    if lemmas is not None and (parse.lemmas[token] in lemmas or parse.lowers[token] in lemmas):
        return True
    wanted = entry.selects.get(slot)
    if wanted is None:
        return None if lemmas is None else False
    return _fits(classes_at(token), wanted)


def _fits(classes: frozenset[str] | None, wanted: frozenset[str]) -> bool | None:
    return None if classes is None else bool(classes & wanted)


def _arguments(
    parse: Parse, entry: Entry, slots: Slots, syntax: Syntax, classes_at: ClassesAt
) -> Iterator[Argument]:
    for slot, tokens in slots.items():
        roles = tuple(role for role in entry.frame.get(slot, ()) if role in syntax.ranges)
        for token in tokens if roles else ():
            if _selected(parse, token, entry, slot, classes_at) is not False:
                role = _role(roles, classes_at(token), syntax)
                if role is not None:
                    yield Argument(role=role, token=token, slot=slot)


def _role(roles: tuple[str, ...], classes: frozenset[str] | None, syntax: Syntax) -> str | None:
    """The first role, in the order of trial, that takes a filler of these classes; the first of all for unknown ones.

    A settlement that may also be a government is a place where the slot can hold one ("visited Cairo"). What only things
    do is done with them: "mortars hit the camp". None for a filler that is known and fits no role.
    """
    ordered = [role for role in syntax.ranges if role in roles]
    if classes is None:
        return ordered[0]
    if "place" in roles and "Settlement" in classes:
        return "place"
    fitting = (role for role in ordered if classes & syntax.ranges[role])
    instead = INSTRUMENT if "agent" in roles and classes & syntax.ranges[INSTRUMENT] else None
    return next(fitting, instead)


INSTRUMENT = "instrument"


def _refined(parse: Parse, entry: Entry, slots: Slots, syntax: Syntax, classes_at: ClassesAt) -> str:
    """A more specific class by the instrument: a strike *with drones*, *drone* strikes, *missiles* struck."""
    for slot in INSTRUMENTAL:
        for token in slots.get(slot, ()):
            if "Actor" in (classes_at(token) or ()):
                continue
            for instrument in syntax.words.instruments.get(parse.lemmas[token], ()):
                if entry.type in syntax.ancestors(instrument.type) and ends_with(parse, token, instrument.words):
                    return instrument.type
    return entry.type


INSTRUMENTAL = ("with", "amod", "subject", "by", "using")
