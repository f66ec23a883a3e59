"""Files of articles as they come from elsewhere: pages, crawls, feeds."""

import gzip
from collections.abc import Iterable

PARAGRAPHS = (
    "Shells hit the market of Taiz on Monday, and eleven people were hurt, the hospital said.",
    "The governor blamed the fighters who hold the hills east of the city, and who gave no answer.",
    "It was the third time within a week that the quarter came under fire from there.",
    "Both sides had agreed in March to keep heavy weapons out of the reach of the town.",
)


def page(
    *paragraphs: str, head: str = "", title: str = "Market of Taiz shelled", before: str = "", lang: str = "en"
) -> str:
    """A page of a news site, with all that stands around an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or PARAGRAPHS)
    return (
        f"<!doctype html><html lang={lang}><head><title>{title} | The Daily Sand</title>"
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Daily Sand">{head}</head>'
        '<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>'
        f"<main><article>{before}{body}</article></main>"
        '<aside><h3>Most read</h3><ul><li><a href="/x">Ten ways to cook lentils</a></li></ul></aside>'
        "<footer><p>Copyright 2019 The Daily Sand. All rights reserved.</p></footer></body></html>"
    )


def record(
    body: str | bytes,
    *,
    kind: str = "response",
    url: str = "https://sand.example/taiz",
    status: str = "200 OK",
    headers: Iterable[str] = ("Content-Type: text/html; charset=utf-8",),
    length: int | None = None,
) -> bytes:
    """A record of a WARC file."""
    lines = [f"HTTP/1.1 {status}", *headers, "", ""] if kind == "response" else []
    block = "\r\n".join(lines).encode() + (body.encode() if isinstance(body, str) else body)
    head = (
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2025-05-01T00:00:00Z",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block) if length is None else length}",
        "",
        "",
    )
    return "\r\n".join(head).encode() + block + b"\r\n\r\n"


def warc_gz(*records: bytes) -> bytes:
    """A packed crawl, each record by itself, as the standard wants it."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def rss(*items: str, channel: str = "") -> str:
    """A feed."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        f"><channel><title>World news</title><language>en</language>{channel}"
        + "".join(f"<item>{item}</item>" for item in items)
        + "</channel></rss>"
    )
