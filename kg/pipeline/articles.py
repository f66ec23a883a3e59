"""What a document becomes: its graph, with what is counted of it. Small enough to be sent from one process to another."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from kg.documents import Document, Reject
from kg.errors import KgError
from kg.facts import Facts
from kg.graphs import Graph
from kg.rdf import Terms, article_graph, publisher_key, reference_keys
from kg.rdf.reference import Referents

Extract: TypeAlias = Callable[[Iterable[Document]], Iterator[Facts | Reject]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The graph of one document, the gazetteer's keys that it speaks of, and how many events and claims it tells."""

    graph: Graph
    keys: frozenset[str] = frozenset()
    events: int = 0
    claims: int = 0


Numbered: TypeAlias = tuple[int, Document]
Result: TypeAlias = tuple[int, Article | Reject]
Read: TypeAlias = Callable[[Iterable[Numbered]], Iterator[Result]]
"""Reads documents, each with a number by which its article is known again: articles may come in another order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What turns facts into quads: the ontology's terms, the gazetteer, the versions of what read the text.

    `keep_text` puts the articles' texts into their graphs.
    """

    terms: Terms
    referents: Referents
    versions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    keep_text: bool = False


def read_here(extract: Extract, context: Context) -> Read:
    """What reads documents in this process, in order."""

    def read(numbered: Iterable[Numbered]) -> Iterator[Result]:
        numbers: deque[int] = deque()

        def documents() -> Iterator[Document]:
            for number, document in numbered:
                numbers.append(number)
                yield document

        for facts in extract(documents()):
            yield numbers.popleft(), facts if isinstance(facts, Reject) else article_of(facts, context)

    return read


def article_of(facts: Facts, context: Context) -> Article | Reject:
    """The article that says the facts; a Reject for a term that the ontology lacks or a key that the gazetteer lacks."""
    terms, referents = context.terms, context.referents
    try:
        publisher = publisher_key(facts.document.publisher, referents=referents, terms=terms)
        keys = reference_keys(facts) | ({publisher} if publisher is not None else set())
        for key in keys:
            referents.referent(key)
        graph = article_graph(
            facts, terms=terms, versions=context.versions, publisher=publisher, keep_text=context.keep_text
        )
    except (KgError, KeyError) as error:
        return Reject(id=facts.document.id, reason=str(error.args[0]))
    return Article(graph=graph, keys=keys, events=len(facts.events), claims=len(facts.claims))
