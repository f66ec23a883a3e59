"""Queries sent to a server by SPARQLWrapper, their form stated, their answers taken only when they are whole."""

from collections.abc import Iterator, Mapping
from typing import cast
from urllib.request import Request as Prepared

import pyoxigraph as ox
from SPARQLWrapper import GET, JSON, POST, TURTLE, SPARQLWrapper

from kg.errors import QueryError, StoreError
from kg.rdf.terms import standard
from kg.stores.connection import Connection, Reply, Request
from kg.stores.protocol import Rows, Term

# Longer addresses are refused by some servers.
LONGEST_ADDRESS = 2_000
SELECT, ASK, CONSTRUCT = "SELECT", "ASK", "CONSTRUCT"
TRIPLES = "application/n-triples, text/turtle;q=0.5, application/rdf+xml;q=0.3"
DIGITS: Mapping[Term | None, Term] = {
    ox.Literal(digit, datatype=standard("xsd:boolean")): ox.Literal(truth)
    for digit, truth in (("0", False), ("1", True))
}
# What Virtuoso calls the column of its answer to an ASK, which has a row for yes and none for no.
TRUTH_AS_ROW = "__ASK_RETVAL"
# What servers say when they have left something out.
LEFT_OUT = ("x-sparql-maxrows", "x-sql-state")


class Wrapper(SPARQLWrapper):
    """SPARQLWrapper with the query's form stated, not guessed, and our own line to the server.

    Its own line would follow redirects anywhere, wait for each read anew, and keep a password for all of the process.
    """

    def __init__(self, endpoint: str, *, form: str, connection: Connection) -> None:
        self._form = form
        self._connection = connection
        super().__init__(endpoint)
        self.setOnlyConneg(True)

    def _parseQueryType(self, query: str) -> str:  # noqa: ARG002, N802 - SPARQLWrapper's names
        return self._form

    def _query(self) -> tuple[Reply, str]:  # type: ignore[override]
        return self._connection.send(_request(self._createRequest())), self.returnFormat


def ask_server(connection: Connection, endpoint: str, text: str, *, form: str, params: Mapping[str, str]) -> Reply:
    """The whole answer to a query of a form; rows and truth values as SPARQL's JSON."""
    wrapper = Wrapper(endpoint, form=form, connection=connection)
    wrapper.setQuery(text)
    for name, value in params.items():
        wrapper.addParameter(name, value)
    wrapper.setMethod(GET if len(text.encode()) < LONGEST_ADDRESS // 2 else POST)
    wrapper.setReturnFormat(TURTLE if form == CONSTRUCT else JSON)
    if form == CONSTRUCT:
        wrapper.addCustomHttpHeader("Accept", TRIPLES)
    reply = cast("Reply", wrapper.query().response)
    for header in LEFT_OUT:
        if header in reply.headers:
            raise QueryError(f"{endpoint} left out a part of the answer ({header}: {reply.headers[header]})")
    return reply


def rows_of(reply: Reply) -> Rows:
    """The rows of an answer, read as they are asked for; an answer that ends too early is an error at its end."""
    found = _parsed(reply)
    if not isinstance(found, ox.QuerySolutions):
        raise QueryError("a SELECT query is wanted here")
    names = tuple(variable.value for variable in found.variables)
    return Rows(names, _rows(found, names, reply))


def rows_in_words(rows: Rows) -> Rows:
    """The rows with truth values written as words."""
    return Rows(rows.variables, (tuple(DIGITS.get(term, term) for term in row) for row in rows))


def truth_of(reply: Reply) -> bool:
    """What an answer says, yes or no."""
    found = _parsed(reply)
    if isinstance(found, ox.QuerySolutions) and [name.value for name in found.variables] == [TRUTH_AS_ROW]:
        return any(True for _ in found)
    if not isinstance(found, ox.QueryBoolean):
        raise QueryError("an ASK query is wanted here")
    return bool(found)


def triples_of(reply: Reply) -> Iterator[ox.Triple]:
    """The triples of an answer, read as they are asked for."""
    format_ = ox.RdfFormat.from_media_type(reply.media_type)
    if format_ is None:
        raise StoreError(f"the server answers in {reply.media_type or 'no format'}: {reply.excerpt()}")
    try:
        for quad in ox.parse(reply.body, format=format_):
            yield quad.triple
    except SyntaxError as error:
        raise _broken(reply, error) from error


def _parsed(reply: Reply) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    if not reply.media_type.endswith("json"):
        raise StoreError(
            f"the server answers in {reply.media_type or 'no format'}, not SPARQL's JSON: {reply.excerpt()}"
        )
    try:
        return ox.parse_query_results(reply.body, format=ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise _broken(reply, error) from error


def _rows(
    found: ox.QuerySolutions, names: tuple[str, ...], reply: Reply
) -> Iterator[tuple[ox.NamedNode | ox.Literal | ox.BlankNode | None, ...]]:
    try:
        for solution in found:
            yield tuple(solution[name] for name in names)
    except (SyntaxError, ValueError) as error:
        raise _broken(reply, error) from error


def _broken(reply: Reply, error: Exception) -> QueryError:
    """The answer's last words often say why it ends there: a server that gives up has sent its 200 already."""
    size = reply.body.seek(0, 2)
    reply.body.seek(max(size - 120, 0))
    end = " ".join(reply.body.read().decode(errors="replace").split())
    return QueryError(f"the answer is not whole: {error}; it ends in {end!r}")


def _request(prepared: Prepared) -> Request:
    data = prepared.data
    assert data is None or isinstance(data, bytes)
    return Request(
        method=prepared.get_method(), url=prepared.full_url, headers=dict(prepared.header_items()), content=data
    )
