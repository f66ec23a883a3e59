"""The standing relations that a document asserts, each with the words that say so."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from kg import ids
from kg.extract.belonging import class_of, tie_properties, tied
from kg.extract.entities import Entities
from kg.extract.referents import is_demonym, is_people
from kg.facts import Factuality, Phase, Relation, Span
from kg.lexicon import Lexicon
from kg.nlp.coreference import Place
from kg.nlp.factuality import reality_of
from kg.nlp.mentions import Kind, Link, Mention
from kg.nlp.parse import Parse
from kg.nlp.reading import Paragraph
from kg.nlp.standing import Standing, find_standing

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
OTHERWISE = {"partOf": "memberOf"}
"""What a word says of those whom its own property does not fit: a country is no part of a bloc, but a member."""
NAMED_AFTER = ("Government", "ArmedForce", "ArmedGroup")
"""Bodies that are called by who leads them: "*Haftar's* forces"."""


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
    over = lexicon.relations.over
    for number, paragraph in enumerate(entities.paragraphs):
        unsaid = [(start, end) for n, start, end in denied if n == number]
        found = _standing(paragraph.parse, lexicon, unsaid)
        for stated in (*_by_mention(entities, number, paragraph, over), *_by_word(entities, number, paragraph, found)):
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
    """Whether a verb tells of what is so, or of what somebody is resolved to go on with: "committed to *supporting*"."""
    reality = reality_of(parse, (token,), words=lexicon.factuality, stops={}, carrier=None)
    if reality.factuality is Factuality.INTENDED:
        above = (parse.lemmas[head] for head in islice(parse.ancestors(token), 2))
        return any(lemma in lexicon.relations.resolved for lemma in above)
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


def _by_mention(entities: Entities, number: int, paragraph: Paragraph, over: Collection[str]) -> Iterator[Stated]:
    """What stands in a noun phrase itself: offices, and what its ties say of place and body; "*former* members" are none."""
    for n, mention in enumerate(paragraph.mentions):
        place = number, n
        subject = entities.id_of(place)
        if subject is None:
            continue
        if mention.title is not None and mention.title_tokens is not None:
            span = paragraph.parse.span(*mention.title_tokens)
            yield Stated(subject=subject, property="role", object=mention.title, trigger=span, literal=True)
        yield from _named_after(entities, place, mention)
        gone = _is_former(paragraph.parse, mention, over)
        for link, other in () if gone else tied(entities, place, mention):
            target = entities.id_of(other)
            if target is not None and not is_demonym(entities.mention(other)):
                for property_ in tie_properties(entities, place, link, other):
                    yield Stated(subject=subject, property=property_, object=target, trigger=entities.span(other))


def _is_former(parse: Parse, mention: Mention, over: Collection[str]) -> bool:
    """Whether a person or body is what it is called no longer."""
    titled = range(*mention.title_tokens) if mention.title_tokens is not None else ()
    return any(parse.lowers[token] in over for token in (*parse.children[mention.head], *titled))


def _named_after(entities: Entities, place: Place, mention: Mention) -> Iterator[Stated]:
    """Who leads a body that is called by them: "*Assad's* regime", "*Haftar's* forces"."""
    own, is_a = class_of(entities, place), entities.ontology.is_a
    if mention.kind is not Kind.NOMINAL or own is None or not any(is_a(own, kind) for kind in NAMED_AFTER):
        return
    for link, other in tied(entities, place, mention):
        leader, body = entities.id_of(other), entities.id_of(place)
        named = entities.mention(other).kind is Kind.NAME and class_of(entities, other) == "Person"
        if named and link in (Link.POSSESSIVE, Link.COMPOUND) and leader is not None and body is not None:
            yield Stated(subject=leader, property="leads", object=body, trigger=entities.span(place))


def _by_word(entities: Entities, number: int, paragraph: Paragraph, standing: Iterable[Standing]) -> Iterator[Stated]:
    """What a word says of its neighbours: "X, an ally of Y", "Iran-backed", "led by"."""
    for found in standing:
        for subject in entities.places_at(number, found.subject):
            for other in entities.places_at(number, found.object):
                property_ = _fitting(entities, found, subject, other) if subject != other else None
                if property_ is not None:
                    yield from _worded(entities, paragraph, (property_, found.trigger), subject, other)


def _worded(
    entities: Entities, paragraph: Paragraph, said: tuple[str, tuple[int, int]], subject: Place, other: Place
) -> Iterator[Stated]:
    property_, trigger = said
    role = "place" if property_ == "locatedIn" else "target"
    one, two = entities.id_at(subject, "agent"), entities.id_at(other, role)
    if one is not None and two is not None:
        yield Stated(subject=one, property=property_, object=two, trigger=paragraph.parse.span(*trigger))


def _fitting(entities: Entities, found: Standing, subject: Place, other: Place) -> str | None:
    """The property that the word says of the two: its own, else the one that stands in for it where classes forbid it."""
    own = found.word.relation
    return next(
        (p for p in (own, OTHERWISE.get(own)) if p is not None and _fits(entities, found, p, subject, other)), None
    )


def _fits(entities: Entities, found: Standing, property_: str, subject: Place, other: Place) -> bool:
    """Whether the classes let the word say the relation; a demonym stands for its country but makes nobody's place."""
    if found.word.part == "prefix" and entities.mention(other).start <= found.trigger[0]:
        return False
    # "Several militias, including X": X is one of them, no member.
    if found.word.part == "phrase" and property_ == "memberOf" and entities.mention(other).plural:
        return False
    if property_ == "leads" and is_people(entities.mention(other)):
        # A president of one people is not theirs: "the first *Hutu* president".
        return False
    domain, range_ = FITTING.get(property_, ("Entity", "Entity"))
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
