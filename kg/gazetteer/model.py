"""What the gazetteer knows of a thing, and what a name may denote."""

from dataclasses import dataclass, field
from enum import StrEnum

from kg.dates import PartialDate


class Sense(StrEnum):
    """How a name stands for its referent."""

    NAME = "name"
    DEMONYM = "demonym"  # the adjective: "Ukrainian"
    PEOPLE = "people"  # the noun: "Ukrainians"
    SEAT = "seat"  # the place or building that stands for the government: "Kyiv", "the Kremlin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One reading of a name: the referent's key, and how the name stands for it.

    `weight` says how often it is meant, in inhabitants; of a `shy` one the name is a person's or a word more often.
    """

    key: str
    sense: Sense
    weight: int = field(default=0, compare=False)
    shy: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office held: of which country or organization (`of`, a key), from when until when, where known."""

    title: str
    of: str
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """A thing with a name. Keys are paths below the base IRI, or whole IRIs where they are elsewhere.

    `types` are the most specific classes; `country` and `part_of` are keys, a country's own `country` is itself;
    `population` is a settlement's; `same_as` are IRIs in Wikidata and GeoNames.
    """

    key: str
    types: tuple[str, ...]
    label: str
    alt_labels: tuple[str, ...] = ()
    country: str | None = None
    part_of: str | None = None
    sectors: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    same_as: tuple[str, ...] = ()
    iso3: str | None = None
    offices: tuple[Office, ...] = ()
    members_of: tuple[str, ...] = ()
