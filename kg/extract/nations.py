"""Whose entities are: the country that they belong to, by the gazetteer or by what the text says of them."""

from collections.abc import Iterator

from kg.extract.entities import Entities
from kg.extract.referents import is_demonym, nation
from kg.nlp.coreference import Cluster, Place
from kg.nlp.mentions import Link
from kg.nlp.ties import preposition_of

GROUP = "Group"
OWNERS = (Link.POSSESSIVE, Link.ADJECTIVE, Link.COMPOUND, Link.OF, Link.APPOSITION)
"""The ties that can say whose something is, surest first."""
ADJECTIVES = (Link.ADJECTIVE, Link.COMPOUND)
PEOPLE = ("Person", GROUP)
"""Classes of those who are of the country that an adjective names, whosever they are: "his *Indonesian* counterpart"."""
HOLDERS = (Link.IN, Link.COMMA)
LOCAL = frozenset({"Settlement", "Region", "Facility", "NaturalFeature", "Court", "SecurityForce", "EducationalBody"})
"""Classes of what belongs to the country that it lies in."""
RESIDENT = frozenset({"Organization", "Government", "ArmedGroup", "PoliticalParty", "ReligiousBody"})
"""Classes of bodies that may be told of by the country that they are in alone."""


def country_of(entities: Entities, number: int, seen: frozenset[int] = frozenset()) -> str | None:
    """The key of an entity's country: the gazetteer's, or its owner's by the text."""
    key = entities.cluster(number).key
    if key is not None and (found := entities.gazetteer.country_of(key)) is not None:
        return found
    return None if number in seen else next(_told(entities, number, seen | {number}), None)


def _told(entities: Entities, number: int, seen: frozenset[int]) -> Iterator[str]:
    """The countries that the text gives an entity, surest first."""
    cluster = entities.cluster(number)
    if cluster.key is None and (own := _nation(entities, cluster)) is not None:
        yield from filter(None, (entities.gazetteer.country_of(own),))
    owning = OWNERS if cluster.type not in PEOPLE else (*ADJECTIVES, *OWNERS)
    for link in (*owning, *(HOLDERS if _is_local(entities, cluster) else ())):
        for place in cluster.mentions:
            for owner in owners_of(entities, place, link):
                if owner != number and (found := country_of(entities, owner, seen)) is not None:
                    yield found
    for place in cluster.mentions:
        yield from (*_senders(entities, place, seen), *_bases(entities, place, seen))
    if (home := _home(entities, number, seen)) is not None:
        yield home


def _home(entities: Entities, number: int, seen: frozenset[int]) -> str | None:
    """The one country in which an entity's deeds put it."""
    found = {country_of(entities, place, seen) for place in entities.homes.get(number, ())} - {None}
    return found.pop() if len(found) == 1 else None


def _senders(entities: Entities, place: Place, seen: frozenset[int]) -> Iterator[str]:
    """The countries of the bodies that people are from: "nurses *from a Kenyan charity*"; from a place they may have left."""
    parse = entities.paragraphs[place[0]].parse
    for number in owners_of(entities, place, Link.IN):
        body = entities.cluster(number)
        if number in seen or body.type is None or not entities.ontology.is_a(body.type, "Organization"):
            continue
        sent = any(preposition_of(parse, tie.token) == "from" for tie in entities.mention(place).ties)
        if sent and (found := country_of(entities, number, seen)) is not None:
            yield found


def _bases(entities: Entities, place: Place, seen: frozenset[int]) -> Iterator[str]:
    """The countries that somebody is said to be based in: "guerrillas *operating in Chad*", "troops *loyal to X*"."""
    parse, head = entities.paragraphs[place[0]].parse, entities.mention(place).head
    for verb in parse.dependents(head, "acl", "amod"):
        if verb > head and parse.lemmas[verb] in entities.basing:
            for preposition in parse.dependents(verb, "prep"):
                for noun in parse.dependents(preposition, "pobj"):
                    numbers = map(entities.cluster_of, entities.places_at(place[0], noun))
                    yield from (
                        c for n in numbers if n is not None and n not in seen and (c := country_of(entities, n, seen))
                    )


def _nation(entities: Entities, cluster: Cluster) -> str | None:
    """The key of the country that people are called by ("*Kenyans*"); not in "ethnic Russians"."""
    for number, n in cluster.mentions:
        mention, words = entities.mention((number, n)), entities.paragraphs[number].parse.lowers
        if (key := nation(mention)) is not None:
            return None if mention.start and words[mention.start - 1] in entities.ethnic else key
    return None


def _is_local(entities: Entities, cluster: Cluster) -> bool:
    """Whether an entity belongs to the country that it is said to be in: "police *in Mali*", "ethnic Serbs *in Kosovo*".

    So do bodies that bear no name: "the largest party *in Kosovo*".
    """
    described = cluster.type in RESIDENT and not cluster.names
    if cluster.type != GROUP and not described:
        return cluster.type in LOCAL
    sectors = [sector for place in cluster.mentions for sector in entities.mention(place).sectors]
    return described or bool(cluster.names) if not sectors else not entities.resident.isdisjoint(sectors)


def _is_qualified(entities: Entities, place: Place, owner: int) -> bool:
    """Whether a nationality outweighs a pronoun before it: "his *Canadian* counterpart"."""
    parse, mention = entities.paragraphs[place[0]].parse, entities.mention(place)
    nations = (tie.token for tie in mention.ties if tie.link is Link.ADJECTIVE)
    known = (other for token in nations for other in entities.places_at(place[0], token))
    return parse.pos[owner] == "PRON" and any(is_demonym(entities.mention(other)) for other in known)


def owners_of(entities: Entities, place: Place, link: Link) -> Iterator[int]:
    """Whose a mention is said to be by one kind of tie."""
    mention = entities.mention(place)
    for tie in mention.ties:
        if tie.link is not link or (link is Link.POSSESSIVE and _is_qualified(entities, place, tie.token)):
            continue
        for other in entities.places_at(place[0], tie.token):
            if (
                link is Link.ADJECTIVE
                and not is_demonym(entities.mention(other))
                and entities.mention(other).end == tie.token + 1
            ):
                continue
            if (number := entities.cluster_of(other)) is not None:
                yield number
