"""Articles on their way into a store that is open only while they are written, so that others can write to it between."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreBusyError
from kg.links import Linked, link_store
from kg.ontology import Ontology
from kg.pipeline import Article, Context
from kg.rdf import GRAPH, reference_quads
from kg.stores import OxigraphStore, StoreWriter, add_ontology, create_store, prune
from kg.stores.loosening import loosen

PAUSE = 0.5
"""Seconds between attempts to write to a store that somebody else writes to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The store in a folder; `note` is told when it has to be waited for, which ends when it is time to stop."""

    folder: Path
    context: Context
    ontology: Ontology
    note: Callable[[str], None]
    stopped: Callable[[], bool]

    @contextmanager
    def opened(self) -> Iterator[OxigraphStore]:
        """The store, for writing, as soon as nobody else writes to it."""
        with closing(self._open()) as store:
            yield store
            store.flush()

    def _open(self) -> OxigraphStore:
        is_told = False
        while True:
            try:
                return create_store(self.folder)
            except StoreBusyError as error:
                if self.stopped():
                    raise
                if not is_told:
                    self.note(f"waits: {error}")
                is_told = True
                time.sleep(PAUSE)

    def write(self, articles: Sequence[Article], *, gone: Sequence[ox.NamedNode]) -> None:
        """Drops the graphs that are gone, and replaces those of the articles; what they speak of is described before."""
        terms, referents = self.context.terms, self.context.referents
        keys = {key for article in articles for key in article.keys}
        with self.opened() as store:
            loosen(store, gone)
            for graph in gone:
                store.drop_graph(graph)
            store.merge_graph(terms.thing(GRAPH), reference_quads(keys, referents=referents, terms=terms))
            writer = StoreWriter(store)
            for article in articles:
                writer.replace(article.graph)
            writer.flush()

    def link(self, *, afresh: bool) -> Linked:
        """Drops what no article speaks of any more, and brings the links up to date; `afresh` finds all of them anew."""
        with self.opened() as store:
            add_ontology(store, self.ontology.files)
            prune(store)
            return link_store(store, ontology=self.ontology, afresh=afresh)
