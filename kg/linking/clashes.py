"""What tells two events apart: a trait in which they differ as one event could not."""

from itertools import product

from kg.linking.traits import Spot, Traits

FAR = 25.0
"""Kilometres between two spots that no reporter takes for one: settlements beside each other are often confused."""
KILOMETRES_A_DEGREE = 111.2


def days_clash(one: Traits, other: Traits, *, slack: int) -> bool:
    """Whether no day is in both, nor within `slack` days of both."""
    if one.days is None or other.days is None:
        return False
    return (one.days[0] - other.days[1]).days > slack or (other.days[0] - one.days[1]).days > slack


def parts_clash(one: Traits, other: Traits) -> bool:
    """Whether they were in different parts of a day."""
    return bool(one.parts and other.parts) and one.parts.isdisjoint(other.parts)


def things_clash(one: Traits, other: Traits) -> bool:
    """Whether different things were hit: a bus here, a bridge there."""
    return bool(one.things and other.things) and one.things.isdisjoint(other.things)


def persons_clash(one: Traits, other: Traits) -> bool:
    """Whether different persons were the target."""
    return bool(one.persons and other.persons) and one.persons.isdisjoint(other.persons)


def places_clash(one: Traits, other: Traits) -> bool:
    """Whether they were at different places, neither of which lies in the other or near it."""
    if not one.spots or not other.spots:
        return False
    if one.points and other.points:
        return not any(is_same_spot(a, b) for a, b in product(one.points.values(), other.points.values()))
    return not any(may_hold(a, b) or may_hold(b, a) for a, b in product(one.spots.values(), other.spots.values()))


def is_same_spot(one: Spot, other: Spot) -> bool:
    """Whether two places are one, or one names the other's surroundings.

    Places of one name are one unless they are known to be two: by the gazetteer's ids, their countries or their distance.
    """
    if one.id == other.id or one.id in other.within or other.id in one.within:
        return True
    if one.name != other.name or (one.country and other.country and one.country != other.country):
        return False
    known = kilometres(one, other)
    return not (one.point and other.point) if known is None else known <= FAR


def may_hold(area: Spot, spot: Spot) -> bool:
    """Whether an area may hold a place; of two whose relation is unknown, if they are of one country or of none known."""
    if not area.area:
        return area.id == spot.id
    if area.id == spot.id or area.id in spot.within or spot.country == area.id:
        return True
    return not (area.country and spot.country) or area.country == spot.country


def kilometres(one: Spot, other: Spot) -> float | None:
    """About how far two places are from each other, where it is known; near enough for places close by."""
    if one.point is None or other.point is None:
        return None
    from math import cos, hypot, radians

    (lat, long), (lat2, long2) = one.point, other.point
    return hypot(lat - lat2, (long - long2) * cos(radians((lat + lat2) / 2))) * KILOMETRES_A_DEGREE


def sectors_clash(one: Traits, other: Traits) -> bool:
    """Whether other kinds of people were harmed: soldiers here, civilians there."""
    return bool(one.sectors and other.sectors) and one.sectors.isdisjoint(other.sectors)
