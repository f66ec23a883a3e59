"""RSS and Atom files → one document an entry, or the reason why the entry is none."""

import io
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.sources.articles import make_document
from kg.sources.settings import MAX_FEED_BYTES, Positioned, Settings, reject

# Entries lie four deep, the XHTML in them a dozen more; the parser's time grows with the square of the depth.
MAX_DEPTH = 200
TAG = re.compile(rb"<(/)?[A-Za-z][^<>]*?(/)?>")


def read_feed(stream: BinaryIO, *, name: str, settings: Settings) -> Iterator[Positioned]:
    """For each entry its position ("file[3]") and the document of its content, else of its summary.

    The language is the feed's. Raises InputError for what is no feed.
    """
    import feedparser

    data = stream.read(MAX_FEED_BYTES + 1)
    if len(data) > MAX_FEED_BYTES:
        raise InputError(f"larger than {MAX_FEED_BYTES:,} bytes, as no feed is")
    _check(data.replace(b"\0", b""))
    # Bytes as such might be taken for the name of a file or an address.
    feed = feedparser.parse(io.BytesIO(data))
    if not feed.get("version"):
        raise InputError(f"no RSS or Atom: {feed.get('bozo_exception', 'another kind of XML')}")
    if feed.bozo:
        settings.note(f"{name}: not well-formed, read as far as it goes: {feed.bozo_exception}")
    for number, entry in enumerate(feed.entries, 1):
        position = f"{name}[{number}]"
        fields = {key: value for key, value in _fields(entry, feed.feed).items() if value}
        if "text" in fields:
            yield position, make_document(fields, position=position, settings=settings)
        else:
            yield reject(position, "an entry without content or summary", record_id=fields.get("id"))


def _check(data: bytes) -> None:
    """Raises InputError for what would take the parser too long."""
    if b"<!ENTITY" in data:
        raise InputError("a feed that defines entities of its own, as bombs do")
    depth = 0
    first, *others = data.split(b"<![CDATA[")
    outside = (first, *(piece.partition(b"]]>")[2] for piece in others))
    for tag in chain.from_iterable(map(TAG.finditer, outside)):
        depth += -1 if tag[1] else not tag[2]
        if depth > MAX_DEPTH:
            raise InputError(f"a feed whose tags are nested more than {MAX_DEPTH} deep")


def _fields(entry: dict[str, Any], feed: Mapping[str, Any]) -> dict[str, str]:
    contents = [content["value"] for content in entry.get("content", ())]
    return {
        "id": entry.get("id", ""),
        "text": next(filter(str.strip, contents), "") or entry.get("summary", ""),
        "title": entry.get("title", ""),
        # The library's own get() gives the one for the other, with a warning.
        "published": dict.get(entry, "published") or dict.get(entry, "updated", ""),
        "publisher": _source(entry) or entry.get("publisher") or feed.get("publisher", ""),
        "url": entry.get("link", ""),
        "language": feed.get("language", ""),
    }


def _source(entry: Mapping[str, object]) -> str:
    source = entry.get("source")
    return str(source.get("title", "")) if isinstance(source, Mapping) else ""
