"""Acts that voice a demand: "marched *to demand* work", "went on strike, *calling for* talks" tell of one act, not of two."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.lexicon.words import Part
from kg.nlp.events.scene import Scene
from kg.nlp.events.values import EventMention

CARRIED = ("theme", "target")
"""Roles of the demand that are those of the act that voices it."""


def with_voiced(scene: Scene, events: Sequence[EventMention]) -> Iterator[EventMention]:
    """The events, where what is demanded in an act's purpose or manner clause is what the act is for."""
    grammar = scene.syntax.grammar
    voicing = {
        token: event.head
        for event in events
        if scene.is_a(event.type, grammar.voicing)
        for token in (event.head, event.governor)
        if token is not None
    }
    voiced: dict[int, list[EventMention]] = {}
    folded: set[int] = set()
    for event in events if voicing else ():
        if event.part is Part.VERB and scene.is_a(event.type, grammar.voiced):
            act = voicing.get(_above(scene, event.head))
            if act is not None:
                voiced.setdefault(act, []).append(event)
                folded.add(event.head)
    yield from (_with(event, voiced.get(event.head, ())) for event in events if event.head not in folded)


def _above(scene: Scene, verb: int) -> int:
    """The verb that a clause of purpose or manner, without a subject of its own, depends on; -1 where it is another clause."""
    parse = scene.parse
    if parse.first(verb, "nsubj", "nsubjpass") is not None:
        return -1
    if parse.deps[verb] == "pcomp":
        return parse.heads[parse.heads[verb]]
    return parse.heads[verb] if parse.deps[verb] in ("advcl", "xcomp") else -1


def _with(act: EventMention, demands: Sequence[EventMention]) -> EventMention:
    if not demands:
        return act
    aimed = any(argument.role == "target" for argument in act.arguments)
    more = [
        argument
        for demand in demands
        for argument in demand.arguments
        if argument.role in CARRIED and not (aimed and argument.role == "target")
    ]
    tokens = {*act.tokens, *(token for demand in demands for token in demand.tokens)}
    return replace(act, tokens=tuple(sorted(tokens)), arguments=tuple(dict.fromkeys((*act.arguments, *more))))
