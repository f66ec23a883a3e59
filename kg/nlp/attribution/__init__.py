"""Who says what: every attribution of a document, as tokens."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.facts import Stance
from kg.lexicon.cues import CueLexicon
from kg.nlp.attribution.anonymity import is_anonymous
from kg.nlp.attribution.extents import before_next_cue, remark
from kg.nlp.attribution.lone import with_lone_quotes
from kg.nlp.attribution.nouns import noun_findings, phrase_findings
from kg.nlp.attribution.quoted import OUTSIDE, Page, covered, follow_ups, goes_on_behind, pages_of, whole_block
from kg.nlp.attribution.ranges import VERBAL, Range, has_words, heads_of, trimmed, without
from kg.nlp.attribution.titles import signed_findings, title_findings
from kg.nlp.attribution.values import Attribution, Finding
from kg.nlp.attribution.verbs import verb_findings
from kg.nlp.parse import Parse
from kg.nlp.quotes import Quote

__all__ = ["Attribution", "find_attributions"]

REFUTING = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.DECLINES})


def find_attributions(parses: Sequence[Parse], *, cues: CueLexicon, quotes: Sequence[Quote]) -> tuple[Attribution, ...]:
    """The document's attributions, in the order of their cues."""
    pages = pages_of(parses, quotes)
    found = [(page, finding) for page in pages for finding in page_findings(page, next_page(pages, page), cues)]
    found = with_following_quotes(found, quotes)
    found = [(page, with_block(finding, pages, cues)) for page, finding in found]
    blocks = {number for _, finding in found for number in finding.blocks}
    found = [(page, told) for page, told in found if page.index not in blocks or not of_speaker(page, told, cues)]
    tokens = cue_tokens(found, cues)
    told = [
        attribution
        for page, finding in found
        if (attribution := attribution_of(page, finding, parses, quotes, tokens[page.index])).contents
        or not finding.pieces  # Nothing is said where another cue has all of it: "heavy fighting is going on," he said.
    ]
    owned = {number for _, finding in found for number in finding.quotes}
    return with_chains(with_lone_quotes(told, owned, pages, quotes))


def with_block(finding: Finding, pages: Sequence[Page], cues: CueLexicon) -> Finding:
    """The finding with all paragraphs that it quotes without marks."""
    if not finding.blocks:
        return finding
    return replace(finding, blocks=whole_block(pages, finding.blocks[0], cues.words["speaking"]))


def next_page(pages: Sequence[Page], page: Page) -> Page | None:
    return pages[page.index + 1] if page.index + 1 < len(pages) else None


def page_findings(page: Page, following: Page | None, cues: CueLexicon) -> list[Finding]:
    """The findings of a paragraph in the order of the text, one for the same words and content."""
    found = [
        *title_findings(page, cues),
        *signed_findings(page),
        *verb_findings(page, following, cues),
        *noun_findings(page, cues),
        *phrase_findings(page, cues),
    ]
    held: dict[tuple[Range, ...], Finding] = {}
    for finding in sorted(found, key=lambda finding: finding.token):
        if not personal(page, finding, cues) and not any(swallowed(finding, other) for other in held.values()):
            held.setdefault(finding.words, finding)
    kept = [a for a in held.values() if not any(governs(a, b) or ponders(a, b) for b in held.values())]
    told = (relayed(page, finding, kept) if finding.relay else finding for finding in kept)
    told = (shared(finding, kept) if finding.shared else finding for finding in told)
    return [replace(finding, anonymous=is_anonymous(page.parse, finding, cues)) for finding in told]


def ponders(inner: Finding, outer: Finding) -> bool:
    """Whether an attitude is only told of in what someone says: *she said she hopes to win*."""
    told = any(start <= inner.token < end for start, end in outer.pieces)
    return inner.attitude and not outer.attitude and outer is not inner and told


def relayed(page: Page, finding: Finding, others: Sequence[Finding]) -> Finding:
    """The finding with the content of the said-clause that it belongs to: *the agency reported Z, citing officials*."""
    sentence = page.parse.sentence_of[finding.token]
    near = [o for o in others if page.parse.sentence_of[o.token] == sentence and not o.relay]
    before = [o for o in near if o.token < finding.token]
    told = before[-1:] or near[:1]
    if not told:
        return finding
    pieces = (
        piece
        for start, end in told[0].pieces
        for piece in without([(start, end)], (finding.token, end if start <= finding.token else finding.token))
    )
    kept = tuple(piece for piece in (trimmed(page.parse, p) for p in pieces) if piece)
    return replace(finding, pieces=kept if before else told[0].pieces)


def shared(finding: Finding, others: Sequence[Finding]) -> Finding:
    """The finding as the word of who says it: *there was no evidence of a raid, the colonel said*."""
    around = (
        other
        for other in others
        if other.source is not None
        and other.stance not in REFUTING
        and any(start <= finding.token < end for start, end in other.pieces)
    )
    return replace(finding, source=next((other.source for other in around), None))


def governs(outer: Finding, inner: Finding) -> bool:
    """Whether one's cue is only the verb above the other's: *declined* to comment."""
    return (
        outer is not inner
        and any(start <= outer.token < end for start, end in inner.words)
        and outer.token != inner.token
    )


def personal(page: Page, finding: Finding, cues: CueLexicon) -> bool:
    """Whether a quoted speaker only speaks of what he, or the hearer, thinks or says: *"I think …"*."""
    return page.inside[finding.token] != OUTSIDE and of_speaker(page, finding, cues)


def of_speaker(page: Page, finding: Finding, cues: CueLexicon) -> bool:
    """Whether what is quoted is what the speaker feels, or says of himself."""
    parse, source = page.parse, finding.source
    own = source is not None and parse.pos[source] == "PRON" and parse.lowers[source] in cues.words["personal"]
    return own or finding.attitude


def swallowed(finding: Finding, other: Finding) -> bool:
    """Whether a noun only repeats what its verb reports: *confirmed a report that*, *said in a statement that*.

    A report of nobody's, too, that a verb turns down: *rejected as false a report that*.
    """
    if finding.source is None and finding.pieces and other.pieces:
        refused = other.stance in REFUTING and finding.pieces[0][0] == other.pieces[0][0]
        return refused or (finding.stance is other.stance and finding.pieces == other.pieces)
    return finding.pieces == other.pieces and finding.source == other.source


def with_following_quotes(found: Sequence[tuple[Page, Finding]], quotes: Sequence[Quote]) -> list[tuple[Page, Finding]]:
    """Each finding with the quotations that go on behind its said-clause or in the paragraphs after."""
    owned = {number for _, finding in found for number in finding.quotes}
    result = []
    for page, finding in found:
        more: list[int] = []
        if finding.quotes or quotes_partly(page, finding):
            more = [n for n, q in page.quotes if n not in owned and behind(page, finding, q)][:1]
        held = (*finding.quotes, *more)
        later = [n for number in held for n in follow_ups(quotes, number) if n not in owned and n not in held]
        owned.update(more, later)
        pieces = (*finding.pieces, *((quotes[n].start, quotes[n].end) for n in more))
        result.append((page, replace(finding, quotes=(*held, *later), pieces=pieces)))
    return result


def quotes_partly(page: Page, finding: Finding) -> bool:
    """Whether quoted words stand in the content."""
    return any(start < quote.end and quote.start < end for start, end in finding.pieces for _, quote in page.quotes)


def behind(page: Page, finding: Finding, quote: Quote) -> bool:
    """Whether the quotation takes up again the one before the said-clause."""
    first = min((start for start, _ in finding.pieces), default=len(page.parse))
    same_level = page.inside[finding.token] == OUTSIDE and quote.depth == 0
    return first < finding.token and same_level and goes_on_behind(page, quote, finding.words[-1][1] - 1)


def attribution_of(
    page: Page, finding: Finding, parses: Sequence[Parse], quotes: Sequence[Quote], others: Mapping[int, int | None]
) -> Attribution:
    """The finding as an attribution, its content widened to whole quotations."""
    cut = [before_next_cue(page.parse, piece, finding.token, others) for piece in finding.pieces]
    wide = (covered(page, piece, finding.token) for piece in cut)
    kept = [piece for piece in (trimmed(page.parse, piece) for piece in wide) if piece and has_words(page.parse, piece)]
    places = [(page.index, *piece) for piece in kept]
    places += [(q.paragraph, q.start, q.end) for q in (quotes[n] for n in finding.quotes) if q.paragraph != page.index]
    places += [(n, *piece) for n in finding.blocks if (piece := trimmed(parses[n], (0, len(parses[n]))))]
    heads = asserted([(n, head) for n, start, end in places for head in heads_of(parses[n], (start, end))], parses)
    return Attribution(
        paragraph=page.index, stance=finding.stance, cue=finding.words, source=finding.source,
        source_paragraph=page.index, contents=tuple(places), content_heads=tuple(heads), quoted=bool(finding.quotes or finding.blocks),
        attitude=finding.attitude, anonymous=finding.anonymous, relay=finding.relay, addressee=finding.addressee, medium=finding.medium, pronoun=finding.pronoun,
    )  # fmt: skip


def cue_tokens(found: Sequence[tuple[Page, Finding]], cues: CueLexicon) -> dict[int, dict[int, int | None]]:
    """The tokens of each paragraph that are cues, with where the remark begins that some belong to."""
    tokens: dict[int, dict[int, int | None]] = defaultdict(dict)
    for page, finding in found:
        tokens[page.index][finding.token] = remark(page.parse, finding.token, cues)
        # "… but *declined* to say": the verb that governs the cue begins its clause.
        tokens[page.index].setdefault(finding.words[0][0], None)
    return tokens


def asserted(heads: list[tuple[int, int]], parses: Sequence[Parse]) -> list[tuple[int, int]]:
    """The heads less those of pieces whose predicate stands in another piece of the sentence: *The town*, he said, *fell*."""
    verbal = {(n, parses[n].sentence_of[head]) for n, head in heads if parses[n].pos[head] in VERBAL}
    return [
        (n, head) for n, head in heads
        if parses[n].pos[head] in VERBAL or (n, parses[n].sentence_of[head]) not in verbal
    ]  # fmt: skip


def with_chains(told: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions; where one's content is another's word, that one's cue stands for it among the content's heads."""
    near: dict[int, list[Attribution]] = defaultdict(list)
    for attribution in told:
        if attribution.source is not None:
            near[attribution.paragraph].append(attribution)
    return tuple(replace(outer, content_heads=chained(outer, near)) for outer in told)


def chained(outer: Attribution, near: Mapping[int, Sequence[Attribution]]) -> tuple[tuple[int, int], ...]:
    """The heads of a content, each that an attribution inside it reports replaced by that attribution's cue.

    Who denies or doubts what somebody reports denies what is reported, not the report.
    """
    paragraphs = dict.fromkeys((outer.paragraph, *(n for n, _, _ in outer.contents)))
    handed = outer.stance not in REFUTING
    others = (
        o for n in paragraphs for o in near.get(n, ()) if o is not outer and (handed or o.contents != outer.contents)
    )
    cues = {head: (o.paragraph, o.cue[-1][0]) for o in others if lies_in(o, outer) for head in replaced(o)}
    return tuple(dict.fromkeys(cues.get(head, head) for head in outer.content_heads))


def replaced(inner: Attribution) -> tuple[tuple[int, int], ...]:
    """The heads for which an inner attribution's cue stands: its content's, and its speaker (*cited the army as saying*)."""
    return (*inner.content_heads, *(((inner.paragraph, inner.source),) if inner.source is not None else ()))


def lies_in(inner: Attribution, outer: Attribution) -> bool:
    """Whether the inner one's cue is in the outer one's content, or hands its content on from a further speaker."""
    at = inner.cue[0][0]
    if inner.contents == outer.contents and outer.source is not None and inner.source != outer.source:
        # "Television, *quoting the army*, said": the army's word is what the television says, and not the other way round.
        quotes = at > outer.cue[0][0] if outer.relay == inner.relay else inner.relay
        return inner.paragraph == outer.paragraph and quotes
    return any(n == inner.paragraph and start <= at < end for n, start, end in outer.contents)
