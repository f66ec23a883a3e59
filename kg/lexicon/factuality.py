"""The words that set an event's factuality or phase."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kg.facts import Factuality, Phase
from kg.namespaces import LEX, name_of
from kg.turtle import Knowledge

KINDS = (
    "modal",
    "reportedModal",
    "governor",
    "infinitiveGovernor",
    "noun",
    "adjective",
    "adverb",
    "mark",
    "aheadMark",
    "quantifier",
    "norm",
    "spokenNoun",
    "openingGovernor",
    "degree",
    "ability",
    "inverted",
    "freeDeterminer",
    "singling",
    "perceiving",
    "sensingModal",
    "accusing",
)
CIRCUMSTANCE = LEX + "Circumstance"
PHASED = ("governor", "noun", "adjective", "adverb")
PASSIVE = "be"
"""As a pattern's first word: the verb stands in the passive and nobody is named as its doer ("is said to have")."""

T = TypeVar("T")
Words = Mapping[str, tuple[tuple[tuple[str, ...], T], ...]]
"""Head lemma → (the pattern's further words, value), the longest pattern first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactualityWords:
    """One table a grammatical kind.

    `governors` are verbs over the event's clause or noun, `infinitive_governors` over its infinitive only, `marks` what introduces the clause (one word, or several that end in its last one), `ahead` what introduces a clause that is still to come if it is in the present, `quantifiers` what a negative subject or object begins with,
    `circumstances` the prepositions of what surrounds an act ("promised, *under* the pact"), which the act does not govern,
    `definites` the determiners of what is known already,
    `opening` are verbs that undo an event, which stays open where they are themselves negated ("did not *rule out*"),
    `degrees` the adverbs by which an adjective's infinitive is not so ("*too* weak to attack"), `abilities` the adjectives
    whose past says that it was done ("was *able* to"), `inverting` the auxiliaries that open a condition before their subject,
    `free` the determiners of one that may come ("*such* an attack will"), `singling` the words that name one by its place in a row,
    `perceiving` are verbs of the senses, whose `sensing` modals are no possibility ("*could* be heard"), `accusing` those that leave open
    whether what they lead to was done, negated or not ("was not *charged with* the murder"),
    `spoken` are nouns for what was said, `norms` the predicates of what is allowed or not, `reported` the modals that mean something else in a report.
    """

    modals: Mapping[str, Factuality]
    reported: Mapping[str, Factuality]
    governors: Words[Factuality]
    infinitive_governors: Words[Factuality]
    nouns: Words[Factuality]
    adjectives: Words[Factuality]
    adverbs: Mapping[str, Factuality]
    marks: Mapping[str, Factuality]
    ahead: Mapping[str, Factuality]
    quantifiers: frozenset[str]
    circumstances: frozenset[str]
    definites: frozenset[str]
    norms: frozenset[str]
    spoken: frozenset[str]
    opening: Words[Factuality]
    degrees: Mapping[str, Factuality]
    abilities: Words[Factuality]
    inverting: frozenset[str]
    free: frozenset[str]
    singling: frozenset[str]
    perceiving: frozenset[str]
    sensing: frozenset[str]
    accusing: Words[Factuality]
    phases: Words[Phase]


def compile_factuality(knowledge: Knowledge) -> FactualityWords:
    """The cues of all files; where two give a word different values, the one first in the order of IRIs holds."""
    tables: dict[str, dict[str, Factuality]] = {kind: {} for kind in KINDS}
    for subject in sorted(knowledge.having(LEX + "gives")):
        value = Factuality(name_of(knowledge.values(subject, LEX + "gives")[0]))
        for kind in KINDS:
            for word in knowledge.values(subject, LEX + kind):
                tables[kind].setdefault(word, value)
    return FactualityWords(
        modals=tables["modal"],
        reported=tables["reportedModal"],
        governors=by_head(tables["governor"].items()),
        infinitive_governors=by_head(tables["infinitiveGovernor"].items()),
        nouns=by_head(tables["noun"].items()),
        adjectives=by_head(tables["adjective"].items()),
        adverbs=tables["adverb"],
        marks=tables["mark"],
        ahead=tables["aheadMark"],
        quantifiers=frozenset(tables["quantifier"]),
        circumstances=frozenset(knowledge.values(CIRCUMSTANCE, LEX + "preposition")),
        definites=frozenset(knowledge.values(CIRCUMSTANCE, LEX + "definite")),
        norms=frozenset(tables["norm"]),
        spoken=frozenset(tables["spokenNoun"]),
        opening=by_head(tables["openingGovernor"].items()),
        degrees=tables["degree"],
        abilities=by_head(tables["ability"].items()),
        inverting=frozenset(tables["inverted"]),
        free=frozenset(tables["freeDeterminer"]),
        singling=frozenset(tables["singling"]),
        perceiving=frozenset(tables["perceiving"]),
        sensing=frozenset(tables["sensingModal"]),
        accusing=by_head(tables["accusing"].items()),
        phases=by_head(_phases(knowledge).items()),
    )


def _phases(knowledge: Knowledge) -> Mapping[str, Phase]:
    return {
        word: Phase(name_of(knowledge.values(subject, LEX + "phase")[0]))
        for subject in sorted(knowledge.having(LEX + "phase"))
        for kind in PHASED
        for word in knowledge.values(subject, LEX + kind)
    }


def by_head(patterns: Iterable[tuple[str, T]]) -> Words[T]:
    """The patterns by the lemma that the tree knows them by: the first word, in a passive the one behind "be".

    >>> by_head([("rule", 1), ("rule out", 2), ("be say", 3)])
    {'rule': ((('out',), 2), ((), 1)), 'say': ((('be',), 3),)}
    """
    found: dict[str, list[tuple[tuple[str, ...], T]]] = defaultdict(list)
    for text, value in patterns:
        first, *rest = text.split()
        if first == PASSIVE and rest:
            found[rest[0]].append(((PASSIVE, *rest[1:]), value))
        else:
            found[first].append((tuple(rest), value))
    return {head: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for head, entries in found.items()}
