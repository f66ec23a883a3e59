"""Which claims of different articles cannot both hold: about one incident, or about who holds one place at one time.

The grounds are those of `kg.linking.contradictions`; what differs is when two descriptions are of one event.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, product

from kg.dates import first_day
from kg.facts import Claim, Contradiction, Event
from kg.incidents import Superseding
from kg.lexicon.linking import LinkingWords
from kg.linking.accounts import Account
from kg.linking.amounts import excludes
from kg.linking.contradictions import contradiction, grounds_of, of_one_side, told_by
from kg.linking.holdings import Holding
from kg.linking.participants import Cast
from kg.linking.reports import Report
from kg.linking.sameness import OfOneIncident, OfOnePlace, tolls
from kg.linking.within import Within
from kg.linking.worlds import AFFIRMING, Told, World
from kg.ontology import Ontology


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
            sameness = OfOneIncident(self.words, {**dict(tolls(one)), **dict(tolls(other))})
            world = self._world((mine, theirs), sameness)
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
