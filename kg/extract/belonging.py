"""What the modifiers of a noun say of whom it stands for: in which place it lies, of which body it is."""

from collections.abc import Iterator, Mapping

from kg.extract.entities import Entities
from kg.nlp.coreference import Place
from kg.nlp.mentions import Link, Mention
from kg.nlp.ties import preposition_of

CONTAINER = {
    "Settlement": ("partOf", "locatedIn"),
    "Region": ("partOf", "locatedIn"),
    "Facility": ("locatedIn",),
    "NaturalFeature": ("locatedIn",),
}
"""What a place is to the larger one that it is said to lie in: of land it is a part, a building only stands there."""
RESIDENT = "civilian"
"""The sector of people who live where they are said to be of: "the people *of Mosul*"."""
REACHING: Mapping[str, bool | None] = {"to": None, "from": False}
"""Prepositions that tell something of places only (True), of bodies only (False) or of neither.

"The road *to* X" does not lie there, and who fled *from* a town is no longer there.
"""


def tied(entities: Entities, place: Place, mention: Mention) -> Iterator[tuple[Link, Place]]:
    """The mentions that a mention is tied to, and how."""
    parse = entities.paragraphs[place[0]].parse
    for tie in mention.ties:
        before = preposition_of(parse, tie.token)
        for other in entities.places_at(place[0], tie.token):
            located = _is_place(entities, other)
            if REACHING.get(before or "", located) == located:
                yield tie.link, other


def _is_place(entities: Entities, place: Place) -> bool:
    class_ = class_of(entities, place)
    return class_ is not None and entities.ontology.is_a(class_, "Place")


def tie_properties(entities: Entities, place: Place, link: Link, other: Place) -> tuple[str, ...]:
    """Containment of places, whereabouts of bodies, membership of people."""
    own, owner = class_of(entities, place), class_of(entities, other)
    if own is None or owner is None:
        return ()
    if entities.ontology.is_a(owner, "Place"):
        return _whereabouts(entities, place, link, own)
    if entities.ontology.is_a(owner, "Organization"):
        return _membership(entities, (place, other), link, (own, owner))
    return ()


def _whereabouts(entities: Entities, place: Place, link: Link, own: str) -> tuple[str, ...]:
    """What a tie to a place says: of a place that it is part of it, of a body that it is there."""
    if link in (Link.IN, Link.POSSESSIVE, Link.OF) and own in CONTAINER:
        return CONTAINER[own]
    there = link is Link.IN and entities.ontology.is_a(own, "Actor") and not _is_met(entities, place)
    resident = link is Link.OF and own == "Group" and RESIDENT in entities.mention(place).sectors
    return ("locatedIn",) if own != "Country" and (there or resident) else ()


def _membership(entities: Entities, pair: tuple[Place, Place], link: Link, classes: tuple[str, str]) -> tuple[str, ...]:
    """What a tie to a body says: of people that they are its members, of a body that it is part of it."""
    (place, other), (own, owner) = pair, classes
    is_a = entities.ontology.is_a
    people = own in ("Person", "Group")
    if people and link is not Link.IN and RESIDENT in entities.mention(place).sectors:
        return ()
    if link is Link.IN:
        return ("memberOf",) if people and _is_staff(entities, place, other) else ()
    official = own == "Person" and link is Link.OF and entities.mention(place).title is not None
    if link in (Link.COMPOUND, Link.OF, Link.POSSESSIVE) and (official or not is_a(owner, "Government")):
        return ("memberOf",) if people else ("partOf",) if is_a(own, "Organization") else ()
    return ()


def _is_staff(entities: Entities, place: Place, body: Place) -> bool:
    """Whether people in, from or at a body are its own: "officers *in* the navy", no "witnesses *in* court".

    Who is *at* a body is so if of its kind: officials at a ministry are, protesters are not.
    """
    mention, other = entities.mention(place), entities.mention(body)
    kin = mention.title is not None or bool(set(mention.sectors) & set(other.sectors))
    at = preposition_of(entities.paragraphs[place[0]].parse, other.head) == "at"
    return (kin or (RESIDENT not in mention.sectors and not at)) and not _is_met(entities, place)


def _is_met(entities: Entities, place: Place) -> bool:
    """Whether what follows may be where something is done to or with people, not where they are: "met envoys *in X*"."""
    parse, head = entities.paragraphs[place[0]].parse, entities.mention(place).head
    # So it is behind the agent of a passive: "seized by rebels *at the port*".
    return (
        parse.deps[head] == "dobj"
        or parse.lowers[parse.heads[head]] == "with"
        or parse.deps[parse.heads[head]] == "agent"
    )


def class_of(entities: Entities, place: Place) -> str | None:
    """The class of what a mention refers to, where known."""
    number = entities.cluster_of(place)
    return None if number is None else entities.cluster(number).type
