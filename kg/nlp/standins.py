"""Descriptions that stand for what was named: "the group", "the guerrillas", "the army" after a group's or army's name."""

from kg.facts import SectionKind
from kg.nlp.clusters import Cluster, Gathering, Place
from kg.nlp.mentions import Link, Mention

MEDIA = "MediaOrganization"
MEDIA_SECTOR = "media"
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
        if other is not cluster and other.names and other.type and not _is_modifier(state, other)
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
    known = mention.definite or any(tie.link is Link.POSSESSIVE for tie in mention.ties)
    return known and (mention.type == MEDIA or (is_group_noun(mention) and not mention.plural))


def _ends_before(state: Gathering, place: Place, mention: Mention, number: int) -> bool:
    mentions = state.paragraphs[place[0]].mentions
    ends = {mentions[n].end for p, n in state.clusters[number].mentions if p == place[0]}
    type_ = state.clusters[number].type
    return mention.head in ends and type_ is not None and state.judgement.is_a(type_, str(mention.type))


def is_generic_for(state: Gathering, mention: Mention, cluster: Cluster) -> bool:
    """After the name of one "the unit", "the city", "the group"; "the man" may be anyone."""
    type_ = str(mention.type)
    generic = (mention.generic or type_ == "Country") and not is_group_noun(mention)
    if mention.plural or not generic or cluster.type is None or state.judgement.is_a(type_, "Person"):
        return False
    kinds = cluster.nouns - state.judgement.grammar.capitals
    if state.judgement.is_a(cluster.type, "Place") and kinds and mention.noun not in kinds:
        # After "X province" "the district" is another place.
        return False
    return state.judgement.is_a(cluster.type, type_) and not _is_whereabouts(state, cluster)


def _is_whereabouts(state: Gathering, cluster: Cluster) -> bool:
    """Whether a place was but named as where it is told: in the dateline, "told reporters *in X*"."""
    return all(_is_told_in(state, number, n) for number, n in cluster.mentions)


def _is_told_in(state: Gathering, number: int, n: int) -> bool:
    parse, mentions = state.paragraphs[number].parse, state.paragraphs[number].mentions
    above = parse.heads[parse.heads[mentions[n].head]]
    near = {above, *parse.dependents(above, "dobj", "dative")}
    media = any(m.head in near and MEDIA_SECTOR in m.sectors for m in mentions)
    return parse.section is SectionKind.DATELINE or (parse.deps[mentions[n].head] == "pobj" and media)


def is_group_noun(mention: Mention) -> bool:
    """Whether a description can stand for any armed group or movement: "the rebels", "the militia", "the group"."""
    return mention.generic and mention.type in (ARMED, PEOPLE, BODY) and mention.plural == (mention.type == PEOPLE)


def _may_be_group(state: Gathering, mention: Mention, cluster: Cluster) -> bool:
    is_a, type_ = state.judgement.is_a, str(cluster.type)
    if not is_group_noun(mention):
        return False
    if mention.type != BODY:
        return is_a(type_, ARMED)
    return is_a(type_, BODY) and not any(is_a(type_, kind) for kind in STATE) and not _is_medium(state, cluster)


def _is_medium(state: Gathering, cluster: Cluster) -> bool:
    """Whether it was named only as where a statement stands: "a message *on X*"."""
    heads = ((state.paragraphs[p].parse, state.paragraphs[p].mentions[n].head) for p, n in cluster.mentions)
    media = state.judgement.grammar.media
    return all(parse.deps[head] == "pobj" and parse.lowers[parse.heads[head]] in media for parse, head in heads)


def _is_modifier(state: Gathering, cluster: Cluster) -> bool:
    """Whether it was last named to say of what kind another is: "the *al Qaeda*-linked group"."""
    number, n = cluster.mentions[-1]
    parse, end = state.paragraphs[number].parse, state.paragraphs[number].mentions[n].end
    return end < len(parse) and parse.words[end] == "-"


def _is_as_near(cluster: Cluster, other: Cluster) -> bool:
    """Whether another of the same article was last spoken of in the same sentence, the one no more its subject than the other."""
    return (other.part, other.last) == (cluster.part, cluster.last) and (
        other.last_subject == other.last or cluster.last_subject != cluster.last
    )


def _heads_a_name(state: Gathering, mention: Mention, cluster: Cluster) -> bool:
    """Whether it is the last word of the name, as "*the army*" after "Mali's army", where no other's name ends so."""
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
