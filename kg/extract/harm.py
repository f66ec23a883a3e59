"""Whom events kill, hurt, take or drive out: which event the harm comes from, and how many it struck."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg import ids
from kg.extract.drafts import Draft, trigger_spans, with_carriers
from kg.extract.entities import Entities
from kg.facts import Amount, CasualtyCount, Outcome
from kg.lexicon.number_words import NumberWords
from kg.nlp.events import Argument, EventMention
from kg.nlp.parse import Parse
from kg.nlp.quantities.parts import find_parts, portion_at
from kg.nlp.quantities.shares import UNKNOWN
from kg.nlp.reading import Paragraph

VICTIMS = "victims"
PEOPLE = frozenset({"Person", "Group"})
BOTH = (Outcome.KILLED, Outcome.WOUNDED)
"""What "no casualties" says has befallen nobody."""


def causes_of(drafts: Sequence[Draft], *, apart: frozenset[str] = frozenset()) -> dict[str, str]:
    """Event that kills or hurts → the event that its clause names as the cause, whose harm it is.

    Those `apart` are the harm of several incidents, and have none as their cause.
    """
    at = with_carriers(drafts)
    direct = {draft.id: cause for draft in drafts if draft.id not in apart and (cause := _cause(draft, at)) is not None}
    harmful = {draft.id for draft in drafts if draft.mention.causes}
    return {id_: last for id_ in direct if (last := _last(id_, direct)) not in harmful or last not in direct}


def _cause(draft: Draft, at: Mapping[tuple[int, int], Draft]) -> str | None:
    for token in draft.mention.causes:
        other = at.get((draft.paragraph, token))
        if other is not None and other.id != draft.id and other.mention.harms:
            return other.id
    return None


def _last(id_: str, direct: Mapping[str, str]) -> str:
    """The end of a chain of causes: "killing six and *wounding* two" is the harm of what killed."""
    seen = {id_}
    while id_ in direct and direct[id_] not in seen:
        id_ = direct[id_]
        seen.add(id_)
    return id_


def find_casualties(
    draft: Draft, entities: Entities, paragraph: Paragraph, *, words: NumberWords, yielding: bool
) -> Iterator[CasualtyCount]:
    """One count for each group of victims with a number, or for the number that the harm's own noun bears.

    `yielding` says that those who do it are those whom it befalls: "40 rebels *surrendered*".
    """
    mention = draft.mention
    if _is_one_of_two(paragraph.parse, mention.head, words):
        return
    found = list(_of_victims(draft, entities, paragraph, words, yielding=yielding)) if mention.outcome else []
    yield from found
    if found:
        return
    for token in mention.numbers:
        amount = paragraph.amounts.get(token)
        if amount is not None:
            amount = _exceeded(paragraph.parse, token, amount, words)
            for outcome in _outcomes(mention.outcome, amount):
                yield _count(draft, outcome, amount, paragraph, token=token)
            return
    if mention.outcome in BOTH and (spared := _spared(paragraph.parse, draft.mention)) is not None:
        victims = next((entities.id_at(place, VICTIMS) for place in entities.places_at(draft.paragraph, spared)), None)
        yield _count(draft, mention.outcome, Amount(count=0), paragraph, token=spared, victims=victims)


def _exceeded(parse: Parse, token: int, amount: Amount, words: NumberWords) -> Amount:
    """*The toll passed 1,000*: more than the number."""
    over = parse.deps[token] == "dobj" and parse.lemmas[parse.heads[token]] in words.exceeding
    return Amount(minimum=amount.count + 1) if over and amount.count else amount


def _spared(parse: Parse, mention: EventMention) -> int | None:
    """*The soldiers were not hurt*: those who are said to have come to no harm, none of whom is counted."""
    if parse.first(mention.head, "neg") is None or parse.first(mention.head, "aux") is not None:
        return None
    victims = (a.token for a in _victims(mention.arguments, yielding=False) if a.token < mention.head)
    return next(victims, None) if parse.first(mention.head, "auxpass", "nsubjpass") is not None else None


def _is_one_of_two(parse: Parse, head: int, words: NumberWords) -> bool:
    """Whether a count is of two harms together, so that neither is known: "300 were killed *or* wounded"."""
    joined = [head, *parse.dependents(head, "conj"), *([parse.heads[head]] if parse.deps[head] == "conj" else ())]
    if len(joined) == 1 or all(parse.first(token, "nsubj", "nsubjpass", "dobj") for token in joined):
        return False
    return any(parse.lowers[link] in words.alternatives for token in joined for link in parse.dependents(token, "cc"))


def _outcomes(stated: Outcome | None, amount: Amount) -> Sequence[Outcome]:
    """What befell the counted; where the word does not say, only of nobody is it known: neither."""
    if stated is not None:
        return (stated,)
    return BOTH if amount.count == 0 else ()


def _of_victims(
    draft: Draft, entities: Entities, paragraph: Paragraph, words: NumberWords, *, yielding: bool
) -> Iterator[CasualtyCount]:
    verbs, told = frozenset(draft.mention.tokens), set[int]()
    for argument in _victims(draft.mention.arguments, yielding=yielding):
        whole = argument.token
        if whole in told or not _are_people(paragraph.parse, whole, entities.classes_at(draft.paragraph, whole)):
            continue
        parts = find_parts(paragraph.parse, whole, words, amounts=paragraph.amounts, verbs=verbs)
        counts = list(_of_one(draft, entities, paragraph, (whole, whole), words))
        told.add(whole)
        yield from counts
        holding = counts[0].id if counts else None
        for token, number in parts:
            if token not in told:
                told.update((token, number))
                part = _of_one(draft, entities, paragraph, (token, number), words)
                yield from (replace(count, part_of=holding) for count in part)


def _of_one(
    draft: Draft, entities: Entities, paragraph: Paragraph, counted: tuple[int, int], words: NumberWords
) -> Iterator[CasualtyCount]:
    """The count of one noun, if it has any; beside it what bears its number."""
    token, number = counted
    outcome, places = draft.mention.outcome, tuple(entities.places_at(draft.paragraph, token))
    portion = portion_at(paragraph.parse, token, paragraph.amounts, words)
    amount = portion or paragraph.amounts.get(number) or paragraph.amounts.get(token)
    amount = amount or next((entities.mention(place).amount for place in places), None)
    amount = amount or _one_person(paragraph.parse, token, entities.classes_at(draft.paragraph, token), words, outcome)
    if amount is not None and amount != UNKNOWN and outcome is not None:
        victims = next((id_ for place in places if (id_ := entities.id_at(place, VICTIMS)) is not None), None)
        yield _count(draft, outcome, amount, paragraph, token=token, victims=victims)


def _are_people(parse: Parse, token: int, classes: frozenset[str] | None) -> bool:
    """Whether those struck can be counted as people: not "two *brigades*", "four *tankers*", but "three *Danes*"."""
    if classes is None or not classes.isdisjoint(PEOPLE):
        return True
    return "Country" in classes and parse.tags[token] in ("NNS", "NNPS")


def _one_person(
    parse: Parse, token: int, classes: frozenset[str] | None, words: NumberWords, outcome: Outcome | None
) -> Amount | None:
    """*Killed the mayor*: one; of those taken only *a mayor*, for who is taken is news, how many is not."""
    if not classes or "Person" not in classes or parse.tags[token] not in ("NN", "NNP", "PRP"):
        return None
    if parse.tags[token] == "NN" and parse.first(token, "det", "poss") is None:
        # "Killed patients and *staff*": who they are, not one of them.
        return None
    articled = any(parse.lowers[child] in words.articles for child in parse.dependents(token, "det"))
    return Amount(count=1) if articled or outcome in BOTH else None


def _count(  # noqa: PLR0913
    draft: Draft, outcome: Outcome, amount: Amount, paragraph: Paragraph, *, token: int, victims: str | None = None
) -> CasualtyCount:
    counted = paragraph.parse.span(token, token + 1)
    return CasualtyCount(
        id=ids.mint("casualties", draft.id, outcome, counted.begin, counted.end),
        outcome=outcome,
        amount=amount,
        triggers=trigger_spans(paragraph.parse, draft.mention.tokens),
        victims=victims,
    )


def _victims(arguments: Sequence[Argument], *, yielding: bool) -> Iterator[Argument]:
    """Those named as victims, else those whom the harm is directed at; those who give themselves up."""
    for role in ("agent",) if yielding else (VICTIMS, "target"):
        if named := [argument for argument in arguments if argument.role == role]:
            return iter(named)
    return iter(())
