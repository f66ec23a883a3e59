"""Events coded by PLOVER: which categories a text has, and whether the countries on both sides are right.

After the evaluation of UniversalPetrarch on PLOVER's gold standard records: a record counts each category once.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.coding import CodedEvent, coded_events
from kg.evaluate.gold import Record
from kg.evaluate.graph import Graph
from kg.evaluate.measures import Matches, Mean, Scores, all_matches, mean
from kg.evaluate.tables import load_table

SIDES = ("agent", "target")
COUNTRY_CODE = 3
Countries = Mapping[tuple[str, str], frozenset[str]]
"""Event and side → ISO 3166 alpha-3 codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PloverEvent:
    """A category of PLOVER 2021, and side → the countries of those on it, as far as they are any."""

    type: str
    countries: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PloverText:
    """A text and its events."""

    id: str
    events: tuple[PloverEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An event of the gold, and what the graph says of its text."""

    gold: PloverEvent
    predicted: Sequence[CodedEvent]
    countries: Countries

    @property
    def of_type(self) -> tuple[CodedEvent, ...]:
        """The events of the graph in the same category."""
        return tuple(event for event in self.predicted if self.gold.type in event.codes)

    def agrees(self, event: CodedEvent, *sides: str) -> bool:
        """Whether an event of the graph has a right country on each of the sides."""
        return all(self.gold.countries[side] & self.countries.get((event.id, side), frozenset()) for side in sides)


def read(record: Record) -> PloverText:
    """A record with `events`: `type`, `agents` and `targets` with `iso3`."""
    table = load_table("plover")
    return PloverText(id=record["id"], events=tuple(_event(event, table) for event in record["events"]))


def _event(event: Record, table: Record) -> PloverEvent:
    countries = {
        side: frozenset(
            actor["iso3"]
            for actor in event[side + "s"]
            if actor["iso3"] and len(actor["iso3"]) == COUNTRY_CODE and actor["iso3"] not in table["no_countries"]
        )
        for side in SIDES
    }
    return PloverEvent(type=table["renamed"].get(event["type"], event["type"]), countries=countries)


def score(gold: Sequence[PloverText], graph: Graph) -> Scores:
    """Categories by text; of the gold's events, how many have a right country, with the right category or any.

    "Who did what to whom" wants category, a country of the agents and one of the targets right in one event.
    """
    predicted = coded_events(graph, "plover")
    comparisons = tuple(_comparisons(gold, predicted, _countries(graph)))
    return {
        "event type": all_matches(_types(text, predicted.get(text.id, ())) for text in gold),
        **{f"{side} country, right type": _typed(comparisons, side) for side in SIDES},
        **{f"{side} country, any event": _untyped(comparisons, side) for side in SIDES},
        "who did what to whom": _typed(comparisons, *SIDES),
    }


def _countries(graph: Graph) -> Countries:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event, side, iso3 in graph.rows("party-countries"):
        found[event, side].add(iso3)
    return {key: frozenset(codes) for key, codes in found.items()}


def _comparisons(
    gold: Sequence[PloverText], predicted: Mapping[str, Sequence[CodedEvent]], countries: Countries
) -> Iterator[Comparison]:
    for text in gold:
        for event in text.events:
            yield Comparison(gold=event, predicted=predicted.get(text.id, ()), countries=countries)


def _types(text: PloverText, predicted: Sequence[CodedEvent]) -> Matches:
    wanted = {event.type for event in text.events}
    found = {code for event in predicted for code in event.codes}
    hits = len(wanted & found)
    return Matches(right=hits, predicted=len(found), found=hits, gold=len(wanted))


def _typed(comparisons: Sequence[Comparison], *sides: str) -> Mean:
    asked = (item for item in comparisons if all(item.gold.countries[side] for side in sides))
    return mean(any(item.agrees(event, *sides) for event in item.of_type) for item in asked)


def _untyped(comparisons: Sequence[Comparison], side: str) -> Mean:
    asked = (item for item in comparisons if item.gold.countries[side])
    return mean(any(item.agrees(event, side) for event in item.predicted) for item in asked)
