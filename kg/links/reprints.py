"""Which articles of a store print the text of another again."""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.linking.reprints import Print, find_reprints
from kg.rdf import Terms
from kg.resources import data_folder
from kg.stores import Store
from kg.stores.loosening import links_graph


def reprint_quads(store: Store, terms: Terms) -> set[ox.Quad]:
    """What the graph of links should say of reprints, for the articles there are.

    All signatures are compared each time, some seconds for 100,000: what is the earliest can change with any article.
    """
    graph, property_ = links_graph(terms.base), terms.named("reprintOf")
    found = find_reprints(_prints(store, terms.base))
    return {ox.Quad(ox.NamedNode(one), property_, ox.NamedNode(original), graph) for one, original in found}


def _prints(store: Store, base: str) -> Iterator[Print]:
    query = (data_folder("queries") / "stores" / "signatures.rq").read_text(encoding="utf-8")
    for article, signature, issued in store.select(query):
        if isinstance(article, ox.NamedNode) and article.value.startswith(base) and isinstance(signature, ox.Literal):
            yield Print(article.value, signature.value, issued.value if isinstance(issued, ox.Literal) else None)
