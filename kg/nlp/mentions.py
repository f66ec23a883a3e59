"""Words that refer to someone or something, before it is known to whom."""

from dataclasses import dataclass
from enum import StrEnum

from kg.facts import Amount
from kg.gazetteer import Candidate


class Kind(StrEnum):
    """How a mention refers."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Link(StrEnum):
    """How grammar ties a modifier to the noun that it describes."""

    ADJECTIVE = "adjective"
    POSSESSIVE = "possessive"
    COMPOUND = "compound"
    OF = "of"
    IN = "in"
    APPOSITION = "apposition"
    COMMA = "comma"  # the name after a comma, which may be the larger place: "X, Y"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A modifier that says whose or where the noun's referent is; `token` is in the modifier's own mention."""

    link: Link
    token: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Tokens [start, end) of one paragraph; `head` is the token by which grammar knows them.

    `type` is None for a pronoun. `candidates` are what the gazetteer knows by this name, best first. `title` is the
    office or rank that stands with a name and `title_tokens` where, `noun` the lemma of a description's head;
    `generic` nouns can stand for a name ("the unit", "the city"). The class of a name is `certain` when
    the sentence says it, and not the statistical model alone.
    """

    start: int
    end: int
    head: int
    kind: Kind
    label: str
    type: str | None = None
    candidates: tuple[Candidate, ...] = ()
    plural: bool = False
    definite: bool = False
    amount: Amount | None = None
    ties: tuple[Tie, ...] = ()
    title: str | None = None
    title_tokens: tuple[int, int] | None = None
    noun: str | None = None
    sectors: tuple[str, ...] = ()
    generic: bool = False
    certain: bool = False
