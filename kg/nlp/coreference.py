"""Which mentions of a document refer to the same thing.

One pass in the order of the text, after Lappin and Leass: a name joins the entity that bears it, a definite description
the latest entity that fits it, a pronoun the most salient entity that agrees with it, subjects and near ones first. What
fits nothing starts an entity of its own: a wrong merge is worse than a missed one.
"""

from collections.abc import Iterator, Sequence

from kg.facts import SectionKind
from kg.nlp.clusters import (
    Cluster,
    Gathering,
    Judgement,
    Place,
    Resolution,
    is_capacity,
    is_short_for,
)
from kg.nlp.mentions import Kind, Link, Mention
from kg.nlp.pronouns import find_antecedent
from kg.nlp.reading import Paragraph
from kg.nlp.standins import is_generic_for, kind_after, named_by_kind, stands_for

__all__ = ["Cluster", "Judgement", "Place", "Resolution", "resolve"]

RELATIVE = frozenset({"WDT", "WP"})
VOICES = {"Speaker": "Person", "Side": "Group"}
"""Pronouns of the first person and the class of who says them."""


def resolve(
    paragraphs: Sequence[Paragraph],
    *,
    referents: dict[Place, tuple[str | None, str | None]],
    quoted: frozenset[Place],
    judgement: Judgement,
) -> Resolution:
    """The entities of a document.

    `referents` gives each name's gazetteer key and class, where decided; `quoted` are (paragraph, token) inside quotation
    marks: who is only quoted about is no antecedent outside.
    """
    state = Gathering(paragraphs=paragraphs, referents=referents, quoted=quoted, judgement=judgement)
    for place, mention in _in_order(paragraphs):
        _add(state, place, mention)
    return Resolution(clusters=tuple(state.clusters), of=state.of)


def _in_order(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Place, Mention]]:
    for number, paragraph in enumerate(paragraphs):
        yield from (((number, n), mention) for n, mention in enumerate(paragraph.mentions))


def _add(state: Gathering, place: Place, mention: Mention) -> None:
    """Join the mention to the cluster that it refers to, or start one."""
    state.tick(place, mention)
    finders = {Kind.NAME: _named, Kind.NOMINAL: _described, Kind.PRONOUN: _meant}
    found = finders[mention.kind](state, place, mention)
    if found is None:
        if mention.kind is Kind.PRONOUN or _is_predicate(state, place, mention):
            return
        found = state.new(place, mention)
    state.join(found, place, mention)


def _meant(state: Gathering, place: Place, mention: Mention) -> int | None:
    """Whom a pronoun stands for; outside quotations "I" and "we" are who writes, until it is known who says so."""
    spoken = state.judgement.grammar.pronouns.get(mention.label)
    if spoken in VOICES and (place[0], mention.head) not in state.quoted:
        return state.voice(place, mention, spoken, VOICES[spoken])
    return find_antecedent(state, place, mention)


def _is_predicate(state: Gathering, place: Place, mention: Mention) -> bool:
    """What is only said of somebody ("X is a *close ally*", "used boys as *spies*") refers to nothing of its own."""
    parse = state.paragraphs[place[0]].parse
    if mention.kind is not Kind.NOMINAL or mention.definite:
        return False
    return parse.deps[mention.head] in ("attr", "oprd") or is_capacity(parse, mention.head)


def _named(state: Gathering, place: Place, mention: Mention) -> int | None:
    key, type_ = state.referents.get(place, (None, mention.type))
    partner = _appositive(state, place, mention)
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
    if not cluster.names or (type_ and cluster.type and not _related(state, type_, cluster.type)):
        return False
    if name in cluster.names:
        return True
    person = cluster.type in ("Person", "MediaOrganization")
    return any(
        is_short_for(name, known, person=person) or (person and is_short_for(known, name, person=True))
        for known in cluster.names
    )


def _related(state: Gathering, one: str, other: str) -> bool:
    return state.judgement.is_a(one, other) or state.judgement.is_a(other, one)


def _appositive(state: Gathering, place: Place, mention: Mention) -> int | None:
    """The description that the name stands in apposition to: "the top commander, X"."""
    for tie in mention.ties:
        if tie.link is Link.APPOSITION:
            number = state.at(place[0], tie.token)
            if number is not None and _may_be(state, state.clusters[number], mention):
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
        number
        if described.type is not None and not described.names and _related(state, described.type, type_)
        else None
    )


def _may_be(state: Gathering, cluster: Cluster, mention: Mention) -> bool:
    if mention.amount is not None and cluster.amounts and mention.amount not in cluster.amounts:
        # "*Three soldiers, two civilians* killed": a list.
        return False
    fits = mention.type is None or cluster.type is None or _related(state, mention.type, cluster.type)
    return fits and not (cluster.names and mention.kind is Kind.NAME) and cluster.plural == mention.plural


def _described(state: Gathering, place: Place, mention: Mention) -> int | None:
    key = state.referents.get(place, (None, None))[0]
    if key is not None:
        return next((n for n, cluster in enumerate(state.clusters) if cluster.key == key), None)
    partner = _appositive(state, place, mention)
    if partner is None:
        partner = _copular(state, place, mention)
    if partner is None:
        partner = named_by_kind(state, place, mention)
    if partner is not None:
        return partner
    fitting = list(state.recent(lambda cluster: _fits_description(state, cluster, place, mention)))
    # "The rebels" are rather the rebels told of before than "40 rebels" of them.
    whole = [n for n, cluster in fitting if mention.amount is not None or not cluster.amounts]
    return next(iter((*whole, *(n for n, _ in fitting))), None)


def _copular(state: Gathering, place: Place, mention: Mention) -> int | None:
    """Who is said to hold an office: "X is *the president of Y*"."""
    parse = state.paragraphs[place[0]].parse
    verb = parse.heads[mention.head]
    if mention.title is None or parse.deps[mention.head] != "attr" or parse.lemmas[verb] != "be":
        return None
    if parse.first(verb, "neg") is not None or any(parse.tags[aux] == "MD" for aux in parse.dependents(verb, "aux")):
        return None
    for subject in parse.dependents(verb, "nsubj"):
        number = state.at(place[0], subject)
        if number is not None and _may_be(state, state.clusters[number], mention):
            return number
    return None


def _fits_description(state: Gathering, cluster: Cluster, place: Place, mention: Mention) -> bool:
    if cluster.part != state.paragraphs[place[0]].part:
        return False
    same_number = cluster.plural == mention.plural and not _is_another(state, cluster, place, mention)
    return stands_for(state, mention, cluster) or (same_number and _is_so_called(state, cluster, place, mention))


def _is_so_called(state: Gathering, cluster: Cluster, place: Place, mention: Mention) -> bool:
    if mention.label in (cluster.label, *cluster.names) and (mention.amount is None or mention.definite):
        return _may_share_owner(state, cluster, place, mention)
    if not mention.definite or _restricted(mention):
        return False
    if mention.noun in cluster.nouns or _same_number(state, cluster, mention):
        return True
    if mention.title is not None:
        return any(mention.title.lower() in title.lower() for title in cluster.titles)
    return bool(cluster.names) and mention.type is not None and is_generic_for(state, mention, cluster)


def _is_another(state: Gathering, cluster: Cluster, place: Place, mention: Mention) -> bool:
    """Whether an indefinite article tells of another than the one told of before: "a soldier … *a soldier*"."""
    parse = state.paragraphs[place[0]].parse
    told = any(state.paragraphs[p].parse.section is SectionKind.BODY for p, _ in cluster.mentions)
    return told and parse.lowers[mention.start] in ("a", "an", "another")


def _same_number(state: Gathering, cluster: Cluster, mention: Mention) -> bool:
    """As many as were mentioned just before: "*the two men*" after "two priests"."""
    near = state.clock - cluster.last <= 2
    same_kind = mention.type is not None and cluster.type is not None and _related(state, mention.type, cluster.type)
    return mention.plural and mention.amount in cluster.amounts and near and same_kind


def _restricted(mention: Mention) -> bool:
    """Whether modifiers tell which one is meant, so that it need not have been mentioned."""
    return any(tie.link in (Link.OF, Link.POSSESSIVE, Link.ADJECTIVE, Link.COMPOUND) for tie in mention.ties)


def _may_share_owner(state: Gathering, cluster: Cluster, place: Place, mention: Mention) -> bool:
    """Whether two descriptions in the same words can be of one thing, as far as their owners tell."""
    owners = _holders(state, place)
    if owners and not any(owners & _holders(state, other) for other in cluster.mentions):
        return False
    return not any(_owner_differs(place, mention, other) for other in cluster.mentions[:1])


def _holders(state: Gathering, place: Place) -> frozenset[str]:
    """What stands behind "of": "the city of *Herat*" is not the city of Kunduz."""
    mentions = state.paragraphs[place[0]].mentions
    tokens = {tie.token for tie in mentions[place[1]].ties if tie.link is Link.OF}
    return frozenset(mention.label for mention in mentions if mention.head in tokens)


def _owner_differs(place: Place, mention: Mention, other: Place) -> bool:
    """Two descriptions in the same words with a pronoun for owner may have two owners."""
    return any(tie.link is Link.POSSESSIVE for tie in mention.ties) and place[0] != other[0]
