"""What a user names → the files to read: paths as `kg build` takes them, and addresses of fsspec."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fsspec.core import url_to_fs

from kg.cluster.pieces import Source
from kg.cluster.places import Folder, is_address, whole_address
from kg.documents import Reject
from kg.errors import InputError
from kg.sources.files import GLOB, STDIN, check_name, check_paths, find_files, may_hold_articles


def find_sources(given: Iterable[str], *, apart: Folder) -> Iterator[Source | Reject]:
    """The files, in order, and folders that cannot be read.

    Raises InputError for the first that cannot be read at all, and where the folder in which the build is kept is among them.
    """
    for one in given:
        if one == STDIN:
            raise InputError("a cluster does not see this machine's standard input: name files")
        if is_address(one) and urlsplit(one).scheme != "file":
            yield from _remote(one, apart)
        else:
            for path in check_paths([one]):
                _check_apart(path, apart)
                yield from _local(path)


def _check_apart(given: str, apart: Folder) -> None:
    if f"{whole_address(apart.address)}/".startswith(f"{whole_address(given)}/"):
        raise InputError(f"{apart.address} is to be read and written at once")


def _local(path: str) -> Iterator[Source | Reject]:
    for file in find_files(path):
        if isinstance(file, Reject):
            yield file
            continue
        try:
            there = file.stat()
        except OSError as error:
            yield Reject(id=str(file), reason=f"the file cannot be read: {error.strerror}", position=str(file))
            continue
        yield Source(name=_shared_name(file), size=there.st_size, version=f"{there.st_size}-{there.st_mtime_ns}")


def _shared_name(file: Path) -> str:
    # Workers stand in other folders; what is named from the root names the same file there.
    return str(file.absolute())


def _remote(address: str, apart: Folder) -> Iterator[Source]:
    try:
        files, path = url_to_fs(address)
        roots = _spread(files, path)
        for root in roots:
            _check_apart(files.unstrip_protocol(root), apart)
        found = {name: info for root in roots for name, info in _listed(files, root).items()}
    except (OSError, ImportError, ValueError) as error:
        raise InputError(f"{address} cannot be read: {error or type(error).__name__}") from error
    if not found:
        raise InputError(f"{address}: no such file, or a folder or pattern with none that articles are read from")
    for name, info in found.items():
        yield Source(name=files.unstrip_protocol(name), size=info.get("size") or 0, version=_version(info))


def _spread(files: Any, path: str) -> list[str]:
    """What fits a pattern, in order, or the path as it is."""
    return [path] if GLOB.isdisjoint(path) or files.exists(path) else sorted(files.glob(path))


def _listed(files: Any, path: str) -> Mapping[str, Mapping[str, Any]]:
    """What is known of each file of articles that a folder holds, in order, or of the file that has the name."""
    if files.isdir(path):
        found = files.find(path, detail=True)
        return {name: found[name] for name in sorted(found) if may_hold_articles(name)}
    if not files.exists(path):
        return {}
    check_name(path, path)
    return {path: files.info(path)}


def _version(info: Mapping[str, Any]) -> str:
    """What a store tells of a file: its size, day of change, checksum."""
    return hashlib.sha256(repr(sorted(info.items())).encode()).hexdigest()
