"""The fields of an article record, whatever its maker calls them."""

import datetime as dt
import re
from collections.abc import Mapping
from urllib.parse import quote

from kg.sources.decoding import clean
from kg.sources.published import parse_published

# What each field is called where article records come from, best name first, compared without case, "_" and "-".
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "identifier", "uuid", "guid", "articleid", "docid"),
    "text": ("text", "body", "content", "fulltext", "maintext", "articlebody", "articletext", "article"),
    "title": ("title", "headline"),
    "published": (
        "published",
        "publishedat",
        "datepublished",
        "datepublish",
        "publishdate",
        "pubdate",
        "issued",
        "date",
    ),
    "publisher": ("publisher", "source", "outlet", "sitename", "newspaper"),
    "url": ("url", "link", "sourceurl"),
    "language": ("language", "lang"),
}
# What an IRI may hold unquoted, and "%", since the value may be quoted already (RFC 3986).
IRI_SAFE = ":/?#[]@!$&'()*+,;=%~"
ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def normalized(record: Mapping[str, object]) -> dict[str, object]:
    """The record with its fields' names in lower case, without "_" and "-"."""
    return {re.sub("[_-]", "", name).lower(): value for name, value in record.items()}


def plain(fields: Mapping[str, object], field: str) -> str | None:
    """The first value under the field's names that says anything; of an object (schema.org, news services) its name.

    >>> plain(normalized({"Source": {"name": "AFP"}}), "publisher")
    'AFP'
    """
    for name in NAMES[field]:
        value = fields.get(name)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return value
    return None


def one_line(fields: Mapping[str, object], field: str) -> str | None:
    """The same, clean and with single spaces."""
    value = plain(fields, field)
    return " ".join(clean(value).text.split()) or None if value else None


def published(fields: Mapping[str, object], *, default: dt.date | None) -> dt.date | None:
    """The day or moment of publication; `default` if the record names none. Raises ValueError for what is no date."""
    value = plain(fields, "published")
    if value is None:
        return default
    date = parse_published(value)
    if date is None:
        raise ValueError(f"the date of publication {value[:40]!r} is none like 2025-04-08")
    return date


def url(fields: Mapping[str, object]) -> str | None:
    """The address as an IRI that RDF can hold. Raises ValueError for one that is not absolute."""
    value = one_line(fields, "url")
    if value is None:
        return None
    iri = quote(value, safe=IRI_SAFE)
    if not ABSOLUTE_IRI.fullmatch(iri):
        raise ValueError(f"the url {value[:60]!r} has no scheme like https:")
    return iri
