"""Relations that a verb says of its subject and object: "X *backs* Y", "a militia *led* by X"."""

from collections.abc import Iterator

from kg.lexicon.grammar import Grammar
from kg.lexicon.relations import RelationWord
from kg.nlp.parse import Parse
from kg.nlp.standing.values import Standing, antecedent, bearer, end_of, is_unreal, related
from kg.nlp.subjects import subject_of


def by_verb(parse: Parse, verb: int, word: RelationWord, grammar: Grammar) -> Iterator[Standing]:
    """Subject and object of a verb; in a passive with "by" the other way round: "a militia *led* by X"."""
    if parse.pos[verb] != "VERB" or is_unreal(parse, verb):
        return
    end = end_of(parse, verb, word.words[1:])
    if end is None or _is_busy(parse, verb, end, word):
        return
    patients = list(_patients(parse, verb))
    doer = parse.first(verb, "agent")
    if patients and doer is not None:
        subjects, objects = list(parse.dependents(doer, "pobj")), patients
    else:
        doers = [antecedent(parse, verb, token) for token in subject_of(parse, verb, grammar=grammar)]
        subjects, objects = patients or doers, list(_objects(parse, verb, end))
    if patients and doer is None and end == verb:
        return
    for subject in subjects:
        for other in objects:
            yield from related(parse, subject, other, word, (verb, verb + 1))


def _is_busy(parse: Parse, verb: int, end: int, word: RelationWord) -> bool:
    """Whether an object stands inside what the verb's pattern names: "*report any* to officials"."""
    return any(verb < noun < end and parse.lemmas[noun] not in word.words for noun in parse.dependents(verb, "dobj"))


def _patients(parse: Parse, verb: int) -> Iterator[int]:
    """What a passive or a participle without "to" is said of: the antecedent of a relative pronoun for the pronoun."""
    if parse.tags[verb] != "VBN":
        return
    if parse.deps[verb] == "acl":
        yield bearer(parse, parse.heads[verb])
    for subject in parse.dependents(verb, "nsubjpass"):
        yield antecedent(parse, verb, subject)


def _objects(parse: Parse, verb: int, end: int) -> Iterator[int]:
    yield from parse.dependents(end, "dobj") if end == verb else parse.dependents(end, "pobj", "dobj")
