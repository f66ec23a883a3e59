"""What each claim asserts or denies: the events that head its content, or else the topmost events in it."""

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.drafts import Draft
from kg.extract.events import Setting
from kg.extract.sayings import Saying
from kg.facts import Stance
from kg.nlp.parse import Parse

AFFIRMING = frozenset({Stance.ASSERTS, Stance.CONFIRMS, Stance.SUGGESTS})
"""Stances that hold for all of a content; who denies a part in a raid does not deny the raid."""


Heads = dict[tuple[int, int], list[str]]
"""Paragraph and token of a content's head → the claims that have it: what a report says, and who dismisses the report."""


def claim_contents(
    sayings: Sequence[Saying],
    drafts: Sequence[Draft],
    setting: Setting,
    *,
    causes: Mapping[str, str],
    answers: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """Claim → the ids of the events and claims that it asserts or denies; who says that a raid killed five asserts the raid.

    `answers` maps a saying to those that it answers: what is denied in "denied it" is their content.
    """
    contents = {
        claim: tuple(dict.fromkeys(causes.get(content, content) for content in found))
        for claim, found in _contents(sayings, drafts, setting).items()
    }
    told = {
        saying: tuple(dict.fromkeys(content for other in answered for content in contents.get(other, ())))
        for saying, answered in answers.items()
    }
    return contents | told


def _contents(sayings: Sequence[Saying], drafts: Sequence[Draft], setting: Setting) -> Mapping[str, tuple[str, ...]]:
    """Claim → the events and claims whose words head its content, or are carried by what does; else the topmost events."""
    heads: Heads = {}
    for saying in sayings:
        for head in saying.attribution.content_heads:
            heads.setdefault(head, []).append(saying.id)
    found = {
        saying.id: [*_headed(saying, drafts, heads, setting), *_inner(saying, sayings, heads, setting)]
        for saying in sayings
    }
    for saying in sayings:
        if not found[saying.id] and saying.attribution.stance in AFFIRMING:
            found[saying.id] = [draft.id for draft in _topmost(saying, sayings, drafts, setting)]
    return {claim: tuple(dict.fromkeys(content)) for claim, content in found.items()}


def _headed(saying: Saying, drafts: Sequence[Draft], heads: Heads, setting: Setting) -> Iterator[str]:
    found = [
        draft
        for draft in drafts
        if any(_covers(range_, draft) for range_ in saying.attribution.contents)
        and saying.id in _claims_over(draft, heads, setting)
    ]
    # Who rejects "*allegations* of a massacre" denies the massacre, not that it was alleged.
    spoken = {(draft.paragraph, noun) for draft in found for noun in _spoken_of(draft, setting)}
    yield from (draft.id for draft in found if (draft.paragraph, draft.mention.head) not in spoken)


def _inner(saying: Saying, sayings: Sequence[Saying], heads: Heads, setting: Setting) -> Iterator[str]:
    """What others say in what somebody says."""
    return (other.id for other in sayings if other is not saying and saying.id in _outer_claims(other, heads, setting))


def _covers(content: tuple[int, int, int], draft: Draft) -> bool:
    paragraph, start, end = content
    return paragraph == draft.paragraph and any(start <= token < end for token in draft.mention.tokens)


def _claims_over(draft: Draft, heads: Heads, setting: Setting) -> Sequence[str]:
    parse, mention = setting.paragraphs[draft.paragraph].parse, draft.mention
    near = (*_carriers(parse, mention.head, mention.governor), *_spoken_of(draft, setting))
    for token in (mention.head, *mention.tokens, *near):
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


def _spoken_of(draft: Draft, setting: Setting) -> Iterator[int]:
    """The noun of saying that tells of the event: denied *reports of* an attack."""
    parse, head, cues = setting.paragraphs[draft.paragraph].parse, draft.mention.head, setting.lexicon.cues
    preposition = parse.heads[head]
    noun = parse.heads[preposition]
    patterns = cues.nouns.get(parse.lemmas[noun], ()) if parse.deps[head] == "pobj" else ()
    if any(pattern.rest == (parse.lowers[preposition],) for pattern in patterns):
        yield noun


def _carries(parse: Parse, token: int) -> bool:
    label, above = parse.deps[token], parse.heads[token]
    if label in ("conj", "xcomp", "acomp", "attr", "oprd"):
        return True
    return (label in ("prep", "dobj") and parse.lemmas[above] in ("be", "remain", "have", "stay")) or label == "auxpass"


def _outer_claims(saying: Saying, heads: Heads, setting: Setting) -> Sequence[str]:
    """The claims whose content a cue heads, itself or by the copula that carries it: "said there *was* no evidence"."""
    cue, parse = saying.attribution, setting.paragraphs[saying.attribution.paragraph].parse
    tokens = [token for start, end in cue.cue for token in range(start, end)]
    tokens += [above for token in tokens if parse.pos[token] == "NOUN" for above in _carriers(parse, token, None)]
    return next((heads[cue.paragraph, token] for token in tokens if (cue.paragraph, token) in heads), ())


def _topmost(saying: Saying, sayings: Sequence[Saying], drafts: Sequence[Draft], setting: Setting) -> Iterator[Draft]:
    """The events of a content whose own head names none ("heard *gunfire*"), less those that somebody in it says.

    An event below another one in the tree is only mentioned; one in a row with it is told like it.
    """
    for paragraph, start, end in saying.attribution.contents:
        inner = [
            range(low, high)
            for other in sayings
            for p, low, high in other.attribution.contents
            if p == paragraph and start <= low and high <= end and (low, high) != (start, end)
        ]
        within = [
            draft
            for draft in drafts
            if draft.paragraph == paragraph
            and start <= draft.mention.head < end
            and not any(draft.mention.head in range_ for range_ in inner)
        ]
        parse = setting.paragraphs[paragraph].parse
        heads = {draft.mention.head for draft in within}
        yield from (draft for draft in within if not _is_below(parse, draft.mention.head, heads))


def _is_below(parse: Parse, token: int, heads: set[int]) -> bool:
    """Whether a token hangs on one of the heads other than in a row with it, or in a relative clause, which is presupposed."""
    in_row = True
    while parse.heads[token] != token:
        if parse.deps[token] == "relcl":
            return True
        in_row = in_row and parse.deps[token] == "conj"
        token = parse.heads[token]
        if token in heads and not in_row:
            return True
    return False
