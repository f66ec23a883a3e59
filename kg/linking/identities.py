"""Entities of different articles that are the same by name, kind and country; never by name where two are known."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.facts import Entity
from kg.ids import mint
from kg.incidents import Identity
from kg.linking.accounts import Account
from kg.linking.naming import kind_of, name_key
from kg.ontology import Ontology

SAME = "same"
"""What keys of names begin with."""
NAMED = "named/"
KINDS = frozenset({"Person", "Organization", "Place"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesake:
    """An entity that its article alone describes, and the id that all of its name, kind and country have."""

    entity: Entity
    kind: str
    common: str

    @property
    def key(self) -> str:
        """Where it meets its like."""
        return f"{SAME}|{self.common}"


def namesakes(account: Account, ontology: Ontology) -> Iterator[Namesake]:
    """The entities of an article that may be found in others by name."""
    for id_, entity in sorted(account.canon.entities.items()):
        kind = kind_of(entity, ontology)
        if kind in KINDS and account.canon.ids[id_].startswith(NAMED):
            yield Namesake(entity=entity, kind=kind, common=account.canon.ids[id_])


def reference_keys(entity: Entity, ontology: Ontology) -> Iterator[str]:
    """Where those would meet a reference entity that are named like it."""
    kind = kind_of(entity, ontology)
    if kind in KINDS and entity.country is not None:
        for label in sorted({entity.label, *entity.alt_labels}):
            yield f"{SAME}|{mint('named', kind, name_key(label), entity.country)}"


def identity(namesake: Namesake, references: Collection[str], *, is_alone: bool) -> Identity | None:
    """What an entity is the same as: the one reference entity of its name, else its like in other articles.

    None where two are known by the name, or no other article has it.
    """
    if len(references) == 1:
        return Identity(entity=namesake.entity.id, id=next(iter(references)))
    if references or is_alone:
        return None
    return Identity(entity=namesake.entity.id, id=namesake.common)
