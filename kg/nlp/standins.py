"""Descriptions that stand for what was named: "the group", "the guerrillas", "the army" after a group's or army's name."""

from kg.nlp.clusters import Cluster, Gathering, Place
from kg.nlp.mentions import Link, Mention

MEDIA = "MediaOrganization"
ARMED = "ArmedGroup"
PEOPLE = "Group"
BODY = "Organization"
STATE = ("Government", "ArmedForce", "SecurityForce", "Court", "InternationalOrganization", "MediaOrganization")
"""Bodies that are called by what they are rather than "the group"."""


def stands_for(state: Gathering, mention: Mention, cluster: Cluster) -> bool:
    """Whether an unmodified definite description can mean this named body and no other just as well."""
    if not mention.definite or mention.amount is not None or mention.ties or not cluster.names or not cluster.type:
        return False
    if _heads_a_name(state, mention, cluster):
        return True
    return _may_be_group(state, mention, cluster) and not any(
        _may_be_group(state, mention, other) and _is_as_near(cluster, other)
        for other in state.clusters
        if other is not cluster and other.names and other.type and other.part == cluster.part
    )


def named_by_kind(state: Gathering, place: Place, mention: Mention) -> int | None:
    """The body whose name stands right before what it is: "the Wagner *group*", "Al Jazeera *channel*"."""
    for tie in mention.ties if _is_kind(mention) else ():
        number = state.at(place[0], tie.token) if tie.link is Link.COMPOUND else None
        if number is not None and _ends_before(state, place, mention, number):
            return number
    return None


def kind_after(state: Gathering, place: Place, mention: Mention) -> int | None:
    """The description that a name stands right before, where that was read first: "its *X* channel"."""
    number = state.at(place[0], mention.end)
    if (
        number is None
        or state.clusters[number].names
        or state.paragraphs[place[0]].parse.heads[mention.head] != mention.end
    ):
        return None
    kinds = (m for m in state.paragraphs[place[0]].mentions if m.head == mention.end and _is_kind(m))
    type_ = state.referents.get(place, (None, mention.type))[1]
    return number if type_ and any(state.judgement.is_a(type_, str(m.type)) for m in kinds) else None


def _is_kind(mention: Mention) -> bool:
    return mention.type == MEDIA or (is_group_noun(mention) and not mention.plural)


def _ends_before(state: Gathering, place: Place, mention: Mention, number: int) -> bool:
    mentions = state.paragraphs[place[0]].mentions
    ends = {mentions[n].end for p, n in state.clusters[number].mentions if p == place[0]}
    type_ = state.clusters[number].type
    return mention.head in ends and type_ is not None and state.judgement.is_a(type_, str(mention.type))


def is_group_noun(mention: Mention) -> bool:
    """Whether a description can stand for any armed group or movement: "the rebels", "the militia", "the group"."""
    return mention.generic and mention.type in (ARMED, PEOPLE, BODY) and mention.plural == (mention.type == PEOPLE)


def _may_be_group(state: Gathering, mention: Mention, cluster: Cluster) -> bool:
    is_a, type_ = state.judgement.is_a, str(cluster.type)
    if not is_group_noun(mention):
        return False
    if mention.type != BODY:
        return is_a(type_, ARMED)
    return is_a(type_, BODY) and not any(is_a(type_, kind) for kind in STATE)


def _is_as_near(cluster: Cluster, other: Cluster) -> bool:
    """Whether another was last spoken of in the same sentence, the one no more its subject than the other."""
    return other.last == cluster.last and (other.last_subject == other.last or cluster.last_subject != cluster.last)


def _heads_a_name(state: Gathering, mention: Mention, cluster: Cluster) -> bool:
    """ "*The army*" after "Mali's army", where no other's name ends so."""
    is_a = state.judgement.is_a
    if mention.plural or not mention.noun or not is_a(str(mention.type), BODY):
        return False
    if not is_a(str(cluster.type), str(mention.type)):
        return False
    ending = " " + mention.noun
    bearers = [c for c in state.clusters if c.part == cluster.part and _ends(c, ending)]
    return len(bearers) == 1 and bearers[0] is cluster


def _ends(cluster: Cluster, ending: str) -> bool:
    return any(name.lower().endswith(ending) for name in cluster.names)
