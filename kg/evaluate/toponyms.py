"""Place names and where they lie, after the evaluation of geoparsers by Gritta, Pilehvar and Collier (GeoVirus, 2018).

Recognition compares spans; a name is resolved when the graph puts its place within 161 km of the gold's coordinates.
Adjectives of place ("Turkish") count neither way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.gold import Record
from kg.evaluate.graph import Graph
from kg.evaluate.measures import Mean, Scores, mean, together
from kg.evaluate.mentions import EntityMention, find_mentions
from kg.evaluate.places import Point, find_points, near
from kg.evaluate.spans import shared, span_scores, touch
from kg.facts import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponyms:
    """A text, its place names with the points at which they lie, where known, and its adjectives of place."""

    id: str
    names: tuple[tuple[Span, Point | None], ...]
    adjectives: tuple[Span, ...]


def read(record: Record) -> Toponyms:
    """A record with `toponyms`: `begin`, `end`, `lat` and `lon` (null when unknown), `adjective` where it is one."""
    toponyms = [(Span(found["begin"], found["end"]), found) for found in record["toponyms"]]
    return Toponyms(
        id=record["id"],
        names=tuple((span, _point(found)) for span, found in toponyms if not found.get("adjective")),
        adjectives=tuple(span for span, found in toponyms if found.get("adjective")),
    )


def _point(toponym: Record) -> Point | None:
    return None if toponym["lat"] is None else Point(float(toponym["lat"]), float(toponym["lon"]))


def score(gold: Sequence[Toponyms], graph: Graph) -> Scores:
    """Recognition by overlap and strictly; resolution as shares of all names with coordinates, and of those recognised."""
    found = {article: _places(mentions) for article, mentions in find_mentions(graph).items()}
    texts = [(text, _counted(text, found.get(text.id, ()))) for text in gold]
    recognition = span_scores("recognition", ((_names(text), _spans(mentions)) for text, mentions in texts))
    return together((recognition, _resolution(texts, find_points(graph))))


def _places(mentions: Sequence[EntityMention]) -> tuple[EntityMention, ...]:
    return tuple(mention for mention in mentions if "Place" in mention.classes)


def _counted(text: Toponyms, mentions: Sequence[EntityMention]) -> tuple[EntityMention, ...]:
    return tuple(mention for mention in mentions if not touch([mention.span], text.adjectives))


def _names(text: Toponyms) -> tuple[Span, ...]:
    return tuple(span for span, _ in text.names)


def _spans(mentions: Sequence[EntityMention]) -> tuple[Span, ...]:
    return tuple(mention.span for mention in mentions)


def _resolution(
    texts: Sequence[tuple[Toponyms, Sequence[EntityMention]]], points: Mapping[str, Sequence[Point]]
) -> Scores:
    recognised, resolved = list[bool](), list[bool]()
    for text, mentions in texts:
        for span, point in text.names:
            if point is not None:
                touching = [mention for mention in mentions if shared(mention.span, span) > 0]
                recognised.append(bool(touching))
                resolved.append(near(point, (where for m in touching for where in points.get(m.entity, ()))))
    return {
        "within 161 km, of all": mean(resolved),
        "within 161 km, of those found": Mean(total=sum(resolved), of=sum(recognised)),
    }
