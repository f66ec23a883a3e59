"""Who did what somebody claims as their own act: "X *claimed* the bombing", "a raid *claimed by* X"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.claims import speaker_tokens
from kg.extract.entities import Entities
from kg.extract.roles import fill_role
from kg.extract.sayings import Saying
from kg.facts import Event, Role, Stance
from kg.lexicon.grammar import Grammar
from kg.nlp.parse import Parse

OWNING = frozenset({Stance.ASSERTS, Stance.CONFIRMS})


def own_acts(
    events: Sequence[Event],
    sayings: Sequence[Saying],
    contents: Mapping[str, tuple[str, ...]],
    entities: Entities,
    grammar: Grammar,
) -> tuple[Event, ...]:
    """The events; acts of force that nobody does by the text are done by whoever claims them as their own."""
    agents: dict[str, list[Role]] = {}
    for saying in sayings:
        if saying.attribution.stance in OWNING and _claims_an_act(saying, entities, grammar):
            for event in contents.get(saying.id, ()):
                agents.setdefault(event, []).extend(_speakers(saying, entities))
    judged = {
        event: list(_speakers(saying, entities)) for saying in sayings for event in _judged(saying, contents, entities)
    }
    events = tuple(_by(event, judged.get(event.id, ()), grammar, entities) for event in events)
    return tuple(
        replace(event, roles=(*event.roles, *dict.fromkeys(agents[event.id])))
        if event.id in agents and _is_nobodys(event, entities, grammar)
        else event
        for event in events
    )


def _judged(saying: Saying, contents: Mapping[str, tuple[str, ...]], entities: Entities) -> tuple[str, ...]:
    """The events that a statement's own predicate tells of, no verb: "said that the plan was *unacceptable*"."""
    heads = saying.attribution.content_heads
    parses = [(entities.paragraphs[paragraph].parse, token) for paragraph, token in heads]
    judging = [
        parse.lemmas[token] == "be" and parse.first(token, "acomp", "prep") is not None for parse, token in parses
    ]
    return contents.get(saying.id, ()) if saying.attribution.stance in OWNING and judging and all(judging) else ()


def _by(event: Event, agents: Sequence[Role], grammar: Grammar, entities: Entities) -> Event:
    """A judgement that nobody makes by the text with those who say so."""
    judging = not grammar.judging.isdisjoint(entities.ontology.superclasses(event.type))
    nobodys = all(role.property != "agent" for role in event.roles)
    return replace(event, roles=(*event.roles, *dict.fromkeys(agents))) if judging and nobodys and agents else event


def _claims_an_act(saying: Saying, entities: Entities, grammar: Grammar) -> bool:
    """Whether the cue owns up to what a noun names: "claimed *the raid*", not "claimed that the raid failed"."""
    found = saying.attribution
    parse = entities.paragraphs[found.paragraph].parse
    words = " ".join(parse.lemmas[token] for start, end in found.cue for token in range(start, end))
    return words in grammar.owning and all(_is_noun(entities.paragraphs[p].parse, t) for p, t in found.content_heads)


def _is_noun(parse: Parse, token: int) -> bool:
    return parse.pos[token] in ("NOUN", "PROPN")


def _is_nobodys(event: Event, entities: Entities, grammar: Grammar) -> bool:
    harmful = not grammar.harming.isdisjoint(entities.ontology.superclasses(event.type))
    return harmful and all(role.property != "agent" for role in event.roles)


def _speakers(saying: Saying, entities: Entities) -> Iterator[Role]:
    found = saying.attribution
    for token in speaker_tokens(found, entities.paragraphs):
        yield from fill_role(
            entities, paragraph=found.source_paragraph, token=token, role="agent", event_at=lambda _, __: None
        )
