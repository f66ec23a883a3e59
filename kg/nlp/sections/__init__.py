"""The sections of a text: headlines, datelines, bylines, captions and paragraphs of the body, each to be parsed alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.facts import SectionKind, Span
from kg.nlp.sections.layout import credits_begin, dateline_end, is_byline, is_caption, is_dateline, is_headline
from kg.nlp.sections.paragraphs import find_paragraphs, pieces, stripped

# A line of so few words between paragraphs heads what follows in the same article; headlines are longer.
MOST_SUBHEAD_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Part of one paragraph, or all of it. `part` counts the articles that follow each other in a text, from 0."""

    kind: SectionKind
    span: Span
    part: int = 0


def find_sections(text: str) -> Iterator[Section]:
    """The sections in the order of the text: apart, and with every character between them that is not white space.

    A headline stands before body text; one that follows body text opens a new part, unless it is a subhead.
    """
    paragraphs = tuple(find_paragraphs(text))
    kinds = _kinds([" ".join(text[begin:end].split()) for begin, end in paragraphs])
    parts = _parts(text, paragraphs, kinds)
    for paragraph, kind, part in zip(paragraphs, kinds, parts, strict=True):
        for section_kind, span in _split(text, paragraph, kind):
            yield from (Section(kind=section_kind, span=piece, part=part) for piece in pieces(text, span))


def _kinds(paragraphs: Sequence[str]) -> list[SectionKind]:
    """The kind of each paragraph; what looks like a headline is body text where no body text follows."""
    kinds = [_kind(paragraph, first=number == 0) for number, paragraph in enumerate(paragraphs)]
    for number in reversed(range(len(kinds))):
        if kinds[number] is SectionKind.BODY:
            break
        if kinds[number] is SectionKind.HEADLINE:
            kinds[number] = SectionKind.BODY
    return kinds


def _kind(paragraph: str, *, first: bool) -> SectionKind:
    if is_caption(paragraph):
        return SectionKind.CAPTION
    if is_byline(paragraph):
        return SectionKind.BYLINE
    if is_dateline(paragraph):
        return SectionKind.DATELINE
    return SectionKind.HEADLINE if is_headline(paragraph, first=first) else SectionKind.BODY


def _parts(text: str, paragraphs: Sequence[Span], kinds: Sequence[SectionKind]) -> Iterator[int]:
    part, in_body = 0, False
    for number, kind in enumerate(kinds):
        if in_body and kind is SectionKind.HEADLINE and _opens_article(text, paragraphs, kinds, number):
            part, in_body = part + 1, False
        in_body = in_body or kind is SectionKind.BODY
        yield part


def _opens_article(text: str, paragraphs: Sequence[Span], kinds: Sequence[SectionKind], number: int) -> bool:
    """Whether a headline is no subhead: it is longer, or a second headline, a byline or a dateline follows."""
    begin, end = paragraphs[number]
    if len(text[begin:end].split()) > MOST_SUBHEAD_WORDS:
        return True
    begin, end = paragraphs[number + 1]
    return kinds[number + 1] is not SectionKind.BODY or dateline_end(text[begin:end]) is not None


def _split(text: str, paragraph: Span, kind: SectionKind) -> Iterator[tuple[SectionKind, Span]]:
    """A body paragraph without the dateline at its head and the credits at its end, which are sections of their own."""
    begin, end = paragraph
    if kind is not SectionKind.BODY:
        yield kind, paragraph
        return
    body = begin + (dateline_end(text[begin:end]) or 0)
    credit = body + (credits_begin(text[body:end]) or end - body)
    cuts = ((SectionKind.DATELINE, begin, body), (SectionKind.BODY, body, credit), (SectionKind.BYLINE, credit, end))
    for section_kind, left, right in cuts:
        span = stripped(text, left, right)
        if span.begin < span.end:
            yield section_kind, span
