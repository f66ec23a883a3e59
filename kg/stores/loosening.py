"""Taking links between articles back, before an article that they touch changes or goes.

What linking has found is read from the graph of links and from the article; whoever changes it has it linked again.
"""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.namespaces import CKG
from kg.rdf.links import KEYS, LINKS
from kg.rdf.terms import standard
from kg.stores.protocol import Store

BETWEEN, CONTRADICTS, CONTENT, LINK_KEY, OF_INCIDENT, REPORTED_AS, REPRINT_OF, SUPERSEDES = (
    ox.NamedNode(CKG + name)
    for name in ("between", "contradicts", "content", "linkKey", "ofIncident", "reportedAs", "reprintOf", "supersedes")
)
READ = ox.Literal("read")
"""The key of every article that has been linked."""


def base_of(article: ox.NamedNode) -> str:
    """What the names of an article's store begin with."""
    return article.value.rpartition("article/")[0]


def links_graph(base: str) -> ox.NamedNode:
    """The graph of links below a base."""
    return ox.NamedNode(base + LINKS)


def keys_graph(base: str) -> ox.NamedNode:
    """The graph that says where each article was linked."""
    return ox.NamedNode(base + KEYS)


def is_linked(store: Store, article: ox.NamedNode) -> bool:
    """Whether a graph is that of an article which has been linked."""
    base = base_of(article)
    return bool(base) and any(True for _ in store.match(article, LINK_KEY, graph=keys_graph(base)))


def loosen(store: Store, articles: Iterable[ox.NamedNode]) -> int:
    """Drops every link of some articles, which are there still; says how many of these had been linked.

    The articles that they shared an incident or a block with are linked again next time.
    """
    linked = [article for article in articles if is_linked(store, article)]
    for article in linked:
        base = base_of(article)
        gone = set(links_of(store, article))
        again = {quad.object for quad in store.match(article, LINK_KEY, graph=keys_graph(base))} - {READ}
        noted = {ox.Quad(links_graph(base), LINK_KEY, key, keys_graph(base)) for key in again}
        store.exchange_quads({*gone, *store.match(article, LINK_KEY, graph=keys_graph(base))}, noted)
    return len(linked)


def loosen_references(store: Store, references: Iterable[ox.NamedNode], *, base: str) -> None:
    """Drops that entities are the same as reference entities that go; their names are looked at again next time."""
    graph, keys = links_graph(base), keys_graph(base)
    gone = [quad for reference in references for quad in store.match(None, standard("owl:sameAs"), reference, graph)]
    articles = {found.graph_name for quad in gone for found in store.match(quad.subject) if found.graph_name != graph}  # type: ignore[arg-type]
    names = {quad.object for article in articles for quad in store.match(article, LINK_KEY, graph=keys)}  # type: ignore[arg-type]
    store.drop_quads(gone)
    store.add_quads(ox.Quad(graph, LINK_KEY, name, keys) for name in names - {READ})


def links_of(store: Store, article: ox.NamedNode) -> Iterator[ox.Quad]:
    """The quads of links that say something of an article, its events, claims or entities."""
    graph = links_graph(base_of(article))
    yield from store.match(article, REPRINT_OF, graph=graph)
    yield from store.match(None, REPRINT_OF, article, graph)
    events = _instances(store, "Event", article)
    yield from quads_of_incidents(store, incidents_of(store, events, graph), graph)
    for claim in _instances(store, "Claim", article):
        yield from _of_claim(store, claim, graph)
    for entity in _instances(store, "Entity", article):
        yield from store.match(entity, standard("owl:sameAs"), graph=graph)


def _instances(store: Store, class_: str, article: ox.NamedNode) -> list[ox.NamedNode]:
    found = store.match(None, standard("rdf:type"), ox.NamedNode(CKG + class_), article)
    return [quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)]


def incidents_of(store: Store, events: Iterable[ox.NamedNode], graph: ox.NamedNode) -> set[ox.NamedNode]:
    """The incidents that events are reports of."""
    found = (quad.subject for event in events for quad in store.match(None, REPORTED_AS, event, graph))
    return {subject for subject in found if isinstance(subject, ox.NamedNode)}


def quads_of_incidents(store: Store, incidents: set[ox.NamedNode], graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """All quads that stand and fall with incidents: their own, their contradictions', their corrections'.

    A contradiction that is about another incident too stays; so does that two claims contradict each other while one does.
    """
    for incident in incidents:
        yield from store.match(incident, graph=graph)
        yield from store.match(None, OF_INCIDENT, incident, graph)
        yield from _corrections(store, incident, graph)
    about = {quad.subject for incident in incidents for quad in store.match(None, OF_INCIDENT, incident, graph)}
    gone = {
        contradiction
        for contradiction in about
        if isinstance(contradiction, ox.NamedNode)
        and all(quad.object in incidents for quad in store.match(contradiction, OF_INCIDENT, graph=graph))
    }
    for contradiction in gone:
        yield from store.match(contradiction, graph=graph)
        yield from _oppositions(store, contradiction, gone, graph)


def _corrections(store: Store, incident: ox.NamedNode, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    events = [quad.object for quad in store.match(incident, REPORTED_AS, graph=graph)]
    claims = {quad.subject for event in events for quad in store.match(None, CONTENT, event)}  # type: ignore[arg-type]
    for claim in claims:
        assert isinstance(claim, ox.NamedNode)
        yield from (quad for quad in store.match(claim, SUPERSEDES, graph=graph) if quad.object in claims)


def _oppositions(
    store: Store, contradiction: ox.NamedNode, gone: set[ox.NamedNode], graph: ox.NamedNode
) -> Iterator[ox.Quad]:
    """That two claims contradict each other, unless a contradiction that stays is between them too."""
    one, other = sorted((quad.object for quad in store.match(contradiction, BETWEEN, graph=graph)), key=str)
    between = [{quad.subject for quad in store.match(None, BETWEEN, claim, graph)} for claim in (one, other)]  # type: ignore[arg-type]
    if between[0] & between[1] <= gone:
        for subject, object_ in ((one, other), (other, one)):
            assert isinstance(subject, ox.NamedNode)
            yield ox.Quad(subject, CONTRADICTS, object_, graph)


def _of_claim(store: Store, claim: ox.NamedNode, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    yield from store.match(claim, graph=graph)
    for found in store.match(None, None, claim, graph):
        yield found
        if found.predicate == BETWEEN:
            assert isinstance(found.subject, ox.NamedNode)
            yield from store.match(found.subject, graph=graph)
