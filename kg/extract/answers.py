"""What an answer denies or confirms: "denied *it*", "dismissed *the accusation*" speak of what somebody else said before."""

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.claims import speaker_tokens
from kg.extract.entities import Entities
from kg.extract.events import Draft
from kg.extract.sayings import Saying
from kg.facts import Stance
from kg.lexicon.cues import CueLexicon
from kg.nlp.parse import Parse
from kg.nlp.reading import Paragraph

ANSWERING = frozenset({Stance.DENIES, Stance.CONFIRMS, Stance.DOUBTS})
ASSERTING = frozenset({Stance.ASSERTS, Stance.CONFIRMS, Stance.SUGGESTS})
REACH = 2
"""Sentences back, in the paragraph before too, over which an answer finds what it answers."""


def find_answers(sayings: Sequence[Saying], entities: Entities, cues: CueLexicon) -> dict[str, str]:
    """Saying → the saying that it answers, by another speaker: the latest before it that asserts something."""
    found: dict[str, str] = {}
    ordered = sorted(sayings, key=_position)
    for number, saying in enumerate(ordered):
        if saying.attribution.stance in ANSWERING and _echoed(saying, entities.paragraphs, cues):
            answered = next(_answerable(saying, ordered[:number], entities), None)
            if answered is not None:
                found[saying.id] = answered.id
    return found


def without_echoes(
    drafts: Sequence[Draft], sayings: Sequence[Saying], answers: Mapping[str, str], paragraphs: Sequence[Paragraph],
    cues: CueLexicon,
) -> list[Draft]:  # fmt: skip
    """The drafts but those of "the accusation" that an answer takes up again: no event of its own."""
    echoes = {head for s in sayings if s.id in answers for head in _echoed(s, paragraphs, cues)}
    return [draft for draft in drafts if (draft.paragraph, draft.mention.head) not in echoes]


def _position(saying: Saying) -> tuple[int, int]:
    return saying.attribution.paragraph, saying.attribution.cue[0][0]


def _echoed(saying: Saying, paragraphs: Sequence[Paragraph], cues: CueLexicon) -> tuple[tuple[int, int], ...]:
    """The heads of a content that only points back; none where it says anything itself."""
    heads = saying.attribution.content_heads
    return heads if heads and all(_points_back(paragraphs[n].parse, token, cues) for n, token in heads) else ()


def _points_back(parse: Parse, token: int, cues: CueLexicon) -> bool:
    """A pronoun, or a noun for what was said that no clause or preposition fills: "it", "the charges", "involvement"."""
    if parse.lowers[token] in cues.words["pointing"]:
        return True
    if parse.first(token, "acl", "relcl", "ccomp", "prep") is not None:
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
    if mine.paragraph == theirs.paragraph:
        return sentence - here.parse.sentence_of[theirs.cue[0][0]] <= REACH
    left = len(there.parse.sentences) - there.parse.sentence_of[theirs.cue[0][0]]
    return mine.paragraph - theirs.paragraph == 1 and sentence + left <= REACH


def _speakers(saying: Saying, entities: Entities) -> set[int]:
    paragraph = saying.attribution.source_paragraph
    tokens = speaker_tokens(saying.attribution, entities.paragraphs)
    places = (place for token in tokens for place in entities.places_at(paragraph, token))
    return {number for place in places if (number := entities.cluster_of(place)) is not None}
