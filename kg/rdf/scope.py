"""The names in one article's graph."""

from typing import Protocol

from kg.facts import Facts, Span
from kg.ids import mint
from kg.rdf.written import Term, Written


def article_id(document_id: str) -> str:
    """The path below the base IRI of the article with an identifier, which names its graph too."""
    return mint("article", document_id)


class Things(dict[str, Term]):
    """id → the instance's name, made once in an article."""

    def __init__(self, terms: Written) -> None:
        self.terms = terms

    def __missing__(self, path: str) -> Term:
        name = self[path] = self.terms.thing(path)
        return name


class Phrases(dict[Span, Term]):
    """span → the phrase's name; its keys are the phrases that the graph has spoken of so far."""

    def __init__(self, article: Term) -> None:
        self.stem = f"{article[:-1]}#char="

    def __missing__(self, span: Span) -> Term:
        name = self[span] = self.name(span)
        return name

    def name(self, span: Span) -> Term:
        """The name alone, without taking the span for a phrase."""
        return f"{self.stem}{span.begin},{span.end}>"


class Names(Protocol):
    """What names are made with: the ontology's terms, and the instances named so far."""

    terms: Written
    things: Things


class Scope:
    """What the triples of one article share: its facts, its name, and the names made so far."""

    __slots__ = ("article", "facts", "phrases", "terms", "things")

    def __init__(self, facts: Facts, terms: Written) -> None:
        self.facts = facts
        self.terms = terms
        self.article = terms.thing(article_id(facts.document.id))
        self.things = Things(terms)
        self.phrases = Phrases(self.article)
