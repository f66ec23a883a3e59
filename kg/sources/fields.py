"""The fields of an article record, whatever its maker calls them."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
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
        "publishedtime",
        "publicationdate",
        "datepublished",
        "datepublish",
        "publishdate",
        "pubdate",
        "issued",
        "date",
        "created",
        "createdat",
        "datecreated",
    ),
    "publisher": ("publisher", "source", "outlet", "sitename", "newspaper"),
    "url": ("url", "link", "sourceurl"),
    "language": ("language", "lang"),
}
# Where an object stands in a field's place, which of its members says it: schema.org and news services, WordPress.
INNER = ("name", "rendered")
# What an IRI may hold unquoted, and "%", since the value may be quoted already (RFC 3986).
IRI_SAFE = ":/?#[]@!$&'()*+,;=%~"
WEB_ADDRESS = re.compile(r"\s*https?://", re.IGNORECASE)
ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")

Fields = Mapping[str, str]


def find_fields(record: Mapping[str, object], names: Mapping[str, str]) -> Fields:
    """What the record says of each field of a document: under the one name that `names` gives, else under a known one.

    >>> find_fields({"Source": {"name": "AFP"}, "story": {"full": "..."}}, {"text": "story.full"})
    {'text': '...', 'publisher': 'AFP'}
    """
    plain = {_plain(name): value for name, value in record.items()}
    found = {}
    for field, known in NAMES.items():
        values = [_at(record, names[field])] if field in names else [plain.get(name) for name in known]
        value = next(filter(None, map(_said, values)), None)
        if value is not None:
            found[field] = value
    return _with_address(found)


def _with_address(fields: dict[str, str]) -> Fields:
    """The fields with an address where one stands in the publisher's place ("source": "https://…")."""
    if not WEB_ADDRESS.match(fields.get("publisher", "")):
        return fields
    address = fields.pop("publisher")
    return {"url": address, **fields}


def known_names(field: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """What a field may be called in a record."""
    return (names[field],) if field in names else NAMES[field]


def is_called(column: str, field: str, names: Mapping[str, str]) -> bool:
    """Whether a column of a table is the field."""
    return column == names[field] if field in names else _plain(column) in NAMES[field]


def _plain(name: str) -> str:
    return re.sub("[_ -]", "", name).lower()


def _at(record: Mapping[str, object], path: str) -> object:
    """The member of that name, or the member of a member (`body.plain`)."""
    if path in record:
        return record[path]
    value: object = record
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _said(value: object) -> str | None:
    """The value as text, if it says anything; paragraphs of a list become lines."""
    if isinstance(value, Mapping):
        value = next((value[name] for name in INNER if name in value), None)
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        value = "\n".join(value)
    if isinstance(value, dt.date):
        value = value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and value.strip() else None


def one_line(value: str | None) -> str | None:
    """The value clean and with single spaces."""
    return " ".join(clean(value).text.split()) or None if value else None


def published(value: str | None, *, default: dt.date | None) -> dt.date | None:
    """The day or moment of publication; `default` if there is none. Raises ValueError for what is no date."""
    if value is None:
        return default
    date = parse_published(value)
    if date is None:
        raise ValueError(f"the date of publication {value[:40]!r} is none like 2025-04-08")
    return date


def url(value: str | None) -> str | None:
    """The address as an IRI that RDF can hold. Raises ValueError for one that is not absolute."""
    value = one_line(value)
    if value is None:
        return None
    iri = quote(value, safe=IRI_SAFE)
    if not ABSOLUTE_IRI.fullmatch(iri):
        raise ValueError(f"the url {value[:60]!r} has no scheme like https:")
    return iri


def parse_names(given: Iterable[str]) -> dict[str, str]:
    """`text=body`, `id=key,url=link` … as a mapping of fields to names. Raises ValueError for what is none.

    >>> parse_names(["id=key,text=story.full"])
    {'id': 'key', 'text': 'story.full'}
    """
    names = {}
    for pair in (pair for pairs in given for pair in pairs.split(",")):
        field, equals, name = pair.strip().partition("=")
        if field not in NAMES or not equals or not name:
            raise ValueError(f"{pair!r} is no FIELD=NAME with a field of {', '.join(NAMES)}")
        names[field] = name
    return names
