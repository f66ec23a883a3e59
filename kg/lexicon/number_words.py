"""The words that say how many, compiled for look-up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from kg.namespaces import LEX
from kg.turtle import Knowledge

T = TypeVar("T")

Phrase = tuple[str, ...]
"""Lower-case words."""


class Bound(StrEnum):
    """What the words beside a numeral make of it."""

    AT_LEAST = "AtLeast"
    MORE_THAN = "MoreThan"
    AT_MOST = "AtMost"
    FEWER_THAN = "FewerThan"
    ABOUT = "About"
    ADDITIONAL = "Additional"


Bounds = Mapping[str, tuple[tuple[Phrase, Bound], ...]]
"""First word → the phrases that begin with it, longest first."""

Phrases = Mapping[str, tuple[tuple[Phrase, int], ...]]
"""First word → the phrases that begin with it and their numbers, longest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """Numerals by their words, the phrases that bound them, and what is measured rather than counted.

    `openers` holds every word, digits aside, with which a quantity can begin.
    """

    cardinals: Mapping[str, int]
    scales: Mapping[str, int]
    vague: Phrases
    pairs: Mapping[str, int]
    both: frozenset[str]
    zeros: Phrases
    half: frozenset[str]
    articles: frozenset[str]
    links: frozenset[str]
    partitives: frozenset[str]
    including: Phrases
    wholes: frozenset[str]
    collectives: frozenset[str]
    shares: Mapping[str, int]
    alternatives: frozenset[str]
    exceeding: frozenset[str]
    ranges: frozenset[str]
    range_openings: frozenset[str]
    changes: frozenset[str]
    before: Bounds
    after: Bounds
    uncounted: frozenset[str]
    aged: frozenset[str]
    openers: frozenset[str]


def compile_number_words(knowledge: Knowledge) -> NumberWords:
    """The number words of the files; units and names of time count nothing either, where the files hold them."""
    cardinals, scales = numbered(knowledge, "Cardinal"), numbered(knowledge, "Scale")
    pairs, vague = numbered(knowledge, "Pair"), phrases(numbered(knowledge, "VagueNumber"))
    zeros = phrases(dict.fromkeys(forms(knowledge, "Zero"), 0))
    both, half, articles = forms(knowledge, "Both"), forms(knowledge, "Half"), forms(knowledge, "Article")
    range_openings, before = forms(knowledge, "RangeOpening"), _bounds(knowledge, "before")
    return NumberWords(
        cardinals=cardinals,
        scales=scales,
        vague=vague,
        pairs=pairs,
        both=both,
        zeros=zeros,
        half=half,
        articles=articles,
        links=forms(knowledge, "NumberLink"),
        partitives=forms(knowledge, "Partitive"),
        including=phrases(dict.fromkeys(forms(knowledge, "Including"), 0)),
        wholes=forms(knowledge, "Whole"),
        collectives=forms(knowledge, "Collective"),
        shares=numbered(knowledge, "Share"),
        alternatives=forms(knowledge, "Alternative"),
        exceeding=forms(knowledge, "Exceeding"),
        ranges=forms(knowledge, "Range"),
        range_openings=range_openings,
        changes=forms(knowledge, "Change"),
        before=before,
        after=_bounds(knowledge, "after"),
        uncounted=forms(knowledge, "Uncounted") | _time_words(knowledge),
        aged=forms(knowledge, "Aged"),
        openers=frozenset().union(cardinals, vague, pairs, both, zeros, half, articles, range_openings, before),
    )


def forms(knowledge: Knowledge, cls: str, *, predicate: str = "form") -> frozenset[str]:
    """The words that stand at a lexicon class itself."""
    return frozenset(knowledge.values(LEX + cls, LEX + predicate))


def numbered(knowledge: Knowledge, cls: str, *, predicate: str = "form") -> dict[str, int]:
    """Each form of the words of a lexicon class, with the word's number."""
    found: dict[str, int] = {}
    for word in knowledge.instances(LEX + cls):
        number = int(knowledge.value(word, LEX + "number") or 0)
        found.update(dict.fromkeys(knowledge.values(word, LEX + predicate), number))
    return dict(sorted(found.items()))


def by_first_word(table: Iterable[tuple[Phrase, T]]) -> dict[str, tuple[tuple[Phrase, T], ...]]:
    """Phrases under their first word, longest first."""
    found: dict[str, list[tuple[Phrase, T]]] = defaultdict(list)
    for phrase, value in table:
        found[phrase[0]].append((phrase, value))
    return {word: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for word, rows in found.items()}


def phrases(table: Mapping[str, int]) -> Phrases:
    """Forms of several words under their first."""
    return by_first_word((tuple(form.split()), number) for form, number in table.items())


def _bounds(knowledge: Knowledge, side: str) -> Bounds:
    return by_first_word(
        (tuple(form.split()), bound) for bound in Bound for form in sorted(forms(knowledge, bound, predicate=side))
    )


def _time_words(knowledge: Knowledge) -> frozenset[str]:
    """Words after or before which a numeral tells a time: as in *3 April* and *two days*."""
    units = frozenset[str]().union(
        *(knowledge.values(unit, LEX + "form") for unit in knowledge.instances(LEX + "TimeUnit"))
    )
    months = {form for side in ("form", "homograph") for form in numbered(knowledge, "Month", predicate=side)}
    hours = {form for cls in ("Meridiem", "Zone") for form in forms(knowledge, cls)}
    return units | months | hours
