"""Linking a store's articles: the new ones with those under their keys, and what these hold together with.

An article's keys and reports are a function of its graph, a tie one of two reports, an incident one of the reports that
are tied. So what no new article reaches by ties stays as it is, and the order of articles changes nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from kg.incidents import Identity, Link, Opposition, Superseding
from kg.linking.accounts import Account
from kg.linking.across import Opposing
from kg.linking.agreement import THRESHOLD, Judge
from kg.linking.holdings import keys_of_holding
from kg.linking.identities import SAME, identity, namesakes, reference_keys
from kg.linking.incidents import Group, Witnesses, group_reports, incident_of
from kg.linking.meeting import keys_of
from kg.linking.reports import Report
from kg.links.accounts import Accounts
from kg.links.keys import Keys
from kg.links.stories import Stories
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What links are found with."""

    accounts: Accounts
    keys: Keys
    judge: Judge
    stories: Stories
    opposing: Opposing


@dataclass(slots=True)
class Names:
    """The keys of names in new articles: of entities that only they describe, and of reference entities."""

    keys: set[str] = field(default_factory=set)
    references: set[str] = field(default_factory=set)
    _known: set[str] = field(default_factory=set)

    def add(self, account: Account, ontology: Ontology) -> None:
        """Takes those of an article."""
        self.keys.update(namesake.key for namesake in namesakes(account, ontology))
        new = [e for e in account.canon.entities.values() if e.reference and e.id not in self._known]
        self._known.update(entity.id for entity in new)
        self.references.update(key for entity in new for key in reference_keys(entity, ontology))


@dataclass(slots=True, kw_only=True)
class Finding:
    """The state of one run: the reports looked at with their articles, the pairs of articles and the entities compared."""

    means: Means
    new: frozenset[str]
    seen: dict[str, str] = field(default_factory=dict)
    held: set[tuple[str, str]] = field(default_factory=set)
    named: set[str] = field(default_factory=set)

    def links(self, articles: Iterable[str]) -> Iterator[Link]:
        """The links of some articles, and of all that hang together with them."""
        for article in articles:
            for report in self.means.accounts[article].reports:
                if report.id not in self.seen:
                    yield from self._incidents(report)
            if article in self.new:
                yield from self._holdings(article)

    def _incidents(self, report: Report) -> Iterator[Link]:
        component = list(self._component(report))
        for group in group_reports(component, self.means.stories.compare):
            if len(group.reports) > 1:
                yield from self._incident(group)

    def _component(self, report: Report) -> Iterator[Report]:
        """A report and all that ties lead to from it."""
        open_ = [report]
        self.seen[report.id] = report.article
        while open_:
            current = open_.pop()
            yield current
            for other in self._near(current):
                if other.id not in self.seen:
                    self.seen[other.id] = other.article
                    open_.append(other)

    def _near(self, report: Report) -> Iterator[Report]:
        """The reports of other articles that are tied to one."""
        articles = {*self.means.stories.under_keys([report]), *self.means.stories.companions(report.article)}
        for article in sorted(articles - {report.article}):
            for other in self.means.accounts[article].reports:
                agreement = self.means.stories.compare(report, other)
                if agreement is not None and agreement.score >= THRESHOLD:
                    yield other

    def _incident(self, group: Group) -> Iterator[Link]:
        accounts = {report.article: self.means.accounts[report.article] for report in group.reports}
        witnesses = Witnesses(
            publishers={article: account.publisher for article, account in accounts.items()},
            wordings={article: account.wording for article, account in accounts.items()},
            published={article: account.published for article, account in accounts.items()},
        )
        incident = incident_of(group, sources=witnesses.count(accounts), ontology=self.means.judge.ontology)
        yield incident
        heard = witnesses.heard(accounts)
        reports = [report for report in group.reports if report.article in heard]
        for found in self.means.opposing.of_incident(reports, accounts):
            yield found if isinstance(found, Superseding) else Opposition(contradiction=found, incident=incident.id)

    def _holdings(self, article: str) -> Iterator[Link]:
        account = self.means.accounts[article]
        keys = {key for holding in account.holdings for key in keys_of_holding(holding)}
        others = {other for key in keys for other in self.means.keys.articles(key)} - {article}
        for other in sorted(others):
            pair = (min(article, other), max(article, other))
            if pair not in self.held:
                self.held.add(pair)
                one, two = (self.means.accounts[name] for name in pair)
                found = {found.id: found for found in self.means.opposing.of_holdings(one, two)}
                yield from (Opposition(contradiction=found[id_]) for id_ in sorted(found))

    def identities(self, names: Names, keys: Iterable[str]) -> Iterator[Identity]:
        """What entities are the same as, for the names in new articles and those under some keys.

        Of the articles that were linked before only where their answer may change: the second of a name is there, or a
        reference entity.
        """
        again = {key for key in {*keys, *names.references} if key.startswith(SAME)}
        for key in sorted({*names.keys, *again}):
            members = self.means.keys.articles(key)
            new = [article for article in members if article in self.new]
            all_ = key in again or len(members) - len(new) == 1
            yield from self._same(key, members if all_ else new, is_alone=len(members) == 1)

    def _same(self, key: str, articles: Iterable[str], *, is_alone: bool) -> Iterator[Identity]:
        accounts = self.means.accounts
        for article in articles:
            for namesake in namesakes(accounts[article], self.means.judge.ontology):
                if namesake.key == key:
                    self.named.add(namesake.entity.id)
                    references = accounts.namesakes(namesake.entity, namesake.kind)
                    found = identity(namesake, references, is_alone=is_alone)
                    if found is not None:
                        yield found


def keys_of_account(account: Account, judge: Judge) -> set[str]:
    """The keys under which an article is found."""
    return set(
        chain(
            chain.from_iterable(map(keys_of, account.reports)),
            chain.from_iterable(map(keys_of_holding, account.holdings)),
            (namesake.key for namesake in namesakes(account, judge.ontology)),
        )
    )
