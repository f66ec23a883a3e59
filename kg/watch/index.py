"""Which records the watched files hold, in the order in which `kg build` reads them.

A record's place is made of its source, its file and its number in there, so that of two with one id, or one text, the same
is taken for the first.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from kg.sources.identity import TAKEN
from kg.watch.database import Database
from kg.watch.entries import Entry
from kg.watch.scanning import Source, Stamp

SEPARATOR = os.fsencode(os.sep)
RANK, NUMBER = 4, 8
"""Bytes of the numbers in a place."""
RECORD = "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)"
CONTENT = "INSERT OR REPLACE INTO content VALUES (?, ?, ?)"


class Index:
    """The files and records of a watch; numbers of sources are looked up once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ranks: dict[str, int] = {}

    def place(self, source: Source, path: str) -> bytes:
        """The place of a file; it begins with those of the folders that it is in, and a zero comes before all other signs."""
        below = os.fsencode(source.below(path))
        return self._rank(source).to_bytes(RANK) + (below.replace(SEPARATOR, b"\0") + b"\0" if below else b"")

    def _rank(self, source: Source) -> int:
        rank = self._ranks.get(source.address)
        if rank is None:
            self._database.rows("INSERT OR IGNORE INTO source (address) VALUES (?)", source.address)
            rank = self._database.row("SELECT rank FROM source WHERE address = ?", source.address)[0]
            self._ranks[source.address] = rank
        return rank

    def stamps(self, source: Source) -> Mapping[bytes, Stamp | None]:
        """The files of a source as they were when they were read; None for one that is to be read again."""
        query = "SELECT place, size, modified, changed FROM file WHERE rank = ?"
        rows = self._database.rows(query, self._rank(source))
        return {place: None if size is None else Stamp(size, *times) for place, size, *times in rows}

    def read_again(self, places: Iterable[bytes]) -> None:
        """Has files read again, whether they have changed or not, and their contents kept."""
        self._database.many("UPDATE file SET size = NULL WHERE place = ?", ((place,) for place in places))

    def replace(self, source: Source, place: bytes, stamp: Stamp | None, entries: Iterable[Entry]) -> None:
        """Takes the entries for all that a file holds. Contents are kept of those that the store has not got yet."""
        stamps = stamp or (None, None, None)
        with self._database.whole():
            known = self._database.row("SELECT size FROM file WHERE place = ?", place)
            again = known is not None and known[0] is None
            self._drop(place)
            self._note_file(source, place, stamps)
            for number, entry in enumerate(entries):
                self._add(place, place + number.to_bytes(NUMBER), entry)
                if entry.content is not None and (again or not self._is_done(entry)):
                    self._database.rows(CONTENT, place + number.to_bytes(NUMBER), entry.content, 0)

    def merge(self, source: Source, place: bytes, entries: Iterable[Entry], *, seen: Stamp | str) -> None:
        """Takes the entries for what a feed says of them; earlier ones that it does not show any more stay.

        `seen` is the file's stamp, or by what a server knows this version.
        """
        with self._database.whole():
            stamp, tag = ((None, None, None), seen) if isinstance(seen, str) else (seen, None)
            self._note_file(source, place, stamp, tag)
            self._database.rows("DELETE FROM record WHERE file = ? AND reject IS NOT NULL", place)
            known = dict(self._database.rows("SELECT id, place FROM record WHERE file = ?", place))
            numbers = count(1 + max((int.from_bytes(at[-NUMBER:]) for at in known.values()), default=-1))
            for entry in _distinct(entries):
                at = known.get(entry.id) if entry.reason is None else None
                at = at or place + next(numbers).to_bytes(NUMBER)
                self._database.rows("DELETE FROM record WHERE place = ?", at)
                self._add(place, at, entry)
                if entry.content is not None:
                    self._database.rows(CONTENT, at, entry.content, 1)

    def _note_file(self, source: Source, place: bytes, stamp: Iterable[int | None], tag: str | None = None) -> None:
        row = (place, self._rank(source), *stamp, tag)
        self._database.rows("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)", *row)

    def _add(self, file: bytes, place: bytes, entry: Entry) -> None:
        id_ = entry.id if entry.reason is None else None
        row = (place, file, id_, json.dumps(entry.position), entry.text, entry.digest, entry.reject)
        self._database.rows(RECORD, *row)

    def _is_done(self, entry: Entry) -> bool:
        query = "SELECT 1 FROM article WHERE id = ? AND digest = ?"
        return self._database.row(query, entry.id, entry.digest) is not None

    def drop(self, places: Iterable[bytes]) -> None:
        """Forgets files with all their records."""
        with self._database.whole():
            for place in places:
                self._drop(place)
                self._database.rows("DELETE FROM file WHERE place = ?", place)

    def _drop(self, place: bytes) -> None:
        self._database.rows("DELETE FROM content WHERE place IN (SELECT place FROM record WHERE file = ?)", place)
        self._database.rows("DELETE FROM record WHERE file = ?", place)

    def tag(self, place: bytes) -> str | None:
        """By what a server knows the version of a feed that was read last."""
        found = self._database.row("SELECT tag FROM file WHERE place = ?", place)
        return None if found is None else found[0]


def _distinct(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, of several with one id the first; those with another text are rejects."""
    texts: dict[str, bytes | None] = {}
    for entry in entries:
        if entry.reason is not None:
            yield entry
        elif entry.id not in texts:
            texts[entry.id] = entry.text
            yield entry
        elif texts[entry.id] != entry.text:
            yield Entry(id=entry.id, position=entry.position, reason=TAKEN)
