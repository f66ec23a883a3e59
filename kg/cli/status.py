"""`kg status`: how far a run has come."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.pipeline.status import Status


def status(
    run: Annotated[Path, typer.Argument(metavar="FOLDER", help="What `kg build` was given as --run.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON.")] = False,
) -> None:
    """Say how many articles a run has read, how fast, and what it refused for which reason."""
    from kg.pipeline.status import read_status

    found = read_status(run, now=time.time())
    typer.echo(json.dumps(asdict(found), ensure_ascii=False) if as_json else "\n".join(lines(found)))


def lines(found: "Status") -> Iterator[str]:
    """The status for people."""
    yield f"{found.articles:,} articles, {found.events:,} events, {found.claims:,} claims, {found.rejects:,} rejects"
    if found.articles_a_minute is not None:
        yield f"{found.articles_a_minute:,.0f} articles a minute"
    if found.seconds_since_last is not None:
        yield f"the last one {found.seconds_since_last:,.0f} s ago"
    yield from (f"  {count:,} × {reason}" for reason, count in found.reasons.items())
