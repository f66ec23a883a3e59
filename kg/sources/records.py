"""JSON Lines → one document a line, or the reason why the line is none."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, TypeVar

from kg.documents import Document, Reject
from kg.sources.decoding import clean, decode, is_wide
from kg.sources.fields import NAMES, normalized, one_line, plain, published, url
from kg.sources.identity import content_id
from kg.sources.lines import read_lines
from kg.sources.settings import MAX_CHARACTERS, Settings
from kg.sources.texts import objection, too_long

# In JSON a character takes at most 12 bytes: an escaped surrogate pair.
MAX_LINE_BYTES = 12 * MAX_CHARACTERS

Value = TypeVar("Value")


def read_records(
    stream: BinaryIO, *, name: str, settings: Settings, limit: int = MAX_LINE_BYTES
) -> Iterator[tuple[str, Document | Reject]]:
    """For each line that is not blank its position ("file:line") and its document."""
    for number, line in read_lines(stream, limit=limit):
        position = f"{name}:{number}"
        if number == 1 and line and is_wide(line):
            yield name, Reject(id=name, reason="JSON Lines are UTF-8, not UTF-16 or UTF-32", position=name)
            return
        yield position, _read_line(line, position=position, settings=settings)


def _read_line(line: bytes | None, *, position: str, settings: Settings) -> Document | Reject:
    decoded = decode(line) if line else None
    if decoded is None:
        reason = "not text in any known encoding" if line else too_long(f"{MAX_LINE_BYTES:,} bytes of JSON")
        return Reject(id=position, reason=reason, position=position)
    try:
        record = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        return Reject(id=position, reason=f"not JSON: {error}", position=position)
    if not isinstance(record, dict):
        return Reject(id=position, reason=f"a JSON object is wanted, not {record!r:.40}", position=position)
    for note in decoded.notes:
        settings.note(f"{position}: {note}")
    return _document(normalized(record), position=position, settings=settings)


def _document(fields: Mapping[str, object], *, position: str, settings: Settings) -> Document | Reject:
    text, notes = clean(plain(fields, "text") or "")
    record_id = one_line(fields, "id")
    reason = objection(text) if text else f"no text in any of the fields {', '.join(NAMES['text'])}"
    if reason:
        return Reject(id=record_id or position, reason=reason, position=position)

    def note(message: str) -> None:
        settings.note(f"{position}: {message}")

    for message in notes:
        note(message)
    return Document(
        id=record_id or content_id(text),
        text=text,
        title=one_line(fields, "title"),
        published=_or_note(lambda: published(fields, default=settings.published), note),
        publisher=one_line(fields, "publisher") or settings.publisher,
        url=_or_note(lambda: url(fields), note),
        language=one_line(fields, "language"),
    )


def _or_note(read: Callable[[], Value | None], note: Callable[[str], None]) -> Value | None:
    """What is read, or a note that it is left out: a bad date or address does not lose the article."""
    try:
        return read()
    except ValueError as error:
        note(f"{error}: left out")
        return None
