"""What a comparison comes to: matches with precision, recall and F1, or a mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

# Decimals of printed and stored figures.
DECIMALS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """How many of the `predicted` items are `right`, and how many of the `gold` items are `found`.

    The two differ where several of one side may fit one of the other. Precision, recall and F1 (their harmonic mean)
    lie between 0 and 1, and are 0 where there is nothing to count.

    >>> Matches(right=1, predicted=2, found=1, gold=4).f1
    0.3333333333333333
    """

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right."""
        return _share(self.right, self.predicted)

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return _share(self.found, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _share(2 * self.precision * self.recall, self.precision + self.recall)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """The mean of `of` values between 0 and 1 whose sum is `total`; of truth values it is the share that holds."""

    total: float = 0
    of: int = 0

    @property
    def value(self) -> float:
        """The mean, 0 of no values."""
        return _share(self.total, self.of)


Measure: TypeAlias = Matches | Mean
Scores: TypeAlias = Mapping[str, Measure]
"""Name of a measure → the measure."""


def one_to_one(pairs: int, *, predicted: int, gold: int) -> Matches:
    """The matches of items that are each used once."""
    return Matches(right=pairs, predicted=predicted, found=pairs, gold=gold)


def all_matches(matches: Iterable[Matches]) -> Matches:
    """The matches of several texts as those of one."""
    items = tuple(matches)
    return Matches(
        right=sum(item.right for item in items),
        predicted=sum(item.predicted for item in items),
        found=sum(item.found for item in items),
        gold=sum(item.gold for item in items),
    )


def mean(values: Iterable[float]) -> Mean:
    """The mean of values, truth values among them.

    >>> mean([True, False]).value
    0.5
    """
    items = tuple(values)
    return Mean(total=sum(items), of=len(items))


def together(scores: Iterable[Scores]) -> Scores:
    """The measures of several comparisons, in their order."""
    return {name: measure for each in scores for name, measure in each.items()}


def parts(measure: Measure) -> dict[str, float]:
    """The numbers of a measure by their short names, rounded, counts behind."""
    if isinstance(measure, Mean):
        return {"mean": round(measure.value, DECIMALS), "of": measure.of}
    figures = {"P": measure.precision, "R": measure.recall, "F1": measure.f1}
    return {name: round(value, DECIMALS) for name, value in figures.items()} | {
        "predicted": measure.predicted,
        "gold": measure.gold,
    }


def figures(scores: Scores) -> dict[str, float]:
    """All precisions, recalls, F1s and means by one name each, rounded.

    >>> figures({"place": Matches(right=1, predicted=1, found=1, gold=2), "known": Mean(total=1, of=2)})
    {'place P': 1.0, 'place R': 0.5, 'place F1': 0.6667, 'known': 0.5}
    """
    named: dict[str, float] = {}
    for name, measure in scores.items():
        numbers = parts(measure)
        named |= {f"{name} {part}": numbers[part] for part in ("P", "R", "F1") if part in numbers}
        named |= {name: numbers["mean"]} if "mean" in numbers else {}
    return named


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
