"""The claims of a document as facts: who says, with what stance, which events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg import ids
from kg.extract.entities import Entities
from kg.extract.events import Draft, Setting, anchors, dated_first
from kg.facts import Claim, Role, Span, Time
from kg.nlp.attribution import Attribution
from kg.nlp.parse import Parse
from kg.nlp.reading import Paragraph
from kg.nlp.times import resolve_time

CARRIED = ("conj", "xcomp", "acomp", "attr", "prep", "oprd", "dobj", "nsubj", "nsubjpass", "pobj", "advmod")
"""Labels over which what a source says of the head is said of the dependent, if that is an event's word or in its phrase."""


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


def build_claims(
    sayings: Sequence[Saying], contents: Mapping[str, tuple[str, ...]], entities: Entities, setting: Setting
) -> tuple[Claim, ...]:
    """The sayings as facts, in their order; `contents` maps each to what it says is, or is not, so."""
    return tuple(_claim(saying, sayings, contents.get(saying.id, ()), entities, setting) for saying in sayings)


def claim_contents(
    sayings: Sequence[Saying],
    drafts: Sequence[Draft],
    setting: Setting,
    *,
    causes: Mapping[str, str],
    answers: Mapping[str, str],
) -> dict[str, tuple[str, ...]]:
    """Claim → the ids of the events and claims that it asserts or denies; who says that a raid killed five asserts the raid.

    `answers` maps a saying to the one that it answers: what is denied in "denied it" is that one's content.
    """
    contents = {
        claim: tuple(dict.fromkeys(causes.get(content, content) for content in found))
        for claim, found in _contents(sayings, drafts, setting).items()
    }
    return contents | {saying: contents.get(answered, ()) for saying, answered in answers.items()}


def _contents(sayings: Sequence[Saying], drafts: Sequence[Draft], setting: Setting) -> Mapping[str, tuple[str, ...]]:
    """Claim → the events and claims whose words head its content, or are carried by what does."""
    heads: Heads = {}
    for saying in sayings:
        for head in saying.attribution.content_heads:
            heads.setdefault(head, []).append(saying.id)
    found: dict[str, list[str]] = {}
    for draft in drafts:
        for claim in _claims_over(draft, heads, setting):
            found.setdefault(claim, []).append(draft.id)
    for saying in sayings:
        for outer in _outer_claims(saying, heads):
            if outer != saying.id:
                found.setdefault(outer, []).append(saying.id)
    return {claim: tuple(dict.fromkeys(content)) for claim, content in found.items()}


Heads = dict[tuple[int, int], list[str]]
"""Paragraph and token of a content's head → the claims that have it: what a report says, and who dismisses the report."""


def _claims_over(draft: Draft, heads: Heads, setting: Setting) -> Sequence[str]:
    parse, mention = setting.paragraphs[draft.paragraph].parse, draft.mention
    for token in (mention.head, *mention.tokens, *_carriers(parse, mention.head, mention.governor)):
        if (draft.paragraph, token) in heads:
            return heads[draft.paragraph, token]
    return ()


def _carriers(parse: Parse, head: int, governor: int | None) -> Iterator[int]:
    """The words that assert the event when they are asserted: its light verb, copula, conjuncts and raising verbs."""
    token = head
    if governor is not None:
        yield governor
        token = governor
    while parse.heads[token] != token and _carries(parse, token):
        token = parse.heads[token]
        yield token


def _carries(parse: Parse, token: int) -> bool:
    label, above = parse.deps[token], parse.heads[token]
    if label in ("conj", "xcomp", "acomp", "attr", "oprd"):
        return True
    return (label in ("prep", "dobj") and parse.lemmas[above] in ("be", "remain", "have", "stay")) or label == "auxpass"


def _outer_claims(saying: Saying, heads: Heads) -> Sequence[str]:
    cue = saying.attribution
    tokens = (token for start, end in cue.cue for token in range(start, end))
    return next((heads[cue.paragraph, token] for token in tokens if (cue.paragraph, token) in heads), ())


def _claim(
    saying: Saying, sayings: Sequence[Saying], content: tuple[str, ...], entities: Entities, setting: Setting
) -> Claim:
    found, parses = saying.attribution, [paragraph.parse for paragraph in setting.paragraphs]
    spans = tuple(parses[p].span(start, end) for p, start, end in found.contents)
    medium = parses[found.paragraph].quote(*found.medium).rstrip(".") if found.medium else None
    return Claim(
        id=saying.id,
        stance=found.stance,
        triggers=cue_spans(found, parses),
        roles=tuple(_participants(saying, entities, setting)),
        content=content,
        about=tuple(dict.fromkeys(_about(found, entities))),
        content_spans=spans,
        medium=medium,
        quoted=found.quoted,
        said=_said(found, setting),
        continues=sayings[found.continues].id if found.continues is not None else None,
    )


def _participants(saying: Saying, entities: Entities, setting: Setting) -> Iterator[Role]:
    found = saying.attribution
    sources = speaker_tokens(found, setting.paragraphs)
    speakers = tuple(role for token in sources for role in _fill(entities, found.source_paragraph, token, "speaker"))
    if speakers:
        yield from speakers
    elif found.source is not None:
        parse = setting.paragraphs[found.source_paragraph].parse
        yield entities.describe(found.source_paragraph, phrase(parse, found.source), role="speaker")
    else:
        yield entities.unnamed(saying.id, role="speaker")
    if found.addressee is not None:
        yield from _fill(entities, found.paragraph, found.addressee, "addressee")


def speaker_tokens(attribution: Attribution, paragraphs: Sequence[Paragraph]) -> tuple[int, ...]:
    """The heads of all who speak: "*doctors* and *residents* said"."""
    if attribution.source is None:
        return ()
    parse = paragraphs[attribution.source_paragraph].parse
    found = [attribution.source]
    while (joined := parse.first(found[-1], "conj")) is not None and parse.pos[joined] in ("NOUN", "PROPN", "PRON"):
        found.append(joined)
    return tuple(found)


def phrase(parse: Parse, head: int) -> tuple[int, int]:
    """The noun phrase of a head without what follows it in clauses of its own."""
    end = head + 1
    for child in parse.children[head]:
        if (
            child > head
            and parse.deps[child] in ("prep", "appos", "compound", "nummod")
            and parse.edges[child][1] > end
        ):
            end = parse.edges[child][1] if parse.deps[child] != "appos" else end
    return parse.edges[head][0], end


def _fill(entities: Entities, paragraph: int, token: int, role: str) -> Iterator[Role]:
    """Who speaks or is spoken to is an actor; words that were taken for a place are left to be described."""
    for place in entities.places_at(paragraph, token):
        filler = entities.id_at(place, role) if entities.acts(place) else None
        if filler is not None:
            yield Role(property=role, filler=filler, span=entities.span(place))


def _about(found: Attribution, entities: Entities) -> Iterator[str]:
    """The entities that the content mentions."""
    for paragraph, start, end in found.contents:
        for n, mention in enumerate(entities.paragraphs[paragraph].mentions):
            if not (start <= mention.head < end and entities.is_mention((paragraph, n))):
                continue
            if (id_ := entities.id_of((paragraph, n))) is not None:
                yield id_


def _said(found: Attribution, setting: Setting) -> Time | None:
    """When it was said: the time that stands with the cue."""
    paragraph = setting.paragraphs[found.paragraph]
    parse = paragraph.parse
    cue = {token for start, end in found.cue for token in range(start, end)}
    near = cue | {parse.heads[token] for token in cue if parse.pos[token] == "NOUN"}
    expression = dated_first(paragraph.times, frozenset().union(*(anchors(parse, token) for token in near)))
    return None if expression is None else resolve_time(expression, parse=parse, published=setting.published)
