"""Articles that have an incident in common, so that what they tell by the way is likely the same too."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import TypeAlias

from kg.linking.agreement import THRESHOLD, Agreement, Judge
from kg.linking.meeting import keys_of
from kg.linking.reports import Report
from kg.links.accounts import KEPT, Accounts
from kg.links.keys import Keys

Pair: TypeAlias = tuple[str, str]
"""The reports of two articles that are of one incident by themselves."""


class Stories:
    """Compares reports, with regard to what else their articles tell of. All it says is a function of two articles."""

    def __init__(self, accounts: Accounts, keys: Keys, judge: Judge) -> None:
        self._accounts = accounts
        self._keys = keys
        self._judge = judge
        self._companions: OrderedDict[str, dict[str, tuple[Pair, ...]]] = OrderedDict()

    def compare(self, one: Report, other: Report) -> Agreement | None:
        """The agreement of two reports of different articles; None where something tells them apart."""
        agreement = self._judge.compare(one, other)
        if agreement is None or agreement.score >= THRESHOLD:
            return agreement
        told = self._judge.in_one_story(agreement, one, other)
        is_told = told.score >= THRESHOLD and self._have_another(one, other)
        return told if is_told else agreement

    def companions(self, article: str) -> Iterable[str]:
        """The articles that tell of an incident of which this one tells."""
        return self._found(article)

    def under_keys(self, reports: Iterable[Report]) -> set[str]:
        """The articles that reports meet."""
        keys = {key for report in reports for key in keys_of(report)}
        return {article for key in keys for article in self._keys.articles(key)}

    def _have_another(self, one: Report, other: Report) -> bool:
        """Whether the articles of two reports have an incident in common of which neither of the two tells."""
        pairs = self._found(one.article).get(other.article, ())
        return bool(pairs) and all(one.id != mine and other.id != theirs for mine, theirs in pairs)

    def _found(self, article: str) -> Mapping[str, tuple[Pair, ...]]:
        if article not in self._companions:
            reports = self._accounts[article].reports
            others = sorted(self.under_keys(reports) - {article})
            pairs = {other: tuple(self._pairs(reports, other)) for other in others}
            self._companions[article] = {other: found for other, found in pairs.items() if found}
            if len(self._companions) > KEPT:
                self._companions.popitem(last=False)
        return self._companions[article]

    def _pairs(self, reports: Iterable[Report], other: str) -> Iterator[Pair]:
        for mine, theirs in product(reports, self._accounts[other].reports):
            agreement = self._judge.compare(mine, theirs)
            if agreement is not None and agreement.score >= THRESHOLD:
                yield mine.id, theirs.id
