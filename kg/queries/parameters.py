"""The types of parameters, and the RDF terms that given texts become."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg.dates import PartialDate
from kg.errors import QueryError
from kg.namespaces import BASE, CKG, name_of
from kg.ontology import Ontology
from kg.queries.named import NamedQuery, Parameter
from kg.rdf.terms import date, text, typed
from kg.stores import Bindings, Term

OF_THE_ONTOLOGY = frozenset({"class", "property", "value"})
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def _iri(given: str) -> ox.NamedNode:
    iri = given.removeprefix("<").removesuffix(">")
    return ox.NamedNode(iri if ":" in iri else BASE + iri)


def _name(given: str) -> Term:
    return _iri(given) if "://" in given else _string(given)


def _string(given: str) -> ox.Literal:
    if not given.strip():
        raise ValueError("nothing is given")
    return text(given)


def _term(given: str) -> ox.NamedNode:
    return ox.NamedNode(given if "://" in given else CKG + given.removeprefix("ckg:"))


def _iso3(given: str) -> ox.Literal:
    if re.fullmatch("[A-Za-z]{3}", given) is None:
        raise ValueError("not three letters")
    return text(given.upper())


def _date(given: str) -> ox.Literal:
    match = DATE.fullmatch(given)
    if match is None:
        raise ValueError("no date")
    year, month, day = (None if part is None else int(part) for part in match.groups())
    return date(PartialDate(year=year, month=month, day=day))


def _integer(given: str) -> ox.Literal:
    return typed(int(given), "xsd:integer")


def _decimal(given: str) -> ox.Literal:
    value = Decimal(given)
    if not value.is_finite():
        raise ValueError("not finite")
    return typed(f"{value:f}", "xsd:decimal")


TYPES: Mapping[str, tuple[Callable[[str], Term], str]] = {
    "class": (_term, "a class of the ontology, such as Shelling, or an IRI"),
    "property": (_term, "a property of the ontology, such as memberOf, or an IRI"),
    "value": (_term, "a value of the ontology, such as Denies or Intended, or an IRI"),
    "iri": (_iri, "an IRI, whole or below the base"),
    "name": (_name, "a name in any case, or an IRI"),
    "iso3": (_iso3, "three letters, such as UKR"),
    "date": (_date, "2025, 2025-04 or 2025-04-08"),
    "string": (_string, "any text"),
    "integer": (_integer, "a whole number"),
    "decimal": (_decimal, "a number, such as 48.5"),
}
"""Type → what makes a term of a text, and what texts it takes."""


def bind(query: NamedQuery, given: Mapping[str, str]) -> Bindings:
    """Parameter → term, for those that are given or have a default.

    Raises QueryError, saying what there is, for an unknown name, a text of the wrong type and a missing parameter.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    unknown = [name for name in given if name not in known]
    if unknown:
        raise QueryError(f"{query.name} has no parameter {unknown[0]!r}; it takes {_listed(query)}")
    missing = [str(p) for p in query.parameters if p.required and p.name not in given]
    if missing:
        raise QueryError(f"{query.name} needs {', '.join(missing)}; it takes {_listed(query)}")
    return dict(_bindings(query.parameters, given))


def check_terms(query: NamedQuery, bindings: Bindings, ontology: Ontology) -> None:
    """Raises OntologyError, with the names most like it, for a term of ours that the ontology lacks."""
    for parameter in query.parameters:
        if parameter.type in OF_THE_ONTOLOGY and parameter.name in bindings:
            term = bindings[parameter.name].value
            if term.startswith(CKG):
                ontology.term(name_of(term))


def _bindings(parameters: tuple[Parameter, ...], given: Mapping[str, str]) -> Iterator[tuple[str, Term]]:
    for parameter in parameters:
        value = given.get(parameter.name, parameter.default)
        if value is not None:
            yield parameter.name, _converted(parameter, value)


def _converted(parameter: Parameter, value: str) -> Term:
    if parameter.type not in TYPES:
        raise QueryError(f"{parameter.name} is of no known type: {parameter.type!r} is none of {', '.join(TYPES)}")
    convert, wanted = TYPES[parameter.type]
    try:
        return convert(value)
    except (ValueError, InvalidOperation) as error:
        raise QueryError(f"{parameter.name}={value!r}: {parameter.type} wants {wanted}") from error


def _listed(query: NamedQuery) -> str:
    return ", ".join(map(str, query.parameters)) or "none"
