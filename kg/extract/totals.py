"""Which harm is told as a running total: over a war, over a period that has not ended, or of several incidents together.

"Killed *since* the war began", "so far this year", "in ten years of civil war", "*bringing* the toll to 45". Such a total
holds the counts of single incidents, and is the harm of none of them.
"""

from collections.abc import Iterator, Sequence

from kg.extract.dating import time_of
from kg.extract.drafts import Draft
from kg.extract.onsets import is_perfect, onsets
from kg.extract.setting import Setting
from kg.facts import Outcome
from kg.lexicon.grammar import Grammar
from kg.lexicon.time_words import Unit
from kg.nlp.events.harm import tally_of
from kg.nlp.parse import Parse
from kg.nlp.times import TimeExpression
from kg.nlp.times.values import Between, Shift

LONG = frozenset({Unit.WEEK, Unit.MONTH, Unit.YEAR})
# "In the past 24 hours" is the span of a day's report, which tells of single incidents.
DAYS = 2
CLAUSES = ("advcl", "relcl")


def running_totals(drafts: Sequence[Draft], setting: Setting) -> frozenset[str]:
    """The ids of the harm that is a running total."""
    counted = (draft for draft in drafts if draft.mention.outcome or draft.mention.numbers)
    return frozenset(draft.id for draft in counted if _is_total(draft, setting))


def is_of_a_war(draft: Draft, setting: Setting) -> bool:
    """Whether a war itself, and no incident in it, is said to have done the harm: "the *war* has killed"."""
    parse, grammar = setting.paragraphs[draft.paragraph].parse, setting.lexicon.grammar
    return any(parse.lemmas[token] in grammar.wars for token in draft.mention.causes)


def _is_total(draft: Draft, setting: Setting) -> bool:
    parse, grammar = setting.paragraphs[draft.paragraph].parse, setting.lexicon.grammar
    words = tuple(_words(parse, draft.mention.head))
    if draft.mention.outcome is Outcome.MISSING:
        return False
    if any(_is_raised(parse, word, grammar) for word in words) or any(_is_in_war(parse, w, grammar) for w in words):
        return True
    if parse.lemmas[draft.mention.head] in grammar.held:
        return False
    time = time_of(draft, setting)
    current = any(_reaches_now(parse, word, grammar) for word in words)
    return any(_is_since(parse, w, grammar) for w in words) or (
        time is not None and _spans(parse, time, grammar, current=current)
    )


def _words(parse: Parse, head: int) -> Iterator[int]:
    """The word of the harm, and the verb or noun that tells of it: "the toll *stands*", "the *number* killed"."""
    yield head
    if parse.deps[head] in ("nsubj", "nsubjpass", "dobj", "attr", "acl", "amod"):
        yield parse.heads[head]
    elif parse.deps[head] == "pobj":
        noun = parse.heads[parse.heads[head]]
        yield from (noun,) if parse.pos[noun] == "NOUN" else ()


def _is_raised(parse: Parse, noun: int, grammar: Grammar) -> bool:
    """*Bringing the toll* to 45: by what was told; who *raised the toll* from 40 to 45 only corrected it."""
    noun = tally_of(parse, noun, grammar)
    verb = parse.heads[noun]
    if parse.deps[noun] != "dobj" or parse.lemmas[verb] not in grammar.raising:
        return False
    return parse.deps[verb] in CLAUSES or parse.lemmas[verb] in grammar.surely_raising


def _is_in_war(parse: Parse, word: int, grammar: Grammar) -> bool:
    """*Died in the war*, *years of war*, *the war's toll*, *the war* has killed."""
    nouns = [*parse.dependents(word, "nsubj", "poss", "compound")]
    for preposition in parse.dependents(word, "prep", "agent"):
        for noun in parse.dependents(preposition, "pobj"):
            nouns += (noun, *(of for p in parse.dependents(noun, "prep") for of in parse.dependents(p, "pobj")))
    return any(parse.lemmas[noun].lower() in grammar.wars for noun in nouns)


def _is_since(parse: Parse, word: int, grammar: Grammar) -> bool:
    """*Since* the war began, *since* the coup; also of what is coordinated in the perfect: "…, and 9,000 *have fled*"."""
    if next(onsets(parse, word, grammar), None) is not None:
        return True
    first = parse.heads[word]
    joined = parse.deps[word] == "conj" and first != word and is_perfect(parse, word) and is_perfect(parse, first)
    return joined and next(onsets(parse, first, grammar), None) is not None


def _reaches_now(parse: Parse, word: int, grammar: Grammar) -> bool:
    """*Have been killed*, *deaths* this year, killed *so far*."""
    if is_perfect(parse, word):
        return True
    start, end = parse.sentences[parse.sentence_of[word]]
    return any(parse.lowers[at : at + len(phrase)] == phrase for phrase in grammar.so_far for at in range(start, end))


def _spans(parse: Parse, time: TimeExpression, grammar: Grammar, *, current: bool) -> bool:
    """Whether a time is a span up to now that is longer than a day's report."""
    if any(parse.lowers[token] in grammar.onset for token in range(time.start, time.end)):
        return True
    match time.value:
        case Between(start=Shift(unit=unit, count=count, base=None), end=Shift(count=0, base=None)):
            return unit in LONG or count < -DAYS
        case Shift(unit=unit, count=0, base=None):
            return unit in LONG and current
    return False
