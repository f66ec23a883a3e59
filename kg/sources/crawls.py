"""WARC: crawled pages → documents, as in Common Crawl's news."""

import io
from collections import Counter
from collections.abc import Iterator
from email.message import Message
from typing import BinaryIO, NamedTuple

from kg.sources.pages import Page, read_html
from kg.sources.settings import MAX_PAGE_BYTES, Positioned, Settings, reject
from kg.sources.warc import Broken, Record, read_warc

PAGES = frozenset({"text/html", "application/xhtml+xml"})
OK = "200"
PROTOCOLS = ["HTTP/1.1", "HTTP/1.0", "HTTP/2", "HTTP/3"]


def read_crawl(stream: BinaryIO, *, name: str, settings: Settings) -> Iterator[Positioned]:
    """For each page that a server answered with its position ("file@byte") and its document.

    Requests, pictures, refusals and the like are passed over; a note counts them.
    """
    passed: Counter[str] = Counter()
    for record in read_warc(stream, limit=MAX_PAGE_BYTES):
        position = f"{name}@{record.offset}"
        if isinstance(record, Broken):
            yield reject(position, record.reason)
            continue
        kind = record.fields.get("warc-type", "")
        if kind != "response":
            passed[f"{kind or 'nameless'} records"] += 1
        elif record.block is None:
            yield reject(position, f"a page of more than {MAX_PAGE_BYTES:,} bytes")
        else:
            yield from _read_response(record, record.block, position, settings, passed)
    if passed:
        counts = ", ".join(f"{count:,} {what}" for what, count in sorted(passed.items()))
        settings.note(f"{name}: passed over: {counts}")


def _read_response(
    record: Record, block: bytes, position: str, settings: Settings, passed: Counter[str]
) -> Iterator[Positioned]:
    answer = _answer(block)
    if answer is None:
        yield reject(position, "no answer of a web server")
    elif answer.status != OK:
        passed[f"answers with status {answer.status or 'unknown'}"] += 1
    elif answer.kind not in PAGES:
        passed["responses that are no HTML"] += 1
    else:
        address = record.fields.get("warc-target-uri", "").strip("<>")
        page = Page(data=answer.body, charset=answer.charset, url=address or None)
        yield position, read_html(page, position=position, settings=settings)


class Answer(NamedTuple):
    """What a web server answered, unpacked."""

    status: str
    kind: str
    charset: str | None
    body: bytes


def _answer(block: bytes) -> Answer | None:
    from warcio.recordloader import ArcWarcRecord
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    stream = io.BytesIO(block)
    try:
        headers = StatusAndHeadersParser(PROTOCOLS).parse(stream)
    except (EOFError, StatusAndHeadersParserException):
        return None
    content_type = Message()
    content_type["content-type"] = headers.get_header("content-type", "")
    record = ArcWarcRecord("warc", "response", None, stream, headers, None, None)
    return Answer(
        status=headers.get_statuscode(),
        kind=content_type.get_content_type(),
        charset=content_type.get_content_charset(),
        body=record.content_stream().read(MAX_PAGE_BYTES + 1),
    )
