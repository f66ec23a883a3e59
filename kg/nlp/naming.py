"""Which entity a name joins: the one that bears it, or the description that it stands beside."""

from kg.nlp.clusters import (
    Cluster,
    Gathering,
    Place,
    is_short_for,
)
from kg.nlp.mentions import Kind, Link, Mention
from kg.nlp.standins import kind_after

RELATIVE = frozenset({"WDT", "WP"})


def named(state: Gathering, place: Place, mention: Mention) -> int | None:
    """The cluster that a name joins; None where it begins one."""
    key, type_ = state.referents.get(place, (None, mention.type))
    partner = appositive(state, place, mention)
    if partner is None:
        partner = _called(state, place, mention)
    if partner is None:
        partner = _heading(state, place, mention, type_)
    if partner is None:
        partner = kind_after(state, place, mention)
    if key is not None:
        known = next((n for n, cluster in enumerate(state.clusters) if cluster.key == key), None)
    else:
        namesakes = state.recent(lambda cluster: _same_name(state, cluster, mention.label, type_))
        known = next((n for n, _ in namesakes if n != partner), None)
    return _united(state, known, partner, (key, type_))


def _united(
    state: Gathering, known: int | None, partner: int | None, referent: tuple[str | None, str | None]
) -> int | None:
    """The cluster that bears the name; a description in apposition becomes it, or joins it."""
    key, type_ = referent
    if partner is None:
        return known
    described = state.clusters[partner]
    if described.key is not None:
        return known if key is not None else partner
    if known is None:
        if key is not None:
            described.key, described.type = key, type_ or described.type
        return partner
    if known == partner or described.names:
        return known if key is not None else partner
    into = state.clusters[known]
    into.mentions.extend(described.mentions)
    into.titles.extend(described.titles)
    into.nouns |= described.nouns
    state.of.update(dict.fromkeys(described.mentions, known))
    described.mentions = []
    return known


def _same_name(state: Gathering, cluster: Cluster, name: str, type_: str | None) -> bool:
    if not cluster.names or (type_ and cluster.type and not related(state, type_, cluster.type)):
        return False
    if name in cluster.names:
        return True
    person = cluster.type in ("Person", "MediaOrganization")
    return any(
        is_short_for(name, known, person=person) or (person and is_short_for(known, name, person=True))
        for known in cluster.names
    )


def related(state: Gathering, one: str, other: str) -> bool:
    """Whether one class is the other or below it."""
    return state.judgement.is_a(one, other) or state.judgement.is_a(other, one)


def appositive(state: Gathering, place: Place, mention: Mention) -> int | None:
    """The description that the name stands in apposition to: "the top commander, X"."""
    for tie in mention.ties:
        if tie.link is Link.APPOSITION:
            number = state.at(place[0], tie.token)
            if number is not None and may_be(state, state.clusters[number], mention):
                return number
    return None


def _called(state: Gathering, place: Place, mention: Mention) -> int | None:
    """Whose other name it is: "the People's Front, also known as *PF*", "the People's Front, or *PF*"."""
    parse = state.paragraphs[place[0]].parse
    short = mention.start > 2 and parse.words[mention.start - 2] == "," and parse.lowers[mention.start - 1] == "or"
    if short and mention.label.isupper():
        return _ending_at(state, place, mention.start - 3)
    verb = mention.start - 2 if mention.start and parse.lowers[mention.start - 1] == "as" else mention.start - 1
    if verb < 1 or parse.lemmas[verb] not in state.judgement.grammar.naming or parse.tags[verb] not in ("VBN", "VBD"):
        return None
    before = verb - 1
    while before > 0 and (parse.pos[before] in ("ADV", "PUNCT", "AUX") or parse.tags[before] in RELATIVE):
        before -= 1
    return _ending_at(state, place, before)


def _ending_at(state: Gathering, place: Place, token: int) -> int | None:
    """The entity whose name holds a token before the mention."""
    for n, other in enumerate(state.paragraphs[place[0]].mentions[: place[1]]):
        if other.kind is Kind.NAME and other.start <= token < other.end:
            return state.of.get((place[0], n))
    return None


def _heading(state: Gathering, place: Place, mention: Mention, type_: str | None) -> int | None:
    """The description before "of": "the village *of X*" is X."""
    parse = state.paragraphs[place[0]].parse
    of = parse.heads[mention.head]
    if type_ is None or parse.deps[mention.head] != "pobj" or parse.lowers[of] != "of":
        return None
    number = state.at(place[0], parse.heads[of])
    if number is None or state.clusters[number].plural or not state.judgement.is_a(type_, "Place"):
        return None
    described = state.clusters[number]
    return (
        number if described.type is not None and not described.names and related(state, described.type, type_) else None
    )


def may_be(state: Gathering, cluster: Cluster, mention: Mention) -> bool:
    """Whether a mention can be of an entity, by class, number and name."""
    if mention.amount is not None and cluster.amounts and mention.amount not in cluster.amounts:
        # "*Three soldiers, two civilians* killed": a list.
        return False
    fits = mention.type is None or cluster.type is None or related(state, mention.type, cluster.type)
    return fits and not (cluster.names and mention.kind is Kind.NAME) and cluster.plural == mention.plural
