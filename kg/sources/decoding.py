r"""Bytes of unknown encoding as clean text, with what had to be done to them.

Clean text is what offsets refer to everywhere: line ends are `\n`, and a character that XML cannot hold (a control
character, half of a surrogate pair) is replaced by one other character, so that no later offset moves.
"""

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

# Three bytes are too little to tell one code page from another: below that, each is marked and the rest kept.
FEW_BAD_BYTES = 3
# Compressed data, images and programs hold some 10 % control characters, text in an unknown code page none.
BINARY_SHARE = 0.02
# Valid UTF-8 may hold stray control characters; a third of them is no text.
CONTROL_SHARE = 0.3
# The code pages of Latin script differ in letters that an English text holds too few of to tell: the commonest wins.
WESTERN = "cp1252"

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LINE_END = re.compile(r"\r\n?|[\v\f]")
NOT_IN_XML = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SURROGATE = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Text(NamedTuple):
    """Clean text and, in words, what was lost or guessed on the way."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Text | None:
    """The text that the bytes hold, or None if they hold none (an image, a program, an archive).

    A byte order mark decides; else UTF-8, with the replacement character for a few bad bytes; else what
    charset-normalizer finds most likely.
    """
    encoding, data = _marked_encoding(data)
    text = data.decode(encoding, "replace")
    bad = text.count(REPLACEMENT) - data.count(REPLACEMENT.encode(encoding))
    if _control_share(text) > CONTROL_SHARE:
        return None
    if not bad:
        return clean(text)
    if encoding != "utf-8" or bad <= max(FEW_BAD_BYTES, _multibyte_characters(text)):
        return _noted(clean(text), f"bytes that are not {encoding.upper()}, each replaced by U+FFFD: {bad}")
    return _detected(data) if _control_share(text) < BINARY_SHARE else None


def is_wide(data: bytes) -> bool:
    """Whether a byte order mark says that a character takes two or four bytes, so that lines end in no single one."""
    return _marked_encoding(data)[0] != "utf-8"


def clean(text: str) -> Text:
    r"""The text with `\n` as its line end and without characters that XML cannot hold, one for one."""
    text = LINE_END.sub("\n", text.removeprefix("\ufeff"))
    kept, count = NOT_IN_XML.subn(lambda match: REPLACEMENT if SURROGATE.match(match[0]) else " ", text)
    return Text(kept, (f"control characters or lone surrogates, each replaced: {count}",) if count else ())


def _marked_encoding(data: bytes) -> tuple[str, bytes]:
    """The encoding that a byte order mark names, or UTF-8, and the bytes after the mark."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, data.removeprefix(mark)
    return "utf-8", data


def _detected(data: bytes) -> Text | None:
    matches = from_bytes(data)
    likely = next((match for match in matches if WESTERN in match.could_be_from_charset), matches.best())
    if likely is None:
        return None
    encoding = WESTERN if WESTERN in likely.could_be_from_charset else likely.encoding
    return _noted(clean(data.decode(encoding, "replace")), f"not UTF-8, read as {encoding}, the most likely encoding")


def _noted(text: Text, note: str) -> Text:
    return Text(text.text, (note, *text.notes))


def _control_share(text: str) -> float:
    return len(NOT_IN_XML.findall(text)) / max(len(text), 1)


def _multibyte_characters(text: str) -> int:
    """How many characters outside ASCII were read well: evidence that the text is UTF-8 after all."""
    return sum(not char.isascii() and char != REPLACEMENT for char in text)
