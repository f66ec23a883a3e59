"""How far the sources are read, in bytes as they lie on disk: packed ones packed."""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from kg.sources.files import STDIN, check_paths, find_files

BUFFER = 8_192
"""Bytes that are read at once: few, so that they tell how far the articles are read."""


class Tally:
    """The bytes that are read so far, and those that there are in all: None where nobody can know, as of a pipe."""

    def __init__(self, total: int | None = None) -> None:
        self.total = total
        self._before = 0
        self._file: _CountedFile | None = None

    @property
    def read(self) -> int:
        """The bytes that are read; of an archive, which is read here and there, no more than it has."""
        return self._before + (min(self._file.count, self._file.size) if self._file is not None else 0)

    @contextmanager
    def opened(self, path: Path) -> Iterator[BinaryIO]:
        """The file, open for reading and counted."""
        file = self._file = _CountedFile(path)
        try:
            with io.BufferedReader(file, BUFFER) as stream:
                yield cast("BinaryIO", stream)
        finally:
            self._before += file.size
            self._file = None


def size_of(paths: Iterable[str]) -> int | None:
    """The bytes of all files that `read_documents` reads of these paths; None with one among them that has no size."""
    total = 0
    for path in check_paths(paths):
        if path == STDIN or not (Path(path).is_file() or Path(path).is_dir()):
            return None
        total += sum(_size(file) for file in find_files(path) if isinstance(file, Path))
    return total


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


class _CountedFile(io.FileIO):
    def __init__(self, path: Path) -> None:
        super().__init__(path, "rb")
        self.count = 0
        self.size = _size(path)

    def readinto(self, buffer: memoryview, /) -> int | None:  # type: ignore[override]
        count = super().readinto(buffer)
        self.count += count or 0
        return count

    def readall(self) -> bytes:
        data = super().readall()
        self.count += len(data)
        return data
