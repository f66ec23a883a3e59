"""Which events of a document are the same, and which of its claims cannot both hold.

Conservative: two events are one when they share class, reality and two fillers, and nothing tells them apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from kg import ids
from kg.facts import Claim, Contradiction, Event, Factuality, Facts, Ground, Role, Stance
from kg.ontology import Ontology

AFFIRMING = frozenset({Stance.ASSERTS, Stance.CONFIRMS, Stance.SUGGESTS})
SHARED = 2
"""Fillers that two descriptions of one event have in common at least: one is too easily the same by chance."""
PARTICIPANTS = ("agent", "target", "place")


def link_facts(facts: Facts, *, ontology: Ontology, results: Mapping[str, frozenset[str]]) -> Facts:
    """The facts with one event for each that is described, denials negated, and contradictions found.

    `results` maps a class to the states that it results in: who captured a place controls it.
    """
    facts = _negate_denied(_merge_events(facts))
    countries = {entity.id: entity.country or entity.id for entity in facts.entities}
    found = _contradictions(facts, ontology=ontology, results=results, countries=countries)
    return replace(facts, contradictions=tuple(found))


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
            if stances.get(event.id) == {Stance.DENIES} and event.factuality is Factuality.ACTUAL
            else event
            for event in facts.events
        ),
    )


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
            replace(claim, content=tuple(dict.fromkeys(same.get(c, c) for c in claim.content))) for claim in facts.claims
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
        mine, theirs = _fillers(one, name), _fillers(other, name)
        if mine and theirs and mine.isdisjoint(theirs):
            return False
        shared += bool(mine & theirs)
    return shared >= SHARED


def _fillers(event: Event, name: str) -> set[str]:
    return {role.filler for role in event.roles if role.property == name}


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


def _contradictions(
    facts: Facts, *, ontology: Ontology, results: Mapping[str, frozenset[str]], countries: Mapping[str, str]
) -> Iterator[Contradiction]:
    events = {event.id: event for event in facts.events}
    for one, other in combinations(facts.claims, 2):
        ground = _ground(one, other, events, ontology=ontology, results=results, countries=countries)
        if ground is not None:
            yield Contradiction(
                id=ids.mint("contradiction", *sorted((one.id, other.id)), ground), claims=(one.id, other.id), ground=ground
            )


def _ground(
    one: Claim,
    other: Claim,
    events: Mapping[str, Event],
    *,
    ontology: Ontology,
    results: Mapping[str, frozenset[str]],
    countries: Mapping[str, str],
) -> Ground | None:
    for mine in _events(one, events):
        for theirs in _events(other, events):
            if _claims_to_hold(one, mine) == _claims_to_hold(other, theirs):
                continue
            if mine.id == theirs.id or (
                _akin(mine, theirs, ontology, results) and _same_participants(mine, theirs, countries)
            ):
                return Ground.DENIAL
    return None


def _events(claim: Claim, events: Mapping[str, Event]) -> Sequence[Event]:
    if claim.stance not in AFFIRMING and claim.stance is not Stance.DENIES:
        return ()
    return [events[content] for content in claim.content if content in events]


def _claims_to_hold(claim: Claim, event: Event) -> bool:
    """Whether the claim says that the event is so; a denial presents what it denies as Negated already."""
    return claim.stance is not Stance.DENIES and event.factuality is not Factuality.NEGATED


def _akin(one: Event, other: Event, ontology: Ontology, results: Mapping[str, frozenset[str]]) -> bool:
    """Whether the classes are the same, one a kind of the other, or one a result of the other."""
    if ontology.is_a(one.type, other.type) or ontology.is_a(other.type, one.type):
        return True
    return other.type in results.get(one.type, ()) or one.type in results.get(other.type, ())


def _same_participants(one: Event, other: Event, countries: Mapping[str, str]) -> bool:
    """No participant differs, and a place or a target is the same; actors of one country count as one side."""
    common = 0
    for name in PARTICIPANTS:
        mine, theirs = _fillers(one, name), _fillers(other, name)
        if not mine or not theirs:
            continue
        sides = {countries.get(x, x) for x in mine} & {countries.get(x, x) for x in theirs} if name == "agent" else mine & theirs
        if not sides:
            return False
        common += name != "agent"
    return common > 0
