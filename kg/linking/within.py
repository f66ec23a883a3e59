"""When two descriptions in one article are of one event."""

from kg.facts import CasualtyCount, Event
from kg.linking.participants import PARTICIPANTS, fillers
from kg.linking.worlds import Told, World, dates_differ, sides_differ

FORCE = "Force"
ONCE = ("Interception", "Killing", "PropertyDestruction")
"""What is done to one thing once, by one side: both cannot have shot down one aircraft."""
SHARED = ("target", "place", "theme")
"""Roles by which two descriptions are of one event although they name different doers."""
NEAR = 400
"""Characters within which "the ambush" without more is the ambush told of before: some two sentences."""


class Within:
    """One event as an article tells it: of one class, with participants that are the same in its words."""

    def is_one_kind(self, one: Event, other: Event, world: World) -> bool:  # noqa: ARG002
        """Whether their classes are the same."""
        return one.type == other.type

    def shared(self, one: Event, other: Event, world: World) -> int | None:
        """How many targets and places they have in common; None where a participant differs."""
        return _shared(one, other, world)

    def may_be_one(self, one: Event, other: Event, world: World) -> bool:
        """Whether they share a participant besides their victims and differ in none."""
        return _may_be_one(one, other, world)

    def count_the_same(self, one: CasualtyCount, other: CasualtyCount, world: World) -> bool:
        """Whether the victims are of the same sectors."""
        return world.cast.sectors(one.victims) == world.cast.sectors(other.victims)

    def answers(self, denied: Event, told: Event, world: World) -> bool:  # noqa: ARG002
        """Yes: an article that tells of a denial has told of what is denied."""
        return True

    def happens_once(self, one: Event, other: Event, world: World) -> bool:
        """Whether it is the capture of a place, or done to one person."""
        persons = {id_ for id_ in fillers(one, "target") & fillers(other, "target") if world.cast.is_person(id_)}
        return bool(self.shared(one, other, world)) and (one.type in world.results or bool(persons))

    def blame(self, mine: Told, theirs: Told, world: World) -> bool:
        """Whether each side says that the other did it."""
        return _blame_each_other(mine, theirs, world)


def _shared(one: Event, other: Event, world: World) -> int | None:
    """How many targets and places two events have in common; None where a participant differs.

    Actors of one country count as one side, and so do rebels.
    """
    common = 0
    for name in PARTICIPANTS:
        mine, theirs = fillers(one, name), fillers(other, name)
        if not mine or not theirs:
            continue
        if name == "agent":
            alike = bool(world.cast.sides(mine) & world.cast.sides(theirs)) or world.cast.both_rebels(mine, theirs)
        else:
            alike = bool(mine & theirs) or world.cast.described_alike(mine, theirs)
        if not alike:
            return None
        common += name != "agent"
    return common


def _blame_each_other(mine: Told, theirs: Told, world: World) -> bool:
    """Each says that somebody else did it, and at least one of them is whom the other names; or each says that it did itself."""
    one, other, is_a = mine.event, theirs.event, world.ontology.is_a
    if one.type != other.type or not is_a(one.type, FORCE) or dates_differ(one, other):
        return False
    if not any(fillers(one, name) & fillers(other, name) for name in SHARED) or not sides_differ(one, other, world):
        return False
    agents = [world.cast.sides(fillers(told.event, "agent")) for told in (mine, theirs)]
    speakers = [world.cast.sides(fillers(told.claim, "speaker")) for told in (mine, theirs)]
    pairs = tuple(zip(agents, speakers, strict=True))
    once = any(is_a(one.type, type_) for type_ in ONCE) and bool(fillers(one, "target") & fillers(other, "target"))
    if once and all(agent & speaker for agent, speaker in pairs):
        return True
    return all(a.isdisjoint(s) for a, s in pairs) and bool(agents[0] & speakers[1] or agents[1] & speakers[0])


def _may_be_one(one: Event, other: Event, world: World) -> bool:
    """Whether two events share a participant besides their victims and differ in none, or one names none at all."""
    counted = {count.victims for event in (one, other) for count in event.casualties}
    mine, theirs = ({name: fillers(event, name) - counted for name in PARTICIPANTS} for event in (one, other))
    shared = 0
    for name in PARTICIPANTS:
        if mine[name] and theirs[name]:
            if world.cast.sides(mine[name]).isdisjoint(world.cast.sides(theirs[name])):
                return False
            shared += 1
    near = abs(one.triggers[0].begin - other.triggers[0].begin) < NEAR
    return shared > 0 or (near and any(mine.values()) != any(theirs.values()))
