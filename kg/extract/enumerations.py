"""Places that are listed side by side, and what they have in common: all countries, or all regions of one country."""

from collections.abc import Iterator, Sequence

from kg.gazetteer import Candidate, Gazetteer, Sense
from kg.nlp.mentions import Kind, Mention
from kg.nlp.reading import Paragraph

LONG = 3
"""Names from which a row with commas is a list: "Athens, *Georgia*" says where Athens lies."""
SEPARATORS = frozenset({",", "and", "or", "&", ";"})


def listed_with(paragraph: Paragraph, n: int) -> list[Mention]:
    """The names of the list that a name stands in, itself left out; empty where it stands in none."""
    before = [*_row(paragraph, n, -1)]
    after = [*_row(paragraph, n, 1)]
    row = [*reversed(before), paragraph.mentions[n], *after]
    if len(row) == 1 or (len(row) < LONG and paragraph.parse.words[row[0].end] in (",", ";")):
        return []
    return [*reversed(before), *after]


def _row(paragraph: Paragraph, n: int, step: int) -> Iterator[Mention]:
    """The names from one on to the left or right with nothing but commas and "and" between them."""
    last = paragraph.mentions[n]
    names = range(n + step, len(paragraph.mentions) if step > 0 else -1, step)
    for other in (paragraph.mentions[m] for m in names):
        if other.kind is not Kind.NAME:
            continue
        first, second = (last, other) if step > 0 else (other, last)
        between = [word for word in paragraph.parse.lowers[first.end : second.start] if word != "the"]
        if not between or not SEPARATORS.issuperset(between):
            return
        yield other
        last = other


def alike(mention: Mention, peers: Sequence[Mention], gazetteer: Gazetteer) -> list[Candidate]:
    """The readings of a name that make it one of its list: a country among countries, a region among those of its country.

    *Georgia* lies in the Caucasus beside Armenia and in the South beside Alabama. Peers that are unknown don't count.
    """
    known = [peer.candidates for peer in peers if peer.candidates]
    if not known or len(mention.candidates) == 1:
        return []
    if all(any(_is_country(c) for c in candidates) for candidates in known):
        return [c for c in mention.candidates if _is_country(c)]
    return [
        c
        for c in mention.candidates
        if c.key.startswith("region/")
        and all(_has_region(others, gazetteer.country_of(c.key), gazetteer) for others in known)
    ]


def _is_country(candidate: Candidate) -> bool:
    return candidate.sense is Sense.NAME and candidate.key.startswith("country/")


def _has_region(candidates: Sequence[Candidate], country: str | None, gazetteer: Gazetteer) -> bool:
    """Whether a name is first of all a region of the country."""
    regions = [c for c in candidates if c.key.startswith("region/") and gazetteer.country_of(c.key) == country]
    return country is not None and bool(regions)
