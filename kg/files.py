"""Files of RDF: read, and written whole or not at all.

The same graphs give the same bytes, in whichever order they come: each graph is sorted line by line and put aside on
disk as it comes, and so is where it lies; at the end the graphs are joined in the order of their names. Nothing stays in
memory but, for formats without graphs, a digest of each triple, because one triple may stand in several graphs.
"""

import hashlib
import io
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graphs import Graph, sorted_lines
from kg.rdf import PREFIXES

FORMATS: Mapping[str, ox.RdfFormat] = {
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
ENDINGS: Mapping[str, str] = {**{name: name for name in FORMATS}, "rdf": "rdfxml", "owl": "rdfxml", "json": "jsonld"}


TABLES = """
PRAGMA journal_mode = OFF;
CREATE TABLE block (graph TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL);
CREATE INDEX by_graph ON block (graph);
BEGIN;
"""
"""Where each graph, or piece of one, lies in the file put aside."""


def format_of(path: Path, name: str | None = None) -> ox.RdfFormat:
    """The format of that name, else the one that the file's ending stands for."""
    ending = path.suffix.removeprefix(".").lower()
    found = FORMATS.get(name or ENDINGS.get(ending, ""))
    if found is None:
        given = f"the format {name!r}" if name else f"the ending of {path}"
        raise GraphError(f"{given} is none of {', '.join(FORMATS)}")
    return found


def read_quads(path: Path) -> Iterator[ox.Quad]:
    """The quads of a file, its format known by its ending. Raises GraphError with the line for broken RDF."""
    format_ = format_of(path)
    try:
        yield from ox.parse(path=str(path), format=format_)
    except (SyntaxError, OSError, ValueError) as error:
        raise GraphError(f"{path}: {_reason(error)}") from error


def serialized(quads: Iterable[ox.Quad], format_: ox.RdfFormat) -> bytes:
    """The distinct quads in a format, with those of our prefixes that they need."""
    lines = b"\n".join(sorted_lines(quads))
    ordered = ox.parse(lines, format=ox.RdfFormat.N_QUADS)
    statements = ordered if format_.supports_datasets else (quad.triple for quad in ordered)
    used = {prefix: iri for prefix, iri in PREFIXES.items() if f"<{iri}".encode() in lines}
    return _bytes(statements, format_, used)


def _bytes(
    statements: Iterable[ox.Quad] | Iterable[ox.Triple], format_: ox.RdfFormat, prefixes: Mapping[str, str]
) -> bytes:
    output = io.BytesIO()
    ox.serialize(statements, output, format_, prefixes=dict(prefixes))
    return output.getvalue()


class GraphWriter:
    """Collects graphs in a file put aside, and writes them all in the order of their names."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool
        self._blocks = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._blocks.executescript(TABLES)

    def replace(self, graph: Graph) -> None:
        """Takes the quads for the whole of their graph."""
        self._drop(graph.name)
        self._put_aside(graph)

    def replace_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> int:
        """Takes the quads for the whole of a graph; says how many distinct ones there are."""
        self._drop(graph)
        return self.merge_graph(graph, quads)

    def merge_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> int:
        """Adds quads to a graph; says how many distinct ones there are."""
        added = Graph(graph, quads=quads)
        self._put_aside(added)
        return len(added)

    def _drop(self, graph: ox.NamedNode) -> None:
        self._blocks.execute("DELETE FROM block WHERE graph = ?", (graph.value,))

    def _put_aside(self, graph: Graph) -> None:
        block = graph.name.value, self._spool.seek(0, os.SEEK_END), len(graph.lines)
        self._spool.write(graph.lines)
        self._blocks.execute("INSERT INTO block VALUES (?, ?, ?)", block)

    def quads(self) -> Iterator[ox.Quad]:
        """All quads, graph after graph."""
        return (quad for data in self._graphs() for quad in ox.parse(data, format=ox.RdfFormat.N_QUADS))

    def write(self, output: IO[bytes], format_: ox.RdfFormat) -> None:
        """Writes all graphs in a format; one of triples leaves out the names of graphs."""
        if format_ == ox.RdfFormat.N_QUADS:
            output.writelines(self._graphs())
            return
        statements = self.quads() if format_.supports_datasets else distinct(quad.triple for quad in self.quads())
        ox.serialize(statements, output, format_, prefixes=PREFIXES)

    def _graphs(self) -> Iterator[bytes]:
        rows = self._blocks.execute("SELECT graph, offset, length FROM block ORDER BY graph, rowid")
        for _, blocks in groupby(rows, key=itemgetter(0)):
            pieces = [self._read(offset, length) for _, offset, length in blocks]
            if len(pieces) == 1:
                yield pieces[0]
            else:
                yield b"".join(sorted({line for piece in pieces for line in piece.splitlines(keepends=True)}))

    def _read(self, offset: int, length: int) -> bytes:
        self._spool.seek(offset)
        return self._spool.read(length)

    def close(self) -> None:
        """Throws the places of the graphs away."""
        self._blocks.close()


def distinct(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Each triple once."""
    seen: set[bytes] = set()
    for triple in triples:
        digest = hashlib.blake2b(str(triple).encode(), digest_size=16).digest()
        if digest not in seen:
            seen.add(digest)
            yield triple


@contextmanager
def graph_file(path: Path, *, format_: ox.RdfFormat) -> Iterator[GraphWriter]:
    """A writer of a file that appears, or changes, only when the block ends well."""
    with (
        whole_file(path) as output,
        tempfile.TemporaryFile(dir=_folder(path)) as spool,
        closing(GraphWriter(spool)) as writer,
    ):
        yield writer
        writer.write(output, format_)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file open for writing that takes its name only when the block ends well. Raises GraphError if it cannot."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    output = _opened(path, aside)
    try:
        with output:
            yield output
            output.flush()
            if _is_special(path):
                return
            os.fsync(output.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _opened(path: Path, aside: Path) -> IO[bytes]:
    if path.is_dir():
        raise GraphError(f"{path} is a folder, not a file to write to")
    if path.exists() and not os.access(path, os.W_OK):
        raise GraphError(f"{path}: no permission to write")
    try:
        return (path if _is_special(path) else aside).open("wb")
    except OSError as error:
        raise GraphError(f"{path}: {_reason(error)}") from error


def _is_special(path: Path) -> bool:
    # /dev/stdout, a pipe: nothing that could be renamed.
    return path.exists() and not path.is_file()


def _folder(path: Path) -> Path | None:
    return None if _is_special(path) else path.parent


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission"
    return str(error)
