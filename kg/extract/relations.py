"""Standing relations that a document asserts, each with the words that say so."""

from collections.abc import Iterator

from kg import ids
from kg.extract.entities import Entities
from kg.extract.referents import is_demonym
from kg.facts import Relation, Span
from kg.lexicon.relations import RelationWords
from kg.nlp.coreference import Place
from kg.nlp.reading import Paragraph
from kg.nlp.mentions import Kind, Link, Mention
from kg.nlp.parse import Parse

CONTAINER = {"Settlement": "partOf", "Region": "partOf", "Facility": "locatedIn", "NaturalFeature": "locatedIn"}


def find_relations(document: str, entities: Entities, words: RelationWords) -> Iterator[Relation]:
    """Offices, memberships, containments and what the lexicon's relation words say."""
    for number, paragraph in enumerate(entities.paragraphs):
        for n, mention in enumerate(paragraph.mentions):
            place = number, n
            subject = entities.id_of(place)
            if subject is None:
                continue
            for predicate, value, span, literal in _stated(entities, paragraph, place, mention, words):
                if value != subject:
                    entities.used.add(place)
                    yield Relation(
                        id=ids.mint("relation", document, subject, predicate, value, span.begin, span.end),
                        subject=subject,
                        predicate=predicate,
                        object=value,
                        trigger=span,
                        literal=literal,
                    )


Stated = tuple[str, str, Span, bool]
"""Property, object, the words that say so, and whether the object is plain text."""


def _stated(
    entities: Entities, paragraph: Paragraph, place: Place, mention: Mention, words: RelationWords
) -> Iterator[Stated]:
    parse = paragraph.parse
    if mention.title is not None and mention.title_tokens is not None:
        yield "role", mention.title, parse.span(*mention.title_tokens), True
    for link, other in _tied(entities, place, mention):
        target = entities.id_of(other)
        if target is not None and not is_demonym(entities.mention(other)):
            for stated in _by_tie(entities, place, mention, link, other, target):
                entities.used.add(other)
                yield stated
    yield from _by_word(entities, parse, place, mention, words)


def _tied(entities: Entities, place: Place, mention: Mention) -> Iterator[tuple[Link, Place]]:
    for tie in mention.ties:
        yield from ((tie.link, other) for other in entities.places_at(place[0], tie.token))


def _by_tie(
    entities: Entities, place: Place, mention: Mention, link: Link, other: Place, target: str
) -> Iterator[Stated]:
    """Containment of places, whereabouts of bodies, membership of people."""
    own, owner = _class(entities, place), _class(entities, other)
    if own is None or owner is None:
        return
    is_a = entities.ontology.is_a
    span = entities.span(other)
    if is_a(owner, "Place") and link in (Link.IN, Link.POSSESSIVE, Link.OF) and own in CONTAINER:
        yield CONTAINER[own], target, span, False
    elif is_a(owner, "Place") and link is Link.IN and is_a(own, "Actor") and own != "Country":
        yield "locatedIn", target, span, False
    elif is_a(owner, "Organization") and not is_a(owner, "Government") and link in (Link.COMPOUND, Link.OF, Link.POSSESSIVE):
        if own in ("Person", "Group"):
            yield "memberOf", target, span, False
        elif is_a(own, "Organization"):
            yield "partOf", target, span, False


def _class(entities: Entities, place: Place) -> str | None:
    number = entities.cluster_of(place)
    return None if number is None else entities.cluster(number).type


def _by_word(
    entities: Entities, parse: Parse, place: Place, mention: Mention, words: RelationWords
) -> Iterator[Stated]:
    """ "X is an ally of Y": the noun's owner is the object, whom the noun describes the subject."""
    for head in _predicate_nouns(parse, mention):
        for word in words.get(("noun", parse.lemmas[head]), ()):
            if len(word.words) == 1:
                for token in _owners(parse, head):
                    for other in entities.places_at(place[0], token):
                        target = entities.id_at(other, "target")
                        if target is not None:
                            yield word.property, target, parse.span(head, head + 1), False
                break


def _predicate_nouns(parse: Parse, mention: Mention) -> Iterator[int]:
    """The nouns that are said of a mention: as predicate, in apposition, or its own head when it is a description."""
    head = mention.head
    if mention.kind is Kind.NOMINAL:
        yield head
    above = parse.heads[head]
    if parse.deps[head] == "nsubj" and parse.lemmas[above] in ("be", "become", "remain"):
        yield from parse.dependents(above, "attr")
    yield from parse.dependents(head, "appos")


def _owners(parse: Parse, noun: int) -> Iterator[int]:
    yield from parse.dependents(noun, "poss", "amod", "compound", "nmod")
    for preposition in parse.dependents(noun, "prep"):
        if parse.lowers[preposition] in ("of", "to", "with"):
            yield from parse.dependents(preposition, "pobj")
