"""Hold graphs and answer SPARQL, behind one protocol.

`open` gives the store in a folder, at an address or in memory. A query runs over the union of all graphs unless it names
one by FROM or GRAPH, and asks no other server: SERVICE is refused. A parameter is bound as an RDF term, in one of two
places: a slot `VALUES ?name { UNDEF }` of the query, which holds in the group that it stands in and leaves the parameter
open when nothing is bound; or a variable that the query selects.
"""

from kg.stores.access import Access, Patience
from kg.stores.exchange import Value, value_of
from kg.stores.opening import open_location, open_remote
from kg.stores.oxigraph import OxigraphStore, create_store, memory_store, open_store
from kg.stores.protocol import Bindings, Row, Rows, Store, Term
from kg.stores.retracting import find_articles, prune, retract
from kg.stores.writing import StoreWriter, add_ontology

# `kg.stores.open` reads as what it does; it is left out below, so that `import *` does not hide Python's own.
open = open_location  # noqa: A001

__all__ = [
    "Access",
    "Bindings",
    "OxigraphStore",
    "Patience",
    "Row",
    "Rows",
    "Store",
    "StoreWriter",
    "Term",
    "Value",
    "add_ontology",
    "create_store",
    "find_articles",
    "memory_store",
    "open_location",
    "open_remote",
    "open_store",
    "prune",
    "retract",
    "value_of",
]
