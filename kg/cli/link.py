"""`kg link`: what holds across the articles of a store."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer


def link(
    *,
    store: Annotated[Path, typer.Option(help="The folder of the store.")],
    ontology: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="Classes of your own.")] = None,
    afresh: Annotated[bool, typer.Option("--all", help="Find all links anew, not only those of new articles.")] = False,
) -> None:
    """Find which articles tell of one incident, contradict each other or print another's text, and which entities are the same.

    Links are written to the graph GRAPH/LINKS of the store and compared again only as far as new or changed articles
    touch them. Whoever builds or retracts an article drops the links that touch it; run `kg link` afterwards. To take
    all links back, drop that graph.
    """
    from kg.errors import StoreError
    from kg.links import link_store
    from kg.ontology import load_ontology
    from kg.stores import create_store

    if not store.is_dir():
        raise StoreError(f"{store}: no such folder")
    with closing(create_store(store)) as opened:
        linked = link_store(opened, ontology=load_ontology(ontology or []), afresh=afresh)
    typer.echo(
        f"{linked.articles:,} articles linked; {linked.incidents:,} incidents, {linked.contradictions:,} contradictions "
        f"across articles, {linked.corrections:,} corrections, {linked.same:,} entities that are the same, "
        f"{linked.reprints:,} reprints",
        err=True,
    )
