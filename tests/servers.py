"""Servers on loopback for tests: real triplestores, and one that answers as it is told."""

import os
import resource
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
from starlette.applications import Starlette

from kg.endpoint.serving import address_of, listen, server_of
from kg.stores import Access, Patience, Store

READY_SECONDS = 30


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True, kw_only=True)
class Server:
    """A server that is started, killed and started again on the same folder and port."""

    command: list[str]
    folder: Path
    url: str
    file_limit: int | None = None
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it and waits until it answers."""
        limit = None if self.file_limit is None else self._limit
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                preexec_fn=limit,  # noqa: PLW1509 - given only where no other thread runs
            )
        self.wait()

    def wait(self) -> None:
        """Waits until it answers."""
        give_up = time.monotonic() + READY_SECONDS
        while not _answers(self.url):
            assert self.process is not None
            assert self.process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < give_up, f"{self.url} does not answer"
            time.sleep(0.02)

    def kill(self) -> None:
        """Ends it at once."""
        self.end(signal.SIGKILL)

    def end(self, by: int = signal.SIGTERM) -> None:
        """Ends it, and waits for its end."""
        if self.process is not None:
            self.process.send_signal(by)
            self.process.wait(timeout=READY_SECONDS)
            self.process = None

    def _limit(self) -> None:
        assert self.file_limit is not None
        # A write beyond the limit fails then as on a full disk, instead of ending the process.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.file_limit, self.file_limit))


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def oxigraph(folder: Path, *options: str, file_limit: int | None = None) -> Server:
    """The Oxigraph server on a folder; not started."""
    port = free_port()
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert program is not None
    command = [program, "serve", "-l", str(folder / "data"), "-b", f"127.0.0.1:{port}", *options]
    folder.mkdir(parents=True, exist_ok=True)
    return Server(command=command, folder=folder, url=f"http://127.0.0.1:{port}", file_limit=file_limit)


def kg_serve(store: Path, folder: Path, *options: str) -> Server:
    """Our own endpoint over a store; not started."""
    port = free_port()
    program = [sys.executable, "-c", "from kg.cli.main import main; main()"]
    command = [*program, "serve", "--store", str(store), "--port", str(port), *options]
    folder.mkdir(parents=True, exist_ok=True)
    return Server(command=command, folder=folder, url=f"http://127.0.0.1:{port}")


@contextmanager
def served(application: Starlette) -> Iterator[httpx.Client]:
    """Somebody who asks an application of ours, which a thread of this process serves."""
    with listen("127.0.0.1", 0) as listener, httpx.Client(base_url=address_of(listener), timeout=60) as client:
        server = server_of(application)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield client
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """A server while the block runs."""
    server.start()
    try:
        yield server
    finally:
        server.end()


@dataclass(slots=True)
class Told:
    """What a scripted server was asked: method, path and headers of each request."""

    url: str
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)


Script = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def scripted(script: Script, *, certificate: Path | None = None) -> Iterator[Told]:
    """A server whose every answer a function writes; with a certificate and its key, over TLS."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            told.requests.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}))
            self.rfile.read(int(self.headers.get("content-length", 0)))
            try:
                script(self)
            except OSError:
                self.close_connection = True

        do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - names of http.server

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's
            del format, args

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        http.socket = context.wrap_socket(http.socket, server_side=True)
    told = Told(f"http{'s' if certificate is not None else ''}://127.0.0.1:{http.server_address[1]}")
    threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield told
    finally:
        http.shutdown()
        http.server_close()


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    """An answer of a status with a body; headers are named with _ for -."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


class Servers:
    """The triplestores that a run of tests uses, each started when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started: dict[str, Server] = {}

    def __getitem__(self, name: str) -> Server:
        if name not in self._started:
            server = MAKERS[name](self._folder / name)
            server.start()
            self._started[name] = server
        return self._started[name]

    def end(self) -> None:
        """Ends all of them."""
        for server in self._started.values():
            server.end()


def _generic(folder: Path) -> Server:
    """Oxigraph as a server of which nothing is known but where it takes queries and updates."""
    return oxigraph(folder, "--union-default-graph")


VIRTUOSO = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
MaxClientConnections = 10
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10
MaxKeepAlives = 10
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = 100000
MaxQueryExecutionTime = 60
"""
VIRTUOSO_USER, VIRTUOSO_PASSWORD = "dba", "for-tests"


def virtuoso(folder: Path) -> Server:
    """Virtuoso on a folder, both its ports on loopback; not started. Its password is set on the way."""
    folder.mkdir(parents=True, exist_ok=True)
    http, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(folder=folder, http=http, sql=sql))
    command = ["virtuoso-t", "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    set_password = ["+pwdold", "dba", "+pwddba", VIRTUOSO_PASSWORD, "+pwddav", VIRTUOSO_PASSWORD]
    subprocess.run([*command, *set_password], cwd=folder, check=True, capture_output=True, timeout=120)
    return Server(command=command, folder=folder, url=f"http://127.0.0.1:{http}")


MAKERS: Mapping[str, Callable[[Path], Server]] = {"oxigraph": oxigraph, "generic": _generic, "virtuoso": virtuoso}


def location(server: Server, name: str) -> tuple[str, Access]:
    """The address of a server of the tests, and how to deal with it."""
    quick = Patience(tries=2, first=0.05)
    if name == "generic":
        return f"{server.url}/query", Access(kind="generic", update=f"{server.url}/update", patience=quick)
    if name == "virtuoso":
        os.environ.update(KG_USER=VIRTUOSO_USER, KG_PASSWORD=VIRTUOSO_PASSWORD)
        return server.url, Access(auth="digest", patience=quick)
    return server.url, Access(patience=quick)


def options(server: Server, name: str) -> list[str]:
    """The same for the command."""
    endpoint, access = location(server, name)
    return ["--endpoint", endpoint, *(["--auth", access.auth] if access.auth is not None else [])]


def cleared(store: Store) -> None:
    """Takes all graphs out of a store."""
    for graph in store.graphs():
        store.drop_graph(graph)
