"""What shapes add to lists of regions: which shape is whose, and the provinces that no list of GeoNames has."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gazetteer_shapes import Point, Unit, cities_in, middle, regions_of

SAME = 0.6
"""The share that a region's settlements and those in a shape must have in common, of all of both, to be one region's."""
OVERSEAS = "Overseas department"
"""The kind of units that lie on another continent than their country."""
FEWEST = 50_000
"""Inhabitants from which a province that GeoNames lacks is listed."""
MOSTLY = 0.9
"""The share of a province's settlements that a region must hold to hold the province."""
KINDS = frozenset({"Province", "State", "County", "Department", "Governorate", "District", "Prefecture", "Region"})
URALS = 60.0
"""The meridian east of which Russia is in Asia."""

# Our wider regions by the region or subregion of the United Nations (M49) that rigour gives for a country.
WIDER = {
    "africa": ("Africa",),
    "asia": ("Asia",),
    "europe": ("Europe",),
    "oceania": ("Oceania",),
    "americas": ("Americas",),
    "north-america": ("Northern America", "Central America", "Caribbean"),
    "latin-america": ("South America", "Central America", "Caribbean"),
    "south-america": ("South America",),
    "central-america": ("Central America",),
    "caribbean": ("Caribbean",),
    "north-africa": ("Northern Africa",),
    "west-africa": ("Western Africa",),
    "east-africa": ("Eastern Africa",),
    "eastern-africa": ("Eastern Africa",),
    "central-africa": ("Middle Africa",),
    "southern-africa": ("Southern Africa",),
    "sub-saharan-africa": ("Western Africa", "Eastern Africa", "Middle Africa", "Southern Africa"),
    "eastern-europe": ("Eastern Europe",),
    "western-europe": ("Western Europe",),
    "central-europe": ("Central Europe",),
    "northern-europe": ("Northern Europe",),
    "southern-europe": ("Southern Europe",),
    "central-asia": ("Central Asia",),
    "south-asia": ("Southern Asia",),
    "southeast-asia": ("South-eastern Asia",),
    "east-asia": ("Eastern Asia",),
    "western-asia": ("Western Asia",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province to list: `inside` is GeoNames' code of the region that holds it, `people` those in its settlements."""

    unit: Unit
    names: tuple[str, ...]
    where: Point
    people: int
    inside: str | None


class Shapes:
    """The units of Natural Earth and their larger regions, by name; remembers which have been taken."""

    def __init__(self, units: Sequence[Unit], cities: Iterable[Mapping[str, Any]], bare: Callable[[str], str]) -> None:
        self.units = (*units, *regions_of(units))
        self._bare = bare
        self._inside = cities_in(self.units, cities)
        self._taken: set[int] = set()
        self._by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_iso: dict[str, int] = {}
        for n, unit in enumerate(self.units):
            for name in dict.fromkeys(map(bare, unit.names)):
                self._by_name[unit.country, name].append(n)
            if unit.iso:
                self._by_iso.setdefault(unit.iso, n)

    def take(
        self, country: str, names: Iterable[str], iso: str | None, cities: Sequence[Mapping[str, Any]]
    ) -> Unit | None:
        """The shape of a region: that of its name, else that of its code, if it holds the same settlements."""
        named = [n for name in dict.fromkeys(map(self._bare, names)) for n in self._by_name[country, name]]
        coded = [self._by_iso[iso]] if iso in self._by_iso else []
        for n in sorted(dict.fromkeys(named), key=lambda n: self.units[n].iso != iso) + coded:
            if _share(cities, self._inside[n]) >= SAME:
                self._taken.add(n)
                return self.units[n]
        return None

    def _is_own(self, unit: Unit, name: str) -> bool:
        """Whether no other unit of the country goes by the name; lists confuse a province with the region around it."""
        return len(self._by_name[unit.country, self._bare(name)]) == 1

    def left(self, listed: Mapping[str, set[str]], regions: Mapping[str, str]) -> Iterator[Province]:
        """The provinces that are no region's, many people live in, and are not called like a place that is listed.

        `listed` holds the bare names of a country's regions and districts, `regions` GeoNames' names of regions by code.
        """
        for n, (unit, inside) in enumerate(zip(self.units, self._inside, strict=True)):
            if n in self._taken:
                continue
            people = sum(city["population"] for city in inside)
            towns = {self._bare(city["name"]) for city in inside}
            others = listed[unit.country] | towns
            where = middle(unit.polygons)
            if people < FEWEST or where is None or self._bare(unit.names[0]) in others:
                continue
            names = [name for name in unit.names if self._bare(name) not in others and self._is_own(unit, name)]
            code = _holder(inside)
            yield Province(
                unit=unit,
                names=tuple(dict.fromkeys((unit.names[0], *names))),
                where=where,
                people=people,
                inside=code if code in regions else None,
            )


def _share(some: Sequence[Mapping[str, Any]], others: Sequence[Mapping[str, Any]]) -> float:
    one, two = ({city["geonameid"] for city in cities} for cities in (some, others))
    return len(one & two) / max(1, len(one | two))


def _holder(inside: Sequence[Mapping[str, Any]]) -> str | None:
    codes = Counter(f"{city['countrycode']}.{city['admin1code']}" for city in inside)
    code, count = codes.most_common(1)[0]
    return code if count >= MOSTLY * len(inside) else None


def long_names(province: Province) -> Iterator[str]:
    """The names with the kind of the unit: "X Province"."""
    kind = province.unit.kind
    return (f"{name} {kind}" for name in province.names[:2] if kind in KINDS and kind not in re.split(r"\W+", name))


def continent_of(unit: Unit, said: str) -> str:
    """The continent of a unit of a country that the list puts in one: Russia is in two."""
    where = middle(unit.polygons)
    return "Asia" if unit.country == "RU" and where is not None and not 0 <= where[1] < URALS else said
