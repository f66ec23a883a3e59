"""Whom "they" in a quotation cannot be, whomever the text speaks of before: the speaker's own, or people who strike nobody."""

from collections.abc import Collection, Iterator, Sequence

from kg.extract.claims import speaker_tokens
from kg.extract.entities import Entities
from kg.extract.nations import country_of
from kg.extract.sayings import Saying
from kg.lexicon import Lexicon
from kg.nlp.coreference import Place

PLURAL = "Plural"


def find_strangers(sayings: Sequence[Saying], entities: Entities, lexicon: Lexicon) -> frozenset[Place]:
    """The mentions by "they" and "them" in quotations that are rather left open than read as whom they cannot mean."""
    found: set[Place] = set()
    before: frozenset[int] = frozenset()
    for saying in sorted(sayings, key=lambda one: (one.attribution.paragraph, one.attribution.cue[0][0])):
        speakers = frozenset(_speakers(saying, entities))
        if saying.attribution.quoted and speakers:
            # "A spokesman", of whom no more is said, speaks for whoever spoke before.
            own = speakers if any(_sectors(number, entities) for number in speakers) else speakers | before
            found |= {place for place in _others(saying, entities, lexicon) if _is_wrong(place, own, entities, lexicon)}
        before = speakers
    return frozenset(found)


def _speakers(saying: Saying, entities: Entities) -> Iterator[int]:
    paragraph = saying.attribution.source_paragraph
    for token in speaker_tokens(saying.attribution, entities.paragraphs):
        for place in entities.places_at(paragraph, token):
            if (number := entities.cluster_of(place)) is not None:
                yield number


def _others(saying: Saying, entities: Entities, lexicon: Lexicon) -> Iterator[Place]:
    for paragraph, start, end in saying.attribution.contents:
        for n, mention in enumerate(entities.paragraphs[paragraph].mentions):
            if start <= mention.head < end and lexicon.grammar.pronouns.get(mention.label) == PLURAL:
                yield paragraph, n


def _is_wrong(place: Place, own: Collection[int], entities: Entities, lexicon: Lexicon) -> bool:
    number = entities.cluster_of(place)
    if number is None:
        return False
    if number in own or any(_is_one_side(number, other, entities, lexicon) for other in own):
        return True
    sectors = _sectors(number, entities)
    return bool(sectors) and sectors.isdisjoint(lexicon.grammar.wielding) and _strikes(place, entities, lexicon)


def _is_one_side(one: int, other: int, entities: Entities, lexicon: Lexicon) -> bool:
    """Whether two are of one armed sector and, as far as is known, of one country."""
    shared = _sectors(one, entities) & _sectors(other, entities) & lexicon.grammar.wielding
    countries = {country for number in (one, other) if (country := country_of(entities, number)) is not None}
    return bool(shared) and len(countries) <= 1


def _sectors(number: int, entities: Entities) -> frozenset[str]:
    return frozenset(sector for place in entities.cluster(number).mentions for sector in entities.sectors(place))


def _strikes(place: Place, entities: Entities, lexicon: Lexicon) -> bool:
    """Whether a mention is the subject of a verb for an act of force: "they *burned* it", "they must stop *shelling* us"."""
    parse, head = entities.paragraphs[place[0]].parse, entities.mention(place).head
    verb = parse.heads[head]
    verbs = (verb, *parse.dependents(verb, "xcomp")) if parse.deps[head] == "nsubj" else ()
    entries = (entry for token in verbs for entry in lexicon.words.verbs.get(parse.lemmas[token], ()))
    wanted = lexicon.grammar.striking | lexicon.grammar.conducting
    known = (entry.type for entry in entries if entry.type in entities.ontology.ancestors)
    return any(not wanted.isdisjoint(entities.ontology.superclasses(type_)) for type_ in known)
