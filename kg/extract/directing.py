"""At whom speech acts are directed, and who did what they lay at somebody's door."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.entities import Entities
from kg.facts import Event, Factuality, Role
from kg.lexicon.grammar import Grammar


def direct_events(events: Sequence[Event], entities: Entities, grammar: Grammar) -> tuple[Event, ...]:
    """The events with the participants that one of them lends to another, in their order."""
    by_id = {event.id: event for event in events}

    def is_a(event: Event, classes: frozenset[str]) -> bool:
        return not classes.isdisjoint(entities.ontology.superclasses(event.type))

    blamed: dict[str, list[Role]] = {}
    for event in events:
        if is_a(event, grammar.blaming):
            for theme in _themes(event, by_id):
                blamed.setdefault(theme.id, []).extend(_blamed(event, theme))

    def meant_for(event: Event) -> Iterator[Role]:
        voicing = is_a(event, grammar.voicing)
        return _addressed(event, by_id, doing=is_a(event, grammar.addressing), voicing=voicing)

    directed = (_with(event, [*blamed.get(event.id, ()), *meant_for(event)]) for event in events)
    reflexive = grammar.reaching | grammar.addressing | grammar.hosted
    return tuple(_at_others(event) if is_a(event, reflexive) else event for event in directed)


def _at_others(event: Event) -> Event:
    """The event without targets that are its agents: who speaks addresses others, whatever "it" was resolved to."""
    own = {role.filler for role in _fillers(event, "agent")}
    kept = tuple(role for role in event.roles if role.property != "target" or role.filler not in own)
    return event if len(kept) == len(event.roles) else replace(event, roles=kept)


def _with(event: Event, roles: Sequence[Role]) -> Event:
    return replace(event, roles=tuple(dict.fromkeys((*event.roles, *roles)))) if roles else event


def _themes(event: Event, by_id: Mapping[str, Event]) -> list[Event]:
    return [by_id[role.filler] for role in event.roles if role.property == "theme" and role.filler in by_id]


def _fillers(event: Event, name: str) -> list[Role]:
    return [role for role in event.roles if role.property == name]


def _blamed(event: Event, theme: Event) -> Iterator[Role]:
    """Who is accused of an act is, by that word, its agent, if the act has no other."""
    if not _fillers(theme, "agent"):
        yield from (Role(property="agent", filler=role.filler, span=role.span) for role in _fillers(event, "target"))


REACHING = ("target", "destination", "origin")
"""Roles that say upon whom an act is, the surest first; a country that somebody is sent to is one."""
STATES = ("country/", "government/")


def reached(theme: Event) -> list[Role]:
    """Upon whom an act is, or who takes part in it: "refused to send police *to Haiti*", "to host talks *between X and Y*"."""
    for name in REACHING:
        found = [r for r in _fillers(theme, name) if name == REACHING[0] or r.filler.startswith(STATES)]
        if found:
            return found
    return _fillers(theme, "agent")


def _addressed(event: Event, by_id: Mapping[str, Event], *, doing: bool, voicing: bool) -> Iterator[Role]:
    """Whom an act of speech without a target is directed at.

    Who threatens or agrees to act upon somebody addresses them; who demands, rejects or condemns what somebody does, or is
    to do, addresses those who do it; who protests for what is yet to be, those with or upon whom it is to be.
    """
    if _fillers(event, "target"):
        return
    own = {role.filler for role in _fillers(event, "agent")}
    for theme in _themes(event, by_id):
        agents = _fillers(theme, "agent")
        wanted = voicing and theme.factuality is Factuality.REQUESTED
        themselves = not doing or wanted or any(role.filler in own for role in agents)
        found = reached(theme) if themselves else agents
        yield from (
            Role(property="target", filler=role.filler, span=role.span) for role in found if role.filler not in own
        )
