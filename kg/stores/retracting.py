"""Taking an article back, with what only it spoke of."""

from collections.abc import Iterable
from itertools import chain

import pyoxigraph as ox

from kg.rdf import GRAPH
from kg.rdf.terms import standard
from kg.stores.protocol import Store


def find_articles(store: Store, identifier: str) -> tuple[ox.NamedNode, ...]:
    """The articles, and thus graphs, of a record's id or of an IRI."""
    by_id = store.match(predicate=standard("dcterms:identifier"), object_=ox.Literal(identifier))
    by_iri = (graph for graph in store.graphs() if graph.value == identifier)
    graphs = (quad.subject for quad in by_id if quad.subject == quad.graph_name)
    found = {graph for graph in chain(graphs, by_iri) if isinstance(graph, ox.NamedNode)}
    return tuple(sorted(found, key=str))


def prune(store: Store) -> None:
    """Drops from the reference graphs what no article speaks of."""
    for graph in store.graphs():
        if graph.value.endswith(GRAPH):
            store.drop_subjects(graph, _unneeded(store, graph))


def _unneeded(store: Store, reference: ox.NamedNode) -> set[ox.NamedNode]:
    known = {quad.subject for quad in store.match(graph=reference) if isinstance(quad.subject, ox.NamedNode)}
    return known - _reached(
        store, (thing for thing in known if _is_named_elsewhere(store, thing, reference)), reference
    )


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


def _is_named_elsewhere(store: Store, thing: ox.NamedNode, reference: ox.NamedNode) -> bool:
    return any(quad.graph_name != reference for quad in chain(store.match(thing), store.match(object_=thing)))
