"""The lines of a byte stream, none longer than a limit."""

from collections.abc import Iterator
from typing import BinaryIO

Line = tuple[int, bytes | None]


def read_lines(stream: BinaryIO, *, limit: int) -> Iterator[Line]:
    """Each line that is not blank with its number from 1; None for one of more than `limit` bytes."""
    return ((number, line) for number, line in read_all_lines(stream, limit=limit) if line is None or line.strip())


def read_all_lines(stream: BinaryIO, *, limit: int) -> Iterator[Line]:
    """The same with the blank ones."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            _skip_line(stream, limit)
            yield number, None
        else:
            yield number, line


def _skip_line(stream: BinaryIO, limit: int) -> None:
    while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
        pass
