"""Documents → graphs: the stages joined, every part passed in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

import pyoxigraph as ox

from kg.documents import Document, Reject
from kg.graphs import Graph
from kg.pipeline.articles import Article, Context, Numbered, Read
from kg.rdf import GRAPH, reference_quads


class Graphs(Protocol):
    """Where graphs go: a file's writer or a store's."""

    def replace(self, graph: Graph) -> None:
        """Takes the quads for the whole of their graph."""

    def merge_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> int:
        """Takes the quads for all that a graph says of their subjects; says how many distinct ones there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sink:
    """Where the articles go, and where what could not be read."""

    graphs: Graphs
    reject: Callable[[Reject], None]


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
    """The state of one run: the counts, the reference entities that its articles speak of, where those under way stand."""

    context: Context
    sink: Sink
    articles: int = 0
    events: int = 0
    claims: int = 0
    quads: int = 0
    rejects: int = 0
    keys: set[str] = field(default_factory=set)
    positions: dict[int, str | None] = field(default_factory=dict)

    def documents(self, records: Iterable[Document | Reject]) -> Iterator[Numbered]:
        """The records that are documents, with their numbers; the others go to the rejects on the way."""
        for number, record in enumerate(records):
            if isinstance(record, Reject):
                self.refuse(record)
            else:
                self.positions[number] = record.position
                yield number, record

    def take(self, number: int, result: Article | Reject) -> None:
        """Takes what became of the document with a number."""
        position = self.positions.pop(number)
        if isinstance(result, Reject):
            self.refuse(replace(result, position=position))
        else:
            self.write(result)

    def refuse(self, reject: Reject) -> None:
        """Counts what could not be read, and hands it on."""
        self.rejects += 1
        self.sink.reject(reject)

    def write(self, article: Article) -> None:
        """Puts an article's graph into the sink."""
        self.sink.graphs.replace(article.graph)
        self.quads += len(article.graph)
        self.keys |= article.keys
        self.articles += 1
        self.events += article.events
        self.claims += article.claims

    def finish(self) -> Summary:
        """Writes the reference graph, and says what the run came to."""
        terms, referents = self.context.terms, self.context.referents
        if self.articles:
            quads = reference_quads(self.keys, referents=referents, terms=terms)
            self.quads += self.sink.graphs.merge_graph(terms.thing(GRAPH), quads)
        counts = (self.articles, self.events, self.claims, self.quads, self.rejects)
        return Summary(**dict(zip(Summary.__slots__, counts, strict=True)))


def build(records: Iterable[Document | Reject], *, read: Read, context: Context, sink: Sink) -> Summary:
    """Reads each document, writes its graph and at last the reference graph; one at a time is held in memory.

    A document that fails goes to the rejects and ends nothing.
    """
    run = Run(context=context, sink=sink)
    for number, result in read(run.documents(records)):
        run.take(number, result)
    return run.finish()
