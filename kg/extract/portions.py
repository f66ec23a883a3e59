"""Counts of some of those who were counted before: "nine miners were killed. *Two of the dead* were brothers"."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.drafts import Draft
from kg.extract.setting import Setting
from kg.facts import Amount, CasualtyCount
from kg.nlp.events.harm import among_the_harmed


def is_of_those_before(draft: Draft, setting: Setting) -> bool:
    """Whether an event tells of some of the harmed only: "two of the dead", "among those killed were"."""
    parse = setting.paragraphs[draft.paragraph].parse
    return any(among_the_harmed(parse, draft.mention.head, setting.lexicon.grammar))


def join_portions(counts: Iterable[CasualtyCount], told: Sequence[CasualtyCount]) -> Iterator[CasualtyCount]:
    """The counts, each as part of the last one told of the same harm that can hold it."""
    for count in counts:
        wholes = (one for one in reversed(told) if one.outcome is count.outcome and _may_hold(one, count))
        whole = next(wholes, None)
        yield count if whole is None or count.part_of is not None else replace(count, part_of=whole.id)


def _may_hold(whole: CasualtyCount, part: CasualtyCount) -> bool:
    return whole.part_of is None and _most(whole.amount) >= _least(part.amount) > 0


def _least(amount: Amount) -> int:
    return amount.count if amount.count is not None else amount.minimum or 1


def _most(amount: Amount) -> float:
    if amount.count is not None:
        return amount.count
    return float("inf") if amount.maximum is None else amount.maximum
