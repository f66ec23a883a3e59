"""Changes of a tree, token by token."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.nlp.parse import Parse, children_of, edges_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a token hangs on and as what; another tag, part of speech and lemma where the parser's is wrong."""

    token: int
    head: int
    dep: str
    tag: str | None = None
    pos: str | None = None
    lemma: str | None = None


def edited(parse: Parse, edits: Iterable[Edit]) -> Parse:
    """The parse with the edits made; of two for one token the later holds. The parse as it is where they make a circle."""
    heads, deps = list(parse.heads), list(parse.deps)
    tags, pos, lemmas = list(parse.tags), list(parse.pos), list(parse.lemmas)
    for edit in edits:
        heads[edit.token], deps[edit.token] = edit.head, edit.dep
        tags[edit.token] = edit.tag or tags[edit.token]
        pos[edit.token] = edit.pos or pos[edit.token]
        lemmas[edit.token] = edit.lemma or lemmas[edit.token]
    if not _is_forest(heads):
        return parse
    return replace(
        parse,
        heads=tuple(heads),
        deps=tuple(deps),
        tags=tuple(tags),
        pos=tuple(pos),
        lemmas=tuple(lemmas),
        children=children_of(heads),
        edges=edges_of(heads),
    )


def _is_forest(heads: Sequence[int]) -> bool:
    """Whether every token leads up to a root.

    >>> _is_forest([1, 1, 1]), _is_forest([1, 0, 2])
    (True, False)
    """
    rooted: set[int] = set()
    for start in range(len(heads)):
        token, way = start, set[int]()
        while token not in rooted and heads[token] != token:
            if token in way:
                return False
            way.add(token)
            token = heads[token]
        rooted |= way
    return True
