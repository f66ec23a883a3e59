"""`kg load`: files of RDF into a server."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.remote import Auth, DryRun, Endpoint, GraphStore, Kind, ManifestFile, Timeout, Update, asker

if TYPE_CHECKING:
    from kg.stores.loading import Mode, Step
    from kg.stores.manifest import Manifest
    from kg.stores.planning import Plan
    from kg.stores.remote import RemoteStore


def load(  # noqa: PLR0913 - one parameter an option
    files: Annotated[list[Path], typer.Argument(metavar="GRAPH.nq...", help="Files that `kg build` wrote.")],
    *,
    endpoint: Endpoint,
    kind: Kind = None,
    auth: Auth = None,
    add: Annotated[
        bool,
        typer.Option(
            "--add/--replace", help="Keep what a graph holds at the server, or let the file's take its place."
        ),
    ] = False,
    ontology: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="Classes of your own.")] = None,
    dry_run: DryRun = False,
    manifest: ManifestFile = None,
    update: Update = None,
    graph_store: GraphStore = None,
    timeout: Timeout = 600.0,
) -> None:
    """Bring graphs to a server, each whole or not at all, with the ontology; a broken load goes on where it stopped."""
    from kg.stores import Access, open_remote
    from kg.stores.access import LONG
    from kg.stores.loading import Mode
    from kg.stores.planning import planned

    access = Access(
        kind=kind, auth=auth, update=update, graphs=graph_store, timeout=timeout, patience=LONG, ask=asker()
    )
    with planned(files) as plan, closing(open_remote(endpoint, access)) as store:
        mode = Mode.ADD if add else Mode.REPLACE
        whole = {**_ontology_plan(ontology or []), **plan}
        if dry_run:
            show_steps(whole, store, mode=mode)
        else:
            with noted(manifest, endpoint) as notes:
                bring(whole, store, notes, mode=mode)


def bring(plan: "Plan", store: "RemoteStore", notes: "Manifest", *, mode: "Mode") -> None:
    """Loads the graphs and says what it came to."""
    from kg.stores.loading import load_plan, steps

    with _watched(steps(plan, store, mode=mode, manifest=notes), len(plan)) as todo:
        loaded = load_plan(todo, store, notes)
    notes.complete()
    typer.echo(
        f"{loaded.new:,} graphs new, {loaded.changed:,} changed, {loaded.same:,} the same; {loaded.quads:,} quads there",
        err=True,
    )


def show_steps(plan: "Plan", store: "RemoteStore", *, mode: "Mode") -> None:
    """Prints for each graph how it stands at the server, how many quads it shall have, and its name."""
    from kg.stores.loading import steps

    for step in steps(plan, store, mode=mode):
        typer.echo(f"{step.state}\t{step.graph.quads}\t{step.graph.graph.value}")


@contextmanager
def noted(file: Path | None, endpoint: str) -> Iterator["Manifest"]:
    """The manifest in a file, else in the user's state folder."""
    from kg.stores.manifest import manifest_path, opened_manifest

    with opened_manifest(file or manifest_path(endpoint), endpoint) as manifest:
        yield manifest


@contextmanager
def _watched(todo: Iterator["Step"], total: int) -> Iterator[Iterator["Step"]]:
    """The steps, shown on a terminal as they are taken."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("graphs"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("graphs", total=total)

        def counted() -> Iterator["Step"]:
            for step in todo:
                yield step
                progress.advance(task)

        yield counted()


def _ontology_plan(files: list[Path]) -> "Plan":
    from kg.ontology import load_ontology
    from kg.stores import add_ontology, memory_store
    from kg.stores.planning import planned_of

    store = memory_store()
    add_ontology(store, load_ontology(files).files)
    return planned_of(store)
