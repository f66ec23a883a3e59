"""How far a build is: shown on a terminal, and nowhere else."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.pipeline import Read
    from kg.pipeline.articles import Numbered, Result


@contextmanager
def articles_done() -> Iterator[Callable[["Read"], "Read"]]:
    """What counts the articles that are done."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("articles"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("articles", total=None)

        def watched(read: "Read") -> "Read":
            def counted(numbered: Iterable["Numbered"]) -> Iterator["Result"]:
                for result in read(numbered):
                    yield result
                    progress.advance(task)

            return counted

        yield watched


@contextmanager
def stages_done() -> Iterator[Callable[[str, int, int], None]]:
    """What is told how far each stage of a build on a cluster is: its name, how much is done, and how much there is."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        tasks = {name: progress.add_task(name, total=None) for name in ("sources", "parts")}

        def show(stage: str, done: int, total: int) -> None:
            if stage in tasks:
                progress.update(tasks[stage], completed=done, total=total)

        yield show
