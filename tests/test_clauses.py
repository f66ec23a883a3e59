"""Semicolons that end a sentence, and those that do not."""

import pytest
from spacy.language import Language

from kg.nlp.pipeline import parse_texts


@pytest.mark.parametrize(
    "text, sentences",
    [
        pytest.param("Two mines exploded; nobody was hurt.", 2, id="two clauses"),
        pytest.param("Envoys came from Togo; Benin; and Ghana.", 1, id="a list"),
        pytest.param("“Two mines exploded; nobody was hurt,” the mayor said.", 1, id="inside a quotation"),
    ],
)
def test_a_semicolon_ends_a_sentence_between_clauses_only(nlp: Language, text: str, sentences: int) -> None:
    (doc,) = parse_texts(nlp, [text])
    assert len(list(doc.sents)) == sentences
