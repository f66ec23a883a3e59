"""`kg serve` as its clients meet it: the SPARQL 1.1 Protocol, limits, refusals, and real clients."""

import csv
import gzip
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import ResultRow
from SPARQLWrapper import CSV, JSON, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed
from typer.testing import CliRunner

from kg.cli.main import app
from kg.endpoint import Limits, application, listen
from kg.endpoint.formats import RESULTS, TRIPLES
from kg.errors import StoreError
from kg.graphs import Graph
from kg.stores import create_store
from tests.servers import Server, kg_serve, running, scripted, served

FORM, QUERY, UPDATE = (f"application/{name}" for name in ("x-www-form-urlencoded", "sparql-query", "sparql-update"))
JSON_TYPE, XML_TYPE = "application/sparql-results+json", "application/sparql-results+xml"
G1, G2, P = (ox.NamedNode(f"http://x.test/{name}") for name in ("g1", "g2", "p"))
ALL = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
# A busy machine may take its time.
get, head, options, request = (
    partial(ask, timeout=60) for ask in (httpx.get, httpx.head, httpx.options, httpx.request)
)
# No end in sight, whatever the store holds.
DIGITS = " ".join(map(str, range(10)))
LONG = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'VALUES ?v{n} {{ {DIGITS} }}' for n in range(14))} }}"
LARGE = f"SELECT * {{ {' '.join(f'VALUES ?v{n} {{ {DIGITS} }}' for n in range(6))} }}"


def thing(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"http://x.test/{name}")


def quads(*texts: str, graph: ox.NamedNode) -> list[ox.Quad]:
    return [ox.Quad(thing("s"), P, ox.Literal(text), graph) for text in texts]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("endpoint") / "store"
    store = create_store(made)
    store.replace_graphs([Graph(G1, quads=quads("a", "мир", graph=G1)), Graph(G2, quads=quads("b", graph=G2))])
    store.close()
    return made


@pytest.fixture(scope="module")
def server(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(kg_serve(folder, tmp_path_factory.mktemp("serve"), "--parallel", "2")) as started:
        yield started


@pytest.fixture
def url(server: Server) -> str:
    return f"{server.url}/sparql"


def values(response: httpx.Response) -> list[str]:
    assert response.status_code == HTTPStatus.OK, response.text
    return [row["o"]["value"] for row in response.json()["results"]["bindings"]]


def asked(**fields: str | list[str]) -> str:
    return str(httpx.QueryParams(fields))


# The cases of the W3C's test suite for the protocol, as far as they are about queries, and some more beside each.
GOOD = {
    "a query in the address": ("GET", asked(query=ALL), "", "", ["a", "b", "мир"]),
    "a query in a form": ("POST", "", FORM, asked(query=ALL), ["a", "b", "мир"]),
    "a query as it is": ("POST", "", QUERY, ALL, ["a", "b", "мир"]),
    "a query of letters beyond ASCII": ("POST", "", QUERY, "SELECT ?o { ?s ?p ?o FILTER(?o = 'мир') }", ["мир"]),
    "a charset": ("POST", "", f"{QUERY}; charset=UTF-8", ALL, ["a", "b", "мир"]),
    "a default graph": ("GET", asked(query=ALL, **{"default-graph-uri": G1.value}), "", "", ["a", "мир"]),
    "two default graphs": (
        "GET", asked(query=ALL, **{"default-graph-uri": [G1.value, G2.value]}), "", "", ["a", "b", "мир"],
    ),
    "a default graph beside a form": ("POST", asked(**{"default-graph-uri": G2.value}), FORM, asked(query=ALL), ["b"]),
    "a default graph in a form": ("POST", "", FORM, asked(query=ALL, **{"default-graph-uri": G2.value}), ["b"]),
    "a default graph beside a query as it is": ("POST", asked(**{"default-graph-uri": G2.value}), QUERY, ALL, ["b"]),
    "a named graph": (
        "GET", asked(query="SELECT ?o { GRAPH ?g { ?s ?p ?o } }", **{"named-graph-uri": G2.value}), "", "", ["b"],
    ),
    "a named graph is no default graph": ("GET", asked(query=ALL, **{"named-graph-uri": G2.value}), "", "", []),
    "default and named graphs": (
        "POST",
        asked(**{"default-graph-uri": G2.value, "named-graph-uri": G1.value}),
        QUERY,
        "SELECT ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } ORDER BY ?o",
        ["a", "b", "мир"],
    ),
    "a dataset beside that of the query": (
        "GET",
        asked(query=f"SELECT ?o FROM {G2} {{ ?s ?p ?o }}", **{"default-graph-uri": G1.value}),
        "", "", ["a", "мир"],
    ),
    "a dataset in the query": ("GET", asked(query=f"SELECT ?o FROM {G2} {{ ?s ?p ?o }}"), "", "", ["b"]),
    "a graph that is not there": ("GET", asked(query=ALL, **{"default-graph-uri": "http://x.test/none"}), "", "", []),
    "a parameter of somebody else's": ("GET", asked(query=ALL, format="json"), "", "", ["a", "b", "мир"]),
}  # fmt: skip


@pytest.mark.parametrize("case", GOOD)
def test_what_follows_the_protocol_is_answered(url: str, case: str) -> None:
    method, address, type_, body, found = GOOD[case]
    headers = {"Content-Type": type_} if type_ else {}
    response = request(method, f"{url}?{address}" if address else url, headers=headers, content=body.encode())
    assert values(response) == found


BAD: Mapping[str, tuple[str, str, str | None, bytes, int, str]] = {
    "another method": ("PUT", asked(query="ASK {}"), None, b"", 405, ""),
    "deletion": ("DELETE", "", None, b"", 405, ""),
    "two queries": ("GET", asked(query=["ASK {}", ALL]), None, b"", 400, "2 queries"),
    "two queries in a form": ("POST", "", FORM, asked(query=["ASK {}", ALL]).encode(), 400, "2 queries"),
    "one in the address, one in a form": ("POST", asked(query=ALL), FORM, asked(query=ALL).encode(), 400, "2 queries"),
    "one in the address, one as it is": ("POST", asked(query=ALL), QUERY, ALL.encode(), 400, "one in the body"),
    "a wrong media type": ("POST", "", "text/plain", b"ASK {}", 415, "not text/plain"),
    "a form without media type": ("POST", "", None, b"query=ASK%20%7B%7D", 415, "does not say"),
    "a query without media type": ("POST", "", None, b"ASK {}", 415, "does not say"),
    "UTF-16": ("POST", "", QUERY, "ASK {}".encode("utf-16"), 400, "not UTF-8"),
    "another charset": ("POST", "", f"{QUERY};charset=iso-8859-1", b"ASK {}", 415, "iso-8859-1"),
    "broken percent-encoding": ("GET", "query=ASK%20%7B%7D%FF", None, b"", 400, "percent-encoded UTF-8"),
    "a form that is not encoded": ("POST", "", FORM, "query=ASK {}#é".encode(), 400, "percent-encoded UTF-8"),
    "broken syntax": ("GET", asked(query="ASK { ?s ?p"), None, b"", 400, "broken at 1:12"),
    "an unknown prefix": ("GET", asked(query="ASK { ?s zz:p ?o }"), None, b"", 400, "no prefix zz: is declared"),
    "a form without query": ("POST", "", FORM, b"", 400, "no query"),
    "parameters without query": ("POST", "", FORM, b"limit=3", 400, "no query"),
    "a graph that is no IRI": ("GET", asked(query=ALL, **{"default-graph-uri": "g 1"}), None, b"", 400, "no IRI"),
    "a graph without name": ("GET", asked(query=ALL, **{"default-graph-uri": ""}), None, b"", 400, "no IRI"),
    "a wrong query": (
        "GET",
        asked(query="SELECT ?x { ?s ?p ?o } GROUP BY ?s"),
        None,
        b"",
        400,
        "variable that is unbound",
    ),
    "an update as a query": ("GET", asked(query="DROP ALL"), None, b"", 400, "broken at 1:9"),
    "an update in the address": ("GET", asked(update="DROP ALL"), None, b"", 403, "read-only"),
    "an update in a form": ("POST", "", FORM, asked(update="DROP ALL").encode(), 403, "read-only"),
    "an update as it is": ("POST", "", UPDATE, b"DROP ALL", 403, "read-only"),
    "an update that loads": ("POST", "", UPDATE, b"LOAD <http://x.test/>", 403, "read-only"),
    "a request without end": ("POST", "", QUERY, b"ASK {}" + b" " * 1_000_000, 413, "1,000,000 bytes"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_against_the_protocol_is_refused_with_a_reason(url: str, case: str) -> None:
    method, address, type_, body, status, reason = BAD[case]
    headers = {"Content-Type": type_} if type_ else {}
    response = request(method, f"{url}?{address}" if address else url, headers=headers, content=body)
    assert (response.status_code, reason in response.text) == (status, True), response.text
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}
    else:
        assert response.headers["content-type"] == "text/plain; charset=utf-8"


def rows_of(body: bytes, type_: str) -> list[str]:
    format_ = RESULTS[type_]
    if format_ == ox.QueryResultsFormat.CSV:
        return [row["o"] for row in csv.DictReader(io.StringIO(body.decode()))]
    found = ox.parse_query_results(body, format=format_)
    assert isinstance(found, ox.QuerySolutions)
    return [row["o"].value for row in found]


@pytest.mark.parametrize("type_", RESULTS)
def test_rows_and_truth_come_in_every_format(url: str, type_: str) -> None:
    rows = get(url, params={"query": ALL}, headers={"Accept": type_})
    assert rows.headers["content-type"].partition(";")[0] == type_
    assert rows.headers["vary"] == "Accept"
    assert rows_of(rows.content, type_) == ["a", "b", "мир"]
    truth = get(url, params={"query": "ASK { ?s ?p 'a' }"}, headers={"Accept": type_})
    assert truth.headers["content-type"].partition(";")[0] == type_
    assert "true" in truth.text


@pytest.mark.parametrize("type_", TRIPLES)
@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <http://x.test/s>"], ids=lambda q: q[:8])
def test_triples_come_in_every_format(url: str, type_: str, query: str) -> None:
    found = get(url, params={"query": query}, headers={"Accept": type_})
    assert found.headers["content-type"].partition(";")[0] == type_
    read = ox.parse(found.content, format=TRIPLES[type_])
    assert sorted(quad.object.value for quad in read) == ["a", "b", "мир"]


@pytest.mark.parametrize(
    ("query", "accept", "type_"),
    [
        ("ASK {}", "*/*", JSON_TYPE),
        ("ASK {}", f"{JSON_TYPE};q=0.5, {XML_TYPE}", XML_TYPE),
        ("ASK {}", f"text/html, {XML_TYPE};q=0.9, */*;q=0.1", XML_TYPE),
        ("ASK {}", "application/*", JSON_TYPE),
        ("ASK {}", "text/*", "text/xml; charset=utf-8"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "*/*", "text/turtle; charset=utf-8"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", f"{JSON_TYPE}, text/turtle;q=0.5", "text/turtle; charset=utf-8"),
        ("ASK {}", "image/png", None),
        ("ASK {}", f"{JSON_TYPE};q=0", None),
        ("ASK {}", "text/turtle", None),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv", None),
        ("ASK {}", "nonsense", None),
    ],
)
def test_the_format_is_what_the_asker_likes_best(url: str, query: str, accept: str, type_: str | None) -> None:
    found = get(url, params={"query": query}, headers={"Accept": accept})
    if type_ is None:
        assert found.status_code == HTTPStatus.NOT_ACCEPTABLE
        assert "there are " in found.text
    else:
        assert (found.status_code, found.headers["content-type"]) == (HTTPStatus.OK, type_)


def test_our_prefixes_need_no_declaration(url: str) -> None:
    assert get(url, params={"query": "ASK { ?s a ckg:Event }"}).json()["boolean"] is False


def test_service_is_refused_and_nobody_is_asked(url: str) -> None:
    with scripted(lambda _: None) as elsewhere:
        for query in ("ASK {{ SERVICE <{0}> {{ ?s ?p ?o }} }}", "ASK {{ OPTIONAL {{ ?s ?p 1 }} .SERVICE<{0}>{{}} }}"):
            found = get(url, params={"query": query.format(elsewhere.url)})
            assert (found.status_code, "SERVICE" in found.text) == (HTTPStatus.FORBIDDEN, True)
    assert elsewhere.requests == []


def test_head_is_get_without_body_and_options_say_what_there_is(url: str) -> None:
    bare = head(url, params={"query": ALL})
    whole = get(url, params={"query": ALL})
    assert (bare.status_code, bare.content) == (HTTPStatus.OK, b"")
    assert bare.headers["content-length"] == whole.headers["content-length"] == str(len(whole.content))
    told = options(url)
    assert told.status_code == HTTPStatus.NO_CONTENT
    assert told.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert told.headers["accept-post"] == f"{FORM}, {QUERY}"


def test_without_a_query_the_service_is_described(url: str) -> None:
    described = get(url, headers={"Accept": "text/turtle"})
    assert described.headers["content-type"] == "text/turtle; charset=utf-8"
    graph = rdflib.Graph().parse(data=described.text)
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = rdflib.URIRef(url)
    assert (service, rdflib.RDF.type, sd.Service) in graph
    assert graph.value(service, sd.endpoint) == service
    named = {*RESULTS.values(), *TRIPLES.values()}
    assert len(list(graph.objects(service, sd.resultFormat))) == len({str(format_) for format_ in named})
    assert get(url, headers={"Accept": "application/ld+json"}).json()
    assert get(url, headers={"Accept": "image/png"}).status_code == HTTPStatus.NOT_ACCEPTABLE


def test_a_large_answer_is_compressed_for_those_who_take_it(url: str) -> None:
    query = {"query": LARGE + " LIMIT 20000"}
    plain = get(url, params=query, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.headers["content-length"] == str(len(plain.content))
    with httpx.stream("GET", url, params=query, headers={"Accept-Encoding": "gzip"}, timeout=60) as packed:
        raw = b"".join(packed.iter_raw())
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]
    assert len(raw) < len(plain.content) / 5
    assert gzip.decompress(raw) == plain.content
    assert len(json.loads(plain.content)["results"]["bindings"]) == 20_000


def test_health_says_that_the_server_is_there(server: Server) -> None:
    found = get(f"{server.url}/health")
    assert found.json() == {"status": "ok", "version": found.json()["version"], "queries": 0}
    assert head(f"{server.url}/health").status_code == HTTPStatus.OK


def test_other_pages_may_ask_only_where_the_server_says_so(folder: Path, url: str) -> None:
    page = {"Origin": "http://page.test"}
    assert "access-control-allow-origin" not in get(url, params={"query": "ASK {}"}, headers=page).headers
    with served(application(folder, limits=Limits(parallel=1), origins=["http://page.test"])) as client:
        found = client.get("/sparql", params={"query": "ASK {}"}, headers=page)
        assert found.headers["access-control-allow-origin"] == "http://page.test"
        wanted = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
        before = client.options("/sparql", headers={**page, **wanted})
        assert before.status_code == HTTPStatus.OK
        assert "POST" in before.headers["access-control-allow-methods"]
        stranger = client.options("/sparql", headers={"Origin": "http://other.test", **wanted})
        assert "access-control-allow-origin" not in stranger.headers


@pytest.mark.parametrize(
    ("limits", "query", "reason"),
    [
        (Limits(seconds=0.5, parallel=1), LONG, "longer than 0.5 seconds"),
        (Limits(answer=10_000, parallel=1), LARGE, "more than 10,000 bytes"),
        (Limits(memory=300_000_000, parallel=1), f"{LARGE} ORDER BY ?v1 ?v0 LIMIT 1", "more than 300 MB of memory"),
    ],
    ids=["time", "size", "memory"],
)
def test_what_breaks_a_limit_is_an_error_and_the_next_query_is_answered(
    folder: Path, limits: Limits, query: str, reason: str
) -> None:
    with served(application(folder, limits=limits)) as client:
        for _ in range(2):
            broken = client.get("/sparql", params={"query": query})
            assert (broken.status_code, reason in broken.text) == (HTTPStatus.INTERNAL_SERVER_ERROR, True), broken.text
        if limits.seconds > 1:
            assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def until(holds: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < give_up
        time.sleep(0.02)


def children_of(server: Server) -> list[int]:
    assert server.process is not None
    pid = server.process.pid
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def running_queries(server: Server) -> int:
    return int(get(f"{server.url}/health").json()["queries"])


def test_a_long_query_holds_up_nobody_and_ends_when_its_asker_goes(server: Server, url: str) -> None:
    with socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2]))) as asker:
        asker.sendall(f"GET /sparql?{asked(query=LONG)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        until(lambda: running_queries(server) == 1)
        assert values(get(url, params={"query": ALL})) == ["a", "b", "мир"]
        assert running_queries(server) == 1
    until(lambda: running_queries(server) == 0)


def test_a_process_that_dies_while_it_waits_is_started_again(folder: Path, tmp_path: Path) -> None:
    with running(kg_serve(folder, tmp_path, "--parallel", "1")) as server:
        for _ in range(2):
            assert values(get(f"{server.url}/sparql", params={"query": ALL})) == ["a", "b", "мир"]
            (child,) = children_of(server)
            os.kill(child, signal.SIGKILL)
            until(lambda pid=child: not Path(f"/proc/{pid}").exists())  # type: ignore[misc]


def test_when_all_is_taken_another_query_is_asked_to_come_back(folder: Path) -> None:
    with served(application(folder, limits=Limits(parallel=1, waiting=0))) as client:
        first = threading.Thread(target=client.get, args=("/sparql",), kwargs={"params": {"query": LONG}})
        first.start()
        until(lambda: client.get("/health").json()["queries"] == 1)
        found = client.get("/sparql", params={"query": "ASK {}"})
    first.join()
    assert (found.status_code, found.headers["retry-after"]) == (HTTPStatus.SERVICE_UNAVAILABLE, "5")


def test_what_is_built_meanwhile_is_seen(tmp_path: Path) -> None:
    store = create_store(tmp_path / "s")
    store.replace_graph(G1, quads("old", graph=G1))
    with served(application(tmp_path / "s", limits=Limits(parallel=1))) as client:
        assert values(client.get("/sparql", params={"query": ALL})) == ["old"]
        store.replace_graph(G1, quads("new", "newer", graph=G1))
        assert values(client.get("/sparql", params={"query": ALL})) == ["new", "newer"]
        store.close()
        assert values(client.get("/sparql", params={"query": ALL})) == ["new", "newer"]


def test_a_store_that_is_gone_is_told(tmp_path: Path) -> None:
    create_store(tmp_path / "s").close()
    with served(application(tmp_path / "s", limits=Limits(parallel=1))) as client:
        shutil.rmtree(tmp_path / "s")
        found = client.get("/sparql", params={"query": ALL})
    assert (found.status_code, "cannot be read" in found.text) == (HTTPStatus.SERVICE_UNAVAILABLE, True)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_server_stops_cleanly_even_in_mid_query(folder: Path, tmp_path: Path, stop: signal.Signals) -> None:
    server = kg_serve(folder, tmp_path)
    server.start()
    told: list[httpx.Response] = []
    asker = threading.Thread(target=lambda: told.append(get(f"{server.url}/sparql", params={"query": LONG})))
    asker.start()
    until(lambda: running_queries(server) == 1)
    process = server.process
    assert process is not None
    children = children_of(server)
    server.end(stop)
    asker.join()
    assert (told[0].status_code, "the server stops" in told[0].text) == (HTTPStatus.SERVICE_UNAVAILABLE, True)
    assert process.returncode == 0
    (line,) = (tmp_path / "log").read_text().splitlines()
    assert line.endswith(f"is served at {server.url}/ (SPARQL at {server.url}/sparql)")
    assert len(children) == 4
    until(lambda: not any(Path(f"/proc/{child}").exists() for child in children))


def test_small_answers_are_sent_without_delay() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_a_port_that_is_taken_and_a_folder_without_store_are_told(server: Server, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot listen on 127\.0\.0\.1, port"):
        listen("127.0.0.1", int(server.url.rpartition(":")[2]))
    result = CliRunner().invoke(app, ["serve", "--store", str(tmp_path)])
    assert isinstance(result.exception, StoreError)


@pytest.mark.parametrize("format_", [JSON, XML, CSV, TSV])
@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_selects(url: str, format_: str, method: str) -> None:
    wrapper = SPARQLWrapper(url)
    wrapper.setQuery(ALL)
    wrapper.setMethod(method)
    wrapper.setReturnFormat(format_)
    found = wrapper.query()
    if format_ == JSON:
        converted = found.convert()
        assert isinstance(converted, dict)
        assert [row["o"]["value"] for row in converted["results"]["bindings"]] == ["a", "b", "мир"]
    else:
        raw = found.response.read().decode()
        assert all(text in raw for text in ("a", "b", "мир"))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # SPARQLWrapper's own
@pytest.mark.parametrize("format_", [RDFXML, TURTLE])
def test_sparqlwrapper_constructs_and_describes(url: str, format_: str) -> None:
    for query in ("CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <http://x.test/s>"):
        wrapper = SPARQLWrapper(url)
        wrapper.setQuery(query)
        wrapper.setReturnFormat(format_)
        converted = wrapper.queryAndConvert()
        assert isinstance(converted, rdflib.Graph | bytes)
        graph = converted if isinstance(converted, rdflib.Graph) else rdflib.Graph().parse(data=converted)
        assert sorted(map(str, graph.objects())) == ["a", "b", "мир"]


def test_sparqlwrapper_is_told_what_is_wrong(url: str, folder: Path, tmp_path: Path) -> None:
    wrapper = SPARQLWrapper(url)
    wrapper.setQuery("SELECT * { ?s ?p")
    with pytest.raises(QueryBadFormed, match="broken at 1:17"):
        wrapper.query()
    with running(kg_serve(folder, tmp_path, "--timeout", "0.5", "--parallel", "1")) as slow:
        wrapper = SPARQLWrapper(f"{slow.url}/sparql")
        wrapper.setQuery(LONG)
        with pytest.raises(EndPointInternalError, match=r"longer than 0\.5 seconds"):
            wrapper.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks(url: str, method: str) -> None:
    store = SPARQLStore(url, method=method)
    graph = rdflib.Graph(store)
    assert [str(row.o) for row in graph.query(ALL) if isinstance(row, ResultRow)] == ["a", "b", "мир"]
    assert (rdflib.URIRef(thing("s").value), rdflib.URIRef(P.value), rdflib.Literal("a")) in graph
    assert len(graph) == 3
    one = rdflib.Graph(store, identifier=rdflib.URIRef(G2.value))
    assert [str(object_) for object_ in one.objects()] == ["b"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize(
    "options",
    [
        ("--get", "--data-urlencode", f"query={ALL}"),
        ("--data-urlencode", f"query={ALL}"),
        ("--header", f"Content-Type: {QUERY}", "--data-binary", ALL),
        ("--compressed", "--get", "--data-urlencode", f"query={ALL}"),
    ],
    ids=["address", "form", "as it is", "compressed"],
)
def test_curl_asks(url: str, options: tuple[str, ...]) -> None:
    command = ["curl", "--silent", "--fail", "--header", "Accept: text/csv", *options, url]
    assert subprocess.run(command, check=True, capture_output=True).stdout.decode() == "o\r\na\r\nb\r\nмир\r\n"


@pytest.mark.parametrize("path", ["", "/", "/sparql"])
def test_our_own_command_asks_it(server: Server, path: str) -> None:
    result = CliRunner().invoke(app, ["query", "-e", ALL, "--endpoint", server.url + path])
    assert (result.exit_code, result.stdout.split()) == (0, ["o", "a", "b", "мир"])


def test_our_own_commands_are_told_what_it_refuses(server: Server, tmp_path: Path) -> None:
    wrong = CliRunner().invoke(app, ["query", "-e", "ASK { ?s", "--endpoint", server.url])
    assert "broken at 1:9" in str(wrong.exception)
    (tmp_path / "g.nq").write_text(f"{G1} {P} {G1} {G1} .\n")
    refused = CliRunner().invoke(
        app, ["load", str(tmp_path / "g.nq"), "--endpoint", server.url, "--manifest", str(tmp_path / "m")]
    )
    assert "403 this endpoint is read-only" in str(refused.exception)
