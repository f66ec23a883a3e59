"""Where areas lie, and the districts of many people: what make_gazetteer.py writes of areas from their settlements."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

Point = tuple[float, float]
"""Longitude and latitude."""

MANY = 150_000
"""Inhabitants from which a second-level unit is listed: news elsewhere names the town or the region."""
KINDS = re.compile(
    r"\b(county|district|regency|province|departments?|raion|parish|prefecture|municipality|shi|qu)\b", re.IGNORECASE
)


def centre(cities: Iterable[dict[str, Any]]) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of the area that the cities span, None across the 180th meridian."""
    points = sorted({(city["longitude"], city["latitude"]) for city in cities})
    if not points or points[-1][0] - points[0][0] > 180:
        return None
    longitude, latitude = _centroid(_hull(points))
    return latitude, longitude


def _hull(points: Sequence[Point]) -> Sequence[Point]:
    """The corners of the convex hull of sorted points (Andrew's monotone chain)."""
    return points if len(points) < 3 else [*_half_hull(points), *_half_hull(points[::-1])]


def _half_hull(points: Sequence[Point]) -> list[Point]:
    corners: list[Point] = []
    for point in points:
        while len(corners) > 1 and _turn(corners[-2], corners[-1], point) <= 0:
            corners.pop()
        corners.append(point)
    return corners[:-1]


def _turn(one: Point, two: Point, three: Point) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def _centroid(corners: Sequence[Point]) -> Point:
    sides = [
        (here, there, here[0] * there[1] - there[0] * here[1])
        for here, there in zip(corners, [*corners[1:], corners[0]], strict=True)
    ]
    area = sum(cross for *_, cross in sides) * 3
    if abs(area) < 1e-6:
        return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)
    x = sum((here[0] + there[0]) * cross for here, there, cross in sides) / area
    y = sum((here[1] + there[1]) * cross for here, there, cross in sides) / area
    return x, y


def districts(
    admin2: Path, places: Path, cities: Iterable[dict[str, Any]]
) -> Iterator[tuple[str, str, int, tuple[float, float]]]:
    """GeoNames' code, name, inhabitants and centre of the second-level units that many people live in.

    A unit that bears the name of a town in it adds nothing to the town and is left out.
    """
    members = _members(places, cities)
    for row in sorted(json.loads(admin2.read_text("utf-8")), key=lambda row: str(row["code"])):
        own = members.get(row["code"], ())
        people = sum(city["population"] for city in own)
        where = centre(own)
        names = {city["name"].casefold() for city in own}
        if (
            people >= MANY
            and where is not None
            and row["name"].casefold() not in names
            and _is_usual(row["name"], names)
        ):
            yield row["code"], row["name"], people, where


def _is_usual(name: str, towns: set[str]) -> bool:
    """Whether news may name it: no city's ward or urban circle, no unit known by its town alone."""
    bare = KINDS.sub("", name).strip().casefold()
    return bare not in towns or bool(re.search(r"\b(County|Province|District)$", name))


def _members(places: Path, cities: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """GeoNames' code of a second-level unit → its cities."""
    by_place = {(c["countrycode"], c["name"], c["latitude"], c["longitude"]): c for c in cities}
    members = defaultdict(list)
    for row in json.loads(places.read_text("utf-8")):
        city = by_place.get((row["country"], row["name"], float(row["lat"]), float(row["lng"])))
        if city is not None and row["admin2"]:
            members[f"{row['country']}.{row['admin1']}.{row['admin2']}"].append(city)
    return members
