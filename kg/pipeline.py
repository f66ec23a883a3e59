"""Documents → graphs: the stages joined, every part passed in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

import pyoxigraph as ox

from kg.documents import Document, Reject
from kg.errors import KgError
from kg.facts import Facts
from kg.rdf import GRAPH, Terms, article_id, article_quads, publisher_key, reference_keys, reference_quads
from kg.rdf.reference import Referents

Extract: TypeAlias = Callable[[Iterable[Document]], Iterator[Facts | Reject]]


class Graphs(Protocol):
    """Where graphs go: a file's writer or a store's."""

    def replace_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> int:
        """Takes the quads for the whole of a graph; says how many distinct ones there are."""

    def merge_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> int:
        """Takes the quads for all that a graph says of their subjects; says how many distinct ones there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sink:
    """Where the articles go, and where what could not be read."""

    graphs: Graphs
    reject: Callable[[Reject], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What turns facts into quads: the ontology's terms, the gazetteer, the versions of what read the text.

    `keep_text` puts the articles' texts into their graphs.
    """

    terms: Terms
    referents: Referents
    versions: Mapping[str, str]
    keep_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How much a run has written and refused."""

    articles: int = 0
    events: int = 0
    claims: int = 0
    quads: int = 0
    rejects: int = 0


@dataclass(slots=True, kw_only=True)
class Run:
    """The state of one run: the counts, and the reference entities that its articles speak of."""

    context: Context
    sink: Sink
    articles: int = 0
    events: int = 0
    claims: int = 0
    quads: int = 0
    rejects: int = 0
    keys: set[str] = field(default_factory=set)

    def documents(self, records: Iterable[Document | Reject]) -> Iterator[Document]:
        """The records that are documents; the others go to the rejects on the way."""
        for record in records:
            if isinstance(record, Reject):
                self.refuse(record)
            else:
                yield record

    def refuse(self, reject: Reject) -> None:
        """Counts what could not be read, and hands it on."""
        self.rejects += 1
        self.sink.reject(reject)

    def write(self, facts: Facts) -> None:
        """Puts an article's graph into the sink, or the article among the rejects."""
        try:
            keys, quads = article_graph(facts, self.context)
        except (KgError, KeyError) as error:
            self.refuse(Reject(id=facts.document.id, reason=str(error.args[0])))
            return
        graph = self.context.terms.thing(article_id(facts.document.id))
        self.quads += self.sink.graphs.replace_graph(graph, quads)
        self.keys |= keys
        self.articles += 1
        self.events += len(facts.events)
        self.claims += len(facts.claims)

    def finish(self) -> Summary:
        """Writes the reference graph, and says what the run came to."""
        terms, referents = self.context.terms, self.context.referents
        if self.articles:
            quads = reference_quads(self.keys, referents=referents, terms=terms)
            self.quads += self.sink.graphs.merge_graph(terms.thing(GRAPH), quads)
        counts = (self.articles, self.events, self.claims, self.quads, self.rejects)
        return Summary(**dict(zip(Summary.__slots__, counts, strict=True)))


def build(records: Iterable[Document | Reject], *, extract: Extract, context: Context, sink: Sink) -> Summary:
    """Reads each document, writes its graph and at last the reference graph; one at a time is held in memory.

    A document that fails goes to the rejects and ends nothing.
    """
    run = Run(context=context, sink=sink)
    for result in extract(run.documents(records)):
        if isinstance(result, Reject):
            run.refuse(result)
        else:
            run.write(result)
    return run.finish()


def article_graph(facts: Facts, context: Context) -> tuple[set[str], list[ox.Quad]]:
    """The gazetteer's keys that an article speaks of, and its quads.

    Raises OntologyError for a term that the ontology lacks, KeyError for a key that the gazetteer lacks.
    """
    terms, referents = context.terms, context.referents
    publisher = publisher_key(facts.document.publisher, referents=referents, terms=terms)
    keys = set(reference_keys(facts)) | ({publisher} if publisher is not None else set())
    for key in keys:
        referents.referent(key)
    quads = article_quads(
        facts, terms=terms, versions=context.versions, publisher=publisher, keep_text=context.keep_text
    )
    return keys, list(quads)
