"""The events of an article, sorted into the incidents that it tells of, in the order of the text.

Conservative: an event that could belong to two incidents of the article belongs to none of them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

from kg.facts import Claim, Event, Facts, Factuality, Stance
from kg.linking.amounts import excludes
from kg.linking.clashes import (
    days_clash,
    is_same_spot,
    parts_clash,
    persons_clash,
    places_clash,
    sectors_clash,
    things_clash,
)
from kg.linking.participants import fillers
from kg.linking.traits import HAPPENED, LONGEST, TERRITORY, Lens, Traits, is_background, joined, traits_of

NEAR = 400
"""Characters behind the last words of an incident in which a bare "the strike" goes on with it: some two sentences."""
WEEK = 7
"""Days that the date of a denial may leave open: "no drone was shot down this week" is about each of them."""
ATTACK = "Attack"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event on its way into a scene: its traits, who speaks of it (nobody: the outlet itself) and for which sides."""

    event: Event
    family: str
    traits: Traits
    speakers: frozenset[str]
    sides: frozenset[str]
    is_denied: bool

    @property
    def cleared(self) -> frozenset[str]:
        """Whose doing it is not by who denies it; empty where a denial names nobody."""
        return self.traits.agents if self.is_denied else frozenset()

    @property
    def doers(self) -> frozenset[str]:
        """Who did it; nobody did what is only denied."""
        return frozenset() if self.event.factuality is Factuality.NEGATED else self.traits.agents

    @property
    def is_bare(self) -> bool:
        """Whether somebody says no more than that they did not do it: "denied having carried out the attack"."""
        traits = self.traits
        has_own = traits.spots or traits.days or traits.things or traits.persons or traits.victims
        is_own = not self.traits.agents.isdisjoint(self.sides)
        return is_own and self.event.factuality is Factuality.NEGATED and not has_own


@dataclass(slots=True)
class Scene:
    """An incident while its article is read."""

    family: str
    traits: Traits
    told: list[Told] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Where its last words end."""
        return self.told[-1].event.triggers[-1].end

    @property
    def doers(self) -> frozenset[str]:
        """Who did it by those who say that it happened."""
        return frozenset().union(*(told.doers for told in self.told))

    def add(self, told: Told) -> None:
        """Takes an event, and what it tells."""
        self.traits = joined(self.traits, told.traits)
        self.told.append(told)


def find_scenes(facts: Facts, lens: Lens) -> list[Scene]:
    """The incidents that an article tells of, by its own events alone."""
    scenes: list[Scene] = []
    for told in _told(facts, lens):
        scene = _scene_of(told, scenes, lens)
        if scene is None:
            scene = Scene(told.family, told.traits)
            scenes.append(scene)
        scene.add(told)
    return scenes


def _told(facts: Facts, lens: Lens) -> Iterator[Told]:
    """The events that may be told of an incident, in the order of the text; no background, no plans."""
    speakers = _speakers(facts.claims)
    denied = {content for claim in facts.claims if claim.stance is Stance.DENIES for content in claim.content}
    for event in facts.events:
        family = lens.words.family(event.type)
        if family is not None and event.factuality in HAPPENED:
            told = Told(
                event=event,
                family=family,
                traits=_without_future(traits_of(event, lens), facts.document.published),
                speakers=speakers.get(event.id, frozenset()),
                sides=frozenset(lens.cast.sides(set(speakers.get(event.id, ())))),
                is_denied=event.factuality is Factuality.NEGATED or event.id in denied,
            )
            if not is_background(told.traits, longest=WEEK if told.is_denied else LONGEST):
                yield told


def _without_future(traits: Traits, published: dt.date | None) -> Traits:
    """The traits without days that lie behind the article's own: what has happened was misdated then."""
    is_ahead = traits.days is not None and published is not None and traits.days[0] > published
    return replace(traits, days=None) if is_ahead else traits


def _speakers(claims: Iterable[Claim]) -> Mapping[str, frozenset[str]]:
    """Event → who speaks of it."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        for content in claim.content:
            found.setdefault(content, set()).update(fillers(claim, "speaker"))
    return {event: frozenset(speakers) for event, speakers in found.items()}


def _scene_of(told: Told, scenes: list[Scene], lens: Lens) -> Scene | None:
    """The one scene that an event may belong to; of several the one with which it has something in common, if it is one.

    What says neither when nor where goes on with what was told just before.
    """
    open_ = [scene for scene in scenes if scene.family == told.family and not _differs(told, scene, lens)]
    for tie in (_is_tied, _is_at_same_spot):
        tied = [scene for scene in open_ if tie(told.traits, scene.traits)]
        if tied:
            return tied[0] if len(tied) == 1 else None
    if len(open_) == 1:
        return open_[0]
    if not open_ or told.traits.spots or told.traits.days:
        return None
    # "The raid" is what was told as an attack, not the losses of the attackers.
    kin = [scene for scene in open_ if _is_kin(told.traits, scene.traits, lens)]
    if len(kin) == 1 and lens.ontology.is_a(told.event.type, ATTACK):
        return kin[0]
    latest = max(scenes, key=lambda scene: scene.end)
    return latest if latest in open_ and told.event.triggers[0].begin - latest.end < NEAR else None


def _is_tied(one: Traits, other: Traits) -> bool:
    """Whether something particular is in both: a spot on a day, a thing, a person, a number."""
    counts = any(a == b and (a.amount.count or 0) > 1 for a, b in product(one.harms, other.harms))
    same_day = one.day is not None and one.day == other.day and _is_at_same_spot(one, other)
    return same_day or counts or bool(one.things & other.things or one.persons & other.persons)


def _is_kin(one: Traits, other: Traits, lens: Lens) -> bool:
    """Whether a class of one is a kind of a class of the other."""
    is_a = lens.ontology.is_a
    return any(is_a(a, b) or is_a(b, a) for a, b in product(one.types, other.types))


def _is_at_same_spot(one: Traits, other: Traits) -> bool:
    return any(is_same_spot(a, b) for a, b in product(one.points.values(), other.points.values()))


def _differs(told: Told, scene: Scene, lens: Lens) -> bool:
    """Whether an event cannot belong to a scene."""
    one, other = told.traits, scene.traits
    clashes = (things_clash, persons_clash, places_clash, parts_clash)
    if days_clash(one, other, slack=0) or any(clash(one, other) for clash in clashes):
        return True
    if any(_tells_apart(told, before, lens) for before in scene.told):
        return True
    if told.family == TERRITORY and bool(one.things) != bool(other.things):
        return True
    if _is_tied(one, other) or (told.family == TERRITORY and _is_at_same_spot(one, other)):
        return False
    return _doers_differ(told, scene) or _types_differ(one, other, lens)


def _tells_apart(told: Told, before: Told, lens: Lens) -> bool:
    """Whether one voice gives two numbers of the same harm, or two kinds of people harmed: that is of two events."""
    if not (told.speakers & before.speakers or not (told.speakers or before.speakers)):
        return False
    pairs = product(told.traits.harms, before.traits.harms)
    numbers = any(a.outcome is b.outcome and excludes(a.amount, b.amount) for a, b in pairs)
    answers = any(_is_of_the_attack(event, lens) for event in (told, before))
    return numbers or (not answers and sectors_clash(told.traits, before.traits))


def _is_of_the_attack(told: Told, lens: Lens) -> bool:
    """Whether it is a denial that harm was done to somebody by what was told: "denied that the strike killed civilians"."""
    is_denied = told.event.factuality is Factuality.NEGATED and lens.ontology.is_a(told.event.type, ATTACK)
    return is_denied and not told.traits.spots and told.traits.days is None


def _doers_differ(told: Told, scene: Scene) -> bool:
    """Whether another side did it; "denied the attack" is about the one told of, whoever did that."""
    mine, theirs = told.traits.agents if not told.is_bare else told.doers, scene.doers
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _types_differ(one: Traits, other: Traits, lens: Lens) -> bool:
    """Whether two precise classes are told of, none a kind of the other; or one of which nothing leads to the other.

    A headline's "killed" is made precise by what follows; what is placed already is not.
    """
    mine, theirs = (traits.types - lens.words.vague for traits in (one, other))
    if mine and not theirs:
        return bool(other.points) and not one.spots and one.days is None
    return bool(mine and theirs) and not _is_kin(replace(one, types=mine), replace(other, types=theirs), lens)
