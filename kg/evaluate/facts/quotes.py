"""Words of a text, quoted in an annotation, as spans.

A quote is exact; `#2` behind it means its second occurrence, ` … ` joins the parts of words that stand apart.
"""

import re

from kg.facts import Span

NUMBERED = re.compile(r"(?P<words>.*?)(?:#(?P<number>[1-9][0-9]*))?", re.DOTALL)
GAP = " … "


def find_quote(quote: str, text: str) -> tuple[Span, ...]:
    """The spans of the parts of a quote. Raises ValueError when the text has no such words, or not so often.

    >>> find_quote("he#2", "When he saw them he took two prisoner.")
    (Span(begin=17, end=19),)
    >>> find_quote("took … prisoner", "When he saw them he took two prisoner.")
    (Span(begin=20, end=24), Span(begin=29, end=37))
    """
    match = NUMBERED.fullmatch(quote)
    assert match is not None, "the pattern fits any text"
    first, *others = match["words"].split(GAP)
    spans = [_occurrence(first, text, number=int(match["number"] or 1), begin=0)]
    for words in others:
        spans.append(_occurrence(words, text, number=1, begin=spans[-1].end))
    return tuple(spans)


def plain(quote: str) -> str:
    """A quote without its number.

    >>> plain("on Sunday#2")
    'on Sunday'
    """
    match = NUMBERED.fullmatch(quote)
    return quote if match is None else match["words"]


def _occurrence(words: str, text: str, *, number: int, begin: int) -> Span:
    """Whole words: "he" does not occur in "the"."""
    before, after = (r"\b" if edge.isalnum() else "" for edge in (words[:1], words[-1:]))
    pattern = re.compile(f"{before}{re.escape(words)}{after}")
    found = [match.span() for match in pattern.finditer(text, begin)] if words else []
    if len(found) < number:
        raise ValueError(f"{words!r} occurs {len(found)} times{' after that' if begin else ''}, not {number}")
    return Span(*found[number - 1])
