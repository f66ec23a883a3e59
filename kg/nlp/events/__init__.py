"""Events of a paragraph: triggers read with their roles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.facts import SectionKind
from kg.lexicon.words import Part, Special
from kg.nlp.events.carriers import (
    CARRYING,
    Carrier,
    find_carriers,
    keeps_out,
    merge_carrier,
    merge_carrying_clause,
    merge_perceived,
    merge_strayed,
    occurring_verbs,
)
from kg.nlp.events.conducted import with_conductors
from kg.nlp.events.elided import with_elided
from kg.nlp.events.helped import add_helped
from kg.nlp.events.once import only_carries, told_once
from kg.nlp.events.readings import best_reading
from kg.nlp.events.scene import Scene
from kg.nlp.events.stray_places import behind
from kg.nlp.events.trigger_slots import INNER, head_slots, opened, refers, without
from kg.nlp.events.values import Argument, ClassesAt, EventMention, Syntax
from kg.nlp.events.voicing import with_voiced
from kg.nlp.parse import Parse
from kg.nlp.slots import Slots, completes, merge, noun_slots
from kg.nlp.triggers import Trigger

__all__ = ["Argument", "ClassesAt", "EventMention", "Syntax", "find_events"]


def find_events(
    parse: Parse, syntax: Syntax, *, triggers: Sequence[Trigger], classes_at: ClassesAt
) -> Iterator[EventMention]:
    """The events that a paragraph's triggers evoke, in their order."""
    heads = frozenset(trigger.head for trigger in triggers)
    carriers = find_carriers(parse, triggers, syntax)
    occurring = frozenset(occurring_verbs(carriers, heads))
    scene = Scene(
        parse=parse,
        syntax=syntax,
        classes_at=cache(_with_events(triggers, syntax, with_elided(parse, classes_at, syntax.grammar))),
        heads=heads,
        harmful=frozenset(_harmful(triggers, syntax)),
        surely={trigger.head: _shared_classes(trigger, syntax) for trigger in triggers},
    )
    told = [t for t in triggers if t.head not in occurring and not _modifies_a_thing(parse, t, heads)]
    read = {trigger.head: _event(scene, trigger, carriers) for trigger in told}
    if any(_selects_clause(trigger) for trigger in told):
        scene = replace(scene, classes_at=cache(_with_read(scene, read, carriers, classes_at)))
        read |= {trigger.head: _event(scene, trigger, carriers) for trigger in told if _selects_clause(trigger)}
    found = [event for event in read.values() if event is not None]
    taken = {token for event in found if event.part is not Part.NOUN for token in event.tokens}
    kept = [event for event in found if event.part is not Part.NOUN or taken.isdisjoint(event.tokens)]
    kept = list(with_conductors(scene, kept))
    once = list(told_once(scene, list(_informative(scene, kept))))
    once = [event for event in once if not only_carries(scene, event, once)]
    once = [_with_carrier(event, carriers) for event in once]
    yield from with_conductors(scene, list(with_voiced(scene, once)))


def _with_carrier(event: EventMention, carriers: Mapping[int, Carrier]) -> EventMention:
    """The event with the light verb among its words: "*launched* an *attack*"."""
    carrier = carriers.get(event.head)
    if carrier is None or carrier.kind is not Special.LIGHT or event.part is not Part.NOUN:
        return event
    return replace(event, tokens=tuple(sorted({*event.tokens, carrier.verb})))


def _event(scene: Scene, trigger: Trigger, carriers: Mapping[int, Carrier]) -> EventMention | None:
    carrier = carriers.get(trigger.head)
    event = _longest_reading(scene, trigger, carrier)
    if event is None or _merely_describes(scene, event):
        return None
    return event if carrier is None else replace(event, governor=carrier.verb)


def _selects_clause(trigger: Trigger) -> bool:
    """Whether the sense of a word depends on what its clause tells of: to vow to strike, to vow to help."""
    return any("clause" in entry.selects for entry in trigger.entries)


def _with_read(
    scene: Scene,
    read: Mapping[int, EventMention | None],
    carriers: Mapping[int, Carrier],
    classes_at: ClassesAt,
) -> ClassesAt:
    """The classes of entities, and of events as they were read, light verbs as the noun that they carry."""
    types = {head: event.type for head, event in read.items() if event is not None}
    types |= {carrier.verb: types[noun] for noun, carrier in carriers.items() if noun in types}

    def classes(token: int) -> frozenset[str] | None:
        found = classes_at(token)
        return found or (frozenset(scene.syntax.ancestors(types[token])) if token in types else None)

    return classes


def _longest_reading(scene: Scene, trigger: Trigger | None, carrier: Carrier | None) -> EventMention | None:
    """What the longest of a head's patterns says that its fillers allow."""
    while trigger is not None:
        event = best_reading(scene, trigger, _slots(scene, trigger, carrier))
        if event is not None:
            return event
        trigger = trigger.shorter
    return None


def _harmful(triggers: Sequence[Trigger], syntax: Syntax) -> Iterator[int]:
    for trigger in triggers:
        evoked = (entry.type for entry in trigger.entries if entry.type not in CARRYING)
        if any(not syntax.grammar.harmful.isdisjoint(syntax.ancestors(type_)) for type_ in evoked):
            yield trigger.head


ASIDE = frozenset({"pobj", "conj", "compound", "appos", "nmod", "poss", "npadvmod"})


def _informative(scene: Scene, events: Sequence[EventMention]) -> Iterator[EventMention]:
    """The events without those that a noun mentions in passing and of which nothing is told: "after *deliberations*"."""
    spoken_of = {token for event in events for token in (*(a.token for a in event.arguments), *event.causes)}
    for event in events:
        aside = event.part is Part.NOUN and scene.parse.deps[event.head] in ASIDE and event.governor is None
        named = any(scene.classes_at(argument.token) for argument in event.arguments)
        told = event.head in spoken_of or named or _is_counted(event)
        if told or event.harms or not aside or scene.parse.section is SectionKind.HEADLINE:
            yield event


def _is_counted(event: EventMention) -> bool:
    """Whether more than the event's own words may say how many it befell."""
    return not frozenset(event.numbers).issubset(event.tokens)


def _shared_classes(trigger: Trigger, syntax: Syntax) -> frozenset[str]:
    """The classes that a word evokes in each of its senses."""
    senses = [frozenset(syntax.ancestors(entry.type)) for entry in trigger.entries if entry.type not in CARRYING]
    return frozenset.intersection(*senses) if senses else frozenset()


def _with_events(triggers: Sequence[Trigger], syntax: Syntax, classes_at: ClassesAt) -> ClassesAt:
    """The classes of entities, and those that an event's word may evoke."""
    evoked = {
        trigger.head: frozenset(
            name for entry in trigger.entries if entry.type not in CARRYING for name in syntax.ancestors(entry.type)
        )
        for trigger in triggers
    }

    def classes(token: int) -> frozenset[str] | None:
        return classes_at(token) or evoked.get(token) or None

    return classes


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


def _merely_describes(scene: Scene, event: EventMention) -> bool:
    """Whether a participle before a noun tells who is meant, no news: "the *ousted* leader", but "rebel-*held* Idlib".

    Nor is it news that there are "the *wounded*", unless it is told how many of them are what: "two of the *dead*".
    """
    parse, head = scene.parse, event.head
    noun = parse.heads[head]
    if (
        event.outcome is not None
        and event.part is not Part.NOUN
        and parse.deps[head] in ("dobj", "pobj", "nsubj", "poss")
    ):
        return parse.first(head, "det") is not None and not _is_counted(event)
    if parse.deps[head] != "amod" or event.part not in (Part.VERB, Part.ADJECTIVE) or head > noun:
        return False
    if parse.tags[head] == "VBD" and any(head < t < noun for t in parse.dependents(noun, "det", "nummod", "poss")):
        # No participle but the sentence's verb: "gang-*raped* two girls".
        return False
    if event.outcome is not None and parse.first(parse.heads[head], "nummod") is not None:
        # How many it befell is news: "20,000 *displaced* people".
        return False
    return not scene.is_a(event.type, scene.syntax.grammar.attributive)


def _slots(scene: Scene, trigger: Trigger, carrier: Carrier | None) -> Slots:
    if trigger.part is Part.NOUN:
        slots = _nominal_slots(scene, trigger, carrier)
    else:
        slots = head_slots(scene.parse, trigger, scene.syntax)
    return opened(scene.parse, slots, scene.syntax.grammar.transparent)


def _nominal_slots(scene: Scene, trigger: Trigger, carrier: Carrier | None) -> Slots:
    parse, syntax, noun = scene.parse, scene.syntax, trigger.head
    slots = noun_slots(parse, noun)
    for token in trigger.tokens[1:]:
        found = noun_slots(parse, token)
        # "The expulsion of two *Iranian* envoys" is by others, "the lifting of *U.S.* sanctions" by the United States.
        owned = token > noun and not PEOPLED.isdisjoint(scene.classes_at(token) or ())
        merge(slots, {slot: fillers for slot, fillers in found.items() if not owned or slot not in OWNING_BEFORE})
    merge_strayed(parse, slots, [t for slot in (*syntax.grammar.locative, "by") for t in slots.get(slot, ())])
    for clause in parse.dependents(noun, "acl", "relcl"):
        if completes(parse, clause):
            merge(slots, {"clause": [clause]})
        else:
            merge_carrying_clause(parse, slots, clause, syntax)
    if carrier is not None:
        apart = _is_somebodys(scene, trigger, slots) or keeps_out(parse, noun, carrier)
        merge_carrier(parse, slots, carrier, syntax, owned=apart)
    else:
        merge_perceived(parse, slots, noun, syntax.grammar)
    add_helped(parse, slots, noun, syntax.grammar)
    merge(slots, {slot: found for slot, found in behind(parse, noun, syntax.grammar).items() if slot not in slots})
    # Who acts may be a name within the pattern: "*UN* sanctions".
    acting = {t for t in slots.get("amod", ()) if t != noun and parse.pos[t] == "PROPN" and scene.acts(t)}
    kept = without(slots, frozenset(trigger.tokens) - acting)
    # "The withdrawal of *the troops*": a noun that the pattern takes in fills a role all the same.
    if inner := [token for token in trigger.tokens[1:] if token > noun and refers(parse, token)]:
        merge(kept, {INNER: inner})
    return kept


PEOPLED = frozenset({"Actor"})
OWNING_BEFORE = frozenset({"amod", "poss", "compound", "nmod"})
OWNING = ("by", "from", "poss")


def _is_somebodys(scene: Scene, trigger: Trigger, slots: Slots) -> bool:
    """Whether a nominal has an agent of its own, so that the verb's subject does something else: "considered *Mali's* request"."""
    parse = scene.parse
    fitting = [slot for slot in OWNING if any("agent" in entry.frame.get(slot, ()) for entry in trigger.entries)]
    own = [token for slot in fitting for token in slots.get(slot, ())]
    own += [token for token in slots.get("amod", ()) if parse.deps[token] == "amod"]
    return any(parse.pos[token] != "PRON" and scene.acts(token) for token in own)
