"""JSON Lines → one document a line, or the reason why the line is none."""

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kg.documents import Document, Reject
from kg.sources.articles import read_article
from kg.sources.decoding import decode, is_wide
from kg.sources.lines import Line, read_lines
from kg.sources.settings import MAX_RECORD_BYTES, Positioned, Settings, reject
from kg.sources.texts import too_long


def read_records(
    stream: BinaryIO, *, name: str, settings: Settings, limit: int = MAX_RECORD_BYTES
) -> Iterator[Positioned]:
    """For each line that is not blank its position ("file:line") and its document."""
    yield from read_record_lines(read_lines(stream, limit=limit), name=name, settings=settings)


def read_record_lines(lines: Iterable[Line], *, name: str, settings: Settings) -> Iterator[Positioned]:
    """The same for lines with their numbers; None is a line that was too long to keep."""
    for number, line in lines:
        position = f"{name}:{number}"
        if number == 1 and line and is_wide(line):
            yield reject(name, "JSON Lines are UTF-8, not UTF-16 or UTF-32")
            return
        yield position, _read_line(line, position=position, settings=settings)


def read_value(value: object, *, position: str, settings: Settings) -> Document | Reject:
    """The document that a value of JSON holds."""
    if not isinstance(value, dict):
        reason = f"a JSON object is wanted, not {_shown(value)}"
        return Reject(id=position, reason=reason, position=position)
    return read_article(value, position=position, settings=settings)


def _read_line(line: bytes | None, *, position: str, settings: Settings) -> Document | Reject:
    decoded = decode(line) if line else None
    if decoded is None:
        reason = "not text in any known encoding" if line else too_long(f"{MAX_RECORD_BYTES:,} bytes of JSON")
        return Reject(id=position, reason=reason, position=position)
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        return Reject(id=position, reason=f"not JSON: {error}", position=position)
    for note in decoded.notes:
        settings.note(f"{position}: {note}")
    return read_value(value, position=position, settings=settings)


def _shown(value: object) -> str:
    # A list may be nested too deep to be written.
    return "a list" if isinstance(value, list) else f"{value!r:.40}"
