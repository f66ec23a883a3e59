"""Entities of different articles under one id: the gazetteer's own, else what their name, kind and country make of them."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.facts import Claim, Entity, Event, Facts, Role
from kg.ids import mint
from kg.ontology import Ontology

KINDS = ("Person", "Organization", "Place", "Group", "Weapon", "MilitaryPlatform", "Vehicle")
BODIES = ("ArmedForce", "SecurityForce", "Government")
"""Organs of a state: "the army" of an article about one country is that country's."""
DOERS = ("agent", "speaker")
DEPTH = 3
"""How far members are followed up: fighters of a wing of a group."""


def name_key(label: str) -> str:
    """A label without case, accents and spare blanks.

    >>> name_key("Ali  FAWÁZ")
    'ali fawaz'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", label) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def is_named(entity: Entity) -> bool:
    """Whether the label is a name, not a description: its first and last word are capitalised. A group never has one.

    >>> [is_named(Entity(id="x", types=(), label=label)) for label in ("Ali Fawaz", "Hezbollah commander", "a bus")]
    [True, False, False]
    """
    words = entity.label.split()
    return entity.reference or (bool(words) and words[0][0].isupper() and words[-1][0].isupper())


def head_of(entity: Entity) -> str | None:
    """The last word in the singular, as far as an "s" tells; None for a designation such as Mi-8."""
    word = name_key(entity.label).split()[-1]
    return None if any(c.isdigit() for c in word) else word.removesuffix("s")


def kind_of(entity: Entity, ontology: Ontology) -> str | None:
    """The general class that an entity is of, by which names are told apart."""
    above = [ontology.superclasses(type_) for type_ in entity.types]
    return next((kind for kind in KINDS if any(kind in classes for classes in above)), None)


def canonical_id(entity: Entity, ontology: Ontology) -> str:
    """One id for all entities of that name, kind and country; its own for what is described or has no country.

    But for places a name has two words, or is in capitals: "Ahmed" is too common, and "Authorities" no name.
    """
    if entity.reference or not is_named(entity):
        return entity.id
    kind = kind_of(entity, ontology)
    if kind is None or entity.country is None or (kind != "Place" and not _is_distinctive(entity.label)):
        return entity.id
    return mint("named", kind, name_key(entity.label), entity.country)


def _is_distinctive(label: str) -> bool:
    return " " in label or label.isupper()


@dataclass(frozen=True, slots=True)
class Canon:
    """The entities of an article by id, and what their ids become in comparison with other articles."""

    entities: Mapping[str, Entity]
    ids: Mapping[str, str]
    doers: Mapping[str, str]


def canon_of(facts: Facts, ontology: Ontology) -> Canon:
    """Whom the entities of an article stand for; who acts or speaks for a body counts as that body."""
    home = _home(facts)
    entities = {entity.id: _at_home(entity, home) for entity in facts.entities}
    ids = _distinct({id_: canonical_id(entity, ontology) for id_, entity in entities.items()})
    wholes: dict[str, str] = {}
    for relation in facts.relations:
        if relation.predicate in {"memberOf", "partOf"} and relation.object in entities:
            wholes.setdefault(relation.subject, relation.object)
    return Canon(entities, ids, {id_: ids[_whole(id_, wholes, entities)] for id_ in entities})


def _distinct(ids: dict[str, str]) -> dict[str, str]:
    """Two entities of one article that the same words name are kept apart: the article knows them as two."""
    counts: dict[str, int] = {}
    for name in ids.values():
        counts[name] = counts.get(name, 0) + 1
    return {id_: name if counts[name] == 1 else id_ for id_, name in ids.items()}


def _whole(id_: str, wholes: Mapping[str, str], entities: Mapping[str, Entity]) -> str:
    for _ in range(DEPTH):
        whole = wholes.get(id_)
        if whole is None or entities[id_].reference or "Country" in entities[whole].types:
            break
        id_ = whole
    return id_


def _home(facts: Facts) -> str | None:
    """The one country that an article's places and actors are of; None where there are several."""
    countries = {entity.country for entity in facts.entities if entity.country is not None}
    return countries.pop() if len(countries) == 1 else None


def _at_home(entity: Entity, home: str | None) -> Entity:
    organ = entity.country is None and not entity.reference and any(type_ in BODIES for type_ in entity.types)
    return replace(entity, country=home) if organ else entity


def renamed(facts: Facts, canon: Canon) -> Facts:
    """The facts with canonical ids throughout."""
    return replace(
        facts,
        entities=tuple(_renamed_entities(canon)),
        events=tuple(_renamed_event(event, canon) for event in facts.events),
        claims=tuple(_renamed_claim(claim, canon) for claim in facts.claims),
        relations=(),
    )


def _renamed_entities(canon: Canon) -> Iterable[Entity]:
    return (replace(entity, id=canon.ids[id_]) for id_, entity in canon.entities.items())


def _renamed_event(event: Event, canon: Canon) -> Event:
    counts = (
        replace(count, victims=None if count.victims is None else canon.ids.get(count.victims, count.victims))
        for count in event.casualties
    )
    return replace(event, roles=_renamed_roles(event.roles, canon), casualties=tuple(counts))


def _renamed_claim(claim: Claim, canon: Canon) -> Claim:
    return replace(claim, roles=_renamed_roles(claim.roles, canon))


def _renamed_roles(roles: Iterable[Role], canon: Canon) -> tuple[Role, ...]:
    tables = dict.fromkeys(DOERS, canon.doers)
    return tuple(
        replace(role, filler=tables.get(role.property, canon.ids).get(role.filler, role.filler)) for role in roles
    )
