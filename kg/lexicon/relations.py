"""The words for standing relations: allies, members, leaders."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.namespaces import LEX, name_of
from kg.turtle import Knowledge

PARTS = ("noun", "act", "verb", "adjective", "prefix", "phrase")
KINDS = (("relation", False), ("inverseRelation", True))


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationWord:
    """A pattern of lemmas (head last for nouns, else first) and the property that it asserts.

    An `inverse` word's subject is the property's object ("a proxy of", "Iran-*backed*"); `of` are the classes that the
    object must be of, where the word alone does not say ("commander"). An "act" is a noun for what its subject has or
    does ("support for"), which a `light` verb may give it ("*offers* support to").
    """

    words: tuple[str, ...]
    part: str
    relation: str
    inverse: bool = False
    of: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()

    @property
    def head(self) -> str:
        """The lemma by which the tree knows the pattern."""
        return self.words[-1] if self.part in ("noun", "act") else self.words[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationWords:
    """`by_head`: (part of speech, head lemma) → readings, longest first.

    `heads` are the lemmas alone; `over` are attributes that say it is no longer so, `ending` verbs that do of what they are done to; what stands under a
    `resolved` word is so although it is also to come ("*committed* to supporting").
    """

    by_head: Mapping[tuple[str, str], tuple[RelationWord, ...]]
    heads: frozenset[str]
    over: frozenset[str]
    ending: frozenset[str]
    resolved: frozenset[str]


def compile_relations(knowledge: Knowledge) -> RelationWords:
    """The relation words of all files; a longer pattern of a relation that is over hides the shorter one."""
    found: dict[tuple[str, str], list[RelationWord]] = defaultdict(list)
    for word in _words(knowledge):
        found[word.part, word.head].append(word)
    return RelationWords(
        by_head={key: tuple(sorted(words, key=lambda word: -len(word.words))) for key, words in found.items()},
        heads=frozenset(head for _, head in found),
        over=frozenset(knowledge.values(LEX + "Over", LEX + "adjective")),
        ending=frozenset(knowledge.values(LEX + "Over", LEX + "verb")),
        resolved=frozenset(knowledge.values(LEX + "Over", LEX + "resolved")),
    )


def _words(knowledge: Knowledge) -> Iterator[RelationWord]:
    for kind, inverse in KINDS:
        for subject in sorted(knowledge.having(LEX + kind)):
            relation = name_of(knowledge.values(subject, LEX + kind)[0])
            classes = frozenset(map(name_of, knowledge.values(subject, LEX + "of")))
            light = frozenset(knowledge.values(subject, LEX + "lightVerb"))
            for part in PARTS:
                for text in knowledge.values(subject, LEX + part):
                    yield RelationWord(
                        words=tuple(text.split()),
                        part=part,
                        relation=relation,
                        inverse=inverse,
                        of=classes,
                        light=light,
                    )
