"""Whom events kill, hurt, take or drive out: which event the harm comes from, and how many it struck."""

from collections.abc import Iterator, Mapping, Sequence

from kg import ids
from kg.extract.drafts import Draft, by_token
from kg.extract.entities import Entities
from kg.facts import Amount, CasualtyCount, Outcome
from kg.nlp.events import Argument
from kg.nlp.reading import Paragraph

VICTIMS = "victims"
COUNTED = frozenset({VICTIMS, "target", "theme"})
BOTH = (Outcome.KILLED, Outcome.WOUNDED)
"""What "no casualties" says has befallen nobody."""


def causes_of(drafts: Sequence[Draft]) -> dict[str, str]:
    """Event that kills or hurts → the event that its clause names as the cause, whose harm it is."""
    at = _with_carriers(drafts)
    direct = {draft.id: cause for draft in drafts if (cause := _cause(draft, at)) is not None}
    harmful = {draft.id for draft in drafts if draft.mention.causes}
    return {id_: last for id_ in direct if (last := _last(id_, direct)) not in harmful or last not in direct}


def _with_carriers(drafts: Sequence[Draft]) -> dict[tuple[int, int], Draft]:
    """The drafts by the tokens of their triggers, and by the light verbs that carry them."""
    carried = {
        (draft.paragraph, draft.mention.governor): draft for draft in drafts if draft.mention.governor is not None
    }
    return carried | by_token(drafts)


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


def find_casualties(draft: Draft, entities: Entities, paragraph: Paragraph) -> Iterator[CasualtyCount]:
    """One count for each group of victims with a number, or for the number that the harm's own noun bears."""
    mention = draft.mention
    found = list(_of_victims(draft, entities, paragraph)) if mention.outcome is not None else []
    yield from found
    if found:
        return
    for token in mention.numbers:
        amount = paragraph.amounts.get(token)
        if amount is not None:
            for outcome in _outcomes(mention.outcome, amount):
                yield _count(draft, outcome, amount, paragraph, token=token)
            return


def _outcomes(stated: Outcome | None, amount: Amount) -> Sequence[Outcome]:
    """What befell the counted; where the word does not say, only of nobody is it known: neither."""
    if stated is not None:
        return (stated,)
    return BOTH if amount.count == 0 else ()


def _of_victims(draft: Draft, entities: Entities, paragraph: Paragraph) -> Iterator[CasualtyCount]:
    outcome = draft.mention.outcome
    for argument in _victims(draft.mention.arguments):
        places = tuple(entities.places_at(draft.paragraph, argument.token))
        amount = paragraph.amounts.get(argument.token)
        amount = amount or next((entities.mention(place).amount for place in places), None)
        if amount is not None and outcome is not None:
            victims = next((id_ for place in places if (id_ := entities.id_at(place, VICTIMS)) is not None), None)
            yield _count(draft, outcome, amount, paragraph, token=argument.token, victims=victims)


def _count(  # noqa: PLR0913
    draft: Draft, outcome: Outcome, amount: Amount, paragraph: Paragraph, *, token: int, victims: str | None = None
) -> CasualtyCount:
    counted = paragraph.parse.span(token, token + 1)
    return CasualtyCount(
        id=ids.mint("casualties", draft.id, outcome, counted.begin, counted.end),
        outcome=outcome,
        amount=amount,
        trigger=paragraph.parse.span(draft.mention.head, draft.mention.head + 1),
        victims=victims,
    )


def _victims(arguments: Sequence[Argument]) -> Iterator[Argument]:
    named = [argument for argument in arguments if argument.role == VICTIMS]
    return iter(named or [argument for argument in arguments if argument.role == "target"])
