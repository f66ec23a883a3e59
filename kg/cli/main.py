"""`kg`: the commands and what they have in common. Each command imports what it needs when it runs."""

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated

import typer

from kg import __version__
from kg.errors import KgError

COMMANDS = (
    "build",
    "watch",
    "link",
    "status",
    "query",
    "load",
    "sync",
    "serve",
    "validate",
    "explain",
    "retract",
    "ontology",
    "evaluate",
)

app = typer.Typer(
    name="kg",
    help="News of armed conflict as a knowledge graph: who did what to whom, according to whom, and who denies it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def options(  # noqa: D103 - the app's own help stands above
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    del version


for name in COMMANDS:
    if find_spec(f"kg.cli.{name}") is not None:
        app.command(name)(getattr(import_module(f"kg.cli.{name}"), name))


def main() -> None:
    """Run the command; what the user can mend is told in one line. Exit code 2 then, 1 for a no, 0 otherwise."""
    try:
        app()
    except KgError as error:
        typer.echo(f"kg: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # Whoever read us has seen enough (`kg query … | head`); Python must not try to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
