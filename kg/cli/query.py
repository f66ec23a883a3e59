"""`kg query`: what a store, or files of RDF, answer to a named query or one of one's own."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.remote import Auth, Kind, MaybeEndpoint, Timeout, asker
from kg.namespaces import BASE, name_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from kg.queries import Answer, NamedQuery
    from kg.stores import Access, Rows, Store, Term

# Characters: what lies between two columns, what a sentence needs to be readable, what of a long word stays together.
PADDING = 2
SENTENCE = 20
WORD = 32


def query(  # noqa: PLR0913 - one parameter an option
    name: Annotated[
        str | None, typer.Argument(metavar="NAME|FILE.rq", help="A named query, or a file with one.")
    ] = None,
    *,
    text: Annotated[str | None, typer.Option("-e", metavar="SPARQL", help="A query as text, instead.")] = None,
    store: Annotated[Path | None, typer.Option(help="The folder of a store.")] = None,
    graph: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="A file of RDF, instead of a store.")] = None,
    endpoint: MaybeEndpoint = None,
    kind: Kind = None,
    auth: Auth = None,
    timeout: Timeout = 300.0,
    param: Annotated[list[str] | None, typer.Option(metavar="NAME=VALUE", help="A parameter of the query.")] = None,
    ontology: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="Classes of your own.")] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="table, csv, tsv, json, xml or md for rows; ttl, nt, nq, trig, jsonld or rdfxml for triples. "
            "Else a table on a terminal, csv elsewhere, Turtle for triples.",
        ),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Show the named queries and their parameters.")] = False,
) -> None:
    """Ask a store, files of RDF or a server; exit code 1 when the answer is no (to an ASK)."""
    from kg.ontology import load_ontology
    from kg.queries import bind, check_terms, run
    from kg.stores import Access

    if listed:
        typer.echo("\n\n".join(map(described, _queries().values())))
        return
    wanted = _wanted(name, text)
    _known_format(format_)
    bindings = bind(wanted, _given(param or []))
    check_terms(wanted, bindings, load_ontology(ontology or []))
    source = Source(store=store, graph=tuple(graph or ()), endpoint=endpoint, ontology=tuple(ontology or ()))
    access = Access(kind=kind, auth=auth, timeout=timeout, ask=asker())
    with closing(_opened(source, access)) as opened:
        answer = run(wanted, opened, bindings)
    _print(answer, format_)
    raise typer.Exit(code=int(answer is False))


def described(query: "NamedQuery") -> str:
    """A query's name, title, description and parameters, as text."""
    lines = [f"{query.name}: {query.title or ''}", *([f"  {query.description}"] if query.description else [])]
    return "\n".join([*lines, *(f"  --param {p.name}=…  {p}: {p.text}" for p in query.parameters)])


def _queries() -> Mapping[str, "NamedQuery"]:
    from kg.queries import load_queries
    from kg.resources import data_folder

    return load_queries(data_folder("queries"))


def _wanted(name: str | None, text: str | None) -> "NamedQuery":
    from kg.queries import NamedQuery, find_query, read_query

    if (name is None) == (text is None):
        raise typer.BadParameter("give one of a query's name, a file.rq and -e SPARQL; --list shows the names")
    if text is not None:
        return NamedQuery(name="the query", text=text)
    assert name is not None
    path = Path(name)
    return read_query(path) if path.suffix in {".rq", ".sparql"} or path.is_file() else find_query(_queries(), name)


def _given(params: Sequence[str]) -> dict[str, str]:
    pairs = [param.partition("=") for param in params]
    for name, equals, value in pairs:
        if not (name and equals and value):
            raise typer.BadParameter(f"{name + equals!r} is not of the form NAME=VALUE", param_hint="--param")
    return {name: value for name, _, value in pairs}


def _known_format(format_: str | None) -> None:
    from kg.queries import FORMATS

    if format_ is not None and format_ not in ("table", *FORMATS):
        raise typer.BadParameter(f"{format_!r} is none of table, {', '.join(FORMATS)}", param_hint="--format")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is asked: one of a folder, files and a server; the files with an ontology."""

    store: Path | None
    graph: tuple[Path, ...]
    endpoint: str | None
    ontology: tuple[Path, ...]


def _opened(source: Source, access: "Access") -> "Store":
    from kg.ontology import load_ontology
    from kg.stores import add_ontology, memory_store, open_remote, open_store

    if sum(map(bool, (source.store, source.graph, source.endpoint))) != 1:
        raise typer.BadParameter("name one of --store FOLDER, --graph FILE and --endpoint URL")
    if source.store is not None:
        return open_store(source.store)
    if source.endpoint is not None:
        return open_remote(source.endpoint, access)
    opened = memory_store(source.graph)
    add_ontology(opened, load_ontology(source.ontology).files)
    return opened


def _print(answer: "Answer", format_: str | None) -> None:
    from rich.console import Console

    from kg.queries import serialized
    from kg.stores import Rows

    console = Console(highlight=False, emoji=False)
    if isinstance(answer, Rows) and (format_ or ("table" if console.is_terminal else "csv")) == "table":
        _print_rows(answer, console)
        return
    if isinstance(answer, bool) and format_ in {None, "table"}:
        typer.echo("yes" if answer else "no")
        return
    data = serialized(answer, format_ or ("ttl" if isinstance(answer, tuple) else "csv"))
    sys.stdout.buffer.write(data if data.endswith(b"\n") or not data else data + b"\n")
    sys.stdout.buffer.flush()


def _print_rows(rows: "Rows", console: "Console") -> None:
    found = [tuple(map(shown, row)) for row in rows]
    # A column that no row fills is left out.
    filled = [n for n in range(len(rows.variables)) if any(row[n] for row in found)]
    names = [rows.variables[n] for n in filled]
    cells = [[row[n] for n in filled] for row in found]
    widths = [_narrowest(name, [row[n] for row in cells]) for n, name in enumerate(names)]
    if sum(widths) + PADDING * len(widths) <= console.width:
        console.print(_table(names, cells, widths))
    else:
        for row in cells:
            console.print(_record(names, row))
    typer.echo(f"{len(cells)} row{'' if len(cells) == 1 else 's'}", err=True)


def _narrowest(name: str, cells: Sequence[str]) -> int:
    """How narrow a column may get: no word breaks, and a sentence has room."""
    longest = max((len(word) for cell in (name, *cells) for word in cell.split()), default=0)
    return max(min(longest, WORD), min(SENTENCE, max(map(len, cells), default=0)))


def _table(names: Sequence[str], cells: Sequence[Sequence[str]], widths: Sequence[int]) -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_lines=len(names) > 3, pad_edge=False)
    for name, width in zip(names, widths, strict=True):
        table.add_column(name, overflow="fold", min_width=width)
    for row in cells:
        table.add_row(*map(Text, row))
    return table


def _record(names: Sequence[str], row: Sequence[str]) -> "Table":
    """A row as lines of a name and what stands under it, for tables that are wider than the terminal."""
    from rich.table import Table
    from rich.text import Text

    record = Table.grid(padding=(0, 2, 0, 0))
    record.add_column(style="dim", no_wrap=True)
    record.add_column(overflow="fold")
    for name, cell in zip(names, row, strict=True):
        if cell:
            record.add_row(name, Text(cell))
    record.add_row("", "")
    return record


def shown(term: "Term | None") -> str:
    """A term as people read it: a text or number as it is, an IRI of ours without its beginning."""
    return "" if term is None else name_of(term.value).removeprefix(BASE)
