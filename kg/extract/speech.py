"""Who "I" and "we" are: whoever speaks, and the side that they speak for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.extract.claims import speaker_tokens
from kg.extract.entities import GOVERNMENT, Entities
from kg.extract.nations import country_of, owners_of
from kg.extract.sayings import Saying
from kg.facts import SectionKind
from kg.lexicon import Lexicon
from kg.lexicon.cues import CueLexicon, Takes
from kg.nlp.coreference import Place
from kg.nlp.mentions import Kind, Link
from kg.nlp.parse import Parse

Range = tuple[int, int, int]
"""A paragraph's number and tokens [start, end) of it."""
SIDE = "Side"
SPEAKER = "Speaker"
STATE = ("Government", "ArmedForce", "SecurityForce", "Court")
"""Bodies whose people speak for their country."""
WHOSE = (Link.ADJECTIVE, Link.COMPOUND, Link.POSSESSIVE, Link.OF)


def side_of_speakers(sayings: Sequence[Saying], entities: Entities, lexicon: Lexicon) -> dict[Place, int]:
    """First-person mentions inside what somebody says → the speaker's entity, for "we" and "our" that of their side."""
    found: dict[Place, int] = {}
    for speaker, contents in (*_said(sayings, entities), *_stated(entities, lexicon.cues)):
        for place, kind in _first_persons(contents, entities, lexicon.grammar.pronouns):
            who = speaker if kind == SPEAKER else _side(speaker, entities)
            if who is not None:
                found.setdefault(place, who)
    return found


def _said(sayings: Sequence[Saying], entities: Entities) -> Iterator[tuple[int, Sequence[Range]]]:
    for saying in sayings:
        speaker = _speaker(saying, entities)
        if speaker is not None:
            yield speaker, saying.attribution.contents


def _stated(entities: Entities, cues: CueLexicon) -> Iterator[tuple[int, Sequence[Range]]]:
    """Who makes a statement that is printed without quotation marks, under "The minister said:" until the next such line."""
    speaker = None
    for number, paragraph in enumerate(entities.paragraphs):
        parse = paragraph.parse
        if parse.words and parse.words[-1] == ":":
            speaker = _announced(entities, number, parse, cues)
        elif speaker is not None and parse.section is SectionKind.BODY:
            yield speaker, ((number, 0, len(parse)),)


def _announced(entities: Entities, number: int, parse: Parse, cues: CueLexicon) -> int | None:
    """Who is said to say what follows a paragraph that ends with a colon."""
    verb = next((t for t in range(*parse.sentences[-1]) if parse.heads[t] == t), None)
    if verb is None or not any(
        not one.rest and Takes.QUOTATION in one.cue.takes for one in cues.verbs.get(parse.lemmas[verb], ())
    ):
        return None
    subject = parse.first(verb, "nsubj")
    places = entities.places_at(number, subject) if subject is not None else ()
    return next((entities.cluster_of(place) for place in places), None)


def _speaker(saying: Saying, entities: Entities) -> int | None:
    found = saying.attribution
    if found.source is None:
        return None
    return next((entities.cluster_of(p) for p in entities.places_at(found.source_paragraph, found.source)), None)


def sides_of(saying: Saying, entities: Entities) -> frozenset[str]:
    """The ids of all on whose behalf somebody may speak: themselves, their bodies, their country and its government."""
    found: set[str | None] = set()
    attribution = saying.attribution
    for token in speaker_tokens(attribution, entities.paragraphs):
        for place in entities.places_at(attribution.source_paragraph, token):
            speaker = entities.cluster_of(place)
            if speaker is not None:
                found |= {entities.id_of(place), *map(entities.cluster_id, (speaker, *_bodies(speaker, entities)))}
                found |= set(_state(country_of(entities, speaker)))
    return frozenset(id_ for id_ in found if id_ is not None)


def is_unplaced(saying: Saying, entities: Entities, sectors: frozenset[str]) -> bool:
    """Whether an official speaks of whom the text does not say of which country: "*the interior ministry* said"."""
    attribution = saying.attribution
    tokens = speaker_tokens(attribution, entities.paragraphs)
    places = [place for token in tokens for place in entities.places_at(attribution.source_paragraph, token)]
    return bool(places) and all(_is_nameless_official(place, entities, sectors) for place in places)


def _is_nameless_official(place: Place, entities: Entities, sectors: frozenset[str]) -> bool:
    number = entities.cluster_of(place)
    if number is None or entities.mention(place).kind is Kind.NAME or country_of(entities, number) is not None:
        return False
    type_ = entities.cluster(number).type
    state = type_ is not None and any(entities.ontology.is_a(type_, kind) for kind in STATE)
    return state or not sectors.isdisjoint(entities.sectors(place))


def _state(country: str | None) -> Iterator[str]:
    if country is not None:
        yield from (country, GOVERNMENT + country.removeprefix("country/"))


def _first_persons(
    contents: Iterable[Range], entities: Entities, pronouns: Mapping[str, str]
) -> Iterator[tuple[Place, str]]:
    for paragraph, start, end in contents:
        for n, mention in enumerate(entities.paragraphs[paragraph].mentions):
            kind = pronouns.get(mention.label)
            if start <= mention.head < end and kind in (SPEAKER, SIDE):
                yield (paragraph, n), str(kind)


def _side(speaker: int, entities: Entities) -> int | None:
    """The body of no state that speaks or whose the speaker is, else the country if named, else the body that speaks."""
    body = next(_bodies(speaker, entities), None)
    if body is not None:
        return body
    country = country_of(entities, speaker)
    clusters = entities.resolution.clusters
    side = next((n for n, cluster in enumerate(clusters) if country is not None and cluster.key == country), None)
    if side is not None:
        return side
    type_ = clusters[speaker].type
    return speaker if type_ is not None and not entities.ontology.is_a(type_, "Person") else None


def _bodies(speaker: int, entities: Entities) -> Iterator[int]:
    """The bodies that speak for no state: "*Houthi* spokesman X", "a spokesman for the *M23*", "the ELN said"."""
    cluster = entities.cluster(speaker)
    owners = (owner for place in cluster.mentions for link in WHOSE for owner in owners_of(entities, place, link))
    for number in (speaker, *owners):
        type_, is_a = entities.cluster(number).type, entities.ontology.is_a
        if type_ is not None and is_a(type_, "Organization") and not any(is_a(type_, kind) for kind in STATE):
            yield number
