"""Updates that a store runs, as texts."""

from collections.abc import Iterable
from string import Template

import pyoxigraph as ox

from kg.resources import data_folder


def exchange_text(gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> str:
    """An update that drops quads and adds others."""
    text = (data_folder("queries") / "stores" / "exchange.ru").read_text(encoding="utf-8")
    return Template(text).substitute(gone=_lines(gone), new=_lines(new))


def _lines(quads: Iterable[ox.Quad]) -> str:
    return "".join(f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}\n" for quad in quads)
