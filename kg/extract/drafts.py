"""Event mentions of a document on their way to facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg import ids
from kg.facts import Span
from kg.nlp.events import EventMention
from kg.nlp.parse import Parse

DraftAt = Mapping[tuple[int, int], "Draft"]
"""(paragraph, token) → the event that the token evokes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event mention with its address and id, before its roles are filled."""

    id: str
    paragraph: int
    mention: EventMention


def draft_events(document: str, paragraph: int, parse: Parse, mentions: Sequence[EventMention]) -> Iterator[Draft]:
    """Each event mention with its id, a function of the document, the class and the trigger's place."""
    for mention in mentions:
        span = parse.span(mention.head, mention.head + 1)
        yield Draft(
            id=ids.mint("event", document, mention.type, span.begin, span.end), paragraph=paragraph, mention=mention
        )


def by_token(drafts: Sequence[Draft]) -> dict[tuple[int, int], Draft]:
    """The drafts by the tokens of their triggers; of two on one token the later."""
    return {(draft.paragraph, token): draft for draft in drafts for token in draft.mention.tokens}


def with_carriers(drafts: Sequence[Draft]) -> dict[tuple[int, int], Draft]:
    """The drafts by the tokens of their triggers, and by the light verbs that carry them."""
    carried = {
        (draft.paragraph, draft.mention.governor): draft for draft in drafts if draft.mention.governor is not None
    }
    return carried | by_token(drafts)


def trigger_spans(parse: Parse, tokens: Sequence[int]) -> tuple[Span, ...]:
    """One span for each run of neighbouring trigger tokens."""
    runs: list[list[int]] = []
    for token in sorted(tokens):
        if runs and token == runs[-1][-1] + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return tuple(parse.span(run[0], run[-1] + 1) for run in runs)
