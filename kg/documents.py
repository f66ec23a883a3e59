"""A text and what is known of it."""

import datetime as dt
from dataclasses import dataclass


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
