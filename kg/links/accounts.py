"""The accounts of a store's articles: read when they are asked for, the latest ones kept."""

from collections import OrderedDict

import pyoxigraph as ox

from kg.facts import Entity
from kg.linking.accounts import Account, Accountant, Geography
from kg.linking.naming import kind_of
from kg.namespaces import CKG, SECTOR
from kg.ontology import Ontology
from kg.rdf import GRAPH
from kg.rdf.reading import GraphReader
from kg.rdf.terms import Terms, standard, text
from kg.stores import Store

KEPT = 2_000
"""Accounts in memory at once: reports of one incident meet in a block of far fewer articles."""
STEPS = 4
"""How far up a place is followed: district, region, country."""


class References:
    """What a store's reference graph says of entities, each looked up once."""

    def __init__(self, store: Store, terms: Terms, ontology: Ontology) -> None:
        self._store = store
        self._terms = terms
        self._ontology = ontology
        self._graph = terms.thing(GRAPH)
        self._entities: dict[str, Entity] = {}
        self._wholes: dict[str, frozenset[str]] = {}
        self._points: dict[str, tuple[float, float] | None] = {}

    def entity(self, iri: str) -> Entity | None:
        """The entity of a name; None where the graph does not describe it, as most that only one article has."""
        found = self._entities.get(iri)
        if found is None and (found := self._read(iri)) is not None:
            self._entities[iri] = found
        return found

    def _read(self, iri: str) -> Entity | None:
        said: dict[str, list[str]] = {}
        for quad in self._store.match(ox.NamedNode(iri), graph=self._graph):
            said.setdefault(quad.predicate.value, []).append(quad.object.value)  # type: ignore[union-attr]
        label = min(said.get(standard("rdfs:label").value, []), default=None)
        if label is None:
            return None
        kinds = {kind.removeprefix(CKG) for kind in said.get(standard("rdf:type").value, []) if kind.startswith(CKG)}
        above = {name for kind in kinds for name in self._terms.vocabulary.superclasses(kind) if name != kind}
        country = min(said.get(CKG + "country", []), default=None)
        parents = said.get(CKG + "partOf", []) + said.get(CKG + "locatedIn", [])
        self._wholes[iri] = frozenset(parents)
        lat, long = (min(said.get(standard(name).value, []), default=None) for name in ("wgs:lat", "wgs:long"))
        self._points[iri] = None if lat is None or long is None else (float(lat), float(long))
        return Entity(
            id=self.path(iri),
            types=tuple(sorted(kinds - above)),
            label=label,
            reference=True,
            alt_labels=tuple(sorted(said.get(standard("skos:altLabel").value, []))),
            country=None if country is None else self.path(country),
            sectors=tuple(sorted(value.removeprefix(SECTOR) for value in said.get(CKG + "sector", []))),
        )

    def namesakes(self, entity: Entity, kind: str) -> tuple[str, ...]:
        """The paths of the entities that bear the name of an entity, of its kind and country."""
        names = (standard("rdfs:label"), standard("skos:altLabel"))
        found = {
            quad.subject.value  # type: ignore[union-attr]
            for name in names
            for quad in self._store.match(None, name, text(entity.label), self._graph)
        }
        known = (self.entity(iri) for iri in sorted(found))
        return tuple(
            other.id
            for other in known
            if other is not None and other.country == entity.country and kind_of(other, self._ontology) == kind
        )

    def path(self, iri: str) -> str:
        """The path below the base."""
        return iri.removeprefix(self._terms.base)

    def within(self, path: str) -> frozenset[str]:
        """The paths of what a place lies in, some steps up."""
        found: set[str] = set()
        open_ = {self._terms.thing(path).value}
        for _ in range(STEPS):
            open_ = {whole for iri in open_ if self.entity(iri) is not None for whole in self._wholes[iri]} - found
            found |= open_
        return frozenset(map(self.path, found))

    def point(self, path: str) -> tuple[float, float] | None:
        """Latitude and longitude, where they are known."""
        iri = self._terms.thing(path).value
        return self._points.get(iri) if self.entity(iri) is not None else None


class Accounts:
    """The accounts of articles by the path of their graph."""

    def __init__(self, store: Store, terms: Terms, accountant: Accountant) -> None:
        self._store = store
        self._terms = terms
        self._accountant = accountant
        self._references = References(store, terms, accountant.ontology)
        self._reader = GraphReader(terms.vocabulary, base=terms.base, reference=self._references.entity)
        self._kept: OrderedDict[str, Account] = OrderedDict()
        self.read = 0

    def __getitem__(self, article: str) -> Account:
        account = self._kept.get(article)
        if account is None:
            account = self._kept[article] = self._read(article)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(article)
        return account

    def namesakes(self, entity: Entity, kind: str) -> tuple[str, ...]:
        """The reference entities that bear the name of an entity, of its kind and country."""
        return self._references.namesakes(entity, kind)

    def _read(self, article: str) -> Account:
        self.read += 1
        name = self._terms.thing(article)
        reading = self._reader.read(name, self._store.match(graph=name))
        facts = reading.facts
        places = {entity.id for entity in facts.entities}
        stated: dict[str, set[str]] = {}
        for relation in facts.relations:
            if relation.predicate in {"partOf", "locatedIn"}:
                stated.setdefault(relation.subject, set()).add(relation.object)
        within = {id_: self._up({id_} | stated.get(id_, set())) - {id_} for id_ in places}
        points = {id_: point for id_ in places if (point := self._references.point(id_)) is not None}
        return self._accountant.account(article, facts, reading.wording, Geography(within=within, points=points))

    def _up(self, paths: set[str]) -> frozenset[str]:
        return frozenset(paths).union(*(self._references.within(path) for path in sorted(paths)))
