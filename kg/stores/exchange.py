"""Terms, rows and quads for those who work with rdflib, pandas or plain Python."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from kg.rdf.terms import standard
from kg.stores.protocol import Row, Term

if TYPE_CHECKING:
    import pandas as pd
    import rdflib
    from rdflib.term import Node

Value: TypeAlias = str | int | float | bool | Decimal | dt.date | None

READERS: Mapping[str, Callable[[str], Value]] = {
    "integer": int,
    "int": int,
    "long": int,
    "nonNegativeInteger": int,
    "decimal": Decimal,
    "double": float,
    "float": float,
    "boolean": lambda text: text in {"true", "1"},
    "date": dt.date.fromisoformat,
    "dateTime": dt.datetime.fromisoformat,
}
BY_DATATYPE = {standard(f"xsd:{name}"): read for name, read in READERS.items()}


def value_of(term: Term | None) -> Value:
    """A number, truth value, date or text of Python's own; the text where a literal is not what its datatype says.

    >>> value_of(ox.Literal(7)), value_of(ox.NamedNode("http://x.test/a"))
    (7, 'http://x.test/a')
    """
    if term is None or not isinstance(term, ox.Literal):
        return None if term is None else term.value
    try:
        return BY_DATATYPE.get(term.datatype, str)(term.value)
    except (ValueError, ArithmeticError):
        return term.value


def data_frame(variables: tuple[str, ...], rows: Iterable[Row]) -> "pd.DataFrame":
    """A data frame with a column a variable."""
    import pandas as pd

    found = [tuple(map(value_of, row)) for row in rows]
    return pd.DataFrame(found, columns=list(variables))


def dataset(quads: Iterable[ox.Quad]) -> "rdflib.Dataset":
    """The quads in rdflib, literals written as they were."""
    import rdflib

    made = rdflib.Dataset(default_union=True)
    made.addN(_rdflib_quads(quads, made))
    return made


def _rdflib_quads(
    quads: Iterable[ox.Quad], made: "rdflib.Dataset"
) -> Iterator[tuple["Node", "Node", "Node", "rdflib.Graph"]]:
    graphs: dict[str, rdflib.Graph] = {}
    for quad in quads:
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else None
        if name is not None and name not in graphs:
            graphs[name] = made.graph(name)
        graph = graphs[name] if name is not None else made.default_graph
        yield rdflib_term(quad.subject), rdflib_term(quad.predicate), rdflib_term(quad.object), graph


def rdflib_term(term: object) -> "Node":
    """The same term in rdflib."""
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, ox.Literal)
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = None if term.datatype == standard("xsd:string") else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)
