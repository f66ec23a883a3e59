"""How far a run has come, by its journal."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import RunError
from kg.pipeline.journal import FILE

FEWEST = 20
"""Articles that must have been read before anything is said of the time that is left: the first wait for the model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is safe on disk, and how fast the process that reads, or did last, comes on; None is what cannot be known.

    `bytes_read` counts the sources up to the last article that is done, packed ones packed; there are none where a source
    has no size. `seconds_left` is for a run that is under way. `reasons` says how many records were refused for which
    reason, the commonest first.
    """

    articles: int
    events: int
    claims: int
    rejects: int
    is_running: bool
    articles_a_minute: float | None
    seconds_since_last: float | None
    bytes_read: int | None
    bytes_in_all: int | None
    seconds_left: float | None
    reasons: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Session:
    """A row of kg.pipeline.session."""

    total: int | None
    done: int
    results: int
    since: float | None
    already: int
    last: float | None

    def per_second(self, amount: int) -> float | None:
        """How much of something a second that came with the articles after the first."""
        if self.since is None or self.last is None or self.last <= self.since:
            return None
        return amount / (self.last - self.since)

    def seconds_left(self, now: float) -> float | None:
        """By the bytes that are left and those that were read so far, less the time since the last article.

        Nothing where all bytes are read and the articles in the last of them are not done.
        """
        rate = self.per_second(self.done - self.already)
        if not self.total or self.last is None or not rate or self.results < FEWEST or self.done >= self.total:
            return None
        return max((self.total - self.done) / rate - (now - self.last), 0.0)


def read_status(folder: Path, *, now: float) -> Status:
    """The status of the run in a folder, at a time in seconds since 1970. Raises RunError when there is none."""
    path = folder / FILE
    if not path.is_file():
        raise RunError(f"{folder}: there is no run; `kg build … --run FOLDER` makes one")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            return _status(database, now=now, is_running=_is_running(path))
    except sqlite3.Error as error:
        raise RunError(f"{path} cannot be read: {error}") from error


def _status(database: sqlite3.Connection, *, now: float, is_running: bool) -> Status:
    counted = "SELECT count(graph), sum(events), sum(claims), max(read) FROM result"
    by_reason = "SELECT reason, count(*) AS n FROM refused GROUP BY reason ORDER BY n DESC, reason"
    articles, events, claims, last = database.execute(counted).fetchone()
    reasons = dict(database.execute(by_reason).fetchall())
    row = database.execute("SELECT total, done, results, since, already, last FROM session").fetchone()
    session = _Session(*(row or (None, 0, 0, None, 0, None)))
    rate = session.per_second(session.results - 1)
    return Status(
        articles=articles,
        events=events or 0,
        claims=claims or 0,
        rejects=sum(reasons.values()),
        is_running=is_running,
        articles_a_minute=60 * rate if rate else None,
        seconds_since_last=None if last is None else now - last,
        bytes_read=None if session.total is None else min(session.done, session.total),
        bytes_in_all=session.total,
        seconds_left=session.seconds_left(now) if is_running else None,
        reasons=reasons,
    )


def _is_running(path: Path) -> bool:
    """Whether a process holds the journal, which it does for as long as it lives."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as probe:
        probe.execute("PRAGMA busy_timeout = 0")
        try:
            probe.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            return "locked" in str(error)
        probe.execute("ROLLBACK")
    return False
