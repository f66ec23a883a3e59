"""Sources → pieces that workers read: some small files together, a large one alone, lines of a large one.

JSON Lines that are not packed are cut between lines. A table, a crawl or a packed file has to be read from its beginning
to tell where a record begins: it is one piece, whose documents are cut into partitions all the same once they are read.
"""

import socket
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import BinaryIO

from kg.cluster.places import open_source
from kg.cluster.stretches import stretch
from kg.errors import RunError
from kg.sources.decoding import is_wide
from kg.sources.documents import read_stream
from kg.sources.formats import ending_of
from kg.sources.lines import read_lines
from kg.sources.records import read_record_lines
from kg.sources.settings import MAX_RECORD_BYTES, Positioned, Settings, reject

IN_LINES = frozenset({".jsonl", ".ndjson"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of articles: its path or address, its size, and what changes when it does."""

    name: str
    size: int
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Sources that are read one after the other; or of one source the lines that begin between two bytes.

    `lines_before` counts the lines that end before the byte at `begin`.
    """

    sources: tuple[Source, ...]
    begin: int = 0
    end: int | None = None
    lines_before: int = 0


def cut(sources: Iterable[Source], *, size: int) -> Iterator[Piece]:
    """The pieces of the sources, in order, each of about so many bytes where that can be had."""
    together: list[Source] = []
    held = 0
    for source in sources:
        if together and held + source.size > size:
            yield Piece(sources=tuple(together))
            together, held = [], 0
        if source.size > size and is_in_lines(source):
            yield from _ranges(source, size)
        else:
            together.append(source)
            held += source.size
    if together:
        yield Piece(sources=tuple(together))


def is_in_lines(source: Source) -> bool:
    """Whether the file can be cut between any two lines; not if it cannot be read."""
    if ending_of(source.name) not in IN_LINES:
        return False
    try:
        with _seen(source.name) as file:
            return not is_wide(file.read(4))
    except OSError:
        return False


def _seen(name: str) -> BinaryIO:
    """The open file. Raises RunError where this machine does not see it, which another one has found."""
    try:
        return open_source(name)
    except FileNotFoundError as error:
        where = socket.gethostname()
        raise RunError(
            f"{name} is not there on {where}: sources must be on a disk or address that all share"
        ) from error


def _ranges(source: Source, size: int) -> Iterator[Piece]:
    count = -(-source.size // size)
    edges = [source.size * n // count for n in range(count + 1)]
    yield from (Piece(sources=(source,), begin=begin, end=end) for begin, end in pairwise(edges))


def count_lines(piece: Piece) -> int:
    """How many lines end within a range of a file."""
    (source,) = piece.sources
    count, left = 0, (piece.end or 0) - piece.begin
    with _seen(source.name) as file:
        file.seek(piece.begin)
        while left > 0 and (data := file.read(min(left, 1 << 20))):
            count += data.count(b"\n")
            left -= len(data)
    return count


def numbered(pieces: Iterable[Piece], counts: Mapping[Piece, int]) -> list[Piece]:
    """The pieces, their ranges with the lines before them, when it is known how many lines end in each range."""
    done: list[Piece] = []
    before = 0
    for piece in pieces:
        before = before if piece.begin else 0
        done.append(replace(piece, lines_before=before))
        before += counts.get(piece, 0)
    return done


def read_piece(piece: Piece, settings: Settings) -> Iterator[Positioned]:
    """Each record of a piece with its position, as it is read where the files are read whole."""
    if piece.end is not None:
        yield from _read_range(piece, piece.end, settings)
        return
    for source in piece.sources:
        try:
            with _seen(source.name) as file:
                yield from read_stream(file, name=source.name, settings=settings)
        except OSError as error:
            yield reject(source.name, f"the file cannot be read: {error.strerror or error}")


def _read_range(piece: Piece, end: int, settings: Settings) -> Iterator[Positioned]:
    (source,) = piece.sources
    try:
        with _seen(source.name) as file:
            skipped, lines = stretch(file, piece.begin, end)
            first = piece.lines_before + skipped
            numbered = ((first + number, line) for number, line in read_lines(lines, limit=MAX_RECORD_BYTES))
            yield from read_record_lines(numbered, name=source.name, settings=settings)
    except OSError as error:
        yield reject(source.name, f"the file cannot be read: {error.strerror or error}")
