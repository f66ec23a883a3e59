"""Whose something is, or where: the modifiers that the parser ties to a noun or a name."""

from collections.abc import Iterator

from kg.lexicon.nouns import Noun
from kg.nlp.mentions import Link, Tie
from kg.nlp.parse import Parse

LINKS = {
    "amod": Link.ADJECTIVE,
    "nmod": Link.COMPOUND,
    "compound": Link.COMPOUND,
    "poss": Link.POSSESSIVE,
    "appos": Link.APPOSITION,
}
PREPOSITIONS = {"of": Link.OF, "in": Link.IN, "from": Link.IN, "at": Link.IN, "for": Link.OF, "to": Link.OF}


def ties_of(parse: Parse, head: int, own: range) -> Iterator[Tie]:
    """The modifiers of a noun that can say whose it is or where."""
    for child in parse.children[head]:
        label = parse.deps[child]
        if child in own:
            if label == "poss":
                yield Tie(link=Link.POSSESSIVE, token=child)
            continue
        if label in LINKS and not _is_in_participle(parse, child):
            yield from (Tie(link=LINKS[label], token=token) for token in _coordinates(parse, child))
        elif label == "prep" and parse.lowers[child] in PREPOSITIONS:
            link = PREPOSITIONS[parse.lowers[child]]
            objects = (token for noun in parse.dependents(child, "pobj") for token in _coordinates(parse, noun))
            yield from (Tie(link=link, token=token) for token in objects)
    if parse.deps[head] == "appos":
        yield Tie(link=Link.APPOSITION, token=parse.heads[head])


def _is_in_participle(parse: Parse, child: int) -> bool:
    """Whether the parser hangs on a noun the first word of a name in its participle: "*South* African-backed rebels"."""
    last = child
    while last + 1 < len(parse) and parse.pos[last + 1] in ("PROPN", "ADJ") and parse.words[last + 1][:1].isupper():
        last += 1
    return last + 2 < len(parse) and last > child and parse.words[last + 1] == "-" and parse.tags[last + 2] == "VBN"


def noun_ties(parse: Parse, last: int, noun: Noun | None) -> Iterator[Tie]:
    """The modifiers of a noun of one or several words, whichever of them the parser hangs them on."""
    own = range(last - len(noun.words) + 1 if noun else last, last + 1)
    for token in reversed(own):
        yield from (tie for tie in ties_of(parse, token, own) if tie.token not in own)


def inner_ties(parse: Parse, head: int, own: range) -> Iterator[Tie]:
    """What the parser hangs on another word of a name than its last: "the *Malian* 3rd Battalion"."""
    for token in own:
        if token != head:
            yield from (tie for tie in ties_of(parse, token, own) if tie.token < own.start)


def _coordinates(parse: Parse, token: int) -> Iterator[int]:
    yield token
    for child in parse.dependents(token, "conj"):
        yield from _coordinates(parse, child)


def preposition_of(parse: Parse, noun: int) -> str | None:
    """The preposition before a noun, or before the first of those joined to it."""
    while parse.deps[noun] == "conj":
        noun = parse.heads[noun]
    return parse.lowers[parse.heads[noun]] if parse.deps[noun] == "pobj" else None
