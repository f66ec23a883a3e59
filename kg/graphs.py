"""One named graph, as quads or as lines of N-Quads."""

import io
from collections.abc import Callable, Iterable
from functools import cached_property

import pyoxigraph as ox


class Graph:
    """The distinct quads of a named graph: made of terms or of lines, and turned into the other when it is asked for.

    Pickled, it is lines: a fifth of the size of the terms, and read twice as fast.
    """

    def __init__(self, name: ox.NamedNode, *, quads: Iterable[ox.Quad] = (), lines: bytes | None = None) -> None:
        self.name = name
        if lines is None:
            self.quads = tuple(set(quads))
        else:
            self.lines = lines

    @cached_property
    def quads(self) -> tuple[ox.Quad, ...]:
        """The quads, in no order."""
        return tuple(ox.parse(self.lines, format=ox.RdfFormat.N_QUADS))

    @cached_property
    def lines(self) -> bytes:
        """A line a quad, in the order of their bytes."""
        return b"".join(line + b"\n" for line in sorted_lines(self.quads))

    @property
    def is_text(self) -> bool:
        """Whether there are lines already."""
        return "lines" in vars(self)

    def __len__(self) -> int:
        return len(self.quads) if "quads" in vars(self) else self.lines.count(b"\n")

    def __reduce__(self) -> tuple[Callable[[str, bytes], "Graph"], tuple[str, bytes]]:
        return _of_lines, (self.name.value, self.lines)


def _of_lines(name: str, lines: bytes) -> Graph:
    return Graph(ox.NamedNode(name), lines=lines)


def sorted_lines(quads: Iterable[ox.Quad]) -> list[bytes]:
    """The distinct quads as lines of N-Quads without their ends, in the order of their bytes."""
    output = io.BytesIO()
    ox.serialize(quads, output, ox.RdfFormat.N_QUADS)
    return sorted(set(output.getvalue().splitlines()))
