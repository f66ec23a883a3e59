"""Which entry of the gazetteer a name stands for, by the document's other names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.gazetteer import Candidate, Gazetteer, Sense
from kg.nlp.coreference import Place
from kg.nlp.mentions import Kind, Link, Mention
from kg.nlp.reading import Paragraph

CURATED_ONLY = ("Person", "Organization")
"""Statistical labels beside which a place of no great size is taken for a namesake."""
KNOWN_PLACE = 1_000_000
"""Inhabitants from which a place's name outweighs the model's word that it is a person or an organization."""
NOTED_PLACE = 100_000
"""Inhabitants from which a name is a place's although neither the model nor the sentence says so."""
PLACE_CLASSES = frozenset({"Settlement", "Region", "Country", "NaturalFeature", "Facility", "Place"})
HOLDING = (Link.IN, Link.COMMA, Link.APPOSITION, Link.POSSESSIVE, Link.ADJECTIVE)
"""The ties that can say where a place lies, surest first."""
MOTION = frozenset({"from", "to", "into", "toward", "towards", "through", "via"})
"""Prepositions of place besides those that say where an event is."""

Decision = tuple[str | None, str | None]
"""The gazetteer's key and the class; either may be unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """What the decision on one name asks of the others: `context` are keys of sure places, `countries` theirs."""

    gazetteer: Gazetteer
    locatives: frozenset[str]
    context: frozenset[str]
    countries: frozenset[str]


def decide_referents(
    paragraphs: Sequence[Paragraph], gazetteer: Gazetteer, *, locatives: frozenset[str]
) -> dict[Place, Decision]:
    """What each name of a document refers to: containment named in the text first, then its other places, then size."""
    context = frozenset(_sure_places(paragraphs))
    countries = frozenset(country for key in context if (country := gazetteer.country_of(key)))
    document = _Document(
        gazetteer=gazetteer, locatives=locatives | MOTION, context=context, countries=countries
    )
    decided = {
        (number, n): _decide(paragraph, n, document)
        for number, paragraph in enumerate(paragraphs)
        for n, mention in enumerate(paragraph.mentions)
        if mention.kind is Kind.NAME
    }
    decided.update(_acronyms(paragraphs, decided))
    return _one_sense_each(paragraphs, decided)


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


def _acronyms(paragraphs: Sequence[Paragraph], decided: Mapping[Place, Decision]) -> Iterator[tuple[Place, Decision]]:
    """What stands in brackets behind a name as its short form is what the name is: "New South Wales (*NSW*)"."""
    for (number, n), decision in decided.items():
        paragraph = paragraphs[number]
        short = paragraph.mentions[n]
        for m in range(n - 1, max(n - 4, -1), -1):
            long = paragraph.mentions[m]
            if long.kind is Kind.NAME and _abbreviates(paragraph, short, long) and decision[0] is None:
                yield (number, n), decided[number, m]


def _abbreviates(paragraph: Paragraph, short: Mention, long: Mention) -> bool:
    words = paragraph.parse.words
    return (
        short.start == long.end + 1
        and words[long.end] == "("
        and short.end < len(words)
        and words[short.end] == ")"
        and short.label.isupper()
        and short.label[0] == paragraph.parse.words[long.start][0].upper()
    )


def _one_sense_each(paragraphs: Sequence[Paragraph], decided: dict[Place, Decision]) -> dict[Place, Decision]:
    """A name means in all of a document what one place of it makes sure (one sense per discourse, after Gale et al.).

    So does the surname of a person who is named in full.
    """
    sure: dict[str, Decision] = {}
    for (number, n), decision in decided.items():
        mention = paragraphs[number].mentions[n]
        if decision[0] is not None or mention.certain:
            sure.setdefault(_bare(mention), decision)
    people = {short: (None, "Person") for short in _surnames(paragraphs, decided)}
    return {
        (number, n): _settled(paragraphs[number].mentions[n], decision, sure, people)
        for (number, n), decision in decided.items()
    }


def _settled(mention: Mention, own: Decision, sure: Mapping[str, Decision], people: Mapping[str, Decision]) -> Decision:
    if mention.certain or (own[0] is not None and not own[0].startswith("place/geonames-")):
        return own
    name = _bare(mention)
    return people.get(name, own if own[0] is not None else sure.get(name, own))


def _surnames(paragraphs: Sequence[Paragraph], decided: Mapping[Place, Decision]) -> Iterator[str]:
    """The ends of the names of people who are named in full, and of those whose title stands with them."""
    for (number, n), decision in decided.items():
        mention = paragraphs[number].mentions[n]
        words = mention.label.split()
        if decision == (None, "Person") and (len(words) > 1 or mention.title):
            yield from (" ".join(words[start:]) for start in range(0 if mention.title else 1, len(words)))


def _bare(mention: Mention) -> str:
    """The name without the noun that says what kind of place it is of."""
    noun = mention.noun
    return mention.label[: -len(noun)].rstrip() if noun and mention.label.lower().endswith(" " + noun) else mention.label


def _decide(paragraph: Paragraph, n: int, document: _Document) -> Decision:
    mention = paragraph.mentions[n]
    gazetteer = document.gazetteer
    hints = [] if mention.title else [*_containers(paragraph, mention)]
    inside = [c for c in mention.candidates if any(c.key != hint and gazetteer.within(c.key, hint) for hint in hints)]
    located = _is_located(paragraph, mention, document.locatives)
    candidates = inside or [c for c in mention.candidates if _plausible(c, mention, document, located=located)]
    candidates = _holding(paragraph, mention, candidates, gazetteer) or candidates
    kinds = (mention.type,) if mention.noun and mention.type in PLACE_CLASSES else ()
    chosen = gazetteer.choose(candidates, context=document.context, hint=hints[0] if hints else None, kinds=kinds)
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
    if candidate.shy:
        return located and referent.country in document.countries
    if document.countries and referent.country not in document.countries and population < KNOWN_PLACE:
        return False
    if located:
        return True
    if mention.type in CURATED_ONLY:
        return population >= KNOWN_PLACE
    return mention.type is not None or population >= NOTED_PLACE


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
    before = [c for other in paragraph.mentions if other.end == mention.start - 1 for c in other.candidates[:1]]
    return [c for c in candidates if any(c.key != one.key and gazetteer.within(one.key, c.key) for one in before)]


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
