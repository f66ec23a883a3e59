"""The entries that Turtle files describe."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg.gazetteer.model import Sense
from kg.namespaces import BASE, CKG, LEX, SECTOR, name_of
from kg.turtle import Knowledge

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel"
SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
WGS = "http://www.w3.org/2003/01/geo/wgs84_pos#"

NAME_PROPERTIES = {
    LABEL: Sense.NAME,
    ALT_LABEL: Sense.NAME,
    LEX + "demonym": Sense.DEMONYM,
    LEX + "people": Sense.PEOPLE,
    LEX + "seat": Sense.SEAT,
}
CONTAINERS = (CKG + "partOf", CKG + "locatedIn", CKG + "country")


class Name(NamedTuple):
    """A spelling and what it is: a name, a demonym, a seat."""

    text: str
    sense: Sense


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One subject. `listed`: it comes from GeoNames' list of regions, so that its names are no surer than theirs."""

    key: str
    types: tuple[str, ...]
    label: str
    names: tuple[Name, ...]
    country: str | None
    part_of: str | None
    parents: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    population: int | None
    listed: bool
    more: dict[str, Any]


def key_of(iri: str) -> str:
    """The path below the base IRI, or the whole IRI of what lies elsewhere."""
    return iri.removeprefix(BASE)


def entries_of(knowledge: Knowledge) -> Iterator[Entry]:
    """Every subject that has a type, and a label; offices and the like are parts of their holders."""
    for subject in sorted(knowledge.having(LABEL)):
        types = tuple(name_of(iri) for iri in dict.fromkeys(knowledge.values(subject, RDF_TYPE)))
        if types and subject.startswith(BASE):
            yield _entry_of(knowledge, subject, types)


def _entry_of(knowledge: Knowledge, subject: str, types: tuple[str, ...]) -> Entry:
    key = key_of(subject)
    names = tuple(
        Name(text, sense) for prop, sense in NAME_PROPERTIES.items() for text in knowledge.values(subject, prop)
    )
    is_country = "Country" in types
    parents = [key_of(iri) for prop in CONTAINERS for iri in knowledge.values(subject, prop)]
    country = knowledge.value(subject, CKG + "country")
    people = knowledge.value(subject, LEX + "inhabitants")
    return Entry(
        key=key,
        types=types,
        label=knowledge.values(subject, LABEL)[0],
        names=tuple(dict.fromkeys(names)),
        country=key if is_country else country and key_of(country),
        part_of=parents[0] if parents else None,
        parents=tuple(dict.fromkeys(parents)),
        latitude=_number(knowledge.value(subject, WGS + "lat")),
        longitude=_number(knowledge.value(subject, WGS + "long")),
        population=int(people) if people else None,
        listed=bool(people or knowledge.values(subject, LEX + "geonamesRegion")),
        more=_details(knowledge, subject),
    )


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)


def _details(knowledge: Knowledge, subject: str) -> dict[str, Any]:
    """What only few entries have; tuples and text, so that JSON holds it."""
    label = knowledge.values(subject, LABEL)
    return {
        "alt_labels": list(dict.fromkeys([*label[1:], *knowledge.values(subject, ALT_LABEL)])),
        "sectors": [iri.removeprefix(SECTOR) for iri in knowledge.values(subject, CKG + "sector")],
        "same_as": list(knowledge.values(subject, SAME_AS)),
        "iso3": knowledge.value(subject, CKG + "iso3"),
        "members_of": [key_of(iri) for iri in knowledge.values(subject, CKG + "memberOf")],
        "offices": [_office(knowledge, iri) for iri in knowledge.values(subject, LEX + "holds")],
    }


def _office(knowledge: Knowledge, iri: str) -> list[str | None]:
    title, of = knowledge.value(iri, LEX + "officeTitle"), knowledge.value(iri, CKG + "partOf")
    since, until = (knowledge.value(iri, LEX + word) for word in ("since", "until"))
    return [title, of and key_of(of), since, until]


def place_names(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """What the files call settlements that they do not describe otherwise (no `rdf:type`): label first."""
    names = {}
    for subject in sorted(knowledge.having(LABEL)):
        if not knowledge.values(subject, RDF_TYPE):
            names[key_of(subject)] = (*knowledge.values(subject, LABEL), *knowledge.values(subject, ALT_LABEL))
    return names
