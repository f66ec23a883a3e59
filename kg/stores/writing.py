"""Graphs on their way into a store."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.files import read_quads
from kg.graphs import Graph
from kg.namespaces import CKG
from kg.stores.loosening import is_linked, loosen
from kg.stores.protocol import Store

# Some 20 articles: larger batches load no faster and keep more in memory.
BATCH = 50_000


class StoreWriter:
    """Takes graphs for a store and hands them over in batches, which is some three times faster than one by one.

    `loosened` counts the articles that were linked to others and are to be linked again.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: dict[ox.NamedNode, Graph] = {}
        self._size = 0
        self.loosened = 0

    def replace(self, graph: Graph) -> None:
        """Takes the quads for the whole of their graph."""
        self._waiting[graph.name] = graph
        self._size += len(graph)
        if self._size >= BATCH:
            self.flush()

    def replace_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> int:
        """Takes the quads for the whole of a graph; says how many distinct ones there are."""
        whole = Graph(graph, quads=quads)
        self.replace(whole)
        return len(whole)

    def merge_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> int:
        """Takes the quads for all that a graph says of their subjects; says how many distinct ones there are."""
        return self._store.merge_graph(graph, quads)

    def flush(self) -> None:
        """Hands over what waits; links that touch an article which changes are dropped."""
        known = [graph for graph in self._waiting if is_linked(self._store, graph)]
        changed = [graph for graph in known if set(self._store.match(graph=graph)) != set(self._waiting[graph].quads)]
        self.loosened += loosen(self._store, changed)
        self._store.replace_graphs(self._waiting.values())
        self._waiting, self._size = {}, 0


def add_ontology(store: Store, files: Iterable[Path]) -> None:
    """Takes the files for the whole of the ontology's graph, so that queries can follow its classes and codes."""
    graph = ox.NamedNode(CKG.rstrip("#"))
    quads = (ox.Quad(quad.subject, quad.predicate, quad.object, graph) for file in files for quad in read_quads(file))
    store.replace_graphs([Graph(graph, quads=quads)])
