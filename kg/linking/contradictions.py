"""Which claims of a document cannot both hold, and why.

Conservative: what a reader could take for two events, or for one thing after the other, contradicts nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from kg import ids
from kg.facts import Claim, Contradiction, Event, Facts, Factuality, Ground, Stance
from kg.linking.amounts import excludes
from kg.linking.participants import cast_of, fillers
from kg.linking.within import Within
from kg.linking.worlds import AFFIRMING, Told, World, dates_differ, days_disjoint, sides_differ
from kg.ontology import Ontology

UNTOLD = frozenset({Factuality.REQUESTED, Factuality.HYPOTHETICAL})
"""What is asked for or supposed: who refuses what another demands says nothing against the demand."""


def find_contradictions(
    facts: Facts, *, ontology: Ontology, results: Mapping[str, frozenset[str]]
) -> Iterator[Contradiction]:
    """One contradiction for each two claims of different sides that cannot both hold."""
    world = World(cast=cast_of(facts), ontology=ontology, results=results, sameness=Within())
    events = {event.id: event for event in facts.events}
    told = [(claim, told_by(claim, events)) for claim in facts.claims]
    for (one, mine), (other, theirs) in combinations(told, 2):
        if of_one_side(one, other, world):
            continue
        ground = next(grounds_of(mine, theirs, world), None)
        if ground is not None:
            yield contradiction(one, other, ground)


def contradiction(one: Claim, other: Claim, ground: Ground) -> Contradiction:
    """The contradiction of two claims on a ground."""
    id_ = ids.mint("contradiction", *sorted((one.id, other.id)), ground)
    return Contradiction(id=id_, claims=(one.id, other.id), ground=ground)


def of_one_side(one: Claim, other: Claim, world: World) -> bool:
    """Whether one side speaks in both claims: it corrects itself, but contradicts nobody."""
    return not world.cast.sides(fillers(one, "speaker")).isdisjoint(world.cast.sides(fillers(other, "speaker")))


def grounds_of(mine: Iterable[Told], theirs: Iterable[Told], world: World) -> Iterator[Ground]:
    """Why what two claims tell cannot both hold, each reason once."""
    found = (_conflict(one, other, world) for one, other in product(mine, theirs))
    yield from dict.fromkeys(ground for ground in found if ground is not None)


def told_by(claim: Claim, events: Mapping[str, Event]) -> list[Told]:
    """What a claim affirms or denies of some events."""
    if claim.stance not in AFFIRMING and claim.stance is not Stance.DENIES:
        return []
    return [Told(claim=claim, event=events[content]) for content in claim.content if content in events]


def _conflict(mine: Told, theirs: Told, world: World) -> Ground | None:
    """Why two claims about two events, or about one, cannot both hold."""
    if mine.holds != theirs.holds:
        told, denied = (mine, theirs) if mine.holds else (theirs, mine)
        untold = {told.event.factuality, denied.event.factuality} & UNTOLD
        answered = not untold and world.sameness.answers(denied.event, told.event, world)
        return _denied(mine.event, theirs.event, world) if answered else None
    if mine.event.id == theirs.event.id or not (mine.is_fact and theirs.is_fact):
        return None
    tests = ((Ground.CONTROL, _both_hold), (Ground.RESPONSIBILITY, world.sameness.blame), (Ground.COUNT, _count_differently),
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
    return bool(world.sameness.shared(one, other, world))


def _same_act(one: Event, other: Event, world: World) -> bool:
    """No participant differs, and a place, a target or the very doer is the same."""
    shared = world.sameness.shared(one, other, world)
    return shared is not None and (shared > 0 or bool(fillers(one, "agent") & fillers(other, "agent")))


def _both_hold(mine: Told, theirs: Told, world: World) -> bool:
    """Two sides say at one time that they hold, or took, one place; a recapture after a capture is no contradiction."""
    one, other = mine.event, theirs.event
    if not world.states(one.type) & world.states(other.type) or not fillers(one, "place") & fillers(other, "place"):
        return False
    later = one.type != other.type and one.type in world.results and other.type in world.results
    return not later and not dates_differ(one, other) and sides_differ(one, other, world)


def _count_differently(mine: Told, theirs: Told, world: World) -> bool:
    """Two numbers of the same kind of victims of one event that cannot both be right."""
    one, other = mine.event, theirs.event
    same = world.sameness
    if not same.is_one_kind(one, other, world) or dates_differ(one, other) or not same.may_be_one(one, other, world):
        return False
    return any(
        a.outcome == b.outcome
        and (a.part_of is None) == (b.part_of is None)
        and a.cumulative == b.cumulative
        and same.count_the_same(a, b, world)
        and excludes(a.amount, b.amount)
        for a, b in product(one.casualties, other.casualties)
    )


def _date_differently(mine: Told, theirs: Told, world: World) -> bool:
    """Two days for what can happen once only."""
    one, other, same = mine.event, theirs.event, world.sameness
    return days_disjoint(one, other) and same.is_one_kind(one, other, world) and same.happens_once(one, other, world)
