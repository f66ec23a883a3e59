"""Which of a trigger's readings its fillers satisfy best, and the roles that they fill in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.lexicon.words import Entry, Part
from kg.nlp.events.addressees import addressees
from kg.nlp.events.carriers import CARRYING
from kg.nlp.events.figures import unmeant_classes
from kg.nlp.events.fillings import PLACE, fillings
from kg.nlp.events.harm import find_causes, find_numbers, strikes_nobody
from kg.nlp.events.refining import refined_type
from kg.nlp.events.scene import Scene
from kg.nlp.events.stray_means import with_means
from kg.nlp.events.stray_places import borrowed_places, inner_places, narrower_places, shared_places, stray_places
from kg.nlp.events.trigger_slots import absorbed_slots
from kg.nlp.events.values import Argument, EventMention
from kg.nlp.parse import Parse
from kg.nlp.slots import Slots
from kg.nlp.triggers import Trigger
from kg.nlp.voice import is_passive

SATISFIED = 2
ACTORS = ("by",)
NUMERAL = "#"


def best_reading(scene: Scene, trigger: Trigger, slots: Slots) -> EventMention | None:
    """The entry whose selection the fillers satisfy best; the first of equals."""
    slots = with_means(scene, trigger, slots)
    best: tuple[int, Entry] | None = None
    unmeant = unmeant_classes(scene, trigger, slots)
    for entry in trigger.entries:
        if entry.type in CARRYING or scene.is_a(entry.type, unmeant(entry)):
            continue
        score = _score(scene, entry, slots)
        if score is not None and (best is None or score > best[0]):
            best = score, entry
    return None if best is None else _read(scene, trigger, slots, best[1])


def _read(scene: Scene, trigger: Trigger, slots: Slots, entry: Entry) -> EventMention:
    grammar = scene.syntax.grammar
    absorbed = frozenset(_absorbed(scene, entry, slots))
    if absorbed:
        slots = absorbed_slots(scene.parse, slots, absorbed)
        trigger = replace(trigger, tokens=(*trigger.tokens, *sorted(absorbed)))
    arguments = _own_agents(tuple(_arguments(scene, entry, slots)), trigger)
    arguments = (*arguments, *addressees(scene, trigger, entry, slots, arguments))
    if scene.is_a(entry.type, grammar.located):
        arguments = (*arguments, *_stray_arguments(scene, trigger, slots, entry.type, arguments))
    if scene.is_a(entry.type, grammar.located):
        arguments = (*arguments, *_narrower_arguments(scene, trigger, arguments))
    aimed = any(a.role == "target" and scene.classes_at(a.token) for a in arguments)
    if scene.is_a(entry.type, grammar.covering) and not aimed:
        arguments = (*arguments, *(replace(a, role="target") for a in arguments if a.role == PLACE and a.slot == "in"))
    harm = scene.is_a(entry.type, grammar.harmful)
    # "The mine *hurt nobody*" is no bombing that did not happen.
    spared = harm and strikes_nobody(scene.parse, trigger.head, grammar)
    return EventMention(
        type=entry.type if spared else refined_type(scene, entry, slots, arguments, head=trigger.head, harm=harm),
        evoked=entry.type,
        head=trigger.head,
        tokens=tuple(sorted(trigger.tokens)),
        part=trigger.part,
        arguments=arguments,
        outcome=entry.outcome,
        causes=tuple(_causes(scene, trigger, slots, arguments)) if harm else (),
        harms=scene.is_a(entry.type, grammar.harming),
        numbers=tuple(find_numbers(scene.parse, trigger, slots, grammar)) if harm or entry.outcome else (),
    )


def _own_agents(arguments: tuple[Argument, ...], trigger: Trigger) -> tuple[Argument, ...]:
    """The arguments, where the subject of an active verb acts alone: in "welcomed an offer *by X*" X does not."""
    if trigger.part is Part.NOUN or not any(a.role == "agent" and a.slot == "subject" for a in arguments):
        return arguments
    return tuple(a for a in arguments if a.role != "agent" or a.slot != "by")


def _absorbed(scene: Scene, entry: Entry, slots: Slots) -> Iterator[int]:
    """The nouns that an entry takes in: to reject an *offer*, to lift an *embargo*."""
    for slot in entry.absorbs:
        wanted = entry.select_lemmas.get(slot, frozenset())
        yield from (token for token in slots.get(slot, ()) if scene.parse.lemmas[token] in wanted)


STRUCK = frozenset({"target", "victims"})
"""Roles of a subject that comes to harm."""


def _causes(scene: Scene, trigger: Trigger, slots: Slots, arguments: Sequence[Argument]) -> Iterator[int]:
    """What the harm may come from; not the verb beside: in "killed twenty and lost two" those lost are others' victims.

    Nor what leaves people alive: who "*kidnapped* and killed" them did both.
    """
    parse, verb = scene.parse, trigger.head
    subjects = {argument.role for argument in arguments if argument.slot == "subject"}
    beside = parse.heads[verb] if "target" in subjects and parse.deps[verb] == "conj" else None
    found = find_causes(
        parse,
        verb,
        slots,
        scene.syntax.grammar,
        heads=scene.heads,
        harmful=scene.harmful,
        undergone="subject" not in slots or not subjects.isdisjoint(STRUCK) or is_passive(parse, verb),
    )
    sparing = scene.syntax.grammar.sparing
    return (t for t in found if t != beside and sparing.isdisjoint(scene.surely.get(t, frozenset())))


def _score(scene: Scene, entry: Entry, slots: Slots) -> int | None:
    """None when a slot's filler is of the wrong kind or a needed slot is empty."""
    if (entry.needs and not entry.needs & slots.keys()) or not entry.requires <= slots.keys():
        return None
    score = entry.rank
    for slot in entry.ruling:
        fits = [_selected(scene, token, entry, slot) for token in slots.get(slot, ()) if not scene.is_time(token)]
        if not fits and slot not in entry.selects:
            return None
        if fits and not any(fit or (fit is None and slot not in entry.strict) for fit in fits):
            return None
        score += SATISFIED if any(fits) else -bool(fits)
    return score


def _selected(scene: Scene, token: int, entry: Entry, slot: str) -> bool | None:
    """Whether a filler is of a class or lemma that the entry wants in the slot; None where that is not known."""
    parse = scene.parse
    lemmas = entry.select_lemmas.get(slot)
    if lemmas is not None and not lemmas.isdisjoint(_called(parse, token)):
        return True
    wanted = entry.selects.get(slot)
    if wanted is None:
        return None if lemmas is None else False
    classes = scene.classes_at(token)
    if classes is None:
        # Common nouns of places are known: what is none of them is no place.
        return False if parse.pos[token] == "NOUN" and scene.all_are("Place", wanted) else None
    return bool(classes & wanted)


def _called(parse: Parse, token: int) -> tuple[str, ...]:
    """By what lemmas an entry may select a filler; `#` is any numeral that stands for those counted."""
    words: tuple[str, ...] = (parse.lemmas[token], parse.lowers[token])
    if parse.pos[token] == "PROPN":
        # A plural with a capital is taken for a name: "*Rockets* slammed into …".
        words = (*words, parse.lowers[token].removesuffix("s"))
    return (*words, NUMERAL) if parse.pos[token] == "NUM" else words


def _arguments(scene: Scene, entry: Entry, slots: Slots) -> Iterator[Argument]:
    located = scene.is_a(entry.type, scene.syntax.grammar.located)
    borrowed = frozenset(borrowed_places(scene.parse, slots, scene.heads))
    for slot, tokens in slots.items():
        for token in tokens:
            # What a verb needs is its own: "gave assistance *to X*".
            # So is who is to give it: "demanded an apology *from Lima*".
            own = (
                token not in borrowed
                or (located and slot not in ACTORS)
                or slot in entry.needs
                or _is_asked(entry, slot)
            )
            if own and not scene.is_time(token) and _selected(scene, token, entry, slot) is not False:
                yield from fillings(scene, entry, slots, slot=slot, token=token)


def _is_asked(entry: Entry, slot: str) -> bool:
    return slot == "from" and entry.frame.get(slot, ())[:1] == ("target",)


def _says_where(scene: Scene, argument: Argument, arguments: Sequence[Argument]) -> bool:
    """Whether an argument is the place of an event as exactly as a sentence gives it.

    A country that it sets out from leaves room for the place itself: "In *Sudan*, … a market in *Omdurman*". So does
    a settlement without a name that is hit: "shelled *a camp* for refugees near *Kosti*".
    """
    if argument.role != PLACE or "Country" in (scene.classes_at(argument.token) or ("Country",)):
        return False
    is_hit = any(a.token == argument.token and a.role == "target" for a in arguments)
    return not is_hit or scene.parse.pos[argument.token] != "NOUN"


def _stray_arguments(
    scene: Scene, trigger: Trigger, slots: Slots, type_: str, arguments: Sequence[Argument]
) -> Iterator[Argument]:
    """Where the event is by phrases that hang elsewhere, if no place but a country, or one without a name, is told."""
    places = [argument.token for argument in arguments if argument.role == PLACE]
    locative = scene.syntax.grammar.locative
    groups: list[list[int]] = []
    if not any(_says_where(scene, argument, arguments) for argument in arguments):
        groups += stray_places(scene.parse, trigger, slots, locative=locative, heads=scene.heads)
    if not any(scene.parse.pos[token] == "PROPN" for token in places):
        groups += inner_places(scene.parse, slots, locative=locative, heads=scene.heads)
    if not places:
        groups.append(list(shared_places(scene.parse, trigger.head, locative)))
    for group in groups:
        found = [token for token in group if "Place" in (scene.classes_at(token) or ())]
        if found:
            yield from (Argument(role=PLACE, token=token, slot="in") for token in found)
            if scene.is_a(type_, scene.syntax.grammar.hosted):
                hosts = (token for token in found if "Country" in (scene.classes_at(token) or ()))
                yield from (Argument(role="target", token=token, slot="in") for token in hosts)
            return


def _narrower_arguments(scene: Scene, trigger: Trigger, arguments: Sequence[Argument]) -> Iterator[Argument]:
    wide = [argument.token for argument in arguments if argument.role == PLACE]
    for token in narrower_places(scene.parse, trigger.head, wide, scene.syntax.grammar.locative):
        if token not in wide and "Settlement" in (scene.classes_at(token) or ()):
            yield Argument(role=PLACE, token=token, slot="in")
