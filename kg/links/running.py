"""A store's graph of links, brought up to date."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox

from kg.incidents import Link
from kg.lexicon.linking import load_linking
from kg.linking.accounts import Accountant
from kg.linking.across import Opposing
from kg.linking.agreement import Judge, load_weights
from kg.links.accounts import Accounts
from kg.links.finding import Finding, Means, Names, keys_of_account
from kg.links.keys import Keys
from kg.links.reprints import reprint_quads
from kg.links.stories import Stories
from kg.namespaces import CKG
from kg.ontology import Ontology
from kg.rdf import Terms, link_quads
from kg.rdf.terms import standard
from kg.stores import Store
from kg.stores.loosening import base_of, incidents_of, keys_graph, links_graph, quads_of_incidents


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What a run came to: articles that were new or changed, articles read again because of them, and what holds now."""

    articles: int = 0
    read: int = 0
    incidents: int = 0
    contradictions: int = 0
    corrections: int = 0
    same: int = 0
    reprints: int = 0


def link_store(store: Store, *, ontology: Ontology, afresh: bool = False) -> Linked:
    """Brings the links of a store up to date; `afresh` finds all of them anew. Says what it came to, and what there is."""
    by_base: dict[str, set[str]] = {}
    for article in _articles(store):
        base = base_of(article)
        by_base.setdefault(base, set()).add(article.value.removeprefix(base))
    totals = [_link_base(store, ontology, base, articles, afresh=afresh) for base, articles in sorted(by_base.items())]
    return Linked(**{name: sum(getattr(total, name) for total in totals) for name in Linked.__slots__})


def _articles(store: Store) -> Iterator[ox.NamedNode]:
    """The articles by their class, which is faster than to ask each graph for its own."""
    for quad in store.match(None, standard("rdf:type"), ox.NamedNode(CKG + "Article")):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject == quad.graph_name:
            yield quad.subject


def _link_base(store: Store, ontology: Ontology, base: str, articles: Collection[str], *, afresh: bool) -> Linked:
    terms = Terms(ontology, base=base)
    linked = Keys(store, terms).linked()
    # What an article left that went behind our back, or a first run that broke off, is only found by starting anew.
    if is_anew := afresh or not linked or not linked <= set(articles):
        store.drop_graph(keys_graph(terms.base))
    means = _means(store, terms, ontology)
    new = sorted(set(articles) - means.keys.linked())
    again = means.keys.to_link()
    names = Names()
    first = {article: _note_keys(article, means, names) for article in new}
    means.keys.flush()
    touched = {article for key in again for article in means.keys.articles(key)}
    finding = Finding(means=means, new=frozenset(new))
    # Articles about the same stand together then, and are read once.
    ordered = sorted({*new, *touched}, key=lambda article: (first.get(article, ""), article))
    found = chain(finding.links(ordered), finding.identities(names, again))
    _replace_links(store, terms, finding, found, is_anew=is_anew)
    means.keys.finish(new)
    return _linked(store, terms, articles=len(new), read=means.accounts.read)


def _means(store: Store, terms: Terms, ontology: Ontology) -> Means:
    words = load_linking(ontology.superclasses, extra=ontology.files)
    accounts = Accounts(store, terms, Accountant(ontology=ontology, words=words))
    keys, judge = Keys(store, terms), Judge(ontology=ontology, words=words, weights=load_weights(ontology))
    return Means(
        accounts=accounts,
        keys=keys,
        judge=judge,
        stories=Stories(accounts, keys, judge),
        opposing=Opposing(ontology=ontology, words=words),
    )


def _note_keys(article: str, means: Means, names: Names) -> str:
    """Notes the keys of an article; the first of them says beside which it is best looked at."""
    account = means.accounts[article]
    names.add(account, means.judge.ontology)
    keys = keys_of_account(account, means.judge)
    means.keys.add(article, keys)
    return min(keys, default="")


def _replace_links(store: Store, terms: Terms, finding: Finding, found: Iterable[Link], *, is_anew: bool) -> None:
    """Puts what is found in the place of what was known of the same reports, and of all reprints: at once or not at all.

    The first links of a store are written as they come: all of them together are many.
    """
    graph, now = links_graph(terms.base), chain(link_quads(found, terms=terms), reprint_quads(store, terms))
    if not any(True for _ in store.match(graph=graph)):
        store.exchange_quads((), now)
        return
    wanted = set(now)
    reprints = store.match(None, terms.named("reprintOf"), graph=graph)
    old = set(store.match(graph=graph) if is_anew else chain(_old_links(store, terms, finding), reprints))
    store.exchange_quads(old - wanted, wanted - old)


def _old_links(store: Store, terms: Terms, finding: Finding) -> Iterator[ox.Quad]:
    graph = links_graph(terms.base)
    articles = sorted({article for article in finding.seen.values() if article not in finding.new})
    for article in articles:
        events = [
            terms.thing(event.id)
            for report in finding.means.accounts[article].reports
            if report.id in finding.seen
            for event in report.events
        ]
        yield from quads_of_incidents(store, incidents_of(store, events, graph), graph)
    for entity in sorted(finding.named):
        yield from store.match(terms.thing(entity), standard("owl:sameAs"), graph=graph)


def _linked(store: Store, terms: Terms, *, articles: int, read: int) -> Linked:
    graph = links_graph(terms.base)

    def instances(class_: str) -> int:
        return sum(1 for _ in store.match(None, standard("rdf:type"), terms.named(class_), graph))

    return Linked(
        articles=articles,
        read=read,
        incidents=instances("Incident"),
        contradictions=instances("Contradiction"),
        corrections=sum(1 for _ in store.match(None, terms.named("supersedes"), graph=graph)),
        reprints=sum(1 for _ in store.match(None, terms.named("reprintOf"), graph=graph)),
        same=sum(1 for _ in store.match(None, standard("owl:sameAs"), graph=graph)),
    )
