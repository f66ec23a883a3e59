"""The names in one article's graph."""

from typing import Protocol

import pyoxigraph as ox

from kg.facts import Facts, Span
from kg.ids import mint
from kg.rdf.terms import Terms


def article_id(document_id: str) -> str:
    """The path below the base IRI of the article with an identifier, which names its graph too."""
    return mint("article", document_id)


class Things(dict[str, ox.NamedNode]):
    """id → the instance's name, made once in an article."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms

    def __missing__(self, path: str) -> ox.NamedNode:
        name = self[path] = self.terms.thing(path)
        return name


class Phrases(dict[Span, ox.NamedNode]):
    """span → the phrase's name; its keys are the phrases that the graph has spoken of so far."""

    def __init__(self, article: ox.NamedNode) -> None:
        self.stem = f"{article.value}#char="

    def __missing__(self, span: Span) -> ox.NamedNode:
        name = self[span] = self.name(span)
        return name

    def name(self, span: Span) -> ox.NamedNode:
        """The name alone, without taking the span for a phrase."""
        return ox.NamedNode(f"{self.stem}{span.begin},{span.end}")


class Names(Protocol):
    """What names are made with: the ontology's terms, and the instances named so far."""

    terms: Terms
    things: Things


class Scope:
    """What the triples of one article share: its facts, its name, and the names made so far."""

    __slots__ = ("article", "facts", "phrases", "terms", "things")

    def __init__(self, facts: Facts, terms: Terms) -> None:
        self.facts = facts
        self.terms = terms
        self.article = terms.thing(article_id(facts.document.id))
        self.things = Things(terms)
        self.phrases = Phrases(self.article)
