"""Who takes part in two events, compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.facts import Claim, Entity, Event, Facts

PARTICIPANTS = ("agent", "target", "place")
ARMED_GROUPS = "armed-group/"
"""Where the gazetteer's armed groups stand: who fights a state is not on its side, whatever country it is active in."""


def fillers(fact: Event | Claim, name: str) -> set[str]:
    """The ids of what fills a role."""
    return {role.filler for role in fact.roles if role.property == name}


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of a document, by which participants are compared."""

    entities: Mapping[str, Entity]

    def sides(self, ids: set[str]) -> set[str]:
        """The countries of entities; rebels, and an entity without a country, are their own side."""
        return {self._side(id_) for id_ in ids}

    def _side(self, id_: str) -> str:
        entity = self.entities.get(id_)
        if entity is None or entity.country is None or self._is_rebel(entity):
            return id_
        return entity.country

    def both_rebels(self, one: set[str], other: set[str]) -> bool:
        """Whether both are fighters against a state: "its fighters" and "the rebels" of an article are one side."""
        return all(any(x in self.entities and self._is_rebel(self.entities[x]) for x in ids) for ids in (one, other))

    @staticmethod
    def _is_rebel(entity: Entity) -> bool:
        return entity.id.startswith(ARMED_GROUPS) or "ArmedGroup" in entity.types or "rebel" in entity.sectors

    def described_alike(self, one: set[str], other: set[str]) -> bool:
        """Whether two descriptions without a name have class and head noun in common: "a school bus", "any bus"."""
        return any(self._kind(a) == self._kind(b) is not None for a in one for b in other)

    def _kind(self, id_: str) -> tuple[tuple[str, ...], str] | None:
        entity = self.entities.get(id_)
        if entity is None or entity.reference or entity.label[:1].isupper():
            return None
        return entity.types, entity.label.split()[-1]

    def named_alike(self, one: set[str], other: set[str]) -> bool:
        """Whether one label holds all words of another, as a headline shortens it: "rebels", "Taliban rebels"."""
        words = [
            [set(self.entities[x].label.lower().split()) for x in ids if x in self.entities] for ids in (one, other)
        ]
        return bool(one & other) or any(a <= b or b <= a for a in words[0] for b in words[1])

    def sectors(self, id_: str | None) -> Sequence[str]:
        """The sectors of an entity; none of an unknown one."""
        return self.entities[id_].sectors if id_ is not None and id_ in self.entities else ()

    def is_person(self, id_: str) -> bool:
        """Whether an entity is one person."""
        return id_ in self.entities and ("Person" in self.entities[id_].types or id_.startswith("person/"))


def cast_of(facts: Facts) -> Cast:
    """The document's entities by id."""
    return Cast({entity.id: entity for entity in facts.entities})
