"""Paths given by a user → documents, and the reasons for what is none."""

import datetime as dt
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, cast

from kg.documents import Document, Reject
from kg.errors import InputError
from kg.sources.feeds import read_feed
from kg.sources.files import STDIN, check_paths, find_files
from kg.sources.formats import READERS, ending_of
from kg.sources.identity import without_repeats
from kg.sources.languages import in_english
from kg.sources.opening import Entry, find_entries
from kg.sources.settings import Positioned, Settings, ignore, open_file, reject
from kg.sources.sniffing import sniff
from kg.sources.tally import Tally


def read_documents(  # noqa: PLR0913 - what is said of all inputs
    paths: Iterable[str],
    *,
    published: dt.date | None = None,
    publisher: str | None = None,
    fields: Mapping[str, str] | None = None,
    note: Callable[[str], None] = ignore,
    tally: Tally | None = None,
) -> Iterator[Document | Reject]:
    """Each English article of files, folders, globs, file: addresses and standard input ("-"), in order, read once.

    One with the text of an earlier one is its reprint.

    `published` and `publisher` are for records that name none; `fields` maps fields of a document to what records call
    them; `note` gets one sentence for each thing that was guessed, mended or passed over (an encoding, a date that is
    none, the pictures of a crawl); `tally` counts the bytes of files that are read. Raises InputError before anything is read when a path does not exist, is of no kind
    that holds articles, or needs a library that is not installed.
    """
    opened = open_file if tally is None else tally.opened
    settings = Settings(published=published, publisher=publisher, fields=fields or {}, note=note, opened=opened)
    return without_repeats(in_english(read_all(check_paths(paths), settings)))


def read_all(paths: Iterable[str], settings: Settings) -> Iterator[Positioned]:
    """Each record of the paths with its position, repeated ones too."""
    for path in paths:
        if path == STDIN:
            yield from _read_stdin(settings)
            continue
        for file in find_files(path):
            if isinstance(file, Reject):
                yield file.id, file
            else:
                yield from _read_file(file, settings)


def read_file(path: Path, settings: Settings) -> Iterator[Positioned]:
    """Each record of a file with its position, repeated ones too; what is in another language is a reject."""
    return in_english(_read_file(path, settings))


def read_fetched_feed(data: bytes, *, name: str, settings: Settings) -> Iterator[Positioned]:
    """The same of a feed that was fetched."""
    try:
        yield from in_english(read_feed(io.BytesIO(data), name=name, settings=settings))
    except InputError as error:
        yield reject(name, str(error))


def _read_stdin(settings: Settings) -> Iterator[Positioned]:
    name = "<stdin>"
    try:
        stream, ending = sniff(cast("io.BufferedReader", sys.stdin.buffer))
        yield from READERS[ending](stream, name=name, settings=settings)
    except InputError as error:
        yield reject(name, str(error))


def _read_file(path: Path, settings: Settings) -> Iterator[Positioned]:
    try:
        with settings.opened(path) as stream:
            yield from read_stream(stream, name=str(path), settings=settings)
    except OSError as error:
        yield reject(str(path), f"the file cannot be read: {error.strerror}")


def read_stream(stream: BinaryIO, *, name: str, settings: Settings) -> Iterator[Positioned]:
    """Each record of an open file with its position, repeated ones too; the name's ending says how it is read."""
    try:
        for entry in find_entries(stream, name=name, note=settings.note):
            yield from _read_entry(entry, settings)
    except InputError as error:
        yield reject(name, str(error))


def _read_entry(entry: Entry, settings: Settings) -> Iterator[Positioned]:
    """What is read before a file breaks off, and that it does."""
    try:
        yield from READERS[ending_of(entry.file_name)](entry.open(), name=entry.name, settings=settings)
    except InputError as error:
        yield reject(entry.name, str(error))
    except Exception as error:  # noqa: BLE001  (one file that trips a parser up must not end a run of thousands)
        yield reject(entry.name, f"the reading failed: {type(error).__name__}: {error}")
