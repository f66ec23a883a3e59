"""The events of a document as facts: roles filled, reality judged, times and counts attached."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
import datetime as dt

from kg import ids
from kg.extract.entities import Entities
from kg.extract.roles import fill_role
from kg.facts import CasualtyCount, Event, Factuality, Role, Span, Time
from kg.lexicon import Lexicon
from kg.nlp.events import Argument, EventMention
from kg.nlp.factuality import reality_of
from kg.nlp.parse import Parse
from kg.nlp.reading import Paragraph
from kg.nlp.times import TimeExpression, resolve_time

VICTIMS = "victims"
FUTURE = frozenset({Factuality.INTENDED, Factuality.REQUESTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event mention with its address and id, before its roles are filled."""

    id: str
    paragraph: int
    mention: EventMention


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What filling an event's roles needs of the document besides its entities."""

    paragraphs: Sequence[Paragraph]
    stops: Mapping[int, frozenset[int]]
    cues: Mapping[int, frozenset[int]]
    published: dt.date | None
    lexicon: Lexicon


def draft_events(document: str, paragraph: int, parse: Parse, mentions: Sequence[EventMention]) -> Iterator[Draft]:
    """Each event mention with its id, a function of the document, the class and the trigger's place."""
    for mention in mentions:
        span = parse.span(mention.head, mention.head + 1)
        yield Draft(id=ids.mint("event", document, mention.type, span.begin, span.end), paragraph=paragraph, mention=mention)


def causes_of(drafts: Sequence[Draft]) -> dict[str, str]:
    """Event that kills or hurts → the event that its clause names as the cause, whose harm it is."""
    by_token = {(draft.paragraph, token): draft for draft in drafts for token in draft.mention.tokens}
    return {draft.id: cause for draft in drafts if (cause := _cause(draft, by_token)) is not None}


def build_events(
    drafts: Sequence[Draft], entities: Entities, setting: Setting, *, causes: Mapping[str, str]
) -> tuple[Event, ...]:
    """The drafts as facts, in their order; one that has a cause gives its counts to it."""
    by_token = {(draft.paragraph, token): draft for draft in drafts for token in draft.mention.tokens}
    counts: dict[str, list[CasualtyCount]] = {}
    for draft in drafts:
        counts.setdefault(causes.get(draft.id, draft.id), []).extend(_casualties(draft, entities, setting))
    events = [
        _event(draft, entities, setting, by_token=by_token, counts=counts.get(draft.id, ()))
        for draft in drafts
        if draft.id not in causes
    ]
    return tuple(_directed({event.id: event for event in events}, event) for event in events)


def _directed(events: Mapping[str, Event], event: Event) -> Event:
    """Who threatens or agrees to act upon somebody directs the threat or promise at them, if at nobody else."""
    if any(role.property == "target" for role in event.roles):
        return event
    agents = {role.filler for role in event.roles if role.property == "agent"}
    themes = [events[role.filler] for role in event.roles if role.property == "theme" and role.filler in events]
    targets = [role for theme in themes for role in theme.roles if role.property == "target" and role.filler not in agents]
    return replace(event, roles=(*event.roles, *targets)) if targets else event


def _cause(draft: Draft, by_token: Mapping[tuple[int, int], Draft]) -> str | None:
    """The event that a killing or wounding is the harm of: "the *blast* killed five", "killed in a *raid*"."""
    if draft.mention.outcome is None:
        return None
    for argument in draft.mention.arguments:
        other = by_token.get((draft.paragraph, argument.token))
        if other is not None and other is not draft and argument.slot in CAUSES and other.mention.outcome is None:
            return other.id
    return None


CAUSES = frozenset({"subject", "by", "in", "from", "during", "after"})


def _event(
    draft: Draft,
    entities: Entities,
    setting: Setting,
    *,
    by_token: Mapping[tuple[int, int], Draft],
    counts: Sequence[CasualtyCount],
) -> Event:
    parse, mention = setting.paragraphs[draft.paragraph].parse, draft.mention
    reality = reality_of(
        parse,
        mention.head,
        words=setting.lexicon.factuality,
        stops=setting.stops.get(draft.paragraph, frozenset()),
        carrier=mention.governor,
    )
    roles = tuple(dict.fromkeys(_roles(draft, entities, setting, by_token)))
    return Event(
        id=draft.id,
        type=mention.type,
        triggers=_trigger_spans(parse, mention.tokens),
        roles=roles,
        factuality=reality.factuality,
        phase=reality.phase,
        time=_time(draft, setting, future=reality.factuality in FUTURE),
        casualties=tuple(counts),
    )


def _trigger_spans(parse: Parse, tokens: Sequence[int]) -> tuple[Span, ...]:
    """One span for each run of neighbouring trigger tokens."""
    runs: list[list[int]] = []
    for token in sorted(tokens):
        if runs and token == runs[-1][-1] + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return tuple(parse.span(run[0], run[-1] + 1) for run in runs)


def _roles(
    draft: Draft, entities: Entities, setting: Setting, by_token: Mapping[tuple[int, int], Draft]
) -> Iterator[Role]:
    def event_at(paragraph: int, token: int) -> str | None:
        found = by_token.get((paragraph, token))
        return None if found is None or found is draft else found.id

    for argument in draft.mention.arguments:
        role = "target" if argument.role == VICTIMS else argument.role
        yield from fill_role(
            entities, paragraph=draft.paragraph, token=argument.token, role=role, event_at=event_at
        )


def _time(draft: Draft, setting: Setting, *, future: bool) -> Time | None:
    """The nearest expression of time on the way from the event's word up to its clause's end or its source's cue."""
    paragraph = setting.paragraphs[draft.paragraph]
    if not paragraph.times:
        return None
    parse = paragraph.parse
    cues = setting.cues.get(draft.paragraph, frozenset())
    stops = setting.stops.get(draft.paragraph, frozenset())
    own = frozenset(draft.mention.tokens)
    for token in _upwards(parse, draft.mention, cues, stops):
        found = dated_first(paragraph.times, anchors(parse, token))
        # Only dates hold for what a clause embeds: "for hours" says how long its own verb lasts.
        if found is not None and (token in own or found.value is not None):
            return resolve_time(found, parse=parse, published=setting.published, future=future)
    return None


def anchors(parse: Parse, token: int) -> frozenset[int]:
    """The words that a time may hang on and yet be the token's: its subject ("*Mali* on Monday said"), "for the first time"."""
    found = {token}
    for child in parse.children[token]:
        if parse.deps[child] in ("nsubj", "nsubjpass"):
            found.add(child)
        elif parse.deps[child] == "prep":
            found.update(noun for noun in parse.dependents(child, "pobj") if parse.lemmas[noun] == "time")
    return frozenset(found)


def dated_first(expressions: Sequence[TimeExpression], anchors: frozenset[int]) -> TimeExpression | None:
    """The first expression that modifies one of the tokens; one that has a date goes before one that has none."""
    found = [expression for expression in expressions if expression.anchor in anchors]
    return next((expression for expression in found if expression.value is not None), found[0] if found else None)


EMBEDDING = frozenset({"advcl", "relcl", "acl", "ccomp", "csubj"})
"""Clauses with a time of their own, other than that of the clause around them."""


def _upwards(parse: Parse, mention: EventMention, cues: frozenset[int], stops: frozenset[int]) -> Iterator[int]:
    yield from mention.tokens
    token = mention.head
    while token not in stops and (parse.deps[token] not in EMBEDDING or _is_nonfinite(parse, token)):
        above = parse.heads[token]
        if above == token or above in cues:
            return
        token = above
        yield token


def _is_nonfinite(parse: Parse, token: int) -> bool:
    """Infinitives and participles happen about when the verb over them does."""
    return parse.tags[token] in ("VB", "VBG", "VBN") and parse.first(token, "nsubj", "nsubjpass", "aux", "auxpass") is None


def _casualties(draft: Draft, entities: Entities, setting: Setting) -> Iterator[CasualtyCount]:
    """One count for each group of victims with a number."""
    outcome = draft.mention.outcome
    if outcome is None:
        return
    parse = setting.paragraphs[draft.paragraph].parse
    for argument in _victims(draft.mention.arguments):
        amount = setting.paragraphs[draft.paragraph].amounts.get(argument.token)
        places = tuple(entities.places_at(draft.paragraph, argument.token))
        amount = amount or next((entities.mention(place).amount for place in places), None)
        if amount is None:
            continue
        trigger = parse.span(argument.token, argument.token + 1)
        victims = next((id_ for place in places if (id_ := entities.id_at(place, VICTIMS)) is not None), None)
        yield CasualtyCount(
            id=ids.mint("casualties", draft.id, outcome, trigger.begin, trigger.end),
            outcome=outcome,
            amount=amount,
            trigger=_trigger_spans(parse, (draft.mention.head,))[0],
            victims=victims,
        )


def _victims(arguments: Sequence[Argument]) -> Iterator[Argument]:
    named = [argument for argument in arguments if argument.role == VICTIMS]
    return iter(named or [argument for argument in arguments if argument.role == "target"])
