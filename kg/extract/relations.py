"""The standing relations that a document asserts, each with the words that say so."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

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
from kg.nlp.ties import preposition_of

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
OTHERWISE = {"partOf": "memberOf"}
"""What a word says of those whom its own property does not fit: a country is no part of a bloc, but a member."""
NAMED_AFTER = ("Government", "ArmedForce", "ArmedGroup")
"""Bodies that are called by who leads them: "*Haftar's* forces"."""
RESIDENT = "civilian"
"""The sector of people who live where they are said to be of: "the people *of Mosul*"."""

REACHING: Mapping[str, bool | None] = {"to": None, "from": False}
"""Prepositions that tell something of places only (True), of bodies only (False) or of neither.

"The road *to* X" does not lie there, and who fled *from* a town is no longer there.
"""


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
    """Whether a verb tells of what is so, or of what somebody is resolved to go on with: "committed to *supporting*"."""
    reality = reality_of(parse, token, words=lexicon.factuality, stops=frozenset(), carrier=None)
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
        yield from _named_after(entities, place, mention)
        for link, other in _tied(entities, place, mention):
            target = entities.id_of(other)
            if target is not None and not is_demonym(entities.mention(other)):
                for property_ in _tie_properties(entities, place, link, other):
                    yield Stated(subject=subject, property=property_, object=target, trigger=entities.span(other))


def _named_after(entities: Entities, place: Place, mention: Mention) -> Iterator[Stated]:
    """Who leads a body that is called by them: "*Assad's* regime", "*Haftar's* forces"."""
    own, is_a = _class(entities, place), entities.ontology.is_a
    if mention.kind is not Kind.NOMINAL or own is None or not any(is_a(own, kind) for kind in NAMED_AFTER):
        return
    for link, other in _tied(entities, place, mention):
        leader, body = entities.id_of(other), entities.id_of(place)
        named = entities.mention(other).kind is Kind.NAME and _class(entities, other) == "Person"
        if named and link in (Link.POSSESSIVE, Link.COMPOUND) and leader is not None and body is not None:
            yield Stated(subject=leader, property="leads", object=body, trigger=entities.span(place))


def _tied(entities: Entities, place: Place, mention: Mention) -> Iterator[tuple[Link, Place]]:
    parse = entities.paragraphs[place[0]].parse
    for tie in mention.ties:
        before = preposition_of(parse, tie.token)
        for other in entities.places_at(place[0], tie.token):
            located = _is_place(entities, other)
            if REACHING.get(before or "", located) == located:
                yield tie.link, other


def _is_place(entities: Entities, place: Place) -> bool:
    class_ = _class(entities, place)
    return class_ is not None and entities.ontology.is_a(class_, "Place")


def _tie_properties(entities: Entities, place: Place, link: Link, other: Place) -> tuple[str, ...]:
    """Containment of places, whereabouts of bodies, membership of people."""
    own, owner = _class(entities, place), _class(entities, other)
    if own is None or owner is None:
        return ()
    if entities.ontology.is_a(owner, "Place"):
        return _whereabouts(entities, place, link, own)
    if entities.ontology.is_a(owner, "Organization"):
        return _membership(entities, (place, other), link, (own, owner))
    return ()


def _whereabouts(entities: Entities, place: Place, link: Link, own: str) -> tuple[str, ...]:
    """What a tie to a place says: of a place that it is part of it, of a body that it is there."""
    if link in (Link.IN, Link.POSSESSIVE, Link.OF) and own in CONTAINER:
        return CONTAINER[own]
    there = link is Link.IN and entities.ontology.is_a(own, "Actor") and not _is_met(entities, place)
    resident = link is Link.OF and own == "Group" and RESIDENT in entities.mention(place).sectors
    return ("locatedIn",) if own != "Country" and (there or resident) else ()


def _membership(entities: Entities, tied: tuple[Place, Place], link: Link, classes: tuple[str, str]) -> tuple[str, ...]:
    """What a tie to a body says: of people that they are its members, of a body that it is part of it."""
    (place, other), (own, owner) = tied, classes
    is_a = entities.ontology.is_a
    people = own in ("Person", "Group")
    if link is Link.IN:
        return ("memberOf",) if people and _is_staff(entities, place, other) else ()
    official = own == "Person" and link is Link.OF and entities.mention(place).title is not None
    if link in (Link.COMPOUND, Link.OF, Link.POSSESSIVE) and (official or not is_a(owner, "Government")):
        return ("memberOf",) if people else ("partOf",) if is_a(own, "Organization") else ()
    return ()


def _is_staff(entities: Entities, place: Place, body: Place) -> bool:
    """Whether people in, from or at a body are its own: "officers *in* the navy", no "witnesses *in* court".

    Who is *at* a body is so if of its kind: officials at a ministry are, protesters are not.
    """
    mention, other = entities.mention(place), entities.mention(body)
    kin = mention.title is not None or bool(set(mention.sectors) & set(other.sectors))
    at = preposition_of(entities.paragraphs[place[0]].parse, other.head) == "at"
    return (kin or (RESIDENT not in mention.sectors and not at)) and not _is_met(entities, place)


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
