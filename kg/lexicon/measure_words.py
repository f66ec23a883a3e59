"""Units and currencies as news writes them, compiled for look-up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.facts import QuantityKind
from kg.lexicon.number_words import NumberWords, Phrase, by_first_word, compile_number_words, forms, numbered
from kg.namespaces import CKG, LEX, UNIT, name_of
from kg.turtle import Knowledge

Units = Mapping[str, tuple[tuple[Phrase, str], ...]]
"""First word → the phrases that begin with it, longest first, and their units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureWords:
    """Units by the words behind a number, the signs before it, and the words that mean one only before "of"; their kinds."""

    numbers: NumberWords
    units: Units
    signs: Mapping[str, str]
    weighing: Mapping[str, str]
    limits: frozenset[str]
    scales: Mapping[str, int]
    kinds: Mapping[str, QuantityKind]


def compile_measures(knowledge: Knowledge) -> MeasureWords:
    """The units of all files; each has a kind in the ontology."""
    named = [subject for subject in sorted(knowledge.having(CKG + "quantityKind")) if subject.startswith(UNIT)]
    return MeasureWords(
        numbers=compile_number_words(knowledge),
        units=by_first_word((tuple(form.split()), unit) for form, unit in _forms(knowledge, named, "unitWord").items()),
        signs=_forms(knowledge, named, "currencySign"),
        weighing=_forms(knowledge, named, "weighing"),
        limits=forms(knowledge, "MeasureLimit"),
        scales=numbered(knowledge, "ShortScale"),
        kinds={
            unit.removeprefix(UNIT): QuantityKind(name_of(knowledge.values(unit, CKG + "quantityKind")[0]))
            for unit in named
        },
    )


def _forms(knowledge: Knowledge, units: Sequence[str], predicate: str) -> dict[str, str]:
    return {form: unit.removeprefix(UNIT) for unit in units for form in knowledge.values(unit, LEX + predicate)}
