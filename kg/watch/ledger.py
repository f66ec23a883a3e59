"""Which articles a store holds, against which the watched files say it should: the difference is what is to be done.

What is about to be written is marked before the store changes, and marked as done after it: a watch that was killed goes on
with what is left.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.documents import Document, document_of
from kg.sources.identity import TAKEN
from kg.watch.database import Database
from kg.watch.entries import reject_line

# Of the records with one id the first is its article; of the articles with one text the first is the original. A bare
# column beside min() is of the row that has the least (SQLite, "Quirks", and its documentation of aggregate functions).
FIRST = """
WITH first AS (
    SELECT id, text, digest, file, min(place) AS place FROM record WHERE reject IS NULL GROUP BY id
), original AS (
    SELECT text, id, min(place) FROM first GROUP BY text
)
"""
WANTED = f"""
INSERT INTO wanted {FIRST}
SELECT NULL, first.id, place, file, first.digest, nullif(original.id, first.id) AS original, article.graph
FROM first JOIN original ON original.text = first.text LEFT JOIN article ON article.id = first.id
WHERE article.id IS NULL OR article.digest IS NOT first.digest OR article.original IS NOT nullif(original.id, first.id)
ORDER BY place
"""  # noqa: S608 - put together of constants
GONE = """
SELECT id, graph FROM article WHERE NOT EXISTS (SELECT 1 FROM record WHERE record.id = article.id) ORDER BY id
"""
REJECTS = f"""
{FIRST}
SELECT place, reject, NULL, NULL, NULL FROM record WHERE reject IS NOT NULL
UNION ALL
SELECT record.place, NULL, record.id, record.position, NULL FROM record JOIN first ON first.id = record.id
WHERE record.place != first.place AND record.text != first.text
UNION ALL
SELECT record.place, NULL, first.id, record.position, article.reason
FROM article JOIN first ON first.id = article.id JOIN record ON record.place = first.place
WHERE article.reason IS NOT NULL
ORDER BY 1
"""  # noqa: S608 - put together of constants
READER, UNFINISHED = "reader", "unfinished"


class Unfinished(StrEnum):
    """Which links of a store are out of date: those of articles that have changed, or all, after a change of words."""

    SOME = "some"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An article that the store has not got as it should: its number, id, and the graph that it has there by now."""

    number: int
    id: str
    graph: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a wanted article: the graph that holds it now, or why there is none."""

    wanted: Wanted
    graph: str | None = None
    reason: str | None = None


class Ledger:
    """The articles of a watch."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def use_reader(self, digest: str) -> bool:
        """Has everything read again where something else read it before; says whether that is so."""
        known = self._note(READER)
        if known == digest:
            return False
        with self._database.whole():
            self._database.rows("UPDATE file SET size = NULL, tag = NULL")
            self._database.rows("UPDATE article SET digest = NULL")
            self._set_note(READER, digest)
            self._set_note(UNFINISHED, Unfinished.ALL if known is not None else None)
        return known is not None

    def find_wanted(self) -> int:
        """How many articles the store has not got as it should; their numbers begin with 1."""
        with self._database.whole():
            self._database.rows("DELETE FROM wanted")
            self._database.rows(WANTED)
        count: int = self._database.row("SELECT count(*) FROM wanted")[0]
        return count

    def files_without_content(self) -> list[bytes]:
        """The files that hold wanted articles and have to be read again for them."""
        query = "SELECT DISTINCT file FROM wanted WHERE place NOT IN (SELECT place FROM content)"
        return [place for (place,) in self._database.rows(query)]

    def documents(self) -> Iterator[tuple[int, Document]]:
        """The wanted articles whose content is at hand, with their numbers, in order."""
        query = """
        SELECT number, packed, position, original FROM wanted JOIN content USING (place) JOIN record USING (place)
        WHERE number > ? ORDER BY number LIMIT 1
        """
        number = 0
        while row := self._database.row(query, number):
            number, packed, position, original = row
            document = document_of(zlib.decompress(packed))
            yield number, replace(document, position=json.loads(position), reprint_of=original)

    def wanted(self, number: int) -> Wanted:
        """The wanted article with a number."""
        id_, graph = self._database.row("SELECT id, graph FROM wanted WHERE number = ?", number)
        return Wanted(number=number, id=id_, graph=graph)

    def begin(self, articles: Iterable[Done]) -> None:
        """Notes that the store may hold these articles in any state from now on."""
        statement = """
        INSERT INTO article (id, graph) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET digest = NULL
        """
        with self._database.whole(safe=True):
            self._database.many(statement, ((done.wanted.id, done.wanted.graph or done.graph) for done in articles))
            self._note_unfinished()

    def end(self, articles: Sequence[Done]) -> None:
        """Notes that the store holds these articles as it should."""
        statement = """
        UPDATE article SET graph = ?, reason = ?, (digest, original) = (
            SELECT digest, original FROM wanted WHERE number = ?
        ) WHERE id = ?
        """
        rows = ((done.graph, done.reason, done.wanted.number, done.wanted.id) for done in articles)
        numbers = ((done.wanted.number,) for done in articles)
        with self._database.whole():
            self._database.many(statement, rows)
            self._database.many(
                "DELETE FROM content WHERE NOT stays AND place = (SELECT place FROM wanted WHERE number = ?)", numbers
            )

    def gone(self) -> list[tuple[str, str | None]]:
        """The ids and graphs of articles that no file holds any more."""
        return self._database.rows(GONE)

    def forget(self, ids: Iterable[str]) -> None:
        """Notes that the store holds these articles no more."""
        with self._database.whole():
            self._database.many("DELETE FROM article WHERE id = ?", ((id_,) for id_ in ids))
            self._note_unfinished()

    @property
    def unfinished(self) -> Unfinished | None:
        """Which of the store's links are to be brought up to date."""
        found = self._note(UNFINISHED)
        return None if found is None else Unfinished(found)

    def _note_unfinished(self) -> None:
        if self.unfinished is None:
            self._set_note(UNFINISHED, Unfinished.SOME)

    def finish(self) -> None:
        """Notes that the links are up to date, and drops what is kept of articles that are done."""
        with self._database.whole():
            self._database.rows("DELETE FROM content WHERE NOT stays AND place NOT IN (SELECT place FROM wanted)")
            self._set_note(UNFINISHED, None)

    def rejects(self) -> Iterator[str]:
        """All that could not be read of what is there now, as lines of JSON, in the order of their places."""
        for _, line, id_, position, reason in self._database.rows(REJECTS):
            yield line if line is not None else reject_line(id_, reason or TAKEN, json.loads(position))

    def _note(self, name: str) -> str | None:
        found = self._database.row("SELECT value FROM note WHERE name = ?", name)
        return None if found is None else found[0]

    def _set_note(self, name: str, value: str | None) -> None:
        self._database.rows("INSERT OR REPLACE INTO note VALUES (?, ?)", name, value)
