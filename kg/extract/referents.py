"""Which entry of the gazetteer a name stands for, by the document's other names."""

from collections.abc import Iterator, Sequence

from kg.gazetteer import Candidate, Gazetteer, Referent, Sense
from kg.nlp.coreference import Place
from kg.nlp.reading import Paragraph
from kg.nlp.mentions import Kind, Link, Mention

CURATED_ONLY = ("Person", "Organization")
"""Statistical labels beside which a place of no great size is taken for a namesake."""
KNOWN_PLACE = 1_000_000
"""Inhabitants from which a place's name outweighs the model's word that it is a person or an organization."""
NOTED_PLACE = 100_000
"""Inhabitants from which a name is a place's although neither the model nor the sentence says so."""
PLACE_CLASSES = frozenset({"Settlement", "Region", "Country", "NaturalFeature", "Facility", "Place"})
LOCATIVES = ("prep",)

Decision = tuple[str | None, str | None]
"""The gazetteer's key and the class; either may be unknown."""


def decide_referents(
    paragraphs: Sequence[Paragraph], gazetteer: Gazetteer, *, locatives: frozenset[str]
) -> dict[Place, Decision]:
    """What each name of a document refers to: containment named in the text first, then its other places, then size."""
    context = frozenset(_sure_places(paragraphs, gazetteer))
    decided = {
        (number, n): _decide(paragraph, mention, gazetteer, context=context, locatives=locatives)
        for number, paragraph in enumerate(paragraphs)
        for n, mention in enumerate(paragraph.mentions)
        if mention.kind is Kind.NAME
    }
    return _one_sense_each(paragraphs, decided)


def _one_sense_each(paragraphs: Sequence[Paragraph], decided: dict[Place, Decision]) -> dict[Place, Decision]:
    """A name means in all of a document what one place of it makes sure (one sense per discourse, after Gale et al.)."""
    sure: dict[str, Decision] = {}
    for place, decision in decided.items():
        mention = paragraphs[place[0]].mentions[place[1]]
        if decision[0] is not None or mention.certain:
            sure.setdefault(_bare(mention), decision)
    return {
        place: sure.get(_bare(mention), decision)
        if decision[0] is None and not mention.certain
        else decision
        for place, decision in decided.items()
        for mention in (paragraphs[place[0]].mentions[place[1]],)
    }


def _bare(mention: Mention) -> str:
    """The name without the noun that says what kind of place it is of."""
    noun = mention.noun
    return mention.label[: -len(noun)].rstrip() if noun and mention.label.lower().endswith(" " + noun) else mention.label


def _sure_places(paragraphs: Sequence[Paragraph], gazetteer: Gazetteer) -> Iterator[str]:
    """Countries, and places whose name only one place bears."""
    for paragraph in paragraphs:
        for mention in paragraph.mentions:
            keys = {candidate.key for candidate in mention.candidates}
            for candidate in mention.candidates:
                if candidate.key.startswith(("country/", "region/")) or len(keys) == 1:
                    yield candidate.key


def _decide(
    paragraph: Paragraph, mention: Mention, gazetteer: Gazetteer, *, context: frozenset[str], locatives: frozenset[str]
) -> Decision:
    located = _is_located(paragraph, mention, locatives)
    countries = frozenset(country for key in context if (country := gazetteer.country_of(key)))
    candidates = [
        c
        for c in mention.candidates
        if _plausible(c, mention, gazetteer.referent(c.key), located=located, countries=countries)
    ]
    if not candidates:
        return None, mention.type
    kinds = (mention.type,) if mention.noun and mention.type in PLACE_CLASSES else ()
    hint = _container(paragraph, mention)
    chosen = gazetteer.choose(candidates, context=context, hint=hint, kinds=kinds)
    if chosen is None:
        return None, mention.type
    return chosen.key, gazetteer.referent(chosen.key).types[0]


def _is_located(paragraph: Paragraph, mention: Mention, locatives: frozenset[str]) -> bool:
    """Whether the sentence itself speaks of a place: "in X", "the village of X", "X region"."""
    parse = paragraph.parse
    if mention.noun is not None:
        return True
    before = mention.start - 1
    if before >= 0 and parse.lowers[before] == "the":
        before -= 1
    return before >= 0 and parse.lowers[before] in locatives


def _plausible(
    candidate: Candidate, mention: Mention, referent: Referent, *, located: bool, countries: frozenset[str]
) -> bool:
    """Whether the sentence and the model let the name stand for this; titles make persons, small places need a sign.

    A place in a country that the document never names is taken for a namesake of one that the gazetteer lacks.
    """
    is_place = bool(PLACE_CLASSES & set(referent.types))
    if mention.title is not None:
        return not is_place
    if not is_place or not candidate.key.startswith("place/geonames-"):
        return True
    population = referent.population or 0
    if countries and referent.country not in countries and population < KNOWN_PLACE:
        return False
    if located:
        return True
    if mention.type in CURATED_ONLY:
        return population >= KNOWN_PLACE
    return mention.type is not None or population >= NOTED_PLACE


def _container(paragraph: Paragraph, mention: Mention) -> str | None:
    """The place that the name is said to lie in: "X in Y", "X, Y", "Y's X"."""
    parse = paragraph.parse
    inside = {tie.token for tie in mention.ties if tie.link in (Link.IN, Link.APPOSITION, Link.POSSESSIVE)}
    comma = mention.end < len(parse) and parse.words[mention.end] == ","
    for other in paragraph.mentions:
        follows = comma and other.start == mention.end + 1
        if other.candidates and (other.head in inside or follows) and other is not mention:
            return other.candidates[0].key
    return None


def names_the_seat(mention: Mention) -> str | None:
    """The country whose government the name may stand for: "Kyiv", "the Kremlin"."""
    return next((c.key for c in mention.candidates if c.sense is Sense.SEAT), None)


def is_demonym(mention: Mention) -> bool:
    """Whether the name may be an adjective that says whose something is."""
    return any(candidate.sense is Sense.DEMONYM for candidate in mention.candidates)


def needs_role(mention: Mention, types: frozenset[str]) -> bool:
    """Whether it is no mention of what it stands for unless it fills a role.

    So do adjectives ("*Turkish* village"), and descriptions and pronouns that stand for places ("the area", "home").
    """
    if mention.kind is Kind.NAME:
        return is_demonym(mention) and all(candidate.sense is not Sense.NAME for candidate in mention.candidates)
    return "Place" in types
