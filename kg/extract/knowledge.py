"""What extraction knows before it reads anything: ontology, words and names, a user's own files after ours."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.gazetteer import Gazetteer, load_gazetteer
from kg.lexicon import Lexicon, load_lexicon
from kg.nlp.events import Syntax
from kg.nlp.reading import Vocabulary
from kg.ontology import Ontology, load_ontology

ROLES = ("agent", "target", "victims", "place", "origin", "destination", "instrument", "theme")
"""Where one slot may fill several roles, the first that takes fillers of the class does."""

VICTIMS = "victims"
"""A slot's filler that is counted rather than joined to the event: a role of the lexicon, not of the graph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """All that the facts of a document depend on besides the document and the parser."""

    ontology: Ontology
    lexicon: Lexicon
    gazetteer: Gazetteer
    syntax: Syntax


def load_knowledge(files: Iterable[Path] = ()) -> Knowledge:
    """Our knowledge and that of further Turtle files. Raises OntologyError for what is no Turtle or contradicts ours."""
    files = tuple(files)
    ontology = load_ontology(files)
    lexicon = load_lexicon(superclasses=ontology.superclasses, extra=files)
    return Knowledge(
        ontology=ontology,
        lexicon=lexicon,
        gazetteer=load_gazetteer(files),
        syntax=Syntax(
            words=lexicon.words, grammar=lexicon.grammar, ancestors=ontology.superclasses, ranges=_ranges(lexicon)
        ),
    )


def vocabulary_of(knowledge: Knowledge) -> Vocabulary:
    """The words and names that finding mentions needs."""
    return Vocabulary(lexicon=knowledge.lexicon, gazetteer=knowledge.gazetteer)


def _ranges(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Role → the classes of its fillers, in the order of trial; who is counted as a victim is an actor."""
    fillers = {**lexicon.grammar.fillers, VICTIMS: frozenset({"Actor"})}
    return {role: fillers.get(role, frozenset()) for role in ROLES}
