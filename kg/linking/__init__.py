"""Which events of a document are the same, and which of its claims cannot both hold.

Conservative: two events are one when they share class, reality and two fillers, and nothing tells them apart.
"""

from collections.abc import Mapping
from dataclasses import replace

from kg.facts import Event, Facts, Factuality, Role, Stance
from kg.linking.contradictions import find_contradictions
from kg.linking.headlines import headline_twins, joined
from kg.linking.participants import PARTICIPANTS, fillers
from kg.ontology import Ontology

__all__ = ["link_facts"]

TOLD = frozenset({Factuality.ACTUAL, Factuality.POSSIBLE, Factuality.HYPOTHETICAL})
"""How real what is denied may look by its words: "denied *any* raid", "rejected the *charge* that"."""
SHARED = 2
"""Fillers that two descriptions of one event have in common at least: one is too easily the same by chance."""


def link_facts(facts: Facts, *, ontology: Ontology, results: Mapping[str, frozenset[str]]) -> Facts:
    """The facts with one event for each that is described, denials negated, and contradictions found.

    `results` maps a class to the states that it results in: who captured a place controls it.
    """
    facts = _negate_denied(_merge_events(_merge_headlines(facts, ontology)))
    return replace(facts, contradictions=tuple(find_contradictions(facts, ontology=ontology, results=results)))


def _negate_denied(facts: Facts) -> Facts:
    """An event that only denials mention did not happen, as its sources present it."""
    stances: dict[str, set[Stance]] = {}
    for claim in facts.claims:
        for content in claim.content:
            stances.setdefault(content, set()).add(claim.stance)
    return replace(
        facts,
        events=tuple(
            replace(event, factuality=Factuality.NEGATED)
            if stances.get(event.id) == {Stance.DENIES} and event.factuality in TOLD
            else event
            for event in facts.events
        ),
    )


def _merge_headlines(facts: Facts, ontology: Ontology) -> Facts:
    claimed = {content for claim in facts.claims for content in claim.content}
    twins = {one: other for one, other in headline_twins(facts, ontology).items() if one not in claimed}
    events = {event.id: event for event in facts.events}
    kept = [
        joined(event, (events[one] for one, other in twins.items() if other == event.id))
        for event in facts.events
        if event.id not in twins
    ]
    return replace(facts, events=tuple(_renamed_roles(event, twins) for event in kept))


def _merge_events(facts: Facts) -> Facts:
    claimed = {content for claim in facts.claims for content in claim.content}
    same: dict[str, str] = {}
    kept: list[Event] = []
    for event in facts.events:
        twin = next((n for n, other in enumerate(kept) if _same(other, event, claimed)), None)
        if twin is None:
            kept.append(event)
        else:
            same[event.id] = kept[twin].id
            kept[twin] = _merged(kept[twin], event)
    if not same:
        return facts
    return replace(
        facts,
        events=tuple(_renamed_roles(event, same) for event in kept),
        claims=tuple(
            replace(claim, content=tuple(dict.fromkeys(same.get(c, c) for c in claim.content)))
            for claim in facts.claims
        ),
    )


def _same(one: Event, other: Event, claimed: set[str]) -> bool:
    """Whether two mentions are of one event; what a source says is not joined to what the outlet says."""
    if one.type != other.type or one.factuality != other.factuality or (one.id in claimed) != (other.id in claimed):
        return False
    if one.time and other.time and (one.time.start, one.time.end) != (other.time.start, other.time.end):
        return False
    if one.casualties and other.casualties:
        return False
    shared = 0
    for name in PARTICIPANTS:
        mine, theirs = fillers(one, name), fillers(other, name)
        if mine and theirs and mine.isdisjoint(theirs):
            return False
        shared += bool(mine & theirs)
    return shared >= SHARED


def _merged(one: Event, other: Event) -> Event:
    return replace(
        one,
        triggers=(*one.triggers, *other.triggers),
        roles=tuple(dict.fromkeys((*one.roles, *other.roles))),
        time=one.time or other.time,
        phase=one.phase or other.phase,
        casualties=(*one.casualties, *other.casualties),
    )


def _renamed_roles(event: Event, same: Mapping[str, str]) -> Event:
    def renamed(role: Role) -> Role:
        return replace(role, filler=same.get(role.filler, role.filler))

    return replace(event, roles=tuple(renamed(role) for role in event.roles))
