"""The words that say when, compiled for look-up."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.lexicon.number_words import NumberWords, Phrases, by_first_word, compile_number_words, forms, numbered, phrases
from kg.turtle import Knowledge


class Unit(StrEnum):
    """What spans of time are measured in; the values are the local names of the lexicon's units."""

    MINUTE = "Minute"
    HOUR = "Hour"
    DAY = "Day"
    WEEKEND = "Weekend"
    WEEK = "Week"
    FORTNIGHT = "Fortnight"
    MONTH = "MonthSpan"
    YEAR = "Year"
    AGE = "Age"


class Preposition(StrEnum):
    """How the time behind a preposition bounds what happens."""

    WITHIN = "Within"
    SINCE = "Since"
    UNTIL = "Until"


Prepositions = Mapping[str, tuple[tuple[tuple[str, ...], Preposition], ...]]
"""First word → the prepositions that begin with it, longest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """The words of times by what they do; `phrases` tables are keyed by the first word of their forms.

    `openers` holds every word, digits aside, with which an expression of time can begin, `nuclei` those of which each
    expression has one.
    """

    numbers: NumberWords
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    homographs: frozenset[str]
    units: Mapping[str, Unit]
    day_parts: frozenset[str]
    seasons: frozenset[str]
    relative_days: Mapping[str, int]
    overnight: frozenset[str]
    deictics: Mapping[str, int]
    rolling: Mapping[str, int]
    always_rolling: frozenset[str]
    anaphoric: frozenset[str]
    consecutive: frozenset[str]
    ordinals: Mapping[str, int]
    shifts: Phrases
    ago: frozenset[str]
    qualifiers: Phrases
    hyphenated: frozenset[str]
    prepositions: Prepositions
    beside_hours: frozenset[str]
    adverbial_shifts: frozenset[str]
    neighbours: Mapping[str, int]
    easters: Phrases
    feasts: Phrases
    other_rites: frozenset[str]
    before_months: frozenset[str]
    durations: frozenset[str]
    between: frozenset[str]
    and_: frozenset[str]
    from_: frozenset[str]
    to: frozenset[str]
    links: frozenset[str]
    definite: frozenset[str]
    meridiems: frozenset[str]
    zones: Phrases
    any_time: Phrases
    openers: frozenset[str]
    nuclei: frozenset[str]


def compile_time_words(knowledge: Knowledge) -> TimeWords:
    """The time words of the files."""
    sets = {cls: forms(knowledge, cls) for cls in _SETS}
    return TimeWords(
        numbers=compile_number_words(knowledge),
        months=_names(knowledge, "Month"),
        weekdays=_names(knowledge, "Weekday"),
        homographs=_homographs(knowledge),
        units=_units(knowledge),
        day_parts=sets["DayPart"],
        seasons=sets["Season"],
        relative_days=numbered(knowledge, "RelativeDay"),
        overnight=sets["Overnight"],
        deictics=numbered(knowledge, "Deictic"),
        rolling=numbered(knowledge, "Rolling"),
        always_rolling=sets["AlwaysRolling"],
        anaphoric=sets["Anaphoric"],
        consecutive=sets["Consecutive"],
        ordinals=numbered(knowledge, "Ordinal"),
        shifts=phrases(numbered(knowledge, "Shift")),
        ago=sets["Ago"],
        qualifiers=_phrases(knowledge, "Qualifier"),
        hyphenated=sets["Hyphenated"],
        prepositions=_prepositions(knowledge),
        beside_hours=sets["BesideHour"],
        adverbial_shifts=sets["AdverbialShift"],
        neighbours=numbered(knowledge, "Neighbour"),
        easters=phrases(numbered(knowledge, "MovableFeast")),
        feasts=phrases(numbered(knowledge, "FixedFeast")),
        other_rites=sets["OtherRite"],
        before_months=sets["BeforeMonth"],
        durations=sets["For"],
        between=sets["Between"],
        and_=sets["And"],
        from_=sets["From"],
        to=sets["To"],
        links=sets["TimeLink"],
        definite=sets["Definite"],
        meridiems=sets["Meridiem"],
        zones=_phrases(knowledge, "Zone"),
        any_time=_phrases(knowledge, "AnyTime"),
        openers=_openers(knowledge),
        nuclei=_nuclei(knowledge),
    )


def _nuclei(knowledge: Knowledge) -> frozenset[str]:
    names = (_names(knowledge, "Month"), _names(knowledge, "Weekday"), _units(knowledge))
    days = (numbered(knowledge, "RelativeDay"), _phrases(knowledge, "AnyTime"), *_feasts(knowledge))
    return frozenset().union(*names, *days, *(forms(knowledge, cls) for cls in ("DayPart", "Season", "Overnight")))


def _feasts(knowledge: Knowledge) -> tuple[Phrases, Phrases]:
    return phrases(numbered(knowledge, "MovableFeast")), phrases(numbered(knowledge, "FixedFeast"))


def _openers(knowledge: Knowledge) -> frozenset[str]:
    names = (_names(knowledge, "Month"), _names(knowledge, "Weekday"), _units(knowledge))
    places = (numbered(knowledge, cls) for cls in ("RelativeDay", "Deictic", "Rolling", "Ordinal"))
    feasts = _feasts(knowledge)
    leads = (_prepositions(knowledge), _phrases(knowledge, "Qualifier"), _phrases(knowledge, "AnyTime"))
    numbers = compile_number_words(knowledge)
    counts = (numbers.cardinals, numbers.vague, numbers.articles, numbers.before, numbers.half, numbers.pairs)
    return frozenset().union(*names, *places, *leads, *feasts, *counts, *(forms(knowledge, cls) for cls in _OPENING))


_OPENING = ("Overnight", "AlwaysRolling", "Anaphoric", "For", "Between", "From", "Definite")
_SETS = (
    *_OPENING,
    "DayPart",
    "Season",
    "Consecutive",
    "Ago",
    "Hyphenated",
    "And",
    "To",
    "TimeLink",
    "Meridiem",
    "BeforeMonth",
    "BesideHour",
    "AdverbialShift",
    "OtherRite",
)


def _names(knowledge: Knowledge, cls: str) -> dict[str, int]:
    return numbered(knowledge, cls) | numbered(knowledge, cls, predicate="homograph")


def _homographs(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(form for cls in ("Month", "Weekday") for form in numbered(knowledge, cls, predicate="homograph"))


def _units(knowledge: Knowledge) -> dict[str, Unit]:
    return {form: unit for unit in Unit for form in sorted(forms(knowledge, unit))}


def _phrases(knowledge: Knowledge, cls: str) -> Phrases:
    return phrases(dict.fromkeys(sorted(forms(knowledge, cls)), 0))


def _prepositions(knowledge: Knowledge) -> Prepositions:
    return by_first_word((tuple(form.split()), kind) for kind in Preposition for form in sorted(forms(knowledge, kind)))
