"""The entities of a document as facts, with all that the text says of them in passing."""

from collections.abc import Iterator, Sequence

from kg.extract.entities import GOVERNMENT, Entities
from kg.extract.nations import country_of
from kg.facts import Amount, Entity, Mention
from kg.nlp.coreference import Place
from kg.nlp.mentions import Mention as Words

COUNTRY = "Country"
"""A country that is described, not named ("a neighbouring country"), is its own country like any other."""


def entity_facts(entities: Entities) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The entities in the order of their first mention, and all their mentions but adjectives that fill no role."""
    found: dict[str, Entity] = {}
    mentions: list[Mention] = []
    for place in _all_places(entities):
        id_ = entities.id_of(place)
        if id_ is None or not entities.is_mention(place):
            continue
        mentions.append(Mention(span=entities.span(place), entity=id_))
        if id_ not in found:
            found[id_] = _entity(entities, id_, place)
    for entity, mention_fact in entities.extra:
        found.setdefault(entity.id, entity)
        if mention_fact is not None:
            mentions.append(mention_fact)
    return tuple(found.values()), tuple(dict.fromkeys([*mentions, *entities.pronouns]))


def _all_places(entities: Entities) -> Iterator[Place]:
    for number, paragraph in enumerate(entities.paragraphs):
        yield from ((number, n) for n in range(len(paragraph.mentions)))


def _entity(entities: Entities, id_: str, place: Place) -> Entity:
    number = entities.cluster_of(place)
    if number is None:
        raise ValueError(f"the mention {place} refers to nothing")
    cluster = entities.cluster(number)
    reference = cluster.key is not None or id_.startswith(GOVERNMENT)
    if reference:
        known = entities.gazetteer.referent(id_)
        return Entity(id=id_, types=(), label=known.label, country=known.country, reference=True)
    mentions = [entities.mention(p) for p in cluster.mentions]
    label = cluster.names[0] if cluster.names else cluster.label
    return Entity(
        id=id_,
        types=tuple(dict.fromkeys((str(cluster.type), *entities.bodies.get(number, ())))),
        label=label,
        alt_labels=tuple(dict.fromkeys(name for name in cluster.names[1:] if name != label)),
        country=id_ if cluster.type == COUNTRY else country_of(entities, number),
        sectors=tuple(dict.fromkeys(sector for mention in mentions for sector in mention.sectors)),
        size=_size(mentions),
    )


def _size(mentions: Sequence[Words]) -> Amount | None:
    """How many a group has: what its first mention with a number says."""
    return next((mention.amount for mention in mentions if mention.amount is not None and mention.plural), None)
