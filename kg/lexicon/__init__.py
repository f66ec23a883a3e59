"""The words of the ontology, compiled once into tables: matching them costs dictionary look-ups."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.cues import CueLexicon, compile_cues
from kg.lexicon.equipment import EquipmentWords, compile_equipment
from kg.lexicon.factuality import FactualityWords, compile_factuality
from kg.lexicon.grammar import Grammar, compile_grammar
from kg.lexicon.measure_words import MeasureWords, compile_measures
from kg.lexicon.nouns import Nouns, compile_nouns
from kg.lexicon.number_words import NumberWords, compile_number_words
from kg.lexicon.relations import RelationWords, compile_relations
from kg.lexicon.time_words import TimeWords, compile_time_words
from kg.lexicon.words import Superclasses, Words, compile_words
from kg.resources import data_files
from kg.turtle import read_knowledge

__all__ = ["Lexicon", "load_lexicon"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All compiled words, one table a use."""

    words: Words
    nouns: Nouns
    relations: RelationWords
    cues: CueLexicon
    factuality: FactualityWords
    grammar: Grammar
    times: TimeWords
    numbers: NumberWords
    measures: MeasureWords
    equipment: EquipmentWords


def load_lexicon(*, superclasses: Superclasses, extra: Iterable[Path] = ()) -> Lexicon:
    """The words of `ontologies/`, and of further files in which a user gives words to classes.

    `superclasses` is the ontology's: a class inherits the frames of its ancestors.
    """
    files = (*data_files("ontologies", "conflict.ttl"), *data_files("ontologies/lexicon", "*.ttl"), *extra)
    knowledge = read_knowledge(files)
    return Lexicon(
        words=compile_words(knowledge, superclasses=superclasses),
        nouns=compile_nouns(knowledge),
        relations=compile_relations(knowledge),
        cues=compile_cues(knowledge),
        factuality=compile_factuality(knowledge),
        grammar=compile_grammar(knowledge),
        times=compile_time_words(knowledge),
        numbers=compile_number_words(knowledge),
        measures=compile_measures(knowledge),
        equipment=compile_equipment(knowledge),
    )
