"""The moment at which a page says that it was published."""

import datetime as dt
import json
from collections import deque
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from kg.sources.published import parse_published

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What the pages of news sites call it: Open Graph, schema.org, Dublin Core, Parse.ly, Sailthru, and names of their own.
NAMES = frozenset(
    {
        "article:published_time",
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "parsely-pub-date",
        "publication_date",
        "publish-date",
        "publishdate",
        "pubdate",
        "sailthru.date",
    }
)
# How much of a page's linked data is looked at: the article stands near the top.
MOST_NODES = 1_000
# Where a page shows its date: elements of few words that say so in their class, outside of what leads to other pages.
SHOWING = (
    "//*[self::time or contains(@class, 'date') or contains(@class, 'Date') or contains(@class, 'publish')"
    " or contains(@class, 'posted') or contains(@class, 'time') or contains(@id, 'date') or contains(@itemprop, 'date')]"
    "[not(ancestor::aside or ancestor::nav or ancestor::footer)][string-length(.) < 200]"
)
MOST_SHOWING = 10
# The library's own limit is the day on which it runs; a date does not become true by waiting.
LATEST = "2100-01-01"


def find_published(tree: "HtmlElement", *, url: str | None) -> dt.date | None:
    """What its metadata say, with the hour and zone that they give; else the day that its address or the page shows.

    When it was changed, copyright years and dates in the text count for nothing.
    """
    stated = (parse_published(value) for values in (_meta(tree), _linked(tree), _marked(tree)) for value in values)
    return next(filter(None, stated), None) or _shown(tree, url)


def _meta(tree: "HtmlElement") -> Iterator[str]:
    for element in tree.iter("meta"):
        names = (element.get("property"), element.get("name"), element.get("itemprop"))
        if any(name.lower() in NAMES for name in names if name):
            yield element.get("content", "")


def _linked(tree: "HtmlElement") -> Iterator[str]:
    """Each `datePublished` in JSON-LD, outer things first."""
    for element in tree.iter("script"):
        if "ld+json" in element.get("type", ""):
            try:
                nodes = deque([json.loads(element.text or "")])
            except (ValueError, RecursionError):
                continue
            yield from _dates_in(nodes)


def _dates_in(nodes: deque[Any]) -> Iterator[str]:
    for _ in range(MOST_NODES):
        if not nodes:
            return
        node = nodes.popleft()
        if isinstance(node, dict) and isinstance(node.get("datePublished"), str):
            yield node["datePublished"]
        nodes.extend(node.values() if isinstance(node, dict) else node if isinstance(node, list) else ())


def _marked(tree: "HtmlElement") -> Iterator[str]:
    for element in tree.iter("time", "span", "abbr", "div", "p"):
        if element.get("itemprop", "").lower() == "datepublished" or element.get("pubdate") is not None:
            yield element.get("datetime") or element.get("content") or element.text_content()


def _shown(tree: "HtmlElement", url: str | None) -> dt.date | None:
    from htmldate import find_date
    from lxml import html

    page = html.document_fromstring("<html><head></head><body></body></html>")
    for element in tree.xpath(SHOWING)[:MOST_SHOWING]:
        shown = deepcopy(element)
        shown.tail = None
        page.body.append(shown)
    found = find_date(page, extensive_search=False, original_date=True, url=url, max_date=LATEST)
    return dt.date.fromisoformat(found) if found else None
