"""What holds across articles, as plain values: incidents, corrections, and entities that are the same.

Contradictions across articles are those of `kg.facts`. Ids are paths below the base IRI, as there.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from kg.facts import Contradiction


class Evidence(StrEnum):
    """On what two reports agree or differ that may be of one incident."""

    TYPE = "SameType"
    PLACE = "SamePlace"
    LIKELY_PLACE = "LikelyPlace"
    AREA = "SameArea"
    DAY = "SameDay"
    LIKELY_DAY = "LikelyDay"
    NEAR_DAY = "NearDay"
    HOURS = "SameHours"
    PERSON = "SamePerson"
    TARGET = "SameTarget"
    DESCRIPTION = "SameDescription"
    VICTIMS = "SameVictims"
    COUNT = "SameCount"
    COMPATIBLE_COUNT = "CompatibleCount"
    AGENT = "SameAgent"
    MEANS = "SameMeans"
    ANSWER = "AnswersIt"
    STORY = "SameStory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One thing that happened, told of by events of two or more articles.

    `score` is that of the weakest tie which holds the reports together; `sources` counts publishers with words of their own.
    """

    id: str
    label: str
    reports: tuple[str, ...]
    score: float
    agrees: tuple[Evidence, ...]
    differs: tuple[Evidence, ...]
    articles: int
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Superseding:
    """A claim that corrects an earlier one of the same source."""

    later: str
    earlier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An entity of one article that is the same as those of others; `id` is a node for all of them.

    It is the gazetteer's own, or one for all of a kind, name and country.
    """

    entity: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposition:
    """A contradiction between claims of two articles, and the incident that it is about, if it is about one."""

    contradiction: Contradiction
    incident: str | None = None


Link: TypeAlias = Incident | Opposition | Superseding | Identity
