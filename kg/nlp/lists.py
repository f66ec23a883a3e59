"""What stands in one row with a noun, also where the parser takes it for an apposition: "three soldiers, two civilians killed"."""

from collections.abc import Iterator

from kg.nlp.parse import Parse

NAMED = frozenset({"GPE", "ORG", "NORP"})
TOWARDS = frozenset({"on", "against", "with", "for", "to", "from"})
"""Prepositions of those whom a noun's act reaches: "sanctions *on*", "talks *with*"."""


def conjuncts(parse: Parse, token: int) -> Iterator[int]:
    """The token and what is coordinated with it, in the order of the text."""
    yield from coordinated_before(parse, token)
    yield token
    for child in parse.dependents(token, "conj", "appos"):
        apart = parse.deps[child] == "conj" and _belongs_behind(parse, token, child) is not None
        if not apart and (parse.deps[child] == "conj" or is_listed(parse, token, child)):
            yield from conjuncts(parse, child)
    if parse.deps[token] == "pobj":
        yield from _named_beside(parse, token)
    if parse.deps[token] == "dobj":
        yield from _strayed_conjuncts(parse, token)
    for name in parse.dependents(token, "appos"):
        if name == token + 1:
            # "The party Akan and *the union*": the parser joins the second to the name of the first.
            for child in parse.dependents(name, "conj"):
                yield from conjuncts(parse, child)
        elif is_named_row(parse, token, name):
            yield from conjuncts(parse, name)


def _belongs_behind(parse: Parse, noun: int, name: int) -> int | None:
    """The name behind the noun's preposition that a name is in a row with, not with the noun: "sanctions on *Chad* and *Mali*"."""
    if parse.pos[noun] != "NOUN" or parse.pos[name] != "PROPN":
        return None
    for preposition in parse.dependents(noun, "prep"):
        if parse.lowers[preposition] in TOWARDS and preposition < name:
            for other in parse.dependents(preposition, "pobj"):
                if other < name and _are_alike(parse, other, name):
                    return other
    return None


def _named_beside(parse: Parse, name: int) -> Iterator[int]:
    noun = parse.heads[parse.heads[name]]
    for other in parse.dependents(noun, "conj"):
        if _belongs_behind(parse, noun, other) == name:
            yield from conjuncts(parse, other)


def _are_alike(parse: Parse, name: int, other: int) -> bool:
    """Whether two names are both of countries, peoples or bodies by the model."""
    kinds = [{e.label for e in parse.entities if e.start <= token < e.end} for token in (name, other)]
    return all(kind and kind <= NAMED for kind in kinds)


def is_named_row(parse: Parse, token: int, name: int) -> bool:
    """Whether what the parser takes for an apposition is the second of a row: "Kenya, *Chad*, Mali and Niger"."""
    kinds = {entity.label for entity in parse.entities for n in (token, name) if entity.start <= n < entity.end}
    both = sum(entity.start <= n < entity.end for entity in parse.entities for n in (token, name))
    row = parse.pos[token] == parse.pos[name] == "PROPN" and parse.first(name, "conj") is not None
    return row and both > 1 and len(kinds) == 1 and not kinds - NAMED


def coordinated_before(parse: Parse, noun: int) -> Iterator[int]:
    """The noun that the parser takes for a modifier of the one behind "and": "the *army* and Karen rebels"."""
    for first in parse.dependents(noun, "nmod", "compound"):
        others = [*parse.dependents(first, "conj")]
        named = others and all(parse.pos[other] in ("PROPN", "ADJ") for other in others)
        if named and parse.pos[first] == "NOUN" and parse.first(first, "cc") is not None:
            yield first


def _strayed_conjuncts(parse: Parse, noun: int) -> Iterator[int]:
    """Nouns that the parser joined to the verb, right behind its object and an "and": "accused *Kenya* and *Sudan* of"."""
    end = parse.edges[noun][1]
    for other in parse.dependents(parse.heads[noun], "conj"):
        joins = parse.edges[other][0] == end + 1 and parse.deps[end] == "cc"
        if joins and parse.pos[other] in ("NOUN", "PROPN"):
            yield from conjuncts(parse, other)


def is_listed(parse: Parse, noun: int, other: int) -> bool:
    """Whether what the parser takes for an apposition is the next of a list: "*three soldiers, two civilians* killed"."""
    numbers = [next(parse.dependents(one, "nummod"), None) for one in (noun, other)]
    if None in numbers:
        return False
    one, two = (parse.lowers[number] for number in numbers if number is not None)
    return one != two and parse.lemmas[noun] != parse.lemmas[other]


def listed_before(parse: Parse, noun: int) -> tuple[int, ...]:
    """The nouns of the list that a noun ends, in the order of the text."""
    before = parse.heads[noun]
    if parse.deps[noun] != "appos" or not is_listed(parse, before, noun):
        return ()
    return (*listed_before(parse, before), before)
