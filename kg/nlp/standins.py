"""Descriptions that stand for what was named: "the group", "the guerrillas", "the army" after a group's or army's name."""

from kg.nlp.clusters import Cluster, Gathering
from kg.nlp.mentions import Mention

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
    if mention.plural or mention.noun is None or not state.judgement.is_a(str(cluster.type), BODY):
        return False
    ending = " " + mention.noun
    bearers = [c for c in state.clusters if c.part == cluster.part and _ends(c, ending)]
    return len(bearers) == 1 and bearers[0] is cluster


def _ends(cluster: Cluster, ending: str) -> bool:
    return any(name.lower().endswith(ending) for name in cluster.names)
