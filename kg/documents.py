"""A text and what is known of it."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
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
    same text and is read in this one's place. `position` says where the record stands in its source; nothing that is read
    depends on it.
    """

    id: str
    text: str
    title: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    reprint_of: str | None = None
    position: str | None = field(default=None, compare=False)


def content_of(document: Document) -> bytes:
    """All that a document says, wherever it stands, as JSON: two that have the same are read alike."""
    fields = {name: value for name, value in asdict(document).items() if name != "position"}
    return json.dumps(fields, default=str, ensure_ascii=False).encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """An input record that could not be read: its id or file, why, and where in the file."""

    id: str
    reason: str
    position: str | None = None


def document_of(content: bytes) -> Document:
    """The document that says all that, position unknown."""
    fields = json.loads(content.decode("utf-8", "surrogatepass"))
    return Document(**{**fields, "published": _day_or_moment(fields["published"])})


def _day_or_moment(written: str | None) -> dt.date | None:
    if written is None:
        return None
    day = dt.date.fromisoformat(written[:10])
    return day if written == day.isoformat() else dt.datetime.fromisoformat(written)


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
