"""A file of JSON → the articles in it: those of a list, an object that is one or holds a list, or lines after all."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from kg.sources.decoding import decode, is_wide
from kg.sources.fields import find_fields
from kg.sources.lines import read_lines
from kg.sources.records import read_record_lines, read_value
from kg.sources.settings import MAX_RECORD_BYTES, Positioned, Settings, reject

PIECE = 1 << 16
SPACE = re.compile("[ \\t\\r\\n]*")
# {"response": {"docs": [...]}}: how deep in an object the list of articles may lie.
MAX_DEPTH = 3


def read_json(
    stream: BinaryIO, *, name: str, settings: Settings, limit: int = MAX_RECORD_BYTES
) -> Iterator[Positioned]:
    """The articles of a list one by one, however long it is; those of an object, which is read whole."""
    head = stream.readline(limit + 1)
    if not is_wide(head) and head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"["):
        yield from _read_list(_Text(head, stream, limit), name, settings)
        return
    value = _parsed(head)
    if isinstance(value, dict):
        yield from _read_object(value, f"{name}:1", settings)
        lines = ((number + 1, line) for number, line in read_lines(stream, limit=limit))
        yield from read_record_lines(lines, name=name, settings=settings)
    else:
        yield from _read_whole(head + stream.read(limit), name, settings, limit)


def _read_whole(data: bytes, name: str, settings: Settings, limit: int) -> Iterator[Positioned]:
    decoded = decode(data) if len(data) <= limit else None
    if decoded is None:
        size = f"larger than {limit:,} bytes, which only a list or JSON Lines may be"
        yield reject(name, size if len(data) > limit else "not text in any known encoding")
        return
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        yield reject(name, f"not JSON: {error}")
        return
    yield from _read_object(value, name, settings)


def _read_object(value: object, position: str, settings: Settings) -> Iterator[Positioned]:
    articles = _articles_in(value, settings)
    if articles is None:
        yield position, read_value(value, position=position, settings=settings)
        return
    for number, article in enumerate(articles, 1):
        place = f"{position}[{number}]"
        yield place, read_value(article, position=place, settings=settings)


def _articles_in(value: object, settings: Settings, depth: int = MAX_DEPTH) -> list[object] | None:
    """The list itself, or the first list of objects below an object that is no article itself."""
    if isinstance(value, list):
        return value if all(isinstance(item, dict) for item in value) or depth == MAX_DEPTH else None
    if not isinstance(value, dict) or not depth or "text" in find_fields(value, settings.fields):
        return None
    found = (_articles_in(inner, settings, depth - 1) for inner in value.values())
    return next(filter(None, found), None)


def _parsed(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


class _Text:
    """The unread text of a stream, of which never much more is held than one item of a list."""

    def __init__(self, head: bytes, stream: BinaryIO, limit: int) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._stream = stream
        self._limit = limit
        self._decode = json.JSONDecoder().raw_decode
        self._text = self._decoder.decode(head)
        self._at = 0

    def first(self) -> str:
        """The next character that is no space, still unread; nothing at the end."""
        while True:
            self._at = cast("re.Match[str]", SPACE.match(self._text, self._at)).end()
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def skip(self) -> None:
        """Passes over a character."""
        self._at += 1

    def skip_comma(self) -> None:
        """Passes over a comma; raises ValueError where neither it nor the end of the list comes next."""
        if self.first() == ",":
            self.skip()
        elif self.first() not in {"]", ""}:
            raise ValueError("a comma or ] is wanted after it")

    def item(self) -> object:
        """The next value. Raises ValueError or RecursionError for what is none."""
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except ValueError:
                if not self._more():
                    raise
            else:
                # At the end of what is held, a number may go on.
                if end < len(self._text) or not self._more():
                    self._at = end
                    return value

    def _more(self) -> bool:
        """Reads as much as is held unread, so that what is tried again and again takes no square of time."""
        held = self._text[self._at :]
        if len(held) > self._limit:
            raise ValueError(f"an item has at most {self._limit:,} characters")
        data = self._stream.read(max(PIECE, len(held)))
        self._text, self._at = held + self._decoder.decode(data, final=not data), 0
        return bool(data)


def _read_list(text: _Text, name: str, settings: Settings) -> Iterator[Positioned]:
    number = 0
    try:
        text.first()
        text.skip()
        while text.first() not in {"]", ""}:
            number += 1
            value = text.item()
            position = f"{name}[{number}]"
            yield position, read_value(value, position=position, settings=settings)
            text.skip_comma()
    except (ValueError, RecursionError) as error:
        yield reject(f"{name}[{number}]", f"not JSON, and nothing after it is read: {error}")
        return
    if text.first() == "":
        yield reject(name, "the list breaks off: ] is wanted")
