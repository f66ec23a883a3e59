"""Rows that the parser closes too early or too late."""

from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.nlp.mending.edits import Edit
from kg.nlp.parse import Parse

FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
NAMING = frozenset({"NOUN", "PROPN"})
MARKS = frozenset({"as", "while", "after", "before", "since", "until"})


def second_subjects(parse: Parse, _: Lexicon) -> Iterator[Edit]:
    """Subjects that the parser joins to the noun before "and": "fired at Homs and *Israel* bombed Tyre".

    A second verb right behind the row has no conjunction of its own, so that the "and" is the verbs'. Behind "as" all of the
    row are its subject: "as *Mali and Niger* withdrew".
    """
    for verb in _without_subject(parse):
        noun, above = _last_of_row(parse, verb), parse.heads[verb]
        if noun is None or parse.pos[above] not in ("VERB", "AUX"):
            continue
        first, conjunction = _first_of_row(parse, noun), parse.edges[noun][0] - 1
        mark = parse.heads[first]
        own = (n for n in parse.dependents(above, "cc") if n < verb)
        behind_mark = parse.deps[first] == "pobj" and parse.lowers[mark] in MARKS
        if behind_mark and verb not in (parse.heads[mark], *parse.ancestors(parse.heads[mark])):
            yield Edit(token=verb, head=parse.heads[mark], dep="advcl")
            yield Edit(token=mark, head=verb, dep="mark", tag="IN", pos="SCONJ")
            yield Edit(token=first, head=verb, dep="nsubj")
        elif parse.tags[conjunction] == "CC" and above < first == parse.heads[noun] and next(own, None) is None:
            yield Edit(token=verb, head=above, dep="conj")
            yield Edit(token=noun, head=verb, dep="nsubj")
            yield Edit(token=conjunction, head=above, dep="cc")


def _without_subject(parse: Parse) -> Iterator[int]:
    """The finite verbs that go with another one, by no conjunction of their own, and have no subject."""
    for verb, tag in enumerate(parse.tags):
        if (
            tag in FINITE
            and parse.deps[verb] in ("conj", "advcl")
            and parse.first(verb, *SUBJECTS, "mark", "advmod") is None
        ):
            yield verb


def _first_of_row(parse: Parse, noun: int) -> int:
    while parse.deps[noun] == "conj":
        noun = parse.heads[noun]
    return noun


def _last_of_row(parse: Parse, verb: int) -> int | None:
    """The noun joined to one before it whose phrase ends right before the verb."""
    noun = verb - 1
    while noun >= 0 and parse.edges[noun][1] == verb:
        if parse.deps[noun] == "conj" and parse.pos[noun] in NAMING and parse.pos[parse.heads[noun]] in NAMING:
            return noun
        if parse.heads[noun] == noun:
            return None
        noun = parse.heads[noun]
    return None


def between_several(parse: Parse, _: Lexicon) -> Iterator[Edit]:
    """The further ones of "*between A, B and C*", which the parser takes for a second subject."""
    for preposition, lower in enumerate(parse.lowers):
        first = parse.first(preposition, "pobj") if lower == "between" else None
        if first is None or parse.first(first, "conj") is not None:
            continue
        comma = parse.edges[first][1] - (parse.words[parse.edges[first][1] - 1] == ",")
        if comma + 1 >= len(parse) or parse.words[comma] != ",":
            continue
        noun = next(
            (n for n in range(comma + 1, len(parse)) if parse.edges[n][0] == comma + 1 and parse.deps[n] == "nsubj"),
            None,
        )
        told = noun is not None and parse.first(parse.heads[noun], "csubj", "nsubj") != noun
        if noun is not None and told and parse.first(noun, "conj") is not None:
            yield Edit(token=noun, head=first, dep="conj")
