"""Which records are the same article."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.documents import Document, Reject

TAKEN = "the id belongs to an earlier article with another text"
DIGEST = 12
TABLES = """
PRAGMA journal_mode = OFF;
CREATE TABLE document (key BLOB PRIMARY KEY, text BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE original (text BLOB PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
BEGIN;
"""


def content_id(text: str, url: str | None = None) -> str:
    """The id of a text that came without one: the same text has the same id, whatever its file is called.

    One that was found at several addresses is an article at each of them.
    """
    known = text if url is None else f"{url}\n{text}"
    return f"sha256:{hashlib.sha256(known.encode('utf-8')).hexdigest()}"


class Standing(StrEnum):
    """How a document stands to those before it: of its id and its text, neither, the text, both or the id are known."""

    FIRST = "first"
    REPRINT = "reprint"
    REPEAT = "repeat"
    CLASH = "clash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A document's standing, and of a reprint the id of the article whose text it has."""

    standing: Standing = Standing.FIRST
    original: str | None = None


FIRST = Verdict()


class Seen:
    """The documents so far: of each its id and two digests, in a file that SQLite puts aside once there are many."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript(TABLES)

    def judge(self, id_: str, text: int) -> Verdict:
        """How the next document stands to all before it; it is one of them from now on."""
        key, wanted = _number(id_).to_bytes(DIGEST), text.to_bytes(DIGEST)
        known = self._database.execute("SELECT text FROM document WHERE key = ?", (key,)).fetchone()
        if known is not None:
            return Verdict(standing=Standing.REPEAT if known[0] == wanted else Standing.CLASH)
        self._database.execute("INSERT INTO document VALUES (?, ?)", (key, wanted))
        self._database.execute("INSERT OR IGNORE INTO original VALUES (?, ?)", (wanted, id_))
        (original,) = self._database.execute("SELECT id FROM original WHERE text = ?", (wanted,)).fetchone()
        return FIRST if original == id_ else Verdict(standing=Standing.REPRINT, original=original)

    def close(self) -> None:
        """Throws the file away."""
        self._database.close()


def settled(document: Document, verdict: Verdict, *, position: str) -> Document | Reject | None:
    """What the verdict makes of a document: itself, a reprint, a reject, or nothing where it was read before."""
    if verdict.standing is Standing.REPEAT:
        return None
    if verdict.standing is Standing.CLASH:
        return Reject(id=document.id, reason=TAKEN, position=position)
    return replace(document, position=position, reprint_of=verdict.original)


def without_repeats(records: Iterable[tuple[str, Document | Reject]]) -> Iterator[Document | Reject]:
    """Each document once; one whose id an earlier document with another text bears is rejected, at its position.

    One that has, spaces aside, the text of an earlier one under another id is a reprint of that.
    """
    with closing(Seen()) as seen:
        for position, record in records:
            if isinstance(record, Reject):
                yield record
                continue
            verdict = seen.judge(record.id, text_number(record.text))
            kept = settled(record, verdict, position=position)
            if kept is not None:
                yield kept


def text_number(text: str) -> int:
    """A number that texts have in common which differ in their spaces at most."""
    return _number(" ".join(text.split()))


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8"), digest_size=DIGEST).digest())
