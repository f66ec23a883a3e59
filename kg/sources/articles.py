"""The fields of a record → a document, or the reason why they are none."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from kg.documents import Document, Reject
from kg.sources.decoding import Text, clean
from kg.sources.fields import Fields, find_fields, known_names, one_line, published, url
from kg.sources.identity import content_id
from kg.sources.markup import is_markup, markup_text
from kg.sources.settings import Settings
from kg.sources.texts import objection

Value = TypeVar("Value")


def read_article(record: Mapping[str, object], *, position: str, settings: Settings) -> Document | Reject:
    """The document that a record of any make holds."""
    fields = find_fields(record, settings.fields)
    if "text" not in fields:
        reason = f"no text in any of the fields {', '.join(known_names('text', settings.fields))}"
        return Reject(id=one_line(fields.get("id")) or position, reason=reason, position=position)
    return make_document(fields, position=position, settings=settings)


def make_document(fields: Fields, *, position: str, settings: Settings) -> Document | Reject:
    """The document of fields as they are found: text without tags, values clean, what is no date or address left out."""

    def note(message: str) -> None:
        settings.note(f"{position}: {message}")

    record_id = one_line(fields.get("id"))
    text, notes = _text(fields["text"])
    reason = objection(text)
    if reason:
        return Reject(id=record_id or position, reason=reason, position=position)
    for message in notes:
        note(message)
    address = _or_note(lambda: url(fields.get("url")), note)
    return Document(
        id=record_id or content_id(text, address),
        text=text,
        title=one_line(fields.get("title")),
        published=_or_note(lambda: published(fields.get("published"), default=settings.published), note),
        publisher=one_line(fields.get("publisher")) or settings.publisher,
        url=address,
        language=one_line(fields.get("language")),
    )


def _text(value: str) -> Text:
    return clean(markup_text(value) if is_markup(value) else value)


def _or_note(read: Callable[[], Value | None], note: Callable[[str], None]) -> Value | None:
    """What is read, or a note that it is left out: a bad date or address does not lose the article."""
    try:
        return read()
    except ValueError as error:
        note(f"{error}: left out")
        return None
