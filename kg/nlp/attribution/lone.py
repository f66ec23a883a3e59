"""Quotations without a reporting word: whoever spoke last goes on."""

from collections import defaultdict
from collections.abc import Sequence

from kg.facts import Stance
from kg.nlp.attribution.quoted import Page, follow_ups
from kg.nlp.attribution.ranges import Range, heads_of
from kg.nlp.attribution.values import Attribution
from kg.nlp.parse import Parse
from kg.nlp.quotes import Quote

LEAST_WORDS = 4
REACH = 3
STOPS = frozenset('.!?:…"”')


def with_lone_quotes(
    told: Sequence[Attribution], owned: set[int], pages: Sequence[Page], quotes: Sequence[Quote]
) -> list[Attribution]:
    """The attributions in the order of the text, among them the quotations that none of them owns."""
    done: list[Attribution] = []
    waiting = sorted(told, key=start_of)
    held = set(owned)
    taken: dict[int, list[Range]] = defaultdict(list)
    for paragraph, start, end in (place for attribution in told for place in attribution.contents):
        taken[paragraph].append((start, end))
    for number, quote in enumerate(quotes):
        while waiting and start_of(waiting[0]) < (quote.paragraph, quote.start):
            done.append(waiting.pop(0))
        if number in held or not stands_alone(pages[quote.paragraph], quote, taken[quote.paragraph]):
            continue
        chain = [number, *(n for n in follow_ups(quotes, number) if n not in held)]
        before = None if announced(pages[quote.paragraph].parse, quote) else speaker_before(done, quote)
        speaker = (
            (done[before].source_paragraph, done[before].source) if before is not None else last_subject(pages, quote)
        )
        if speaker is not None:
            held.update(chain)
            done.append(lone([quotes[n] for n in chain], speaker, before, pages))
    return [*done, *waiting]


def announced(parse: Parse, quote: Quote) -> bool:
    """Whether the words before a colon lead over to the quotation: their subject speaks."""
    return quote.start > 0 and parse.words[quote.start - 1] == ":"


def start_of(attribution: Attribution) -> tuple[int, int]:
    """Where the cue begins: paragraph and token."""
    return attribution.paragraph, attribution.cue[0][0]


def stands_alone(page: Page, quote: Quote, taken: Sequence[Range]) -> bool:
    """Whether the quotation is a sentence of its own that is nobody's content yet."""
    before = page.parse.words[quote.start - 1][-1] if quote.start else "."
    if (
        quote.short
        or quote.depth
        or not quote.opened
        or quote.inner_end - quote.inner_start < LEAST_WORDS
        or before not in STOPS
    ):
        return False
    return not any(start < quote.end and quote.start < end for start, end in taken)


def speaker_before(done: Sequence[Attribution], quote: Quote) -> int | None:
    """The last attribution with a speaker in the paragraphs just before, one that quotes before others."""
    last: int | None = None
    for number in range(len(done) - 1, -1, -1):
        if quote.paragraph - done[number].paragraph > REACH:
            break
        if done[number].source is not None:
            if done[number].quoted:
                return number
            last = number if last is None else last
    return last


def last_subject(pages: Sequence[Page], quote: Quote) -> tuple[int, int] | None:
    """Paragraph and head of the subject of the sentence before the quotation, where nobody has spoken yet."""
    page = pages[quote.paragraph if quote.start else max(0, quote.paragraph - 1)]
    parse = page.parse
    end = quote.start or len(parse)
    if page.index == quote.paragraph and not quote.start:
        return None
    start = parse.sentences[parse.sentence_of[end - 1]][0]
    # The tree may hang the words before a colon on the quotation behind it.
    roots = [n for n in range(start, end) if parse.heads[n] == n or parse.heads[n] >= end]
    subjects = [s for root in roots if (s := parse.first(root, "nsubj")) is not None]
    person = [s for s in subjects if parse.pos[s] in {"PROPN", "NOUN"} or parse.lowers[s] in {"he", "she", "they"}]
    return (page.index, person[0]) if person else None


def lone(
    chain: Sequence[Quote], speaker: tuple[int, int | None], before: int | None, pages: Sequence[Page]
) -> Attribution:
    """A quotation of the speaker before; its cue is the opening mark."""
    first = chain[0]
    places = tuple((q.paragraph, q.start, q.end) for q in chain)
    return Attribution(
        paragraph=first.paragraph, stance=Stance.ASSERTS, cue=((first.start, first.start + 1),),
        source=speaker[1], source_paragraph=speaker[0], contents=places,
        content_heads=tuple((n, head) for n, s, e in places for head in heads_of(pages[n].parse, (s, e))),
        quoted=True, continues=before,
    )  # fmt: skip
