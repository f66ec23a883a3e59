"""How well two reports agree, and on what: the evidence that they are of one incident."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from kg.facts import Factuality
from kg.incidents import Evidence
from kg.lexicon.linking import LinkingWords
from kg.linking.amounts import excludes
from kg.linking.clashes import (
    days_clash,
    is_same_spot,
    parts_clash,
    persons_clash,
    places_clash,
    things_clash,
)
from kg.linking.reports import Report
from kg.linking.traits import TERRITORY, Traits
from kg.namespaces import CKG
from kg.ontology import Ontology
from kg.turtle import read_knowledge

THRESHOLD = 9.0
"""Above type (2), place (3) and day (3) with agent, weapon and victims (0.3 each) of a war that hits a town each day."""
SLACK, SLACK_OF_PERSONS = 1, 7
"""Days that reports of one incident may be apart; more where the same person is taken, who is so only once."""
DESCRIBED = "entity/"
"""What the ids begin with of entities that no other article knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What agreement and difference count for."""

    weights: Mapping[Evidence, float]
    penalties: Mapping[Evidence, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """On what two reports agree and differ, and how much that is."""

    score: float
    agrees: frozenset[Evidence]
    differs: frozenset[Evidence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """What two reports are compared by."""

    ontology: Ontology
    words: LinkingWords
    weights: Weights

    def compare(self, one: Report, other: Report) -> Agreement | None:
        """The agreement of two reports of different articles; None where something tells them apart."""
        if one.family != other.family or one.article == other.article or _clash(one.traits, other.traits):
            return None
        agrees = frozenset(self._agrees(one, other))
        differs = frozenset(self._differs(one.traits, other.traits))
        score = sum(self.weights.weights[e] for e in agrees) - sum(self.weights.penalties.get(e, 0) for e in differs)
        return Agreement(score=round(score, 2), agrees=agrees, differs=differs)

    def _agrees(self, one: Report, other: Report) -> Iterator[Evidence]:
        mine, theirs = one.traits, other.traits
        if self._one_type(mine, theirs):
            yield Evidence.TYPE
        yield from _where(one, other)
        yield from _when(one, other)
        sets = ((Evidence.PERSON, "persons"), (Evidence.TARGET, "things"), (Evidence.VICTIMS, "victims"),
                (Evidence.AGENT, "agents"), (Evidence.MEANS, "means"), (Evidence.HOURS, "parts"))  # fmt: skip
        yield from (evidence for evidence, name in sets if getattr(mine, name) & getattr(theirs, name))
        yield from _how_many(mine, theirs)
        if _answers(one, other) and self._one_type(mine, theirs):
            yield Evidence.ANSWER

    def _differs(self, one: Traits, other: Traits) -> Iterator[Evidence]:
        if not self._one_type(one, other):
            yield Evidence.TYPE
        for evidence, mine, theirs in (
            (Evidence.AGENT, known_sides(one.agents), known_sides(other.agents)),
            (Evidence.MEANS, one.means, other.means),
        ):
            if mine and theirs and mine.isdisjoint(theirs):
                yield evidence
        if one.day is not None and other.day is not None and one.day != other.day:
            yield Evidence.DAY
        harms = [(a, b) for a, b in product(one.harms, other.harms) if a.outcome is b.outcome]
        if harms and all(excludes(a.amount, b.amount) for a, b in harms):
            yield Evidence.COUNT

    def _one_type(self, one: Traits, other: Traits) -> bool:
        """Whether a class of one is a kind of a class of the other, or says too little to differ."""
        is_a = self.ontology.is_a
        return any(
            is_a(a, b) or is_a(b, a) or a in self.words.vague or b in self.words.vague
            for a, b in product(one.types, other.types)
        )


def known_sides(sides: Iterable[str]) -> frozenset[str]:
    """The sides but for those that only their article describes: "gunmen" may be anybody."""
    return frozenset(side for side in sides if not side.startswith(DESCRIBED))


def _clash(one: Traits, other: Traits) -> bool:
    slack = SLACK_OF_PERSONS if one.persons & other.persons else SLACK
    clashes = (things_clash, persons_clash, places_clash, parts_clash)
    return days_clash(one, other, slack=slack) or any(clash(one, other) for clash in clashes)


def _where(one: Report, other: Report) -> Iterator[Evidence]:
    mine, theirs = one.traits, other.traits
    if any(is_same_spot(a, b) for a, b in product(mine.points.values(), theirs.points.values())):
        yield Evidence.PLACE if one.is_placed and other.is_placed else Evidence.LIKELY_PLACE
        if one.family == TERRITORY:
            yield Evidence.TARGET
    elif mine.spots and theirs.spots:
        yield Evidence.AREA


def _when(one: Report, other: Report) -> Iterator[Evidence]:
    """The same day in both texts; or the only day of an article; or about that day."""
    mine, theirs = one.traits, other.traits
    if mine.days is None or theirs.days is None:
        return
    if mine.day is not None and mine.day == theirs.day:
        yield Evidence.DAY if one.is_dated and other.is_dated else Evidence.LIKELY_DAY
    elif not days_clash(mine, theirs, slack=SLACK):
        yield Evidence.NEAR_DAY


def _answers(one: Report, other: Report) -> bool:
    """Whether one of two reports only denies what the other tells of the same side and place."""
    denies = [all(event.factuality is Factuality.NEGATED for event in report.events) for report in (one, other)]
    same_place = any(is_same_spot(a, b) for a, b in product(one.traits.points.values(), other.traits.points.values()))
    return (
        denies[0] != denies[1]
        and one.is_placed
        and other.is_placed
        and same_place
        and bool(one.traits.agents & other.traits.agents)
    )


def _how_many(one: Traits, other: Traits) -> Iterator[Evidence]:
    pairs = [(a, b) for a, b in product(one.harms, other.harms) if a.outcome is b.outcome]
    exact = (a.amount == b.amount and a.amount.count is not None and a.amount.count > 1 for a, b in pairs)
    if any(exact):
        yield Evidence.COUNT
    elif any(not excludes(a.amount, b.amount) for a, b in pairs):
        yield Evidence.COMPATIBLE_COUNT


def load_weights(ontology: Ontology) -> Weights:
    """The weights that the ontology gives each kind of evidence."""
    knowledge = read_knowledge(ontology.files)

    def stated(name: str) -> dict[Evidence, float]:
        values = ((evidence, knowledge.value(CKG + evidence, CKG + name)) for evidence in Evidence)
        return {evidence: float(value) for evidence, value in values if value is not None}

    return Weights(weights=stated("weight"), penalties=stated("penalty"))
