"""The records of a file, as the index keeps them."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from kg.documents import Document, Reject, content_of
from kg.sources.identity import text_number
from kg.sources.settings import Positioned

DIGEST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record: its article's id, what its text and all of it are known by, and its content; or why it is no article."""

    id: str
    position: str
    text: bytes | None = None
    digest: bytes | None = None
    content: bytes | None = None
    reason: str | None = None

    @property
    def reject(self) -> str | None:
        """The reject as a line of JSON, if it is one: file names in it may be no text."""
        return None if self.reason is None else reject_line(self.id, self.reason, self.position)


def entries_of(records: Iterable[Positioned]) -> Iterator[Entry]:
    """An entry for each record."""
    for position, record in records:
        if isinstance(record, Reject):
            yield Entry(id=record.id, position=record.position or position, reason=record.reason)
        else:
            yield _of_document(record, position)


def _of_document(document: Document, position: str) -> Entry:
    content = content_of(document)
    return Entry(
        id=document.id,
        position=position,
        text=text_number(document.text).to_bytes(DIGEST),
        digest=hashlib.blake2b(content, digest_size=DIGEST).digest(),
        content=zlib.compress(content, level=1),
    )


def reject_line(id_: str, reason: str, position: str | None) -> str:
    """A line of the file of rejects, in ASCII."""
    return json.dumps(asdict(Reject(id=id_, reason=reason, position=position)))
