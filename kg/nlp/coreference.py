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
)
from kg.nlp.mentions import Kind, Link, Mention
from kg.nlp.naming import appositive, may_be, named, related
from kg.nlp.pronouns import find_antecedent
from kg.nlp.reading import Paragraph
from kg.nlp.standins import is_generic_for, named_by_kind, stands_for

__all__ = ["Cluster", "Judgement", "Place", "Resolution", "resolve"]

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
    finders = {Kind.NAME: named, Kind.NOMINAL: _described, Kind.PRONOUN: _meant}
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


def _described(state: Gathering, place: Place, mention: Mention) -> int | None:
    key = state.referents.get(place, (None, None))[0]
    if key is not None:
        return next((n for n, cluster in enumerate(state.clusters) if cluster.key == key), None)
    partner = appositive(state, place, mention)
    if partner is None:
        partner = _copular(state, place, mention)
    if partner is None:
        partner = named_by_kind(state, place, mention)
    if partner is not None:
        return partner
    fitting = list(state.recent(lambda cluster: _fits_description(state, cluster, place, mention)))
    # "The rebels" are rather the rebels told of before than "40 rebels" of them.
    whole = [n for n, cluster in fitting if mention.amount is not None or not cluster.amounts]
    if mention.amount is not None:
        # "The two officers" are the two officers before the two tourists.
        whole.sort(key=lambda n: mention.noun not in state.clusters[n].nouns)
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
        if number is not None and may_be(state, state.clusters[number], mention):
            return number
    return None


def _fits_description(state: Gathering, cluster: Cluster, place: Place, mention: Mention) -> bool:
    if cluster.part != state.paragraphs[place[0]].part:
        return False
    if stands_for(state, mention, cluster):
        return True
    same_number = cluster.plural == mention.plural and not _is_another(state, cluster, place, mention)
    return same_number and _is_so_called(state, cluster, place, mention)


def _is_so_called(state: Gathering, cluster: Cluster, place: Place, mention: Mention) -> bool:
    called = mention.label == cluster.label or mention.label in cluster.names
    if called and (mention.amount is None or mention.definite):
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
    if state.paragraphs[place[0]].parse.lowers[mention.start] not in ("a", "an", "another"):
        return False
    return any(state.paragraphs[p].parse.section is SectionKind.BODY for p, _ in cluster.mentions)


def _same_number(state: Gathering, cluster: Cluster, mention: Mention) -> bool:
    """As many as were mentioned just before: "*the two men*" after "two priests", not "*the two officers*"."""
    near = state.clock - cluster.last <= 2
    same_kind = mention.type is not None and cluster.type is not None and related(state, mention.type, cluster.type)
    anyone = state.judgement.grammar.anyone
    same_noun = mention.noun in cluster.nouns | anyone or not cluster.nouns - anyone
    return mention.plural and mention.amount in cluster.amounts and near and same_kind and same_noun


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
