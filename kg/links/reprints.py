"""Which articles of a store print the text of another again."""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.linking.reprints import Print, find_reprints
from kg.rdf import Terms
from kg.resources import data_folder
from kg.stores import Store
from kg.stores.loosening import links_graph


def link_reprints(store: Store, terms: Terms) -> int:
    """Brings what the graph of links says of reprints up to date with the articles there are; says how many are reprints.

    All signatures are compared each time, some seconds for 100,000: what is the earliest can change with any article.
    """
    graph, property_ = links_graph(terms.base), terms.named("reprintOf")
    found = find_reprints(_prints(store, terms.base))
    now = {ox.Quad(ox.NamedNode(one), property_, ox.NamedNode(original), graph) for one, original in found}
    old = set(store.match(None, property_, graph=graph))
    store.add_quads(now - old)
    store.drop_quads(old - now)
    return len(now)


def _prints(store: Store, base: str) -> Iterator[Print]:
    query = (data_folder("queries") / "stores" / "signatures.rq").read_text(encoding="utf-8")
    for article, signature, issued in store.select(query):
        if isinstance(article, ox.NamedNode) and article.value.startswith(base) and isinstance(signature, ox.Literal):
            yield Print(article.value, signature.value, issued.value if isinstance(issued, ox.Literal) else None)
