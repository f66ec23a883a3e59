"""Where areas lie, and the districts of many people: what make_gazetteer.py writes of areas from their settlements."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

Point = tuple[float, float]
"""Longitude and latitude."""
CENTRES = {
    "AFG": (33.8, 66.0),
    "AGO": (-12.3, 17.5),
    "ARG": (-35.0, -65.0),
    "AUS": (-25.0, 133.0),
    "BEN": (9.6, 2.3),
    "BOL": (-16.7, -64.7),
    "BRA": (-10.0, -52.0),
    "BWA": (-22.2, 23.8),
    "CAF": (6.6, 20.5),
    "CAN": (58.0, -106.0),
    "CHL": (-33.5, -71.0),
    "CHN": (35.0, 103.0),
    "CIV": (7.6, -5.6),
    "CMR": (5.7, 12.7),
    "COD": (-3.0, 23.6),
    "COL": (3.9, -73.1),
    "CUB": (21.6, -79.0),
    "DEU": (51.1, 10.4),
    "DZA": (28.0, 2.6),
    "EGY": (26.5, 29.8),
    "ESP": (40.2, -3.6),
    "ETH": (8.6, 39.6),
    "FIN": (64.5, 26.2),
    "FRA": (46.6, 2.5),
    "GBR": (54.1, -2.6),
    "GHA": (8.0, -1.2),
    "GIN": (10.4, -10.9),
    "IDN": (-2.5, 118.0),
    "IND": (22.0, 79.0),
    "IRN": (32.5, 54.0),
    "IRQ": (33.0, 43.7),
    "ITA": (42.8, 12.1),
    "JPN": (36.5, 138.0),
    "KAZ": (48.0, 67.0),
    "KEN": (0.5, 37.9),
    "LBY": (27.0, 17.0),
    "MAR": (31.9, -6.3),
    "MDG": (-19.4, 46.7),
    "MEX": (23.5, -102.0),
    "MLI": (17.3, -3.5),
    "MMR": (21.0, 96.5),
    "MNG": (46.8, 103.0),
    "MOZ": (-17.5, 35.5),
    "MRT": (20.3, -10.3),
    "MYS": (3.8, 109.5),
    "NAM": (-22.0, 17.0),
    "NER": (17.4, 9.4),
    "NGA": (9.1, 8.1),
    "NOR": (64.5, 13.0),
    "NZL": (-41.8, 172.0),
    "OMN": (20.6, 56.1),
    "PAK": (30.0, 70.0),
    "PER": (-9.2, -74.4),
    "PHL": (12.0, 122.5),
    "PNG": (-6.5, 145.2),
    "POL": (52.1, 19.4),
    "RUS": (62.0, 94.0),
    "SAU": (24.0, 45.0),
    "SDN": (15.5, 30.0),
    "SOM": (5.2, 46.2),
    "SSD": (7.3, 30.2),
    "SWE": (62.5, 16.5),
    "SYR": (35.0, 38.5),
    "TCD": (15.4, 18.7),
    "THA": (15.1, 101.0),
    "TKM": (39.1, 59.4),
    "TUN": (34.1, 9.6),
    "TUR": (39.0, 35.0),
    "TZA": (-6.3, 34.8),
    "UGA": (1.3, 32.4),
    "UKR": (49.0, 31.4),
    "USA": (39.8, -98.6),
    "UZB": (41.8, 63.1),
    "VEN": (7.1, -66.2),
    "VNM": (16.2, 107.5),
    "YEM": (15.9, 47.6),
    "ZAF": (-29.0, 25.0),
    "ZMB": (-13.5, 27.8),
    "ZWE": (-19.0, 29.9),
}
"""ISO 3166 code → latitude and longitude of the middle of large countries, which atlases round to some degrees."""
MANY = 150_000
"""Inhabitants from which a second-level unit is listed: news elsewhere names the town or the region."""
KINDS = re.compile(r"\b(county|district|regency|province|departments?|raion|parish|prefecture|municipality|shi|qu)\b", re.I)


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
        if people >= MANY and where is not None and row["name"].casefold() not in names and _is_usual(row["name"], names):
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
