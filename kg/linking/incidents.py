"""Reports that are of one incident, joined.

The best agreements first, and never two reports of which a third tells that they are two: a chain of likenesses makes
no incident. The result does not depend on the order of the reports.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from kg import ids
from kg.incidents import Evidence, Incident
from kg.linking.agreement import THRESHOLD, Agreement
from kg.linking.reports import Report
from kg.ontology import Ontology

Compare: TypeAlias = Callable[[Report, Report], Agreement | None]
"""How two reports agree; None where something tells them apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Reports of one incident, and the agreements that joined them."""

    reports: tuple[Report, ...]
    ties: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tie:
    agreement: Agreement
    one: Report
    other: Report

    @property
    def rank(self) -> tuple[float, str, str]:
        return (-self.agreement.score, self.one.id, self.other.id)


def group_reports(reports: Iterable[Report], compare: Compare) -> list[Group]:
    """Each report in one group, alone where nothing ties it to another."""
    ordered = sorted(reports, key=lambda report: report.id)
    agreements = {
        (one.id, other.id): compare(one, other) for n, one in enumerate(ordered) for other in ordered[n + 1 :]
    }
    by_id = {report.id: report for report in ordered}
    ties = sorted(
        (
            _Tie(agreement, by_id[one], by_id[other])
            for (one, other), agreement in agreements.items()
            if agreement is not None and agreement.score >= THRESHOLD
        ),
        key=lambda tie: tie.rank,
    )
    groups = {report.id: Group(reports=(report,)) for report in ordered}
    for tie in ties:
        one, other = groups[tie.one.id], groups[tie.other.id]
        if one is not other and _may_join(one, other, agreements):
            whole = Group(reports=(*one.reports, *other.reports), ties=(*one.ties, *other.ties, tie.agreement))
            groups.update({report.id: whole for report in whole.reports})
    return list({id(group): group for group in groups.values()}.values())


def _may_join(one: Group, other: Group, agreements: Mapping[tuple[str, str], Agreement | None]) -> bool:
    """Whether no report of one is told apart from a report of the other."""
    pairs = product(one.reports, other.reports)
    return all(agreements[min(a.id, b.id), max(a.id, b.id)] is not None for a, b in pairs)


def incident_of(group: Group, *, sources: int, ontology: Ontology) -> Incident:
    """The incident that a group of several reports is; `sources` of its articles are independent."""
    events = tuple(sorted(event.id for report in group.reports for event in report.events))
    return Incident(
        id=ids.mint("incident", *events),
        label=_label(group, ontology),
        reports=events,
        score=min(tie.score for tie in group.ties),
        agrees=_ordered(evidence for tie in group.ties for evidence in tie.agrees),
        differs=_ordered(evidence for tie in group.ties for evidence in tie.differs),
        articles=len({report.article for report in group.reports}),
        sources=sources,
    )


def _ordered(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    known = set(found)
    return tuple(evidence for evidence in Evidence if evidence in known)


def _label(group: Group, ontology: Ontology) -> str:
    """The most frequent class, the place and the day, as far as they are known."""
    types = [event.type for report in group.reports for event in report.events]
    type_ = max(sorted(set(types)), key=lambda name: (types.count(name), len(ontology.superclasses(name))))
    spots = sorted(spot.name for report in group.reports for spot in report.traits.points.values())
    days = sorted(str(report.traits.day) for report in group.reports if report.is_dated and report.traits.day)
    parts = (ontology.label(type_), _most(spots).title(), _most(days))
    return ", ".join(part for part in parts if part)


def _most(values: list[str]) -> str:
    return max(sorted(set(values)), key=values.count, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """Articles sorted into sources: those of one publisher, and those that share sentences, are one."""

    publishers: Mapping[str, str | None]
    wordings: Mapping[str, frozenset[str]]
    published: Mapping[str, dt.date | None]

    def count(self, articles: Iterable[str]) -> int:
        """How many sources some articles come from."""
        groups: list[set[str]] = []
        for article in sorted(set(articles)):
            same = [group for group in groups if any(self._is_same(article, other) for other in group)]
            groups = [group for group in groups if group not in same]
            groups.append({article}.union(*same))
        return len(groups)

    def heard(self, articles: Iterable[str]) -> frozenset[str]:
        """The articles without those of which all longer sentences stand in an earlier one: they say it once more."""
        kept: list[str] = []
        for article in sorted(set(articles), key=lambda name: (self.published[name] or dt.date.max, name)):
            own = self.wordings[article]
            if not own or not any(own <= self.wordings[other] for other in kept):
                kept.append(article)
        return frozenset(kept)

    def _is_same(self, one: str, other: str) -> bool:
        publisher = self.publishers[one]
        if publisher is not None and publisher == self.publishers[other]:
            return True
        return is_reprint(self.wordings[one], self.wordings[other])


def is_reprint(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether half of the longer sentences of the shorter of two articles stand in the other word for word."""
    return bool(one and other) and len(one & other) * 2 >= min(len(one), len(other))
