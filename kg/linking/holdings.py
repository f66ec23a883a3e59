"""Who is said to hold, take or lose a place, and when: what cannot be true of two sides at once."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.dates import first_day, shift_day
from kg.facts import Event, Facts
from kg.linking.clashes import is_same_spot
from kg.linking.naming import head_of
from kg.linking.traits import HAPPENED, Lens, Spot, traits_of

HELD = "held"
"""What keys of who holds a place begin with."""
WHILE = 3
"""Days that a statement of who holds a place stands against another: later the place may have changed hands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An event by which somebody holds, takes or loses a place. `place` is the id under which the event has it."""

    event: Event
    place: str
    spot: Spot
    day: dt.date
    is_state: bool

    def meets(self, other: "Holding") -> bool:
        """Whether both are about one place at about one time."""
        return abs((self.day - other.day).days) <= WHILE and is_same_spot(self.spot, other.spot)


def find_holdings(facts: Facts, *, only: Spot | None, lens: Lens) -> Iterator[Holding]:
    """The holdings that an article tells of; `only` is the one place that it tells of such things, if there is one."""
    for event in facts.events:
        states = lens.words.states(event.type)
        day = _day(event, facts)
        if not states or day is None or event.factuality not in HAPPENED:
            continue
        points = traits_of(event, lens).points
        places = sorted(role.filler for role in event.roles if role.property == "place")
        spot = next((points[id_] for id_ in places if id_ in points), only if _is_whole(places, lens) else None)
        if spot is not None and places:
            place = spot.id if spot.id in places else places[0]
            yield Holding(event=event, place=place, spot=spot, day=day, is_state=event.type in states)


def _is_whole(places: Iterable[str], lens: Lens) -> bool:
    """Whether "the town" is meant as a whole."""
    found = (lens.entities.get(id_) for id_ in places)
    return all(entity is not None and head_of(entity) in lens.words.any_places for entity in found)


def _day(event: Event, facts: Facts) -> dt.date | None:
    """The day of the event, else that of the article: what holds is said of then."""
    start = event.time.start if event.time is not None else None
    return (first_day(start) if start is not None and start.day is not None else None) or facts.document.published


def keys_of_holding(holding: Holding) -> Iterator[str]:
    """Where holdings of one place at about one time meet."""
    for days in range(WHILE + 1):
        yield f"{HELD}|{holding.spot.name}|{shift_day(holding.day, days)}"
