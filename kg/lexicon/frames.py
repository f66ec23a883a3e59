"""Frames: which grammatical slots fill which roles, and what may stand in them."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.namespaces import SEL, SLOT, name_of
from kg.turtle import Knowledge, Object


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Slot → roles, and what its filler has to be: of a class, or of a lemma."""

    frame: dict[str, tuple[str, ...]]
    selects: dict[str, frozenset[str]]
    lemmas: dict[str, frozenset[str]]


def stated_slots(knowledge: Knowledge, subject: str) -> Slots:
    """What is stated of the slots of one class or word."""
    found = Slots(frame={}, selects={}, lemmas={})
    for predicate, values in knowledge.triples.get(subject, {}).items():
        if predicate.startswith(SLOT):
            found.frame[predicate.removeprefix(SLOT)] = tuple(name_of(value.value) for value in values)
        elif predicate.startswith(SEL):
            slot = predicate.removeprefix(SEL)
            classes, lemmas = _split(values)
            if classes:
                found.selects[slot] = classes
            if lemmas:
                found.lemmas[slot] = lemmas
    return found


def _split(values: Iterable[Object]) -> tuple[frozenset[str], frozenset[str]]:
    values = tuple(values)
    return (
        frozenset(name_of(value.value) for value in values if isinstance(value, ox.NamedNode)),
        frozenset(value.value for value in values if isinstance(value, ox.Literal)),
    )


def merged_slots(layers: Iterable[Slots], *, nominal: bool) -> Slots:
    """Later layers win slot by slot; the genitive of a nominal is its verb's object unless a layer says otherwise."""
    merged = Slots(frame={}, selects={}, lemmas={})
    for layer in layers:
        genitive = nominal and "of" not in layer.frame
        for slot, roles in layer.frame.items():
            merged.frame[slot] = roles
            if slot == "object" and genitive:
                merged.frame["of"] = roles
        for slot in layer.selects.keys() | layer.lemmas.keys():
            for name in (slot, "of") if slot == "object" and genitive else (slot,):
                _select(merged, name, layer.selects.get(slot), layer.lemmas.get(slot))
    return merged


def _select(slots: Slots, slot: str, classes: frozenset[str] | None, lemmas: frozenset[str] | None) -> None:
    """A layer's selection in a slot replaces what was selected there, classes and lemmas alike."""
    for table, wanted in ((slots.selects, classes), (slots.lemmas, lemmas)):
        table.pop(slot, None)
        if wanted:
            table[slot] = wanted
