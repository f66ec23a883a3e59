"""Packed bytes → the bytes that were packed, as long as they come to no more than packed text can hold."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import BinaryIO, cast

from kg.errors import InputError
from kg.sources.settings import FREE_BYTES, MAX_RATIO

BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile)
# The largest window of zstd's own levels: how much memory a frame may ask for.
MAX_WINDOW = 1 << 27


class Meter:
    """How many bytes came out of a file, against how many went in."""

    def __init__(self, size: Callable[[], int]) -> None:
        self._size = size
        self._count = 0

    def add(self, count: int) -> None:
        """Counts bytes; raises InputError when they are too many."""
        self._count += count
        if self._count > max(FREE_BYTES, MAX_RATIO * self._size()):
            raise InputError(f"unpacked, the data grow more than {MAX_RATIO} times, as no text does")


class Counted(io.RawIOBase):
    """A stream that knows how many bytes were read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.count = 0
        self._stream = stream

    def readable(self) -> bool:
        """True."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self.count += len(data)
        return data


class Metered(io.RawIOBase):
    """What comes out of a decompressor; raises InputError where that breaks off or grows beyond measure."""

    def __init__(self, stream: BinaryIO, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fills the buffer."""
        try:
            data = self._stream.read(len(buffer))
        except BROKEN as error:
            raise InputError(f"the packed data are broken or break off: {error}") from error
        self._meter.add(len(data))
        buffer[: len(data)] = data
        return len(data)


def metered(stream: BinaryIO, meter: Meter) -> io.BufferedReader:
    """A decompressor's bytes under a meter, to be read by line or piece."""
    return io.BufferedReader(Metered(stream, meter))


def unpack(stream: BinaryIO, ending: str) -> io.BufferedReader:
    """The unpacked bytes of a packed stream."""
    packed = Counted(stream)
    return metered(UNPACKERS[ending](packed), Meter(lambda: packed.count))


def _gunzip(stream: Counted) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream))


def _unzstd(stream: Counted) -> BinaryIO:
    return cast("BinaryIO", Zstd(stream))


class Zstd(io.RawIOBase):
    """The bytes of zstd frames, one after the other."""

    def __init__(self, stream: Counted) -> None:
        import zstandard

        self._error = zstandard.ZstdError
        decompressor = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
        self._stream = decompressor.stream_reader(cast("BinaryIO", stream), read_across_frames=True)

    def read(self, size: int = -1) -> bytes:
        """The next bytes; raises OSError where a frame is broken."""
        try:
            return self._stream.read(size)
        except self._error as error:
            raise OSError(error) from error


UNPACKERS: Mapping[str, Callable[[Counted], BinaryIO]] = {".gz": _gunzip, ".zst": _unzstd}
