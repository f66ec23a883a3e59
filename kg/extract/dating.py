"""When an event is said to have happened: the expression of time that its word or its clause bears."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeAlias

from kg.extract.drafts import Draft, DraftAt
from kg.extract.onsets import since_when
from kg.extract.resolving import resolve
from kg.extract.setting import Setting
from kg.facts import Time, TimeBasis
from kg.lexicon.grammar import Grammar
from kg.nlp.events import EventMention
from kg.nlp.parse import Parse
from kg.nlp.times import TimeExpression, is_governed

EMBEDDING = frozenset({"advcl", "relcl", "acl", "ccomp", "csubj"})
"""Clauses with a time of their own, other than that of the clause around them."""
OWN_SUBJECT = ("nsubj", "nsubjpass", "expl", "csubj")
Gap: TypeAlias = tuple[int, int]
"""The tokens [first, second) between which a time is another event's."""
ANYWHERE: Gap = (0, 0)


def date_event(
    draft: Draft, setting: Setting, *, future: bool, at: DraftAt, causes: Mapping[str, str] = MappingProxyType({})
) -> Time | None:
    """The time of the expression that is the event's, as far as the day of publication or the one told before dates it.

    It is inherited where the expression is another event's, or that of the heading that the event is told under.
    """
    found = _found(draft, setting)
    if found is None:
        return since_when(draft, setting) or (None if future else _under_heading(draft, setting))
    expression, token = found
    time = resolve(expression, draft.paragraph, setting, future=future)
    other = at.get((draft.paragraph, token))
    if other is None or other is draft or causes.get(other.id) == draft.id or time.basis is None:
        return time
    return replace(time, basis=TimeBasis.INHERITED)


def time_of(draft: Draft, setting: Setting) -> TimeExpression | None:
    """The nearest expression of time on the way from the event's word up to its clause's end or its source's cue."""
    found = _found(draft, setting)
    return None if found is None else found[0]


def _found(draft: Draft, setting: Setting) -> tuple[TimeExpression, int] | None:
    """The expression, and the word that it is told of."""
    paragraph = setting.paragraphs[draft.paragraph]
    if not paragraph.times:
        return None
    parse, own = paragraph.parse, frozenset(draft.mention.tokens)
    for token, (before, after) in _ways(parse, draft, setting):
        times = [time for time in paragraph.times if not before <= time.start < after]
        found = dated_first(times, anchors(parse, token, setting.lexicon.grammar))
        # Only dates hold for what a clause embeds: "for hours" says how long its own verb lasts.
        if found is not None and (token in own or found.value is not None):
            return found, token
    return None


def _under_heading(draft: Draft, setting: Setting) -> Time | None:
    """The date of a chronology's heading, for what its paragraph tells in a main clause: "*3 March*: rebels seize Gao"."""
    heading = setting.headings.get(draft.paragraph)
    parse = setting.paragraphs[draft.paragraph].parse
    if heading is None or not _is_told_outright(parse, draft, setting):
        return None
    time = resolve(setting.paragraphs[heading].times[0], heading, setting)
    return replace(time, basis=TimeBasis.INHERITED) if time.basis is not None else None


def _is_told_outright(parse: Parse, draft: Draft, setting: Setting) -> bool:
    cues = setting.cues.get(draft.paragraph, frozenset())
    stops = frozenset(setting.stops.get(draft.paragraph, ()))
    head = draft.mention.head
    for token in (head, *parse.ancestors(head)):
        looking_back = any(parse.lowers[aux] == "had" for aux in parse.dependents(token, "aux"))
        said = token in stops or (token in cues and token != head)
        if said or looking_back or _is_apart(parse, token, setting):
            return False
    return True


def anchors(parse: Parse, token: int, grammar: Grammar) -> frozenset[int]:
    """The words that a time may hang on and yet be the token's.

    Its subject ("*Mali* on Monday said"), "for the first time"; the verb that says of an event that it takes place ("talks
    *held* on Monday").
    """
    found = {token}
    for child in parse.children[token]:
        if parse.deps[child] in ("nsubj", "nsubjpass"):
            found.add(child)
        elif parse.deps[child] == "prep":
            found.update(noun for noun in parse.dependents(child, "pobj") if parse.lemmas[noun] == "time")
        elif parse.deps[child] in ("acl", "relcl") and parse.lemmas[child] in grammar.dating:
            found.add(child)
    return frozenset(found)


def dated_first(expressions: Sequence[TimeExpression], anchors: frozenset[int]) -> TimeExpression | None:
    """The first expression that modifies one of the tokens; one that has a date of its own goes before others."""
    found = [expression for expression in expressions if expression.anchor in anchors]
    dated = (e for e in found if e.value is not None and not is_governed(e.value))
    counted = (e for e in found if e.value is not None)
    return next(dated, next(counted, found[0] if found else None))


def _ways(parse: Parse, draft: Draft, setting: Setting) -> Iterator[tuple[int, Gap]]:
    """The words whose times may be the event's, the nearest first, and where the time must not stand."""
    mention = draft.mention
    yield from ((token, ANYWHERE) for token in mention.tokens)
    if mention.governor is not None:
        yield mention.governor, ANYWHERE
    yield from ((verb, (0, verb)) for verb in _beside(parse, mention.head))
    cues = setting.cues.get(draft.paragraph, frozenset())
    stops: frozenset[int] = frozenset(setting.stops.get(draft.paragraph, ()))
    yield from _upwards(parse, mention, cues=cues, stops=stops, setting=setting)


def _beside(parse: Parse, verb: int) -> Iterator[int]:
    """The last verb of the same subject, behind which stands what holds for all: "shelled the town and *took* it on Monday"."""
    joined = [v for v in parse.dependents(verb, "conj") if parse.pos[v] == "VERB"]
    if joined and parse.pos[verb] == "VERB" and parse.first(joined[-1], *OWN_SUBJECT, "neg", "aux") is None:
        yield joined[-1]


def _upwards(
    parse: Parse, mention: EventMention, *, cues: frozenset[int], stops: frozenset[int], setting: Setting
) -> Iterator[tuple[int, Gap]]:
    token, gap = mention.head, ANYWHERE
    while token not in stops and not _is_apart(parse, token, setting):
        above = parse.heads[token]
        if above == token or above in cues:
            return
        if parse.deps[token] == "conj" and gap is ANYWHERE:
            gap = _others_time(parse, above, token)
        token = above
        yield token, gap


def _others_time(parse: Parse, verb: int, joined: int) -> Gap:
    """Where a time is that of the first of two coordinated verbs alone.

    "*On Monday* X struck and Y fled", but "X struck on Monday and Y fled", "X struck on Monday and left".
    """
    if parse.first(joined, *OWN_SUBJECT) is not None:
        return _opening(parse, verb), len(parse)
    return verb, joined


def _opening(parse: Parse, verb: int) -> int:
    """Where a clause begins but for what stands before its subject."""
    subject = parse.first(verb, *OWN_SUBJECT)
    return verb if subject is None else parse.edges[subject][0]


def _is_apart(parse: Parse, token: int, setting: Setting) -> bool:
    """Whether what a token tells has another time than what is told around it."""
    grammar, label = setting.lexicon.grammar, parse.deps[token]
    if label == "acl" and parse.tags[token] == "VBN":
        # "*Backed* by jets, stormed", but "troops *backed* by jets stormed".
        return True
    if label in EMBEDDING:
        return not (_is_nonfinite(parse, token) or _is_simultaneous(parse, token, grammar))
    if label not in ("pobj", "pcomp"):
        return False
    leading = parse.heads[token]
    # "Left *after* the talks on Monday", "weeks *of* protests".
    spanned = parse.lowers[parse.heads[leading]] in setting.lexicon.times.units
    return parse.lowers[leading] in grammar.prior or (parse.lowers[leading] == "of" and spanned)


def _is_nonfinite(parse: Parse, token: int) -> bool:
    """Infinitives and participles happen about when the verb over them does."""
    return (
        parse.tags[token] in ("VB", "VBG", "VBN") and parse.first(token, "nsubj", "nsubjpass", "aux", "auxpass") is None
    )


def _is_simultaneous(parse: Parse, verb: int, grammar: Grammar) -> bool:
    """*As activists rallied*, *while troops looked on*: at the time of the clause around it, unless it looks further back."""
    if parse.deps[verb] not in ("advcl", "relcl") or any(
        parse.lemmas[aux] == "have" for aux in parse.dependents(verb, "aux")
    ):
        return False
    return any(parse.lowers[child] in grammar.simultaneous for child in parse.children[verb])
