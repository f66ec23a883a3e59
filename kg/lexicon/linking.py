"""What kinds of events may be one incident, and the words that tell parts of the day apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.words import Superclasses
from kg.namespaces import LEX, name_of
from kg.resources import data_files
from kg.turtle import Knowledge, read_knowledge

FILES = ("linking.ttl", "grammar.ttl")
"""Where it stands: the other files of the lexicon are about words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkingWords:
    """Class → family of those named; the vague classes; word → part of the day; words for any victims, for any settlement; class → the states it results in."""

    families: Mapping[str, str]
    vague: frozenset[str]
    day_parts: Mapping[str, str]
    any_victims: frozenset[str]
    any_places: frozenset[str]
    results: Mapping[str, frozenset[str]]
    superclasses: Superclasses

    def family(self, class_: str) -> str | None:
        """The family of the nearest superclass that has one; None for a class whose events are no incidents."""
        return next((self.families[c] for c in self.superclasses(class_) if c in self.families), None)

    def states(self, class_: str) -> frozenset[str]:
        """The states that a class results in, or is."""
        known = frozenset().union(*self.results.values())
        return frozenset({class_}) & known | self.results.get(class_, frozenset())


def load_linking(superclasses: Superclasses, *, extra: Iterable[Path] = ()) -> LinkingWords:
    """The knowledge that linking needs, ours and that of further files; `superclasses` is the ontology's."""
    files = (file for name in FILES for file in data_files("ontologies/lexicon", name))
    knowledge = read_knowledge((*files, *extra))
    return LinkingWords(
        families=dict(_members(knowledge, "IncidentFamily", "holds")),
        vague=frozenset(map(name_of, knowledge.values(LEX + "Vague", LEX + "holds"))),
        day_parts=dict(_members(knowledge, "PartOfDay", "form")),
        any_victims=frozenset(knowledge.values(LEX + "AnyVictims", LEX + "form")),
        any_places=frozenset(knowledge.values(LEX + "AnyPlace", LEX + "form")),
        results={
            name_of(subject): frozenset(map(name_of, knowledge.values(subject, LEX + "resultsIn")))
            for subject in knowledge.having(LEX + "resultsIn")
        },
        superclasses=superclasses,
    )


def _members(knowledge: Knowledge, class_: str, predicate: str) -> list[tuple[str, str]]:
    return [
        (name_of(member), subject.removeprefix(LEX))
        for subject in sorted(knowledge.instances(LEX + class_))
        for member in knowledge.values(subject, LEX + predicate)
    ]
