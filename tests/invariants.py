"""What holds of the facts of every text."""

from collections.abc import Iterable, Iterator

from kg.facts import Facts, Span


def breaches(facts: Facts) -> Iterator[str]:
    """Spans outside the text, and ids that nothing bears."""
    size = len(facts.document.text)
    for span in _spans(facts):
        if not 0 <= span.begin < span.end <= size:
            yield f"the span {span} is empty or outside the {size} characters of the text"
    known = {fact.id for fact in (*facts.entities, *facts.events, *facts.claims)}
    for user, id_ in _references(facts):
        if id_ not in known:
            yield f"{user} speaks of {id_}, which is not there"


def _spans(facts: Facts) -> Iterator[Span]:
    yield from (fact.span for fact in (*facts.sentences, *facts.mentions))
    for fact in (*facts.events, *facts.claims):
        yield from fact.triggers
        yield from (role.span for role in fact.roles if role.span is not None)
    for claim in facts.claims:
        yield from claim.content_spans
    yield from (relation.trigger for relation in facts.relations)


def _references(facts: Facts) -> Iterable[tuple[str, str]]:
    for fact in (*facts.events, *facts.claims):
        yield from ((fact.id, role.filler) for role in fact.roles)
    for claim in facts.claims:
        yield from ((claim.id, id_) for id_ in (*claim.content, *claim.about))
    for event in facts.events:
        yield from ((count.id, count.victims) for count in event.casualties if count.victims is not None)
    for relation in facts.relations:
        yield relation.id, relation.subject
        if not relation.literal:
            yield relation.id, relation.object
    for found in facts.contradictions:
        yield from ((found.id, claim) for claim in found.claims)
