"""Which claims of different articles cannot both hold: about one incident, or about who holds one place at one time.

The grounds are those of `kg.linking.contradictions`; what differs is when two descriptions are of one event.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, product

from kg.dates import first_day
from kg.facts import CasualtyCount, Claim, Contradiction, Entity, Event, TimeBasis
from kg.incidents import Superseding
from kg.lexicon.linking import LinkingWords
from kg.linking.accounts import Account
from kg.linking.amounts import bounds, excludes
from kg.linking.contradictions import contradiction, grounds_of, of_one_side, told_by
from kg.linking.holdings import Holding
from kg.linking.naming import head_of, is_named
from kg.linking.participants import Cast, fillers
from kg.linking.reports import Report
from kg.linking.within import Within
from kg.linking.worlds import AFFIRMING, Told, World
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class OfOneIncident:
    """Descriptions that are known to be of one incident; what they differ in is what is contradicted."""

    words: LinkingWords

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
        return bool(mine) and mine == theirs

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposing:
    """What claims of different articles are compared with."""

    ontology: Ontology
    words: LinkingWords

    def of_incident(
        self, reports: Iterable[Report], accounts: Mapping[str, Account]
    ) -> Iterator[Contradiction | Superseding]:
        """The contradictions between the reports of an incident; and where a source has corrected itself."""
        for one, other in combinations(sorted(reports, key=lambda report: report.id), 2):
            mine, theirs = accounts[one.article], accounts[other.article]
            world = self._world((mine, theirs), OfOneIncident(self.words))
            claims = product(_claims(one, mine), _claims(other, theirs))
            yield from _opposed(claims, world, (mine, theirs))

    def of_holdings(self, one: Account, other: Account) -> Iterator[Contradiction]:
        """The contradictions about who holds which place, between two articles."""
        world = self._world((one, other), OfOnePlace(Within()))
        for mine, theirs in product(one.holdings, other.holdings):
            if not (mine.is_state or theirs.is_state) or not mine.meets(theirs):
                continue
            told = [_told_of(one.facts.claims, mine.event), _told_of(other.facts.claims, _at(theirs, mine))]
            for (claim, tells), (counterclaim, answers) in product(*told):
                if not of_one_side(claim, counterclaim, world):
                    for ground in grounds_of(tells, answers, world):
                        yield contradiction(claim, counterclaim, ground)

    def _world(self, accounts: Iterable[Account], sameness: OfOneIncident | OfOnePlace) -> World:
        entities = {entity.id: entity for account in accounts for entity in account.facts.entities}
        return World(cast=Cast(entities), ontology=self.ontology, results=self.words.results, sameness=sameness)


Telling = tuple[Claim, list[Told]]


def _claims(report: Report, account: Account) -> list[Telling]:
    """The claims about the events of a report."""
    events = {event.id: event for event in report.events}
    found = ((claim, told_by(claim, events)) for claim in account.facts.claims)
    return [(claim, told) for claim, told in found if told]


def _told_of(claims: Iterable[Claim], event: Event) -> list[Telling]:
    found = ((claim, told_by(claim, {event.id: event})) for claim in claims)
    return [(claim, told) for claim, told in found if told]


def _at(holding: Holding, other: Holding) -> Event:
    """The event with the place under the other's name for it."""
    roles = holding.event.roles
    return replace(
        holding.event,
        roles=tuple(replace(role, filler=other.place) if role.property == "place" else role for role in roles),
    )


def _opposed(
    pairs: Iterable[tuple[Telling, Telling]], world: World, accounts: tuple[Account, Account]
) -> Iterator[Contradiction | Superseding]:
    for (claim, tells), (counterclaim, answers) in pairs:
        if of_one_side(claim, counterclaim, world):
            if _is_corrected(tells, answers, world):
                days = (_said(claim, accounts[0]), _said(counterclaim, accounts[1]))
                yield from _superseding((claim, counterclaim), days)
            continue
        for ground in grounds_of(tells, answers, world):
            yield contradiction(claim, counterclaim, ground)


def _is_corrected(tells: Iterable[Told], answers: Iterable[Told], world: World) -> bool:
    """Whether one source gives two numbers that cannot both be right."""
    return any(
        a.outcome is b.outcome and world.sameness.count_the_same(a, b, world) and excludes(a.amount, b.amount)
        for one, other in product(tells, answers)
        if one.claim.stance in AFFIRMING and other.claim.stance in AFFIRMING
        for a, b in product(one.event.casualties, other.event.casualties)
        if (a.part_of is None) == (b.part_of is None) and a.cumulative == b.cumulative
    )


def _said(claim: Claim, account: Account) -> dt.date | None:
    start = claim.said.start if claim.said is not None else None
    day = first_day(start) if start is not None else None
    return day or account.published


def _superseding(claims: tuple[Claim, Claim], days: tuple[dt.date | None, dt.date | None]) -> Iterator[Superseding]:
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return
    earlier, later = claims if days[0] < days[1] else claims[::-1]
    yield Superseding(later=later.id, earlier=earlier.id)
