"""What holds across articles → quads of the graph of links."""

from collections.abc import Iterable, Iterator
from itertools import chain

import pyoxigraph as ox

from kg.incidents import Identity, Incident, Link, Opposition, Superseding
from kg.rdf.scope import Things
from kg.rdf.statements import contradiction_triples
from kg.rdf.terms import Terms
from kg.rdf.written import Triple, Written, quads_of, standard, text, typed

LINKS = "graph/links"
KEYS = "graph/links/keys"


class LinkScope:
    """What the triples of links share: the ontology's terms, and the names made so far."""

    __slots__ = ("terms", "things")

    def __init__(self, terms: Written) -> None:
        self.terms = terms
        self.things = Things(terms)


def link_quads(links: Iterable[Link], *, terms: Terms) -> Iterator[ox.Quad]:
    """The quads of links, one kind after the other as they come."""
    scope, graph = LinkScope(terms.written), terms.written.thing(LINKS)
    return chain.from_iterable(quads_of(_triples(link, scope), graph) for link in links)


def _triples(link: Link, scope: LinkScope) -> Iterator[Triple]:
    match link:
        case Incident():
            return incident_triples(link, scope)
        case Opposition():
            return opposition_triples(link, scope)
        case Superseding():
            return superseding_triples(link, scope)
        case Identity():
            return identity_triples(link, scope)


def incident_triples(incident: Incident, scope: LinkScope) -> Iterator[Triple]:
    """An incident, the events that report it, and on what they agree."""
    name, named = scope.things[incident.id], scope.terms.named
    for class_ in scope.terms.classes("Incident"):
        yield name, standard("rdf:type"), class_
    yield name, standard("rdfs:label"), text(incident.label)
    for event in incident.reports:
        yield name, named("reportedAs"), scope.things[event]
    # As Oxigraph gives a decimal back: a store should hold what was written.
    yield name, named("score"), typed(f"{incident.score:.1f}".removesuffix(".0"), "xsd:decimal")
    for evidence in incident.agrees:
        yield name, named("agreesOn"), named(evidence)
    for evidence in incident.differs:
        yield name, named("differsOn"), named(evidence)
    yield name, named("articleCount"), typed(incident.articles, "xsd:integer")
    yield name, named("sourceCount"), typed(incident.sources, "xsd:integer")


def opposition_triples(opposition: Opposition, scope: LinkScope) -> Iterator[Triple]:
    """A contradiction, and the incident that it is about."""
    yield from contradiction_triples(opposition.contradiction, scope)
    if opposition.incident is not None:
        name = scope.things[opposition.contradiction.id]
        yield name, scope.terms.named("ofIncident"), scope.things[opposition.incident]


def superseding_triples(superseding: Superseding, scope: LinkScope) -> Iterator[Triple]:
    """Which claim corrects which."""
    yield scope.things[superseding.later], scope.terms.named("supersedes"), scope.things[superseding.earlier]


def identity_triples(identity: Identity, scope: LinkScope) -> Iterator[Triple]:
    """That an entity is the same as those of other articles."""
    yield scope.things[identity.entity], standard("owl:sameAs"), scope.things[identity.id]
