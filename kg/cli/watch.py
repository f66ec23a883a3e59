"""`kg watch`: a store follows a folder or a feed."""

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.build import DEFAULT_MODEL
from kg.cli.given import date_of, fields_of, whole_iri
from kg.cli.interrupts import EXIT_CODE, Interrupts
from kg.cli.options import Base, Cache, Fields, KeepText, Model, Ontology, Published, Publisher, Rejects, Workers
from kg.cli.reject_file import write_rejects
from kg.cli.reporting import note
from kg.errors import InputError
from kg.namespaces import BASE

if TYPE_CHECKING:
    from kg.pipeline import Recipe
    from kg.sources.settings import Settings
    from kg.watch import Means, Plan, Round, Source, Watch


def watch(  # noqa: PLR0913 - one parameter an option
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FOLDER|FEED", help="Folders and files as `kg build` takes them, and http(s) addresses of feeds."
        ),
    ],
    *,
    store: Annotated[Path, typer.Option(help="The folder of the store; made where there is none.")],
    interval: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="How often to look.")] = 10.0,
    settle: Annotated[
        float, typer.Option(min=0.0, metavar="SECONDS", help="How long a file must have stayed as it is to be read.")
    ] = 2.0,
    once: Annotated[bool, typer.Option("--once", help="Take what has changed by now, and end.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Leave in the store what deleted files said.")] = False,
    published: Published = None,
    publisher: Publisher = None,
    map_: Fields = None,
    base: Base = BASE,
    model: Model = DEFAULT_MODEL,
    ontology: Ontology = None,
    workers: Workers = 1,
    cache: Cache = None,
    rejects: Rejects = None,
    keep_text: KeepText = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print each look that found something as a line of JSON.")
    ] = False,
) -> None:
    """Keep a store as `kg build` and `kg link` would make it of what a folder or feed holds, until it is stopped.

    New articles are read, changed ones replaced, those of deleted files taken back; what leaves a feed stays. The store
    can be asked meanwhile. A watch that was killed goes on where it was when the same command is given again.
    """
    from kg.pipeline import Recipe
    from kg.sources.settings import Settings
    from kg.watch import Plan, find_sources, open_watch

    settings = Settings(published=date_of(published), publisher=publisher, fields=fields_of(map_ or []), note=note)
    recipe = Recipe(model=model, ontology=ontology or [], base=whole_iri(base), keep_text=keep_text, cache=cache)
    watched = find_sources(sources)
    refused = _outside(rejects or store.with_name(f"{store.name}.rejects.jsonl"), watched)
    plan = Plan(sources=watched, settings=settings, reader=_reader(recipe, settings), settle=settle, keep=keep)
    rejected = 0
    with (
        Interrupts(note) as interrupts,
        _means(recipe, workers, refused, interrupts) as means,
        open_watch(store, plan, means) as opened,
    ):
        for round_ in _rounds(opened, plan, interval=None if once else interval):
            rejected += round_.rejected
            _report(round_, refused, as_json=as_json)
    if once and interrupts.happened:
        raise typer.Exit(EXIT_CODE)
    raise typer.Exit(code=1 if once and (rejected or opened.looker.lacks) else 0)


def _reader(recipe: "Recipe", settings: "Settings") -> str:
    """A digest of all that an article's graph comes from besides its source."""
    options = [str(settings.published), settings.publisher, sorted(settings.fields.items())]
    return hashlib.blake2b(recipe.digest() + json.dumps(options).encode(), digest_size=16).hexdigest()


def _outside(rejects: Path, sources: "tuple[Source, ...]") -> Path:
    """The file of rejects, which must not become a source itself."""
    for source in sources:
        if not source.is_remote and rejects.resolve().is_relative_to(source.address):
            raise InputError(f"{rejects} would be read as a source: put the store elsewhere, or name another --rejects")
    return rejects


@contextmanager
def _means(recipe: "Recipe", workers: int, rejects: Path, interrupts: Interrupts) -> Iterator["Means"]:
    from kg.ontology import load_ontology
    from kg.pipeline import standing_workers
    from kg.watch import Means

    # A process of its own: a document that kills it ends nothing else.
    with standing_workers(recipe, workers) as read:
        yield Means(
            read=read,
            context=recipe.context_alone(),
            ontology=load_ontology(recipe.ontology),
            refused=lambda lines: write_rejects(rejects, lines),
            stopped=lambda: interrupts.happened,
        )


def _rounds(watch: "Watch", plan: "Plan", *, interval: float | None) -> Iterator["Round"]:
    from kg.watch import bells, follow, take_once

    if interval is None:
        yield from take_once(watch, wait=bells((), pause=0, stopped=watch.stopped))
        return
    folders = [Path(source.given) for source in plan.sources if not source.is_remote]
    wait = bells(folders, pause=plan.settle, stopped=watch.stopped)
    note(f"watches {', '.join(source.given for source in plan.sources)}; Ctrl-C ends it")
    yield from follow(watch, wait=wait, interval=interval)


def _report(found: "Round", rejects: Path, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(asdict(found)))
    counts = {name: getattr(found, name) for name in ("files", "new", "replaced", "retracted", "rejected")}
    line = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count or name in {"files", "new"})
    hint = f" ({found.rejects:,} in all, see {rejects})" if found.rejected else ""
    linked = found.linked
    links = f"; {linked.incidents:,} incidents, {linked.contradictions:,} contradictions" if linked is not None else ""
    typer.echo(f"{time.strftime('%H:%M:%S')} {line}{hint}{links}", err=True)
