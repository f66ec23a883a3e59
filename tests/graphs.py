"""Graphs written by hand, a row a thing: `NAME CLASS [words | words] property=value …`.

Words stand for their first occurrence in the text, `_` in a value for a space. A value is the name of another row, whose
first words are then an argument; an ISO 3166 code for `country`; a value of the ontology (`Actual`); else a literal.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox

from kg.evaluate import Graph, graph_of
from kg.namespaces import BASE, CKG
from kg.ontology import load_ontology
from kg.rdf.terms import standard, text, typed
from kg.stores import memory_store

ROW = re.compile(r"(?P<name>\S+) (?P<type>\w+)(?: \[(?P<words>[^\]]*)\])?(?P<fields>.*)")
OURS = {"factuality", "stance", "outcome"}
Triple: TypeAlias = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]
PREDICATES = {"lat": "wgs:lat", "long": "wgs:long"}
ONTOLOGY = load_ontology()


@dataclass(frozen=True, slots=True)
class Page:
    """An article, its text, and the words of each thing in it."""

    article: ox.NamedNode
    text: str
    words: Mapping[str, tuple[str, ...]]

    def thing(self, name: str) -> ox.NamedNode:
        return ox.NamedNode(f"{self.article.value}/{name}")

    def phrase(self, words: str) -> ox.NamedNode:
        begin = self.text.index(words)
        return ox.NamedNode(f"{self.article.value}#char={begin},{begin + len(words)}")


def a_graph(articles: Mapping[str, tuple[str, Iterable[str]]]) -> Graph:
    """The graph of articles: id → text and rows."""
    store = memory_store()
    for id_, (words, rows) in articles.items():
        article = ox.NamedNode(f"{BASE}article/{id_}")
        triples = [(article, standard("dcterms:identifier"), text(id_)), *_triples(article, words, rows)]
        store.replace_graph(article, (ox.Quad(*triple, article) for triple in triples))
    return graph_of(store)


def _triples(article: ox.NamedNode, words: str, rows: Iterable[str]) -> Iterator[Triple]:
    parsed = [_parsed(row) for row in rows]
    page = Page(article, words, {row["name"]: _quotes(row["words"]) for row in parsed})
    for row in parsed:
        node = page.thing(row["name"])
        for class_ in ONTOLOGY.superclasses(row["type"]):
            yield node, standard("rdf:type"), ox.NamedNode(ONTOLOGY.iri(class_))
        for quote in page.words[row["name"]]:
            phrase, is_entity = page.phrase(quote), ONTOLOGY.is_a(row["type"], "Entity")
            yield from _phrase_triples(page, quote)
            yield (phrase, standard("itsrdf:taIdentRef"), node) if is_entity else (node, _ours("trigger"), phrase)
        for name, value in re.findall(r"(\w+)=(\S+)", row["fields"]):
            yield from _value(page, node, name, value.replace("_", " "))


def _parsed(row: str) -> re.Match[str]:
    match = ROW.fullmatch(row)
    assert match is not None, row
    return match


def _quotes(words: str | None) -> tuple[str, ...]:
    return tuple(quote.strip() for quote in words.split("|")) if words else ()


def _value(page: Page, node: ox.NamedNode, name: str, value: str) -> Iterator[Triple]:
    predicate = standard(PREDICATES[name]) if name in PREDICATES else _ours(name)
    if value in page.words:
        yield node, predicate, page.thing(value)
        yield from ((page.phrase(quote), _ours("argumentOf"), node) for quote in page.words[value][:1])
    elif name == "contentSpan":
        yield node, predicate, page.phrase(value)
        yield from _phrase_triples(page, value)
    elif name == "country":
        country = ox.NamedNode(f"{BASE}country/{value}")
        yield node, predicate, country
        yield country, _ours("iso3"), text(value)
    else:
        yield node, predicate, _ours(value) if name in OURS else text(value)


def _phrase_triples(page: Page, words: str) -> Iterator[Triple]:
    phrase, begin = page.phrase(words), page.text.index(words)
    yield phrase, standard("nif:beginIndex"), typed(begin, "xsd:nonNegativeInteger")
    yield phrase, standard("nif:endIndex"), typed(begin + len(words), "xsd:nonNegativeInteger")
    yield phrase, standard("nif:referenceContext"), page.article


def _ours(name: str) -> ox.NamedNode:
    return ox.NamedNode(CKG + name)
