"""The options that commands have in common, each as the type of its parameter."""

from pathlib import Path
from typing import Annotated

import typer

Published = Annotated[str | None, typer.Option(metavar="DATE", help="For articles that bear no date.")]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="For articles that name none.")]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=NAME,…",
        help="What records call id, text, title, published, publisher, url or language, where it is not found by itself.",
    ),
]
Base = Annotated[str, typer.Option(metavar="IRI", help="What the names of instances begin with.")]
Model = Annotated[str, typer.Option(metavar="NAME", help="An installed spaCy pipeline.")]
Ontology = Annotated[list[Path] | None, typer.Option(metavar="FILE", help="Classes and words of your own.")]
Workers = Annotated[int, typer.Option(min=1, metavar="N", help="How many processes read; the graph is the same.")]
Cache = Annotated[Path | None, typer.Option(metavar="FOLDER", help="Keep parses there, and parse nothing twice.")]
Rejects = Annotated[Path | None, typer.Option(metavar="FILE", help="Where to list what could not be read.")]
KeepText = Annotated[
    bool, typer.Option("--keep-text", help="Put the articles' texts into their graphs, as nif:isString.")
]
