"""When two descriptions in different articles are of one event, and what of it they contest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.facts import CasualtyCount, Entity, Event, TimeBasis
from kg.lexicon.linking import LinkingWords
from kg.linking.agreement import known_sides
from kg.linking.amounts import bounds
from kg.linking.naming import head_of, is_named
from kg.linking.participants import Cast, fillers
from kg.linking.reports import Report
from kg.linking.within import Within
from kg.linking.worlds import Told, World


@dataclass(frozen=True, slots=True)
class OfOneIncident:
    """Descriptions that are known to be of one incident; what they differ in is what is contradicted.

    `tolls` maps a number that is the only one of its report to the sides that its report holds responsible.
    """

    words: LinkingWords
    tolls: Mapping[str, frozenset[str]]

    def is_one_kind(self, one: Event, other: Event, world: World) -> bool:  # noqa: ARG002 - as the protocol has it
        """Whatever they are called."""
        return True

    def shared(self, one: Event, other: Event, world: World) -> int | None:
        """1, or None where another side acts or others are harmed than in the other description."""
        mine, theirs = (fillers(event, "agent") for event in (one, other))
        if mine and theirs and not _are_alike(mine, theirs, world.cast):
            return None
        heads = [_victims(event, world.cast) for event in (one, other)]
        return None if all(heads) and heads[0].isdisjoint(heads[1]) else 1

    def may_be_one(self, one: Event, other: Event, world: World) -> bool:
        """Yes, unless they name different doers, whose victims are not the same."""
        doers = [_known_doers(event, world.cast) for event in (one, other)]
        return not (all(doers) and doers[0].isdisjoint(doers[1]))

    def count_the_same(self, one: CasualtyCount, other: CasualtyCount, world: World) -> bool:
        """Whether the victims are of one kind; or all of them in one, and some in the other, who are more."""
        general = [self._is_general(count, world.cast) for count in (one, other)]
        if all(general):
            return True
        if any(general):
            whole, part = (one, other) if general[0] else (other, one)
            return bounds(whole.amount)[1] < bounds(part.amount)[0]
        mine, theirs = (world.cast.sectors(count.victims) for count in (one, other))
        # One side's strike killed "three fighters" by the one, "two medics" by the other: who they were is contested too.
        is_toll = not self.tolls.get(one.id, frozenset()).isdisjoint(self.tolls.get(other.id, frozenset()))
        return bool(mine) and (mine == theirs or (is_toll and bool(theirs)))

    def _is_general(self, count: CasualtyCount, cast: Cast) -> bool:
        victims = cast.entities.get(count.victims or "")
        return victims is None or head_of(victims) in self.words.any_victims

    def answers(self, denied: Event, told: Event, world: World) -> bool:
        """Whether the one tells of the doer whom the other clears: who says that it happened is not denied by "not us".

        But "we killed no medics" denies that medics were killed, and nothing else.
        """
        victims = [_victims(event, world.cast) - self.words.any_victims for event in (denied, told)]
        if victims[0]:
            return not victims[0].isdisjoint(victims[1])
        if fillers(denied, "agent"):
            return bool(fillers(told, "agent"))
        means = [
            {head_of(world.cast.entities[id_]) for id_ in fillers(event, "instrument")} for event in (denied, told)
        ]
        return not means[0] or not means[0].isdisjoint(means[1])

    def happens_once(self, one: Event, other: Event, world: World) -> bool:  # noqa: ARG002
        """Yes, where each claim gives a date of its own."""
        return all(event.time is not None and event.time.basis is not TimeBasis.INHERITED for event in (one, other))

    def blame(self, mine: Told, theirs: Told, world: World) -> bool:
        """Whether they name different sides as the doers, each by name or country, of one kind of act."""
        one, other = mine.event.type, theirs.event.type
        if not (world.ontology.is_a(one, other) or world.ontology.is_a(other, one)):
            return False
        doers = [_known_doers(told.event, world.cast) for told in (mine, theirs)]
        return all(doers) and doers[0].isdisjoint(doers[1])


@dataclass(frozen=True, slots=True)
class OfOnePlace:
    """Descriptions of who holds one place at one time; captures of it are compared as reports of an incident."""

    inside: Within

    def is_one_kind(self, one: Event, other: Event, world: World) -> bool:
        """Whether their classes are the same."""
        return self.inside.is_one_kind(one, other, world)

    def shared(self, one: Event, other: Event, world: World) -> int | None:
        """As in one article: the place has the same id here."""
        return self.inside.shared(one, other, world)

    def may_be_one(self, one: Event, other: Event, world: World) -> bool:  # noqa: ARG002 - as the protocol has it
        """Never: numbers are compared in incidents."""
        return False

    def count_the_same(self, one: CasualtyCount, other: CasualtyCount, world: World) -> bool:  # noqa: ARG002
        """Never: numbers are compared in incidents."""
        return False

    def answers(self, denied: Event, told: Event, world: World) -> bool:  # noqa: ARG002
        """Yes: who holds it is what is denied."""
        return True

    def happens_once(self, one: Event, other: Event, world: World) -> bool:  # noqa: ARG002
        """Never: dates are compared in incidents."""
        return False

    def blame(self, mine: Told, theirs: Told, world: World) -> bool:  # noqa: ARG002 - as the protocol has it
        """Never: whose act it was is compared in incidents."""
        return False


def _are_alike(mine: set[str], theirs: set[str], cast: Cast) -> bool:
    """Whether doers are of one side, or called by the same word in both."""
    one_side = not cast.sides(mine).isdisjoint(cast.sides(theirs))
    return one_side or cast.both_rebels(mine, theirs) or cast.described_alike(mine, theirs)


def _victims(event: Event, cast: Cast) -> set[str]:
    """The head nouns of the people at whom an event is directed, or whom it harms."""
    ids = fillers(event, "target") | {count.victims for count in event.casualties if count.victims is not None}
    people = (cast.entities[id_] for id_ in ids if id_ in cast.entities)
    heads = (head_of(entity) for entity in people if {"Group", "Person"} & set(entity.types) and not is_named(entity))
    return {head for head in heads if head is not None}


def _known_doers(event: Event, cast: Cast) -> set[str]:
    """The sides of an event's agents; none if one of them is only described ("gunmen"), or by one word ("Units")."""
    ids = fillers(event, "agent")
    return cast.sides(ids) if all(_is_known(cast.entities.get(id_)) for id_ in ids) else set()


def _is_known(entity: Entity | None) -> bool:
    if entity is None:
        return False
    by_name = entity.reference or (is_named(entity) and " " in entity.label)
    return by_name or (entity.country is not None and "rebel" not in entity.sectors)


def tolls(report: Report) -> Iterator[tuple[str, frozenset[str]]]:
    """The exact numbers of which a report gives no other for the same harm, with the known sides that it blames."""
    counts = [count for event in report.events for count in event.casualties if count.part_of is None]
    for count in counts:
        same = {other.amount for other in counts if other.outcome is count.outcome}
        if len(same) == 1 and count.amount.count is not None and not count.cumulative:
            yield count.id, known_sides(report.blamed)
