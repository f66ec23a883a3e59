"""The words for standing relations: allies, members, leaders."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.namespaces import LEX, name_of
from kg.turtle import Knowledge

PARTS = ("noun", "verb", "adjective")


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationWord:
    """A pattern of lemmas (head last for nouns, first for verbs) and the property that it asserts."""

    words: tuple[str, ...]
    part: str
    property: str


RelationWords = Mapping[tuple[str, str], tuple[RelationWord, ...]]
"""(part of speech, head lemma) → readings, longest first."""


def compile_relations(knowledge: Knowledge) -> RelationWords:
    """The relation words of all files."""
    found: dict[tuple[str, str], list[RelationWord]] = defaultdict(list)
    for subject in sorted(knowledge.having(LEX + "relation")):
        relation = name_of(knowledge.values(subject, LEX + "relation")[0])
        for part in PARTS:
            for text in knowledge.values(subject, LEX + part):
                words = tuple(text.split())
                head = words[0] if part == "verb" else words[-1]
                found[part, head].append(RelationWord(words=words, part=part, property=relation))
    return {key: tuple(sorted(words, key=lambda word: -len(word.words))) for key, words in found.items()}
