"""The records of a WARC stream, each framed by its own length; what is broken is told, and the next one is sought."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple

VERSION = b"WARC/"
# Header lines of one record; Common Crawl's have about 600 bytes.
MAX_HEAD = 100_000
PIECE = 1 << 16


class Record(NamedTuple):
    """The fields of a record's head, in lower case, and its block; None instead of one that is longer than the limit."""

    offset: int
    fields: Mapping[str, str]
    block: bytes | None


class Broken(NamedTuple):
    """What is wrong with the bytes from an offset on."""

    offset: int
    reason: str


class Position:
    """A byte stream that knows how far it is read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.offset = 0

    def line(self) -> bytes:
        """The next line, or the piece of one that is longer than a head may be."""
        line = self._stream.readline(MAX_HEAD)
        self.offset += len(line)
        return line

    def take(self, size: int) -> bytes:
        """So many bytes; fewer at the end."""
        data = self._stream.read(size)
        self.offset += len(data)
        return data

    def skip(self, size: int) -> bool:
        """Whether there were so many bytes to pass over."""
        while size:
            data = self.take(min(size, PIECE))
            if not data:
                return False
            size -= len(data)
        return True


def read_warc(stream: BinaryIO, *, limit: int) -> Iterator[Record | Broken]:
    """Each record in order, its block if that has at most `limit` bytes."""
    position = Position(stream)
    line = _next_line(position)
    while line:
        offset = position.offset - len(line)
        if not line.startswith(VERSION):
            yield Broken(offset, "no WARC record begins here: passed over up to the next one")
            line = _next_version(position)
            continue
        fields = _head(position)
        length = fields.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            yield Broken(offset, f"a WARC record whose head gives no length, or is longer than {MAX_HEAD:,} bytes")
            line = _next_version(position)
            continue
        block = position.take(int(length)) if int(length) <= limit else None
        whole = position.skip(int(length)) if block is None else len(block) == int(length)
        yield Record(offset, fields, block) if whole else Broken(offset, "the last WARC record breaks off")
        line = _next_line(position)


def _next_line(position: Position) -> bytes:
    """The next line that is not blank."""
    while (line := position.line()) and not line.strip():
        pass
    return line


def _next_version(position: Position) -> bytes:
    while (line := position.line()) and not line.startswith(VERSION):
        pass
    return line


def _head(position: Position) -> dict[str, str]:
    """The fields up to a blank line; none where that does not come in time."""
    fields: dict[str, str] = {}
    end = position.offset + MAX_HEAD
    while (line := position.line()).strip():
        if position.offset > end:
            return {}
        name, _, value = line.decode("utf-8", "replace").partition(":")
        fields[name.strip().lower()] = value.strip()
    return fields
