"""How well two reports agree, and on what: the evidence that they are of one incident."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

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
from kg.linking.reports import BEFORE, Report
from kg.linking.traits import TERRITORY, Traits
from kg.namespaces import CKG
from kg.ontology import Ontology
from kg.turtle import read_knowledge

THRESHOLD = 9.0
"""Above type (2), place (3) and day (3) with agent, weapon and victims (0.3 each) of a war that hits a town each day."""
SLACK, SLACK_OF_PERSONS = 1, 7
"""Days that reports of one incident may be apart; more where the same person is taken, who is so only once."""
PARTICULAR = frozenset({Evidence.TARGET, Evidence.PERSON, Evidence.COUNT, Evidence.ANSWER})
"""What two events of one story hardly have in common by chance."""
TALKS = "talks"
"""The family in which one person may be met by many on one day."""
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
        if one.family != other.family or one.article == other.article or _clash(one, other):
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
        sets = ((Evidence.TARGET, "things"), (Evidence.VICTIMS, "victims"), (Evidence.AGENT, "agents"),
                (Evidence.MEANS, "means"), (Evidence.HOURS, "parts"))  # fmt: skip
        yield from (evidence for evidence, name in sets if getattr(mine, name) & getattr(theirs, name))
        if mine.persons & theirs.persons and (one.family != TALKS or mine.agents & theirs.agents):
            yield Evidence.PERSON
        yield from _how_many(mine, theirs)
        if mine.things & theirs.things and mine.described & theirs.described:
            yield Evidence.DESCRIPTION
        if self._one_type(mine, theirs) and (self._answers(one, other) or self._answers(other, one)):
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

    def _answers(self, denial: Report, report: Report) -> bool:
        """Whether one report denies what the other tells of the same side, at the same place or of the same victims."""
        if not denial.is_denied or not report.is_affirmed or not _takes_sides(denial, report):
            return False
        mine, theirs = denial.traits, report.traits
        by_the_same = denial.cleared & report.blamed or not (known_sides(denial.cleared) and known_sides(report.blamed))
        about_the_same = mine.things & theirs.things or self._victims(mine) & self._victims(theirs)
        is_placed = denial.is_placed or report.is_placed
        there = is_placed and _at_one_spot(mine, theirs) and self._one_class(mine, theirs)
        return bool(by_the_same) and (bool(about_the_same) or there)

    def _victims(self, traits: Traits) -> frozenset[str]:
        """The words for those harmed, but for those that anybody may be called by."""
        return traits.victims - self.words.any_victims

    def in_one_story(self, agreement: Agreement, one: Report, other: Report) -> Agreement:
        """The agreement of two reports whose articles have another incident in common.

        That counts where something particular is the same, and neither other people nor other doers are told of.
        """
        mine, theirs = self._victims(one.traits), self._victims(other.traits)
        differs = Evidence.AGENT in agreement.differs or (mine and theirs and mine.isdisjoint(theirs))
        particular = agreement.agrees & PARTICULAR or (mine & theirs and Evidence.PLACE in agreement.agrees)
        if differs or not particular:
            return agreement
        score = round(agreement.score + self.weights.weights[Evidence.STORY], 2)
        return replace(agreement, score=score, agrees=agreement.agrees | {Evidence.STORY})

    def _one_class(self, one: Traits, other: Traits) -> bool:
        """Whether a class of one is a kind of a class of the other."""
        is_a = self.ontology.is_a
        return any(is_a(a, b) or is_a(b, a) for a, b in product(one.types, other.types))

    def _one_type(self, one: Traits, other: Traits) -> bool:
        """Whether a class of one is a kind of a class of the other, or says too little to differ."""
        return bool((one.types | other.types) & self.words.vague) or self._one_class(one, other)


def known_sides(sides: Iterable[str]) -> frozenset[str]:
    """The sides but for those that only their article describes: "gunmen" may be anybody."""
    return frozenset(side for side in sides if not side.startswith(DESCRIBED))


def _clash(one: Report, other: Report) -> bool:
    clashes = (things_clash, persons_clash, places_clash, parts_clash)
    mine, theirs = one.traits, other.traits
    return days_clash(mine, theirs, slack=_slack(one, other)) or any(clash(mine, theirs) for clash in clashes)


def _slack(one: Report, other: Report) -> int:
    """How many days may lie between two reports; what bears no date may also have been on another day than assumed."""
    if one.traits.persons & other.traits.persons:
        return SLACK_OF_PERSONS
    return SLACK if one.is_dated and other.is_dated else BEFORE


def _where(one: Report, other: Report) -> Iterator[Evidence]:
    mine, theirs = one.traits, other.traits
    if _at_one_spot(mine, theirs):
        yield Evidence.PLACE if one.is_placed and other.is_placed else Evidence.LIKELY_PLACE
        if one.family == TERRITORY:
            yield Evidence.TARGET
    elif mine.spots and theirs.spots:
        yield Evidence.AREA


def _takes_sides(denial: Report, report: Report) -> bool:
    """Whether one says only what the other does not: two that tell both sides' words deny nothing of each other's.

    "M23 did it, not us" and "the army did it, not M23" do.
    """
    told_both = denial.is_affirmed and report.is_denied
    return not told_both or (denial.cleared.isdisjoint(denial.blamed) and bool(denial.cleared & report.blamed))


def _at_one_spot(one: Traits, other: Traits) -> bool:
    return any(is_same_spot(a, b) for a, b in product(one.points.values(), other.points.values()))


def _when(one: Report, other: Report) -> Iterator[Evidence]:
    """The same day in both texts; or the only day of an article; or about that day."""
    mine, theirs = one.traits, other.traits
    if mine.days is None or theirs.days is None:
        return
    if mine.day is not None and mine.day == theirs.day:
        yield Evidence.DAY if one.is_dated and other.is_dated else Evidence.LIKELY_DAY
    elif (one.is_dated or other.is_dated) and not days_clash(mine, theirs, slack=SLACK):
        yield Evidence.NEAR_DAY


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
