"""Which format an answer has, chosen among those that a request accepts."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import mimeparse
import pyoxigraph as ox

Format: TypeAlias = ox.QueryResultsFormat | ox.RdfFormat

# The first is what those get who take anything; from the second name of a format on, others call it so.
RESULTS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
TRIPLES: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
}


def chosen(offered: Sequence[str], accept: str) -> str | None:
    """The media type among those offered that a request likes best, the first of equals; None where it takes none.

    >>> chosen(["text/turtle", "application/n-triples"], "application/n-triples, */*;q=0.1")
    'application/n-triples'
    """
    try:
        return mimeparse.best_match(offered[::-1], accept) or None
    except mimeparse.MimeTypeParseException:
        return None
