"""Attributions as values: inside one paragraph, and of the document."""

from dataclasses import dataclass
from typing import TypeAlias

from kg.facts import Stance
from kg.nlp.attribution.ranges import Range

Place: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody says, thinks or denies something, or declines to say it.

    `cue` and `medium` are token ranges of `paragraph`, `contents` are (paragraph, start, end); `source` is the head of the
    speaker's noun phrase in `source_paragraph`, None where nobody is named; `pronoun` is the relative pronoun beside the cue
    that stands for it. `content_heads` are (paragraph, token): the
    predicates that the content asserts, a cue where the content is itself somebody's word. `quoted`: verbatim.
    `attitude`: thought or felt, not said. `anonymous`: the speaker would not be named.
    A `relay` is the word of somebody whom the clause around it cites. `continues`: the attribution whose speaker goes on in a quotation without a cue.
    """

    paragraph: int
    stance: Stance
    cue: tuple[Range, ...]
    source: int | None
    source_paragraph: int
    contents: tuple[Place, ...]
    content_heads: tuple[tuple[int, int], ...]
    quoted: bool = False
    attitude: bool = False
    addressee: int | None = None
    medium: Range | None = None
    pronoun: int | None = None
    anonymous: bool = False
    relay: bool = False
    continues: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An attribution inside one paragraph: `pieces` are the content's tokens, `quotes` the quotations that it quotes.

    `blocks` are the paragraphs behind that it quotes without marks. A `relay` hands on the speaker of the clause around it: *…, citing officials*.
    `shared`: the word of whoever says it, as nobody else is named: *there was no evidence of*.
    """

    token: int
    words: tuple[tuple[int, int], ...]
    stance: Stance
    source: int | None
    pieces: tuple[tuple[int, int], ...] = ()
    quotes: tuple[int, ...] = ()
    blocks: tuple[int, ...] = ()
    addressee: int | None = None
    medium: tuple[int, int] | None = None
    pronoun: int | None = None
    attitude: bool = False
    anonymous: bool = False
    relay: bool = False
    shared: bool = False
