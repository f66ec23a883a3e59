"""What servers there are, and where each listens for queries, updates and graphs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kg.errors import StoreError
from kg.stores.connection import Connection, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of server: paths below its base, and its ways. None is a path that it lacks."""

    name: str
    query: str
    update: str
    graphs: str | None = None
    bulk: str | None = None
    # What has queries run over the union of all graphs.
    union: Mapping[str, str] = field(default_factory=dict)
    # Whether the union is known to be what queries run over then.
    is_union: bool = True
    # Parameters of the bulk path that make it faster, and still whole or nothing for one request.
    fast: Mapping[str, str] = field(default_factory=dict)
    # Paths for those who say who they are, where these differ.
    with_credentials: Mapping[str, str] = field(default_factory=dict)
    # Whether truth values come as the digits 0 and 1 in rows.
    has_digits_for_truth: bool = False
    # Graphs that the server itself keeps.
    own_graphs: frozenset[str] = frozenset()
    # What a graph that is sent begins with.
    head: bytes = b""
    # Whether queries have to be told to leave these out of the union.
    is_own_in_union: bool = False
    # Triples in one update.
    batch: int = 5_000


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            name="oxigraph",
            query="/query",
            update="/update",
            graphs="/store",
            bulk="/store",
            union={"union-default-graph": ""},
            fast={"no_transaction": ""},
        ),
        Kind(
            name="virtuoso",
            query="/sparql",
            update="/sparql",
            graphs="/sparql-graph-crud",
            with_credentials={
                "/sparql": "/sparql-auth",
                "/sparql-graph-crud": "/sparql-graph-crud-auth",
            },
            own_graphs=frozenset(
                {
                    "http://localuriqaserver/sparql",
                    "http://www.openlinksw.com/schemas/virtrdf#",
                    "http://www.w3.org/ns/ldp#",
                    "http://www.w3.org/2002/07/owl#",
                    "urn:activitystreams-owl:map",
                    "urn:core:services:sparql",
                }
            ),
            is_own_in_union=True,
            has_digits_for_truth=True,
            # It goes by the looks of what it is sent, and takes a long literal at the beginning for plain text.
            head=b"@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n",
            # More than about a thousand triples in one INSERT DATA fail.
            batch=500,
        ),
        Kind(
            name="fuseki",
            query="/query",
            update="/update",
            graphs="/data",
            bulk="/data",
            union={"default-graph-uri": "urn:x-arq:UnionGraph"},
        ),
        Kind(name="graphdb", query="", update="/statements", graphs="/rdf-graphs/service", bulk="/statements"),
        Kind(name="rdf4j", query="", update="/statements", graphs="/rdf-graphs/service", bulk="/statements"),
        Kind(name="conflict-kg", query="/sparql", update="/sparql"),
        Kind(name="generic", query="", update="", is_union=False, batch=500),
    )
}


# How addresses end that are for queries, whatever the kind.
ASKED = ("/query", "/sparql")
# What servers call themselves in their answers.
NAMES = ("conflict-kg", "oxigraph", "virtuoso", "fuseki", "graphdb", "rdf4j")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A server, and the addresses at which it takes what."""

    kind: Kind
    query: str
    update: str
    graphs: str | None
    bulk: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where to send what; what is not said follows from the kind."""

    endpoint: str
    update: str | None = None
    graphs: str | None = None


def service(addresses: Addresses, kind: Kind, *, with_credentials: bool) -> Service:
    """The addresses of a server of a kind."""
    given = addresses.endpoint.rstrip("/")
    base = _base(given, kind)
    paths = kind.with_credentials if with_credentials else {}

    def at(path: str | None) -> str | None:
        return None if path is None else base + paths.get(path, path)

    return Service(
        kind=kind,
        query=given if given.endswith(ASKED) and given.removeprefix(base) not in paths else at(kind.query) or base,
        update=addresses.update or at(kind.update) or base,
        graphs=addresses.graphs or at(kind.graphs),
        bulk=at(kind.bulk),
    )


def _base(url: str, kind: Kind) -> str:
    """The address without the path of an operation, with which users may name a server."""
    if kind.name == "generic":
        return url
    paths = {kind.query, kind.update, kind.graphs, kind.bulk, *kind.with_credentials.values(), *ASKED}
    for path in sorted((path for path in paths if path), key=len, reverse=True):
        if url.endswith(path):
            return url.removesuffix(path)
    return url


def checked_address(url: str) -> str:
    """The address of a server. Raises StoreError for one that is none, or that holds a password."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise StoreError(f"{url!r} is no address such as http://localhost:7878")
    if parts.username or parts.password:
        raise StoreError("the address holds a user or password: say --auth, and set KG_USER and KG_PASSWORD")
    return url


def kind_of(name: str) -> Kind:
    """The kind of a name. Raises StoreError for an unknown one."""
    if name not in KINDS:
        raise StoreError(f"{name!r} is none of the kinds of server: {', '.join(KINDS)}")
    return KINDS[name]


def detected(connection: Connection, endpoint: str) -> Kind:
    """The kind that a server's answer to a look at its address tells; generic where it tells none."""
    headers = connection.send(Request(method="GET", url=endpoint, any_status=True)).headers
    server = headers.get("server", "").lower()
    for name in NAMES:
        if name in server:
            return KINDS[name]
    if "fuseki-request-id" in headers:
        return KINDS["fuseki"]
    return KINDS["rdf4j" if "/repositories/" in urlsplit(endpoint).path else "generic"]
