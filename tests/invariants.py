"""What holds of the facts of every text."""

from collections.abc import Iterable, Iterator

from kg.facts import CasualtyCount, EquipmentLoss, Event, Facts, Span


def breaches(facts: Facts) -> Iterator[str]:
    """Spans outside the text, and ids that nothing bears."""
    size = len(facts.document.text)
    for span in _spans(facts):
        if not 0 <= span.begin < span.end <= size:
            yield f"the span {span} is empty or outside the {size} characters of the text"
    known = {entity.id for entity in facts.entities}
    known |= {event.id for event in facts.events} | {claim.id for claim in facts.claims}
    known |= {count.id for event in facts.events for count in _counts(event)}
    for user, id_ in _references(facts):
        if id_ not in known:
            yield f"{user} speaks of {id_}, which is not there"


def _counts(event: Event) -> tuple[CasualtyCount | EquipmentLoss, ...]:
    return (*event.casualties, *event.losses)


def _spans(facts: Facts) -> Iterator[Span]:
    yield from (sentence.span for sentence in facts.sentences)
    yield from (mention.span for mention in facts.mentions)
    for event in facts.events:
        yield from event.triggers
        yield from (role.span for role in event.roles if role.span is not None)
        yield from (span for count in _counts(event) for span in count.triggers)
        yield from (measure.trigger for measure in event.measures)
    for claim in facts.claims:
        yield from (*claim.triggers, *claim.content_spans)
        yield from (role.span for role in claim.roles if role.span is not None)
    yield from (relation.trigger for relation in facts.relations)


def _references(facts: Facts) -> Iterable[tuple[str, str]]:
    for event in facts.events:
        yield from ((event.id, role.filler) for role in event.roles)
    for claim in facts.claims:
        yield from ((claim.id, role.filler) for role in claim.roles)
        yield from ((claim.id, id_) for id_ in (*claim.content, *claim.about))
    for event in facts.events:
        yield from ((count.id, count.victims) for count in event.casualties if count.victims is not None)
        yield from ((count.id, count.part_of) for count in _counts(event) if count.part_of is not None)
        yield from ((loss.id, loss.equipment) for loss in event.losses)
    for relation in facts.relations:
        yield relation.id, relation.subject
        if not relation.literal:
            yield relation.id, relation.object
    for found in facts.contradictions:
        yield from ((found.id, claim) for claim in found.claims)
