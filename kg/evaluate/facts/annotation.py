"""The project's own gold: what a careful reader finds in a text, by the contract of the graph."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.evaluate.facts.quotes import find_quote, plain
from kg.evaluate.gold import Record
from kg.evaluate.places import Point
from kg.evaluate.tables import load_table
from kg.facts import Span

Words = tuple[Span, ...]
Filler = Words | str
"""What fills a role: words, or the id of an event of the same text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """A mention, its class, and its country as an ISO 3166 alpha-3 code."""

    words: Words
    type: str
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """An event; `start` is as much of an ISO date as is known."""

    id: str
    trigger: Words
    type: str
    factuality: str
    roles: Mapping[str, tuple[Filler, ...]]
    start: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCount:
    """How many people one outcome befell; a bound that the text does not give is None."""

    trigger: Words
    outcome: str
    bounds: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """A claim; `speaker` is empty when nobody is named."""

    id: str
    cue: Words
    speaker: tuple[Filler, ...]
    stance: str
    content: Words
    asserts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPlace:
    """A place and where it lies, where that is known."""

    words: Words
    point: Point | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Words of time with the dates that they stand for, as much of each as is known; `end` only where it is another."""

    words: str
    start: str | None
    end: str | None


def moment(words: str, start: str | None, end: str | None) -> Moment:
    """A time, of which an end that is no later than the start says nothing."""
    return Moment(words=words, start=start, end=None if end == start else end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """All that is annotated in one text."""

    id: str
    entities: tuple[GoldEntity, ...]
    events: tuple[GoldEvent, ...]
    counts: tuple[GoldCount, ...]
    claims: tuple[GoldClaim, ...]
    places: tuple[GoldPlace, ...]
    times: frozenset[Moment]


def read(record: Record) -> Annotation:
    """A record with `entities`, `events`, `casualties`, `claims`, `places` and `times` (docs/accuracy.md)."""
    text = record["text"]
    events = frozenset(event["id"] for event in record["events"])
    return Annotation(
        id=record["id"],
        entities=tuple(_entity(found, text) for found in record["entities"]),
        events=tuple(_event(found, text, events) for found in record["events"]),
        counts=tuple(_count(found, text) for found in record["casualties"]),
        claims=tuple(_claim(found, text) for found in record["claims"]),
        places=tuple(_place(found, text) for found in record["places"]),
        times=frozenset(_moment(found, text) for found in record["times"]),
    )


def _entity(found: Record, text: str) -> GoldEntity:
    return GoldEntity(words=find_quote(found["text"], text), type=found["class"], country=found["country"])


def _event(found: Record, text: str, events: frozenset[str]) -> GoldEvent:
    roles = {role: _fillers(found.get(role, []), text, events) for role in load_table("facts")["roles"]}
    return GoldEvent(
        id=found["id"],
        trigger=find_quote(found["trigger"], text),
        type=found["class"],
        factuality=found["factuality"],
        roles=roles,
        start=found["start"],
    )


def _fillers(quotes: list[str], text: str, events: frozenset[str]) -> tuple[Filler, ...]:
    return tuple(quote if quote in events else find_quote(quote, text) for quote in quotes)


def _count(found: Record, text: str) -> GoldCount:
    trigger = find_quote(found["trigger"], text)
    return GoldCount(trigger=trigger, outcome=found["outcome"], bounds=(found["min"], found["max"]))


def _claim(found: Record, text: str) -> GoldClaim:
    speaker = found["speaker"]
    return GoldClaim(
        id=found["id"],
        cue=find_quote(found["cue"], text),
        speaker=() if speaker is None else (find_quote(speaker, text),),
        stance=found["stance"],
        content=tuple(span for quote in found["content"] for span in find_quote(quote, text)),
        asserts=tuple(found["asserts"]),
    )


def _place(found: Record, text: str) -> GoldPlace:
    point = None if found["lat"] is None else Point(float(found["lat"]), float(found["lon"]))
    return GoldPlace(words=find_quote(found["text"], text), point=point)


def _moment(found: Record, text: str) -> Moment:
    find_quote(found["text"], text)
    return moment(plain(found["text"]), found["start"], found["end"])
