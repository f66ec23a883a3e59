"""What every back end does, and the values that go in and out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeAlias

import pyoxigraph as ox

from kg.graphs import Graph

if TYPE_CHECKING:
    import pandas as pd
    import rdflib

Term: TypeAlias = ox.NamedNode | ox.Literal | ox.BlankNode
Row: TypeAlias = tuple[Term | None, ...]
Bindings: TypeAlias = Mapping[str, Term]

NOTHING: Bindings = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rows:
    """The answers to a SELECT: the names of its variables, and for each row a term or None for each of them."""

    variables: tuple[str, ...]
    rows: Iterable[Row]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def to_pandas(self) -> "pd.DataFrame":
        """The rows as a data frame of Python's own values, None where nothing is bound; needs pandas."""
        from kg.stores.exchange import data_frame

        return data_frame(self.variables, self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """The graphs that a query runs over: those merged as its default graph, and those that GRAPH finds."""

    default: tuple[ox.NamedNode, ...] = ()
    named: tuple[ox.NamedNode, ...] = ()


class Store(Protocol):
    """What every back end does; all raise QueryError for a wrong query and StoreError for what else fails."""

    def select(self, query: str, bindings: Bindings = NOTHING) -> Rows:
        """The rows that a SELECT finds."""

    def construct(self, query: str, bindings: Bindings = NOTHING) -> Iterator[ox.Triple]:
        """The triples that a CONSTRUCT or DESCRIBE makes."""

    def ask(self, query: str, bindings: Bindings = NOTHING) -> bool:
        """Whether an ASK finds anything."""

    def update(self, text: str) -> None:
        """Runs a SPARQL Update; one that would fetch from elsewhere (LOAD, SERVICE) is refused."""

    def match(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        object_: Term | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads with these terms, None standing for any."""

    def load(self, *files: Path) -> int:
        """Takes each graph of some files for the whole of that graph; says how many quads these have."""

    def replace_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Takes the quads for the whole of a graph."""

    def replace_graphs(self, graphs: Iterable[Graph]) -> None:
        """Takes graphs, none of them twice, for the whole of what has their names."""

    def merge_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> int:
        """Takes the quads for all that a graph says of their subjects; says how many distinct ones there are."""

    def add_quads(self, quads: Iterable[ox.Quad]) -> None:
        """Adds quads to their graphs."""

    def drop_quads(self, quads: Iterable[ox.Quad]) -> None:
        """Drops quads, as far as they are there."""

    def exchange_quads(self, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Drops quads, as far as they are there, and adds others: both or neither."""

    def drop_subjects(self, graph: ox.NamedNode, subjects: Iterable[ox.NamedNode]) -> None:
        """Drops all that a graph says of the subjects."""

    def drop_graph(self, graph: ox.NamedNode) -> None:
        """Drops a graph, if it is there."""

    def graphs(self) -> tuple[ox.NamedNode, ...]:
        """The names of all graphs, in order."""

    def count(self, graph: ox.NamedNode | None = None) -> int:
        """How many quads there are in all, or in one graph."""

    def to_rdflib(self) -> "rdflib.Dataset":
        """A copy of all graphs for rdflib, its default graph their union."""

    def close(self) -> None:
        """Sees to it that all is on disk, and lets others write."""
