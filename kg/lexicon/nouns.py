"""The nouns that denote actors, places and equipment when no name is there, or beside a name."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.namespaces import CKG, LEX, SECTOR, name_of
from kg.turtle import Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """What a common noun denotes: a class, another in the plural, a sector; and what it does beside a name.

    `office` is a post or title ("president"), `honorific` a title alone ("Mr"), `unit` a formation ("brigade"),
    `name_head` forms place names ("X region", "the village of X"), `capital` is so meant within names alone ("the National
    *Front*"), `generic` may stand for a name ("the group"), a `town` may be called so, where it is said which ("the *Iraqi port* of X"), a `part` is of
    a town ("the X *neighbourhood* of Y").
    """

    words: tuple[str, ...]
    type: str
    plural: str
    sectors: tuple[str, ...] = ()
    office: bool = False
    honorific: bool = False
    unit: bool = False
    name_head: bool = False
    capital: bool = False
    generic: bool = False
    town: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """Last lemma of a noun → its readings, longest first; and the words that offices and titles begin with.

    `calling` are verbs whose participle says what somebody is called: "a militia *known* as X".
    """

    by_last: Mapping[str, tuple[Noun, ...]]
    title_starts: frozenset[str]
    calling: frozenset[str]


def compile_nouns(knowledge: Knowledge) -> Nouns:
    """All nouns, indexed by their last word."""
    found: dict[str, list[Noun]] = defaultdict(list)
    for subject in sorted(knowledge.having(LEX + "denotes")):
        for text in knowledge.values(subject, LEX + "noun"):
            noun = _noun(knowledge, subject, tuple(text.lower().replace("'s", " 's").split()))
            found[noun.words[-1]].append(noun)
    return Nouns(
        by_last={word: tuple(sorted(nouns, key=lambda noun: -len(noun.words))) for word, nouns in found.items()},
        title_starts=frozenset(
            noun.words[0] for nouns in found.values() for noun in nouns if noun.office or noun.honorific
        ),
        calling=frozenset(knowledge.values(LEX + "Calling", LEX + "callingVerb")),
    )


def _noun(knowledge: Knowledge, subject: str, words: tuple[str, ...]) -> Noun:
    type_ = name_of(knowledge.values(subject, LEX + "denotes")[0])
    plural = knowledge.value(subject, LEX + "plural")
    sector = knowledge.values(subject, CKG + "sector")
    return Noun(
        words=words,
        type=type_,
        plural=name_of(plural) if plural else type_,
        sectors=tuple(value.removeprefix(SECTOR) for value in sector),
        **{flag: knowledge.value(subject, LEX + key) == "true" for flag, key in _FLAGS.items()},
    )


_FLAGS = {
    "office": "office",
    "honorific": "honorific",
    "unit": "unit",
    "name_head": "nameHead",
    "capital": "capital",
    "generic": "generic",
    "town": "town",
    "part": "part",
}
