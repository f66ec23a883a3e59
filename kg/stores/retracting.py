"""Taking an article back, with what only it spoke of."""

from collections.abc import Collection, Iterable

import pyoxigraph as ox

from kg.rdf import GRAPH
from kg.rdf.terms import standard
from kg.resources import data_folder
from kg.stores.loosening import loosen, loosen_references
from kg.stores.protocol import Store


def find_articles(store: Store, identifier: str) -> tuple[ox.NamedNode, ...]:
    """The articles, and thus graphs, of a record's id or of an IRI."""
    by_id = store.match(predicate=standard("dcterms:identifier"), object_=ox.Literal(identifier))
    found = {quad.subject for quad in by_id if quad.subject == quad.graph_name}
    graphs = {graph for graph in found if isinstance(graph, ox.NamedNode)} | _of_iri(store, identifier)
    return tuple(sorted(graphs, key=str))


def _of_iri(store: Store, identifier: str) -> set[ox.NamedNode]:
    try:
        graph = ox.NamedNode(identifier)
    except ValueError:
        return set()
    return {graph} if any(True for _ in store.match(graph=graph)) else set()


def retract(store: Store, articles: Collection[ox.NamedNode]) -> None:
    """Drops articles' graphs, every link that touches them, and what only they spoke of."""
    loosen(store, articles)
    for article in articles:
        store.drop_graph(article)
    if articles:
        prune(store)


def prune(store: Store) -> None:
    """Drops from the reference graphs what no article speaks of."""
    for graph in store.graphs():
        if graph.value.endswith(GRAPH):
            unneeded = _unneeded(store, graph)
            loosen_references(store, unneeded, base=graph.value.removesuffix(GRAPH))
            store.drop_subjects(graph, unneeded)


def _unneeded(store: Store, reference: ox.NamedNode) -> set[ox.NamedNode]:
    known = {quad.subject for quad in store.match(graph=reference) if isinstance(quad.subject, ox.NamedNode)}
    query = (data_folder("queries") / "stores" / "named-elsewhere.rq").read_text(encoding="utf-8")
    named = (thing for (thing,) in store.select(query, {"reference": reference}))
    return known - _reached(store, (thing for thing in named if isinstance(thing, ox.NamedNode)), reference)


def _reached(store: Store, things: Iterable[ox.NamedNode], reference: ox.NamedNode) -> set[ox.NamedNode]:
    found: set[ox.NamedNode] = set()
    open_ = list(things)
    while open_:
        thing = open_.pop()
        quads = [] if thing in found else list(store.match(thing, graph=reference))
        if quads:
            found.add(thing)
            open_.extend(quad.object for quad in quads if isinstance(quad.object, ox.NamedNode))
    return found
