"""What the gazetteer knows of the entities that articles mention: the quads of the reference graph."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Protocol

import pyoxigraph as ox

from kg.facts import Facts
from kg.gazetteer.model import Candidate, Referent, Sense
from kg.namespaces import SECTOR
from kg.rdf.terms import Terms
from kg.rdf.written import Term, Triple, Written, iri, quads_of, standard, text, typed

GRAPH = "graph/reference"


class Referents(Protocol):
    """What is asked of a gazetteer."""

    def referent(self, key: str) -> Referent:
        """The thing with a key."""

    def find(self, name: str) -> tuple[Candidate, ...]:
        """What a name may denote, likeliest first."""


def publisher_key(name: str | None, *, referents: Referents, terms: Terms) -> str | None:
    """The key of the first actor, no country, that bears a publisher's name."""
    actor, place = terms.written.named("Actor"), terms.written.named("Place")
    for candidate in referents.find(name) if name is not None else ():
        classes = {
            class_ for type_ in referents.referent(candidate.key).types for class_ in terms.written.classes(type_)
        }
        if candidate.sense is Sense.NAME and actor in classes and place not in classes:
            return candidate.key
    return None


def reference_keys(facts: Facts) -> frozenset[str]:
    """The gazetteer's keys that the facts speak of: reference entities, and the countries of all entities.

    A country that is described, not named, is no key.
    """
    countries = {entity.country for entity in facts.entities if entity.country is not None}
    described = {entity.id for entity in facts.entities if not entity.reference}
    return frozenset((countries - described) | {entity.id for entity in facts.entities if entity.reference})


def reference_quads(keys: Iterable[str], *, referents: Referents, terms: Terms) -> Iterator[ox.Quad]:
    """The quads of these referents and of all that they are part of, in the order of their keys."""
    graph = terms.written.thing(GRAPH)
    return chain.from_iterable(
        quads_of(referent_triples(referent, terms.written), graph) for referent in with_wholes(keys, referents)
    )


def with_wholes(keys: Iterable[str], referents: Referents) -> list[Referent]:
    """The referents, the places and bodies that hold them, and their countries, transitively."""
    found: dict[str, Referent] = {}
    open_ = list(keys)
    while open_:
        key = open_.pop()
        if key not in found:
            found[key] = referents.referent(key)
            open_.extend(_wholes(found[key]))
    return [found[key] for key in sorted(found)]


def _wholes(referent: Referent) -> Iterator[str]:
    yield from (key for key in (referent.country, referent.part_of) if key is not None)
    yield from referent.members_of


def referent_triples(referent: Referent, terms: Written) -> Iterator[Triple]:
    """The names, classes, wholes, place on earth and other addresses of one referent."""
    name = terms.thing(referent.key)
    for class_ in sorted({class_ for type_ in referent.types for class_ in terms.classes(type_)}):
        yield name, standard("rdf:type"), class_
    yield name, standard("rdfs:label"), text(referent.label)
    for label in referent.alt_labels:
        yield name, standard("skos:altLabel"), text(label)
    for same in referent.same_as:
        yield name, standard("owl:sameAs"), iri(same)
    for sector in referent.sectors:
        yield name, terms.named("sector"), iri(SECTOR + sector)
    if referent.iso3 is not None:
        yield name, terms.named("iso3"), text(referent.iso3)
    for office in referent.offices:
        if office.until is None:
            yield name, terms.named("role"), text(office.title)
    yield from _links(referent, name, terms)
    yield from _coordinates(referent, name)


def _links(referent: Referent, name: Term, terms: Written) -> Iterator[Triple]:
    if referent.country is not None:
        yield name, terms.named("country"), terms.thing(referent.country)
    if referent.part_of is not None:
        yield name, terms.named("partOf"), terms.thing(referent.part_of)
    if any(terms.named("Place") in terms.classes(type_) for type_ in referent.types):
        for key in sorted({referent.part_of, referent.country} - {None, referent.key}, key=str):
            yield name, terms.named("locatedIn"), terms.thing(str(key))
    for whole in referent.members_of:
        yield name, terms.named("memberOf"), terms.thing(whole)


def _coordinates(referent: Referent, name: Term) -> Iterator[Triple]:
    if referent.latitude is None or referent.longitude is None:
        return
    # Fixed notation: a float near zero would print as 5e-05, which is no xsd:decimal.
    lat, long = (f"{value:.6f}".rstrip("0").rstrip(".") for value in (referent.latitude, referent.longitude))
    yield name, standard("wgs:lat"), typed(lat, "xsd:decimal")
    yield name, standard("wgs:long"), typed(long, "xsd:decimal")
    yield name, standard("geo:asWKT"), typed(f"POINT({long} {lat})", "geo:wktLiteral")
