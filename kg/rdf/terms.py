"""RDF terms for our names and for text."""

import datetime as dt
import re
from functools import cache
from typing import Protocol, TypeAlias
from urllib.parse import quote

import pyoxigraph as ox

from kg.dates import PartialDate
from kg.namespaces import BASE, CKG, EQUIPMENT, SECTOR, UNIT

Triple: TypeAlias = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]

SECTION = SECTOR.replace("/sector/", "/section/")

PREFIXES = {
    "ckg": CKG,
    "sector": SECTOR,
    "section": SECTION,
    "unit": UNIT,
    "equipment": EQUIPMENT,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "http://schema.org/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
}

# What XML 1.0 cannot hold, lone surrogates among it: RDF/XML has no escape for these.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Vocabulary(Protocol):
    """What is asked of an ontology."""

    def iri(self, name: str) -> str:
        """The whole IRI of a term; OntologyError when there is no such term."""

    def superclasses(self, name: str) -> tuple[str, ...]:
        """A class and all classes above it."""


class Terms:
    """Terms of one ontology and one base IRI, those of the ontology made once each."""

    def __init__(self, vocabulary: Vocabulary, *, base: str = BASE) -> None:
        self.vocabulary = vocabulary
        self.base = base
        self.named = cache(self._named)
        self.classes = cache(self._classes)

    def _named(self, name: str) -> ox.NamedNode:
        return ox.NamedNode(self.vocabulary.iri(name))

    def _classes(self, name: str) -> tuple[ox.NamedNode, ...]:
        iris = {self.vocabulary.iri(above) for above in (name, *self.vocabulary.superclasses(name))}
        return tuple(map(ox.NamedNode, sorted(iris)))

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


def moment(value: dt.date) -> ox.Literal:
    """An `xsd:dateTime` of a datetime, to the second and in canonical form; an `xsd:date` of any other date."""
    if isinstance(value, dt.datetime):
        return typed(value.isoformat(timespec="seconds").replace("+00:00", "Z"), "xsd:dateTime")
    return typed(value.isoformat(), "xsd:date")


def address(url: str) -> ox.NamedNode | ox.Literal:
    """The IRI of a web address, escaped where an IRI must be; plain text when it is none."""
    try:
        return ox.NamedNode(quote(url.strip(), safe="%/:?#[]@!$&'()*+,;=~"))
    except ValueError:
        return text(url)
