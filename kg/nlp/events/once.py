"""One event where a sentence tells it in two words: by a verb and its noun, by what is done and what that is to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.lexicon.words import Part
from kg.nlp.events.scene import Scene
from kg.nlp.events.trigger_slots import INNER
from kg.nlp.events.values import EventMention


def only_carries(scene: Scene, event: EventMention, events: Sequence[EventMention]) -> bool:
    """Whether a verb says in another sense what the noun that it carries says: "*engaged* in clashes"."""
    carried = (other.type for other in events if other.governor == event.head and other is not event)
    return any(scene.is_a(type_, frozenset({event.type})) for type_ in carried)


def told_once(scene: Scene, events: Sequence[EventMention]) -> Iterator[EventMention]:
    """The events without nouns that name again what their verb says: "a *car bomb* exploded", "*protests* were held"."""
    by_head = {event.head: event for event in events}
    merged: dict[int, EventMention] = {}
    named: set[int] = set()
    for event in events:
        for noun in _own_nouns(scene, event, by_head):
            named.add(noun.head)
            event = _joined(scene, event, noun)  # noqa: PLW2901
        merged[event.head] = event
    yield from _with_purposes(scene, {head: event for head, event in merged.items() if head not in named})


def _with_purposes(scene: Scene, events: Mapping[int, EventMention]) -> Iterator[EventMention]:
    """The events; what is done to do the same is one with it: "lobbed tear gas *to disperse* a march"."""
    parse, kept = scene.parse, dict(events)
    for head, event in events.items():
        above = kept.get(parse.heads[head])
        aimed = parse.deps[head] in ("advcl", "xcomp") and any(
            parse.tags[child] == "TO" for child in parse.children[head]
        )
        if aimed and above is not None and above is not event and above.type == event.type:
            kept[above.head] = _joined(scene, kept[above.head], _without_agents(event))
            del kept[head]
    return iter(kept.values())


def _without_agents(event: EventMention) -> EventMention:
    """The event with those alone that it befalls, and what it is about."""
    return replace(event, arguments=tuple(a for a in event.arguments if a.role != "agent"))


TELLING = ("subject", "object", "with", "by", INNER)


def _own_nouns(scene: Scene, event: EventMention, by_head: Mapping[int, EventMention]) -> Iterator[EventMention]:
    if event.part is not Part.VERB:
        return
    tokens = (argument.token for argument in event.arguments if argument.slot in TELLING)
    for token in dict.fromkeys((*event.tokens, *tokens)):
        noun = by_head.get(token)
        if noun is None or noun is event or noun.part is not Part.NOUN:
            continue
        if scene.is_a(noun.type, frozenset({event.type})) or scene.is_a(event.type, frozenset({noun.type})):
            yield noun


def _joined(scene: Scene, event: EventMention, noun: EventMention) -> EventMention:
    """The verb's event with what its noun adds; the more specific class of both."""
    type_ = noun.type if scene.is_a(noun.type, frozenset({event.type})) else event.type
    kept = [argument for argument in event.arguments if argument.token != noun.head]
    return replace(
        event,
        type=type_,
        tokens=tuple(sorted({*event.tokens, *noun.tokens})),
        arguments=tuple(dict.fromkeys((*kept, *noun.arguments))),
    )
