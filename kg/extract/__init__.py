"""Documents in, facts out: the last place that knows spaCy."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from kg.documents import Document, Reject
from kg.extract.document import extract_facts
from kg.extract.knowledge import Knowledge, load_knowledge, vocabulary_of
from kg.facts import Facts
from kg.nlp.clitics import rejoin_clitics
from kg.nlp.parse import parse_of
from kg.nlp.pipeline import DEFAULT_MODEL, load_pipeline, model_version, parse_texts
from kg.nlp.reading import Paragraph, read_paragraph
from kg.nlp.sections import Section, find_sections

__all__ = ["DEFAULT_MODEL", "Extractor", "Knowledge", "load_knowledge"]

BATCH = 32
"""Documents whose paragraphs are parsed together: enough to fill the model's batches, few enough to hold."""


class Extractor:
    """Reads documents with one loaded model; holds nothing between documents, so that each one's facts are its own."""

    def __init__(self, *, model: str = DEFAULT_MODEL, ontology_files: Sequence[Path] = ()) -> None:
        self.knowledge = load_knowledge(ontology_files)
        self.nlp = load_pipeline(model)
        self.vocabulary = vocabulary_of(self.knowledge)

    @property
    def versions(self) -> Mapping[str, str]:
        """What the facts depend on besides the document."""
        return {"software": version("conflict-kg"), "model": model_version(self.nlp)}

    def __call__(self, documents: Iterable[Document]) -> Iterator[Facts | Reject]:
        """The facts of each document, in order; a document that cannot be read becomes a Reject."""
        batch: list[Document] = []
        for document in documents:
            batch.append(document)
            if len(batch) == BATCH:
                yield from self._batch(batch)
                batch = []
        yield from self._batch(batch)

    def _batch(self, documents: Sequence[Document]) -> Iterator[Facts | Reject]:
        # A reprint says nothing that the article with its text has not said.
        sections = [() if document.reprint_of else tuple(find_sections(document.text)) for document in documents]
        texts = (
            rejoin_clitics(document.text[section.span.begin : section.span.end])
            for document, own in zip(documents, sections, strict=True)
            for section in own
        )
        docs = parse_texts(self.nlp, texts)
        for document, own in zip(documents, sections, strict=True):
            paragraphs = [self._paragraph(section, next(docs)) for section in own]
            try:
                yield extract_facts(document, paragraphs, self.knowledge)
            except Exception as error:  # noqa: BLE001  (one document that trips us up must not end a run of thousands)
                yield Reject(id=document.id, reason=f"the extraction failed: {type(error).__name__}: {error}")

    def _paragraph(self, section: Section, doc: object) -> Paragraph:
        parse = parse_of(doc, offset=section.span.begin, section=section.kind)  # type: ignore[arg-type]
        return read_paragraph(parse, self.vocabulary, part=section.part)
