"""What every back end does, and the values that go in and out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol, TypeAlias

import pyoxigraph as ox

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


class Store(Protocol):
    """What every back end does; all raise QueryError for a wrong query and StoreError for what else fails."""

    def select(self, query: str, bindings: Bindings = NOTHING) -> Rows:
        """The rows that a SELECT finds."""

    def construct(self, query: str, bindings: Bindings = NOTHING) -> Iterator[ox.Triple]:
        """The triples that a CONSTRUCT or DESCRIBE makes."""

    def ask(self, query: str, bindings: Bindings = NOTHING) -> bool:
        """Whether an ASK finds anything."""

    def match(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        object_: Term | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads with these terms, None standing for any."""

    def replace_graphs(self, graphs: Mapping[ox.NamedNode, Sequence[ox.Quad]]) -> None:
        """Takes the quads for the whole of each graph."""

    def merge_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> int:
        """Takes the quads for all that a graph says of their subjects; says how many distinct ones there are."""

    def drop_subjects(self, graph: ox.NamedNode, subjects: Iterable[ox.NamedNode]) -> None:
        """Drops all that a graph says of the subjects."""

    def drop_graph(self, graph: ox.NamedNode) -> None:
        """Drops a graph, if it is there."""

    def graphs(self) -> tuple[ox.NamedNode, ...]:
        """The names of all graphs, in order."""

    def count(self) -> int:
        """How many quads there are."""

    def close(self) -> None:
        """Sees to it that all is on disk, and lets others write."""
