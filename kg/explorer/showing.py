"""What the page shows of a thing, as values that JSON can hold."""

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from kg.explorer.evidence import Evidence, View, evidences, pieces
from kg.explorer.sayings import meanings, sayings, turtle
from kg.rdf.terms import standard

# What an article is introduced by.
OF_ARTICLES = ("dcterms:title", "dcterms:publisher", "dcterms:issued")


def shown(view: View) -> Mapping[str, object]:
    """Label, sentences with their marks and articles, lines of a name and a text, and the triples as Turtle."""
    return {
        "iri": view.node.value,
        "label": view.label(view.node),
        "evidence": [_sentence(view, evidence) for evidence in evidences(view)],
        "lines": [line.split(": ", 1) for line in (*meanings(view), *sayings(view))],
        "triples": turtle(view),
    }


def _sentence(view: View, evidence: Evidence) -> Mapping[str, object]:
    return {
        "pieces": list(pieces(evidence)),
        "article": None if evidence.article is None else _article(view, evidence.article),
    }


def _article(view: View, article: ox.NamedNode) -> Mapping[str, object]:
    sources = view.named(article, standard("dcterms:source"))
    return {
        "iri": article.value,
        "text": introduced(view, article) or None,
        "source": sources[0].value if sources else None,
    }


def introduced(view: View, article: ox.NamedNode) -> str:
    """Title, publisher and date of an article, as far as they are known."""
    return ", ".join(_told(view, article))


def _told(view: View, article: ox.NamedNode) -> Iterator[str]:
    for name in OF_ARTICLES:
        for value in view.objects(article, standard(name))[:1]:
            yield view.label(value) if isinstance(value, ox.NamedNode) else value.value
