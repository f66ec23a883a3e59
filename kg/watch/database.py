"""The file in which a watch keeps what it knows, inside the folder of its store: it comes and goes with that."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import RunError

FOLDER, FILE = "watch", "index.sqlite"

TABLES = """
CREATE TABLE IF NOT EXISTS source (rank INTEGER PRIMARY KEY, address TEXT UNIQUE NOT NULL);
CREATE TABLE IF NOT EXISTS file (
    place BLOB PRIMARY KEY, rank INTEGER NOT NULL, size INTEGER, modified INTEGER, changed INTEGER, tag TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS file_of_source ON file (rank);
CREATE TABLE IF NOT EXISTS record (
    place BLOB PRIMARY KEY, file BLOB NOT NULL, id TEXT, position TEXT, text BLOB, digest BLOB, reject TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_of_file ON record (file);
CREATE INDEX IF NOT EXISTS record_of_id ON record (id, place);
CREATE TABLE IF NOT EXISTS content (place BLOB PRIMARY KEY, packed BLOB NOT NULL, stays INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY, graph TEXT, digest BLOB, original TEXT, reason TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TEMP TABLE wanted (
    number INTEGER PRIMARY KEY, id TEXT, place BLOB, file BLOB, digest BLOB, original TEXT, graph TEXT
);
"""


class Database:
    """One watch's tables, shared by its threads; no second watch can open them meanwhile."""

    def __init__(self, store: Path) -> None:
        self.path = store / FOLDER / FILE
        self._lock = threading.RLock()
        with self._told("used"):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.path, timeout=1, isolation_level=None, check_same_thread=False)
            for setting in ("locking_mode = EXCLUSIVE", "journal_mode = WAL"):
                self._connection.execute(f"PRAGMA {setting}")
            self._connection.executescript(TABLES)

    def rows(self, query: str, *values: object) -> list[Any]:
        """All rows of a statement's answer."""
        with self._lock, self._told("used"):
            return self._connection.execute(query, values).fetchall()

    def row(self, query: str, *values: object) -> Any:
        """The first row, or None."""
        return next(iter(self.rows(query, *values)), None)

    def many(self, statement: str, values: Iterable[tuple[object, ...]]) -> None:
        """Runs a statement for each of the values."""
        with self._lock, self._told("written"):
            self._connection.executemany(statement, values)

    @contextmanager
    def whole(self, *, safe: bool = False) -> Iterator[None]:
        """All that is written in the block is kept, or nothing of it; `safe` has it on disk when the block ends.

        What is not may be lost with power, and all that came after it: it is found again then by looking.
        """
        with self._lock:
            self.rows(f"PRAGMA synchronous = {'FULL' if safe else 'NORMAL'}")
            self.rows("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.rows("ROLLBACK")
                raise
            self.rows("COMMIT")

    def close(self) -> None:
        """Lets another watch in."""
        with self._lock, self._told("written"):
            self._connection.close()

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            reason = "another watch is using it" if "locked" in str(error) else str(error)
            raise RunError(f"{self.path} cannot be {what}: {reason}") from error
