"""Who "I" and "we" are: whoever speaks, and the side that they speak for."""

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.claims import Saying
from kg.extract.entities import Entities
from kg.nlp.coreference import Place

SIDE = "Side"
SPEAKER = "Speaker"


def side_of_speakers(sayings: Sequence[Saying], entities: Entities, pronouns: Mapping[str, str]) -> dict[Place, int]:
    """First-person mentions inside what somebody says → the speaker's entity, for "we" and "our" that of their side."""
    found: dict[Place, int] = {}
    for saying in sayings:
        speaker = _speaker(saying, entities)
        if speaker is None:
            continue
        for place, kind in _first_persons(saying, entities, pronouns):
            who = speaker if kind == SPEAKER else _side(speaker, entities)
            if who is not None:
                found.setdefault(place, who)
    return found


def _speaker(saying: Saying, entities: Entities) -> int | None:
    found = saying.attribution
    if found.source is None:
        return None
    return next((entities.cluster_of(p) for p in entities.places_at(found.source_paragraph, found.source)), None)


def _first_persons(saying: Saying, entities: Entities, pronouns: Mapping[str, str]) -> Iterator[tuple[Place, str]]:
    for paragraph, start, end in saying.attribution.contents:
        for n, mention in enumerate(entities.paragraphs[paragraph].mentions):
            kind = pronouns.get(mention.label)
            if start <= mention.head < end and kind in (SPEAKER, SIDE):
                yield (paragraph, n), str(kind)


def _side(speaker: int, entities: Entities) -> int | None:
    """The speaker's country where the document names it, else the body that speaks."""
    country = entities.country(speaker)
    clusters = entities.resolution.clusters
    side = next((n for n, cluster in enumerate(clusters) if country is not None and cluster.key == country), None)
    if side is not None:
        return side
    type_ = clusters[speaker].type
    return speaker if type_ is not None and not entities.ontology.is_a(type_, "Person") else None
