"""Loads that are broken off, repeated, mirrored and counted, against a real server."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner, Result

from kg.cli.main import app
from kg.errors import GraphError, KgError, StoreError
from kg.namespaces import CKG
from kg.stores import Patience, create_store, open_remote
from kg.stores.loading import Loaded, Mode, check_counts, load_plan, steps
from kg.stores.manifest import opened_manifest
from kg.stores.planning import planned
from kg.stores.remote import RemoteStore
from tests.servers import MAKERS, Server, Servers, cleared, location, options, running

# `make test-stores` runs the same on another server.
SERVER = os.environ.get("KG_TEST_SERVER", "oxigraph")
KILLS = 50
# Seconds within which a server that is up again is killed again: long enough for some of a load to pass.
WITHIN = {"virtuoso": 1.0}.get(SERVER, 0.06)
ONTOLOGY = ox.NamedNode(CKG.rstrip("#"))
REFERENCE = ox.NamedNode("http://x.test/graph/reference")
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
IDENTIFIER = ox.NamedNode("http://purl.org/dc/terms/identifier")


def node(name: object) -> ox.NamedNode:
    return ox.NamedNode(f"http://x.test/{name}")


def article(number: int, *texts: str) -> list[ox.Quad]:
    """A graph as articles have it, with a literal for each text."""
    graph = node(f"article/{number}")
    head = [
        ox.Quad(graph, TYPE, ox.NamedNode(CKG + "Article"), graph),
        ox.Quad(graph, IDENTIFIER, ox.Literal(f"n-{number}"), graph),
    ]
    return head + [ox.Quad(node(f"{number}/{n}"), node("p"), ox.Literal(text), graph) for n, text in enumerate(texts)]


def written(file: Path, *graphs: list[ox.Quad]) -> Path:
    lines = sorted({str(quad) for quads in graphs for quad in quads}, key=lambda line: line.rsplit(" ", 1)[::-1])
    file.write_text("".join(f"{line} .\n" for line in lines))
    return file


def bring(store: RemoteStore, *files: Path, mode: Mode = Mode.REPLACE) -> Loaded:
    manifest = files[0].with_suffix(".manifest")
    with planned(files) as plan, opened_manifest(manifest, "http://x.test") as notes:
        loaded = load_plan(steps(plan, store, mode=mode, manifest=notes), store, notes)
        notes.complete()
    return loaded


def held(store: RemoteStore) -> set[ox.Quad]:
    return set(store.match())


@pytest.fixture
def store(servers: Servers) -> Iterator[RemoteStore]:
    endpoint, access = location(servers[SERVER], SERVER)
    with closing(open_remote(endpoint, access)) as opened:
        cleared(opened)
        yield opened


def test_only_what_changed_is_sent(store: RemoteStore, tmp_path: Path) -> None:
    file = written(tmp_path / "g.nq", article(1, "a"), article(2, "b"))
    assert bring(store, file) == Loaded(new=2, quads=6)
    assert bring(store, file) == Loaded(same=2, quads=6)
    written(file, article(1, "a"), article(2, "c"), article(3, "d"))
    assert bring(store, file) == Loaded(new=1, changed=1, same=1, quads=9)
    assert held(store) == {*article(1, "a"), *article(2, "c"), *article(3, "d")}


def test_what_is_added_keeps_what_is_there(store: RemoteStore, tmp_path: Path) -> None:
    bring(store, written(tmp_path / "a.nq", article(1, "a")))
    more = [ox.Quad(node("z"), node("p"), ox.Literal("z"), node("article/1"))]
    for loaded in (Loaded(changed=1, quads=4), Loaded(same=1, quads=4)):
        assert bring(store, written(tmp_path / "b.nq", more), mode=Mode.ADD) == loaded
    assert held(store) == {*article(1, "a"), *more}


def reference(*names: str, label: str = "x") -> list[ox.Quad]:
    return [ox.Quad(node(name), node("label"), ox.Literal(label), REFERENCE) for name in names]


def test_the_reference_graph_is_shared_by_loads_and_files(store: RemoteStore, tmp_path: Path) -> None:
    first = written(tmp_path / "a.nq", reference("town", "land"))
    second = written(tmp_path / "b.nq", reference("land", "sea"))
    bring(store, first, second)
    assert held(store) == {*reference("town", "land", "sea")}
    bring(store, written(tmp_path / "c.nq", reference("sea", label="y")))
    assert held(store) == {*reference("town", "land"), *reference("sea", label="y")}


@pytest.mark.parametrize(
    "lines",
    [
        '<http://x.test/s> <http://x.test/p> "\\u00e9" <http://x.test/g> .\n',
        '<http://x.test/s>\t<http://x.test/p>  "é"  <http://x.test/g>.\n',
        '# a remark\n<http://x.test/s> <http://x.test/p> "é" <http://x.test/g> . # another\n\n',
        '<http://x.test/s> <http://x.test/p> "é" <http://x.test/g> .\n' * 2,
        '<http://x.test/s> <http://x.test/p> "é"^^<http://www.w3.org/2001/XMLSchema#string> <http://x.test/g> .',
    ],
    ids=["escapes", "blanks", "remarks", "twice", "a datatype that is understood"],
)
def test_a_quad_counts_once_however_it_is_written(store: RemoteStore, tmp_path: Path, lines: str) -> None:
    (tmp_path / "g.nq").write_text(lines)
    assert bring(store, tmp_path / "g.nq") == Loaded(new=1, quads=1)
    assert held(store) == {ox.Quad(node("s"), node("p"), ox.Literal("é"), node("g"))}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("<http://x.test/s> <http://x.test/p> <http://x.test/g> .\n", "statement 1 is in no named graph"),
        ('<http://x.test/s> <http://x.test/p> "a" <http://x.test/g> .\noops\n', "line 2"),
        (b'<http://x.test/s> <http://x.test/p> "\xff" <http://x.test/g> .\n', "g.nq"),
    ],
    ids=["no graph", "broken", "no UTF-8"],
)
def test_a_wrong_file_is_told_before_anything_is_sent(
    store: RemoteStore, tmp_path: Path, lines: str | bytes, message: str
) -> None:
    (tmp_path / "g.nq").write_bytes(lines if isinstance(lines, bytes) else lines.encode())
    with pytest.raises(GraphError, match=message):
        bring(store, tmp_path / "g.nq")
    assert store.count() == 0


def test_a_difference_names_the_graph(store: RemoteStore, tmp_path: Path) -> None:
    bring(store, written(tmp_path / "g.nq", article(1, "a")))
    with pytest.raises(StoreError, match=r"http://x.test/article/1 has 3 quads there instead of 4"):
        check_counts({node("article/1"): 4}, store)


def test_a_manifest_says_what_was_taken_and_the_next_load_goes_on(
    store: RemoteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(store, written(tmp_path / "old.nq", *(article(n, "old") for n in range(5))))
    file = written(tmp_path / "g.nq", *(article(n, "new") for n in range(5)))
    put = store.sender.put
    left = iter(range(2))

    def breaks_off(graph: ox.NamedNode, triples: Sequence[bytes]) -> None:
        if next(left, None) is None:
            raise StoreError("gone")
        put(graph, triples)

    monkeypatch.setattr(store.sender, "put", breaks_off)
    with pytest.raises(StoreError, match="gone"):
        bring(store, file)
    monkeypatch.undo()
    notes = [json.loads(line) for line in (tmp_path / "g.manifest").read_text().splitlines()]
    assert notes[0] == {"endpoint": "http://x.test"}
    assert [note["state"] for note in notes[1:]] == ["sent", "taken", "sent", "taken", "sent"]
    assert bring(store, file) == Loaded(changed=3, same=2, quads=15)
    assert held(store) == {quad for n in range(5) for quad in article(n, "new")}


def test_a_line_that_a_dying_load_left_unfinished_is_dropped(store: RemoteStore, tmp_path: Path) -> None:
    file = written(tmp_path / "g.nq", article(1, "a"))
    (tmp_path / "g.manifest").write_text('{"endpoint": "http://x.test"}\n{"graph": "http://x.t')
    assert bring(store, file) == Loaded(new=1, quads=3)
    assert "x.t\n" not in (tmp_path / "g.manifest").read_text()


@pytest.mark.parametrize(
    ("text", "message"),
    [("my notes\n", "no manifest"), ('{"endpoint": "http://y.test"}\n', "about loads to http://y.test")],
)
def test_a_manifest_of_something_else_is_left_alone(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "m").write_text(text)
    with pytest.raises(StoreError, match=message), opened_manifest(tmp_path / "m", "http://x.test"):
        pass
    assert (tmp_path / "m").read_text() == text


def test_two_loads_to_one_server_do_not_mix(tmp_path: Path) -> None:
    with (
        opened_manifest(tmp_path / "m", "http://x.test"),
        pytest.raises(StoreError, match="another load"),
        opened_manifest(tmp_path / "m", "http://x.test"),
    ):
        pass


@dataclass(slots=True)
class Killer:
    """Kills a server at random moments of loads and starts it again."""

    server: Server
    kills: int = 0
    loading: threading.Event = field(default_factory=threading.Event)
    busy: threading.Lock = field(default_factory=threading.Lock)
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    def run(self) -> None:
        while self.kills < KILLS:
            self.loading.wait()
            time.sleep(self.chance.uniform(0.0, WITHIN))
            with self.busy:
                if self.loading.is_set():
                    self.server.kill()
                    self.server.start()
                    self.kills += 1

    @contextmanager
    def while_loading(self) -> Iterator[None]:
        self.loading.set()
        try:
            yield
        finally:
            self.loading.clear()
            with self.busy:
                pass


def test_a_server_that_dies_fifty_times_ends_with_what_it_was_sent(tmp_path: Path) -> None:
    versions = [[article(n, *(f"{version} {k}" for k in range(8))) for n in range(60)] for version in ("a", "b")]
    files = [written(tmp_path / f"{n}.nq", *graphs) for n, graphs in enumerate(versions)]
    patience = Patience(tries=60, first=0.02, longest=1.0)
    with running(MAKERS[SERVER](tmp_path / "server")) as server:
        endpoint, access = location(server, SERVER)
        killer = Killer(server)
        thread = threading.Thread(target=killer.run, daemon=True)
        with closing(open_remote(endpoint, replace(access, patience=patience))) as store:
            thread.start()
            loads = 0
            while thread.is_alive():
                if loads % 4 == 0:
                    cleared(store)
                with killer.while_loading():
                    bring(store, files[loads % 2])
                assert held(store) == {quad for graph in versions[loads % 2] for quad in graph}
                loads += 1
            killer.loading.set()
            thread.join()
    assert killer.kills == KILLS


def test_a_load_that_is_killed_goes_on(store: RemoteStore, servers: Servers, tmp_path: Path) -> None:
    chance = random.Random(3)
    bring(store, written(tmp_path / "old.nq", *(article(n, "old") for n in range(150))))
    new = [article(n, "new", "newer") for n in range(200)]
    file = written(tmp_path / "g.nq", *new)
    command = [sys.executable, "-c", "from kg.cli.main import main; main()"]
    command += ["load", str(file), *options(servers[SERVER], SERVER), "--manifest", str(tmp_path / "m")]
    for _ in range(4):
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as load:
            time.sleep(chance.uniform(0.4, 0.8))
            load.send_signal(signal.SIGKILL)
        for graph in store.counts(node(f"article/{n}") for n in range(200)).values():
            assert graph in {3, 4}
    subprocess.run(command, check=True, capture_output=True)
    assert {quad for quad in held(store) if quad.graph_name != ONTOLOGY} == {quad for graph in new for quad in graph}


def kg(*arguments: object, environment: Mapping[str, str] | None = None) -> Result:
    return CliRunner(env=environment).invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def at(servers: Servers, store: RemoteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    del store
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return options(servers[SERVER], SERVER)


def test_the_commands_load_ask_and_take_back(store: RemoteStore, at: list[str], tmp_path: Path) -> None:
    mention = ox.Quad(node("1/e"), node("place"), node("town"), node("article/1"))
    other = ox.Quad(node("2/e"), node("place"), node("sea"), node("article/2"))
    file = written(tmp_path / "g.nq", [*article(1), mention], [*article(2), other], reference("town", "sea"))
    dry = kg("load", file, *at, "--dry-run")
    assert "new\t3\thttp://x.test/article/1" in dry.stdout
    assert store.count() == 0
    loaded = kg("load", file, *at)
    assert loaded.exit_code == 0, loaded.exception
    assert "4 graphs new, 0 changed, 0 the same" in loaded.stderr
    assert (tmp_path / "state" / "conflict-kg" / "loads").is_dir()
    assert "4 the same" in kg("load", file, *at).stderr
    assert kg("query", "-e", "SELECT ?a { ?a a ckg:Article } ORDER BY ?a", *at).stdout.splitlines() == [
        "a", "http://x.test/article/1", "http://x.test/article/2",
    ]  # fmt: skip
    assert kg("query", "coverage", *at).exit_code == 0
    assert kg("query", "-e", "ASK { ?a a ckg:Battle }", *at).stdout == "no\n"
    assert kg("retract", "n-1", *at).exit_code == 0
    assert {quad for quad in held(store) if quad.graph_name != ONTOLOGY} == {*article(2), other, *reference("sea")}
    assert kg("retract", "n-1", *at).exit_code == 1


def test_a_synced_server_holds_what_the_store_holds(store: RemoteStore, at: list[str], tmp_path: Path) -> None:
    foreign = [ox.Quad(node("x"), node("p"), ox.Literal("x"), node("somebody-elses"))]
    bring(store, written(tmp_path / "g.nq", article(1, "old"), article(9), foreign, reference("gone")))
    local = create_store(tmp_path / "store")
    local.load(written(tmp_path / "l.nq", article(1, "new"), article(2), reference("town")))
    local.close()
    dry = kg("sync", "--store", tmp_path / "store", *at, "--dry-run").stdout.splitlines()
    assert sorted(line.split("\t")[0] for line in dry) == ["changed", "changed", "gone", "new"]
    for _ in range(2):
        result = kg("sync", "--store", tmp_path / "store", *at)
        assert result.exit_code == 0, result.exception
        assert held(store) == {*article(1, "new"), *article(2), *reference("town"), *foreign}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("load", "none.nq"), "no such file"),
        (("query", "coverage", "--store", "x"), "name one of"),
        (("retract", "n-1", "--store", "x"), "name one of"),
        (("load", "g.nq", "--auth", "basic"), "no credentials for 127.0.0.1"),
        (("load", "g.nq", "--kind", "mysql"), "none of the kinds"),
        (("load", "g.nq", "--manifest", "/proc/none/m"), "cannot be written"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_told(
    at: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    if "basic" in arguments:
        monkeypatch.delenv("KG_USER", raising=False)
    written(tmp_path / "g.nq", article(1))
    result = kg(*arguments, *at)
    assert isinstance(result.exception, KgError) or result.exit_code == 2
    assert message in f"{result.stderr}{result.exception}"
