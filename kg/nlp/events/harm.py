"""What killing and hurting come from, and how many they strike, as grammar says it."""

from collections.abc import Iterator

from kg.lexicon.grammar import Grammar
from kg.nlp.events.elided import is_nobody
from kg.nlp.parse import Parse
from kg.nlp.slots import Slots
from kg.nlp.triggers import Trigger
from kg.nlp.voice import SUBJECTS, is_passive

STANDING = ("NUM", "PRON")
"""What stands for people itself: "hurt *five*", "hurt *no one*"."""
AMOUNTING = ("to", "at")
"""What a toll rises *to* or stands *at*."""


def find_causes(  # noqa: PLR0913
    parse: Parse,
    verb: int,
    slots: Slots,
    grammar: Grammar,
    *,
    heads: frozenset[int],
    harmful: frozenset[int],
    undergone: bool,
) -> Iterator[int]:
    """Tokens of the event that harm comes from, surest first; `heads` are those of triggers, `harmful` those of harm.

    `undergone` says that the subject, if there is one, comes to harm: "*died* when a bomb exploded".

    "the *blast* killed five", "killed in a *raid*"; "*crashed*, killing six"; "killed when a bomb *exploded*".
    """
    for slot in slots:
        if slot in grammar.causal:
            yield from (token for token in slots[slot] if token in heads and token != verb)
    if parse.deps[verb] == "relcl":
        yield from _described(parse, verb, slots, heads)
    if _goes_with(parse, verb, harmful, nobody=strikes_nobody(parse, verb, grammar)):
        yield parse.heads[verb]
    if undergone:
        for told in _coordinated(parse, verb):
            yield from _circumstances(parse, told, grammar)
            if told != verb:
                yield from (token for token in _occasions(parse, told, grammar) if token in heads)


def _described(parse: Parse, verb: int, slots: Slots, heads: frozenset[int]) -> Iterator[int]:
    """The event over the place that the parser takes a clause to describe: "the *shelling* of X, which killed four"."""
    for subject in slots.get("subject", ()):
        if parse.deps[subject] == "pobj" and parse.heads[verb] == subject:
            noun = parse.heads[parse.heads[subject]]
            yield from (noun,) if noun in heads and parse.pos[noun] == "NOUN" else ()


def _coordinated(parse: Parse, verb: int) -> Iterator[int]:
    """The verb and those coordinated with it: "were *killed* and dozens *wounded* when …", where a noun may be joined for it."""
    yield verb
    for other in parse.dependents(verb, "conj"):
        yield other
        yield from (clause for clause in parse.dependents(other, "acl") if parse.tags[clause] == "VBN")
    if parse.deps[verb] == "conj":
        yield parse.heads[verb]


def _circumstances(parse: Parse, verb: int, grammar: Grammar) -> Iterator[int]:
    for clause in parse.dependents(verb, "advcl"):
        if any(parse.lowers[child] in grammar.causal_marks for child in parse.children[clause]):
            yield clause


def _occasions(parse: Parse, verb: int, grammar: Grammar) -> Iterator[int]:
    """What the last of several harms names as the occasion of all: "six were killed and ten wounded *in a raid*"."""
    for preposition in parse.dependents(verb, "prep", "agent"):
        if parse.lowers[preposition] in grammar.causal:
            yield from parse.dependents(preposition, "pobj")


def strikes_nobody(parse: Parse, verb: int, grammar: Grammar) -> bool:
    """Whether a verb says that none came to harm: "but *hurt no one*"."""
    return any(is_nobody(parse, noun, grammar.nobodies) for noun in parse.dependents(verb, "dobj"))


def _goes_with(parse: Parse, verb: int, harmful: frozenset[int], *, nobody: bool) -> bool:
    """Whether a verb without a subject of its own tells what another does besides: ", *killing* six", "and *wounded* two"."""
    if parse.first(verb, *SUBJECTS, "nsubjpass", "aux", "auxpass") is not None:
        return False
    label, above = parse.deps[verb], parse.heads[verb]
    if parse.pos[above] not in ("VERB", "AUX"):
        return False
    if label == "advcl":
        return parse.tags[verb] == "VBG"
    # "exploded and killed six", "hit a house but hurt no one", but "stormed the village and killed six", "was abducted and killed".
    alone = parse.first(above, "dobj") is None and not is_passive(parse, above)
    return label == "conj" and (above in harmful or alone or nobody)


def find_numbers(parse: Parse, trigger: Trigger, slots: Slots, grammar: Grammar) -> Iterator[int]:
    """Tokens that say how many: the nominal's own, what it is "of", what a toll "rose *to*", "reached"; "killing *eight*"; "put the toll *at*"."""
    yield from _brought_to(parse, trigger.head, grammar)
    yield from trigger.tokens
    head = trigger.head
    if parse.pos[head] not in ("NOUN", "PROPN"):
        yield from among_the_harmed(parse, head, grammar)
        objects = (*parse.dependents(head, "dobj", "nsubjpass", "nsubj", "nummod"), *slots.get("object", ()))
        yield from (token for token in objects if parse.pos[token] in STANDING)
        return
    yield from (token for token in slots.get("of", ()) if parse.pos[token] == "NUM")
    yield from among_the_harmed(parse, head, grammar)
    verb = parse.heads[head]
    if parse.pos[verb] not in ("VERB", "AUX"):
        return
    if parse.deps[head] in (*SUBJECTS, "nsubjpass"):
        yield from parse.dependents(verb, "dobj", "attr")
    if parse.deps[head] in (*SUBJECTS, "nsubjpass", "dobj"):
        yield from _amounting(parse, verb)


def _amounting(parse: Parse, word: int) -> Iterator[int]:
    for preposition in parse.dependents(word, "prep", "dative"):
        if parse.lowers[preposition] in AMOUNTING:
            yield from parse.dependents(preposition, "pobj")


def _brought_to(parse: Parse, head: int, grammar: Grammar) -> Iterator[int]:
    """*Bringing* the toll to *45*, *raising* the number killed to *96*: the parser hangs "to" on any of the words before it."""
    tally = tally_of(parse, head, grammar)
    verb = parse.heads[tally]
    if tally != head and parse.deps[tally] in (*SUBJECTS, "nsubjpass"):
        # "The *number* of dead has risen to 64".
        yield from _amounting(parse, verb)
    if parse.deps[tally] != "dobj" or parse.lemmas[verb] not in grammar.raising:
        return
    for token in range(verb + 1, parse.edges[verb][1] - 1):
        if parse.lowers[token] in AMOUNTING:
            yield from (t for t in range(token + 1, min(token + 5, len(parse))) if parse.pos[t] == "NUM")


def tally_of(parse: Parse, head: int, grammar: Grammar) -> int:
    """The noun for the number of those harmed: *number* of soldiers *killed*, *number* of *deaths*; else the word itself."""
    above = parse.heads[head]
    if parse.deps[head] == "pobj":
        above = parse.heads[above]
    elif parse.deps[head] != "acl":
        return head
    if parse.deps[above] == "pobj":
        above = parse.heads[parse.heads[above]]
    return above if parse.lemmas[above] in grammar.tallies else head


def among_the_harmed(parse: Parse, noun: int, grammar: Grammar) -> Iterator[int]:
    """Who are some of those told of before: "*three* of the dead were …", "among the dead were *three children*".

    "Among those killed were *two nurses*", "the dead included *two nurses*".
    """
    if parse.deps[noun] == "acl" and parse.pos[parse.heads[noun]] == "PRON":
        noun = parse.heads[noun]
    above = parse.heads[noun]
    if parse.deps[noun] in SUBJECTS and parse.lemmas[above] in grammar.including:
        yield from parse.dependents(above, "dobj")
    if parse.deps[noun] != "pobj":
        return
    preposition, above = above, parse.heads[above]
    if parse.lowers[preposition] == "of" and parse.pos[above] == "NUM":
        yield above
    elif parse.pos[above] == "AUX" and preposition < above:
        yield from parse.dependents(above, "nsubj", "attr")
