"""What happens beside an event, or comes of it, and makes it one of another class: a march that police break up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.drafts import Draft
from kg.facts import Event, Factuality
from kg.lexicon.refinements import Turn
from kg.nlp.parse import Parse
from kg.nlp.reading import Paragraph

REACH = 1
"""Sentences before and after that are the same scene."""


def turn_events(  # noqa: PLR0913
    events: Sequence[Event],
    drafts: Sequence[Draft],
    *,
    paragraphs: Sequence[Paragraph],
    turns: Mapping[str, Turn],
    harming: frozenset[str],
    prior: frozenset[str],
) -> list[Event]:
    """The events, each of the class that its scene and its harm make of its own; `harming` are the ids that hurt somebody.

    `prior` are the words that lead to what came before or is only the reason: "marched *after* police had shot at …".
    """
    at = {draft.id: (draft.paragraph, _sentence(draft, paragraphs)) for draft in drafts}
    spoken_of = {role.filler for event in events for role in event.roles if role.property == "theme"}
    before = {draft.id for draft in drafts if _is_before(draft, paragraphs[draft.paragraph].parse, prior)}
    turning = [
        event
        for event in events
        if event.type in turns and event.factuality is Factuality.ACTUAL and event.id not in spoken_of | before
    ]
    turned = []
    for event in events:
        beside = (other for other in turning if other is not event and _is_beside(event, other, at))
        type_ = _turned(event, beside, turns) if turning else event.type
        if event.id in harming and type_ in turns:
            type_ = turns[type_].harmful or type_
        turned.append(event if type_ == event.type else replace(event, type=type_))
    return turned


def _sentence(draft: Draft, paragraphs: Sequence[Paragraph]) -> int:
    return paragraphs[draft.paragraph].parse.sentence_of[draft.mention.head]


def _is_before(draft: Draft, parse: Parse, prior: frozenset[str]) -> bool:
    path = (draft.mention.head, *parse.ancestors(draft.mention.head))
    return any(
        parse.lowers[token] in prior or any(parse.lowers[mark] in prior for mark in parse.dependents(token, "mark"))
        for token in path
    )


def _turned(event: Event, beside: Iterator[Event], turns: Mapping[str, Turn]) -> str:
    if event.factuality is not Factuality.ACTUAL:
        return event.type
    found = {other.type for other in beside if event.type in turns[other.type].turned}
    return max(found, key=lambda name: (turns[name].rank, name), default=event.type)


def _is_beside(event: Event, other: Event, at: Mapping[str, tuple[int, int]]) -> bool:
    """Whether two events are near in the text, and are not told of two places or days."""
    (paragraph, sentence), (its_paragraph, its_sentence) = at[event.id], at[other.id]
    near = paragraph == its_paragraph and abs(sentence - its_sentence) <= REACH
    return near and not _differ(_places(event), _places(other)) and not _differ(_days(event), _days(other))


def _differ(one: frozenset[object], other: frozenset[object]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _places(event: Event) -> frozenset[object]:
    return frozenset(role.filler for role in event.roles if role.property == "place")


def _days(event: Event) -> frozenset[object]:
    return frozenset(() if event.time is None or event.time.start is None else (event.time.start,))
