"""Trees that the parser gets wrong in ways that it can be told from, put right before anything is read from them.

Each mend names its construction, and asks for a tree that no sentence of another meaning has. What it can not be sure of
stays as the parser has it.
"""

from collections.abc import Callable, Iterator

from kg.lexicon import Lexicon
from kg.nlp.mending.arcs import over_contents, over_dates, over_infinitives, over_speakers, to_accusers, to_persons
from kg.nlp.mending.arguments import destinations, recipients
from kg.nlp.mending.clefts import clefts
from kg.nlp.mending.edits import Edit, edited
from kg.nlp.mending.headlines import bare_verbs, finite_modifiers, raging, taking_objects
from kg.nlp.mending.nominals import adjectives_for_people, adverbial_objects, gerunds_as_nouns, in_excess
from kg.nlp.mending.reporting import reporting_participles, split_subjects
from kg.nlp.mending.rows import between_several, second_subjects
from kg.nlp.mending.saying import (
    final_speakers,
    names_taken_for_verbs,
    participles_between_commas,
    reported_participles,
    resumed_clauses,
)
from kg.nlp.parse import Parse

__all__ = ["mended"]

Mend = Callable[[Parse, Lexicon], Iterator[Edit]]
MENDS: tuple[Mend, ...] = (
    taking_objects,
    bare_verbs,
    reporting_participles,
    split_subjects,
    finite_modifiers,
    raging,
    reported_participles,
    names_taken_for_verbs,
    participles_between_commas,
    resumed_clauses,
    final_speakers,
    second_subjects,
    between_several,
    adjectives_for_people,
    in_excess,
    over_dates,
    over_infinitives,
    over_contents,
    to_persons,
    to_accusers,
    over_speakers,
    gerunds_as_nouns,
    adverbial_objects,
    clefts,
    recipients,
    destinations,
)


def mended(parse: Parse, lexicon: Lexicon) -> Parse:
    """The parse with all mends made, one after the other."""
    for mend in MENDS:
        edits = tuple(mend(parse, lexicon))
        if edits:
            parse = edited(parse, edits)
    return parse
