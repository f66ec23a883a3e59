"""Numbers of people, compared."""

from kg.facts import Amount


def excludes(one: Amount, other: Amount) -> bool:
    """Whether no number is as both say: "at least 5" and 7 can both be right."""
    (low, high), (least, most) = bounds(one), bounds(other)
    return high < least or most < low


def bounds(amount: Amount) -> tuple[float, float]:
    """The least and the most that an amount may be."""
    if amount.count is not None:
        return amount.count, amount.count
    high = float("inf") if amount.maximum is None else amount.maximum
    return amount.minimum or 0, high
