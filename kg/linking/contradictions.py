"""Which claims of a document cannot both hold, and why.

Conservative: what a reader could take for two events, or for one thing after the other, contradicts nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from kg import ids
from kg.facts import Amount, Claim, Contradiction, Event, Facts, Factuality, Ground, Stance
from kg.linking.participants import PARTICIPANTS, Cast, cast_of, fillers
from kg.ontology import Ontology

AFFIRMING = frozenset({Stance.ASSERTS, Stance.CONFIRMS, Stance.SUGGESTS})
FORCE = "Force"
SHARED = ("target", "place", "theme")
"""Roles by which two descriptions are of one event although they name different doers."""
NEAR = 400
"""Characters within which "the ambush" without more is the ambush told of before: some two sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What claims are compared by; `results` maps a class to the states that it results in."""

    cast: Cast
    ontology: Ontology
    results: Mapping[str, frozenset[str]]

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


def find_contradictions(
    facts: Facts, *, ontology: Ontology, results: Mapping[str, frozenset[str]]
) -> Iterator[Contradiction]:
    """One contradiction for each two claims of different sides that cannot both hold."""
    world = World(cast=cast_of(facts), ontology=ontology, results=results)
    events = {event.id: event for event in facts.events}
    for one, other in combinations(facts.claims, 2):
        if not world.cast.sides(fillers(one, "speaker")).isdisjoint(world.cast.sides(fillers(other, "speaker"))):
            continue
        ground = _ground(one, other, events, world)
        if ground is not None:
            yield Contradiction(
                id=ids.mint("contradiction", *sorted((one.id, other.id)), ground),
                claims=(one.id, other.id),
                ground=ground,
            )


def _ground(one: Claim, other: Claim, events: Mapping[str, Event], world: World) -> Ground | None:
    pairs = product(_told(one, events), _told(other, events))
    return next((ground for mine, theirs in pairs if (ground := _conflict(mine, theirs, world)) is not None), None)


def _told(claim: Claim, events: Mapping[str, Event]) -> list[Told]:
    if claim.stance not in AFFIRMING and claim.stance is not Stance.DENIES:
        return []
    return [Told(claim=claim, event=events[content]) for content in claim.content if content in events]


def _conflict(mine: Told, theirs: Told, world: World) -> Ground | None:
    """Why two claims about two events, or about one, cannot both hold."""
    if mine.holds != theirs.holds:
        return _denied(mine.event, theirs.event, world)
    if mine.event.id == theirs.event.id or not (mine.is_fact and theirs.is_fact):
        return None
    tests = ((Ground.CONTROL, _both_hold), (Ground.RESPONSIBILITY, _blame_each_other), (Ground.COUNT, _count_differently),
             (Ground.DATE, _date_differently))  # fmt: skip
    return next((ground for ground, test in tests if test(mine, theirs, world)), None)


def _denied(one: Event, other: Event, world: World) -> Ground | None:
    """The same event asserted and denied; or what an event results in denied: "captured" against "is not in their hands"."""
    if one.id == other.id:
        return Ground.DENIAL
    is_a = world.ontology.is_a
    same = is_a(one.type, other.type) or is_a(other.type, one.type)
    if not (same or world.states(one.type) & world.states(other.type)):
        return None
    if not (_same_act if same else _same_participants)(one, other, world):
        return None
    return Ground.DENIAL if same else Ground.CONTROL


def _same_participants(one: Event, other: Event, world: World) -> bool:
    """No participant differs, and a place or a target is the same."""
    return bool(_shared(one, other, world))


def _same_act(one: Event, other: Event, world: World) -> bool:
    """No participant differs, and a place, a target or the very doer is the same."""
    shared = _shared(one, other, world)
    return shared is not None and (shared > 0 or bool(fillers(one, "agent") & fillers(other, "agent")))


def _shared(one: Event, other: Event, world: World) -> int | None:
    """How many targets and places two events have in common; None where a participant differs.

    Actors of one country count as one side, and so do rebels.
    """
    common = 0
    for name in PARTICIPANTS:
        mine, theirs = fillers(one, name), fillers(other, name)
        if not mine or not theirs:
            continue
        if name == "agent":
            alike = bool(world.cast.sides(mine) & world.cast.sides(theirs)) or world.cast.both_rebels(mine, theirs)
        else:
            alike = bool(mine & theirs) or world.cast.described_alike(mine, theirs)
        if not alike:
            return None
        common += name != "agent"
    return common


def _both_hold(mine: Told, theirs: Told, world: World) -> bool:
    """Two sides say at one time that they hold, or took, one place; a recapture after a capture is no contradiction."""
    one, other = mine.event, theirs.event
    if not world.states(one.type) & world.states(other.type) or not fillers(one, "place") & fillers(other, "place"):
        return False
    later = one.type != other.type and one.type in world.results and other.type in world.results
    return not later and not _dates_differ(one, other) and _sides_differ(one, other, world)


def _sides_differ(one: Event, other: Event, world: World) -> bool:
    mine, theirs = (world.cast.sides(fillers(event, "agent")) for event in (one, other))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _dates_differ(one: Event, other: Event) -> bool:
    return one.time is not None and other.time is not None and one.time.start != other.time.start


def _blame_each_other(mine: Told, theirs: Told, world: World) -> bool:
    """Each says that somebody else did it, and at least one of them is whom the other names."""
    one, other, is_a = mine.event, theirs.event, world.ontology.is_a
    if one.type != other.type or not is_a(one.type, FORCE) or _dates_differ(one, other):
        return False
    if not any(fillers(one, name) & fillers(other, name) for name in SHARED) or not _sides_differ(one, other, world):
        return False
    agents = [world.cast.sides(fillers(told.event, "agent")) for told in (mine, theirs)]
    speakers = [world.cast.sides(fillers(told.claim, "speaker")) for told in (mine, theirs)]
    others = all(agent.isdisjoint(speaker) for agent, speaker in zip(agents, speakers, strict=True))
    return others and bool(agents[0] & speakers[1] or agents[1] & speakers[0])


def _count_differently(mine: Told, theirs: Told, world: World) -> bool:
    """Two numbers of the same kind of victims of one event that cannot both be right."""
    one, other = mine.event, theirs.event
    if one.type != other.type or _dates_differ(one, other) or not _may_be_one(one, other, world):
        return False
    return any(
        a.outcome == b.outcome
        and (a.part_of is None) == (b.part_of is None)
        and a.cumulative == b.cumulative
        and world.cast.sectors(a.victims) == world.cast.sectors(b.victims)
        and _excludes(a.amount, b.amount)
        for a, b in product(one.casualties, other.casualties)
    )


def _may_be_one(one: Event, other: Event, world: World) -> bool:
    """Whether two events share a participant besides their victims and differ in none, or one names none at all."""
    counted = {count.victims for event in (one, other) for count in event.casualties}
    mine, theirs = ({name: fillers(event, name) - counted for name in PARTICIPANTS} for event in (one, other))
    shared = 0
    for name in PARTICIPANTS:
        if mine[name] and theirs[name]:
            if world.cast.sides(mine[name]).isdisjoint(world.cast.sides(theirs[name])):
                return False
            shared += 1
    near = abs(one.triggers[0].begin - other.triggers[0].begin) < NEAR
    return shared > 0 or (near and any(mine.values()) != any(theirs.values()))


def _excludes(one: Amount, other: Amount) -> bool:
    """Whether no number is as both say."""
    (low, high), (least, most) = _bounds(one), _bounds(other)
    return high < least or most < low


def _bounds(amount: Amount) -> tuple[float, float]:
    if amount.count is not None:
        return amount.count, amount.count
    high = float("inf") if amount.maximum is None else amount.maximum
    return amount.minimum or 0, high


def _date_differently(mine: Told, theirs: Told, world: World) -> bool:
    """Two days for what can happen once only: the capture of a place by one side, what is done to one person."""
    one, other = mine.event, theirs.event
    if one.time is None or other.time is None or None in (one.time.start, other.time.start):
        return False
    if one.type != other.type or one.time.start == other.time.start or not _same_participants(one, other, world):
        return False
    persons = {id_ for id_ in fillers(one, "target") & fillers(other, "target") if world.cast.is_person(id_)}
    return one.type in world.results or bool(persons)
