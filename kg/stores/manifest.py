"""What a load has sent to a server, and what the server has taken: lines of JSON, so that a broken load can go on.

{"endpoint": "http://localhost:7878"}
{"graph": "https://…/article/1", "digest": "5e9e…", "state": "sent"}
{"graph": "https://…/article/1", "digest": "5e9e…", "state": "taken"}
{"state": "complete"}
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import platformdirs

from kg.errors import StoreError
from kg.stores.planning import Planned

SENT, TAKEN, COMPLETE = "sent", "taken", "complete"


class Manifest:
    """The record of one load. `taken` has the digests of the graphs that the server has acknowledged, by name."""

    def __init__(self, path: Path, file: IO[str], taken: dict[str, str]) -> None:
        self.path = path
        self.taken = taken
        self._file = file

    def has_taken(self, graph: Planned) -> bool:
        """Whether the server acknowledged this very content before."""
        return self.taken.get(graph.graph.value) == graph.digest

    def sending(self, graphs: Iterable[Planned]) -> None:
        """Notes what is about to be sent."""
        self._note(graphs, SENT)

    def acknowledged(self, graphs: Iterable[Planned]) -> None:
        """Notes what the server has taken."""
        self._note(graphs, TAKEN)

    def complete(self) -> None:
        """Notes that all is there; the next load begins anew."""
        self._write({"state": COMPLETE})

    def _note(self, graphs: Iterable[Planned], state: str) -> None:
        for graph in graphs:
            self._write({"graph": graph.graph.value, "digest": graph.digest, "state": state})
        self._file.flush()

    def _write(self, line: dict[str, str]) -> None:
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")


def manifest_path(endpoint: str) -> Path:
    """Where the manifest of loads to a server is kept unless another place is said."""
    name = hashlib.blake2b(endpoint.encode(), digest_size=12).hexdigest()
    return platformdirs.user_state_path("conflict-kg") / "loads" / f"{name}.jsonl"


@contextmanager
def opened_manifest(path: Path, endpoint: str) -> Iterator[Manifest]:
    """The manifest of a load, with what an unfinished one before it has done.

    Raises StoreError for a manifest of another server or one that another load is writing.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}; name another file with --manifest") from error
    with file:
        _lock(file, path)
        taken = _taken(file, path, endpoint)
        if taken is None:
            file.truncate(0)
            file.write(json.dumps({"endpoint": endpoint}, ensure_ascii=False) + "\n")
        yield Manifest(path, file, taken or {})


def _lock(file: IO[str], path: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise StoreError(f"{path}: another load is writing to the same server") from error


def _taken(file: IO[str], path: Path, endpoint: str) -> dict[str, str] | None:
    """The digests by graph of what a load before has brought over; None where none was left unfinished."""
    file.seek(0)
    lines = file.read().splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        # The load was killed while it wrote this line.
        file.truncate(sum(len(line.encode()) for line in lines[:-1]))
        lines.pop()
    file.seek(0, os.SEEK_END)
    try:
        entries = [json.loads(line) for line in lines]
        if not entries or entries[-1].get("state") == COMPLETE:
            return None
        if entries[0]["endpoint"] != endpoint:
            raise StoreError(f"{path} is about loads to {entries[0]['endpoint']}, not to {endpoint}")
        return {entry["graph"]: entry["digest"] for entry in entries if entry.get("state") == TAKEN}
    except (ValueError, KeyError, AttributeError) as error:
        raise StoreError(f"{path} is no manifest of a load; name another file, or delete it") from error
