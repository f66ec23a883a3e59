"""Lists that the parser takes for appositions: "three soldiers, two civilians killed"."""

from kg.nlp.parse import Parse


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
