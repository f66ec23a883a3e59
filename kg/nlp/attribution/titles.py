"""Attributions by punctuation: *X: Z* and *Z – X* in headlines, *NAME: Z* in transcripts."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from kg.facts import SectionKind, Stance
from kg.lexicon.cues import CueLexicon
from kg.nlp.attribution.quoted import Page
from kg.nlp.attribution.ranges import Range, trimmed
from kg.nlp.attribution.values import Finding
from kg.nlp.parse import Parse

NAME_WORDS = 5
LEAST = 3
SIGNED = re.compile(r"\s*(?P<dash>--|[-–—―])\s*(?P<name>[^\W\d_][^.!?:;]*(?:\.\s[^.!?:;]+)*?)\.?\s*$")
DASHES = frozenset({"–", "—", "-", "―", "--"})
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET", "ADP", "PART", "NUM", "PUNCT"})


def title_findings(page: Page, lexicon: CueLexicon) -> Iterator[Finding]:
    """The attribution of a paragraph that is a headline or one turn of a transcript."""
    parse = page.parse
    if len(parse) < LEAST + 2:
        return
    colon = next((n for n in range(1, min(len(parse) - 1, NAME_WORDS + 2)) if parse.words[n] == ":"), None)
    labelled = parse.lowers[(colon or 1) - 1] in lexicon.words["label"]
    if colon is not None and not labelled and names_speaker(parse, 0, colon, heading=is_heading(page)):
        yield from titled(parse, colon, (0, colon), (colon + 1, len(parse)), lexicon)
    elif is_heading(page):
        dash = next((n for n in range(len(parse) - 2, LEAST, -1) if spaced_dash(parse, n)), None)
        if (
            dash is not None
            and len(parse) - dash <= NAME_WORDS
            and lexicon.words["time"].isdisjoint(parse.lowers[dash + 1 :])
            and names_speaker(parse, dash + 1, len(parse), heading=True)
        ):
            yield from titled(parse, dash, (dash + 1, len(parse)), (0, dash), lexicon)


def signed_findings(page: Page) -> Iterator[Finding]:
    """The attribution of a quotation with its speaker's name behind a dash: *"…" – Name*, alone in its paragraph."""
    parse = page.parse
    for number, quote in page.quotes:
        tail = quote.outer.end - parse.offset
        signed = (
            SIGNED.match(parse.text, tail)
            if quote.closed and not parse.text[: parse.begins[quote.start]].strip()
            else None
        )
        if signed is None or not is_signature(signed["name"]):
            continue
        dash = bisect_right(parse.begins, signed.start("dash")) - 1
        name = signed["name"].split(",", maxsplit=1)[0].rstrip()
        source = bisect_right(parse.begins, signed.start("name") + len(name) - 1) - 1
        source = source if parse.words[source][0].isalpha() else source - 1
        yield Finding(
            token=dash, words=((dash, dash + 1),), stance=Stance.ASSERTS, source=source,
            pieces=((quote.start, min(quote.end, dash)),), quotes=(number,),
        )  # fmt: skip


def is_signature(name: str) -> bool:
    """Whether words can be somebody's name, with what they are: *Ana María Ruiz, nurse*."""
    words = name.split(",", maxsplit=1)[0].split()
    return 0 < len(words) <= NAME_WORDS and all(word[0].isupper() for word in (words[0], words[-1]))


def spaced_dash(parse: Parse, token: int) -> bool:
    """A dash between spaces: no hyphen."""
    return parse.words[token] in DASHES and parse.ends[token - 1] < parse.begins[token]


def titled(parse: Parse, mark: int, name: Range, content: Range, lexicon: CueLexicon) -> Iterator[Finding]:
    """The attribution of the content to the name, where the content is a clause, or one without its "are": *nine dead*."""
    named, piece = trimmed(parse, name), trimmed(parse, content)
    verbs = (n for n in range(*piece or (0, 0)) if parse.pos[n] in {"VERB", "AUX"} or counts_state(parse, n, lexicon))
    if named and piece and piece[1] - piece[0] >= LEAST and next(verbs, None) is not None:
        source = next((n for n in range(named[1] - 1, named[0] - 1, -1) if parse.pos[n] in {"PROPN", "NOUN"}), None)
        yield Finding(token=mark, words=((mark, mark + 1),), stance=Stance.ASSERTS, source=source, pieces=(piece,))


def counts_state(parse: Parse, token: int, lexicon: CueLexicon) -> bool:
    """Whether a word tells what became of so many: *nine dead*, *two miners missing*."""
    counted = any(parse.pos[n] == "NUM" for n in range(max(0, token - 2), token))
    return counted and parse.lowers[token] in lexicon.words["state"]


def is_heading(page: Page) -> bool:
    """A headline by its section, or the first paragraph when it is short."""
    return page.parse.section is SectionKind.HEADLINE or (page.index == 0 and len(page.parse) <= 25)


def names_speaker(parse: Parse, start: int, end: int, *, heading: bool) -> bool:
    """Whether the words can name a speaker: somebody's name, in running text one in capitals or a person's."""
    kinds = {parse.pos[n] for n in range(start, end)}
    if not kinds <= NAMING or not kinds & {"PROPN", "NOUN"} or end - start > NAME_WORDS:
        return False
    words = [parse.words[n] for n in range(start, end) if parse.pos[n] in {"PROPN", "NOUN"}]
    if heading:
        return words[-1][:1].isupper()
    return all(word.isupper() and len(word) > 1 for word in words) or any(
        ent.label == "PERSON" and ent.start <= end - 1 < ent.end for ent in parse.entities
    )
