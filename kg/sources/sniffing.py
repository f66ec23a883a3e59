"""What standard input holds, which has no name that could tell."""

import codecs
import re
from collections.abc import Mapping
from io import BufferedReader

from kg.sources.unpacking import unpack

# With what packed bytes begin (RFC 1952, RFC 8878).
PACKERS: Mapping[bytes, str] = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}
# What files of a kind begin with, as no article does; the ending says how to read them.
SIGNS: Mapping[str, re.Pattern[bytes]] = {
    ".json": re.compile(rb"\s*(?:\[\s*\{|\{\s*\n)"),
    ".jsonl": re.compile(rb"\s*\{"),
    ".warc": re.compile(rb"WARC/\d"),
    ".html": re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE),
    ".xml": re.compile(rb"\s*<(?:\?xml|rss|feed)\b"),
}
LOOK = 1_024


def sniff(stream: BufferedReader) -> tuple[BufferedReader, str]:
    """The stream, unpacked, and the ending that a file of the kind has; text is what is like none of the others."""
    head = stream.peek(LOOK).removeprefix(codecs.BOM_UTF8)
    for magic, packer in PACKERS.items():
        if head.startswith(magic):
            return sniff(unpack(stream, packer))
    return stream, next((ending for ending, sign in SIGNS.items() if sign.match(head)), ".txt")
