"""The words that set an event's factuality or phase."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.facts import Factuality, Phase
from kg.namespaces import LEX, name_of
from kg.turtle import Knowledge

KINDS = ("modal", "governor", "noun", "adjective", "adverb", "mark")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactualityWords:
    """Lemma → value, one table a grammatical kind; `governors` are verbs over the event's clause or noun."""

    modals: Mapping[str, Factuality]
    governors: Mapping[str, Factuality]
    nouns: Mapping[str, Factuality]
    adjectives: Mapping[str, Factuality]
    adverbs: Mapping[str, Factuality]
    marks: Mapping[str, Factuality]
    phases: Mapping[str, Phase]


def compile_factuality(knowledge: Knowledge) -> FactualityWords:
    """The cues of all files; where two give a word different values, the one first in the order of IRIs holds."""
    tables: dict[str, dict[str, Factuality]] = {kind: {} for kind in KINDS}
    for subject in sorted(knowledge.having(LEX + "gives")):
        value = Factuality(name_of(knowledge.values(subject, LEX + "gives")[0]))
        for kind in KINDS:
            for word in knowledge.values(subject, LEX + kind):
                tables[kind].setdefault(word, value)
    phases = {
        word: Phase(name_of(knowledge.values(subject, LEX + "phase")[0]))
        for subject in sorted(knowledge.having(LEX + "phase"))
        for kind in KINDS
        for word in knowledge.values(subject, LEX + kind)
    }
    return FactualityWords(
        modals=tables["modal"],
        governors=tables["governor"],
        nouns=tables["noun"],
        adjectives=tables["adjective"],
        adverbs=tables["adverb"],
        marks=tables["mark"],
        phases=phases,
    )
