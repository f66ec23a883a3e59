"""What befalls weapons, platforms and vehicles, and of which kind they are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.facts import Fate
from kg.namespaces import CKG, EQUIPMENT, LEX, name_of
from kg.turtle import Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentWords:
    """Head lemma → the patterns that begin with it, longest first, and their fates; noun → its kind; what is equipment, and what is no loss of war."""

    fates: Mapping[str, tuple[tuple[tuple[str, ...], Fate], ...]]
    kinds: Mapping[str, str]
    classes: frozenset[str]
    chance: frozenset[str]


def compile_equipment(knowledge: Knowledge) -> EquipmentWords:
    """The fates and kinds of all files."""
    fates: dict[str, list[tuple[tuple[str, ...], Fate]]] = defaultdict(list)
    for fate in Fate:
        for pattern in knowledge.values(CKG + fate, LEX + "befalls"):
            words = tuple(pattern.split())
            fates[words[0]].append((words, fate))
    kinds = {
        noun: knowledge.values(subject, CKG + "equipmentKind")[0].removeprefix(EQUIPMENT)
        for subject in sorted(knowledge.having(CKG + "equipmentKind"))
        for noun in knowledge.values(subject, LEX + "noun")
    }
    return EquipmentWords(
        fates={head: tuple(sorted(found, key=lambda row: (-len(row[0]), row))) for head, found in fates.items()},
        kinds=kinds,
        classes=frozenset(map(name_of, knowledge.values(LEX + "Materiel", LEX + "class"))),
        chance=frozenset(map(name_of, knowledge.values(LEX + "Chance", LEX + "class"))),
    )
