"""`kg build --cluster`: what the command does where the workers of a Dask cluster read."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn, TypeAlias

import typer

from kg.cli.interrupts import EXIT_CODE, Interrupts
from kg.cli.progress import stages_done
from kg.cli.reject_file import RejectFile
from kg.cli.reporting import note, report
from kg.errors import InputError, RunError

if TYPE_CHECKING:
    from kg.cluster import Folder, Job
    from kg.pipeline import Graphs, Recipe
    from kg.sources.settings import Settings

SIZE = 2_500_000
"""Bytes of text in a part: about a thousand articles, which take one core a minute or two."""
REJECTS = "rejects.jsonl"

Stored: TypeAlias = Callable[[], AbstractContextManager["Graphs"]]
"""What opens a store that takes graphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the user wants: articles, how they are read, the folder of the parts and how large these are.

    `rejects` is a file of this machine, `run` the folder of what is read, where `workers` processes of this machine read.
    """

    articles: list[str]
    output: str
    settings: "Settings"
    recipe: "Recipe"
    size: int = SIZE
    rejects: Path | None = None
    workers: int = 1
    run: Path | None = None


def refuse_with_cluster(order: Order, *, format_: str | None) -> None:
    """Raises for what a cluster has no use for."""
    unfit = {
        "-o": (
            not order.output,
            "with --cluster, -o names a folder or address for the parts; --store may come beside it",
        ),
        "--workers": (order.workers > 1, "a cluster has workers of its own: start as many as it shall have"),
        "--run": (order.run is not None, "with --cluster, the folder of the parts keeps what is done"),
        "--format": (format_ not in {None, "nq"}, "with --cluster, parts are N-Quads (nq)"),
    }
    for option, (is_unfit, reason) in unfit.items():
        if is_unfit:
            raise typer.BadParameter(reason, param_hint=option)


def build_on_cluster(cluster: str, order: Order, *, stored: Stored | None, as_json: bool) -> NoReturn:
    """Build the parts, take them into the store, print the summary; exit code 1 when some articles could not be read."""
    if find_spec("distributed") is None:
        raise RunError("--cluster needs Dask: pip install 'conflict-kg[cluster]'")
    from kg.cluster import Calls, StoppedError, Watcher, build_parts, connected
    from kg.cluster.loading import load_parts

    _quiet()
    job = _job(order)
    with (
        Interrupts(note) as interrupts,
        connected(cluster) as client,
        _refused(order, job.folder) as refused,
        stages_done() as progress,
    ):
        calls = Calls(client=client, stopped=lambda: interrupts.happened)
        watcher = Watcher(reject=refused.add, note=note, progress=progress)
        try:
            summary, records = build_parts(order.articles, job, calls=calls, watcher=watcher)
        except StoppedError as stopped:
            note(f"interrupted: {stopped}; the same command goes on")
            raise typer.Exit(EXIT_CODE) from stopped
    hint = f"; see {order.rejects or f'{job.folder.address}/{REJECTS}'}" if summary.rejects else ""
    if not summary.articles:
        raise InputError(f"no article could be read, {summary.rejects} rejects{hint}")
    if stored is not None:
        with stored() as graphs:
            load_parts(job.folder, records, graphs)
    report(summary, hint, as_json=as_json)
    raise typer.Exit(code=1 if summary.rejects else 0)


def _quiet() -> None:
    """Dask's own words about connections are left out: what they come to is told in one line."""
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _job(order: Order) -> "Job":
    from kg.cluster import Folder, Job, expectation, is_address, sent

    recipe = sent(order.recipe)
    address = order.output if is_address(order.output) else str(Path(order.output).absolute())
    return Job(
        folder=Folder(address.rstrip("/")),
        settings=order.settings,
        recipe=recipe,
        size=order.size,
        expected=expectation(recipe),
    )


@contextmanager
def _refused(order: Order, folder: "Folder") -> Iterator[RejectFile]:
    """A list of what could not be read: in the file that the user names, else whole in the folder, if there is any."""
    if order.rejects is not None:
        with RejectFile(order.rejects) as refused:
            yield refused
        return
    with TemporaryDirectory(prefix="kg-") as aside:
        path = Path(aside) / REJECTS
        with RejectFile(path) as refused:
            yield refused
        if path.exists():
            folder.write(REJECTS, path.read_bytes())
        else:
            folder.drop([REJECTS])
