"""The extraction in anyone's spaCy pipeline."""

import pytest
import spacy
from spacy.language import Language

from kg.extract.components import CLAIMS, EVENTS, FACTS, MENTIONS, facts_of
from kg.nlp.pipeline import DEFAULT_MODEL

TEXT = "Kenyan troops shelled the port of Kismayo on Monday, the Somali army said."


@pytest.fixture(scope="module")
def pipeline() -> Language:
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.add_pipe(MENTIONS)
    nlp.add_pipe(FACTS)
    return nlp


@pytest.mark.parametrize(
    "group, text, label",
    [
        pytest.param(MENTIONS, "Kenyan troops", "Group", id="description"),
        pytest.param(EVENTS, "shelled", "Shelling", id="event"),
        pytest.param(CLAIMS, "said", "Asserts", id="claim"),
    ],
)
def test_span_group_holds_the_span_with_its_class(pipeline: Language, group: str, text: str, label: str) -> None:
    doc = pipeline(TEXT)
    assert (text, label) in [(span.text, span.label_) for span in doc.spans[group]]


def test_the_facts_come_with_the_doc(pipeline: Language) -> None:
    facts = facts_of(pipeline(TEXT))
    assert facts is not None
    assert [event.type for event in facts.events] == ["Shelling"]


def test_a_doc_that_was_not_read_has_no_facts(nlp: Language, pipeline: Language) -> None:
    assert pipeline.has_pipe(FACTS)
    assert facts_of(nlp("Nothing.")) is None
