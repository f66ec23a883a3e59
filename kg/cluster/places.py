"""A folder that several machines see: on a shared disk, or at an address that fsspec knows (s3, gs, hdfs …)."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO, cast

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from kg.errors import RunError
from kg.files import whole_file

PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Folder:
    """An address; the names of files are relative to it. A file appears whole or not at all."""

    address: str

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """A file open for writing that takes its name only when the block ends well."""
        files, path = self._at(name)
        with _told(self.address, "written"):
            files.makedirs(str(PurePosixPath(path).parent), exist_ok=True)
        if isinstance(files, LocalFileSystem):
            with whole_file(Path(path)) as output:
                yield output
            return
        aside = f"{path}.{secrets.token_hex(8)}.part"
        try:
            with files.open(aside, "wb") as output:
                yield cast("IO[bytes]", output)
            with _told(self.address, "written"):
                _move(files, aside, path)
        finally:
            files.invalidate_cache()
            if files.exists(aside):
                files.rm_file(aside)

    def write(self, name: str, data: bytes) -> None:
        """A file of these bytes."""
        with self.writing(name) as output:
            output.write(data)

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises RunError where there is none."""
        with self.open(name) as file:
            return file.read()

    def open(self, name: str) -> BinaryIO:
        """A file open for reading. Raises RunError where there is none."""
        files, path = self._at(name)
        with _told(f"{self.address}/{name}", "read"):
            return cast("BinaryIO", files.open(path, "rb"))

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        files, path = self._at(name)
        with _told(self.address, "read"):
            return bool(files.exists(path))

    def digest(self, name: str) -> str | None:
        """The SHA-256 of a file; None where there is none."""
        if not self.has(name):
            return None
        digest = hashlib.sha256()
        with self.open(name) as file:
            while data := file.read(PIECE):
                digest.update(data)
        return digest.hexdigest()

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder of it, in order; none where there is no such folder."""
        files, path = self._at(folder)
        with _told(self.address, "read"):
            if not files.isdir(path):
                return []
            return [f"{folder}/{PurePosixPath(found).name}" for found in sorted(files.find(path, maxdepth=1))]

    def drop(self, names: Iterable[str]) -> None:
        """Takes files away, those that are there."""
        for name in names:
            if self.has(name):
                files, path = self._at(name)
                with _told(self.address, "written"):
                    files.rm_file(path)

    def _at(self, name: str) -> tuple[Any, str]:
        """The file system, which may remember no listing of another process's files, and the path in it."""
        with _told(self.address, "used"):
            files, root = url_to_fs(self.address)
            files.invalidate_cache()
        return files, f"{root.rstrip('/')}/{name}"


def is_address(given: str) -> bool:
    """Whether it is an address of fsspec and not a path.

    >>> is_address("s3://bucket/news"), is_address("/data/news")
    (True, False)
    """
    return "://" in given


def whole_address(given: str) -> str:
    """The address of a path or address with its scheme, from the root on."""
    with _told(given, "used"):
        files, path = url_to_fs(given)
    return str(files.unstrip_protocol(path)).rstrip("/")


def open_source(address: str) -> BinaryIO:
    """A file at a path or address, open for reading. Raises OSError where it cannot be read."""
    if not is_address(address):
        return Path(address).open("rb")
    files, path = url_to_fs(address)
    return cast("BinaryIO", files.open(path, "rb"))


def _move(files: Any, aside: str, path: str) -> None:
    # Some file systems move onto no file that is there.
    if files.exists(path):
        files.rm_file(path)
    files.mv(aside, path)


@contextmanager
def _told(address: str, what: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ImportError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
        raise RunError(f"{address} cannot be {what}: {reason}") from error
