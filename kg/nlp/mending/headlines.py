"""Verbs without endings or auxiliaries that the parser takes for nouns."""

from collections.abc import Iterator

from kg.facts import SectionKind
from kg.lexicon import Lexicon
from kg.lexicon.words import NO_PATTERNS, Special
from kg.nlp.mending.edits import Edit
from kg.nlp.parse import Parse

VERBS = frozenset({"VB", "VBD", "VBZ", "VBP", "VBN", "MD"})
NOMINAL = frozenset({"NOUN", "PROPN"})
OBJECT = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "CD", "JJ", "PRP$"})


def bare_verbs(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """The present behind a plural, in a headline that has no other verb: "Guerrillas *free* mayor", "Thousands *flee* Goma".

    A plural stands before no other noun in a compound.
    """
    if not _is_title(parse) or not VERBS.isdisjoint(parse.tags):
        return
    for start, end in parse.sentences:
        verb = next((n for n in range(start + 1, end - 1) if _is_bare(parse, n, lexicon)), None)
        if verb is not None:
            yield from _as_verb(parse, verb, start, end)


def taking_objects(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """A plural to which the parser itself gives an object, and whose subject it reads as part of its name.

    "Sudan army *bombs* market, killing ten, medics say".
    """
    if not _is_title(parse):
        return
    for token, tag in enumerate(parse.tags):
        before, above = token - 1, parse.heads[token]
        given = parse.first(token, "dobj")
        if tag not in ("NNS", "VBZ") or given is None or given < token or before < 0:
            continue
        if parse.pos[before] not in NOMINAL or parse.deps[before] not in ("compound", "nmod"):
            continue
        if parse.lemmas[token] not in lexicon.words.verbs:
            continue
        told = above > token and parse.tags[above] in VERBS
        yield Edit(token=token, head=above, dep="ccomp" if told else parse.deps[token], tag="VBZ", pos="VERB")
        yield Edit(token=before, head=token, dep="nsubj")
        for child in parse.children[token]:
            if child < before:
                yield Edit(token=child, head=before, dep=parse.deps[child])


def _is_title(parse: Parse) -> bool:
    """Whether a paragraph is a headline, by its section or by its end."""
    return parse.section is SectionKind.HEADLINE or parse.text.rstrip()[-1:].isalnum()


def _is_bare(parse: Parse, token: int, lexicon: Lexicon) -> bool:
    before, behind = token - 1, parse.tags[token + 1]
    if parse.lemmas[token] not in lexicon.words.verbs or behind not in OBJECT or not parse.words[token].islower():
        return False
    plural = parse.tags[before] == "NNS" and parse.lowers[token] == parse.lemmas[token]
    # "Sudan army *bombs* market": a plural, it would not stand before "market".
    singular = parse.tags[token] == "NNS" and parse.deps[token] in ("compound", "nmod") and parse.pos[before] in NOMINAL
    return plural or singular


def _as_verb(parse: Parse, verb: int, start: int, end: int) -> Iterator[Edit]:
    subject, root = verb - 1, next(n for n in range(start, end) if parse.heads[n] == n)
    yield Edit(token=verb, head=verb, dep="ROOT", tag="VBZ" if parse.tags[verb] == "NNS" else "VBP", pos="VERB")
    yield Edit(token=subject, head=verb, dep="nsubj", pos="NOUN")
    before = (n for n in range(start, subject) if parse.heads[n] >= verb)
    yield from (Edit(token=n, head=subject, dep=parse.deps[n]) for n in before)
    if root > verb:
        yield Edit(token=root, head=verb, dep="dobj")
    for token in range(verb + 1, end):
        if parse.heads[token] == verb:
            yield Edit(token=token, head=verb, dep="dobj" if parse.pos[token] in NOMINAL else parse.deps[token])
        elif parse.heads[token] == root and _is_of_clause(parse, token):
            yield Edit(token=token, head=verb, dep="advcl" if parse.deps[token] == "acl" else parse.deps[token])


def _is_of_clause(parse: Parse, token: int) -> bool:
    """Whether what hangs on a noun goes with its verb: a clause, a participle behind a comma."""
    behind = parse.deps[token] == "acl" and parse.words[parse.edges[token][0] - 1] == ","
    return behind or parse.deps[token] in ("advcl", "mark", "punct")


def raging(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """The clause "as *fighting rages*", whose verb the parser takes for the gerund's object."""
    for noun, tag in enumerate(parse.tags):
        mark, verb = noun - 1, noun + 1
        if tag != "VBG" or not 0 <= mark < verb < len(parse) or parse.lowers[mark] not in ("as", "while"):
            continue
        if parse.tags[verb] == "NNS" and parse.heads[verb] == noun and _occurs(parse.lemmas[verb], lexicon):
            above = parse.heads[mark] if parse.heads[noun] == mark else parse.heads[noun]
            yield Edit(token=noun, head=verb, dep="nsubj", tag="NN", pos="NOUN")
            yield Edit(token=verb, head=above, dep="advcl", tag="VBZ", pos="VERB")
            yield Edit(token=mark, head=verb, dep="mark", tag="IN", pos="SCONJ")
            yield from (Edit(token=n, head=verb, dep=parse.deps[n]) for n in parse.children[noun] if n > verb)


def finite_modifiers(parse: Parse, _: Lexicon) -> Iterator[Edit]:
    """Verbs that the parser takes for the modifier of their object: "as bomb *hits* bus", "says army *captured* town"."""
    for verb, tag in enumerate(parse.tags):
        noun, subject = parse.heads[verb], verb - 1
        if parse.deps[verb] not in ("compound", "amod", "nmod") or not 0 <= subject < verb < noun:
            continue
        own = parse.first(verb, "nsubj") == subject
        beside = tag == "VBZ" and parse.heads[subject] in (noun, verb) and parse.deps[subject] in ("compound", "nmod")
        if parse.pos[subject] in NOMINAL and (own or beside):
            yield from _as_clause(parse, verb, noun, subject)


def _as_clause(parse: Parse, verb: int, noun: int, subject: int) -> Iterator[Edit]:
    above, dep = parse.heads[noun], parse.deps[noun]
    if parse.deps[noun] == "pobj" and parse.lowers[above] in ("as", "while", "after", "before"):
        yield Edit(token=above, head=verb, dep="mark", tag="IN", pos="SCONJ")
        above, dep = parse.heads[above], "advcl"
    elif dep == "dobj":
        dep = "ccomp"
    elif dep != "ROOT":
        return
    yield Edit(
        token=verb,
        head=verb if dep == "ROOT" else above,
        dep=dep,
        tag="VBD" if parse.tags[verb] == "VBN" else None,
        pos="VERB",
    )
    yield Edit(token=noun, head=verb, dep="dobj")
    yield Edit(token=subject, head=verb, dep="nsubj")
    before = (n for n in parse.children[noun] if n < subject)
    yield from (Edit(token=n, head=subject, dep=parse.deps[n]) for n in before)


def _occurs(lemma: str, lexicon: Lexicon) -> bool:
    """Whether a verb says of an event that it takes place, or goes on."""
    return any(
        entry.type == Special.OCCURRENCE and len(entry.words) == 1
        for entry in lexicon.words.verbs.get(lemma, NO_PATTERNS).entries
    )
