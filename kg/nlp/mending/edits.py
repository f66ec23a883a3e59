"""Changes of a tree, token by token."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.nlp.parse import Parse, children_of, edges_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a token hangs on and as what; another tag and part of speech where the parser's is wrong."""

    token: int
    head: int
    dep: str
    tag: str | None = None
    pos: str | None = None


def edited(parse: Parse, edits: Iterable[Edit]) -> Parse:
    """The parse with the edits made; of two for one token the later holds."""
    heads, deps = list(parse.heads), list(parse.deps)
    tags, pos = list(parse.tags), list(parse.pos)
    for edit in edits:
        heads[edit.token], deps[edit.token] = edit.head, edit.dep
        tags[edit.token] = edit.tag or tags[edit.token]
        pos[edit.token] = edit.pos or pos[edit.token]
    return replace(
        parse,
        heads=tuple(heads),
        deps=tuple(deps),
        tags=tuple(tags),
        pos=tuple(pos),
        children=children_of(heads),
        edges=edges_of(heads),
    )
