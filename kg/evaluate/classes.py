"""Classes and what stands above them, as the graph's ontology says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.evaluate.graph import Graph


@dataclass(frozen=True, slots=True)
class Classes:
    """Class → the classes above it."""

    above: Mapping[str, frozenset[str]]

    def is_a(self, class_: str, other: str) -> bool:
        """Whether a class is the other or below it."""
        return class_ == other or other in self.above.get(class_, frozenset())

    def lowest(self, classes: Iterable[str]) -> frozenset[str]:
        """Those of the classes that stand above no other of them."""
        found = frozenset(classes)
        return found.difference(*(self.above.get(class_, frozenset()) for class_ in found))

    def related(self, class_: str, classes: Iterable[str]) -> bool:
        """Whether a class is among the classes of a thing, or below the lowest of them."""
        found = frozenset(classes)
        return class_ in found or not self.above.get(class_, frozenset()).isdisjoint(self.lowest(found))


def find_classes(graph: Graph) -> Classes:
    """All classes of which the graph says what stands above them."""
    found = graph.grouped("superclasses")
    return Classes({class_: frozenset(above for (above,) in rows) for class_, rows in found.items()})
