"""The extraction as components for anyone's spaCy pipeline.

`nlp.add_pipe("conflict_mentions")` writes the span group of that name, `nlp.add_pipe("conflict_facts")` also
`conflict_events` and `conflict_claims`, labelled with their classes and stances, and the facts themselves to
`Doc._.conflict_facts`. A Doc is read as one paragraph of body text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.documents import Document
from kg.extract.document import extract_facts
from kg.extract.knowledge import Knowledge, load_knowledge, vocabulary_of
from kg.facts import Facts
from kg.facts import Span as Characters
from kg.nlp.mentions import Mention
from kg.nlp.parse import parse_of
from kg.nlp.reading import Vocabulary, read_paragraph

FACTS = "conflict_facts"
MENTIONS = "conflict_mentions"
EVENTS = "conflict_events"
CLAIMS = "conflict_claims"


@dataclass(frozen=True, slots=True)
class MentionWriter:
    """Writes a Doc's mentions, labelled with their classes."""

    vocabulary: Vocabulary

    def __call__(self, doc: Doc) -> Doc:
        """The Doc, with the span group of its mentions."""
        paragraph = read_paragraph(parse_of(doc), self.vocabulary)
        doc.spans[MENTIONS] = [_mention_span(doc, mention) for mention in paragraph.mentions]
        return doc


@dataclass(frozen=True, slots=True)
class FactWriter:
    """Writes all that a Doc says."""

    knowledge: Knowledge
    vocabulary: Vocabulary

    def __call__(self, doc: Doc) -> Doc:
        """The Doc, with its span groups and its facts."""
        paragraph = read_paragraph(parse_of(doc), self.vocabulary)
        document = Document(id=str(doc.user_data.get("id", "")), text=doc.text)
        facts = extract_facts(document, [paragraph], self.knowledge)
        doc.spans[MENTIONS] = [_mention_span(doc, mention) for mention in paragraph.mentions]
        doc.spans[EVENTS] = [s for e in facts.events for s in _spans(doc, e.triggers, e.type)]
        doc.spans[CLAIMS] = [s for c in facts.claims for s in _spans(doc, c.triggers, c.stance)]
        doc._.set(FACTS, facts)
        return doc


def _mention_span(doc: Doc, mention: Mention) -> Span:
    return Span(doc, mention.start, mention.end, label=mention.type or mention.kind.upper())


def _spans(doc: Doc, characters: tuple[Characters, ...], label: str) -> Iterator[Span]:
    for begin, end in characters:
        span = doc.char_span(begin, end, label=label)
        if span is not None:
            yield span


@Language.factory(MENTIONS, assigns=["doc.spans"], requires=["token.dep", "doc.ents"])
def make_mentions(nlp: Language, name: str, ontology: list[str] | None = None) -> MentionWriter:  # noqa: ARG001
    """The component that finds mentions; `ontology` lists further Turtle files."""
    return MentionWriter(vocabulary_of(load_knowledge(map(Path, ontology or ()))))


@Language.factory(FACTS, assigns=["doc.spans", f"doc._.{FACTS}"], requires=["token.dep", "doc.ents"])
def make_facts(nlp: Language, name: str, ontology: list[str] | None = None) -> FactWriter:  # noqa: ARG001
    """The component that extracts facts; `ontology` lists further Turtle files."""
    if not Doc.has_extension(FACTS):
        Doc.set_extension(FACTS, default=None)
    knowledge = load_knowledge(map(Path, ontology or ()))
    return FactWriter(knowledge, vocabulary_of(knowledge))


def facts_of(doc: Doc) -> Facts | None:
    """What the component found, None where it has not run."""
    found = doc._.get(FACTS)
    return found if isinstance(found, Facts) else None
