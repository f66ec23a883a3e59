"""Under which keys each article is linked: so that a new article meets only those which may tell of the same."""

from collections import OrderedDict
from collections.abc import Iterable

import pyoxigraph as ox

from kg.rdf.terms import Terms, text
from kg.stores import Store
from kg.stores.loosening import LINK_KEY, READ, keys_graph, links_graph

BATCH = 20_000
"""Keys written at once."""
KEPT = 50_000
"""Keys of which the articles are remembered."""


class Keys:
    """The keys of a store's articles, as its graph of keys has them; what is added is seen once it is flushed."""

    def __init__(self, store: Store, terms: Terms) -> None:
        self._store = store
        self._terms = terms
        self.graph = keys_graph(terms.base)
        self._links = links_graph(terms.base)
        self._waiting: list[ox.Quad] = []
        self._kept: OrderedDict[str, tuple[str, ...]] = OrderedDict()

    def linked(self) -> set[str]:
        """The articles that have been linked."""
        return {self._path(quad.subject) for quad in self._store.match(None, LINK_KEY, READ, self.graph)}

    def to_link(self) -> set[str]:
        """The keys under which an article has gone or changed since."""
        return {quad.object.value for quad in self._store.match(self._links, LINK_KEY, graph=self.graph)}  # type: ignore[union-attr]

    def add(self, article: str, keys: Iterable[str]) -> None:
        """Notes under which keys an article is found."""
        name = self._terms.thing(article)
        self._waiting += (ox.Quad(name, LINK_KEY, text(key), self.graph) for key in sorted(set(keys)))
        if len(self._waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Writes what waits; many at once go to files, not into the store's memory."""
        self._store.exchange_quads((), self._waiting)
        self._waiting = []
        self._kept.clear()

    def articles(self, key: str) -> tuple[str, ...]:
        """The articles under a key, in order."""
        found = self._kept.get(key)
        if found is None:
            quads = self._store.match(None, LINK_KEY, text(key), self.graph)
            found = tuple(sorted({self._path(quad.subject) for quad in quads if quad.subject != self._links}))
            self._kept[key] = found
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def finish(self, articles: Iterable[str]) -> None:
        """Notes that the articles are linked, and that nothing is left to be linked again."""
        self.flush()
        done = list(self._store.match(self._links, LINK_KEY, graph=self.graph))
        read = (ox.Quad(self._terms.thing(article), LINK_KEY, READ, self.graph) for article in articles)
        self._store.exchange_quads(done, read)

    def _path(self, name: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
        assert isinstance(name, ox.NamedNode)
        return name.value.removeprefix(self._terms.base)
