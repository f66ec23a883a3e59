"""Quotations and the reporting words beside them."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kg.facts import SectionKind
from kg.nlp.attribution.contents import said_clause
from kg.nlp.attribution.cues import Match
from kg.nlp.attribution.ranges import VERBAL, Range
from kg.nlp.parse import Parse
from kg.nlp.quotes import Quote

OUTSIDE = -1
NEAR = 25
OWN_CUE = 5
LEAST_BLOCK = 4
NAME_PARTS = 3
MARKS = frozenset("\"'“”‘’«»")
LEADING = frozenset(",?!—–-…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A paragraph with its quotations by index; `inside` holds for each token the innermost quotation of some length."""

    index: int
    parse: Parse
    quotes: tuple[tuple[int, Quote], ...]
    inside: tuple[int, ...]


def pages_of(parses: Sequence[Parse], quotes: Sequence[Quote]) -> tuple[Page, ...]:
    """One page a paragraph."""
    held: list[list[tuple[int, Quote]]] = [[] for _ in parses]
    for number, quote in enumerate(quotes):
        held[quote.paragraph].append((number, quote))
    return tuple(page_of(index, parse, held[index]) for index, parse in enumerate(parses))


def page_of(index: int, parse: Parse, quotes: Sequence[tuple[int, Quote]]) -> Page:
    """A paragraph with its quotations."""
    inside = [OUTSIDE] * len(parse)
    for number, quote in quotes:
        if not quote.short:
            inside[quote.start : quote.end] = [number] * (quote.end - quote.start)
    return Page(index=index, parse=parse, quotes=tuple(quotes), inside=tuple(inside))


def beside(page: Page, match: Match, source: int | None) -> list[int]:
    """The quotations that end where the said-clause begins, or open behind it."""
    left = clause_start(page.parse, match, source)
    level = [(number, quote) for number, quote in page.quotes if around_of(page, quote) == page.inside[match.token]]
    before = [number for number, quote in level if ends_at(page.parse, quote, left)]
    if before and not (names_title(page, before[-1]) and reports_clause(page.parse, match.token)):
        return before[-1:]
    return next(([number] for number, quote in level if opens_behind(page, quote, match)), [])


def clause_start(parse: Parse, match: Match, source: int | None) -> int:
    """Where the said-clause begins; a participle that only shares its speaker begins with itself: *"…," X said, adding that*."""
    shares = parse.tags[match.token] == "VBG" and parse.deps[match.token] != "pcomp"
    if shares and match.top == match.token and source not in parse.children[match.token]:
        return match.first
    return said_clause(parse, match, source)[0]


def names_title(page: Page, number: int) -> bool:
    """Whether the quotation is the name of a work, or stands behind a preposition: *on "The Programme," he said that*."""
    quote = next(quote for n, quote in page.quotes if n == number)
    return quote.title or (quote.start > 0 and page.parse.pos[quote.start - 1] == "ADP")


def reports_clause(parse: Parse, verb: int) -> bool:
    """Whether a clause of the verb's own stands behind it."""
    return any(child > verb for child in parse.dependents(verb, "ccomp"))


def around_of(page: Page, quote: Quote) -> int:
    """The quotation around a quotation."""
    holders = [
        n for n, q in page.quotes if not q.short and q.start <= quote.start and quote.end <= q.end and q is not quote
    ]
    return holders[-1] if holders else OUTSIDE


def ends_at(parse: Parse, quote: Quote, left: int) -> bool:
    """Whether the quotation leads over to the clause at `left`: by a comma or dash, or by itself when it is no sentence."""
    while left > quote.end and left - quote.end <= NAME_PARTS and parse.words[left - 1][0].isupper():
        left -= 1  # A name that the tree cuts: *"…," Kigali police chief Anna Berg said*.
    gap = parse.words[quote.end : left]
    if quote.end > left or (gap and gap not in {(",",), ("–",), ("—",), ("-",)}):
        return False
    inner = [word for word in parse.words[quote.inner_start : quote.inner_end] if any(c not in MARKS for c in word)]
    last = inner[-1][-1] if inner else ""
    return bool(gap) or last in LEADING or (not quote.short and (last != "." or parse.pos[left] in VERBAL))


def opens_behind(page: Page, quote: Quote, match: Match) -> bool:
    """Whether the quotation opens behind the cue, after a comma, a colon or the cue itself."""
    parse, last = page.parse, match.last
    if not last < quote.start <= last + NEAR:
        return False
    before = parse.words[quote.start - 1]
    if has_own_cue(parse, quote):
        return False
    same = parse.sentence_of[quote.start - 1] == parse.sentence_of[last]
    lead = before in {",", ":"} or quote.start - 1 == last
    inner = "".join(parse.words[quote.inner_start : quote.inner_end])
    whole = not quote.short or before in {",", ":"} or inner[-1:] in {"?", "!", "."}
    return same and lead and (whole or quote.end >= parse.sentences[parse.sentence_of[last]][1] - 1)


def has_own_cue(parse: Parse, quote: Quote) -> bool:
    """Whether a said-clause follows the quotation: *"…," said Y* behind X's words is Y's."""
    last = parse.words[quote.inner_end - 1] if quote.inner_end > quote.inner_start else ""
    behind = parse.tags[quote.end : quote.end + OWN_CUE]
    return (
        last == "," and bool(behind) and behind[0] not in {"CC", "IN"} and any(tag in {"VBD", "VBZ"} for tag in behind)
    )


def covered(page: Page, piece: Range, token: int) -> Range:
    """The range, widened to the ends of quotations that it cuts and that the cue stands outside of."""
    start, end = piece
    for _, quote in page.quotes:
        if quote.start <= token < quote.end:
            start, end = max(start, quote.inner_start), min(end, quote.inner_end)
        elif start < quote.end and quote.start < end:
            start = min(start, quote.start) if token < quote.start or token >= quote.end else start
            end = max(end, quote.end) if token < quote.start else end
    return start, end


def quoted_range(page: Page, quote: Quote) -> Range:
    """The quotation with its marks, and with the words before it in the sentence that it completes."""
    parse = page.parse
    first = parse.sentences[parse.sentence_of[quote.start]][0]
    before = parse.words[quote.start - 1] if quote.start else ""
    if not quote.opened or quote.start in {0, first} or before in {",", ":", ".", "”", '"', "—", "–", "?", "!", "that"}:
        return quote.start, quote.end
    return (
        (first, quote.end)
        if page.inside[first] == page.inside[quote.start - 1]
        and len(parse.words[quote.inner_start])
        and not parse.words[quote.inner_start][0].isupper()
        else (quote.start, quote.end)
    )


def follow_ups(quotes: Sequence[Quote], number: int) -> Iterator[int]:
    """The quotations of later paragraphs that go on from one."""
    for later in range(number + 1, len(quotes)):
        if quotes[later].continues == number:
            yield later
            number = later


def goes_on_behind(page: Page, quote: Quote, match_last: int) -> bool:
    """Whether the quotation takes up again behind the said-clause: *"…," he said. "…"*."""
    parse = page.parse
    if not match_last < quote.start <= match_last + NEAR or (
        quote.short and quote.end < len(parse) and quote.closed is False
    ):
        return False
    gap = range(match_last + 1, quote.start)
    stops = sum(parse.words[n] in {".", "!", "?"} for n in gap)
    return parse.words[quote.start - 1] in {".", ",", "—", "–", ";", ":", ".."} and stops <= 1


def announced(page: Page, following: Page | None, token: int) -> list[int]:
    """The quotation that opens the next paragraph where this one ends with a colon behind the cue."""
    if following is None or not ends_in_colon(page.parse, token):
        return []
    return [number for number, quote in following.quotes if quote.start == 0][:1]


def ends_in_colon(parse: Parse, token: int) -> bool:
    """Whether the paragraph ends with a colon in the token's sentence."""
    end = len(parse) - 1
    return parse.words[end] == ":" and parse.sentence_of[token] == parse.sentence_of[end]


def opens_block(page: Page, following: Page, token: int) -> bool:
    """Whether the next paragraph is somebody's words without marks: *The minister said:* before them."""
    prose = following.parse.section is SectionKind.BODY and len(following.parse) >= LEAST_BLOCK
    return prose and ends_in_colon(page.parse, token) and not any(q.start == 0 for _, q in following.quotes)


def whole_block(pages: Sequence[Page], first: int, speaking: AbstractSet[str]) -> tuple[int, ...]:
    """The paragraphs from the first on in which the speaker goes on as "I" or "we"."""
    found = [first]
    for page in pages[first + 1 :]:
        own = page.parse.section is SectionKind.BODY and not page.quotes
        if not own or speaking.isdisjoint(page.parse.lowers):
            break
        found.append(page.index)
    return tuple(found)
