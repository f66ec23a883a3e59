"""The bytes of one text file → a document or the reason why they are none."""

from collections.abc import Iterator
from typing import BinaryIO

from kg.documents import Document
from kg.sources.decoding import decode
from kg.sources.identity import content_id
from kg.sources.settings import MAX_CHARACTERS, Positioned, Settings, reject

# Enough bytes for one character too many, even at 4 bytes each after a byte order mark.
MAX_BYTES = 4 * (MAX_CHARACTERS + 2)


def read_text(stream: BinaryIO, *, name: str, settings: Settings) -> Iterator[Positioned]:
    """The stream's text as one document, whose id is the hash of that text."""
    decoded = decode(stream.read(MAX_BYTES))
    reason = objection(decoded.text) if decoded else "not text in any known encoding"
    if decoded is None or reason:
        yield reject(name, str(reason))
        return
    for note in decoded.notes:
        settings.note(f"{name}: {note}")
    text = decoded.text
    yield (
        name,
        Document(id=content_id(text), text=text, published=settings.published, publisher=settings.publisher),
    )


def objection(text: str) -> str | None:
    """Why the text can be no document, if it cannot."""
    if not text.strip():
        return "the text is empty"
    return too_long(f"{len(text):,} characters") if len(text) > MAX_CHARACTERS else None


def too_long(size: str) -> str:
    """The objection to a document of a size."""
    return f"a document has at most {MAX_CHARACTERS:,} characters, this one has {size} or more: split it into articles"
