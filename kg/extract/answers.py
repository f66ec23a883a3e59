"""What an answer denies or confirms: "denied *it*", "dismissed *the accusation*" speak of what somebody else said before."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from kg.extract.claims import speaker_tokens
from kg.extract.entities import Entities
from kg.extract.events import Draft
from kg.extract.sayings import Saying
from kg.facts import Stance
from kg.lexicon.cues import CueLexicon
from kg.nlp.attribution.anonymity import stays_unnamed
from kg.nlp.parse import Parse
from kg.nlp.reading import Paragraph

ANSWERING = frozenset({Stance.DENIES, Stance.CONFIRMS, Stance.DOUBTS})
ASSERTING = frozenset({Stance.ASSERTS, Stance.CONFIRMS, Stance.SUGGESTS})
REACH = 2
"""Sentences back, in the paragraph before too, over which an answer finds what it answers."""


def find_answers(sayings: Sequence[Saying], entities: Entities, cues: CueLexicon) -> dict[str, tuple[str, ...]]:
    """Saying → the sayings that it answers, by another speaker: the latest before it that asserts something.

    What speaks of several ("*neither figure* could be confirmed") answers all that are near.
    """
    found: dict[str, tuple[str, ...]] = {}
    ordered = sorted(sayings, key=_position)
    for number, saying in enumerate(ordered):
        if _is_answer(saying, entities.paragraphs, cues):
            answered = [other.id for other in _answerable(saying, ordered[:number], entities)]
            if answered:
                several = _is_of_several(saying, entities.paragraphs, cues)
                found[saying.id] = tuple(reversed(answered)) if several else (answered[0],)
    return found


def _is_answer(saying: Saying, paragraphs: Sequence[Paragraph], cues: CueLexicon) -> bool:
    """Whether all that is denied, confirmed or doubted was said before: "denied it", "there was no confirmation"."""
    attribution = saying.attribution
    bare = attribution.stance is Stance.DOUBTS and not attribution.contents
    return attribution.stance in ANSWERING and (bare or bool(_echoed(saying, paragraphs, cues)))


def _is_of_several(saying: Saying, paragraphs: Sequence[Paragraph], cues: CueLexicon) -> bool:
    """Whether what is answered is told in the plural, or by "neither"."""
    heads = ((paragraphs[n].parse, token) for n, token in saying.attribution.content_heads)
    return any(
        (parse.tags[token] == "NNS" and saying.attribution.stance is Stance.DOUBTS)
        or not cues.words["several"].isdisjoint(parse.lowers[max(0, token - 1) : token + 1])
        for parse, token in heads
    )


def without_echoes(
    drafts: Sequence[Draft], sayings: Sequence[Saying], answers: Mapping[str, tuple[str, ...]], paragraphs: Sequence[Paragraph],
    cues: CueLexicon,
) -> list[Draft]:  # fmt: skip
    """The drafts but those of "the accusation" that is denied, and of an answer to what was said: no events of their own.

    Nor is it one that somebody "asked not to be *named*".
    """
    answering = [s for s in sayings if s.attribution.stance in ANSWERING]
    echoes = {head for s in answering for head in _echoed(s, paragraphs, cues)}
    answered = [s.attribution for s in answering if s.id in answers]
    echoes |= {(found.paragraph, t) for found in answered for start, end in found.cue for t in range(start, end)}
    return [
        draft
        for draft in drafts
        if (draft.paragraph, draft.mention.head) not in echoes
        and not _is_unnamed(paragraphs[draft.paragraph].parse, draft.mention.head, cues)
    ]


def _is_unnamed(parse: Parse, token: int, cues: CueLexicon) -> bool:
    named = parse.lemmas[token] in cues.words["naming"] and stays_unnamed(parse, parse.heads[token], cues)
    return named or stays_unnamed(parse, token, cues)


def _position(saying: Saying) -> tuple[int, int]:
    return saying.attribution.paragraph, saying.attribution.cue[0][0]


def _echoed(saying: Saying, paragraphs: Sequence[Paragraph], cues: CueLexicon) -> tuple[tuple[int, int], ...]:
    """The heads of a content that only points back; none where it says anything itself."""
    attribution = saying.attribution
    own = frozenset((attribution.paragraph, token) for start, end in attribution.cue for token in range(start, end))
    told = (
        _points_back(paragraphs[n].parse, token, cues, {t for p, t in own if p == n})
        for n, token in attribution.content_heads
    )
    return attribution.content_heads if attribution.content_heads and all(told) else ()


def _points_back(parse: Parse, token: int, cues: CueLexicon, cue: Collection[int]) -> bool:
    """A pronoun, or a noun for what was said that no clause or preposition fills: "it", "the charges", "involvement".

    The clause of the answer itself fills none: "a claim that the army *denied*".
    """
    if parse.lowers[token] in cues.words["pointing"] | cues.words["untrue"]:
        # "Called *that* a *lie*"
        return True
    if any(child not in cue for child in parse.dependents(token, "acl", "relcl", "ccomp", "prep")):
        return False
    owned = parse.lemmas[token] in cues.words["disputable"] and parse.first(token, "det", "poss") is not None
    return owned or parse.lemmas[token] in cues.words["involvement"]


def _answerable(saying: Saying, before: Sequence[Saying], entities: Entities) -> Iterator[Saying]:
    speakers = _speakers(saying, entities)
    for other in reversed(before):
        asserts = other.attribution.stance in ASSERTING and _is_near(saying, other, entities)
        if asserts and speakers.isdisjoint(_speakers(other, entities)):
            yield other


def _is_near(saying: Saying, other: Saying, entities: Entities) -> bool:
    mine, theirs = saying.attribution, other.attribution
    here, there = entities.paragraphs[mine.paragraph], entities.paragraphs[theirs.paragraph]
    if here.part != there.part:
        return False
    sentence = here.parse.sentence_of[mine.cue[0][0]]
    last = max([theirs.cue[0][0], *(end - 1 for n, _, end in theirs.contents if n == theirs.paragraph)])
    if mine.paragraph == theirs.paragraph:
        return sentence - here.parse.sentence_of[min(last, mine.cue[0][0])] <= REACH
    left = len(there.parse.sentences) - there.parse.sentence_of[last]
    return mine.paragraph - theirs.paragraph == 1 and sentence + left <= REACH


def _speakers(saying: Saying, entities: Entities) -> set[int]:
    paragraph = saying.attribution.source_paragraph
    tokens = speaker_tokens(saying.attribution, entities.paragraphs)
    places = (place for token in tokens for place in entities.places_at(paragraph, token))
    return {number for place in places if (number := entities.cluster_of(place)) is not None}
