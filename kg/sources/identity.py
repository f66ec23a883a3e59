"""Which records are the same article."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.documents import Document, Reject


def content_id(text: str, url: str | None = None) -> str:
    """The id of a text that came without one: the same text has the same id, whatever its file is called.

    One that was found at several addresses is an article at each of them.
    """
    known = text if url is None else f"{url}\n{text}"
    return f"sha256:{hashlib.sha256(known.encode('utf-8')).hexdigest()}"


def without_repeats(records: Iterable[tuple[str, Document | Reject]]) -> Iterator[Document | Reject]:
    """Each document once; one whose id an earlier document with another text bears is rejected, at its position.

    One that has, spaces aside, the text of an earlier one under another id is a reprint of that. Of every document, only
    its id and two short numbers are kept.
    """
    texts: dict[int, int] = {}
    ids: dict[int, str] = {}
    for position, record in records:
        if isinstance(record, Reject):
            yield record
            continue
        key, text = _number(record.id), _number(" ".join(record.text.split()))
        if key not in texts:
            texts[key] = text
            original = ids.setdefault(text, record.id)
            yield record if original == record.id else replace(record, reprint_of=original)
        elif texts[key] != text:
            reason = "the id belongs to an earlier article with another text"
            yield Reject(id=record.id, reason=reason, position=position)


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8"), digest_size=12).digest())
