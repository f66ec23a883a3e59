"""What claims are compared by: the world that they are about, and what an event is as one claim tells it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from kg.dates import first_day, last_day
from kg.facts import CasualtyCount, Claim, Event, Factuality, Stance
from kg.linking.participants import Cast, fillers
from kg.ontology import Ontology

AFFIRMING = frozenset({Stance.ASSERTS, Stance.CONFIRMS, Stance.SUGGESTS})


class Sameness(Protocol):
    """When two descriptions may be of one event: inside an article by its own words, across articles by more."""

    def is_one_kind(self, one: Event, other: Event, world: "World") -> bool:
        """Whether their classes let them be one."""

    def shared(self, one: Event, other: Event, world: "World") -> int | None:
        """How many targets and places they have in common; None where a participant differs."""

    def may_be_one(self, one: Event, other: Event, world: "World") -> bool:
        """Whether what they have in common besides their victims lets them be one."""

    def count_the_same(self, one: CasualtyCount, other: CasualtyCount, world: "World") -> bool:
        """Whether two numbers are of the same people."""

    def answers(self, denied: Event, told: Event, world: "World") -> bool:
        """Whether a denial of the one is about what the other tells, as far as who did it by what means goes."""

    def happens_once(self, one: Event, other: Event, world: "World") -> bool:
        """Whether both are of what can have only one date."""

    def blame(self, mine: "Told", theirs: "Told", world: "World") -> bool:
        """Whether two claims hold different sides responsible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What claims are compared by; `results` maps a class to the states that it results in."""

    cast: Cast
    ontology: Ontology
    results: Mapping[str, frozenset[str]]
    sameness: Sameness

    def states(self, type_: str) -> frozenset[str]:
        """The states that an event is or brings about, of those that something results in."""
        known = frozenset().union(*self.results.values())
        return frozenset({type_}) & known | self.results.get(type_, frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event as one claim tells it."""

    claim: Claim
    event: Event

    @property
    def holds(self) -> bool:
        """Whether the claim says that the event is so; a denial presents what it denies as Negated already."""
        return self.claim.stance is not Stance.DENIES and self.event.factuality is not Factuality.NEGATED

    @property
    def is_fact(self) -> bool:
        """Whether the claim says that the event has happened."""
        return self.claim.stance in AFFIRMING and self.event.factuality is Factuality.ACTUAL


def sides_differ(one: Event, other: Event, world: World) -> bool:
    """Whether both name who did it, and not the same side."""
    mine, theirs = (world.cast.sides(fillers(event, "agent")) for event in (one, other))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def dates_differ(one: Event, other: Event) -> bool:
    """Whether both are dated, and not to the same day."""
    return one.time is not None and other.time is not None and one.time.start != other.time.start


def days_of(event: Event) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that the event's date leaves open; None where it is not known."""
    if event.time is None or event.time.start is None:
        return None
    first, last = first_day(event.time.start), last_day(event.time.end or event.time.start)
    return None if first is None or last is None else (first, last)


def days_disjoint(one: Event, other: Event) -> bool:
    """Whether both are dated, and no day is as both say: "this week" and "on Tuesday" can both be right."""
    mine, theirs = days_of(one), days_of(other)
    return mine is not None and theirs is not None and (mine[1] < theirs[0] or theirs[1] < mine[0])
