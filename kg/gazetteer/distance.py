"""How far places are from each other."""

import math

from kg.gazetteer.model import Referent

EARTH = 6371.0
"""Kilometres of its radius."""


def distance(one: Referent, other: Referent) -> float:
    """Kilometres between two places, infinity where it is not known where one lies."""
    points = (one.latitude, one.longitude, other.latitude, other.longitude)
    if any(angle is None for angle in points):
        return math.inf
    north, west, south, east = (math.radians(angle or 0.0) for angle in points)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin((east - west) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half))
