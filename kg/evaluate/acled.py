"""Texts with one sub-event type of ACLED each, after the CASE 2021 shared task on fine-grained event classification.

The label of a text is that of its first coded event, actual events before others; a text without any has the label of
"nothing found". F1 is weighted by the number of texts a label has, or averaged over the labels of the gold.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.coding import CodedEvent, coded_events
from kg.evaluate.gold import Record
from kg.evaluate.graph import Graph
from kg.evaluate.measures import Matches, Mean, Scores, mean
from kg.evaluate.tables import load_table
from kg.facts import Factuality


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A text, its label in the gold, and the labels of its events in the graph, the one that counts first."""

    gold: str
    predicted: tuple[str, ...]

    @property
    def first(self) -> str:
        """The label that counts."""
        return self.predicted[0]


def read(record: Record) -> tuple[str, str]:
    """The id and the `label` of a record."""
    return record["id"], record["label"]


def score(gold: Sequence[tuple[str, str]], graph: Graph) -> Scores:
    """How often the first label is right, and how often any; F1 over labels, and matches of each label."""
    labels = _Labels(graph)
    texts = [Labelled(gold=label, predicted=labels.of(id_)) for id_, label in gold]
    support = Counter(text.gold for text in texts)
    by_label = {label: _matches(label, texts) for label in sorted(support)}
    return {
        "first label": mean(text.first == text.gold for text in texts),
        "any label": mean(text.gold in text.predicted for text in texts),
        "weighted F1": Mean(total=sum(by_label[label].f1 * count for label, count in support.items()), of=len(texts)),
        "macro F1": mean(matches.f1 for matches in by_label.values()),
        **{f"label {label}": matches for label, matches in by_label.items()},
    }


def _matches(label: str, texts: Sequence[Labelled]) -> Matches:
    hits = sum(text.first == text.gold == label for text in texts)
    predicted = sum(text.first == label for text in texts)
    return Matches(right=hits, predicted=predicted, found=hits, gold=sum(text.gold == label for text in texts))


class _Labels:
    """The shared task's labels of the events of a graph."""

    def __init__(self, graph: Graph) -> None:
        self._table = load_table("acled")
        self._events = coded_events(graph, "acled")
        self._by_armed_groups = {event for (event,) in graph.rows("armed-groups")}
        self._unreal = _unreal(graph)

    def of(self, article: str) -> tuple[str, ...]:
        """The labels of an article's events, those of actual events first, else in the order of the text."""
        events = sorted(self._events.get(article, ()), key=lambda event: event.id in self._unreal)
        return tuple(label for event in events for label in self._of_event(event)) or (self._table["nothing"],)

    def _of_event(self, event: CodedEvent) -> Iterator[str]:
        if event.classes.intersection(self._table["taking"]):
            yield self._table["by_armed_group" if event.id in self._by_armed_groups else "by_others"]
            return
        codes: Mapping[str, str] = self._table["codes"]
        classes: Mapping[str, list[str]] = self._table["classes"]
        yield from (label for label, code in codes.items() if code in event.codes)
        yield from (label for label, names in classes.items() if event.classes.intersection(names))


def _unreal(graph: Graph) -> set[str]:
    """The events that are told as anything but actual."""
    return {
        node
        for node, property_, value in graph.rows("values")
        if property_ == "factuality" and value != Factuality.ACTUAL
    }
