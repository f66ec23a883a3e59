"""A web page → the article on it, without what stands around it, or the reason why there is none."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from kg.documents import Document, Reject
from kg.sources.articles import make_document
from kg.sources.decoding import WESTERN, clean, decode
from kg.sources.markup import MAX_TAG, has_huge_tag
from kg.sources.page_dates import LATEST, find_published
from kg.sources.settings import MAX_ELEMENTS, MAX_PAGE_BYTES, Positioned, Settings

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document as Extracted

# A page says its encoding within its first 1,024 bytes (HTML standard).
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
CHARSET_BYTES = 1_024
# lxml takes no text that declares an encoding of its own.
DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
HOST = re.compile(r"https?://(?:www\.)?([^/:?#]+)", re.IGNORECASE)
# Browsers take the one for the other (WHATWG Encoding).
LATIN = frozenset({"iso8859-1", "ascii"})
# A flash of one sentence has 10 words or more; "Page not found", "Log in to read on" are no articles.
FEWEST_WORDS = 8
# What the library is asked for beside the text; the date is found here.
DATES = {"extensive_search": False, "max_date": LATEST}
TOO_LARGE = f"a page of more than {MAX_PAGE_BYTES:,} bytes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's bytes, and what its server says of it."""

    data: bytes
    charset: str | None = None
    url: str | None = None


def read_page(stream: BinaryIO, *, name: str, settings: Settings) -> Iterator[Positioned]:
    """The article of one file of HTML."""
    page = Page(data=stream.read(MAX_PAGE_BYTES + 1))
    yield name, read_html(page, position=name, settings=settings)


def read_html(page: Page, *, position: str, settings: Settings) -> Document | Reject:
    """The article of a page: its text without menus, tables, comments and advertising, title, date, publisher, address."""
    tree = _tree(page)
    if isinstance(tree, str):
        return Reject(id=page.url or position, reason=tree, position=position)
    try:
        found = _article(tree, page.url)
        date = None if found is None else find_published(tree, url=page.url or found.url)
    except Exception as error:  # noqa: BLE001  (one page that trips a parser up must not end a crawl of thousands)
        reason = f"the reading failed: {type(error).__name__}: {error}"
        return Reject(id=page.url or position, reason=reason, position=position)
    if found is None or len((found.text or "").split()) < FEWEST_WORDS:
        return Reject(id=page.url or position, reason="no article is found on the page", position=position)
    url = page.url or found.url
    fields = {
        "text": found.text,
        "title": found.title,
        "published": date.isoformat() if date else None,
        "publisher": _publisher(found.sitename, url),
        "url": url,
    }
    return make_document({key: value for key, value in fields.items() if value}, position=position, settings=settings)


def _tree(page: Page) -> "HtmlElement | str":
    """The page's tree, or why there is none."""
    from lxml import etree, html

    text = _text(page) if len(page.data) <= MAX_PAGE_BYTES else None
    if text is None:
        return "not text in any known encoding" if len(page.data) <= MAX_PAGE_BYTES else TOO_LARGE
    if has_huge_tag(text):
        return f"a tag with more than {MAX_TAG:,} characters of attributes' names"
    try:
        tree = html.document_fromstring(DECLARATION.sub("", text))
    except (etree.LxmlError, ValueError):
        return "no HTML"
    return tree if sum(1 for _ in tree.iter()) <= MAX_ELEMENTS else f"a page of more than {MAX_ELEMENTS:,} elements"


def _text(page: Page) -> str | None:
    """The decoded page: by its byte order mark, its server, its own head, or what its bytes look like."""
    named = CHARSET.search(page.data[:CHARSET_BYTES])
    charset = page.charset or (named[1].decode("ascii", "replace") if named else None)
    try:
        codec = codecs.lookup(charset or "").name
    except (LookupError, ValueError):
        codec = None
    if codec is None or page.data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        decoded = decode(page.data)
        return None if decoded is None else decoded.text
    try:
        text = page.data.decode(WESTERN if codec in LATIN else codec, "replace")
    except (UnicodeError, ValueError, LookupError):
        return None
    return clean(text).text


def _article(tree: "HtmlElement", url: str | None) -> "Extracted | None":
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Extracted

    # A table is no prose, and text that is only laid out as one is found all the same.
    found = bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=DATES,
    )
    return found if isinstance(found, Extracted) else None


def _publisher(name: str | None, url: str | None) -> str | None:
    """The site's name, unless that is the address again."""
    host = HOST.match(url or "")
    return None if name is None or (host and name.lower().removeprefix("www.") == host[1].lower()) else name
