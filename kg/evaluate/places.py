"""Where places lie."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.evaluate.graph import Graph

EARTH_DIAMETER = 12_742
"""Kilometres."""
NEAR = 161
"""Kilometres, a hundred miles: the distance within which geoparsers count a place as resolved (Gritta et al. 2018)."""


class Point(NamedTuple):
    """Degrees of latitude and longitude."""

    lat: float
    long: float


def distance(one: Point, other: Point) -> float:
    """Kilometres along the great circle (haversine formula).

    >>> round(distance(Point(0, 0), Point(0, 1)))
    111
    """
    lat, long, other_lat, other_long = map(math.radians, (*one, *other))
    chord = math.sin((other_lat - lat) / 2) ** 2
    chord += math.cos(lat) * math.cos(other_lat) * math.sin((other_long - long) / 2) ** 2
    return EARTH_DIAMETER * math.asin(min(1.0, math.sqrt(chord)))


def near(wanted: Point, found: Iterable[Point]) -> bool:
    """Whether one of the points lies within NEAR kilometres."""
    return any(distance(wanted, point) <= NEAR for point in found)


def find_points(graph: Graph) -> Mapping[str, tuple[Point, ...]]:
    """Place → where the graph puts it."""
    points: dict[str, list[Point]] = defaultdict(list)
    for place, lat, long in graph.rows("coordinates"):
        points[place].append(Point(float(lat), float(long)))
    return {place: tuple(found) for place, found in points.items()}
