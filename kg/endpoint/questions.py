"""Requests of the SPARQL 1.1 Protocol, read into what is asked; what is no such request is refused with a status."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
# Bytes of a request's body.
LARGEST = 1_000_000
FIELDS = 1_000
READ_ONLY = "this endpoint is read-only: it takes no update"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query, the graphs it is to run over (none: those that it names itself, else all), and what may come out."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: str = "*/*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a POST sends, and what it says that this is."""

    content: bytes
    type: str


def asked_by_address(query_string: bytes, accept: str) -> Question | None:
    """What a GET asks; None where it has no query. Raises HTTPException for what is against the protocol."""
    fields = _fields(query_string)
    return _question(fields, accept) if fields else None


def asked_by_body(query_string: bytes, body: Body, accept: str) -> Question:
    """What a POST asks, as a form or directly. Raises HTTPException for what is against the protocol."""
    type_, charset = _content_type(body.type)
    if type_ == UPDATE:
        raise HTTPException(HTTPStatus.FORBIDDEN, READ_ONLY)
    if type_ not in {FORM, QUERY}:
        given = f"not {type_}" if type_ else "and the request does not say what it sends"
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"a query comes as {FORM} or as {QUERY}, {given}")
    if charset not in {"utf-8", "us-ascii"}:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"queries are in UTF-8, not in {charset}")
    fields = _fields(query_string)
    if type_ == FORM:
        fields += _fields(body.content)
    elif any(name == "query" for name, _ in fields):
        raise HTTPException(HTTPStatus.BAD_REQUEST, "there is a query in the address and one in the body")
    else:
        fields.append(("query", _decoded(body.content)))
    asked = _question(fields, accept)
    if asked is None:
        raise HTTPException(HTTPStatus.BAD_REQUEST, "the request has no query")
    return asked


def _question(fields: list[tuple[str, str]], accept: str) -> Question | None:
    if _named(fields, "update"):
        raise HTTPException(HTTPStatus.FORBIDDEN, READ_ONLY)
    queries = _named(fields, "query")
    if len(queries) > 1:
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"the request has {len(queries)} queries; one is wanted")
    if not queries:
        return None
    return Question(
        query=queries[0],
        default_graphs=_named(fields, "default-graph-uri"),
        named_graphs=_named(fields, "named-graph-uri"),
        accept=accept,
    )


def _named(fields: Iterable[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for field, value in fields if field == name)


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        text = encoded.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
    except UnicodeDecodeError as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST, "the parameters are not percent-encoded UTF-8") from error
    except ValueError as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"the parameters cannot be read: {error}") from error


def _content_type(given: str) -> tuple[str, str]:
    type_, _, parameters = given.partition(";")
    pairs = (parameter.partition("=") for parameter in parameters.split(";"))
    charsets = [value.strip(' "') for name, _, value in pairs if name.strip().lower() == "charset"]
    return type_.strip().lower(), (charsets[0] if charsets else "utf-8").lower()


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"the query is not UTF-8 at byte {error.start}") from error
