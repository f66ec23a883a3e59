"""Attributions with the ids of the claims that they become."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg import ids
from kg.facts import Span
from kg.nlp.attribution import Attribution
from kg.nlp.parse import Parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """An attribution with the id of the claim that it becomes."""

    id: str
    attribution: Attribution


def name_claims(document: str, attributions: Sequence[Attribution], parses: Sequence[Parse]) -> tuple[Saying, ...]:
    """Each attribution with an id made of the document, the stance and the cue's place."""
    return tuple(
        Saying(
            id=ids.mint("claim", document, attribution.stance, *cue_spans(attribution, parses)[0]),
            attribution=attribution,
        )
        for attribution in attributions
    )


def cue_spans(attribution: Attribution, parses: Sequence[Parse]) -> tuple[Span, ...]:
    """The characters of the cue's words."""
    return tuple(parses[attribution.paragraph].span(start, end) for start, end in attribution.cue)
