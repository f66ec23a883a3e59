"""`kg serve`: a store over HTTP: a page to ask it from, and SPARQL."""

import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

MEGA = 1_000_000


def serve(  # noqa: PLR0913 - one parameter an option
    *,
    store: Annotated[Path, typer.Option(help="The folder of a store.")],
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 lets other machines in.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The port; 0 takes any that is free.")] = 7879,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="How long a query may take.")] = 60.0,
    max_answer: Annotated[int, typer.Option(min=1, metavar="MB", help="How large an answer may be.")] = 100,
    max_memory: Annotated[int, typer.Option(min=256, metavar="MB", help="How much memory a query may take.")] = 2_000,
    parallel: Annotated[int, typer.Option(min=1, metavar="N", help="How many queries run at once; others wait.")] = 4,
    cors: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="Let pages of this origin ask from a browser; '*' lets all."),
    ] = None,
) -> None:
    """Serve a store over HTTP, read-only, until it is stopped: a page to ask it from, and SPARQL at /sparql."""
    from kg.endpoint import Limits, address_of, application, listen
    from kg.endpoint import serve as serve_application
    from kg.endpoint.snapshot import Snapshot
    from kg.explorer.page import routes
    from kg.stores import open_store

    open_store(store).close()
    limits = Limits(seconds=timeout, answer=max_answer * MEGA, memory=max_memory * MEGA, parallel=parallel)
    with listen(host, port) as listener:
        typer.echo(f"{store} is served at {address_of(listener)} (SPARQL at {address_of(listener)}sparql)", err=True)
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, lambda *_: sys.exit(0))
        pages = routes(Snapshot(store.resolve()).current)
        serve_application(application(store.resolve(), limits=limits, origins=cors or (), pages=pages), listener)
