"""What form a query has, and what is wrong with a broken one, known by asking it of an empty store."""

import re
from typing import TypeAlias

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf import PREFIXES

SENTENCE = re.compile(r"[A-Z]\w+ [a-z][\w ]+|[A-Z]{3,} [a-z][\w ]+")
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
    if not isinstance(error, SyntaxError):
        return f"the query fails: {message}"
    place, _, expected = message.replace("error", "the query is broken", 1).partition(": expected ")
    if not expected:
        return place
    # The grammar's list of all that could have stood there helps nobody; the sentences in it do.
    reasons = SENTENCE.findall(expected)
    return f"{place} (line:column){': ' if reasons else ''}{', '.join(reasons)}"
