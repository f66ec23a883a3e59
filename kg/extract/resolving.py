"""The dates of an expression of time in its document: counted from the day of publication, or from a time told before."""

from kg.dates import PartialDate
from kg.extract.setting import Setting
from kg.facts import Time
from kg.lexicon.time_words import Unit
from kg.nlp.parse import Parse
from kg.nlp.times import TimeExpression, counts_on, is_governed, resolve_time


def resolve(found: TimeExpression, paragraph: int, setting: Setting, *, future: bool = False) -> Time:
    """The expression with its dates, counted from the day of publication or, if need be, from the day told before it."""
    exact = counts_on(found.value)
    told = _governed if is_governed(found.value) else _prior
    prior = None if exact is None else told(found, paragraph, setting, exact=exact)
    parse = setting.paragraphs[paragraph].parse
    return resolve_time(found, parse=parse, published=setting.published, future=future, prior=prior)


def _prior(found: TimeExpression, paragraph: int, setting: Setting, *, exact: Unit) -> PartialDate | None:
    """The last time that is named before an expression in its article and is known to the day, the month or the year."""
    part = setting.paragraphs[paragraph].part
    for number in range(paragraph, -1, -1):
        told = setting.paragraphs[number]
        if told.part != part:
            return None
        for other in reversed(told.times):
            if number == paragraph and other.start >= found.start:
                continue
            time = resolve(other, number, setting)
            if time.start is not None and time.start == time.end and _is_known(time.start, exact):
                # What is to come is no day that the story has got to: "are to begin on Sunday. The same day, …".
                return None if _looks_ahead(told.parse, other.anchor) else time.start
    return None


def _looks_ahead(parse: Parse, verb: int) -> bool:
    if parse.tags[verb] != "VB":
        return False
    return any(parse.tags[aux] in ("MD", "TO") for aux in parse.dependents(verb, "aux"))


def _governed(found: TimeExpression, paragraph: int, setting: Setting, *, exact: Unit) -> PartialDate | None:
    """The time of the clause or noun behind an expression: of "a day *before* the truce *of 3 May*"."""
    parse, last = setting.paragraphs[paragraph].parse, found.end - 1
    behind = parse.heads[last] if parse.deps[last] == "mark" else parse.first(last, "pobj", "pcomp")
    start, end = (0, 0) if behind is None else parse.edges[behind]
    for other in setting.paragraphs[paragraph].times:
        if other.start >= found.end and start <= other.start < end:
            time = resolve(other, paragraph, setting)
            if time.start is not None and time.start == time.end and _is_known(time.start, exact):
                return time.start
    return None


def _is_known(date: PartialDate, exact: Unit) -> bool:
    parts = {Unit.YEAR: date.year, Unit.MONTH: date.month and date.year}
    return parts.get(exact, date.day) is not None
