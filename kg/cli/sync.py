"""`kg sync`: makes a server hold what a store in a folder holds."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.load import bring, noted, show_steps
from kg.cli.remote import Auth, DryRun, Endpoint, GraphStore, Kind, ManifestFile, Timeout, Update, asker

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.stores.planning import Plan
    from kg.stores.remote import RemoteStore


def sync(  # noqa: PLR0913 - one parameter an option
    *,
    store: Annotated[Path, typer.Option(help="The folder of the store.")],
    endpoint: Endpoint,
    kind: Kind = None,
    auth: Auth = None,
    dry_run: DryRun = False,
    manifest: ManifestFile = None,
    update: Update = None,
    graph_store: GraphStore = None,
    timeout: Timeout = 600.0,
) -> None:
    """Make a server hold what a store holds, graph by graph; articles that the store lacks go, other graphs stay."""
    from kg.stores import Access, open_remote, open_store
    from kg.stores.access import LONG
    from kg.stores.loading import Mode
    from kg.stores.planning import planned_of

    access = Access(
        kind=kind, auth=auth, update=update, graphs=graph_store, timeout=timeout, patience=LONG, ask=asker()
    )
    plan = planned_of(open_store(store))
    with closing(open_remote(endpoint, access)) as remote:
        gone = _gone(plan, remote)
        if dry_run:
            show_steps(plan, remote, mode=Mode.MIRROR)
            typer.echo("".join(f"gone\t0\t{graph.value}\n" for graph in gone), nl=False)
            return
        with noted(manifest, endpoint) as notes:
            bring(plan, remote, notes, mode=Mode.MIRROR)
        for graph in gone:
            remote.drop_graph(graph)
    typer.echo(f"{len(gone):,} graphs dropped", err=True)


def _gone(plan: "Plan", remote: "RemoteStore") -> list["ox.NamedNode"]:
    """The articles' graphs that the server has and the store lacks."""
    from kg.stores.loading import article_graphs

    return [graph for graph in article_graphs(remote) if graph not in plan]
