"""The bytes of one text file → a document or the reason why they are none."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.documents import Document
from kg.sources.decoding import decode
from kg.sources.identity import content_id
from kg.sources.settings import MAX_CHARACTERS, Positioned, Settings, reject

# Enough bytes for one character too many, even at 4 bytes each after a byte order mark.
MAX_BYTES = 4 * (MAX_CHARACTERS + 2)
# What is neither letter, digit nor space. Rules that set off parts of a text have up to 200 in a row.
SIGNS = re.compile(r"[^\w\s]+")
MOST_SIGNS = 500
# Of what is no space. Of 2,000 English texts of news from 40 characters up, the most had a fifth.
MOST_SHARE = 1 / 3
FEW_SIGNS = 100


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
    if len(text) > MAX_CHARACTERS:
        return too_long(f"{len(text):,} characters")
    return None if _is_prose(text) else "no prose: most of it are signs that are no letters, or many of them in a row"


def _is_prose(text: str) -> bool:
    """Whether words make up the most of it: signs in a row take the tokenizer a time that grows with their square."""
    signs = [len(run) for run in SIGNS.findall(text)]
    return not signs or (
        max(signs) <= MOST_SIGNS and sum(signs) <= max(FEW_SIGNS, MOST_SHARE * sum(map(len, text.split())))
    )


def too_long(size: str) -> str:
    """The objection to a document of a size."""
    return f"a document has at most {MAX_CHARACTERS:,} characters, this one has {size} or more: split it into articles"
