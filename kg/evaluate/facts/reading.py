"""What a graph says of each article, in the shape in which it is compared with gold."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.claims import ClaimWords, find_claims
from kg.evaluate.classes import Classes, find_classes
from kg.evaluate.facts.annotation import Moment, moment
from kg.evaluate.graph import Graph
from kg.evaluate.mentions import EntityMention, find_mentions
from kg.evaluate.places import Point, find_points
from kg.facts import Span

Bounds = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEvent:
    """An event of the graph with its phrases and all its classes."""

    id: str
    trigger: tuple[Span, ...]
    classes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCount:
    """A casualty count of the graph."""

    trigger: tuple[Span, ...]
    outcome: str | None
    bounds: Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """All that is compared of one article."""

    events: tuple[ReadEvent, ...] = ()
    counts: tuple[ReadCount, ...] = ()
    claims: tuple[ClaimWords, ...] = ()
    mentions: tuple[EntityMention, ...] = ()
    times: frozenset[Moment] = frozenset()

    def words_of(self, entity: str) -> tuple[Span, ...]:
        """Where the article speaks of an entity."""
        return tuple(mention.span for mention in self.mentions if mention.entity == entity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the graph says beyond single articles: classes, values and roles of nodes, countries and points of things."""

    classes: Classes
    values: Mapping[tuple[str, str], str]
    fillers: Mapping[tuple[str, str], tuple[str, ...]]
    countries: Mapping[str, frozenset[str]]
    points: Mapping[str, Sequence[Point]]


def read_graph(graph: Graph) -> Known:
    """What is asked of the graph once."""
    fillers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node, role, filler in graph.rows("fillers"):
        fillers[node, role].append(filler)
    countries = graph.grouped("entity-countries")
    return Known(
        classes=find_classes(graph),
        values={(node, property_): value for node, property_, value in sorted(graph.rows("values"))},
        fillers={key: tuple(sorted(found)) for key, found in fillers.items()},
        countries={entity: frozenset(iso3 for (iso3,) in rows) for entity, rows in countries.items()},
        points=find_points(graph),
    )


def read_articles(graph: Graph, known: Known) -> Mapping[str, Article]:
    """Article → what the graph says of it."""
    events, claims = _events(graph), find_claims(graph)
    counts, mentions = _counts(graph, known), find_mentions(graph)
    return {
        article: Article(
            events=events.get(article, ()),
            counts=counts.get(article, ()),
            claims=claims.get(article, ()),
            mentions=mentions.get(article, ()),
            times=_times(events.get(article, ()), claims.get(article, ()), known),
        )
        for article in {*events, *claims, *counts, *mentions}
    }


def _events(graph: Graph) -> Mapping[str, tuple[ReadEvent, ...]]:
    triggers, classes = defaultdict[tuple[str, str], set[Span]](set), defaultdict[str, set[str]](set)
    for article, event, class_, begin, end in graph.rows("events"):
        triggers[article, event].add(Span(int(begin), int(end)))
        classes[event].add(class_)
    found: dict[str, list[ReadEvent]] = defaultdict(list)
    for article, event in sorted(triggers):
        trigger = tuple(sorted(triggers[article, event]))
        found[article].append(ReadEvent(id=event, trigger=trigger, classes=frozenset(classes[event])))
    return {article: tuple(events) for article, events in found.items()}


def _counts(graph: Graph, known: Known) -> Mapping[str, tuple[ReadCount, ...]]:
    triggers: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for article, count, begin, end in graph.rows("casualties"):
        triggers[article, count].append(Span(int(begin), int(end)))
    found: dict[str, list[ReadCount]] = defaultdict(list)
    for (article, count), trigger in sorted(triggers.items()):
        outcome = known.values.get((count, "outcome"))
        found[article].append(ReadCount(trigger=tuple(sorted(trigger)), outcome=outcome, bounds=_bounds(count, known)))
    return {article: tuple(counts) for article, counts in found.items()}


def _bounds(count: str, known: Known) -> Bounds:
    """An exact number is its own least and most."""
    exact, least, most = (known.values.get((count, name)) for name in ("count", "minCount", "maxCount"))
    least, most = exact or least, exact or most
    return None if least is None else int(least), None if most is None else int(most)


def _times(events: Sequence[ReadEvent], claims: Sequence[ClaimWords], known: Known) -> frozenset[Moment]:
    """The graph ties times to events and claims: the same words with the same dates are one, words without any none."""
    nodes = [(event.id, "startDate") for event in events] + [(claim.id, "saidDate") for claim in claims]
    values = known.values
    return frozenset(
        moment(words, values.get((node, begin)), values.get((node, "endDate")))
        for node, begin in nodes
        if (words := values.get((node, "timeExpression"))) is not None
        and {(node, begin), (node, "endDate")} & values.keys()
    )
