"""The words that evoke event classes, and how grammar fills their roles."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kg.facts import Outcome
from kg.lexicon.frames import Slots, merged_slots, stated_slots
from kg.lexicon.refinements import Refinements, Turn, compile_refinements, compile_turns
from kg.namespaces import CKG, LEX, SLOT, name_of
from kg.turtle import Knowledge

Superclasses = Callable[[str], tuple[str, ...]]
"""The names of a class's ancestors, nearest first, itself included."""

Frame = Mapping[str, tuple[str, ...]]
"""Grammatical slot → role properties."""


class Part(StrEnum):
    """What a pattern's head word is, grammatically."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    PHRASE = "phrase"


class Special(StrEnum):
    """What a pattern does that evokes no class."""

    NO_EVENT = "NoEvent"
    LIGHT = "Light"
    LIGHT_PASSIVE = "LightPassive"
    OCCURRENCE = "Occurrence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One reading of a pattern. `words` are lemmas, the head first for verbs and phrases, in text order for nouns.

    `at` is the head's place among them.

    `selects` and `select_lemmas` say of what class, or of what lemma, a slot's filler has to be; `needs` names slots of which one
    has to be filled, `requires` those that all have to be. A filler of another kind rules the reading out in the slots of `ruling`, and is only left out
    elsewhere; in those of `strict` one of unknown kind rules it out too. A noun that is selected by its lemma in a slot of
    `absorbs` belongs to the trigger: it tells no event of its own, and what hangs on it hangs on the trigger.
    """

    words: tuple[str, ...]
    part: Part
    type: str
    at: int = 0
    frame: Frame = field(default_factory=dict)
    selects: Mapping[str, frozenset[str]] = field(default_factory=dict)
    select_lemmas: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ruling: frozenset[str] = frozenset()
    strict: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    requires: frozenset[str] = frozenset()
    absorbs: frozenset[str] = frozenset()
    outcome: Outcome | None = None
    rank: int = 0

    @property
    def others(self) -> tuple[str, ...]:
        """The words but the head."""
        return self.words[: self.at] + self.words[self.at + 1 :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """What is used, as lemmas, and the class that its use makes of a more general one."""

    words: tuple[str, ...]
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """The entries of one head lemma, longest pattern first.

    `by_other` finds those of several words by the first besides the head, with all that they need: a common verb heads two
    hundred patterns, of which a paragraph has words for one or two.
    """

    entries: tuple[Entry, ...] = ()
    lone: tuple[int, ...] = ()
    by_other: Mapping[str, tuple[tuple[int, tuple[str, ...]], ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Entry]:
        """All entries."""
        return iter(self.entries)

    def among(self, words: frozenset[str]) -> Sequence[Entry]:
        """The entries that find all their words among some."""
        found = list(self.lone)
        for other in self.by_other.keys() & words:
            found += (place for place, others in self.by_other[other] if words.issuperset(others))
        return [self.entries[place] for place in sorted(found)]


NO_PATTERNS = Patterns()

Index = Mapping[str, Patterns]
"""Head lemma → patterns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The compiled triggers by part of speech, what makes a class more specific, the states that it results in.

    `named` are nouns of events that bear a person's name: "Hurricane *Mitch*".
    """

    verbs: Index
    nouns: Index
    adjectives: Index
    phrases: Index
    instruments: Mapping[str, tuple[Instrument, ...]]
    results: Mapping[str, frozenset[str]]
    refinements: Refinements
    turns: Mapping[str, Turn]
    named: frozenset[str]
    noun_frame: Frame
    verb_frame: Frame


def compile_words(knowledge: Knowledge, *, superclasses: Superclasses) -> Words:
    """The words of all files, each with the frame that it inherits: the part of speech's, its classes', its own."""
    defaults = {part: stated_slots(knowledge, f"{LEX}{frame}") for part, frame in _DEFAULT_FRAMES.items()}
    by_part: dict[Part, dict[str, list[Entry]]] = {part: defaultdict(list) for part in Part}
    for subject, cls in _evocations(knowledge):
        for entry in _entries(knowledge, subject, cls, superclasses=superclasses, defaults=defaults):
            by_part[entry.part][entry.words[entry.at]].append(entry)
    index = {part: {word: _patterns(entries) for word, entries in table.items()} for part, table in by_part.items()}
    return Words(
        verbs=index[Part.VERB],
        nouns=index[Part.NOUN],
        adjectives=index[Part.ADJECTIVE],
        phrases=index[Part.PHRASE],
        instruments=_instruments(knowledge, superclasses),
        results={
            name_of(subject): frozenset(map(name_of, knowledge.values(subject, LEX + "resultsIn")))
            for subject in knowledge.having(LEX + "resultsIn")
        },
        refinements=compile_refinements(knowledge),
        turns=compile_turns(knowledge),
        named=frozenset(knowledge.values(LEX + "Grammar", LEX + "namedEventNoun")),
        noun_frame=defaults[Part.NOUN].frame,
        verb_frame=defaults[Part.VERB].frame,
    )


_DEFAULT_FRAMES = {
    Part.VERB: "VerbFrame",
    Part.PHRASE: "VerbFrame",
    Part.ADJECTIVE: "VerbFrame",
    Part.NOUN: "NounFrame",
}


def _evocations(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """(subject that bears words, class that they evoke), in a stable order."""
    bearing = sorted({subject for part in Part for subject in knowledge.having(LEX + part)})
    for subject in bearing:
        special = subject.removeprefix(LEX)
        if special in set(Special):
            yield subject, special
        elif evoked := knowledge.values(subject, LEX + "evokes"):
            yield from ((subject, name_of(cls)) for cls in evoked)
        elif _is_class(knowledge, subject):
            yield subject, name_of(subject)


def _is_class(knowledge: Knowledge, subject: str) -> bool:
    """Terms of the ontology, and a user's own classes, bear words directly."""
    own = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
    return subject.startswith(CKG) or bool(knowledge.values(subject, own))


def _entries(
    knowledge: Knowledge, subject: str, cls: str, *, superclasses: Superclasses, defaults: Mapping[Part, Slots]
) -> Iterator[Entry]:
    own = [stated_slots(knowledge, subject)] if subject != _iri(cls) else []
    lineage = (
        [] if cls in set(Special) else [stated_slots(knowledge, _iri(name)) for name in reversed(superclasses(cls))]
    )
    outcome = _outcome(knowledge, subject, cls)
    for part in Part:
        slots = merged_slots([defaults[part], *lineage, *own], nominal=part is Part.NOUN)
        stated = merged_slots([*lineage, *own], nominal=part is Part.NOUN)
        for pattern in knowledge.values(subject, LEX + part):
            yield Entry(
                words=tuple(pattern.replace("-", " ").split()),
                part=part,
                type=cls,
                at=noun_head(pattern, defaults[Part.NOUN].frame) if part is Part.NOUN else 0,
                frame=slots.frame,
                selects=slots.selects,
                select_lemmas=slots.lemmas,
                ruling=frozenset(stated.selects.keys() | stated.lemmas.keys()),
                strict=_named_slots(knowledge, subject, "strict"),
                needs=_named_slots(knowledge, subject, "needs"),
                requires=_named_slots(knowledge, subject, "requires"),
                absorbs=_named_slots(knowledge, subject, "absorbs"),
                outcome=outcome,
                rank=int(knowledge.value(subject, LEX + "rank") or 0),
            )


def _named_slots(knowledge: Knowledge, subject: str, word: str) -> frozenset[str]:
    return frozenset(iri.removeprefix(SLOT) for iri in knowledge.values(subject, LEX + word))


def _outcome(knowledge: Knowledge, subject: str, cls: str) -> Outcome | None:
    """What happens to the victims, by the word or by its class."""
    stated = knowledge.value(subject, LEX + "outcome") or knowledge.value(_iri(cls), LEX + "outcome")
    return Outcome(name_of(stated)) if stated else None


def _iri(name: str) -> str:
    return name if ":" in name else CKG + name


def noun_head(pattern: str, prepositions: Mapping[str, object]) -> int:
    """The index of a noun pattern's head: the last word before a preposition, which is none behind a hyphen.

    >>> noun_head("excessive use of force", {"of": ()}), noun_head("student sit-in", {"in": ()})
    (1, 2)
    """
    words = pattern.replace("-", " -").split()
    return next((n for n, word in enumerate(words) if n and word in prepositions), len(words)) - 1


def _patterns(entries: Iterable[Entry]) -> Patterns:
    ordered = tuple(sorted(entries, key=lambda entry: (-len(entry.words), -entry.rank, entry.words, entry.type)))
    by_other: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for place, entry in enumerate(ordered):
        if entry.others:
            by_other[entry.others[0]].append((place, entry.others))
    lone = tuple(place for place, entry in enumerate(ordered) if not entry.others)
    return Patterns(entries=ordered, lone=lone, by_other={word: tuple(found) for word, found in by_other.items()})


def _instruments(knowledge: Knowledge, superclasses: Superclasses) -> dict[str, tuple[Instrument, ...]]:
    """Last lemma → the instruments so called, longest name and deepest class first."""
    found: dict[str, list[Instrument]] = defaultdict(list)
    for subject in sorted(knowledge.having(LEX + "instrument")):
        for text in knowledge.values(subject, LEX + "instrument"):
            words = tuple(text.replace("-", " ").split())
            found[words[-1]].append(Instrument(words=words, type=name_of(subject)))
    return {
        lemma: tuple(sorted(all_, key=lambda i: (-len(i.words), -len(superclasses(i.type)), i.type)))
        for lemma, all_ in found.items()
    }
