"""Facts → quads, one function a kind of fact."""

from kg.rdf.article import article_quads
from kg.rdf.links import KEYS, LINKS, link_quads
from kg.rdf.reference import GRAPH, publisher_key, reference_keys, reference_quads
from kg.rdf.scope import article_id
from kg.rdf.terms import PREFIXES, Terms, Vocabulary

__all__ = [
    "GRAPH",
    "KEYS",
    "LINKS",
    "PREFIXES",
    "Terms",
    "Vocabulary",
    "article_id",
    "article_quads",
    "link_quads",
    "publisher_key",
    "reference_keys",
    "reference_quads",
]
