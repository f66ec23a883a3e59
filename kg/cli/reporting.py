"""What builds tell the user."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from kg.pipeline import Summary


def note(message: str) -> None:
    """Tell the user, beside the results."""
    typer.echo(f"kg: {message}", err=True)


def report(summary: "Summary", hint: str, *, as_json: bool) -> None:
    """Print what a build has come to, and where to see what it refused."""
    counts = asdict(summary)
    if as_json:
        typer.echo(json.dumps(counts))
    line = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    typer.echo(f"{line}{hint}", err=True)
