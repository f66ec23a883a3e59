"""What those make whom a verb tells to do something else: "freed hostages *in a raid*", "flew to Cairo *for talks*"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.lexicon.words import Part
from kg.nlp.events.scene import Scene
from kg.nlp.events.values import Argument, EventMention

DOING = frozenset({"subject", "by"})


def with_conductors(scene: Scene, events: Sequence[EventMention]) -> Iterator[EventMention]:
    """The events, where who does a forceful thing in the course of an operation also makes the operation.

    Not of "*the* attack", which another clause has told of: police arrest men in it who were not theirs.
    Who goes somewhere for talks holds them.
    """
    grammar = scene.syntax.grammar
    doers = {event.head: doers for event in events if (doers := _doers(scene, event, grammar.conducting))}
    goers = {event.head: goers for event in events if (goers := _doers(scene, event, grammar.travelling))}
    for event in events:
        if doers and _lacks_maker(scene, event, grammar.conducted):
            yield _conducted(event, doers, _around(scene, event, grammar.course))
        elif goers and _lacks_maker(scene, event, grammar.attended):
            yield _conducted(event, goers, _around(scene, event, grammar.purpose))
        else:
            yield event


def _doers(scene: Scene, event: EventMention, kinds: frozenset[str]) -> tuple[int, ...]:
    """Who does what a verb tells of, if it is of one of some kinds."""
    if event.part is not Part.VERB or not scene.is_a(event.type, kinds):
        return ()
    return tuple(a.token for a in event.arguments if a.role == "agent" and a.slot in DOING and scene.acts(a.token))


def _lacks_maker(scene: Scene, event: EventMention, kinds: frozenset[str]) -> bool:
    named = any(argument.role == "agent" for argument in event.arguments)
    definite = any(scene.parse.lowers[t] == "the" for t in scene.parse.dependents(event.head, "det"))
    return (
        scene.is_a(event.type, kinds)
        and event.part is Part.NOUN
        and not named
        and not definite
        and event.governor is None
    )


def _around(scene: Scene, event: EventMention, prepositions: frozenset[str]) -> Iterator[int]:
    """The verb whose course or purpose a noun tells, where the parser takes the phrase for the verb's or for its object's.

    The noun may stand behind its time: "for *two days of* talks".
    """
    parse, noun = scene.parse, event.head
    above = parse.heads[parse.heads[noun]]
    if parse.lowers[parse.heads[noun]] == "of" and parse.lemmas[above] in scene.syntax.grammar.spans:
        noun = above
    preposition = parse.heads[noun]
    if parse.deps[noun] == "pobj" and parse.lowers[preposition] in prepositions:
        above = parse.heads[preposition]
        yield above
        if parse.deps[above] in ("dobj", "pobj", "prep"):
            yield from parse.ancestors(above)


def _conducted(event: EventMention, doers: Mapping[int, tuple[int, ...]], verbs: Iterator[int]) -> EventMention:
    found = next((doers[verb] for verb in verbs if verb in doers), ())
    arguments = tuple(Argument(role="agent", token=token, slot="by") for token in found)
    return replace(event, arguments=(*event.arguments, *arguments)) if arguments else event
