"""What a server may do to us, and what we never do to a server."""

import base64
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg.stores
from kg.errors import QueryError, StoreError
from kg.stores import Access, Patience
from kg.stores.credentials import Scheme, find_credentials
from kg.stores.kinds import Addresses, kind_of, service
from kg.stores.remote import RemoteStore
from tests.servers import Told, oxigraph, reply, running, scripted

JSON = "application/sparql-results+json"
ROWS = b'{"head":{"vars":["o"]},"results":{"bindings":[{"o":{"type":"literal","value":"x"}}]}}'
QUERY = "SELECT ?o { ?s ?p ?o }"
SELF_SIGNED = Path(__file__).parent / "data" / "self-signed.pem"
XSD = "http://www.w3.org/2001/XMLSchema#"
GRAPH = ox.NamedNode("http://x.test/g")
QUAD = ox.Quad(ox.NamedNode("http://x.test/s"), ox.NamedNode("http://x.test/p"), ox.Literal("o"), GRAPH)
QUICK = Patience(tries=3, first=0.01)


@contextmanager
def store_at(url: str, **access: object) -> Iterator[RemoteStore]:
    settings = {"kind": "oxigraph", "patience": QUICK, "timeout": 5.0, **access}
    with closing(kg.stores.open_remote(url, Access(**settings))) as store:  # type: ignore[arg-type]
        yield store


def ask(told: Told, **access: object) -> list[str]:
    with store_at(told.url, **access) as store:
        return [row[0].value for row in store.select(QUERY) if row[0] is not None]


def rows(handler: BaseHTTPRequestHandler) -> None:
    reply(handler, 200, ROWS, content_type=JSON)


def in_turn(*answers: Callable[[BaseHTTPRequestHandler], None]) -> Callable[[BaseHTTPRequestHandler], None]:
    """A script that gives each of the answers once, the last one always."""
    left = list(answers)

    def script(handler: BaseHTTPRequestHandler) -> None:
        answer = left.pop(0) if len(left) > 1 else left[0]
        answer(handler)

    return script


def broken_off(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True


def cut(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", str(len(ROWS)))
    handler.end_headers()
    handler.wfile.write(ROWS[:40])
    handler.close_connection = True


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(2)
    broken_off(handler)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_what_may_go_better_is_tried_again(status: int) -> None:
    with scripted(in_turn(lambda h: reply(h, status), broken_off, rows)) as told:
        assert ask(told) == ["x"]
    assert len(told.requests) == 3


def test_the_pauses_grow_and_heed_what_the_server_asks_for() -> None:
    slept: list[float] = []
    patience = Patience(tries=4, first=0.5, longest=1.5, sleep=slept.append)
    with scripted(in_turn(lambda h: reply(h, 503), lambda h: reply(h, 503, retry_after="7"), broken_off, rows)) as told:
        assert ask(told, patience=patience) == ["x"]
    assert slept == [0.5, 7.0, 1.5]


@pytest.mark.parametrize(
    ("script", "error", "message"),
    [
        pytest.param(lambda h: reply(h, 503, b"in repair"), StoreError, "not ready: 503 in repair", id="not ready"),
        pytest.param(broken_off, StoreError, "broke off", id="a dead line"),
        pytest.param(cut, StoreError, "broke off: .*complete message", id="an answer shorter than its stated length"),
        pytest.param(
            lambda h: reply(h, 200, ROWS[:-3] + b"The operation has been cancelled", content_type=JSON),
            QueryError, "not whole: .*has been cancelled", id="broken JSON",
        ),
        pytest.param(lambda h: reply(h, 200, ROWS[:-1], content_type=JSON), QueryError, "not whole", id="JSON cut at its end"),
        pytest.param(
            lambda h: reply(h, 200, ROWS, content_type=JSON, x_sparql_maxrows="1"),
            QueryError, "left out a part", id="an answer that says it is cut",
        ),
        pytest.param(lambda h: reply(h, 200, b"o\r\nx\r\n", content_type="text/csv"), StoreError, "text/csv", id="CSV"),
        pytest.param(lambda h: reply(h, 200, b"<h1>Hi", content_type="text/html"), StoreError, "text/html.*<h1>Hi", id="a page"),
        pytest.param(lambda h: reply(h, 401), StoreError, "wants some .--auth.", id="401"),
        pytest.param(lambda h: reply(h, 403, b"not you"), StoreError, "does not allow it.*403 not you", id="403"),
        pytest.param(lambda h: reply(h, 500, b"full\ndisk"), StoreError, "fails: 500 full disk", id="500"),
        pytest.param(lambda h: reply(h, 400, b"no such function"), QueryError, "refuses: 400 no such", id="400"),
        pytest.param(lambda h: reply(h, 307, location="http://evil.test/"), StoreError, "sends on to http://evil.test/", id="another host"),
        pytest.param(lambda h: reply(h, 302, location=h.path), StoreError, "in circles", id="a circle"),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_an_error(
    script: Callable[[BaseHTTPRequestHandler], None], error: type[Exception], message: str
) -> None:
    with scripted(script) as told, pytest.raises(error, match=message):
        ask(told)


@pytest.mark.parametrize("script", [dripping, silent], ids=["drip by drip", "silent"])
def test_a_slow_answer_ends_in_time(script: Callable[[BaseHTTPRequestHandler], None]) -> None:
    begun = time.monotonic()
    with scripted(script) as told, pytest.raises(QueryError, match=r"within 0\.4 s"):
        ask(told, timeout=0.4)
    assert time.monotonic() - begun < 2


def test_a_certificate_that_nobody_vouches_for_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted(rows, certificate=SELF_SIGNED) as told:
        with pytest.raises(StoreError, match=r"cannot be reached: .*certificate verify failed"):
            ask(told)
        assert told.requests == []
        monkeypatch.setenv("SSL_CERT_FILE", str(SELF_SIGNED))
        assert ask(told) == ["x"]


def test_a_redirect_on_the_same_host_is_followed() -> None:
    def script(handler: BaseHTTPRequestHandler) -> None:
        if handler.path.startswith("/query"):
            reply(handler, 307, location=handler.path.replace("/query", "/there"))
        else:
            rows(handler)

    with scripted(script) as told:
        assert ask(told) == ["x"]


def test_nobody_there_is_told() -> None:
    with store_at("http://127.0.0.1:9") as store, pytest.raises(StoreError, match="cannot be reached"):
        store.count()


def test_an_update_of_ones_own_is_not_sent_twice() -> None:
    message = "whether it took the update is not known"
    with scripted(broken_off) as told, store_at(told.url) as store, pytest.raises(StoreError, match=message):
        store.update("INSERT DATA { <http://x.test/a> <http://x.test/b> 1 }")
    assert len(told.requests) == 1


def test_the_form_is_stated_and_long_queries_are_posted() -> None:
    with scripted(rows) as told, store_at(told.url) as store:
        store.select(f"# add DELETE\n{QUERY}")
        store.select(f"{QUERY} # {'long ' * 1000}")
    (get, path, headers), (post, *_) = told.requests
    assert (get, post) == ("GET", "POST")
    assert path.startswith("/query?")
    assert JSON in headers["accept"]


@pytest.mark.parametrize(
    ("auth", "header"),
    [("basic", f"Basic {base64.b64encode(b'ann:secret-1').decode()}"), ("bearer", "Bearer token-1")],
)
def test_credentials_come_from_the_environment_and_show_nowhere(
    auth: str, header: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name, value in {"KG_USER": "ann", "KG_PASSWORD": "secret-1", "KG_TOKEN": "token-1"}.items():
        monkeypatch.setenv(name, value)
    with scripted(lambda h: reply(h, 401)) as told, pytest.raises(StoreError) as raised:
        ask(told, auth=auth)
    assert told.requests[-1][2]["authorization"] == header
    assert not any(secret in f"{caplog.text}{raised.value!r}" for secret in ("secret-1", "token-1", header[6:]))


def test_credentials_go_to_no_other_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TOKEN", "token-1")
    with scripted(rows) as other, scripted(lambda h: reply(h, 307, location=other.url)) as told:
        with pytest.raises(StoreError, match="sends on"):
            ask(told, auth="bearer")
        assert other.requests == []


def test_credentials_come_from_netrc_or_a_prompt(tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("machine db.test login ann password from-netrc\n")
    environment = {"NETRC": str(tmp_path / "netrc")}
    found = find_credentials(Scheme.DIGEST, host="db.test", environment=environment)
    assert (found.user, found.secret) == ("ann", "from-netrc")
    asked = find_credentials(Scheme.BASIC, host="other.test", environment=environment, ask=lambda what: f"<{what}>")
    assert (asked.user, asked.secret) == ("<user at other.test>", "<password of <user at other.test> at other.test>")
    assert "from-netrc" not in repr(found)
    with pytest.raises(StoreError, match="set KG_TOKEN"):
        find_credentials(Scheme.BEARER, host="db.test", environment={})


@pytest.mark.parametrize(
    ("url", "access", "message"),
    [
        ("http://ann:pw@db.test/", {}, "holds a user or password"),
        ("http:///x", {}, "no address"),
        ("http://127.0.0.1:9", {"kind": "oracle"}, "none of the kinds of server: oxigraph"),
        ("http://127.0.0.1:9", {"auth": "magic"}, "none of basic, digest, bearer"),
    ],
    ids=["a password in it", "no host", "an unknown kind", "an unknown scheme"],
)
def test_a_wrong_address_is_told(url: str, access: dict[str, str], message: str) -> None:
    with pytest.raises(StoreError, match=message), store_at(url, **access):
        pass


@pytest.mark.parametrize(
    ("server", "path", "kind"),
    [
        ("Oxigraph/0.5.13", "", "oxigraph"),
        ("Virtuoso/07.20.3229 (Linux)", "/sparql", "virtuoso"),
        ("Apache Jena Fuseki (4.9.0)", "/ds", "fuseki"),
        ("GraphDB/10.6.3 RDF4J/4.3.8", "/repositories/news", "graphdb"),
        ("Apache-Coyote/1.1", "/rdf4j-server/repositories/news", "rdf4j"),
        ("conflict-kg/0.1.0", "", "conflict-kg"),
        ("nginx", "/sparql", "generic"),
    ],
)
def test_a_server_tells_its_kind(server: str, path: str, kind: str) -> None:
    def script(handler: BaseHTTPRequestHandler) -> None:
        handler.version_string = lambda: server  # type: ignore[method-assign]
        reply(handler, 404)

    with scripted(script) as told, store_at(f"{told.url}{path}", kind=None) as store:
        assert store.service.kind.name == kind


@pytest.mark.parametrize(
    ("kind", "endpoint", "query", "update", "graphs"),
    [
        ("oxigraph", "http://h:7878", "/query", "/update", "/store"),
        ("oxigraph", "http://h:7878/query", "/query", "/update", "/store"),
        ("oxigraph", "http://h:7878/store/", "/query", "/update", "/store"),
        ("virtuoso", "http://h:8890/sparql", "/sparql", "/sparql", "/sparql-graph-crud"),
        ("fuseki", "http://h:3030/ds", "/ds/query", "/ds/update", "/ds/data"),
        ("fuseki", "http://h:3030/ds/sparql", "/ds/sparql", "/ds/update", "/ds/data"),
        ("graphdb", "http://h:7200/repositories/r", "/repositories/r", "/repositories/r/statements", "/repositories/r/rdf-graphs/service"),
        ("generic", "http://h/sparql", "/sparql", "/sparql", None),
    ],
)  # fmt: skip
def test_a_kind_says_where_to_send_what(kind: str, endpoint: str, query: str, update: str, graphs: str | None) -> None:
    host = "/".join(endpoint.split("/")[:3])
    found = service(Addresses(endpoint=endpoint), kind_of(kind), with_credentials=False)
    assert (found.query, found.update) == (host + query, host + update)
    assert found.graphs == (None if graphs is None else host + graphs)


def test_those_who_say_who_they_are_go_elsewhere_at_virtuoso() -> None:
    found = service(Addresses(endpoint="http://h:8890/sparql"), kind_of("virtuoso"), with_credentials=True)
    assert (found.query, found.update) == ("http://h:8890/sparql-auth", "http://h:8890/sparql-auth")
    assert found.graphs == "http://h:8890/sparql-graph-crud-auth"


def test_a_server_whose_queries_leave_out_named_graphs_is_told(tmp_path: Path) -> None:
    with running(oxigraph(tmp_path)) as server:
        access = {"kind": "generic", "update": f"{server.url}/update"}
        with store_at(f"{server.url}/query", **access) as store:
            assert [*store.select(QUERY)] == []
            store.replace_graph(GRAPH, [QUAD])
        with (
            store_at(f"{server.url}/query", **access) as store,
            pytest.raises(StoreError, match="leave out what named"),
        ):
            store.select(QUERY)


@pytest.fixture
def full(tmp_path: Path) -> Iterator[str]:
    """A server that can write no file of more than some kilobytes."""
    with running(oxigraph(tmp_path, file_limit=200_000)) as server:
        yield server.url


def test_a_full_disk_is_told(full: str) -> None:
    large = [ox.Quad(QUAD.subject, QUAD.predicate, ox.Literal(f"{n} {'x' * 1000}"), GRAPH) for n in range(2_000)]
    with store_at(full) as store, pytest.raises(StoreError, match=r"fails: 500|broke off|cannot be reached"):
        store.replace_graph(GRAPH, large)


def test_virtuoso_says_yes_by_a_row_and_false_by_a_digit() -> None:
    answer = b'{"head":{"vars":["%s"]},"results":{"bindings":[%s]}}'
    digit = b'{"o":{"type":"typed-literal","datatype":"http://www.w3.org/2001/XMLSchema#boolean","value":"0"}}'
    yes = b'{"__ASK_RETVAL":{"type":"literal","value":"1"}}'
    bodies = iter([answer % (b"o", digit), answer % (b"__ASK_RETVAL", yes), answer % (b"__ASK_RETVAL", b"")])
    with (
        scripted(lambda handler: reply(handler, 200, next(bodies), content_type=JSON)) as told,
        store_at(told.url, kind="virtuoso") as store,
    ):
        assert [str(term) for (term,) in store.select(QUERY)] == [f'"false"^^<{XSD}boolean>']
        assert [store.ask("ASK { ?s ?p ?o }") for _ in range(2)] == [True, False]
