"""Parts of speech, features and lemmas remembered: they come from a word's form, tag and label alone.

spaCy's attribute ruler and lemmatizer match the same few thousand combinations again and again, and set what they find
one by one: an eighth of the time of parsing.
"""

from typing import Any, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.tokens.morphanalysis import MorphAnalysis

FORMS = "conflict_forms"
"""The component's name in a pipeline."""

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"

CAPACITY = 30_000
"""Combinations that are remembered, 300 bytes each."""

PLAIN = frozenset({"rule", "lookup"})
"""The ways of finding lemmas that look at no word but the one."""


class Forms:
    """Does what a ruler and a lemmatizer do, once a combination: a state that lives as long as its pipeline."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self.ruler = ruler
        self.lemmatizer = lemmatizer
        self.known: dict[tuple[int, int, int], tuple[int, str, MorphAnalysis]] = {}
        # The words that rules for several begin with; what these rules say is not known of a word alone.
        self.beginnings = Matcher(ruler.vocab)
        for number, rule in enumerate(ruler.patterns):
            for pattern in cast("list[list[dict[str, Any]]]", rule["patterns"]):
                if len(pattern) > 1:
                    self.beginnings.add(str(number), [pattern[:1]])

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its words' parts of speech, features and lemmas."""
        keys = [(token.tag, token.orth, token.dep) for token in doc]
        found = [self.known.get(key) for key in keys]
        if None in found:
            return self._learn(doc, keys)
        for token, known in zip(doc, found, strict=True):
            assert known is not None
            # As text: the vocabulary may have forgotten the number.
            token.pos, token.lemma_, morph = known
            token.set_morph(morph)  # type: ignore[attr-defined]  # spaCy's stub lacks it
        return doc

    def _learn(self, doc: Doc, keys: list[tuple[int, int, int]]) -> Doc:
        doc = self.lemmatizer(self.ruler(doc))
        if not self.beginnings(doc, allow_missing=True):
            if len(self.known) > CAPACITY:
                self.known.clear()
            self.known.update((key, (t.pos, t.lemma_, t.morph)) for key, t in zip(keys, doc, strict=True))
        return doc


@Language.factory(FORMS)
def make_forms(nlp: Language, name: str) -> Forms:  # noqa: ARG001 - spaCy's signature
    """What remembers a pipeline's ruler and lemmatizer."""
    ruler, lemmatizer = nlp.get_pipe(RULER), nlp.get_pipe(LEMMATIZER)
    assert isinstance(ruler, AttributeRuler)
    assert isinstance(lemmatizer, Lemmatizer)
    return Forms(ruler, lemmatizer)


def remember_forms(nlp: Language) -> None:
    """Puts Forms in the place of a pipeline's ruler and lemmatizer, where these stand together and look at single words."""
    names, lemmatizer = nlp.pipe_names, nlp.get_pipe(LEMMATIZER)
    together = names.index(LEMMATIZER) == names.index(RULER) + 1
    if together and isinstance(lemmatizer, Lemmatizer) and lemmatizer.mode in PLAIN:
        nlp.add_pipe(FORMS, before=RULER)
        nlp.remove_pipe(RULER)
        nlp.remove_pipe(LEMMATIZER)
