"""One paragraph's tokens, tags and tree as plain tuples.

Finders walk the tree many times; tuples indexed by token are some ten times faster to walk than spaCy's token objects,
and a test can compare them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from kg.facts import SectionKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A named entity of the statistical model: tokens [start, end)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """Tuples of one length, indexed by token, of one paragraph; `offset` is where it starts in the document's text.

    `pos` is the universal part of speech, `tags` Penn Treebank, `deps` ClearNLP's labels; a root is its own head.
    `begins` and `ends` are characters of `text`. `edges` holds each token's subtree as [first, last + 1).
    """

    text: str
    offset: int
    section: SectionKind
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    edges: tuple[tuple[int, int], ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    sentence_of: tuple[int, ...]
    entities: tuple[Entity, ...]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int) -> Span:
        """The document's characters of the tokens [start, end)."""
        return Span(self.offset + self.begins[start], self.offset + self.ends[end - 1])

    def quote(self, start: int, end: int) -> str:
        """The text of the tokens [start, end)."""
        return self.text[self.begins[start] : self.ends[end - 1]]

    def dependents(self, token: int, *labels: str) -> Iterator[int]:
        """The children of a token that bear one of the labels, in the order of the text."""
        children = self.children[token]
        if not children:
            return iter(())
        deps = self.deps
        return iter([child for child in children if deps[child] in labels])

    def first(self, token: int, *labels: str) -> int | None:
        """The first child of a token that bears one of the labels."""
        deps = self.deps
        for child in self.children[token]:
            if deps[child] in labels:
                return child
        return None

    def ancestors(self, token: int) -> Iterator[int]:
        """The token's head, its head's head and so on up to the root."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token


SHORT = re.compile(r"[^aeiouy]*[aeiouy][bcdfgklmnprstvz]")
"""Stems of one short syllable, which double their consonant before an ending: "hop", "hopped"."""


HISSING = ("s", "x", "z", "ch", "sh", "o")
"""Ends of stems that take "es"."""


@lru_cache(maxsize=1 << 13)
def lemma_of(word: str, lemma: str, tag: str) -> str:
    """The lemma, with the "e" that the lemmatizer takes for the ending's where spelling tells that it is the stem's.

    >>> lemma_of("hoped", "hop", "VBD"), lemma_of("hopes", "hop", "VBZ"), lemma_of("visited", "visit", "VBD")
    ('hope', 'hope', 'visit')
    """
    if tag == "VBZ":
        return lemma + "e" if word == lemma + "es" and not lemma.endswith(HISSING) else lemma
    single = word in (lemma + "ed", lemma + "ing") and tag in ("VBD", "VBN", "VBG")
    return lemma + "e" if single and SHORT.fullmatch(lemma) else lemma


def parse_of(doc: Doc, *, offset: int = 0, section: SectionKind = SectionKind.BODY) -> Parse:
    """The plain view of a parsed Doc."""
    tokens = list(doc)
    sentences = tuple((sent.start, sent.end) for sent in doc.sents)
    heads = tuple(token.head.i for token in tokens)
    return Parse(
        text=doc.text,
        offset=offset,
        section=section,
        words=tuple(token.text for token in tokens),
        lowers=tuple(token.lower_ for token in tokens),
        lemmas=tuple(lemma_of(token.lower_, token.lemma_.lower(), token.tag_) for token in tokens),
        pos=tuple(token.pos_ for token in tokens),
        tags=tuple(token.tag_ for token in tokens),
        deps=tuple(token.dep_ for token in tokens),
        heads=heads,
        children=children_of(heads),
        # Not spaCy's own: in a crossing tree they leave some of the subtree out.
        edges=edges_of(heads),
        begins=tuple(token.idx for token in tokens),
        ends=tuple(token.idx + len(token) for token in tokens),
        sentences=sentences,
        sentence_of=tuple(n for n, (start, end) in enumerate(sentences) for _ in range(start, end)),
        entities=tuple(Entity(start=ent.start, end=ent.end, label=ent.label_) for ent in doc.ents),
    )


def children_of(heads: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Each token's children, in the order of the text."""
    children: list[list[int]] = [[] for _ in heads]
    for token, head in enumerate(heads):
        if head != token:
            children[head].append(token)
    return tuple(map(tuple, children))


def edges_of(heads: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Each token's subtree as [first, last + 1)."""
    firsts, lasts = list(range(len(heads))), list(range(len(heads)))
    for token in range(len(heads)):
        # Going up ends at a token whose subtree is known to begin as early: so do all above it.
        above = heads[token]
        while firsts[above] > token:
            firsts[above] = token
            above = heads[above]
    for token in reversed(range(len(heads))):
        above = heads[token]
        while lasts[above] < token:
            lasts[above] = token
            above = heads[above]
    return tuple((first, last + 1) for first, last in zip(firsts, lasts, strict=True))
