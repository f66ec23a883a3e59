"""How far a run has come, by its journal."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import RunError
from kg.pipeline.journal import FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is safe on disk, and how fast it came: articles a minute from the first to the last, None for too few.

    `reasons` says how many documents were refused for which reason, the commonest first.
    """

    articles: int
    events: int
    claims: int
    rejects: int
    articles_a_minute: float | None
    seconds_since_last: float | None
    reasons: Mapping[str, int]


def read_status(folder: Path, *, now: float) -> Status:
    """The status of the run in a folder, at a time in seconds since 1970. Raises RunError when there is none."""
    path = folder / FILE
    if not path.is_file():
        raise RunError(f"{folder}: there is no run; `kg build … --run FOLDER` makes one")
    query = "SELECT count(graph), sum(events), sum(claims), count(reason), min(read), max(read) FROM result"
    by_reason = (
        "SELECT reason, count(*) AS n FROM result WHERE reason IS NOT NULL GROUP BY reason ORDER BY n DESC, reason"
    )
    try:
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        articles, events, claims, rejects, first, last = database.execute(query).fetchone()
        reasons = dict(database.execute(by_reason).fetchall())
        database.close()
    except sqlite3.Error as error:
        raise RunError(f"{path} cannot be read: {error}") from error
    span = last - first if last is not None else 0
    return Status(
        articles=articles,
        events=events or 0,
        claims=claims or 0,
        rejects=rejects,
        articles_a_minute=60 * (articles + rejects - 1) / span if span else None,
        seconds_since_last=None if last is None else now - last,
        reasons=reasons,
    )
