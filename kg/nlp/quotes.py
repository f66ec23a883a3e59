"""Quotations of a document: which tokens stand between which marks, over paragraphs and with marks missing."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.facts import Span
from kg.nlp.parse import Parse

MARK = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚']")
OPENERS = {"“": '"', "„": '"', "‟": '"', "``": '"', "«": "«", "‹": "‹", "‘": "'", "‚": "'"}
CLOSERS = {"”": '"', "''": '"', "»": "«", "›": "‹"}
BEFORE_OPENING = frozenset("([{—–-―/:") | frozenset(OPENERS) | {'"', "'", "”", "’"}
AFTER_CLOSING = frozenset(".,;:!?)]}—–-―…/\"'”’»›“‘[(")
SENTENCE_END = re.compile(r"[.!?…]['’)]?\s")
SCARE_WORDS = 2
SMALL = 3
"""Letters of the longest words that a title leaves small: "and", "the"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Tokens [start, end) of a paragraph with their marks, [inner_start, inner_end) without.

    `outer` and `inner` are the same as characters of the document's text. A mark that the text lacks leaves `opened` or
    `closed` false. `continues` is the index of the quotation that goes on here; `depth` counts the quotations around.
    A `title` is the name of a song, film or book.
    """

    paragraph: int
    start: int
    end: int
    inner_start: int
    inner_end: int
    outer: Span
    inner: Span
    opened: bool = True
    closed: bool = True
    depth: int = 0
    short: bool = False
    title: bool = False
    continues: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A quotation mark in a paragraph's text: its family, and whether its neighbours let it open or close."""

    begin: int
    end: int
    char: str
    kind: str
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """A quotation's characters in a paragraph, marks included; None for a mark that is missing."""

    begin: int
    end: int
    opening: Mark | None
    closing: Mark | None
    depth: int


def find_quotes(parses: Sequence[Parse]) -> tuple[Quote, ...]:
    """The quotations of all paragraphs, in the order in which they open."""
    quotes: list[Quote] = []
    running: int | None = None
    for paragraph, parse in enumerate(parses):
        more = paragraph + 1 < len(parses) and begins_quoted(parses[paragraph + 1].text)
        first = len(quotes)
        quotes += [
            quote_of(extent, parse, paragraph) for extent in extents(parse.text, more=more, running=running is not None)
        ]
        if running is not None and len(quotes) > first and quotes[first].start == 0:
            quotes[first] = replace(quotes[first], continues=running)
        running = last_open(quotes, first, len(parse)) if more else None
    return tuple(quotes)


def last_open(quotes: Sequence[Quote], first: int, length: int) -> int | None:
    """The outermost quotation that runs to the paragraph's end without a closing mark."""
    return next((n for n in range(first, len(quotes)) if not quotes[n].closed and quotes[n].end == length), None)


def begins_quoted(text: str) -> bool:
    """Whether the paragraph's first character is a mark that can open."""
    mark = next(marks(text), None)
    return mark is not None and mark.opens and not text[: mark.begin].strip()


def marks(text: str) -> Iterator[Mark]:
    """The marks that are no apostrophes."""
    for match in MARK.finditer(text):
        char, begin, end = match.group(), match.start(), match.end()
        before, after = text[begin - 1 : begin], text[end : end + 1]
        free_left = not before or before.isspace() or before in BEFORE_OPENING
        free_right = not after or after.isspace() or after in AFTER_CLOSING
        kind = OPENERS.get(char) or CLOSERS.get(char) or ("'" if char in "’'" else char)
        wrong = char == "”" and not text[:begin].strip() and after.isalnum()
        opens = (
            wrong or char in OPENERS or (char in {'"', "'", "''"} and free_left and bool(after) and not after.isspace())
        )
        closes = (char in "”»›" and not wrong) or (
            char in {'"', "'", "’", "''"} and free_right and bool(before) and not before.isspace()
        )
        if char in {'"', "''"} and not opens and not closes:
            opens = closes = True
        if (opens or closes) and not (kind == "'" and before.isalnum() and after.isalnum()):
            yield Mark(begin=begin, end=end, char=char, kind=kind, opens=opens, closes=closes)


def extents(text: str, *, more: bool, running: bool) -> list[Extent]:
    """The quotations of a paragraph; `more`: the next one opens with a mark, `running`: the last one left one open."""
    found: list[Extent] = []
    stack: list[Mark] = []
    listed = list(marks(text))
    last_single = max((mark.begin for mark in listed if mark.kind == "'" and mark.closes), default=0)
    for mark in listed:
        held = next((n for n in range(len(stack) - 1, -1, -1) if stack[n].kind == mark.kind), None)
        if held is not None and possessive(text, mark, listed):
            continue
        if held is not None and closes(text, stack, held, mark):
            opening = stack[held]
            del stack[held:]
            found.append(Extent(begin=opening.begin, end=mark.end, opening=opening, closing=mark, depth=len(stack)))
        elif mark.opens and (mark.kind != "'" or mark.end < last_single):
            if held is not None:
                found += unclosed(text, stack[held:], mark.begin)
                del stack[held:]
            stack.append(mark)
        elif mark.closes and mark.kind != "'" and not stack:
            found.append(unopened(text, mark, found, running=running))
    found += unclosed(text, stack, None if more else len(text))
    return sorted(found, key=lambda extent: (extent.begin, -extent.end))


def closes(text: str, stack: Sequence[Mark], held: int, mark: Mark) -> bool:
    """Whether the mark closes the open one of its family at `held`: in *„so“* by the mark that opens elsewhere."""
    if stack[held].char in "„‚" and mark.char in "“‘":
        return True
    return mark.closes and not (mark.opens and held == len(stack) - 1 and opens_anew(text, mark))


def possessive(text: str, mark: Mark, listed: Sequence[Mark]) -> bool:
    """Whether a mark behind a plural only marks a possessor, as one closes that stands behind punctuation: *'the rebels' guns,' he said*."""
    if (
        mark.kind != "'"
        or mark.opens
        or text[mark.begin - 1] not in "sS"
        or not text[mark.end + 1 : mark.end + 2].islower()
    ):
        return False
    later = next((other for other in listed if other.begin > mark.begin and other.kind == "'"), None)
    return later is not None and later.closes and text[later.begin - 1] in ",.?!…"


def opens_anew(text: str, mark: Mark) -> bool:
    """A mark of either direction opens where a space stands before it and none behind."""
    return text[mark.begin - 1 : mark.begin].isspace() and not text[mark.end : mark.end + 1].isspace()


def unclosed(text: str, stack: Sequence[Mark], limit: int | None) -> Iterator[Extent]:
    """Quotations without a closing mark, as far as their sentence, and never past `limit`.

    As far as the paragraph where the next one goes on (`limit` is None) or the quotation starts it.
    """
    for depth, mark in enumerate(stack):
        if mark.kind == "'":
            continue
        end = len(text.rstrip()) if limit is None else limit
        whole = limit is None or (not text[: mark.begin].strip() and limit == len(text))
        sentence = None if whole else SENTENCE_END.search(text, mark.end, end)
        end = sentence.end() - 1 if sentence else end
        yield Extent(begin=mark.begin, end=len(text[:end].rstrip()), opening=mark, closing=None, depth=depth)


def unopened(text: str, mark: Mark, found: Sequence[Extent], *, running: bool) -> Extent:
    """A closing mark without an opening one: from the sentence's start, or the paragraph's where a quotation runs on."""
    least = max((extent.end for extent in found), default=0)
    stops = [match.end() for match in SENTENCE_END.finditer(text, least, max(least, mark.begin - 1))]
    begin = least if running or not stops else stops[-1]
    return Extent(begin=begin, end=mark.end, opening=None, closing=mark, depth=0)


def quote_of(extent: Extent, parse: Parse, paragraph: int) -> Quote:
    """The extent in tokens; a token that a mark cuts belongs to the quotation."""
    begin = extent.opening.end if extent.opening else extent.begin
    end = extent.closing.begin if extent.closing else extent.end
    inner_start, inner_end = tokens_between(parse, begin, end)
    start, stop = tokens_between(parse, extent.begin, extent.end)
    spoken = [word for word in parse.words[inner_start:inner_end] if any(char.isalnum() for char in word)]
    return Quote(
        paragraph=paragraph, start=start, end=stop, inner_start=inner_start, inner_end=inner_end,
        outer=Span(parse.offset + extent.begin, parse.offset + extent.end),
        inner=Span(parse.offset + begin, parse.offset + end),
        opened=extent.opening is not None, closed=extent.closing is not None,
        depth=extent.depth, short=len(spoken) <= SCARE_WORDS, title=is_title(spoken),
    )  # fmt: skip


def is_title(words: Sequence[str]) -> bool:
    """Whether words are the name of a work: each but the smallest with a capital, not all in capitals.

    >>> is_title(["The", "Army", "Burned", "My", "House"]), is_title(["They", "burned", "Mosul"])
    (True, False)
    """
    large = [word for word in words if len(word) > SMALL]
    return len(words) > SCARE_WORDS and bool(large) and all(w[0].isupper() and not w.isupper() for w in large)


def tokens_between(parse: Parse, begin: int, end: int) -> tuple[int, int]:
    """The tokens [start, stop) that share a character with [begin, end)."""
    start = bisect_right(parse.ends, begin)
    return start, max(start, bisect_left(parse.begins, end))
