"""What holds for all inputs of a run, and how much of any one input is taken."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias

from kg.documents import Document, Reject

# About 800,000 words: longer than any article, and than the parser's memory should meet as one document.
MAX_CHARACTERS = 5_000_000
# In JSON a character takes at most 12 bytes: an escaped surrogate pair.
MAX_RECORD_BYTES = 12 * MAX_CHARACTERS
# The largest pages of news sites, with all their scripts, have about 5 MB and 10,000 elements.
MAX_PAGE_BYTES = 10_000_000
# Finding the article takes about 0.1 s for 1,000 elements; lxml leaves out what lies more than 255 deep.
MAX_ELEMENTS = 30_000
# A feed is read whole; those of newspapers have 20 to 500 entries.
MAX_FEED_BYTES = 50_000_000
# Text shrinks to a third or a tenth, crawled pages of one site to a fiftieth; what shrinks more is made to fill memory.
MAX_RATIO = 200
# Below this size nothing is too much, however well it was packed.
FREE_BYTES = 50_000_000

Positioned: TypeAlias = tuple[str, Document | Reject]


def ignore(_message: str) -> None:
    """The default for notes: nobody asked."""


def open_file(path: Path) -> AbstractContextManager[BinaryIO]:
    """The file as it is."""
    return path.open("rb")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is said of all inputs.

    `published` and `publisher` hold where a record names none; `fields` maps fields of a document to what records call
    them; `note` is told of what was guessed or mended; `opened` opens a file.
    """

    published: dt.date | None = None
    publisher: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    note: Callable[[str], None] = ignore
    opened: Callable[[Path], AbstractContextManager[BinaryIO]] = open_file


class Reader(Protocol):
    """Reads an open file of one format."""

    def __call__(self, stream: BinaryIO, *, name: str, settings: Settings) -> Iterator[Positioned]:
        """For each record its position and the document, or why it is none. Raises InputError where the file breaks off."""


def reject(position: str, reason: str, *, record_id: str | None = None) -> Positioned:
    """A record that is no document, known by its id or else by its position."""
    return position, Reject(id=record_id or position, reason=reason, position=position)
