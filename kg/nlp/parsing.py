"""Texts → parsed Docs, by spaCy's own models, but faster than its `nlp.pipe`.

spaCy's parser and entity recogniser give Python's lock away before they read, and take it again for nearly every look at
a word: that costs more than their reading. The same steps taken from Python, as spaCy's training takes them, leave the
lock alone. The trees are the same.
"""

from collections.abc import Callable, Sequence
from typing import Any

from spacy.language import Language
from spacy.pipeline import DependencyParser, EntityRecognizer
from spacy.tokens import Doc

from kg.nlp.recognising import is_usual, recognise


def parse_together(nlp: Language, texts: Sequence[str]) -> Sequence[Doc]:
    """The texts' Docs, in order; how many there are costs memory and changes no Doc."""
    docs: Sequence[Doc] = [nlp.make_doc(text) for text in texts]
    for _, component in nlp.pipeline:
        docs = _annotated(component, docs)
    return docs


def _annotated(component: Callable[[Doc], Doc], docs: Sequence[Doc]) -> list[Doc]:
    """The Docs, after a component has read them."""
    if isinstance(component, DependencyParser | EntityRecognizer) and component.cfg["beam_width"] == 1:
        # Of like length, so that they are read to the end in as few steps as can be.
        ordered = sorted((doc for doc in docs if len(doc)), key=len)
        if not ordered:
            return list(docs)
        if isinstance(component, EntityRecognizer) and is_usual(component, ordered):
            recognise(component, ordered)
        else:
            component.set_annotations(ordered, read_greedily(component, ordered))
        return list(docs)
    pipe = getattr(component, "pipe", None)
    return list(pipe(docs, batch_size=len(docs))) if pipe is not None else [component(doc) for doc in docs]


def read_greedily(parser: Any, docs: Sequence[Doc]) -> list[Any]:
    """The final states of a transition-based parser that takes the best step each time."""
    states: list[Any] = parser.moves.init_batch(docs)
    model = parser.model.predict(docs)
    unfinished = [state for state in states if not state.is_final()]
    while unfinished:
        unfinished = parser.transition_states(unfinished, model.predict(unfinished))
    model.clear_memory()
    return states
