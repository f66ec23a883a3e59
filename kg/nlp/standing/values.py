"""A relation between tokens, and what all its readers share: rows of nouns, antecedents, what is not so."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.relations import RelationWord
from kg.nlp.parse import Parse

COPULAS = frozenset({"be", "become", "remain"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ"})
UNREAL = frozenset({"neg", "mark"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Tokens whose referents stand in a relation, the property, and the tokens [start, end) that say so."""

    subject: int
    object: int
    word: RelationWord
    trigger: tuple[int, int]


def related(
    parse: Parse, subject: int, object_: int, word: RelationWord, trigger: tuple[int, int]
) -> Iterator[Standing]:
    """One relation for each of the coordinated subjects and objects."""
    # In "between Chad's *rulers* and X", X rules nothing.
    itself = trigger[0] <= subject < trigger[1]
    for one in (subject,) if itself else row_of(parse, subject):
        for other in row_of(parse, object_):
            yield Standing(subject=one, object=other, word=word, trigger=trigger)


def row_of(parse: Parse, noun: int) -> Iterator[int]:
    """A noun and those joined to it by "and"."""
    yield noun
    for joined in parse.dependents(noun, "conj"):
        if parse.pos[joined] in NOMINAL:
            yield from row_of(parse, joined)


def end_of(parse: Parse, head: int, rest: tuple[str, ...]) -> int | None:
    """The last token of a pattern, each further word a dependent of the one before."""
    at = head
    for word in rest:
        found = next((c for c in parse.children[at] if c > at and word in (parse.lowers[c], parse.lemmas[c])), None)
        if found is None:
            return None
        at = found
    return at


def antecedent(parse: Parse, verb: int, subject: int) -> int:
    """Whom a relative pronoun stands for: "*X*, who commands the brigade"."""
    return (
        bearer(parse, parse.heads[verb]) if parse.deps[verb] == "relcl" and parse.tags[subject][0] == "W" else subject
    )


def bearer(parse: Parse, noun: int) -> int:
    """Whom a noun is said of by "be", else what it stands for itself: "*X* is a town that lies in …"."""
    head = parse.heads[noun]
    if parse.deps[noun] == "attr" and parse.lemmas[head] in COPULAS and not is_unreal(parse, head):
        subject = parse.first(head, "nsubj")
        return noun if subject is None else subject
    return noun


def is_unreal(parse: Parse, verb: int) -> bool:
    """Whether a clause is denied, conditional or only possible."""
    return any(
        parse.deps[child] == "neg" or parse.tags[child] == "MD" or parse.lowers[child] in ("if", "whether")
        for child in parse.children[verb]
    )
