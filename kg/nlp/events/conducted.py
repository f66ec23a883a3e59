"""Operations in the course of which something else is done: "freed hostages *in a raid*" tells who made the raid."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.lexicon.words import Part
from kg.nlp.events.scene import Scene
from kg.nlp.events.values import Argument, EventMention

DOING = frozenset({"subject", "by"})


def with_conductors(scene: Scene, events: Sequence[EventMention]) -> Iterator[EventMention]:
    """The events, where who does a forceful thing in the course of an operation also makes the operation.

    Not of "*the* attack", which another clause has told of: police arrest men in it who were not theirs.
    """
    doers = {event.head: doers for event in events if (doers := _doers(scene, event))}
    for event in events:
        yield _conducted(event, doers, _around(scene, event)) if doers and _lacks_maker(scene, event) else event


def _doers(scene: Scene, event: EventMention) -> tuple[int, ...]:
    """Who does what a verb tells of, if it is of a kind that is done in operations."""
    if event.part is not Part.VERB or not scene.is_a(event.type, scene.syntax.grammar.conducting):
        return ()
    return tuple(a.token for a in event.arguments if a.role == "agent" and a.slot in DOING and scene.acts(a.token))


def _lacks_maker(scene: Scene, event: EventMention) -> bool:
    named = any(argument.role == "agent" for argument in event.arguments)
    definite = any(scene.parse.lowers[t] == "the" for t in scene.parse.dependents(event.head, "det"))
    kind = scene.is_a(event.type, scene.syntax.grammar.conducted)
    return kind and event.part is Part.NOUN and not named and not definite and event.governor is None


def _around(scene: Scene, event: EventMention) -> Iterator[int]:
    """The verb in the course of which a noun stands, where the parser takes the phrase for the verb's or for its object's."""
    parse, preposition = scene.parse, scene.parse.heads[event.head]
    if parse.deps[event.head] == "pobj" and parse.lowers[preposition] in scene.syntax.grammar.course:
        above = parse.heads[preposition]
        yield above
        if parse.deps[above] == "dobj":
            yield parse.heads[above]


def _conducted(event: EventMention, doers: Mapping[int, tuple[int, ...]], verbs: Iterator[int]) -> EventMention:
    found = next((doers[verb] for verb in verbs if verb in doers), ())
    arguments = tuple(Argument(role="agent", token=token, slot="by") for token in found)
    return replace(event, arguments=(*event.arguments, *arguments)) if arguments else event
