"""Parts → whoever takes graphs, one graph at a time."""

from collections.abc import Iterable
from itertools import groupby

import pyoxigraph as ox

from kg.cluster.parts import Record
from kg.cluster.places import Folder
from kg.graphs import Graph
from kg.pipeline import Graphs
from kg.rdf import GRAPH


def load_parts(folder: Folder, records: Iterable[Record], graphs: Graphs) -> None:
    """Hands each article's graph over, and what each part says of reference entities."""
    for record in records:
        with folder.open(record.file) as lines:
            for name, together in groupby(lines, key=_graph_of):
                graph = Graph(ox.NamedNode(name.decode()), lines=b"".join(together))
                if graph.name.value.endswith(GRAPH):
                    graphs.merge_graph(graph.name, graph.quads)
                else:
                    graphs.replace(graph)


def _graph_of(line: bytes) -> bytes:
    """The name at the end of a line of N-Quads as we write them."""
    return line[line.rindex(b" <") + 2 : line.rindex(b"> .")]
