"""What files hold, graph by graph: where each graph lies, how many quads it has, and a digest of them.

N-Quads as this program writes them (canonical lines, each graph's in one place and in order) are only scanned, and read
again when they are sent. Anything else is parsed and put aside in that form first.
"""

import hashlib
import re
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby, islice
from operator import attrgetter, lt
from pathlib import Path
from typing import IO, Protocol, TypeAlias

import pyoxigraph as ox

from kg.errors import GraphError
from kg.files import format_of, graph_file, read_quads
from kg.graphs import Graph, sorted_lines
from kg.stores.protocol import Store

ENDING = re.compile(rb" (<[^\x00-\x20<>\\]+>) \.\n")
# Two ways to write one thing: \u escapes of any character, and the datatype that a plain literal has anyway.
AMBIGUOUS = (b"\\u", b"\\U", b"XMLSchema#string>")
# Quads handed to a store in this process at once.
BATCH = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A graph on its way: its name, how many distinct quads it has, a digest of them, and what reads them.

    `read` gives lines of N-Quads.
    """

    graph: ox.NamedNode
    quads: int
    digest: str
    read: Callable[[], bytes]


class Graphs(Protocol):
    """Whoever can be given graphs."""

    def replace_graphs(self, graphs: Iterable[Graph]) -> None:
        """Takes graphs, none of them twice, for the whole of what has their names."""


Plan: TypeAlias = dict[ox.NamedNode, Planned]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one graph that lie together in a file."""

    file: Path
    offset: int
    length: int
    quads: int
    digest: str

    def read(self) -> bytes:
        """The lines."""
        with self.file.open("rb") as opened:
            opened.seek(self.offset)
            return opened.read(self.length)


@contextmanager
def planned(files: Iterable[Path]) -> Iterator[Plan]:
    """The graphs of some files, in the order of their names; what had to be put aside is gone afterwards.

    Raises GraphError, with file and line, for broken RDF and for triples that no graph holds.
    """
    with ExitStack() as stack:
        blocks: dict[bytes, list[Block]] = {}
        for file in files:
            found = _scanned(file)
            if found is None:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-")))
                found = _scanned(_canonical(file, folder / "graphs.nq"))
            for graph, block in found or ():
                blocks.setdefault(graph, []).append(block)
        plan = (_planned(ox.NamedNode(name[1:-1].decode()), parts) for name, parts in sorted(blocks.items()))
        yield {graph.graph: graph for graph in plan}


def planned_of(store: Store) -> Plan:
    """The graphs of a store, in the order of their names."""
    return {graph: lines_plan(graph, partial(_stored_lines, store, graph)) for graph in store.graphs()}


def _stored_lines(store: Store, graph: ox.NamedNode) -> list[bytes]:
    return sorted_lines(store.match(graph=graph))


def lines_plan(graph: ox.NamedNode, lines: Callable[[], list[bytes]]) -> Planned:
    """The plan of a graph whose sorted lines are made when they are asked for."""
    now = lines()
    return Planned(
        graph=graph, quads=len(now), digest=_digest(map(_ended, now)), read=lambda: b"".join(map(_ended, lines()))
    )


def load_files(store: Graphs, files: Iterable[Path]) -> int:
    """Takes each graph of some files for the whole of that graph; says how many quads these have."""
    with planned(files) as plan:
        waiting: list[Graph] = []
        size = 0
        for graph in plan.values():
            waiting.append(Graph(graph.graph, lines=graph.read()))
            size += graph.quads
            if size >= BATCH:
                store.replace_graphs(waiting)
                waiting, size = [], 0
        store.replace_graphs(waiting)
        return sum(graph.quads for graph in plan.values())


def _planned(graph: ox.NamedNode, blocks: list[Block]) -> Planned:
    if len(blocks) > 1:
        return lines_plan(
            graph, lambda: sorted(set(chain.from_iterable(block.read().splitlines() for block in blocks)))
        )
    (block,) = blocks
    return Planned(graph=graph, quads=block.quads, digest=block.digest, read=block.read)


def _ended(line: bytes) -> bytes:
    return line + b"\n"


def _digest(lines: Iterable[bytes]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for line in lines:
        digest.update(line)
    return digest.hexdigest()


def _scanned(file: Path) -> list[tuple[bytes, Block]] | None:
    """The graphs of a file and their blocks, or None for one that is not as this program writes N-Quads."""
    if format_of(file) != ox.RdfFormat.N_QUADS:
        return None
    try:
        with file.open("rb") as opened:
            return list(_blocks(file, opened))
    except _OtherwiseWritten:
        return None
    except OSError as error:
        raise GraphError(f"{file}: {str(error.strerror).lower()}") from error


class _OtherwiseWritten(Exception):  # noqa: N818 - no error, but the end of a short cut
    """Lines that are not as this program writes them."""


def _blocks(file: Path, lines: IO[bytes]) -> Iterator[tuple[bytes, Block]]:
    offset = 0
    seen: set[bytes] = set()
    for ending, group in groupby(lines, key=_ending):
        part = list(group)
        data = b"".join(part)
        graph = ENDING.fullmatch(ending)
        if graph is None or graph[1] in seen or not _is_canonical(part, data):
            raise _OtherwiseWritten
        seen.add(graph[1])
        yield graph[1], Block(file, offset, len(data), len(part), _digest([data]))
        offset += len(data)


def _ending(line: bytes) -> bytes:
    return line[line.rfind(b" <") :]


def _is_canonical(lines: list[bytes], data: bytes) -> bool:
    """Whether lines are distinct quads in order; one of three terms has three blanks, one of four at least four."""
    in_order = all(map(lt, lines, islice(lines, 1, None)))
    if not in_order or any(sign in data for sign in AMBIGUOUS) or min(line.count(b" ") for line in lines) < 4:
        return False
    try:
        ((count, _),) = deque(enumerate(ox.parse(data, format=ox.RdfFormat.N_QUADS), start=1), maxlen=1)
    except (SyntaxError, ValueError):
        return False
    return count == len(lines)


def _canonical(file: Path, aside: Path) -> Path:
    """The file written again, as this program writes N-Quads."""
    with graph_file(aside, format_=ox.RdfFormat.N_QUADS) as writer:
        for graph, quads in groupby(_in_graphs(file), key=attrgetter("graph_name")):
            writer.merge_graph(graph, quads)
    return aside


def _in_graphs(file: Path) -> Iterator[ox.Quad]:
    for number, quad in enumerate(read_quads(file), start=1):
        if not isinstance(quad.graph_name, ox.NamedNode):
            raise GraphError(f"{file}: statement {number} is in no named graph, and only whole graphs can be loaded")
        yield quad
