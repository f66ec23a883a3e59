"""The words that report speech and thought, compiled for look-up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import OntologyError
from kg.facts import Stance
from kg.turtle import Knowledge

LEX = "https://w3id.org/conflict-kg/lexicon#"
CUE = LEX + "Cue"
WORDS = LEX + "Words"


class Takes(StrEnum):
    """What stands for the content beside a cue."""

    CLAUSE = "Clause"
    QUESTION = "Question"
    QUOTATION = "Quotation"
    NOUN = "Noun"
    FREE_RELATIVE = "FreeRelative"
    SPEECH_NOUN = "SpeechNoun"
    GERUND = "Gerund"
    INFINITIVE = "Infinitive"
    OBJECT_INFINITIVE = "ObjectInfinitive"
    OBJECT_OF = "ObjectOf"
    OBJECT_AS = "ObjectAs"
    OBJECT_AT = "ObjectAt"
    OBJECT_PREDICATE = "ObjectPredicate"
    SPEAKER = "Speaker"
    NOTHING = "Nothing"


class Reaches(StrEnum):
    """Where the addressee stands: the verb's object, or behind "to"."""

    OBJECT = "object"
    TO = "to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A sense of a reporting word. `negated` and `unable` are the stances of "did not X" and "could not X", if any.

    An attitude is thought or felt rather than said; `human` cues need a speaker who can; some cues ("comment", "evidence")
    report something only when negated. Some nouns are somebody's word only with a speaker ("X's discovery that"), some
    without one too ("allegations of fraud"). What `blames` does so "for" something, in the passive too. What is no saying by
    itself ("went on") is one only beside a quotation; some want a document or picture for their speaker.
    """

    id: str
    stance: Stance
    takes: frozenset[Takes]
    negated: Stance | None = None
    unable: Stance | None = None
    attitude: bool = False
    human: bool = False
    needs_negation: bool = False
    needs_speaker: bool = False
    unnamed: bool = False
    blames: bool = False
    quotes_only: bool = False
    document: bool = False
    addressee: Reaches | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A cue's words behind the first one, as word forms."""

    rest: tuple[str, ...]
    cue: Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class CueLexicon:
    """Cues by the lemma (verbs, adjectives, nouns) or form (phrases, adverbs) of the first word, longest pattern first.

    `words` holds the closed classes that the grammar of attribution needs, by name.
    """

    verbs: Mapping[str, tuple[Pattern, ...]]
    adjectives: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    phrases: Mapping[str, tuple[Pattern, ...]]
    adverbs: Mapping[str, tuple[Pattern, ...]]
    words: Mapping[str, frozenset[str]]


def compile_cues(knowledge: Knowledge) -> CueLexicon:
    """The cue lexicon of the knowledge files. Raises OntologyError for a stance or complement that does not exist."""
    cues = {iri: cue_of(iri, knowledge) for iri in knowledge.instances(CUE)}
    tables = {kind: patterns(cues, knowledge, LEX + kind) for kind in ("verb", "adjective", "noun", "phrase", "adverb")}
    words = {local(iri): frozenset(knowledge.values(iri, LEX + "word")) for iri in knowledge.instances(WORDS)}
    return CueLexicon(
        verbs=tables["verb"],
        adjectives=tables["adjective"],
        nouns=tables["noun"],
        phrases=tables["phrase"],
        adverbs=tables["adverb"],
        words=words,
    )


def cue_of(iri: str, knowledge: Knowledge) -> Cue:
    """One cue of the lexicon."""
    flags = knowledge.values(iri, LEX + "marks")
    addressee = knowledge.value(iri, LEX + "addressee")
    try:
        return Cue(
            id=local(iri),
            stance=Stance(local(knowledge.value(iri, LEX + "stance") or "")),
            takes=frozenset(Takes(local(value)) for value in knowledge.values(iri, LEX + "takes")),
            negated=stance_or_none(knowledge.value(iri, LEX + "negated")),
            unable=stance_or_none(knowledge.value(iri, LEX + "unable")),
            attitude=LEX + "Attitude" in flags,
            human=LEX + "HumanSpeaker" in flags,
            needs_negation=LEX + "NeedsNegation" in flags,
            needs_speaker=LEX + "NeedsSpeaker" in flags,
            unnamed=LEX + "Unnamed" in flags,
            blames=LEX + "Blames" in flags,
            quotes_only=LEX + "QuotesOnly" in flags,
            document=LEX + "DocumentSpeaker" in flags,
            addressee=Reaches(local(addressee)) if addressee else None,
        )
    except ValueError as error:
        raise OntologyError(f"{iri}: {error}") from error


def stance_or_none(iri: str | None) -> Stance | None:
    """The stance of that name."""
    return Stance(local(iri)) if iri else None


def local(iri: str) -> str:
    """What stands behind the last "/" or "#"."""
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def patterns(cues: Mapping[str, Cue], knowledge: Knowledge, predicate: str) -> dict[str, tuple[Pattern, ...]]:
    """First word → patterns of all cues that the predicate gives words, longest first."""
    table: dict[str, list[Pattern]] = defaultdict(list)
    for iri, cue in cues.items():
        for words in map(str.split, knowledge.values(iri, predicate)):
            table[words[0]].append(Pattern(rest=tuple(words[1:]), cue=cue))
    return {word: longest_first(found) for word, found in table.items()}


def longest_first(found: Iterable[Pattern]) -> tuple[Pattern, ...]:
    """The patterns by falling length; those of one length stay in the order of the file."""
    return tuple(sorted(found, key=lambda pattern: -len(pattern.rest)))
