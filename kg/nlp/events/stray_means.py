"""With what an event is done, where the parser hangs the means elsewhere: "hit the lines *with rockets*"."""

from collections.abc import Iterator

from kg.nlp.events.carriers import CARRYING
from kg.nlp.events.scene import Scene
from kg.nlp.lists import conjuncts
from kg.nlp.parse import Parse
from kg.nlp.slots import Slots
from kg.nlp.triggers import Trigger

STRUCK = ("object", "on", "at", "against", "of", "into")
MEANS = "with"
USING = "using"


def with_means(scene: Scene, trigger: Trigger, slots: Slots) -> Slots:
    """The slots of an act of force with the weapons behind whom it strikes; as they are when they name its means."""
    evoked = (entry.type for entry in trigger.entries if entry.type not in CARRYING)
    if MEANS in slots or not any(scene.is_a(type_, scene.syntax.grammar.harming) for type_ in evoked):
        return slots
    struck = [token for slot in STRUCK for token in slots.get(slot, ())]
    wanted = scene.syntax.ranges["instrument"]
    behind = (noun for token in (trigger.head, *struck) for noun in _behind(scene.parse, token))
    found = [noun for noun in behind if noun not in trigger.tokens and (scene.classes_at(noun) or frozenset()) & wanted]
    return {**slots, MEANS: list(dict.fromkeys(found))} if found else slots


def _behind(parse: Parse, token: int) -> Iterator[int]:
    """What stands behind "with" and "using" below a noun or verb, and behind the "of" below it: "the home of X *with* guns"."""
    for child in parse.children[token]:
        if parse.lowers[child] == USING:
            yield from _all(parse, child, "dobj", "pobj")
        elif parse.lowers[child] == MEANS:
            yield from _all(parse, child, "pobj")
        elif parse.deps[child] == "prep":
            for noun in parse.dependents(child, "pobj"):
                yield from _behind(parse, noun)


def _all(parse: Parse, token: int, *labels: str) -> Iterator[int]:
    for noun in parse.dependents(token, *labels):
        yield from conjuncts(parse, noun)
