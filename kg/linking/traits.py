"""What events are compared by: where, when, who and what was hit, how many came to harm."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.facts import Amount, Entity, Event, Factuality, Outcome
from kg.lexicon.linking import LinkingWords
from kg.linking.naming import head_of, is_named, kind_of, name_key
from kg.linking.participants import Cast, fillers
from kg.linking.worlds import days_of
from kg.ontology import Ontology

HAPPENED = frozenset({Factuality.ACTUAL, Factuality.NEGATED, Factuality.POSSIBLE, Factuality.ATTEMPTED})
"""What may be told of one incident: also what somebody denies or only supposes of it."""
LONGEST = 3
"""Days that the date of one incident may leave open; "in April" is background."""
TERRITORY = "territory"
"""The family in which a place is not where something happens but what it happens to."""
COMPOUND = 2
"""Words by which a thing is told from others of its kind."""
WORD = re.compile(r"[\w.]+")

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A settlement, facility or other place that can be stood on; `area` for regions and countries."""

    id: str
    name: str
    country: str | None
    area: bool
    within: frozenset[str]
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """How many people came to one kind of harm."""

    outcome: Outcome
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What is known of an event, or of several that are one. `days` are the first and last day that it may have been.

    `described` are things with the word before: "petrol station". `at_the_place` tells that it was "in the town", whichever the article means.
    """

    types: frozenset[str]
    spots: Mapping[str, Spot] = field(default_factory=dict)
    days: Days | None = None
    parts: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    described: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    means: frozenset[str] = frozenset()
    harms: tuple[Harm, ...] = ()
    at_the_place: bool = False

    @property
    def points(self) -> Mapping[str, Spot]:
        """The places that are no regions or countries."""
        return {id_: spot for id_, spot in self.spots.items() if not spot.area}

    @property
    def day(self) -> dt.date | None:
        """The day, where it is known exactly."""
        return self.days[0] if self.days is not None and self.days[0] == self.days[1] else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """What traits are found with: an article's entities and what holds its places, and the common knowledge."""

    entities: Mapping[str, Entity]
    cast: Cast
    within: Mapping[str, frozenset[str]]
    points: Mapping[str, tuple[float, float]]
    words: LinkingWords
    ontology: Ontology
    seen: dict[str, Traits] = field(default_factory=dict)


def traits_of(event: Event, lens: Lens) -> Traits:
    """The traits of one event, as it tells itself; found once."""
    if event.id not in lens.seen:
        lens.seen[event.id] = _traits(event, lens)
    return lens.seen[event.id]


def _traits(event: Event, lens: Lens) -> Traits:
    targets = [lens.entities[id_] for id_ in sorted(fillers(event, "target")) if id_ in lens.entities]
    harmed = {count.victims for count in event.casualties if count.victims is not None}
    people = [lens.entities[id_] for id_ in sorted(harmed) if id_ in lens.entities]
    return Traits(
        types=frozenset({event.type}),
        spots={spot.id: spot for spot in _spots(event, lens)},
        days=days_of(event),
        parts=_parts(event, lens.words),
        agents=frozenset(lens.cast.sides(fillers(event, "agent"))),
        persons=frozenset(_persons((*targets, *people))),
        things=frozenset(_heads(targets, lens, people=False)) | frozenset(_taken(event, lens)),
        described=frozenset(filter(None, map(_compound, targets))),
        victims=frozenset(_heads((*targets, *people), lens, people=True)),
        sectors=frozenset(sector for entity in (*targets, *people) for sector in _sectors(entity, lens)),
        means=frozenset(_means(event, lens)),
        harms=tuple(
            Harm(outcome=count.outcome, amount=count.amount)
            for count in event.casualties
            if count.part_of is None and not count.cumulative
        ),
        at_the_place=any(_is_any_place(lens.entities.get(id_), lens) for id_ in fillers(event, "place")),
    )


def joined(one: Traits, other: Traits) -> Traits:
    """The traits of two events that are one: what either says, the narrower days."""
    return Traits(
        types=one.types | other.types,
        spots={**one.spots, **other.spots},
        days=min(filter(None, (one.days, other.days)), key=lambda days: (days[1] - days[0], days), default=None),
        parts=one.parts | other.parts,
        agents=one.agents | other.agents,
        persons=one.persons | other.persons,
        things=one.things | other.things,
        described=one.described | other.described,
        victims=one.victims | other.victims,
        sectors=one.sectors | other.sectors,
        means=one.means | other.means,
        at_the_place=one.at_the_place or other.at_the_place,
        harms=(*one.harms, *(harm for harm in other.harms if harm not in one.harms)),
    )


def _spots(event: Event, lens: Lens) -> Iterator[Spot]:
    """The named places of an event, and those in which what has no name lies: "a hospital in Nyala"."""
    for name in ("place", "target"):
        for id_ in sorted(fillers(event, name)):
            entity = lens.entities.get(id_)
            if entity is not None and not is_named(entity):
                wholes = (lens.entities.get(whole) for whole in sorted(lens.within.get(id_, ())))
                yield from (_spot(whole, lens) for whole in wholes if whole and _is_place(whole, lens, point=True))
            elif entity is not None and name == "place" and _is_place(entity, lens):
                yield _spot(entity, lens)


def _is_place(entity: Entity, lens: Lens, *, point: bool = False) -> bool:
    kind = kind_of(entity, lens.ontology)
    return is_named(entity) and kind in {"Place", "Organization"} and not (point and _is_area(entity, lens))


def _is_area(entity: Entity, lens: Lens) -> bool:
    above = {name for type_ in entity.types for name in lens.ontology.superclasses(type_)}
    return bool(above & {"Region", "Country", "Organization"})


def _spot(entity: Entity, lens: Lens) -> Spot:
    return Spot(
        id=entity.id,
        name=name_key(entity.label),
        country=entity.country,
        area=_is_area(entity, lens),
        within=lens.within.get(entity.id, frozenset()),
        point=lens.points.get(entity.id),
    )


def is_background(traits: Traits, *, longest: int) -> bool:
    """Whether the date is too wide for one incident: it leaves more days open than `longest`."""
    return traits.days is not None and (traits.days[1] - traits.days[0]).days > longest


def _parts(event: Event, words: LinkingWords) -> frozenset[str]:
    if event.time is None:
        return frozenset()
    found = (words.day_parts.get(word) for word in WORD.findall(event.time.expression.casefold()))
    return frozenset(part for part in found if part is not None)


def _persons(entities: Iterable[Entity]) -> Iterator[str]:
    """The full names of persons."""
    for entity in entities:
        if "Person" in entity.types and is_named(entity) and " " in entity.label:
            yield name_key(entity.label)


def _heads(entities: Iterable[Entity], lens: Lens, *, people: bool) -> Iterator[str]:
    for entity in entities:
        kind = kind_of(entity, lens.ontology)
        is_people = kind in {"Person", "Group"}
        if is_people == people and not (is_people and is_named(entity)) and _is_thing_or_people(kind, entity, lens):
            head = head_of(entity)
            if head is not None:
                yield head


def _compound(entity: Entity) -> str | None:
    """The last two words of a description: a petrol station is more than any station."""
    words = name_key(entity.label).split()
    return None if is_named(entity) or len(words) < COMPOUND else " ".join(words[-COMPOUND:]).removesuffix("s")


def _taken(event: Event, lens: Lens) -> Iterator[str]:
    """What without a name is taken or lost: a base, a hill, the outskirts; the town itself has a name."""
    if lens.words.family(event.type) != TERRITORY:
        return
    for id_ in sorted(fillers(event, "place")):
        entity = lens.entities.get(id_)
        head = None if entity is None or is_named(entity) else head_of(entity)
        if head is not None and not _is_any_place(entity, lens):
            yield head


def _is_any_place(entity: Entity | None, lens: Lens) -> bool:
    return entity is not None and not is_named(entity) and head_of(entity) in lens.words.any_places


def _is_thing_or_people(kind: str | None, entity: Entity, lens: Lens) -> bool:
    """Whether it is hit as a thing: not a town that is bombed, nor an organization that is attacked; a camp is."""
    if kind == "Place":
        is_camp = "Settlement" in entity.types and not is_named(entity) and not _is_any_place(entity, lens)
        return "Facility" in entity.types or is_camp
    return kind not in {None, "Organization"} or "Facility" in entity.types


def _means(event: Event, lens: Lens) -> Iterator[str]:
    for id_ in sorted(fillers(event, "instrument")):
        head = head_of(lens.entities[id_]) if id_ in lens.entities else None
        if head is not None:
            yield head


def _sectors(entity: Entity, lens: Lens) -> tuple[str, ...]:
    return entity.sectors if kind_of(entity, lens.ontology) in {"Person", "Group"} else ()
