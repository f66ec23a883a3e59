"""`kg explain`: an event, a claim or a link with the words that say so."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import QueryError
from kg.namespaces import BASE

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.explorer import Evidence


def explain(
    iri: Annotated[str, typer.Argument(metavar="IRI", help="The IRI, whole or below the base.")],
    *,
    store: Annotated[Path | None, typer.Option(help="The folder of a store.")] = None,
    graph: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="A file of RDF, instead of a store.")] = None,
) -> None:
    """Show the sentences of an event, claim, incident or contradiction, words marked, how it is meant, who said it, its triples."""
    from rich.console import Console

    from kg.explorer import View, evidences, introduced, meanings, sayings, turtle
    from kg.ontology import load_ontology
    from kg.stores import memory_store, open_store

    if (store is None) == (not graph):
        raise typer.BadParameter("name one of --store FOLDER and --graph FILE")
    opened = memory_store(graph or ()) if store is None else open_store(store)
    view = View(store=opened, node=_node(iri), ancestors=load_ontology().ancestors)
    if not any(True for _ in opened.match(view.node)):
        raise QueryError(f"nothing is known of {view.node.value}")
    console = Console(highlight=False, soft_wrap=True)
    article = None
    for evidence in evidences(view):
        if view.told() != [view.node] and evidence.article not in (None, article):
            article = evidence.article
            console.print(f"{introduced(view, article)} <{article.value}>:", markup=False)
        console.print(marked(evidence) if console.is_terminal else bracketed(evidence), markup=console.is_terminal)
    for line in (*meanings(view), *sayings(view), "", turtle(view)):
        console.print(line, markup=False)


def bracketed(evidence: "Evidence") -> str:
    """The sentence with its marks in brackets.

    >>> from kg.explorer import Evidence, Mark
    >>> bracketed(Evidence(sentence="Rebels fled.", marks=(Mark(0, 6, "agent"), Mark(7, 11, "trigger"))))
    '[agent Rebels] [trigger fled].'
    """
    from kg.explorer import pieces

    return "".join(f"[{label} {text}]" if label else text for text, label in pieces(evidence))


def marked(evidence: "Evidence") -> str:
    """The sentence with its marks in colour, for a terminal."""
    from rich.markup import escape

    from kg.explorer import pieces

    def shown(text: str, label: str) -> str:
        style = "bold reverse" if label == "trigger" else "bold underline"
        return f"[{style}]{escape(text)}[/] [dim]{label}[/]"

    return "".join(shown(text, label) if label else escape(text) for text, label in pieces(evidence))


def _node(iri: str) -> "ox.NamedNode":
    import pyoxigraph as ox

    try:
        return ox.NamedNode(iri.strip("<>") if "://" in iri else BASE + iri)
    except ValueError as error:
        raise QueryError(f"{iri!r} is no IRI: {error}") from error
