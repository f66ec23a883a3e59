"""Answers as bytes: the SPARQL results formats, Markdown, and the formats of RDF for triples."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import pyoxigraph as ox

from kg.errors import QueryError
from kg.files import FORMATS as RDF_FORMATS
from kg.files import serialized as serialized_quads
from kg.stores import Row, Rows, Term

Result: TypeAlias = Rows | bool
Answer: TypeAlias = Result | tuple[ox.Triple, ...]

RESULTS: Mapping[str, ox.QueryResultsFormat] = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
KINDS: Mapping[type, str] = {ox.NamedNode: "uri", ox.BlankNode: "bnode", ox.Literal: "literal"}
FORMATS = (*RESULTS, "md", *RDF_FORMATS)


def serialized(answer: Answer, format_: str) -> bytes:
    """An answer in a format of that name, lines ending as the format says. Raises QueryError where the two do not go together."""
    if isinstance(answer, tuple):
        return _triples(answer, format_)
    if isinstance(answer, Rows) and format_ == "md":
        return markdown(answer).encode()
    if format_ not in RESULTS:
        raise _unfit("rows or a truth value", format_, [*RESULTS, "md"])
    return _parsed(answer).serialize(format=RESULTS[format_]) or b""


def markdown(rows: Rows) -> str:
    """A table of GitHub's Markdown."""
    lines = [rows.variables, ("---",) * len(rows.variables), *(map(_cell, row) for row in rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _triples(triples: tuple[ox.Triple, ...], format_: str) -> bytes:
    if format_ not in RDF_FORMATS:
        raise _unfit("triples", format_, RDF_FORMATS)
    quads = (ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    return serialized_quads(quads, RDF_FORMATS[format_])


def _unfit(what: str, format_: str, formats: Iterable[str]) -> QueryError:
    return QueryError(f"the answer is {what}, which {format_!r} cannot hold; there are {', '.join(formats)}")


def _parsed(answer: Result) -> ox.QuerySolutions | ox.QueryBoolean:
    """The answer as pyoxigraph's own, by way of SPARQL's JSON, so that it does the writing of all formats."""
    return ox.parse_query_results(json.dumps(_json(answer)), format=ox.QueryResultsFormat.JSON)


def _json(answer: Result) -> dict[str, object]:
    if isinstance(answer, bool):
        return {"head": {}, "boolean": answer}
    rows = [dict(_bound(answer.variables, row)) for row in answer]
    return {"head": {"vars": list(answer.variables)}, "results": {"bindings": rows}}


def _bound(variables: tuple[str, ...], row: Row) -> Iterator[tuple[str, dict[str, str]]]:
    for variable, term in zip(variables, row, strict=True):
        if term is not None:
            yield variable, dict(_described(term))


def _described(term: Term) -> Iterator[tuple[str, str]]:
    yield "type", KINDS[type(term)]
    yield "value", term.value
    if isinstance(term, ox.Literal) and term.language is not None:
        yield "xml:lang", term.language
    elif isinstance(term, ox.Literal):
        yield "datatype", term.datatype.value


def _cell(term: Term | None) -> str:
    return "" if term is None else term.value.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")
