"""`kg status`: how far a run has come."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

UNITS = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))

if TYPE_CHECKING:
    from kg.pipeline.status import Status


def status(
    run: Annotated[Path, typer.Argument(metavar="FOLDER", help="What `kg build` was given as --run.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON.")] = False,
) -> None:
    """Say how far a run has come, how fast, how long it will take, and what it refused for which reason."""
    from kg.pipeline.status import read_status

    found = read_status(run, now=time.time())
    typer.echo(json.dumps(asdict(found), ensure_ascii=False) if as_json else "\n".join(lines(found)))


def lines(found: "Status") -> Iterator[str]:
    """The status for people."""
    yield f"{found.articles:,} articles, {found.events:,} events, {found.claims:,} claims, {found.rejects:,} rejects"
    yield from _progress(found)
    if found.articles_a_minute is not None:
        yield f"{found.articles_a_minute:,.0f} articles a minute"
    if found.seconds_since_last is not None:
        ended = "" if found.is_running else "; no process is reading now"
        yield f"the last one {duration(found.seconds_since_last)} ago{ended}"
    yield from (f"  {count:,} × {reason}" for reason, count in found.reasons.items())


def _progress(found: "Status") -> Iterator[str]:
    if found.bytes_read is None or found.bytes_in_all is None:
        return
    from rich.filesize import decimal

    done, total = found.bytes_read, found.bytes_in_all
    share = f"{100 * done // total} %" if total else "all"
    left = "" if found.seconds_left is None else f", about {duration(found.seconds_left)} left"
    yield f"{decimal(done)} of {decimal(total)} of the sources read ({share}){left}"


def duration(seconds: float) -> str:
    """The time in its two largest units.

    >>> duration(12), duration(100), duration(7_500), duration(400_000)
    ('12 s', '1 min 40 s', '2 h 5 min', '4 d 15 h')
    """
    left = round(seconds)
    parts: list[str] = []
    for unit, size in UNITS:
        count, left = divmod(left, size)
        if count or (unit == "s" and not parts):
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2])
