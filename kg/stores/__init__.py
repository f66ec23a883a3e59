"""Hold graphs and answer SPARQL, behind one protocol.

A query runs over the union of all graphs unless it names one by FROM or GRAPH, and never leaves the machine: SERVICE is
refused. A parameter is bound as an RDF term, in one of two places: a slot `VALUES ?name { UNDEF }` of the query, which
holds in the group that it stands in and leaves the parameter open when nothing is bound; or a variable that the query
selects.
"""

from kg.stores.oxigraph import OxigraphStore, create_store, memory_store, open_store
from kg.stores.protocol import Bindings, Row, Rows, Store, Term
from kg.stores.retracting import find_articles, prune
from kg.stores.writing import StoreWriter, add_ontology

__all__ = [
    "Bindings",
    "OxigraphStore",
    "Row",
    "Rows",
    "Store",
    "StoreWriter",
    "Term",
    "add_ontology",
    "create_store",
    "find_articles",
    "memory_store",
    "open_store",
    "prune",
]
