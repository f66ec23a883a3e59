"""Paths given by a user → documents, and the reasons for what is none."""

import datetime as dt
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, cast

from kg.documents import Document, Reject
from kg.sources.files import RECORD_ENDINGS, STDIN, check_paths, find_files
from kg.sources.identity import without_repeats
from kg.sources.records import read_records
from kg.sources.settings import Settings, ignore
from kg.sources.texts import read_text

Positioned = tuple[str, Document | Reject]


def read_documents(
    paths: Iterable[str],
    *,
    published: dt.date | None = None,
    publisher: str | None = None,
    note: Callable[[str], None] = ignore,
) -> Iterator[Document | Reject]:
    """Each article of the text files, folders of them, JSON Lines and standard input ("-"), in order, once.

    `published` and `publisher` are for records that name none; `note` gets one sentence for each thing that was
    guessed or mended (an encoding, a bad byte, a date that is none). Raises InputError before anything is read
    when a path does not exist or is no kind of file that holds articles.
    """
    settings = Settings(published=published, publisher=publisher, note=note)
    return without_repeats(_read_all(check_paths(paths), settings))


def _read_all(paths: Iterable[str], settings: Settings) -> Iterator[Positioned]:
    for path in paths:
        if path == STDIN:
            yield from _read_stdin(settings)
            continue
        for file in find_files(path):
            if isinstance(file, Reject):
                yield file.id, file
            else:
                yield from _read_file(str(file), are_records=file.suffix.lower() in RECORD_ENDINGS, settings=settings)


def _read_file(path: str, *, are_records: bool, settings: Settings) -> Iterator[Positioned]:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - the path may name a pipe
            yield from _read_stream(stream, name=path, are_records=are_records, settings=settings)
    except OSError as error:
        yield path, Reject(id=path, reason=f"the file cannot be read: {error.strerror}", position=path)


def _read_stdin(settings: Settings) -> Iterator[Positioned]:
    """JSON Lines if the first character opens an object, as no article's does; else one text."""
    stream = cast("io.BufferedReader", sys.stdin.buffer)
    are_records = stream.peek(1024).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    yield from _read_stream(stream, name="<stdin>", are_records=are_records, settings=settings)


def _read_stream(stream: BinaryIO, *, name: str, are_records: bool, settings: Settings) -> Iterator[Positioned]:
    if are_records:
        yield from read_records(stream, name=name, settings=settings)
    else:
        yield name, read_text(stream, name=name, settings=settings)
