"""Where people are at home whom an event puts somewhere: "*farmers* marched in Lima", "shells killed *villagers* near Gao"."""

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.drafts import Draft
from kg.extract.entities import Entities
from kg.extract.harm import VICTIMS
from kg.extract.nations import GROUP
from kg.lexicon.grammar import Grammar
from kg.nlp.mentions import Link

SUFFERING = ("target", VICTIMS)


def homes_of(drafts: Sequence[Draft], entities: Entities, grammar: Grammar) -> Mapping[int, frozenset[int]]:
    """Entity → the places where it acts or suffers as only those do who belong there, both by number.

    Who protests does so at home, and those who are struck or held are taken to be from there; of who strikes only the
    officials of a place are, since fighters come from elsewhere. Where no place is told, those whom a state polices are its
    own: "*Malian police* dispersed *students*".
    What is struck stands there as well.
    """
    found: dict[int, set[int]] = {}
    for draft in drafts:
        classes = frozenset(entities.ontology.superclasses(draft.mention.type))
        if classes.isdisjoint(grammar.rooted):
            continue
        places = {*_places(draft, entities), *_rulers(draft, entities, grammar)}
        for number in _at_home(draft, entities, grammar, voiced=not classes.isdisjoint(grammar.voicing)):
            found.setdefault(number, set()).update(places - {number})
    for number, country in _of_the_only_country(entities, grammar):
        found.setdefault(number, set()).add(country)
    return {number: frozenset(places) for number, places in found.items() if places}


def _of_the_only_country(entities: Entities, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Holders of state offices of no stated country, with the country if a document names but one."""
    clusters = entities.resolution.clusters
    countries = [number for number, cluster in enumerate(clusters) if (cluster.key or "").startswith("country/")]
    for number, cluster in enumerate(clusters) if len(countries) == 1 else ():
        titles = (entities.mention(place).title for place in cluster.mentions)
        titled = any(title is not None and title.lower().split()[-1] in grammar.state_offices for title in titles)
        if cluster.key is None and titled:
            yield number, countries[0]


def _at_home(draft: Draft, entities: Entities, grammar: Grammar, *, voiced: bool) -> Iterator[int]:
    """The participants who belong where an event is; `voiced` says that they speak their mind there."""
    for argument in draft.mention.arguments:
        doing = argument.role == "agent"
        if not doing and argument.role not in SUFFERING:
            continue
        sectors = grammar.official if doing and not voiced else grammar.resident
        for number in _at(draft, entities, argument.token):
            own = _sectors_of_many(number, entities)
            belongs = own is not None and (
                not sectors.isdisjoint(own) if own else voiced or _is_people(number, entities)
            )
            if belongs or _is_fixed(number, entities, doing=doing):
                yield number


def _sectors_of_many(number: int, entities: Entities) -> frozenset[str] | None:
    """The sectors of people or of a body; None for others, and for those whom the gazetteer knows."""
    cluster = entities.cluster(number)
    if cluster.key is not None or cluster.type is None:
        return None
    if cluster.type != GROUP and not entities.ontology.is_a(cluster.type, "Organization"):
        return None
    return frozenset(sector for place in cluster.mentions for sector in entities.mention(place).sectors)


def _is_fixed(number: int, entities: Entities, *, doing: bool) -> bool:
    """Whether what is struck stands where it is struck ("*a bank* in Lima"), or who strikes is the country's own army.

    Somebody's army ("*his* forces") may strike abroad.
    """
    cluster = entities.cluster(number)
    if cluster.key is not None or cluster.names or cluster.type != ("ArmedForce" if doing else "Facility"):
        return False
    owned = (t.link is Link.POSSESSIVE for place in cluster.mentions for t in entities.mention(place).ties)
    return not (doing and any(owned))


def _is_people(number: int, entities: Entities) -> bool:
    """Whether people are named as such, without a country of their own: "ethnic *Serbs*"."""
    cluster = entities.cluster(number)
    return cluster.type == GROUP and bool(cluster.names)


def _places(draft: Draft, entities: Entities) -> Iterator[int]:
    for argument in draft.mention.arguments:
        if argument.role == "place":
            yield from _at(draft, entities, argument.token)


def _rulers(draft: Draft, entities: Entities, grammar: Grammar) -> Iterator[int]:
    """Who polices people."""
    for argument in draft.mention.arguments:
        if argument.role == "agent" and draft.mention.type in grammar.domestic:
            for place in entities.places_at(draft.paragraph, argument.token):
                number = entities.cluster_of(place)
                if number is not None and not grammar.official.isdisjoint(entities.mention(place).sectors):
                    yield number


def _at(draft: Draft, entities: Entities, token: int) -> Iterator[int]:
    numbers = map(entities.cluster_of, entities.places_at(draft.paragraph, token))
    return (number for number in numbers if number is not None)
