"""Which records are the same article."""

import hashlib
from collections.abc import Iterable, Iterator

from kg.documents import Document, Reject


def content_id(text: str, url: str | None = None) -> str:
    """The id of a text that came without one: the same text has the same id, whatever its file is called.

    One that was found at several addresses is an article at each of them.
    """
    known = text if url is None else f"{url}\n{text}"
    return f"sha256:{hashlib.sha256(known.encode('utf-8')).hexdigest()}"


def without_repeats(records: Iterable[tuple[str, Document | Reject]]) -> Iterator[Document | Reject]:
    """Each document once; one whose id an earlier document with another text bears is rejected, at its position.

    Of every document, only its id and 16 bytes of its text's hash are kept.
    """
    seen: dict[str, bytes] = {}
    for position, record in records:
        if isinstance(record, Reject):
            yield record
            continue
        text_hash = hashlib.blake2b(record.text.encode("utf-8"), digest_size=16).digest()
        if record.id not in seen:
            seen[record.id] = text_hash
            yield record
        elif seen[record.id] != text_hash:
            yield Reject(
                id=record.id, reason="the id belongs to an earlier article with another text", position=position
            )
