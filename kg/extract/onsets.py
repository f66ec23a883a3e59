"""Spans that have not ended: "have been killed since the war began in 2012"."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.drafts import Draft
from kg.extract.resolving import resolve
from kg.extract.setting import Setting
from kg.facts import Time
from kg.lexicon.grammar import Grammar
from kg.nlp.parse import Parse


def since_when(draft: Draft, setting: Setting) -> Time | None:
    """From when on, by the clause or noun behind "since": "have been killed *since the war began in 2012*".

    Only in the perfect: elsewhere "since" may give the reason.
    """
    paragraph, head = setting.paragraphs[draft.paragraph], draft.mention.head
    parse = paragraph.parse
    if not paragraph.times or not is_perfect(parse, head):
        return None
    for clause in onsets(parse, head, setting.lexicon.grammar):
        start, end = parse.edges[clause]
        for time in (t for t in paragraph.times if start <= t.start < end and t.value is not None):
            since = resolve(time, draft.paragraph, setting)
            words, span = parse.quote(start, time.end), parse.span(start, time.end)
            return replace(since, expression=words, span=span, end=None) if since.start is not None else None
    return None


def is_perfect(parse: Parse, word: int) -> bool:
    """Whether a verb tells what has happened up to now: "*have* been killed"."""
    return any(parse.lemmas[aux] == "have" and parse.tags[aux] != "VBD" for aux in parse.dependents(word, "aux"))


def onsets(parse: Parse, word: int, grammar: Grammar) -> Iterator[int]:
    """The clauses and phrases that open a span which has not ended: "*since* the war began", "*since* the coup"."""
    for clause in parse.dependents(word, "advcl", "prep"):
        marks = (clause, *parse.dependents(clause, "mark"))
        if any(parse.lowers[token] in grammar.onset for token in marks):
            yield clause
