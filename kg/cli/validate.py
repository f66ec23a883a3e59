"""`kg validate`: whether files of RDF, or a store, look as the shapes say."""

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.shapes import Violation


def validate(
    files: Annotated[list[Path] | None, typer.Argument(help="Files of RDF that `kg build` wrote.")] = None,
    *,
    store: Annotated[Path | None, typer.Option(help="The folder of a store, instead of files.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a violation.")] = False,
) -> None:
    """Check a graph against the shapes; exit code 1 when it breaks one."""
    from kg.ontology import load_ontology
    from kg.shapes import validate as violations_of

    if not files and store is None:
        raise typer.BadParameter("name files of RDF, or a store with --store")
    # rdflib logs a traceback for each ill-typed literal; the shapes report it in one line.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    broken = False
    for violation in violations_of(_quads(files or [], store), ontology=load_ontology()):
        broken = True
        typer.echo(json.dumps(asdict(violation), ensure_ascii=False) if as_json else line(violation))
    typer.echo("does not conform" if broken else "conforms", err=as_json)
    raise typer.Exit(code=int(broken))


def line(violation: "Violation") -> str:
    """A violation as one line: the node, where it stands, what is wrong with which value."""
    place = ""
    if violation.article is not None:
        characters = f", characters {violation.span.begin}–{violation.span.end}" if violation.span else ""
        place = f" (in {violation.article}{characters})"
    value = f" Found: {violation.value}" if violation.value is not None else ""
    return f"{violation.focus}{place}: {violation.message}{value} [{violation.shape}]"


def _quads(files: list[Path], store: Path | None) -> Iterator["ox.Quad"]:
    from kg.files import read_quads
    from kg.stores import open_store

    if store is not None:
        yield from open_store(store).match()
    for file in files:
        yield from read_quads(file)
