"""What is watched, and which files are there now."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from kg.documents import Reject
from kg.errors import InputError
from kg.sources.feeds import read_feed
from kg.sources.files import STDIN, check_paths, find_files, local_path
from kg.sources.formats import reader_of

REMOTE = ("http://", "https://")


class Stamp(NamedTuple):
    """By what a file is seen to have changed: its size, and when its content and its entry in the folder changed last."""

    size: int
    modified: int
    changed: int


Found: TypeAlias = Mapping[str, Stamp | Reject]
"""The files that are there, in the order in which `kg build` reads them; a Reject is a folder that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A folder, a file or a feed, as the user named it, and its name on this machine or the web.

    What leaves a feed stays in the store: a feed shows only the latest entries.
    """

    given: str
    address: str
    is_feed: bool

    @property
    def is_remote(self) -> bool:
        """Whether it is fetched from a server."""
        return self.address.startswith(REMOTE)

    def below(self, path: str) -> str:
        """The path of a file as seen from here; nothing for the source itself."""
        if path == self.given:
            return ""
        return path if self.given == "." else path.removeprefix(self.given).removeprefix(os.sep)


def find_sources(given: Iterable[str]) -> tuple[Source, ...]:
    """What the user named, each once. Raises InputError for what is not there or cannot be watched."""
    found = {source.address: source for source in map(_source, given)}
    return tuple(found.values())


def _source(given: str) -> Source:
    if given == STDIN:
        raise InputError("standard input cannot be watched: name a folder, a file or a feed")
    if given.startswith(REMOTE):
        return Source(given=given, address=given, is_feed=True)
    path = Path(local_path(given) if "://" in given else given)
    if not path.is_dir():
        if any(sign in given for sign in "*?[") and not path.exists():
            raise InputError(f"{given}: name the folder, not the files in it now")
        check_paths([str(path)])
    is_feed = path.is_file() and reader_of(path.name) is read_feed
    return Source(given=str(path), address=str(path.resolve()), is_feed=is_feed)


def scan(source: Source) -> Found:
    """The files of a source on this machine. Raises InputError where the source itself is away, as on a disk not mounted."""
    if not Path(source.given).exists():
        raise InputError(f"{source.given}: no such file or folder")
    return dict(_stamped(find_files(source.given)))


def _stamped(files: Iterable[Path | Reject]) -> Iterator[tuple[str, Stamp | Reject]]:
    for file in files:
        if isinstance(file, Reject):
            yield file.id, file
        elif (stamp := stamp_of(file)) is not None:
            yield str(file), stamp


def stamp_of(file: Path) -> Stamp | None:
    """The stamp of a file; None when it is gone."""
    try:
        stat = file.stat()
    except OSError:
        return None
    return Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
