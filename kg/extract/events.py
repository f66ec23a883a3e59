"""The events of a document as facts: roles filled, reality judged, times and counts attached."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.counting import counts_of
from kg.extract.dating import date_event
from kg.extract.directing import direct_events
from kg.extract.drafts import Draft, DraftAt, draft_events, trigger_spans, with_carriers
from kg.extract.entities import Entities
from kg.extract.harm import VICTIMS, causes_of
from kg.extract.heres import place_here
from kg.extract.materiel import find_losses
from kg.extract.measures import measures_of
from kg.extract.roles import fill_role
from kg.extract.scenes import turn_events
from kg.extract.setting import Setting
from kg.facts import EquipmentLoss, Event, Factuality, Role
from kg.lexicon.grammar import Grammar
from kg.nlp.factuality import reality_of
from kg.nlp.parse import Parse
from kg.ontology import Ontology

__all__ = ["VICTIMS", "Draft", "Setting", "build_events", "causes_of", "draft_events"]

LYING = ("place", "destination")
"""Roles that a place fills as such, also where it is a target besides."""
FUTURE = frozenset({Factuality.INTENDED, Factuality.REQUESTED, Factuality.HYPOTHETICAL})


def build_events(
    drafts: Sequence[Draft],
    entities: Entities,
    setting: Setting,
    *,
    causes: Mapping[str, str],
    totals: frozenset[str] = frozenset(),
) -> tuple[Event, ...]:
    """The drafts as facts, in their order; one that has a cause gives its counts, and the roles that fit, to it.

    `totals` are the ids of those whose counts are running totals.
    """
    grammar, ontology = setting.lexicon.grammar, entities.ontology
    at = with_carriers(drafts)
    _seat_governments(drafts, entities, at)
    counts = counts_of(drafts, entities, setting, causes=causes, totals=totals)
    given: dict[str, list[Role]] = {}
    for draft in drafts:
        if draft.id in causes:
            given.setdefault(causes[draft.id], []).extend(_roles(draft, entities, at))
    types = _types(drafts, causes, ontology)
    measures = measures_of(drafts, setting)
    events = [
        _with_given(
            replace(
                _event(draft, entities, setting, at=at, causes=causes),
                casualties=tuple(counts.get(draft.id, ())),
                type=types[draft.id],
                losses=_losses(draft, entities, setting, running=draft.id in totals),
                measures=tuple(measures.get(draft.id, ())),
            ),
            given.get(draft.id, ()),
            struck=_reaches_harmed(types[draft.id], given.get(draft.id, ()), ontology, grammar),
        )
        for draft in drafts
        if draft.id not in causes
    ]
    turns, harming = setting.lexicon.words.turns, frozenset(causes.values())
    events = turn_events(
        events, drafts, paragraphs=setting.paragraphs, turns=turns, harming=harming, prior=grammar.prior
    )
    return direct_events(events, entities, grammar)


def _losses(draft: Draft, entities: Entities, setting: Setting, *, running: bool) -> tuple[EquipmentLoss, ...]:
    found = find_losses(draft, entities, setting.paragraphs[draft.paragraph], setting.lexicon)
    return tuple(replace(loss, cumulative=running) for loss in found)


def _types(drafts: Sequence[Draft], causes: Mapping[str, str], ontology: Ontology) -> dict[str, str]:
    """Draft → its class, or the more specific one that its harm's means say: "*suicide bombers* killed ten in an attack"."""
    types = {draft.id: draft.mention.type for draft in drafts}
    for draft in drafts:
        cause = causes.get(draft.id)
        if cause is not None and ontology.is_a(draft.mention.type, types[cause]):
            types[cause] = draft.mention.type
    return types


def _reaches_harmed(type_: str, given: Sequence[Role], ontology: Ontology, grammar: Grammar) -> bool:
    """Whether an event is directed at whom it harms: a strike, and a battle in which one side kills: "*they* shot two in a clash"."""
    classes = ontology.superclasses(type_)
    by_a_side = any(role.property == "agent" for role in given) and not grammar.fought.isdisjoint(classes)
    return by_a_side or not grammar.striking.isdisjoint(classes)


GIVEN = ("agent", "place", "instrument")
"""Roles of harm that are its cause's: "*rebels* killed six in a raid", "the blast killed six *in Herat*"."""


def _with_given(event: Event, roles: Sequence[Role], *, struck: bool) -> Event:
    """The event with those roles of its harm that it has none of; `struck` says that it is directed at whom it harms."""
    names = (*GIVEN, "target") if struck else GIVEN
    own = {value for role in event.roles for value in (role.property, role.filler)} | {event.id}
    more = [role for role in roles if role.property in names and not {role.property, role.filler} & own]
    return replace(event, roles=tuple(dict.fromkeys((*event.roles, *more)))) if more else event


def _event(
    draft: Draft,
    entities: Entities,
    setting: Setting,
    *,
    at: DraftAt,
    causes: Mapping[str, str],
) -> Event:
    parse, mention = setting.paragraphs[draft.paragraph].parse, draft.mention
    _embody_agents(draft, entities, setting.lexicon.grammar)
    reality = reality_of(
        parse,
        (mention.head, *mention.tokens),
        words=setting.lexicon.factuality,
        stops=setting.stops.get(draft.paragraph, {}),
        carrier=mention.governor,
    )
    roles = tuple(dict.fromkeys(_roles(draft, entities, at)))
    if not any(role.property in LYING for role in roles):
        roles = (*roles, *place_here(draft, entities, setting.lexicon.grammar))
    return Event(
        id=draft.id,
        type=mention.type,
        triggers=trigger_spans(parse, mention.tokens),
        roles=roles,
        factuality=reality.factuality,
        phase=reality.phase,
        time=date_event(
            draft,
            setting,
            future=reality.factuality in FUTURE and not _is_past_perfect(parse, mention.head),
            at=at,
            causes=causes,
        ),
    )


def _seat_governments(drafts: Sequence[Draft], entities: Entities, at: DraftAt) -> None:
    """A capital that acts anywhere in its sentence is its government in each of the roles that it fills there."""
    for draft in drafts:
        if any(argument.role in ("agent", "target") for argument in draft.mention.arguments):
            tuple(_roles(draft, entities, at))


def _embody_agents(draft: Draft, entities: Entities, grammar: Grammar) -> None:
    """Who takes or holds ground does so as a side."""
    if not grammar.corporate.isdisjoint(entities.ontology.superclasses(draft.mention.type)):
        for argument in draft.mention.arguments:
            if argument.role == "agent":
                entities.embody(draft.paragraph, argument.token, grammar.bodies)


def _roles(draft: Draft, entities: Entities, at: DraftAt) -> Iterator[Role]:
    parse = entities.paragraphs[draft.paragraph].parse

    def event_at(paragraph: int, token: int) -> str | None:
        found = at.get((paragraph, token))
        if found is None and parse.pos[token] in ("VERB", "AUX"):
            # "Accused of *trying* to seize power": what is tried.
            found = next((f for c in parse.dependents(token, "xcomp") if (f := at.get((paragraph, c)))), None)
        return None if found is None or found is draft else found.id

    places = {argument.token: argument.role for argument in draft.mention.arguments if argument.role in LYING}
    for argument in draft.mention.arguments:
        role = "target" if argument.role == VICTIMS else argument.role
        # A capital that is bombed is the city, not the government that sits there.
        read_as = places.get(argument.token, role) if role == "target" else role
        found = fill_role(entities, paragraph=draft.paragraph, token=argument.token, role=read_as, event_at=event_at)
        yield from (replace(one, property=role) for one in found)


def _is_past_perfect(parse: Parse, verb: int) -> bool:
    """Whether what is only supposed looks back: "*had* they sealed the pass in May"."""
    return any(parse.tags[auxiliary] == "VBD" for auxiliary in parse.dependents(verb, "aux"))
