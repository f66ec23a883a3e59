"""RDF terms as N-Quads has them, and the lines that they make.

A graph is written as text at once: a term object for each part of each quad takes three times as long as all its text.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Protocol, TypeAlias
from urllib.parse import quote

import pyoxigraph as ox

from kg.dates import PartialDate
from kg.namespaces import BASE
from kg.rdf.prefixes import PREFIXES

Term: TypeAlias = str
"""A term in canonical N-Quads: `<http://example.org/a>`, `"text"`, `"2"^^<…#integer>`."""

Triple: TypeAlias = tuple[Term, Term, Term]

# What XML 1.0 cannot hold, lone surrogates among it: RDF/XML has no escape for these.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SPECIAL = re.compile(f'["\\\\\t\n\r\x7f]|{UNWRITABLE.pattern}')
ESCAPES = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x7f": "\\u007F"}


class Vocabulary(Protocol):
    """What is asked of an ontology."""

    def iri(self, name: str) -> str:
        """The whole IRI of a term; OntologyError when there is no such term."""

    def superclasses(self, name: str) -> tuple[str, ...]:
        """A class and all classes above it."""


class Written:
    """Terms of one ontology and one base IRI, those of the ontology written once each."""

    def __init__(self, vocabulary: Vocabulary, *, base: str = BASE) -> None:
        self.vocabulary = vocabulary
        self.base = base
        self.named = cache(self._named)
        self.classes = cache(self._classes)

    def _named(self, name: str) -> Term:
        return iri(self.vocabulary.iri(name))

    def _classes(self, name: str) -> tuple[Term, ...]:
        iris = {self.vocabulary.iri(above) for above in (name, *self.vocabulary.superclasses(name))}
        return tuple(map(iri, sorted(iris)))

    def thing(self, path: str) -> Term:
        """The instance with a path below the base IRI, or with a whole IRI of its own."""
        return iri(path if "://" in path else self.base + path)


def iri(value: str) -> Term:
    """An IRI. Raises ValueError for what is none."""
    return str(ox.NamedNode(value))


@cache
def standard(name: str) -> Term:
    """A term of a vocabulary that is not ours, by its prefixed name.

    >>> standard("rdf:type")
    '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
    """
    prefix, local = name.split(":", 1)
    return iri(PREFIXES[prefix] + local)


def text(value: str) -> Term:
    r"""A plain literal; each character that some RDF syntax cannot hold becomes U+FFFD, so that lengths stay.

    >>> text('a "b"\x00\n')
    '"a \\"b\\"�\\n"'
    """
    return f'"{SPECIAL.sub(_escape, value)}"'


def _escape(found: re.Match[str]) -> str:
    return ESCAPES.get(found[0], "\ufffd")


def typed(value: object, datatype: str) -> Term:
    """A literal of an XML Schema or GeoSPARQL datatype, given by its prefixed name; none of these has a sign to escape."""
    return f'"{value}"^^{standard(datatype)}'


def date(value: PartialDate) -> Term:
    """A date of the datatype that says exactly what is known."""
    return typed(value, f"xsd:{value.datatype}")


def moment(value: dt.date) -> Term:
    """An `xsd:dateTime` of a datetime, to the second and in canonical form; an `xsd:date` of any other date."""
    if isinstance(value, dt.datetime):
        return typed(value.isoformat(timespec="seconds").replace("+00:00", "Z"), "xsd:dateTime")
    return typed(value.isoformat(), "xsd:date")


def address(url: str) -> Term:
    """The IRI of a web address, escaped where an IRI must be; plain text when it is none."""
    try:
        return iri(quote(url.strip(), safe="%/:?#[]@!$&'()*+,;=~"))
    except ValueError:
        return text(url)


def lines_of(triples: Iterable[Triple], graph: Term) -> bytes:
    """The distinct quads that triples make in a graph: a line each, in the order of their bytes."""
    ending = f" {graph} .\n"
    # The order of code points is that of their UTF-8.
    return "".join(sorted({f"{s} {p} {o}{ending}" for s, p, o in triples})).encode()


def quads_of(triples: Iterable[Triple], graph: Term) -> Iterator[ox.Quad]:
    """The same as term objects."""
    return ox.parse(lines_of(triples, graph), format=ox.RdfFormat.N_QUADS)
