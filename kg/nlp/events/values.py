"""Events as a paragraph words them, and what reading them needs to know of words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.facts import Outcome
from kg.lexicon.grammar import Grammar
from kg.lexicon.words import Part, Words

ClassesAt = Callable[[int], frozenset[str] | None]
"""The classes, ancestors included, of what a token refers to; None when nothing is known of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A filled role: the head token of the filler and the grammatical slot that it was found in."""

    role: str
    token: int
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One event as a paragraph words it.

    `tokens` are its trigger's, `governor` is the light verb that carries it. `evoked` is the class that the words evoke
    by themselves, of which `type` may be a more specific one. `causes` are tokens of what it may be the harm of, `harms`
    says whether it is of a kind that harms; `numbers` are tokens that may say how many are counted.
    """

    type: str
    evoked: str
    head: int
    tokens: tuple[int, ...]
    part: Part
    arguments: tuple[Argument, ...]
    outcome: Outcome | None = None
    governor: int | None = None
    causes: tuple[int, ...] = ()
    harms: bool = False
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """What reading events needs to know of words: triggers, closed classes, the class hierarchy and the roles' ranges.

    `ranges` is in the order in which roles are tried where a slot may fill several.
    """

    words: Words
    grammar: Grammar
    ancestors: Callable[[str], tuple[str, ...]]
    ranges: Mapping[str, frozenset[str]]
