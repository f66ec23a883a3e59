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
    "AFG": (33.0, 65.0),
    "AGO": (-12.5, 18.5),
    "ARG": (-34.0, -64.0),
    "AUS": (-25.0, 133.0),
    "BEN": (9.5, 2.3),
    "BOL": (-17.0, -65.0),
    "BRA": (-10.0, -52.0),
    "BWA": (-22.0, 24.0),
    "CAF": (7.0, 21.0),
    "CAN": (60.0, -95.0),
    "CHL": (-30.0, -71.0),
    "CHN": (35.0, 103.0),
    "CIV": (8.0, -5.0),
    "CMR": (6.0, 12.0),
    "COD": (-2.9, 23.7),
    "COL": (4.0, -72.0),
    "CUB": (22.0, -80.0),
    "DEU": (51.0, 9.0),
    "DZA": (28.0, 3.0),
    "EGY": (26.0, 30.0),
    "ESP": (40.0, -4.0),
    "ETH": (8.0, 38.0),
    "FIN": (64.0, 26.0),
    "FRA": (47.0, 2.0),
    "GBR": (54.0, -2.0),
    "GHA": (8.0, -2.0),
    "GIN": (11.0, -10.0),
    "IDN": (-5.0, 120.0),
    "IND": (21.0, 78.0),
    "IRN": (32.0, 53.0),
    "IRQ": (33.0, 43.0),
    "ITA": (43.0, 12.0),
    "JPN": (36.0, 138.0),
    "KAZ": (48.0, 68.0),
    "KEN": (1.0, 38.0),
    "LBY": (27.0, 17.0),
    "MAR": (32.0, -6.0),
    "MDG": (-20.0, 47.0),
    "MEX": (23.0, -102.0),
    "MLI": (17.0, -4.0),
    "MMR": (22.0, 96.0),
    "MNG": (46.0, 105.0),
    "MOZ": (-18.3, 35.0),
    "MRT": (20.0, -10.0),
    "MYS": (2.5, 112.5),
    "NAM": (-22.0, 17.0),
    "NER": (16.0, 8.0),
    "NGA": (8.0, 10.0),
    "NOR": (61.0, 8.0),
    "NZL": (-42.0, 174.0),
    "OMN": (21.0, 57.0),
    "PAK": (30.0, 70.0),
    "PER": (-10.0, -76.0),
    "PHL": (13.0, 122.0),
    "PNG": (-6.0, 147.0),
    "POL": (52.0, 20.0),
    "RUS": (60.0, 90.0),
    "SAU": (24.0, 45.0),
    "SDN": (15.0, 32.0),
    "SOM": (6.0, 47.0),
    "SSD": (8.0, 30.0),
    "SWE": (63.0, 16.0),
    "SYR": (35.0, 38.0),
    "TCD": (15.0, 19.0),
    "THA": (15.0, 101.0),
    "TKM": (40.0, 60.0),
    "TUN": (34.0, 9.0),
    "TUR": (39.0, 35.0),
    "TZA": (-6.0, 35.0),
    "UGA": (1.0, 32.0),
    "UKR": (49.0, 32.0),
    "USA": (40.0, -100.0),
    "UZB": (41.0, 64.0),
    "VEN": (7.0, -65.0),
    "VNM": (16.0, 108.0),
    "YEM": (15.0, 48.0),
    "ZAF": (-29.0, 24.0),
    "ZMB": (-15.0, 28.0),
    "ZWE": (-19.0, 30.0),
}
"""ISO 3166 code → latitude and longitude of large countries, rounded, written by hand from general knowledge."""
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
