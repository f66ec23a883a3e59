"""What form a query has, and what is wrong with a broken one, known by asking it of an empty store."""

from typing import TypeAlias

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf import PREFIXES

Found: TypeAlias = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean


def tried(query: str) -> Found:
    """What an empty store answers. Raises QueryError for a broken query."""
    try:
        return ox.Store().query(query, prefixes=PREFIXES)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise QueryError(query_fault(error)) from error


def selected(query: str) -> frozenset[str]:
    """The variables that a SELECT selects; none for any other query."""
    found = tried(query)
    return frozenset(name.value for name in found.variables) if isinstance(found, ox.QuerySolutions) else frozenset()


def query_fault(error: Exception) -> str:
    """What a query's failure says, in words for its author."""
    message = str(error)
    # The grammar's list of all that could have stood there helps nobody.
    place, _, expected = message.partition(": expected ")
    if isinstance(error, SyntaxError) and len(expected) > len("one of ") + 80:
        return f"{place.replace('error', 'the query is broken', 1)} (line:column)"
    return f"the query fails: {message}"
