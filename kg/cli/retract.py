"""`kg retract`: takes an article back."""

from pathlib import Path
from typing import Annotated

import typer


def retract(
    article: Annotated[str, typer.Argument(metavar="ID", help="The article's identifier, or its IRI.")],
    *,
    store: Annotated[Path, typer.Option(help="The folder of the store.")],
) -> None:
    """Drop an article's graph from a store; what other articles hold stays. Exit code 1 when there is no such one."""
    from kg.errors import StoreError
    from kg.stores import create_store, find_articles, prune

    if not store.is_dir():
        raise StoreError(f"{store}: no such folder")
    opened = create_store(store)
    found = find_articles(opened, article)
    before = opened.count()
    for graph in found:
        opened.drop_graph(graph)
    prune(opened)
    after = opened.count()
    opened.close()
    typer.echo(
        f"{before - after:,} quads dropped, {after:,} stay" if found else f"kg: no article {article!r}", err=True
    )
    raise typer.Exit(code=0 if found else 1)
