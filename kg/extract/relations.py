"""The standing relations that a document asserts, each with the words that say so."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from kg import ids
from kg.extract.entities import Entities
from kg.extract.referents import is_demonym
from kg.facts import Factuality, Phase, Relation, Span
from kg.lexicon import Lexicon
from kg.nlp.coreference import Place
from kg.nlp.factuality import reality_of
from kg.nlp.mentions import Kind, Link, Mention
from kg.nlp.parse import Parse
from kg.nlp.reading import Paragraph
from kg.nlp.standing import Standing, find_standing

CONTAINER = {
    "Settlement": ("partOf", "locatedIn"),
    "Region": ("partOf", "locatedIn"),
    "Facility": ("locatedIn",),
    "NaturalFeature": ("locatedIn",),
}
"""What a place is to the larger one that it is said to lie in: of land it is a part, a building only stands there."""
FITTING = {
    "leads": ("Actor", "Actor"),
    "memberOf": ("Actor", "Organization"),
    "partOf": ("Organization", "Organization"),
    "locatedIn": ("Entity", "Place"),
    "alliedWith": ("Actor", "Actor"),
    "opposes": ("Actor", "Actor"),
    "supports": ("Actor", "Actor"),
}
"""Property → the classes that its subject and object must be of for a word to say it and nothing else."""

DIRECTIONS = frozenset({"to", "from"})
"""Prepositions that say where something leads or comes from, not where it is: "the road *to* X"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A relation before it has an id; a `literal` object is plain text."""

    subject: str
    property: str
    object: str
    trigger: Span
    literal: bool = False


def find_relations(
    document: str, entities: Entities, lexicon: Lexicon, denied: Collection[tuple[int, int, int]]
) -> Iterator[Relation]:
    """Offices, memberships, containments and what the lexicon's relation words say.

    What stands in the `denied` ranges of tokens (paragraph, start, end) somebody says not to be so.
    """
    for number, paragraph in enumerate(entities.paragraphs):
        unsaid = [(start, end) for n, start, end in denied if n == number]
        found = _standing(paragraph.parse, lexicon, unsaid)
        for stated in (*_by_mention(entities, number, paragraph), *_by_word(entities, number, paragraph, found)):
            if stated.subject != stated.object:
                yield _relation(document, stated)


def _standing(parse: Parse, lexicon: Lexicon, denied: Collection[tuple[int, int]]) -> Iterator[Standing]:
    """What relation words say, where the text presents it as so."""
    for found in find_standing(parse, lexicon.relations, lexicon.grammar):
        token = found.trigger[0]
        if any(start <= token < end for start, end in denied):
            continue
        if found.word.part != "verb" or _is_actual(parse, token, lexicon):
            yield found


def _is_actual(parse: Parse, token: int, lexicon: Lexicon) -> bool:
    reality = reality_of(parse, token, words=lexicon.factuality, stops=frozenset(), carrier=None)
    return reality.factuality is Factuality.ACTUAL and reality.phase is not Phase.ENDS


def _relation(document: str, stated: Stated) -> Relation:
    span = stated.trigger
    return Relation(
        id=ids.mint("relation", document, stated.subject, stated.property, stated.object, span.begin, span.end),
        subject=stated.subject,
        predicate=stated.property,
        object=stated.object,
        trigger=span,
        literal=stated.literal,
    )


def _by_mention(entities: Entities, number: int, paragraph: Paragraph) -> Iterator[Stated]:
    """What stands in a noun phrase itself: offices, and what its ties say of place and body."""
    for n, mention in enumerate(paragraph.mentions):
        place = number, n
        subject = entities.id_of(place)
        if subject is None:
            continue
        if mention.title is not None and mention.title_tokens is not None:
            span = paragraph.parse.span(*mention.title_tokens)
            yield Stated(subject=subject, property="role", object=mention.title, trigger=span, literal=True)
        for link, other in _tied(entities, place, mention):
            target = entities.id_of(other)
            if target is not None and not is_demonym(entities.mention(other)):
                for property_ in _tie_properties(entities, place, link, other):
                    yield Stated(subject=subject, property=property_, object=target, trigger=entities.span(other))


def _tied(entities: Entities, place: Place, mention: Mention) -> Iterator[tuple[Link, Place]]:
    parse = entities.paragraphs[place[0]].parse
    for tie in mention.ties:
        if parse.deps[tie.token] == "pobj" and parse.lowers[parse.heads[tie.token]] in DIRECTIONS:
            continue
        yield from ((tie.link, other) for other in entities.places_at(place[0], tie.token))


def _tie_properties(entities: Entities, place: Place, link: Link, other: Place) -> tuple[str, ...]:
    """Containment of places, whereabouts of bodies, membership of people."""
    own, owner = _class(entities, place), _class(entities, other)
    if own is None or owner is None:
        return ()
    is_a = entities.ontology.is_a
    if is_a(owner, "Place") and link in (Link.IN, Link.POSSESSIVE, Link.OF) and own in CONTAINER:
        return CONTAINER[own]
    if is_a(owner, "Place") and link is Link.IN and is_a(own, "Actor") and own != "Country":
        return () if _is_met(entities, place) else ("locatedIn",)
    official = own == "Person" and link is Link.OF and entities.mention(place).title is not None
    body = is_a(owner, "Organization") and (official or not is_a(owner, "Government"))
    if body and link in (Link.COMPOUND, Link.OF, Link.POSSESSIVE):
        return ("memberOf",) if own in ("Person", "Group") else ("partOf",) if is_a(own, "Organization") else ()
    return ()


def _is_met(entities: Entities, place: Place) -> bool:
    """Whether what follows may be where something is done to or with people, not where they are: "met envoys *in X*"."""
    parse, head = entities.paragraphs[place[0]].parse, entities.mention(place).head
    return parse.deps[head] == "dobj" or parse.lowers[parse.heads[head]] == "with"


def _class(entities: Entities, place: Place) -> str | None:
    number = entities.cluster_of(place)
    return None if number is None else entities.cluster(number).type


def _by_word(entities: Entities, number: int, paragraph: Paragraph, standing: Iterable[Standing]) -> Iterator[Stated]:
    """What a word says of its neighbours: "X, an ally of Y", "Iran-backed", "led by"."""
    for found in standing:
        for subject in entities.places_at(number, found.subject):
            for other in entities.places_at(number, found.object):
                if subject != other and _fits(entities, found, subject, other):
                    yield from _worded(entities, paragraph, found, subject, other)


def _worded(
    entities: Entities, paragraph: Paragraph, found: Standing, subject: Place, other: Place
) -> Iterator[Stated]:
    role = "place" if found.word.relation == "locatedIn" else "target"
    one, two = entities.id_at(subject, "agent"), entities.id_at(other, role)
    if one is not None and two is not None:
        yield Stated(
            subject=one, property=found.word.relation, object=two, trigger=paragraph.parse.span(*found.trigger)
        )


def _fits(entities: Entities, found: Standing, subject: Place, other: Place) -> bool:
    """Whether the classes let the word say the relation; a demonym stands for its country but makes nobody's place."""
    if found.word.part == "prefix" and entities.mention(other).start <= found.trigger[0]:
        return False
    domain, range_ = FITTING.get(found.word.relation, ("Entity", "Entity"))
    own, owner = (
        entities.classes_at(place[0], entities.mention(place).head) or frozenset() for place in (subject, other)
    )
    if domain not in own or range_ not in owner or (found.word.of and not found.word.of & owner):
        return False
    return not (
        is_demonym(entities.mention(subject))
        and entities.mention(subject).kind is Kind.NAME
        and found.word.part == "noun"
    )
