"""Which of a trigger's readings its fillers satisfy best, and the roles that they fill in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.lexicon.words import Entry, Frame, Part
from kg.nlp.events.addressees import addressees
from kg.nlp.events.carriers import CARRYING
from kg.nlp.events.harm import find_causes, find_numbers, strikes_nobody
from kg.nlp.events.refining import INSTRUMENT, refined_type
from kg.nlp.events.scene import Scene, owners_of
from kg.nlp.events.stray_means import with_means
from kg.nlp.events.stray_places import borrowed_places, stray_places
from kg.nlp.events.trigger_slots import INNER, absorbed_slots
from kg.nlp.events.values import Argument, EventMention, Syntax
from kg.nlp.slots import Slots, add_prepositions
from kg.nlp.triggers import Trigger

PLACE = "place"
THEME = "theme"
SATISFIED = 2
ACTORS = ("by",)


def best_reading(scene: Scene, trigger: Trigger, slots: Slots) -> EventMention | None:
    """The entry whose selection the fillers satisfy best; the first of equals."""
    slots = with_means(scene, trigger, slots)
    best: tuple[int, Entry] | None = None
    grammar, figurative = scene.syntax.grammar, _is_figurative(scene, slots, PARTIES)
    undergone = figurative and _is_figurative(scene, slots, UNDERGOING)
    for entry in trigger.entries:
        if entry.type in CARRYING:
            continue
        # A virus kills people, but nobody kills a virus.
        unmeant = figurative and (undergone or not scene.is_a(entry.type, grammar.harmful))
        if unmeant and scene.is_a(entry.type, grammar.literal):
            continue
        score = _score(scene, entry, slots)
        if score is not None and (best is None or score > best[0]):
            best = score, entry
    return None if best is None else _read(scene, trigger, slots, best[1])


PARTIES = ("subject", "object", "against", "of", "on", "by", "with", "amod")
"""Slots of those who fight and are fought."""
UNDERGOING = ("object", "of", "on", "against")


def _is_figurative(scene: Scene, slots: Slots, parties: Sequence[str]) -> bool:
    """Whether a party is what no war is fought with: "the fight against *malaria*", "birds slaughtered", "besieged the *goal*"."""
    parse, words = scene.parse, scene.syntax.grammar.figurative
    fillers = (token for slot in parties for token in slots.get(slot, ()))
    return any(not words.isdisjoint((parse.lemmas[token], parse.lowers[token])) for token in fillers)


def _read(scene: Scene, trigger: Trigger, slots: Slots, entry: Entry) -> EventMention:
    grammar = scene.syntax.grammar
    absorbed = frozenset(_absorbed(scene, entry, slots))
    if absorbed:
        slots = absorbed_slots(scene.parse, slots, absorbed)
        trigger = replace(trigger, tokens=(*trigger.tokens, *sorted(absorbed)))
    arguments = _own_agents(tuple(_arguments(scene, entry, slots)), trigger)
    arguments = (*arguments, *addressees(scene, trigger, entry, slots, arguments))
    # A country that the sentence sets out from leaves room for the place itself: "In *Sudan*, … a market in *Omdurman*".
    placed = any(a.role == PLACE and "Country" not in (scene.classes_at(a.token) or ("Country",)) for a in arguments)
    if scene.is_a(entry.type, grammar.located) and not placed:
        arguments = (*arguments, *_stray_arguments(scene, trigger, slots, entry.type))
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
        numbers=tuple(find_numbers(scene.parse, trigger, slots)) if harm or entry.outcome else (),
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
        undergone="subject" not in slots or not subjects.isdisjoint(STRUCK),
    )
    sparing = scene.syntax.grammar.sparing
    return (t for t in found if t != beside and sparing.isdisjoint(scene.surely.get(t, frozenset())))


def _score(scene: Scene, entry: Entry, slots: Slots) -> int | None:
    """None when a slot's filler is of the wrong kind or a needed slot is empty."""
    if (entry.needs and not entry.needs & slots.keys()) or not entry.requires <= slots.keys():
        return None
    score = entry.rank
    for slot in entry.ruling:
        fits = [_selected(scene, token, entry, slot) for token in slots.get(slot, ()) if not _is_time(scene, token)]
        if not fits and slot not in entry.selects:
            return None
        if fits and not any(fit or (fit is None and slot not in entry.strict) for fit in fits):
            return None
        score += SATISFIED if any(fits) else -bool(fits)
    return score


def _is_time(scene: Scene, token: int) -> bool:
    """Whether a preposition's object says when or how long, which selects no reading: "clashed *for three days*"."""
    return scene.parse.deps[token] == "pobj" and scene.parse.lemmas[token] in scene.syntax.grammar.spans


def _selected(scene: Scene, token: int, entry: Entry, slot: str) -> bool | None:
    """Whether a filler is of a class or lemma that the entry wants in the slot; None where that is not known."""
    parse = scene.parse
    lemmas = entry.select_lemmas.get(slot)
    if lemmas is not None and (parse.lemmas[token] in lemmas or parse.lowers[token] in lemmas):
        return True
    wanted = entry.selects.get(slot)
    if wanted is None:
        return None if lemmas is None else False
    classes = scene.classes_at(token)
    if classes is None:
        # Common nouns of places are known: what is none of them is no place.
        return False if parse.pos[token] == "NOUN" and scene.all_are("Place", wanted) else None
    return bool(classes & wanted)


def _arguments(scene: Scene, entry: Entry, slots: Slots) -> Iterator[Argument]:
    located = scene.is_a(entry.type, scene.syntax.grammar.located)
    borrowed = frozenset(borrowed_places(scene.parse, slots, scene.heads))
    for slot, tokens in slots.items():
        for token in tokens:
            # What a verb needs is its own: "gave assistance *to X*".
            own = token not in borrowed or (located and slot not in ACTORS) or slot in entry.needs
            if own and not _is_time(scene, token) and _selected(scene, token, entry, slot) is not False:
                yield from _filled(scene, entry, slot, token)


def _filled(scene: Scene, entry: Entry, slot: str, token: int) -> Iterator[Argument]:
    """The role of a filler; where a platform acts, also the actor whose it is: "*Israeli* tanks shelled …"."""
    roles = _inner_roles(scene, entry, token) if slot == INNER else _known(entry.frame, slot, scene.syntax)
    if not roles:
        return
    classes = scene.classes_at(token)
    role = _role(roles, classes, scene.syntax)
    if role is None and token in scene.heads and scene.is_a(entry.type, scene.syntax.grammar.reaching):
        if slot == "subject" and "agent" in roles:
            # "*Kenyan* aid supported the schools": who acts by it.
            yield from (Argument(role="agent", token=owner, slot=slot) for owner in owners_of(scene, token))
            return
        role = THEME
    if role is not None:
        yield Argument(role=role, token=token, slot=slot)
        yield from (
            Argument(role=other, token=token, slot=slot) for other in _besides(scene, entry, roles, role, classes)
        )
    if role is not None and "agent" in roles:
        yield from (Argument(role="agent", token=owner, slot=slot) for owner in _behind(scene, entry, role, token))


LEADING = (PLACE, "destination")


def _besides(
    scene: Scene, entry: Entry, roles: Sequence[str], role: str, classes: frozenset[str] | None
) -> Iterator[str]:
    """The role that a place has besides: what is hit is target and place, the country gone to target and destination."""
    if not classes or "Place" not in classes:
        return
    if "target" not in roles:
        if role in LEADING and "Country" in classes and scene.is_a(entry.type, scene.syntax.grammar.hosted):
            yield "target"
        return
    if role == PLACE and scene.is_a(entry.type, scene.syntax.grammar.striking):
        yield "target"
    elif role == PLACE and "Settlement" in classes and scene.is_a(entry.type, scene.syntax.grammar.hosted):
        # A town that is visited stands for its host.
        yield "target"
    elif role == "target" and "Country" in classes and scene.is_a(entry.type, scene.syntax.grammar.hosted):
        yield from (other for other in LEADING if other in roles)


def _behind(scene: Scene, entry: Entry, role: str, token: int) -> Iterator[int]:
    """Who acts through a filler: the owner of a platform; of what is taken or held, the armed group whose people take it."""
    if role == INSTRUMENT:
        yield from owners_of(scene, token)
        found: Slots = {}
        add_prepositions(scene.parse, found, token)
        yield from (owner for owner in found.get("of", ()) if scene.acts(owner))
    elif role == "agent" and scene.is_a(entry.type, scene.syntax.grammar.corporate):
        people: Slots = {}
        add_prepositions(scene.parse, people, token)
        # "*ISIS* fighters", "fighters from *ISIS*"
        bodies = (*owners_of(scene, token), *people.get("of", ()), *people.get("from", ()))
        yield from (body for body in bodies if "ArmedGroup" in (scene.classes_at(body) or ()))


def _known(frame: Frame, slot: str, syntax: Syntax) -> tuple[str, ...]:
    return tuple(role for role in frame.get(slot, ()) if role in syntax.ranges)


def _inner_roles(scene: Scene, entry: Entry, token: int) -> tuple[str, ...]:
    """The role of a noun that the pattern takes in: the means in an act of force, else what the verb's object is.

    Behind it the pattern may end in a preposition whose object is the verb's: "fired *rockets* at the base".
    """
    if INNER in entry.frame:
        return _known(entry.frame, INNER, scene.syntax)
    force = scene.is_a(entry.type, scene.syntax.grammar.harming)
    if (scene.classes_at(token) or frozenset()) & scene.syntax.ranges[INSTRUMENT]:
        return (INSTRUMENT,) if force else (THEME,)
    if entry.words[-1] in scene.syntax.words.verb_frame:
        return (THEME,)
    return _known(entry.frame, "object", scene.syntax)


def _role(roles: tuple[str, ...], classes: frozenset[str] | None, syntax: Syntax) -> str | None:
    """The first role, in the order of trial, that takes a filler of these classes; the first of all for unknown ones.

    A settlement that may also be a government is a place where the slot can hold one ("visited Cairo"). What only things
    do is done with them: "mortars hit the camp". None for a filler that is known and fits no role.
    """
    ordered = [role for role in syntax.ranges if role in roles]
    if classes is None:
        return ordered[0]
    if PLACE in roles and "Settlement" in classes:
        return PLACE
    if INSTRUMENT in roles and "Actor" not in classes and classes & syntax.ranges[INSTRUMENT]:
        # "attacked with mortars": a weapon could be a target too.
        return INSTRUMENT
    fitting = (role for role in ordered if classes & syntax.ranges[role])
    instead = INSTRUMENT if "agent" in roles and classes & syntax.ranges[INSTRUMENT] else None
    return next(fitting, instead)


def _stray_arguments(scene: Scene, trigger: Trigger, slots: Slots, type_: str) -> Iterator[Argument]:
    places = stray_places(scene.parse, trigger, slots, locative=scene.syntax.grammar.locative, heads=scene.heads)
    for group in places:
        found = [token for token in group if "Place" in (scene.classes_at(token) or ())]
        if found:
            yield from (Argument(role=PLACE, token=token, slot="in") for token in found)
            if scene.is_a(type_, scene.syntax.grammar.hosted):
                hosts = (token for token in found if "Country" in (scene.classes_at(token) or ()))
                yield from (Argument(role="target", token=token, slot="in") for token in hosts)
            return
