"""What a store answers, whichever form the query has."""

from collections.abc import Callable, Mapping

import pyoxigraph as ox

from kg.errors import QueryError
from kg.queries.named import NamedQuery
from kg.queries.results import Answer
from kg.rdf import PREFIXES
from kg.stores import Bindings, Rows, Store
from kg.stores.binding import keywords

Form = type[ox.QuerySolutions] | type[ox.QueryTriples] | type[ox.QueryBoolean]


def run(query: NamedQuery, store: Store, bindings: Bindings) -> Answer:
    """Rows for a SELECT, triples for a CONSTRUCT or DESCRIBE, a truth value for an ASK."""
    return ANSWERS[form_of(query.text)](store, query.text, bindings)


def form_of(text: str) -> Form:
    """The kind of answer that a query has, known by asking it of nothing."""
    if "SERVICE" in keywords(text):
        raise QueryError("SERVICE would ask another server; queries stay on this machine")
    try:
        return type(ox.Store().query(text, prefixes=PREFIXES))
    except (SyntaxError, ValueError, RuntimeError, OSError):
        # The store says what is wrong with it, or knows better.
        return ox.QuerySolutions


def _select(store: Store, text: str, bindings: Bindings) -> Answer:
    found = store.select(text, bindings)
    return Rows(found.variables, tuple(found))


def _construct(store: Store, text: str, bindings: Bindings) -> Answer:
    return tuple(store.construct(text, bindings))


def _ask(store: Store, text: str, bindings: Bindings) -> Answer:
    return store.ask(text, bindings)


ANSWERS: Mapping[Form, Callable[[Store, str, Bindings], Answer]] = {
    ox.QuerySolutions: _select,
    ox.QueryTriples: _construct,
    ox.QueryBoolean: _ask,
}
