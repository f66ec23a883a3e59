"""Which spans of the gold and of the graph are the same: [begin, end) in code points of the article's text."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias, TypeVar

from kg.evaluate.measures import Matches, Scores, all_matches, one_to_one
from kg.facts import Span

Gold = TypeVar("Gold")
Predicted = TypeVar("Predicted")
Fit: TypeAlias = tuple[int, ...]
"""How well two things go together, the best first in order; empty when they do not."""

SpanPairs: TypeAlias = Iterable[tuple[Iterable[Span], Iterable[Span]]]
"""For each article the spans of the gold, and those of the graph."""


def shared(one: Span, other: Span) -> int:
    """How many characters two spans have in common; 0 or less when none.

    >>> shared(Span(0, 5), Span(3, 9)), shared(Span(0, 5), Span(5, 9))
    (2, 0)
    """
    return min(one.end, other.end) - max(one.begin, other.begin)


def touch(some: Iterable[Span], others: Sequence[Span]) -> bool:
    """Whether one of the first shares a character with one of the second."""
    return any(shared(one, other) > 0 for one in some for other in others)


def hull(spans: Iterable[Span]) -> Span:
    """From where the first begins to where the last ends."""
    begins, ends = zip(*spans, strict=True)
    return Span(min(begins), max(ends))


def characters(spans: Iterable[Span]) -> set[int]:
    """The offsets that the spans cover."""
    return {offset for span in spans for offset in range(span.begin, span.end)}


def paired(
    gold: Sequence[Gold], predicted: Sequence[Predicted], fit: Callable[[Gold, Predicted], Fit]
) -> list[tuple[Gold, Predicted]]:
    """One-to-one pairs of what fits: the best fit first, of equal ones the last."""
    fits = ((fit(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(predicted))
    taken_gold, taken_predicted = set[int](), set[int]()
    pairs = []
    for _, i, j in sorted((found for found in fits if found[0]), reverse=True):
        if i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            pairs.append((gold[i], predicted[j]))
    return pairs


def matches(
    items: Iterable[tuple[Sequence[Gold], Sequence[Predicted]]], fit: Callable[[Gold, Predicted], Fit]
) -> Matches:
    """What fits one to one, article by article, as one measure."""
    return all_matches(
        one_to_one(len(paired(gold, found, fit)), predicted=len(found), gold=len(gold)) for gold, found in items
    )


def overlap(one: Span, other: Span) -> Fit:
    """The longer the common part, the better."""
    length = shared(one, other)
    return (length,) if length > 0 else ()


def same(one: Span, other: Span) -> Fit:
    """Equal ends."""
    return (1,) if one == other else ()


def span_matches(gold: Iterable[Span], predicted: Iterable[Span], fit: Callable[[Span, Span], Fit]) -> Matches:
    """The spans of one article compared, each span counted once however often it is given."""
    wanted, found = sorted(set(gold)), sorted(set(predicted))
    return one_to_one(len(paired(wanted, found, fit)), predicted=len(found), gold=len(wanted))


def span_scores(name: str, articles: SpanPairs) -> Scores:
    """Two measures of one kind of span over all articles: `overlap` wants a common character, `strict` equal ends."""
    spans = [(tuple(gold), tuple(predicted)) for gold, predicted in articles]
    return {
        f"{name} {how}": all_matches(span_matches(gold, predicted, fit) for gold, predicted in spans)
        for how, fit in (("overlap", overlap), ("strict", same))
    }
