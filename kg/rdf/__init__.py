"""Facts → graphs, one function a kind of fact."""

from kg.rdf.article import article_graph
from kg.rdf.links import KEYS, LINKS, link_quads
from kg.rdf.prefixes import PREFIXES
from kg.rdf.reference import GRAPH, publisher_key, reference_keys, reference_quads
from kg.rdf.scope import article_id
from kg.rdf.terms import Terms
from kg.rdf.written import Vocabulary

__all__ = [
    "GRAPH",
    "KEYS",
    "LINKS",
    "PREFIXES",
    "Terms",
    "Vocabulary",
    "article_graph",
    "article_id",
    "link_quads",
    "publisher_key",
    "reference_keys",
    "reference_quads",
]
