"""Which words say that somebody stands in a relation to somebody: who leads, backs, opposes, belongs to whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.grammar import Grammar
from kg.lexicon.relations import RelationWord, RelationWords
from kg.nlp.parse import Parse
from kg.nlp.slots import subject_of

OWNING = ("poss", "amod", "compound", "nmod", "npadvmod")
JOINED = ("of", "to", "with", "for")
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


def find_standing(parse: Parse, words: RelationWords, grammar: Grammar) -> Iterator[Standing]:
    """The relations that a paragraph's words assert; none that is over, denied or merely possible."""
    readers = (("noun", _by_noun), ("verb", _by_verb), ("adjective", _by_adjective), ("prefix", _by_prefix))
    for token, lemma in enumerate(parse.lemmas):
        for part, read in readers:
            for word in words.by_head.get((part, lemma if part != "adjective" else parse.lowers[token]), ()):
                found = list(read(parse, token, word, grammar)) if not _is_over(parse, token, words) else []
                yield from _directed(found)
                if found:
                    break


def _directed(found: list[Standing]) -> Iterator[Standing]:
    for one in found:
        if one.subject != one.object:
            turned = Standing(subject=one.object, object=one.subject, word=one.word, trigger=one.trigger)
            yield turned if one.word.inverse else one


def _is_over(parse: Parse, token: int, words: RelationWords) -> bool:
    """True no longer: "*former* leader", "*ex-*ally"."""
    near = (*parse.children[token], parse.heads[token])
    before = parse.lowers[token - 2] if token > 1 and parse.words[token - 1] == "-" else ""
    return before in words.over or any(parse.lowers[n] in words.over for n in near if n < token)


def _made(parse: Parse, subject: int, object_: int, word: RelationWord, trigger: tuple[int, int]) -> Iterator[Standing]:
    """One relation for each of the coordinated subjects and objects."""
    # In "between Chad's *rulers* and X", X rules nothing.
    itself = trigger[0] <= subject < trigger[1]
    for one in (subject,) if itself else _row(parse, subject):
        for other in _row(parse, object_):
            yield Standing(subject=one, object=other, word=word, trigger=trigger)


def _row(parse: Parse, noun: int) -> Iterator[int]:
    """A noun and those joined to it by "and"."""
    yield noun
    for joined in parse.dependents(noun, "conj"):
        if parse.pos[joined] in NOMINAL:
            yield from _row(parse, joined)


def _by_noun(parse: Parse, noun: int, word: RelationWord, _: Grammar) -> Iterator[Standing]:
    """The noun's owner is the object, whom the noun describes the subject: "X, an *ally* of Y", "Y *leader* X"."""
    if parse.pos[noun] not in ("NOUN", "PROPN"):
        return
    start = noun - len(word.words) + 1
    if start < 0 or parse.lemmas[start : noun + 1] != word.words:
        return
    for subject in _described(parse, noun):
        owners = list(_owners(parse, noun)) or (list(_owners(parse, subject)) if parse.deps[noun] == "compound" else [])
        for owner in owners:
            if not start <= owner <= noun and owner != subject:
                yield from _made(parse, subject, owner, word, (start, noun + 1))


def _described(parse: Parse, noun: int) -> Iterator[int]:
    """Whom a noun is said of: by copula, by apposition on either side, as a title; else what it stands for itself."""
    label, head = parse.deps[noun], parse.heads[noun]
    if label == "attr" and parse.lemmas[head] in COPULAS:
        if not any(parse.deps[child] in UNREAL or parse.tags[child] == "MD" for child in parse.children[head]):
            yield from parse.dependents(head, "nsubj")
    elif label == "appos" or (label == "compound" and parse.pos[head] == "PROPN" and head > noun):
        yield head
    else:
        named = parse.first(noun, "appos")
        yield noun if named is None else named


def _owners(parse: Parse, noun: int) -> Iterator[int]:
    yield from parse.dependents(noun, *OWNING)
    for preposition in parse.dependents(noun, "prep"):
        if parse.lowers[preposition] in JOINED:
            yield from parse.dependents(preposition, "pobj")


def _by_verb(parse: Parse, verb: int, word: RelationWord, grammar: Grammar) -> Iterator[Standing]:
    """Subject and object of a verb; in a passive with "by" the other way round: "a militia *led* by X"."""
    if parse.pos[verb] != "VERB" or _is_unreal(parse, verb):
        return
    end = _end(parse, verb, word.words[1:])
    if end is None:
        return
    patients = list(_patients(parse, verb))
    doer = parse.first(verb, "agent")
    if patients and doer is not None:
        subjects, objects = list(parse.dependents(doer, "pobj")), patients
    else:
        doers = [_antecedent(parse, verb, token) for token in subject_of(parse, verb, grammar=grammar)]
        subjects, objects = patients or doers, list(_objects(parse, verb, end))
    if patients and doer is None and end == verb:
        return
    for subject in subjects:
        for other in objects:
            yield from _made(parse, subject, other, word, (verb, verb + 1))


def _antecedent(parse: Parse, verb: int, subject: int) -> int:
    """Whom a relative pronoun stands for: "*X*, who commands the brigade"."""
    return parse.heads[verb] if parse.deps[verb] == "relcl" and parse.tags[subject][0] == "W" else subject


def _patients(parse: Parse, verb: int) -> Iterator[int]:
    """What a passive or a participle without "to" is said of: the antecedent of a relative pronoun for the pronoun."""
    if parse.tags[verb] != "VBN":
        return
    if parse.deps[verb] == "acl":
        yield parse.heads[verb]
    for subject in parse.dependents(verb, "nsubjpass"):
        yield _antecedent(parse, verb, subject)


def _end(parse: Parse, verb: int, rest: tuple[str, ...]) -> int | None:
    """The last token of a verb's pattern, each further word a dependent of the one before."""
    at = verb
    for word in rest:
        found = next((c for c in parse.children[at] if c > at and word in (parse.lowers[c], parse.lemmas[c])), None)
        if found is None:
            return None
        at = found
    return at


def _objects(parse: Parse, verb: int, end: int) -> Iterator[int]:
    yield from parse.dependents(end, "dobj") if end == verb else parse.dependents(end, "pobj", "dobj")


def _is_unreal(parse: Parse, verb: int) -> bool:
    return any(
        parse.deps[child] == "neg" or parse.tags[child] == "MD" or parse.lowers[child] in ("if", "whether")
        for child in parse.children[verb]
    )


def _by_adjective(parse: Parse, token: int, word: RelationWord, _: Grammar) -> Iterator[Standing]:
    """The word before the hyphen in "Iran-*backed* rebels", behind the preposition in "*loyal* to X"."""
    if len(word.words) == 1:
        yield from _hyphened(parse, token, word)
        return
    end = _end(parse, token, word.words[1:])
    if end is None or _is_unreal(parse, token):
        return
    head = parse.heads[token]
    subjects = list(parse.dependents(head, "nsubj")) if parse.lemmas[head] in COPULAS else [head]
    for subject in subjects:
        for other in parse.dependents(end, "pobj"):
            yield from _made(parse, subject, other, word, (token, end + 1))


def _hyphened(parse: Parse, token: int, word: RelationWord) -> Iterator[Standing]:
    if token > 1 and parse.words[token - 1] == "-" and parse.deps[token] in ("amod", "compound", "nmod"):
        yield from _made(parse, parse.heads[token], token - 2, word, (token, token + 1))


def _by_prefix(parse: Parse, token: int, word: RelationWord, _: Grammar) -> Iterator[Standing]:
    """What a noun is for or against stands behind the hyphen: "*pro*-Russian fighters"."""
    side = token + 2
    if side >= len(parse) or parse.words[token + 1] != "-":
        return
    noun = parse.heads[side] if parse.deps[side] in ("amod", "compound", "nmod") else None
    if noun is not None and noun > side:
        yield Standing(subject=noun, object=side, word=word, trigger=(token, side + 1))
