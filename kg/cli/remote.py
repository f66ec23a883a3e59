"""What the commands that deal with a server have in common: their options, and how a person is asked for a password."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Endpoint: TypeAlias = Annotated[str, typer.Option(metavar="URL", help="The server, such as http://localhost:7878.")]
MaybeEndpoint: TypeAlias = Annotated[str | None, typer.Option(metavar="URL", help="A server, instead of a folder.")]
Kind: TypeAlias = Annotated[
    str | None,
    typer.Option(help="oxigraph, virtuoso, fuseki, graphdb, rdf4j or generic, where the server does not tell."),
]
Auth: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="basic|digest|bearer",
        help="Send credentials: from KG_USER and KG_PASSWORD (KG_TOKEN for bearer), ~/.netrc, or as you are asked.",
    ),
]
Update: TypeAlias = Annotated[
    str | None, typer.Option("--update", metavar="URL", help="Where the server takes updates, if elsewhere.")
]
GraphStore: TypeAlias = Annotated[
    str | None, typer.Option("--graph-store", metavar="URL", help="Where it has its graph store, if elsewhere.")
]
Timeout: TypeAlias = Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="How long one answer may take.")]
ManifestFile: TypeAlias = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Where to note what was sent; else in the user's state folder.")
]
DryRun: TypeAlias = Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")]


def asker() -> Callable[[str], str] | None:
    """What asks the person at the terminal for a user, a password or a token; None where nobody is there."""
    return _asked if sys.stdin.isatty() and sys.stderr.isatty() else None


def _asked(what: str) -> str:
    return str(typer.prompt(what, hide_input=not what.startswith("user "), err=True))
