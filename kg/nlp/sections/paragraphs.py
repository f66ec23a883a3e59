"""Lines of a text → its paragraphs, whether a paragraph is one line or hard-wrapped over several."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from kg.facts import Span

# Mail and terminals wrap at 60 to 80 columns, some wires at 100; a text with longer lines was never wrapped.
WIDEST_WRAP = 120
# In wrapped prose more than half of the lines go on in lower case; of one-line paragraphs next to none do.
WRAPPED_SHARE = 1 / 3
# A paragraph is parsed at once: this bounds what the parser must hold, and no paragraph of an article is longer.
LONGEST_PIECE = 10_000

LINE_END = re.compile("[\n\x85\u2028\u2029]")
CLOSED = re.compile(r"""[.!?:]["'”’»)\]]*$""")
LIST_ITEM = re.compile(r"(?:[-*•·▪◦‣]|[–—](?=\s)|\(?(?:\d{1,3}|[A-Za-z])[.)])\s")
SENTENCE_END = re.compile(r"""[.!?]["'”’»)\]]*\s""")


def find_paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs in order, without the white space around them.

    Lines belong together where one would not have held the next one's first word, or where a line without closing
    punctuation goes on in lower case: but only in texts that look wrapped.
    """
    blocks = tuple(_blocks(text))
    width = max((_width(block) for block in blocks if _is_wrapped(text, block)), default=0)
    for block in blocks:
        yield from _joined(text, block, width=width) if _width(block) <= width else block


def pieces(text: str, span: Span, *, longest: int = LONGEST_PIECE) -> Iterator[Span]:
    """The span cut into pieces of at most `longest` characters, after a sentence if possible, else at white space.

    >>> list(pieces("one two", Span(0, 7), longest=5))
    [Span(begin=0, end=3), Span(begin=4, end=7)]
    """
    begin = span.begin
    while span.end - begin > longest:
        cut = _cut(text[begin : begin + longest])
        yield stripped(text, begin, begin + cut)
        begin = stripped(text, begin + cut, span.end).begin
    if begin < span.end:
        yield Span(begin, span.end)


def stripped(text: str, begin: int, end: int) -> Span:
    """The characters [begin, end) without the white space around them; empty if there is nothing else."""
    line = text[begin:end]
    begin += len(line) - len(line.lstrip())
    return Span(begin, begin + len(line.strip()))


def is_closed(paragraph: str) -> bool:
    """Whether it ends in a sentence's punctuation or a colon, quotation marks and brackets aside."""
    return CLOSED.search(paragraph) is not None


def is_list_item(paragraph: str) -> bool:
    """Whether it begins with the bullet, number or letter of a list."""
    return LIST_ITEM.match(paragraph) is not None


def _lines(text: str) -> Iterator[Span]:
    begin = 0
    for match in LINE_END.finditer(text):
        yield stripped(text, begin, match.start())
        begin = match.end()
    yield stripped(text, begin, len(text))


def _blocks(text: str) -> Iterator[tuple[Span, ...]]:
    """Runs of lines between blank ones."""
    for is_blank, lines in groupby(_lines(text), key=lambda line: line.begin == line.end):
        if not is_blank:
            yield tuple(lines)


def _width(block: Sequence[Span]) -> int:
    return max(end - begin for begin, end in block)


def _is_wrapped(text: str, block: Sequence[Span]) -> bool:
    going_on = sum(_goes_on(text, line, following) for line, following in pairwise(block))
    return _width(block) <= WIDEST_WRAP and going_on > 0 and going_on >= WRAPPED_SHARE * (len(block) - 1)


def _goes_on(text: str, line: Span, following: Span) -> bool:
    return text[following.begin].islower() and not is_closed(text[line.begin : line.end])


def _joined(text: str, block: Sequence[Span], *, width: int) -> Iterator[Span]:
    begin = block[0].begin
    for line, following in pairwise(block):
        if not _is_one_paragraph(text, line, following, width=width):
            yield Span(begin, line.end)
            begin = following.begin
    yield Span(begin, block[-1].end)


def _is_one_paragraph(text: str, line: Span, following: Span, *, width: int) -> bool:
    next_line = text[following.begin : following.end]
    if is_list_item(next_line):
        return False
    filled = line.end - line.begin + 1 + len(next_line.split(maxsplit=1)[0]) > width
    return filled or _goes_on(text, line, following)


def _cut(window: str) -> int:
    """Where to end a piece: after the last sentence, else after the last word, else in the middle of a word."""
    sentence_ends = [match.end() for match in SENTENCE_END.finditer(window, len(window) // 2)]
    if sentence_ends:
        return sentence_ends[-1]
    words = window.rstrip().rsplit(maxsplit=1)
    return len(window.rstrip()) - len(words[1]) if len(words) == 2 else len(window)
