"""What an article tells of one incident, with the day and the place that the whole article gives it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.dates import shift_day
from kg.facts import Event, Facts, Factuality
from kg.linking.scenes import Scene, find_scenes
from kg.linking.traits import TERRITORY, Days, Lens, Spot, Traits, traits_of

BEFORE = 3
"""Days before publication in which something was that is told without any date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article's account of an incident. `id` is that of its first event.

    `is_dated` and `is_placed` say whether the text itself gives day and place; else they are those that the article's
    other events of the kind have. `is_affirmed` and `is_denied` say whether anybody says that it happened, and that it
    did not; `cleared` are the sides that did not do it by the denials, `blamed` those that did by the
    rest.
    """

    id: str
    article: str
    family: str
    traits: Traits
    events: tuple[Event, ...]
    is_dated: bool
    is_placed: bool
    is_affirmed: bool
    is_denied: bool
    cleared: frozenset[str]
    blamed: frozenset[str]


def find_reports(facts: Facts, *, article: str, spots: Mapping[str, Spot], lens: Lens) -> tuple[Report, ...]:
    """The incidents that an article tells of. `spots` are the only ones of each family, see `only_spots`."""
    scenes = find_scenes(facts, lens)
    days = {scene.traits.day for scene in scenes if scene.traits.day is not None}
    assumed = _assumed(days, facts.document.published)
    return tuple(_report(scene, article, assumed, spots.get(scene.family)) for scene in scenes)


def _report(scene: Scene, article: str, days: Days | None, spot: Spot | None) -> Report:
    traits = scene.traits
    is_dated, is_placed = traits.days is not None, bool(traits.points or traits.at_the_place)
    if not is_dated and days is not None:
        traits = replace(traits, days=days)
    if not traits.points and spot is not None:
        traits = replace(traits, spots={**traits.spots, spot.id: spot})
    return Report(
        id=scene.told[0].event.id,
        article=article,
        family=scene.family,
        traits=traits,
        events=tuple(told.event for told in scene.told),
        is_dated=is_dated,
        is_placed=is_placed,
        is_affirmed=any(told.event.factuality is not Factuality.NEGATED for told in scene.told),
        is_denied=any(told.is_denied for told in scene.told),
        cleared=frozenset().union(*(told.cleared for told in scene.told)),
        blamed=scene.doers,
    )


def _assumed(days: set[dt.date], published: dt.date | None) -> Days | None:
    """When the undated was: on the one day that the article tells of, else some day before it appeared."""
    if len(days) == 1:
        (day,) = days
        return day, day
    return None if published is None else (shift_day(published, -BEFORE), published)


def only_spots(facts: Facts, lens: Lens) -> dict[str, Spot]:
    """Family → the only spot at which an article has events of it, or of all if these have none; for territory, is held."""
    found: dict[str, dict[str, Spot]] = {}
    for event in facts.events:
        family = lens.words.family(event.type) or (TERRITORY if lens.words.states(event.type) else None)
        if family is not None:
            found.setdefault(family, {}).update(traits_of(event, lens).points)
    anywhere = {id_: spot for spots in found.values() for id_, spot in spots.items()}
    return {family: next(iter(spots.values())) for family, spots in found.items() if len(spots) == 1} | (
        dict.fromkeys((f for f, spots in found.items() if not spots), next(iter(anywhere.values())))
        if len(anywhere) == 1
        else {}
    )
