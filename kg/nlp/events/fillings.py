"""Which role the filler of a slot has, and who else has one through it."""

from collections.abc import Iterator, Sequence

from kg.lexicon.words import Entry, Frame, Part
from kg.nlp.events.refining import INSTRUMENT
from kg.nlp.events.scene import Scene, owners_of
from kg.nlp.events.trigger_slots import INNER
from kg.nlp.events.values import Argument, Syntax
from kg.nlp.slots import Slots, add_prepositions

PLACE = "place"
THEME = "theme"


def fillings(scene: Scene, entry: Entry, slots: Slots, *, slot: str, token: int) -> Iterator[Argument]:
    """The role of a filler; where a platform acts, also the actor whose it is: "*Israeli* tanks shelled …"."""
    roles = _inner_roles(scene, entry, token) if slot == INNER else _known(entry.frame, slot, scene.syntax)
    if not roles:
        return
    classes = scene.classes_at(token)
    if slot == "poss" and _is_undergone(scene, entry, slots, classes):
        roles = (*entry.frame.get("of", ()), *roles)[:1]
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
    if role in LEADING and scene.is_a(entry.type, scene.syntax.grammar.hosted):
        yield from (Argument(role="target", token=token, slot=slot) for token in _across(scene, token))


def _is_undergone(scene: Scene, entry: Entry, slots: Slots, classes: frozenset[str] | None) -> bool:
    """Whether who owns an act suffers it: "the *mayor's* killing", "*their* arrest", not "the *army's* killing of monks"."""
    grammar = scene.syntax.grammar
    if "of" in slots or not classes or not scene.is_a(entry.type, grammar.undergone):
        return False
    return "Person" in classes or ("Group" in classes and classes.isdisjoint(grammar.wielding))


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
    elif role in LEADING and "Settlement" in classes and scene.is_a(entry.type, scene.syntax.grammar.hosted):
        # A town that is visited stands for its host.
        yield "target"
    elif role == "target" and "Country" in classes and scene.is_a(entry.type, scene.syntax.grammar.hosted):
        yield from (other for other in LEADING if other in roles)


def _across(scene: Scene, border: int) -> Iterator[int]:
    """Who is on the other side of where forces go: "massed troops along the border *with Chad*"."""
    found: Slots = {}
    add_prepositions(scene.parse, found, border)
    yield from (token for token in found.get("with", ()) if scene.acts(token))


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
    if entry.part is Part.NOUN:
        return _known(entry.frame, "of", scene.syntax)
    force = scene.is_a(entry.type, scene.syntax.grammar.harming)
    if (scene.classes_at(token) or frozenset()) & scene.syntax.ranges[INSTRUMENT]:
        return (INSTRUMENT,) if force else (THEME,)
    if entry.words[-1] in scene.syntax.words.verb_frame:
        # "Shot *two men* at the gate": people are no missiles.
        struck = scene.is_a(entry.type, scene.syntax.grammar.striking)
        return ("target",) if struck and "Actor" in (scene.classes_at(token) or ()) else (THEME,)
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
