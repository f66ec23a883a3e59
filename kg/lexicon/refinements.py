"""What makes a class of events a more specific one: who or what fills its roles, or what happens beside it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.lexicon.frames import stated_slots
from kg.namespaces import LEX, name_of
from kg.turtle import Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Refinement:
    """The class that an event is of when the fillers of its roles are of some classes, or have some lemmas.

    A role of `needs` has to be filled so; another may be empty, or filled by what is not known. In those of `contents` what
    is in the filler counts too.
    """

    type: str
    selects: Mapping[str, frozenset[str]]
    select_lemmas: Mapping[str, frozenset[str]]
    needs: frozenset[str]
    contents: frozenset[str]


Refinements = Mapping[str, tuple[Refinement, ...]]
"""Class → what may make it a more specific one, first choice first."""


def compile_refinements(knowledge: Knowledge) -> Refinements:
    """The refinements of all files by the class that they refine, those of higher rank first."""
    found: dict[str, list[tuple[int, str, Refinement]]] = defaultdict(list)
    for subject in sorted(knowledge.having(LEX + "refines")):
        selection = stated_slots(knowledge, subject)
        refinement = Refinement(
            type=name_of(knowledge.values(subject, LEX + "makes")[0]),
            selects=selection.selects,
            select_lemmas=selection.lemmas,
            needs=frozenset(map(name_of, knowledge.values(subject, LEX + "needs"))),
            contents=frozenset(map(name_of, knowledge.values(subject, LEX + "contents"))),
        )
        rank = int(knowledge.value(subject, LEX + "rank") or 0)
        for refined in knowledge.values(subject, LEX + "refines"):
            found[name_of(refined)].append((-rank, subject, refinement))
    return {
        name: tuple(refinement for *_, refinement in sorted(ranked, key=lambda r: r[:2]))
        for name, ranked in found.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What an event of a class makes of those `turned` ones in its scene: its own class, of several that of highest rank.

    `harmful` is the class that it is of itself when it kills or hurts somebody.
    """

    turned: frozenset[str]
    harmful: str | None
    rank: int


def compile_turns(knowledge: Knowledge) -> Mapping[str, Turn]:
    """The classes that turn others."""
    return {
        name_of(subject): Turn(
            turned=frozenset(map(name_of, knowledge.values(subject, LEX + "turns"))),
            harmful=name_of(harmful) if (harmful := knowledge.value(subject, LEX + "harmMakes")) else None,
            rank=int(knowledge.value(subject, LEX + "turnRank") or 0),
        )
        for subject in sorted(knowledge.having(LEX + "turns"))
    }
