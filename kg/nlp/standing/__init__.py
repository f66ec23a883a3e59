"""Which words say that somebody stands in a relation to somebody: who leads, backs, opposes, belongs to whom."""

from collections.abc import Iterator

from kg.lexicon.grammar import Grammar
from kg.lexicon.relations import RelationWords
from kg.nlp.parse import Parse
from kg.nlp.standing.nouns import by_act, by_noun
from kg.nlp.standing.phrases import by_adjective, by_phrase, by_prefix
from kg.nlp.standing.values import Standing
from kg.nlp.standing.verbs import by_verb

__all__ = ["Standing", "find_standing"]

READERS = (
    ("noun", by_noun),
    ("act", by_act),
    ("verb", by_verb),
    ("adjective", by_adjective),
    ("prefix", by_prefix),
    ("phrase", by_phrase),
)
BY_FORM = frozenset({"adjective", "phrase"})
"""Parts that are looked up by the word as it stands."""


def find_standing(parse: Parse, words: RelationWords, grammar: Grammar) -> Iterator[Standing]:
    """The relations that a paragraph's words assert; none that is over, denied or merely possible."""
    heads = words.heads
    for token, lemma in enumerate(parse.lemmas):
        if lemma not in heads and parse.lowers[token] not in heads:
            continue
        for part, read in READERS:
            for word in words.by_head.get((part, parse.lowers[token] if part in BY_FORM else lemma), ()):
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
    """True no longer: "*former* leader", "*ex-*ally", "*withdrew* its support", "*resigned* as leader"."""
    near = (*parse.children[token], parse.heads[token])
    before = parse.lowers[token - 2] if token > 1 and parse.words[token - 1] == "-" else ""
    if before in words.over or any(parse.lowers[n] in words.over for n in near if n < token):
        return True
    head = parse.heads[token]
    verb = parse.heads[head] if parse.deps[token] == "pobj" and parse.lowers[head] == "as" else head
    return parse.deps[token] in ("dobj", "pobj") and parse.lemmas[verb] in words.ending
