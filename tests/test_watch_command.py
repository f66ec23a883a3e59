"""`kg watch` as a user runs it."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from typer.testing import CliRunner, Result

from kg.cli.main import app
from kg.errors import InputError, KgError
from kg.stores import open_store
from kg.watch.fetching import Fetcher
from tests.inputs import rss

TEXT = "Rebels shelled Goma on 3 May 2024, killing nine people, the Congolese army said."
OTHER = "Fighters of JNIM captured the town of Djibo in Burkina Faso on 2 June 2024, witnesses said."
COMMAND = [sys.executable, "-c", "from kg.cli.main import main; main()"]
SHELLED = "SELECT ?e { ?e a ckg:Shelling }"


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@contextmanager
def watching(*arguments: object) -> Iterator["subprocess.Popen[str]"]:
    """A watch in a process of its own, past its first line."""
    command = [*COMMAND, "watch", *map(str, arguments)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            assert "watches" in process.stderr.readline()
            yield process
        finally:
            process.kill()


def test_a_store_is_asked_while_a_watch_follows_a_folder(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    with watching(folder, "--store", store, "--settle", 0, "--interval", 0.3) as process:
        assert process.stderr is not None
        assert "1 files, 1 new" in process.stderr.readline()
        assert kg("query", "-e", SHELLED, "--store", store, "--format", "csv").stdout.count("event/") == 1
        (folder / "a.txt").unlink()
        (folder / "b.txt").write_text(OTHER)
        assert "1 files, 1 new, 1 retracted" in process.stderr.readline()
        assert kg("query", "-e", SHELLED, "--store", store, "--format", "csv").stdout.count("event/") == 0
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 0
    assert kg("build", folder, "--store", tmp_path / "again").exit_code == 0
    assert kg("link", "--store", tmp_path / "again").exit_code == 0
    stores = (open_store(path) for path in (store, tmp_path / "again"))
    assert len({frozenset(map(str, opened.match())) for opened in stores}) == 1


def test_once_takes_what_is_there_and_tells_of_rejects(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    command = ("watch", folder, "--store", store, "--settle", 0, "--once")
    assert kg(*command).exit_code == 0
    (folder / "a.jsonl").write_text(json.dumps({"key": "n-1", "story": ""}))
    result = kg(*command, "--map", "id=key,text=story", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["rejected"] == 1
    (line,) = (tmp_path / "store.rejects.jsonl").read_text().splitlines()
    assert json.loads(line)["id"] == "n-1"
    (folder / "a.jsonl").unlink()
    (folder / "b.txt").write_text("")
    (folder / "b.txt").unlink()
    away = kg(*command, "--map", "id=key,text=story")
    assert (away.exit_code, "holds no file any more" in away.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none", "--store", "s"), "no such file or folder"),
        (("in", "--store", "in/s"), "would be read as a source"),
        (("in", "--store", "s", "--rejects", "in/r.jsonl"), "would be read as a source"),
        (("in", "--store", "s", "--published", "soon"), "no date"),
        (("in", "--store", "other"), "holds other files"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("in", "other"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TEXT)
    result = kg("watch", *arguments, "--once")
    assert isinstance(result.exception, KgError) or result.exit_code == 2
    assert message in f"{result.stderr}{result.exception}"


class Wire(BaseHTTPRequestHandler):
    """Serves a feed that has a version, or a status."""

    body: ClassVar[bytes] = rss("<guid>n-1</guid>").encode()
    status: ClassVar[int] = 200
    asked: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        version = f'"{hash(self.body)}"'
        self.asked.append(self.headers["if-none-match"])
        status = 304 if self.status == 200 and self.headers["if-none-match"] == version else self.status
        self.send_response(status)
        self.send_header("etag", version)
        self.send_header("retry-after", "900")
        self.end_headers()
        self.wfile.write(self.body if status == 200 else b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def wire() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Wire) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/feed"
        server.shutdown()


def test_a_feed_is_fetched_when_it_has_changed_and_not_too_often(wire: str) -> None:
    now = 0.0
    fetcher = Fetcher(rarely=300, clock=lambda: now)
    assert fetcher.is_due(wire)
    first = fetcher.fetch(wire, None)
    assert first is not None
    assert first.data == Wire.body
    assert fetcher.fetch(wire, first.tag) is None
    now = 899.0
    assert not fetcher.is_due(wire)
    now = 900.0
    assert fetcher.is_due(wire)


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/feed", "http://[/"])
def test_a_feed_that_cannot_be_had_is_told(address: str) -> None:
    with pytest.raises(InputError, match="cannot be fetched"):
        Fetcher().fetch(address, None)


def test_a_server_that_refuses_a_feed_is_told(wire: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Wire, "status", 500)
    with pytest.raises(InputError, match="500"):
        Fetcher().fetch(wire, None)


def test_a_feed_that_is_too_large_is_not_taken(wire: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.watch.fetching.MAX_FEED_BYTES", 10)
    with pytest.raises(InputError, match="larger than 10 bytes"):
        Fetcher().fetch(wire, None)


def test_a_feed_on_the_web_goes_into_a_store(wire: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    item = f"<guid>n-1</guid><description>{TEXT}</description>"
    command = ("watch", wire, "--store", tmp_path / "store", "--once", "--json")
    monkeypatch.setattr(Wire, "body", rss(item).encode())
    assert json.loads(kg(*command).stdout)["new"] == 1
    assert kg(*command).stdout == ""
    monkeypatch.setattr(Wire, "body", rss(f"<guid>n-2</guid><description>{OTHER}</description>").encode())
    assert json.loads(kg(*command).stdout)["new"] == 1
    monkeypatch.setattr(Wire, "status", 503)
    refused = kg(*command)
    assert (refused.exit_code, "503" in refused.stderr) == (1, True)
    identifiers = "SELECT ?id { ?a dcterms:identifier ?id } ORDER BY ?id"
    found = kg("query", "-e", identifiers, "--store", tmp_path / "store", "--format", "csv").stdout
    assert found.split() == ["id", "n-1", "n-2"]
