"""A text and what is known of it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")

BATCH = 30_000
"""Characters that are read together: some hundred paragraphs, enough to fill a model's batches, few enough to hold."""
MOST = 64
"""Documents that are read together, however short they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One input record: an article, or several that follow each other in one file.

    `id` becomes `dcterms:identifier`; character offsets everywhere are Unicode code points of `text`.
    `published` is a `date`, or a `datetime` where the hour is known. `reprint_of` is the id of the article that has the
    same text and is read in this one's place.
    """

    id: str
    text: str
    title: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    reprint_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """An input record that could not be read: its id or file, why, and where in the file."""

    id: str
    reason: str
    position: str | None = None


def batches(items: Iterable[Item], *, text: Callable[[Item], str]) -> Iterator[list[Item]]:
    """The items in order, as many together as their texts have BATCH characters, and no more than MOST.

    >>> [len(batch) for batch in batches(["a" * 20_000, "b" * 20_000, "c"], text=str)]
    [2, 1]
    """
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(text(item))
        if size >= BATCH or len(batch) == MOST:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
