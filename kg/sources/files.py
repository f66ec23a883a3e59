"""Paths given by a user → the files to read."""

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kg.documents import Reject
from kg.errors import InputError
from kg.sources.formats import ending_of, in_words, is_archive, missing_library, reader_of

STDIN = "-"
GLOB = frozenset("*?[")


def check_paths(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths of what is given, with globs spread out; raises InputError for the first that cannot be read."""
    found = tuple(path for given in paths for path in _spread(given))
    for path in found:
        if path != STDIN:
            _check(Path(path))
    return found


def find_files(path: str) -> Iterator[Path | Reject]:
    """The file itself, or all readable files below the folder, in the order of their names."""
    root = Path(path)
    if root.is_dir():
        yield from _walk(root)
    else:
        yield root


def _spread(given: str) -> list[str]:
    """The path of a file: address, the files that fit a glob in the order of their names, or the path as it is."""
    if "://" in given:
        return [local_path(given)]
    if GLOB.isdisjoint(given) or Path(given).exists():
        return [given]
    found = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - a Path would need the fixed part taken off
    if not found:
        raise InputError(f"{given}: no file fits")
    return found


def local_path(address: str) -> str:
    """The path of a file: address. Raises InputError for others."""
    parts = urlsplit(address)
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
        raise InputError(f"{address}: only files of this machine are read (file:///…); fetch it first")
    return unquote(parts.path)


def _check(path: Path) -> None:
    if path.is_dir():
        if next(_walk(path), None) is None:
            raise InputError(f"{path}: the folder holds no file that ends in {in_words()}")
    elif not path.exists():
        raise InputError(f"{path}: no such file or folder")
    else:
        check_name(path.name, path)


def check_name(name: str, address: object) -> None:
    """Raises InputError, which says where, for the name of a file from which no articles can be read."""
    if not is_archive(name) and reader_of(name) is None:
        raise InputError(f"{address}: articles are read from files that end in {in_words()}")
    missing = missing_library(name)
    if missing:
        raise InputError(f"{address}: {missing}")


def _walk(folder: Path) -> Iterator[Path | Reject]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield Reject(id=str(folder), reason=f"the folder cannot be read: {error.strerror}", position=str(folder))
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name)
        elif may_hold_articles(entry.name):
            path = folder / entry.name
            # A link is asked by its path, which takes one that leads nowhere for no file.
            if path.is_file() if entry.is_symlink() else entry.is_file():
                yield path


def may_hold_articles(name: str) -> bool:
    """Whether the name says so: in a folder, files without an ending are passed over."""
    return bool(ending_of(name)) and (is_archive(name) or reader_of(name) is not None)
