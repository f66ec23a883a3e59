"""Spans of who and whom in sentences coded by CAMEO, as published with ConfliBERT.

Who: agents and speakers. Whom: targets, and what a statement is addressed to or about.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.gold import Record
from kg.evaluate.graph import Graph
from kg.evaluate.measures import Scores, together
from kg.evaluate.spans import span_scores
from kg.evaluate.tables import load_table
from kg.facts import Span

SIDES = ("who", "whom")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sided:
    """A text, and side → its spans."""

    id: str
    spans: Mapping[str, tuple[Span, ...]]


def read(record: Record) -> Sided:
    """A record with `roles`: `begin`, `end` and `role`."""
    names = load_table("cameo")["sides"]
    found: dict[str, list[Span]] = defaultdict(list)
    for role in record["roles"]:
        found[names[role["role"]]].append(Span(role["begin"], role["end"]))
    return Sided(id=record["id"], spans={side: tuple(found[side]) for side in SIDES})


def score(gold: Sequence[Sided], graph: Graph) -> Scores:
    """Spans of each side, by overlap and strictly."""
    predicted: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for article, side, begin, end in graph.rows("parties"):
        predicted[article, side].append(Span(int(begin), int(end)))
    return together(
        span_scores(side, ((text.spans[side], predicted[text.id, side]) for text in gold)) for side in SIDES
    )
