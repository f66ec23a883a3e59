"""What a run has read so far, on disk: a run that was killed goes on where it was.

A folder holds the graph of each document that was read, or why it was refused, found by the document and by all that
reads it. Going on is reading the sources again and taking from there what is there, so that the end is the same in every
byte. A record is whole or absent, whenever the process dies.
"""

import hashlib
import json
import sqlite3
import threading
import time
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.documents import Document, Reject, content_of
from kg.errors import RunError
from kg.graphs import Graph
from kg.pipeline.articles import Article, Numbered, Read, Result
from kg.pipeline.session import Session
from kg.sources import Tally

FILE = "run.sqlite"
DIGEST = 16
SECONDS = 1.0
"""How much work may be lost; each time that work is made safe costs a hundredth of a second."""

TABLES = """
CREATE TABLE IF NOT EXISTS refused (key BLOB PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS session (total INTEGER, done INTEGER, results INTEGER, since REAL, already INTEGER, last REAL);
CREATE TABLE IF NOT EXISTS result (
    key BLOB PRIMARY KEY, read REAL NOT NULL, graph TEXT, lines BLOB, keys TEXT, events INTEGER, claims INTEGER,
    id TEXT, reason TEXT
) WITHOUT ROWID;
"""


class Journal:
    """The results of one run; a state that lives as long as the run, shared by its threads."""

    def __init__(self, folder: Path, *, reader: bytes, tally: Tally | None = None) -> None:
        self.path = folder / FILE
        self.reader = reader
        self.session = Session(tally=tally or Tally())
        self._lock = threading.Lock()
        self._saved = time.monotonic()
        with self._told("used"):
            folder.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self.path, timeout=1, isolation_level=None, check_same_thread=False)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.executescript(TABLES)
            # Keeps a second run out, which would read all that this one is reading.
            self._database.execute("BEGIN IMMEDIATE")
            self._database.execute("DELETE FROM refused")

    def refuse(self, reject: Reject) -> None:
        """Notes that a record of the sources could not be read."""
        key = json.dumps([reject.id, reject.position, reject.reason]).encode()
        row = (hashlib.blake2b(key, digest_size=DIGEST).digest(), reject.reason)
        with self._lock, self._told("written"):
            self._database.execute("INSERT OR REPLACE INTO refused VALUES (?, ?)", row)

    def resumed(self, read: Read) -> Read:
        """What reads the documents that are not in the journal, and gives for the others what is."""

        def resumed(numbered: Iterable[Numbered]) -> Iterator[Result]:
            known: deque[tuple[int, bytes]] = deque()
            keys: dict[int, bytes] = {}

            def unknown() -> Iterator[Numbered]:
                for number, document in numbered:
                    key = self._key(document)
                    self.session.begin(number)
                    if self._has(key):
                        known.append((number, key))
                    else:
                        keys[number] = key
                        yield number, document

            for number, result in read(unknown()):
                self.session.end(number, now=time.time())
                self._keep(keys.pop(number), result)
                yield number, result
                yield from self._taken(known)
            yield from self._taken(known)
            self.session.finish()

        return resumed

    def _taken(self, known: deque[tuple[int, bytes]]) -> Iterator[Result]:
        while known:
            number, key = known.popleft()
            self.session.end(number)
            yield number, self._result(key)

    def _key(self, document: Document) -> bytes:
        return hashlib.blake2b(content_of(document), key=self.reader, digest_size=DIGEST).digest()

    def _has(self, key: bytes) -> bool:
        with self._lock, self._told("read"):
            return self._database.execute("SELECT 1 FROM result WHERE key = ?", (key,)).fetchone() is not None

    def _result(self, key: bytes) -> Article | Reject:
        query = "SELECT graph, lines, keys, events, claims, id, reason FROM result WHERE key = ?"
        with self._lock, self._told("read"):
            graph, lines, keys, events, claims, id_, reason = self._database.execute(query, (key,)).fetchone()
        if reason is not None:
            return Reject(id=id_, reason=reason)
        whole = Graph(ox.NamedNode(graph), lines=zlib.decompress(lines))
        return Article(graph=whole, keys=frozenset(json.loads(keys)), events=events, claims=claims)

    def _keep(self, key: bytes, result: Article | Reject) -> None:
        row: tuple[object, ...]
        if isinstance(result, Reject):
            row = (None, None, None, 0, 0, result.id, result.reason)
        else:
            packed = zlib.compress(result.graph.lines, level=1)
            keys = json.dumps(sorted(result.keys))
            row = (result.graph.name.value, packed, keys, result.events, result.claims, None, None)
        with self._lock, self._told("written"):
            self._database.execute(
                "INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (key, time.time(), *row)
            )
            if time.monotonic() - self._saved > SECONDS:
                self._save()

    def _save(self) -> None:
        self._note_session()
        self._database.execute("COMMIT")
        self._database.execute("BEGIN IMMEDIATE")
        self._saved = time.monotonic()

    def _note_session(self) -> None:
        self._database.execute("DELETE FROM session")
        self._database.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)", self.session.row)

    def close(self) -> None:
        """Makes safe what is there."""
        with self._lock, self._told("written"):
            # After a full disk there is nothing left to commit.
            if self._database.in_transaction:
                self._note_session()
                self._database.execute("COMMIT")
            self._database.close()

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error, zlib.error) as error:
            reason = "another run is using it" if "locked" in str(error) else str(error)
            raise RunError(f"{self.path} cannot be {what}: {reason}") from error
