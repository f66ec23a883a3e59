"""A graph as it is asked: by the queries in queries/evaluate, over the union of its named graphs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.facts import Span
from kg.namespaces import name_of
from kg.ontology import load_ontology
from kg.queries import NamedQuery, find_query, load_queries
from kg.resources import data_folder
from kg.stores import Store, Term, add_ontology, memory_store


@dataclass(frozen=True, slots=True)
class Graph:
    """A store, and the queries that it is asked."""

    store: Store
    queries: Mapping[str, NamedQuery]

    def rows(self, name: str) -> Iterator[tuple[str, ...]]:
        """The answers to a query, each cell as text: a term of our ontology by its local name, an IRI whole."""
        for row in self.store.select(find_query(self.queries, name).text):
            yield tuple(_text(term) for term in row)

    def grouped(self, name: str) -> Mapping[str, list[tuple[str, ...]]]:
        """First column → the rest of its rows."""
        groups: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for first, *rest in self.rows(name):
            groups[first].append(tuple(rest))
        return groups

    def spans(self, name: str) -> Mapping[str, list[Span]]:
        """First column → the spans that the next two columns are the begin and end of, in the order of the text."""
        found = self.grouped(name)
        return {key: sorted(Span(int(begin), int(end)) for begin, end in rows) for key, rows in found.items()}


def load_graph(files: Iterable[Path]) -> Graph:
    """The graph that files of RDF hold together. Raises GraphError for one that cannot be read."""
    return graph_of(memory_store(files))


def graph_of(store: Store) -> Graph:
    """The graph that a store holds; the ontology is added to a store that lacks it."""
    queries = load_queries(data_folder("queries") / "evaluate")
    if not store.ask(queries["ontology"].text):
        add_ontology(store, load_ontology().files)
    return Graph(store, queries)


def _text(term: Term | None) -> str:
    assert term is not None, "the queries of queries/evaluate leave no variable unbound"
    return name_of(term.value) if isinstance(term, ox.NamedNode) else term.value
