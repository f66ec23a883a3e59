"""Events as a coder sees them: in the order of the text, each with its codes in a scheme."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.evaluate.classes import Classes, find_classes
from kg.evaluate.graph import Graph


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedEvent:
    """An event, the character at which its first phrase begins, its classes, and the codes of the most specific ones."""

    id: str
    begin: int
    classes: frozenset[str]
    codes: frozenset[str]


def coded_events(graph: Graph, scheme: str) -> Mapping[str, tuple[CodedEvent, ...]]:
    """Article → its events in the order of the text, with their codes in a scheme such as `plover`."""
    codes, known = _codes(graph, scheme), find_classes(graph)
    begins: dict[tuple[str, str], int] = {}
    classes: dict[str, set[str]] = defaultdict(set)
    for article, event, class_, begin, _ in graph.rows("events"):
        begins[article, event] = min(int(begin), begins.get((article, event), int(begin)))
        classes[event].add(class_)
    articles: dict[str, list[CodedEvent]] = defaultdict(list)
    for (article, event), first in begins.items():
        found = _codes_of(classes[event], codes, known)
        articles[article].append(CodedEvent(id=event, begin=first, classes=frozenset(classes[event]), codes=found))
    return {article: tuple(sorted(events, key=_place)) for article, events in articles.items()}


def _place(event: CodedEvent) -> tuple[int, str]:
    # Of events on the same words the name decides, so that each run gives the same figures.
    return event.begin, event.id


def _codes(graph: Graph, scheme: str) -> Mapping[str, set[str]]:
    codes: dict[str, set[str]] = defaultdict(set)
    for class_, of_scheme, code in graph.rows("notations"):
        if of_scheme == scheme:
            codes[class_].add(code)
    return codes


def _codes_of(classes: Iterable[str], codes: Mapping[str, set[str]], known: Classes) -> frozenset[str]:
    """A code counts unless a class below its own has another."""
    lowest = known.lowest(class_ for class_ in classes if class_ in codes)
    return frozenset(code for class_ in lowest for code in codes[class_])
