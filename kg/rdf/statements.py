"""What an article says: entities and their mentions, events, claims, counts, relations, contradictions."""

from collections.abc import Iterator
from itertools import chain, permutations

from kg.facts import (
    Amount,
    CasualtyCount,
    Claim,
    Contradiction,
    Entity,
    EquipmentLoss,
    Event,
    Measure,
    Mention,
    Relation,
    Role,
    Span,
    Time,
)
from kg.namespaces import EQUIPMENT, SECTOR, UNIT
from kg.rdf.scope import Names, Scope
from kg.rdf.written import Term, Triple, date, iri, standard, text, typed


def statement_triples(scope: Scope) -> Iterator[Triple]:
    """All that the article says, one kind after the other."""
    facts = scope.facts
    return chain(
        chain.from_iterable(entity_triples(entity, scope) for entity in facts.entities),
        (mention_triple(mention, scope) for mention in facts.mentions),
        chain.from_iterable(event_triples(event, scope) for event in facts.events),
        chain.from_iterable(claim_triples(claim, scope) for claim in facts.claims),
        chain.from_iterable(relation_triples(relation, scope) for relation in facts.relations),
        chain.from_iterable(contradiction_triples(contradiction, scope) for contradiction in facts.contradictions),
    )


def entity_triples(entity: Entity, scope: Scope) -> Iterator[Triple]:
    """What the article says of an entity; the names and country of a reference entity stand in the reference graph alone."""
    name = scope.things[entity.id]
    for type_ in entity.types:
        yield from _types(name, type_, scope)
    if not entity.reference:
        yield name, standard("rdfs:label"), text(entity.label)
    for label in entity.alt_labels:
        yield name, standard("skos:altLabel"), text(label)
    if entity.country is not None and not entity.reference:
        yield name, scope.terms.named("country"), scope.things[entity.country]
    for sector in entity.sectors:
        yield name, scope.terms.named("sector"), iri(SECTOR + sector)
    if entity.size is not None:
        yield from _amount(name, entity.size, ("size", "minSize", "maxSize"), scope)


def mention_triple(mention: Mention, scope: Scope) -> Triple:
    """To which entity the words refer."""
    return scope.phrases[mention.span], standard("itsrdf:taIdentRef"), scope.things[mention.entity]


def event_triples(event: Event, scope: Scope) -> Iterator[Triple]:
    """An event with its roles, time, factuality, counts and the words that evoke it."""
    name, named = scope.things[event.id], scope.terms.named
    yield from _types(name, event.type, scope)
    yield from _phrases(name, "trigger", event.triggers, scope)
    yield from _roles(name, event.roles, scope)
    yield name, named("factuality"), named(event.factuality)
    if event.phase is not None:
        yield name, named("phase"), named(event.phase)
    if event.time is not None:
        yield from _time(name, event.time, ("startDate", "endDate"), scope)
    for casualties in event.casualties:
        yield name, named("casualties"), scope.things[casualties.id]
        yield from casualty_triples(casualties, scope)
    for loss in event.losses:
        yield name, named("equipmentLoss"), scope.things[loss.id]
        yield from loss_triples(loss, scope)
    for measure in event.measures:
        yield name, named("measure"), scope.things[measure.id]
        yield from measure_triples(measure, scope)


def casualty_triples(casualties: CasualtyCount, scope: Scope) -> Iterator[Triple]:
    """How many came to what harm."""
    name, named = scope.things[casualties.id], scope.terms.named
    yield from _types(name, "CasualtyCount", scope)
    yield name, named("outcome"), named(casualties.outcome)
    yield from _count(name, casualties, scope)
    if casualties.victims is not None:
        yield name, named("victims"), scope.things[casualties.victims]


def loss_triples(loss: EquipmentLoss, scope: Scope) -> Iterator[Triple]:
    """What became of how many weapons, platforms or vehicles."""
    name, named = scope.things[loss.id], scope.terms.named
    yield from _types(name, "EquipmentLoss", scope)
    yield name, named("fate"), named(loss.fate)
    yield from _count(name, loss, scope)
    yield name, named("equipment"), scope.things[loss.equipment]
    if loss.kind is not None:
        yield name, named("equipmentKind"), named(EQUIPMENT + loss.kind)


def _count(name: Term, count: CasualtyCount | EquipmentLoss, scope: Scope) -> Iterator[Triple]:
    named = scope.terms.named
    yield from _amount(name, count.amount, ("count", "minCount", "maxCount"), scope)
    yield from _phrases(name, "trigger", count.triggers, scope)
    if count.part_of is not None:
        yield name, named("partOfCount"), scope.things[count.part_of]
    if count.cumulative:
        yield name, named("cumulative"), typed("true", "xsd:boolean")


def measure_triples(measure: Measure, scope: Scope) -> Iterator[Triple]:
    """How much of what unit."""
    name, named = scope.things[measure.id], scope.terms.named
    yield from _types(name, "Measure", scope)
    yield name, named("quantityKind"), named(measure.kind)
    yield name, named("unit"), named(UNIT + measure.unit)
    yield from _phrases(name, "trigger", (measure.trigger,), scope)
    magnitude = measure.magnitude
    for property_, value in (
        ("value", magnitude.value),
        ("minValue", magnitude.minimum),
        ("maxValue", magnitude.maximum),
    ):
        if value is not None:
            # The canonical form: Oxigraph gives 2.50 back as 2.5.
            yield name, named(property_), typed(f"{value.normalize():f}", "xsd:decimal")


def claim_triples(claim: Claim, scope: Scope) -> Iterator[Triple]:
    """Who says what, how, when and in which words."""
    name, named = scope.things[claim.id], scope.terms.named
    yield from _types(name, "Claim", scope)
    yield name, named("stance"), named(claim.stance)
    yield name, named("quoted"), typed(str(claim.quoted).lower(), "xsd:boolean")
    if claim.anonymous:
        yield name, named("anonymous"), typed("true", "xsd:boolean")
    yield from _phrases(name, "trigger", claim.triggers, scope)
    yield from _phrases(name, "contentSpan", claim.content_spans, scope)
    yield from _roles(name, claim.roles, scope)
    for content in claim.content:
        yield name, named("content"), scope.things[content]
    for about in claim.about:
        yield name, named("about"), scope.things[about]
    if claim.medium is not None:
        yield name, named("medium"), text(claim.medium)
    if claim.said is not None:
        yield from _time(name, claim.said, ("saidDate", None), scope)
    if claim.continues is not None:
        yield name, named("continues"), scope.things[claim.continues]


def relation_triples(relation: Relation, scope: Scope) -> Iterator[Triple]:
    """A standing relation as a triple of its own, and the statement that ties it to the words."""
    subject, predicate = scope.things[relation.subject], scope.terms.named(relation.predicate)
    object_ = text(relation.object) if relation.literal else scope.things[relation.object]
    statement = scope.things[relation.id]
    yield subject, predicate, object_
    yield statement, standard("rdf:type"), standard("rdf:Statement")
    yield statement, standard("rdf:subject"), subject
    yield statement, standard("rdf:predicate"), predicate
    yield statement, standard("rdf:object"), object_
    yield statement, scope.terms.named("trigger"), scope.phrases[relation.trigger]


def contradiction_triples(contradiction: Contradiction, scope: Names) -> Iterator[Triple]:
    """Two claims that cannot both hold, said both ways, and why."""
    name, named = scope.things[contradiction.id], scope.terms.named
    yield from _types(name, "Contradiction", scope)
    yield name, named("ground"), named(contradiction.ground)
    for one, other in permutations(contradiction.claims):
        yield name, named("between"), scope.things[one]
        yield scope.things[one], named("contradicts"), scope.things[other]


def _types(name: Term, type_: str, scope: Names) -> Iterator[Triple]:
    return ((name, standard("rdf:type"), class_) for class_ in scope.terms.classes(type_))


def _phrases(name: Term, property_: str, spans: tuple[Span, ...], scope: Scope) -> Iterator[Triple]:
    return ((name, scope.terms.named(property_), scope.phrases[span]) for span in spans)


def _roles(name: Term, roles: tuple[Role, ...], scope: Scope) -> Iterator[Triple]:
    for role in roles:
        yield name, scope.terms.named(role.property), scope.things[role.filler]
        if role.span is not None:
            yield scope.phrases[role.span], scope.terms.named("argumentOf"), name


def _amount(name: Term, amount: Amount, properties: tuple[str, str, str], scope: Scope) -> Iterator[Triple]:
    values = (amount.count, amount.minimum, amount.maximum)
    for property_, value in zip(properties, values, strict=True):
        if value is not None:
            yield name, scope.terms.named(property_), typed(value, "xsd:integer")


def _time(name: Term, time: Time, properties: tuple[str, str | None], scope: Scope) -> Iterator[Triple]:
    named = scope.terms.named
    yield name, named("timeExpression"), text(time.expression)
    for property_, value in zip(properties, (time.start, time.end), strict=True):
        if property_ is not None and value is not None:
            yield name, named(property_), date(value)
    if time.basis is not None:
        yield name, named("timeBasis"), named(time.basis)
