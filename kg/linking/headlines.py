"""What a headline tells and the body tells again is one event: the body's, which the headline's words evoke too."""

from collections.abc import Iterator
from dataclasses import replace

from kg.facts import Event, Facts, SectionKind
from kg.linking.participants import PARTICIPANTS, Cast, cast_of, fillers
from kg.ontology import Ontology

REACH = 700
"""Characters behind a headline in which the body tells the same: its first paragraphs."""


def headline_twins(facts: Facts, ontology: Ontology) -> dict[str, str]:
    """Headline event → the first event of the body behind it that may be the same."""
    spans = [sentence.span for sentence in facts.sentences if sentence.section is SectionKind.HEADLINE]
    heads = [event for event in facts.events if any(begin <= event.triggers[0].begin < end for begin, end in spans)]
    known = {event.id for event in heads}
    cast = cast_of(facts)
    twins: dict[str, str] = {}
    for event in heads:
        after = (e for e in facts.events if e.id not in known and 0 < _distance(event, e) < REACH)
        twin = next((e for e in after if _is_retold(event, e, cast, ontology)), None)
        if twin is not None:
            twins[event.id] = twin.id
    return twins


def _distance(event: Event, other: Event) -> int:
    return other.triggers[0].begin - event.triggers[0].begin


def _is_retold(event: Event, other: Event, cast: Cast, ontology: Ontology) -> bool:
    """Same class or a kind of it, same reality, no participant that differs and at least one alike."""
    if event.factuality != other.factuality or event.casualties or not ontology.is_a(other.type, event.type):
        return False
    both = [(n, mine, theirs) for n in PARTICIPANTS if (mine := fillers(event, n)) and (theirs := fillers(other, n))]
    return bool(both) and all(
        cast.named_alike(mine, theirs) or (name == "agent" and not cast.sides(mine).isdisjoint(cast.sides(theirs)))
        for name, mine, theirs in both
    )


def joined(event: Event, headlines: Iterator[Event]) -> Event:
    """The body's event with the words of the headlines, and the participants that it does not name itself."""
    for headline in headlines:
        own = {role.property for role in event.roles}
        more = tuple(role for role in headline.roles if role.property not in own)
        event = replace(event, triggers=(*headline.triggers, *event.triggers), roles=(*event.roles, *more))
    return event
