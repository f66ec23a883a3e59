"""Our names and texts as RDF terms, to ask a store for them."""

from functools import cache

import pyoxigraph as ox

from kg.dates import PartialDate
from kg.namespaces import BASE
from kg.rdf.prefixes import PREFIXES
from kg.rdf.written import UNWRITABLE, Vocabulary, Written


class Terms:
    """Terms of one ontology and one base IRI, those of the ontology made once each; `written` has the same as text."""

    def __init__(self, vocabulary: Vocabulary, *, base: str = BASE) -> None:
        self.vocabulary = vocabulary
        self.base = base
        self.written = Written(vocabulary, base=base)
        self.named = cache(self._named)

    def _named(self, name: str) -> ox.NamedNode:
        return ox.NamedNode(self.vocabulary.iri(name))

    def thing(self, path: str) -> ox.NamedNode:
        """The instance with a path below the base IRI, or with a whole IRI of its own."""
        return ox.NamedNode(path if "://" in path else self.base + path)


@cache
def standard(name: str) -> ox.NamedNode:
    """A term of a vocabulary that is not ours, by its prefixed name.

    >>> standard("rdf:type").value
    'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
    """
    prefix, local = name.split(":", 1)
    return ox.NamedNode(PREFIXES[prefix] + local)


def text(value: str) -> ox.Literal:
    r"""A plain literal; each character that some RDF syntax cannot hold becomes U+FFFD, so that lengths stay.

    >>> text("a\x00b\ud800").value
    'a�b�'
    """
    return ox.Literal(UNWRITABLE.sub("\ufffd", value))


def typed(value: object, datatype: str) -> ox.Literal:
    """A literal of an XML Schema or GeoSPARQL datatype, given by its prefixed name."""
    return ox.Literal(str(value), datatype=standard(datatype))


def date(value: PartialDate) -> ox.Literal:
    """A date of the datatype that says exactly what is known."""
    return typed(value, f"xsd:{value.datatype}")
