"""The triples of Turtle files, indexed for look-up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from kg.errors import OntologyError

Object: TypeAlias = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Knowledge:
    """subject IRI → predicate IRI → objects, each in the order of the files."""

    triples: dict[str, dict[str, list[Object]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def values(self, subject: str, predicate: str) -> tuple[str, ...]:
        """The IRIs or lexical forms of all objects."""
        return tuple(value.value for value in self.triples.get(subject, {}).get(predicate, ()))

    def value(self, subject: str, predicate: str) -> str | None:
        """The first of them, if any."""
        return next(iter(self.values(subject, predicate)), None)

    def having(self, predicate: str) -> Iterator[str]:
        """The subjects of which the predicate says anything."""
        return (subject for subject, properties in self.triples.items() if predicate in properties)

    def instances(self, type_: str) -> Iterator[str]:
        """The subjects whose `rdf:type` is stated to be the class."""
        rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
        return (
            s for s, properties in self.triples.items() if any(o.value == type_ for o in properties.get(rdf_type, ()))
        )


def read_knowledge(paths: Iterable[Path]) -> Knowledge:
    """The triples of the files. Raises OntologyError, naming file and line, for one that is not Turtle."""
    knowledge = Knowledge()
    for path in paths:
        try:
            for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                if not isinstance(triple.subject, ox.NamedNode) or not isinstance(
                    triple.object, ox.NamedNode | ox.Literal
                ):
                    raise OntologyError(f"{path}: blank nodes are not used in the knowledge files, found {triple}")
                knowledge.triples[triple.subject.value][triple.predicate.value].append(triple.object)
        except (SyntaxError, OSError) as error:
            raise OntologyError(f"{path}: {error}") from error
    return knowledge
