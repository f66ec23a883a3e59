"""What words of war and of state do not mean: disease, sport and holidays have their battles, attacks and visits too."""

from collections.abc import Callable, Sequence

from kg.lexicon.words import Entry
from kg.nlp.events.scene import Scene
from kg.nlp.slots import Slots
from kg.nlp.triggers import Trigger

PARTIES = ("subject", "object", "against", "of", "on", "by", "with", "amod")
"""Slots of those who fight and are fought."""
UNDERGOING = ("object", "of", "on", "against")
ARMED = frozenset({"ArmedForce", "ArmedGroup", "SecurityForce", "Weapon", "MilitaryPlatform", "Vehicle"})
NONE: frozenset[str] = frozenset()


def unmeant_classes(scene: Scene, trigger: Trigger, slots: Slots) -> Callable[[Entry], frozenset[str]]:
    """Reading of a word → the classes of which it is none with these fillers."""
    grammar = scene.syntax.grammar
    figurative = _is_any(scene, slots, PARTIES, grammar.figurative)
    undergone = figurative and _is_any(scene, slots, UNDERGOING, grammar.figurative)
    private = grammar.ceremonial if _is_any(scene, slots, ("subject",), grammar.private) else NONE
    playful = _is_sport(scene, trigger) and not _is_armed(scene, slots)

    def unmeant(entry: Entry) -> frozenset[str]:
        # A virus kills people, but nobody kills a virus, and no cow dies in a war.
        suffers = undergone or "victims" in entry.frame.get("subject", ())
        literal = playful or (figurative and (suffers or not scene.is_a(entry.type, grammar.harmful)))
        return private | (grammar.literal if literal else NONE)

    return unmeant


def _is_any(scene: Scene, slots: Slots, parties: Sequence[str], words: frozenset[str]) -> bool:
    """Whether a party is one of some words: "the fight against *malaria*", "birds slaughtered", "*passengers* visited"."""
    fillers = (token for slot in parties for token in slots.get(slot, ()))
    return any(not words.isdisjoint((scene.parse.lemmas[token], scene.parse.lowers[token])) for token in fillers)


def _is_sport(scene: Scene, trigger: Trigger) -> bool:
    parse = scene.parse
    start, end = parse.sentences[parse.sentence_of[trigger.head]]
    return not scene.syntax.grammar.sports.isdisjoint((*parse.lowers[start:end], *parse.lemmas[start:end]))


def _is_armed(scene: Scene, slots: Slots) -> bool:
    """Whether somebody armed, or a weapon, takes part."""
    fillers = (token for tokens in slots.values() for token in tokens)
    return any(not ARMED.isdisjoint(scene.classes_at(token) or ()) or _fights(scene, token) for token in fillers)


def _fights(scene: Scene, token: int) -> bool:
    return any(
        type_.endswith(("sector/military", "sector/rebel", "sector/police")) for type_ in scene.classes_at(token) or ()
    )
