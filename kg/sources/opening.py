"""A file → what it holds: itself, what it packs, or the files of an archive."""

import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, NamedTuple, cast

from kg.errors import InputError
from kg.sources.formats import ending_of, is_archive, missing_library, reader_of, unpacked
from kg.sources.unpacking import BROKEN, UNPACKERS, Meter, metered, unpack


class Entry(NamedTuple):
    """What is called so in messages, is read as its name's ending says, and is opened by that function."""

    name: str
    file_name: str
    open: Callable[[], BinaryIO]


def find_entries(stream: BinaryIO, *, name: str, note: Callable[[str], None]) -> Iterator[Entry]:
    """What an open file holds. Raises InputError for an archive that is none."""
    if is_archive(name):
        yield from _members(stream, name=name, note=note)
    else:
        yield Entry(name, unpacked(name), lambda: _open(stream, name))


def _open(stream: BinaryIO, name: str) -> BinaryIO:
    """The stream, unpacked if its name says that it is packed."""
    missing = missing_library(name)
    if missing:
        raise InputError(missing)
    ending = ending_of(name)
    return unpack(stream, ending) if ending in UNPACKERS else stream


def _members(stream: BinaryIO, *, name: str, note: Callable[[str], None]) -> Iterator[Entry]:
    """The files of an archive that can hold articles, in its order."""
    try:
        archive = zipfile.ZipFile(stream)
    except (*BROKEN, ValueError, NotImplementedError) as error:
        raise InputError(f"no archive that can be read: {error}") from error
    size = stream.seek(0, 2)
    meter = Meter(lambda: size)
    others = 0
    for info in archive.infolist():
        if info.is_dir():
            continue
        if not _holds_articles(info.filename):
            others += 1
            continue
        meter.add(0)
        opened = partial(_open_member, archive, info, meter)
        yield Entry(f"{name}/{info.filename}", unpacked(info.filename), opened)
    if others:
        note(f"{name}: files of other kinds, passed over: {others:,}")


def _holds_articles(file_name: str) -> bool:
    return bool(ending_of(file_name)) and reader_of(file_name) is not None


def _open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: Meter) -> BinaryIO:
    try:
        member = archive.open(info)
    except (*BROKEN, RuntimeError, NotImplementedError, ValueError) as error:
        raise InputError(f"the archive's file cannot be read: {error}") from error
    return _open(metered(cast("BinaryIO", member), meter), info.filename)
