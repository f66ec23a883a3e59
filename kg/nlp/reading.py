"""All that one paragraph holds: names, descriptions, pronouns, triggers, times and amounts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.facts import Amount
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.lexicon.words import Part, Words
from kg.nlp.mending import mended
from kg.nlp.mentions import Kind, Mention
from kg.nlp.name_mentions import name_mentions
from kg.nlp.names import Name, find_names
from kg.nlp.names.classes import noun_at
from kg.nlp.nominals import Idioms, nominal_mentions
from kg.nlp.parse import Parse
from kg.nlp.quantities import find_amounts
from kg.nlp.quantities.measures import MeasureMention, find_measures
from kg.nlp.times import TimeExpression, find_times
from kg.nlp.triggers import Trigger, find_triggers


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A parsed paragraph with what was found in it; `part` numbers the articles that share a document.

    `amounts` maps the head of what is counted to how many there are.
    """

    parse: Parse
    mentions: tuple[Mention, ...]
    triggers: tuple[Trigger, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    amounts: Mapping[int, Amount]
    measures: tuple[MeasureMention, ...] = ()
    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words and names that reading a paragraph needs."""

    lexicon: Lexicon
    gazetteer: Gazetteer


PRONOUNS = frozenset({"PRP", "PRP$"})


def read_paragraph(parse: Parse, vocabulary: Vocabulary, *, part: int = 0) -> Paragraph:
    """What every finder finds that needs one paragraph only."""
    lexicon = vocabulary.lexicon
    parse = mended(parse, lexicon)
    times = tuple(find_times(parse, lexicon.times))
    dated = frozenset(token for expression in times for token in range(expression.start, expression.end))
    found = find_names(parse, gazetteer=vocabulary.gazetteer, nouns=lexicon.nouns, dated=dated, grammar=lexicon.grammar)
    names = tuple(name for name in found if not _names_event(parse, name, lexicon.words))
    amounts = {head: amount for head, (amount, _) in find_amounts(parse, lexicon.numbers).items()}
    triggers = tuple(find_triggers(parse, lexicon.words, names=frozenset(_named_tokens(parse, names, times))))
    mentions = tuple(_mentions(parse, names, triggers, amounts, vocabulary))
    return Paragraph(
        parse=parse,
        mentions=mentions,
        triggers=triggers,
        times=tuple(_raised(parse, times, mentions, triggers)),
        amounts=amounts,
        measures=tuple(find_measures(parse, lexicon.measures)),
        part=part,
    )


def _raised(
    parse: Parse, times: Sequence[TimeExpression], mentions: Sequence[Mention], triggers: Sequence[Trigger]
) -> Iterator[TimeExpression]:
    """The times, those that the parser hangs on somebody or something given to the verb: "shelled *the port* on Monday"."""
    things = {mention.head for mention in mentions} - {token for trigger in triggers for token in trigger.tokens}
    for time in times:
        anchor = time.anchor
        while anchor < time.start and anchor in things and parse.deps[anchor] in ("pobj", "dobj", "conj", "appos"):
            anchor = parse.heads[anchor]
            while parse.pos[anchor] == "ADP" and parse.heads[anchor] != anchor:
                anchor = parse.heads[anchor]
        yield time if anchor == time.anchor else replace(time, anchor=anchor)


def _names_event(parse: Parse, name: Name, words: Words) -> bool:
    """Whether a name is an event's: "Hurricane Mitch" is nobody, nor is the first word of "*Gunfire* was heard"."""
    first = parse.sentences[parse.sentence_of[name.start]][0] == name.start == name.end - 1
    if first and name.type is None and not name.candidates and parse.lemmas[name.start] in words.nouns:
        return True
    return any(parse.lemmas[token] in words.named for token in range(name.start, name.end - 1))


def _named_tokens(parse: Parse, names: Sequence[Name], times: Sequence[TimeExpression]) -> Iterator[int]:
    """The tokens of names, those of months and days included: "March" is no march."""
    for name in names:
        yield from range(name.start, name.end)
    for expression in times:
        yield from (token for token in range(expression.start, expression.end) if parse.pos[token] == "PROPN")


def _mentions(
    parse: Parse,
    names: Sequence[Name],
    triggers: Sequence[Trigger],
    amounts: Mapping[int, Amount],
    vocabulary: Vocabulary,
) -> Sequence[Mention]:
    """In the order of the text; of two from one place the shorter first."""
    nouns = vocabulary.lexicon.nouns
    in_name = {token for name in names for token in range(name.start, name.end)}
    found = [mention for name in names for mention in name_mentions(parse, name, nouns)]
    found += nominal_mentions(
        parse, names=names, nouns=nouns, amounts=amounts, idioms=_idioms(parse, triggers, vocabulary.lexicon)
    )
    found += (
        _pronoun(parse, token) for token in range(len(parse)) if parse.tags[token] in PRONOUNS and token not in in_name
    )
    return sorted(found, key=lambda mention: (mention.start, mention.end))


def _idioms(parse: Parse, triggers: Sequence[Trigger], lexicon: Lexicon) -> Idioms:
    inner = [(trigger, token) for trigger in triggers for token in trigger.tokens[1:]]
    bare = {t for trigger, t in inner if trigger.part is Part.VERB and _is_bare(parse, t, trigger)}
    nominals = [trigger.head for trigger in triggers if trigger.part is Part.NOUN]
    return Idioms(
        bare=frozenset(bare.union(_gatherings(parse, lexicon))),
        nominals=frozenset(nominals).union(t for trigger, t in inner if trigger.part is not Part.NOUN),
    )


def _is_bare(parse: Parse, token: int, trigger: Trigger) -> bool:
    """Whether a noun in a verb's idiom is of nobody by itself: "took *prisoner*", "found the *bodies* of"."""
    if parse.lowers[token + 1 : token + 2] == ("of",) and token + 1 in trigger.tokens:
        return parse.tags[token] in ("NN", "NNS")
    return parse.tags[token] == "NN" and parse.first(token, "det", "poss") is None


def _gatherings(parse: Parse, lexicon: Lexicon) -> Iterator[int]:
    """Nouns of number that are but those whom they count: "a *group* of traders"; a body is told with "the"."""
    for token, lemma in enumerate(parse.lemmas):
        if lemma not in lexicon.grammar.transparent or parse.pos[token] != "NOUN":
            continue
        article, of = parse.first(token, "det"), parse.first(token, "prep")
        if article is None or parse.lowers[article] not in ("a", "an") or of != token + 1 or parse.lowers[of] != "of":
            continue
        people = parse.first(of, "pobj")
        noun = None if people is None or parse.tags[people] != "NNS" else noun_at(parse, people, lexicon.nouns)
        if noun is not None and noun.type == "Person":
            yield token


def _pronoun(parse: Parse, token: int) -> Mention:
    return Mention(start=token, end=token + 1, head=token, kind=Kind.PRONOUN, label=parse.lowers[token])
