"""Stores of articles, built and linked as the commands do it, and what their links say."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
import pytest

from kg import pipeline
from kg.documents import Document
from kg.extract import Extractor
from kg.facts import Span
from kg.links import Linked, link_store
from kg.namespaces import BASE, CKG
from kg.rdf import LINKS, Terms
from kg.stores import OxigraphStore, StoreWriter, memory_store, prune

LINKS_GRAPH = ox.NamedNode(BASE + LINKS)


def written(store: OxigraphStore, documents: Iterable[Document], extractor: Extractor) -> None:
    """Puts articles into a store as `kg build` does."""
    terms = Terms(extractor.knowledge.ontology)
    context = pipeline.Context(terms=terms, referents=extractor.knowledge.gazetteer, versions=extractor.versions)
    writer = StoreWriter(store)
    sink = pipeline.Sink(graphs=writer, reject=lambda reject: pytest.fail(reject.reason))
    pipeline.build(documents, read=pipeline.read_here(extractor, context), context=context, sink=sink)
    writer.flush()
    prune(store)


def linked(store: OxigraphStore, extractor: Extractor, *, afresh: bool = False) -> Linked:
    """Links a store as `kg link` does."""
    return link_store(store, ontology=extractor.knowledge.ontology, afresh=afresh)


def a_linked_store(documents: Iterable[Document], extractor: Extractor) -> OxigraphStore:
    """A new store in memory with articles that are linked."""
    store = memory_store()
    written(store, documents, extractor)
    linked(store, extractor)
    return store


def links_of(store: OxigraphStore) -> set[ox.Quad]:
    """All that the graph of links says."""
    return set(store.match(graph=LINKS_GRAPH))


def values(store: OxigraphStore, name: str) -> Iterator[tuple[str, str]]:
    """Subject and object of all quads with a property of ours."""
    for quad in store.match(None, ox.NamedNode(CKG + name)):
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.Triple)
        yield quad.subject.value, quad.object.value


def names(store: OxigraphStore) -> dict[str, str]:
    """Article's IRI → its identifier."""
    found = store.match(predicate=ox.NamedNode("http://purl.org/dc/terms/identifier"))
    return {quad.subject.value: quad.object.value for quad in found}  # type: ignore[union-attr]


def triggers(store: OxigraphStore) -> dict[str, list[tuple[str, Span]]]:
    """Event or claim → the articles and characters that evoke it."""
    known = names(store)
    found: dict[str, list[tuple[str, Span]]] = {}
    for thing, words in values(store, "trigger"):
        article, _, place = words.partition("#char=")
        begin, end = place.split(",")
        found.setdefault(thing, []).append((known[article], Span(int(begin), int(end))))
    return found


def incidents(store: OxigraphStore) -> dict[str, set[str]]:
    """Incident → the events that report it."""
    found: dict[str, set[str]] = {}
    for incident, event in values(store, "reportedAs"):
        found.setdefault(incident, set()).add(event)
    return found


def grounds(store: OxigraphStore) -> list[str]:
    """The grounds of the contradictions across articles, in order."""
    found = store.match(None, ox.NamedNode(CKG + "ground"), graph=LINKS_GRAPH)
    return sorted(quad.object.value.removeprefix(CKG) for quad in found)  # type: ignore[union-attr]
