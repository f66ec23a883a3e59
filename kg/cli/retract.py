"""`kg retract`: takes an article back."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.remote import Auth, GraphStore, Kind, MaybeEndpoint, Timeout, Update, asker

if TYPE_CHECKING:
    from kg.stores import Store


def retract(  # noqa: PLR0913 - one parameter an option
    article: Annotated[str, typer.Argument(metavar="ID", help="The article's identifier, or its IRI.")],
    *,
    store: Annotated[Path | None, typer.Option(help="The folder of the store.")] = None,
    endpoint: MaybeEndpoint = None,
    kind: Kind = None,
    auth: Auth = None,
    update: Update = None,
    graph_store: GraphStore = None,
    timeout: Timeout = 300.0,
) -> None:
    """Drop an article's graph from a store, and the links that touch it; what other articles hold stays.

    Exit code 1 when there is no such article. `kg link` finds again what holds among the others.
    """
    from kg.stores import Access, find_articles, open_remote
    from kg.stores import retract as retract_from

    if (store is None) == (endpoint is None):
        raise typer.BadParameter("name one of --store FOLDER and --endpoint URL")
    access = Access(kind=kind, auth=auth, update=update, graphs=graph_store, timeout=timeout, ask=asker())
    with closing(open_remote(endpoint, access) if endpoint is not None else _in_folder(store)) as opened:
        found = find_articles(opened, article)
        before = opened.count()
        retract_from(opened, found)
        after = opened.count()
    typer.echo(
        f"{before - after:,} quads dropped, {after:,} stay" if found else f"kg: no article {article!r}", err=True
    )
    raise typer.Exit(code=0 if found else 1)


def _in_folder(folder: Path | None) -> "Store":
    from kg.errors import StoreError
    from kg.stores import create_store

    if folder is None or not folder.is_dir():
        raise StoreError(f"{folder}: no such folder")
    return create_store(folder)
