"""Which entry of the gazetteer a name stands for, by the document's other names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.capitals import decide_capitals
from kg.extract.enumerations import alike, listed_with
from kg.extract.senses import Decision, agree_senses
from kg.gazetteer import Candidate, Gazetteer, Sense
from kg.lexicon.grammar import Grammar
from kg.nlp.coreference import Place
from kg.nlp.mentions import Kind, Link, Mention
from kg.nlp.names.grounds import class_as_taken, is_taken
from kg.nlp.parse import Parse
from kg.nlp.reading import Paragraph

CURATED_ONLY = ("Person", "Organization")
"""Statistical labels beside which a place of no great size is taken for a namesake."""
KNOWN_PLACE = 1_000_000
"""Inhabitants from which a place's name outweighs the model's word that it is a person or an organization."""
NOTED_PLACE = 100_000
"""Inhabitants from which a name is a place's although neither the model nor the sentence says so."""
VOUCHING = 20_000
"""Inhabitants from which a place whose name no other bears speaks for its country. Chosen on news articles."""
PLACE_CLASSES = frozenset({"Settlement", "Region", "Country", "NaturalFeature", "Facility", "Place"})
HOLDING = (Link.IN, Link.COMMA, Link.APPOSITION, Link.POSSESSIVE, Link.ADJECTIVE)
"""The ties that can say where a place lies, surest first."""
MOTION = frozenset({"from", "to", "into", "toward", "towards", "through", "via"})
"""Prepositions of place besides those that say where an event is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """What the decision on one name asks of the others: `context` are keys of sure places, `countries` theirs with those keys.

    `grounds` are words of what is done to places, `surely` those of what is hardly done to persons.
    """

    gazetteer: Gazetteer
    locatives: frozenset[str]
    grounds: frozenset[str]
    surely: frozenset[str]
    ethnic: frozenset[str]
    context: frozenset[str]
    countries: Mapping[str, frozenset[str]]


def decide_referents(
    paragraphs: Sequence[Paragraph], gazetteer: Gazetteer, *, grammar: Grammar
) -> dict[Place, Decision]:
    """What each name of a document refers to: containment named in the text first, then its other places, then size."""
    context = frozenset(_sure_places(paragraphs))
    countries: dict[str, frozenset[str]] = {}
    for key in context:
        if (country := gazetteer.country_of(key)) is not None:
            countries[country] = countries.get(country, frozenset()) | {key}
    document = _Document(
        gazetteer=gazetteer,
        locatives=grammar.locative | MOTION,
        grounds=grammar.grounds | grammar.taking | grammar.holding,
        surely=grammar.grounds,
        ethnic=grammar.ethnic,
        context=context,
        countries=countries,
    )
    decided = {
        (number, n): _decide(paragraph, n, document)
        for number, paragraph in enumerate(paragraphs)
        for n, mention in enumerate(paragraph.mentions)
        if mention.kind is Kind.NAME
    }
    located = [place for place in decided if _is_located(paragraphs[place[0]], place[1], document)]
    capitals = decide_capitals(paragraphs, gazetteer, nouns=grammar.capitals)
    return agree_senses(paragraphs, decided, located=located) | dict(capitals)


def _sure_places(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Countries, regions first in line for their name, and places whose name only one place bears."""
    for mention in _names(paragraphs):
        keys = {candidate.key for candidate in mention.candidates if not candidate.shy}
        for n, candidate in enumerate(mention.candidates):
            if candidate.key in keys and _is_sure(candidate.key, first=n == 0, lone=len(keys) == 1):
                yield candidate.key


def _is_sure(key: str, *, first: bool, lone: bool) -> bool:
    return key.startswith("country/") or lone or (first and key.startswith("region/"))


def _names(paragraphs: Sequence[Paragraph]) -> Iterator[Mention]:
    return (mention for paragraph in paragraphs for mention in paragraph.mentions if mention.kind is Kind.NAME)


def _decide(paragraph: Paragraph, n: int, document: _Document) -> Decision:
    mention = paragraph.mentions[n]
    gazetteer = document.gazetteer
    if mention.start and paragraph.parse.lowers[mention.start - 1] in document.ethnic:
        # "ethnic *Uzbeks*" are of a people, not of its country.
        return None, "Group"
    peers = listed_with(paragraph, n)
    matching = alike(mention, peers, gazetteer)
    hints = [] if mention.title or matching else [*_containers(paragraph, mention)]
    inside = [c for c in mention.candidates if any(c.key != hint and gazetteer.lies_in(c.key, hint) for hint in hints)]
    located = _is_located(paragraph, n, document)
    # The next of a list holds nothing: "Parma, *Ravenna* and Ferrara".
    outside = () if peers else hints[:1]
    candidates = (
        matching
        or inside
        or [
            c
            for c in mention.candidates
            if _plausible(c, mention, document, located=located) and not _elsewhere(c, outside)
        ]
    )
    candidates = _holding(paragraph, mention, candidates, gazetteer) or candidates
    kinds = (mention.type,) if mention.noun and mention.type in PLACE_CLASSES else ()
    hint = next((hint for hint in hints if any(gazetteer.lies_in(c.key, hint) for c in inside)), None)
    chosen = gazetteer.choose(candidates, context=document.context, hint=hint, kinds=kinds)
    if chosen is None and kinds and kinds[0] in ("Region", "Settlement"):
        # "the *capital of* Inner Mongolia" is no Settlement of that name.
        chosen = gazetteer.choose(candidates, context=document.context, hint=hint)
    if chosen is None:
        unlisted = class_as_taken(paragraph.parse, mention, grounds=document.grounds, surely=document.surely)
        return None, "Person" if mention.title is not None else unlisted
    people = _as_people(paragraph, mention, chosen)
    if people is not None:
        return None, people
    return chosen.key, gazetteer.referent(chosen.key).types[0]


def _as_people(paragraph: Paragraph, mention: Mention, chosen: Candidate) -> str | None:
    """The class of those who are named by their country: "thousands of *Kenyans*", "a *Canadian* was arrested"."""
    counted = chosen.sense is Sense.DEMONYM and (mention.plural or _is_counted(paragraph.parse, mention))
    if chosen.sense is Sense.PEOPLE or counted:
        return "Group"
    article = paragraph.parse.first(mention.head, "det") if chosen.sense is Sense.DEMONYM else None
    single = article is not None and paragraph.parse.lowers[article] in ("a", "an", "another")
    return "Person" if single and mention.start <= mention.head < mention.end else None


def _is_counted(parse: Parse, mention: Mention) -> bool:
    """Whether an adjective that has no plural stands for people: "two *Burmese*", "hundreds of *Sudanese*"."""
    head = mention.head
    if not mention.start <= head < mention.end or parse.deps[head] in ("amod", "compound", "nmod", "poss"):
        return False
    several = parse.deps[head] == "pobj" and parse.lowers[parse.heads[head]] == "of"
    return parse.first(head, "nummod") is not None or several


def nation(mention: Mention) -> str | None:
    """The key of the country or region whose people a name calls them by."""
    senses = (Sense.PEOPLE, Sense.DEMONYM)
    return next((c.key for c in mention.candidates if c.sense in senses), None)


def _is_located(paragraph: Paragraph, n: int, document: _Document) -> bool:
    """Whether the sentence itself speaks of a place: "in X", "the village of X", "X region", "shelled X"."""
    parse, mention = paragraph.parse, paragraph.mentions[n]
    if mention.noun is not None:
        return True
    before = mention.start - 1
    if before >= 0 and parse.lowers[before] == "the":
        before -= 1
    if before >= 0 and (parse.lowers[before] in document.locatives or _is_of_a_place(paragraph, before)):
        return True
    if before > 0 and parse.words[before - 1] == "-" and parse.lemmas[before] in document.grounds:
        # "rebel-*held* X"
        return True
    return is_taken(parse, mention.start, mention.end, words=document.grounds)


def _is_of_a_place(paragraph: Paragraph, of: int) -> bool:
    """Whether a preposition ties what follows to a place: "the port *of* X", not "the mayor of X"."""
    if paragraph.parse.lowers[of] != "of":
        return False
    noun = paragraph.parse.heads[of]
    return any(m.head == noun and m.kind is Kind.NOMINAL and m.type in PLACE_CLASSES for m in paragraph.mentions)


def _plausible(candidate: Candidate, mention: Mention, document: _Document, *, located: bool) -> bool:
    """Whether the sentence and the model let the name stand for this; titles make persons, small places need a sign.

    A place in a country that the document never names is taken for a namesake of one that the gazetteer lacks.
    """
    referent = document.gazetteer.referent(candidate.key)
    is_place = bool(PLACE_CLASSES & set(referent.types))
    if mention.title is not None:
        return not is_place
    if not is_place or not candidate.key.startswith("place/geonames-"):
        return True
    population = referent.population or 0
    # A village vouches for no country by itself: its only namesake abroad may be listed.
    own = {candidate.key} if population < VOUCHING else set()
    countries = {country for country, keys in document.countries.items() if keys - own}
    named = referent.country in countries
    if candidate.shy:
        return located and named
    if referent.country is not None and names_the_seat(mention) == referent.country:
        # A capital is known by its name, however small it is.
        return True
    if countries and not named and population < KNOWN_PLACE:
        # A city is known beyond its country: "If rebels take *Goma*, Angola will send troops".
        return located and max(population, candidate.weight) >= NOTED_PLACE
    return located or population >= _least_people(mention)


def _least_people(mention: Mention) -> int:
    """How many must live in a place for its name to be taken for it where the sentence does not speak of a place."""
    if mention.type in CURATED_ONLY:
        return KNOWN_PLACE
    return 0 if mention.type is not None else NOTED_PLACE


def _elsewhere(candidate: Candidate, hints: Sequence[str]) -> bool:
    """Whether it is a namesake of what the text puts in a country or region that does not hold it: "Austin, Indiana"."""
    listed = candidate.key.startswith(("place/geonames-", "region/"))
    return listed and candidate.weight < KNOWN_PLACE and any(h.startswith(("country/", "region/")) for h in hints)


def _containers(paragraph: Paragraph, mention: Mention) -> Iterator[str]:
    """The places that the name is said to lie in: "X in Y", "X, Y", "Y's X", "the Yish city of X"."""
    for link in HOLDING:
        inside = {tie.token for tie in mention.ties if tie.link is link}
        for other in paragraph.mentions if inside else ():
            if other is not mention and any(other.start <= token < other.end for token in inside):
                yield from (candidate.key for candidate in other.candidates)


def _holding(
    paragraph: Paragraph, mention: Mention, candidates: Sequence[Candidate], gazetteer: Gazetteer
) -> list[Candidate]:
    """The readings that hold the place named before the comma: "Atlanta, *Georgia*"."""
    parse = paragraph.parse
    if mention.start < 2 or parse.words[mention.start - 1] != ",":
        return []
    before = [c for other in paragraph.mentions if other.end == mention.start - 1 for c in other.candidates]
    # The likeliest reading of the place before that lies in any of them decides.
    held = ([c for c in candidates if c.key != one.key and gazetteer.within(one.key, c.key)] for one in before)
    return next(filter(None, held), [])


def names_the_seat(mention: Mention) -> str | None:
    """The country whose government the name may stand for: "Kyiv", "the Kremlin"."""
    for candidate in mention.candidates:
        if candidate.sense is Sense.SEAT:
            return candidate.key
    return None


def is_demonym(mention: Mention) -> bool:
    """Whether the name may be an adjective that says whose something is."""
    return any(candidate.sense is Sense.DEMONYM for candidate in mention.candidates)


def is_people(mention: Mention) -> bool:
    """Whether the name is that of a people: "*Hutu* rebels"."""
    return any(candidate.key.startswith("group/") for candidate in mention.candidates)


def needs_role(mention: Mention, types: frozenset[str], *, key: str | None) -> bool:
    """Whether it is no mention of what it stands for, or of the gazetteer's `key`, unless it fills a role.

    So do adjectives ("*Turkish* village"), and descriptions and pronouns that stand for places ("the area", "home").
    """
    if mention.kind is not Kind.NAME:
        return "Place" in types
    own = [c for c in mention.candidates if c.key == key]
    return any(c.sense is Sense.DEMONYM for c in own) and all(c.sense is not Sense.NAME for c in own)
