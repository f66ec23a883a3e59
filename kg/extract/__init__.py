"""Documents in, facts out: the last place that knows spaCy."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from kg.documents import Document, Reject, batches
from kg.extract.document import extract_facts
from kg.extract.knowledge import Knowledge, load_knowledge, vocabulary_of
from kg.facts import Facts
from kg.nlp.caching import ParseCache, parser_digest
from kg.nlp.clitics import rejoin_clitics
from kg.nlp.parse import Parse
from kg.nlp.pipeline import DEFAULT_MODEL, load_pipeline, model_version, read_texts
from kg.nlp.reading import Paragraph, read_paragraph
from kg.nlp.sections import Section, find_sections

__all__ = ["DEFAULT_MODEL", "Extractor", "Knowledge", "load_knowledge"]


class Extractor:
    """Reads documents with one loaded model; holds nothing between documents, so that each one's facts are its own."""

    def __init__(
        self, *, model: str = DEFAULT_MODEL, ontology_files: Sequence[Path] = (), cache: Path | None = None
    ) -> None:
        self.knowledge = load_knowledge(ontology_files)
        self.nlp = load_pipeline(model)
        self.parse: Callable[[Iterable[str]], Iterator[Parse]] = self.parse_anew
        if cache is not None:
            kept = ParseCache(cache, parser=parser_digest(self.nlp))
            self.parse = lambda texts: kept.parses(texts, self.parse_anew)
        self.vocabulary = vocabulary_of(self.knowledge)

    @property
    def versions(self) -> Mapping[str, str]:
        """What the facts depend on besides the document."""
        return {"software": version("conflict-kg"), "model": model_version(self.nlp)}

    def parse_anew(self, texts: Iterable[str]) -> Iterator[Parse]:
        """The texts' parses by the model, in order, as of body text that starts at 0."""
        return read_texts(self.nlp, texts)

    def __call__(self, documents: Iterable[Document]) -> Iterator[Facts | Reject]:
        """The facts of each document, in order; a document that cannot be read becomes a Reject."""
        for batch in batches(documents, text=lambda document: document.text):
            yield from self._batch(batch)

    def _batch(self, documents: Sequence[Document]) -> Iterator[Facts | Reject]:
        # A reprint says nothing that the article with its text has not said.
        sections = [() if document.reprint_of else tuple(find_sections(document.text)) for document in documents]
        texts = (
            rejoin_clitics(document.text[section.span.begin : section.span.end])
            for document, own in zip(documents, sections, strict=True)
            for section in own
        )
        parses = self.parse(texts)
        for document, own in zip(documents, sections, strict=True):
            yield self._facts(document, own, tuple(islice(parses, len(own))))

    def _facts(self, document: Document, sections: Sequence[Section], parses: Sequence[Parse]) -> Facts | Reject:
        try:
            paragraphs = [self._paragraph(*pair) for pair in zip(sections, parses, strict=True)]
            return extract_facts(document, paragraphs, self.knowledge)
        except Exception as error:  # noqa: BLE001  (one document that trips us up must not end a run of thousands)
            return Reject(id=document.id, reason=f"the extraction failed: {type(error).__name__}: {error}")

    def _paragraph(self, section: Section, parse: Parse) -> Paragraph:
        placed = replace(parse, offset=section.span.begin, section=section.kind)
        return read_paragraph(placed, self.vocabulary, part=section.part)
