"""The lines of a file that begin in one stretch of it, as a stream."""

import io
from typing import BinaryIO

PIECE = 1 << 16


class Stretch(io.RawIOBase):
    """The lines of a stream that begin before a byte; the last one is read to its end."""

    def __init__(self, stream: BinaryIO, *, at: int, end: int) -> None:
        self._stream = stream
        self._at = at
        self._end = end
        self._over = at >= end

    def readable(self) -> bool:
        """True."""
        return True

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line, or the next bytes of a long one."""
        if self._over:
            return b""
        line = self._stream.readline(-1 if size is None else size)
        self._at += len(line)
        self._over = not line or (line.endswith(b"\n") and self._at >= self._end)
        return line


def stretch(stream: BinaryIO, begin: int, end: int) -> tuple[int, BinaryIO]:
    r"""How many lines end between `begin` and the first line that begins in [begin, end), and the lines that begin there.

    >>> count, lines = stretch(io.BytesIO(b"one\ntwo\nthree\n"), 2, 5)
    >>> count, lines.readline(), lines.readline()
    (1, b'two\n', b'')
    """
    at, count = begin, 0
    if begin:
        # The line that ends right before `begin` belongs to the stretch before.
        stream.seek(begin - 1)
        at = begin - 1
        while at < end and (rest := stream.readline(PIECE)):
            at += len(rest)
            if rest.endswith(b"\n"):
                count = int(at > begin)
                break
        else:
            at = end
    else:
        stream.seek(0)
    return count, Stretch(stream, at=at, end=end)  # type: ignore[return-value]
