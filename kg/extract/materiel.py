"""Which weapons, platforms and vehicles an event destroys, damages or takes, and how many."""

from collections.abc import Iterator
from dataclasses import replace

from kg import ids
from kg.extract.drafts import Draft, trigger_spans
from kg.extract.entities import Entities
from kg.facts import Amount, EquipmentLoss, Fate
from kg.lexicon import Lexicon
from kg.nlp.coreference import Place
from kg.nlp.mentions import Kind
from kg.nlp.parse import Parse
from kg.nlp.quantities.parts import find_parts, portion_at
from kg.nlp.quantities.shares import UNKNOWN
from kg.nlp.reading import Paragraph

STRUCK = frozenset({"target", "theme"})


def find_losses(draft: Draft, entities: Entities, paragraph: Paragraph, lexicon: Lexicon) -> Iterator[EquipmentLoss]:
    """One count for each lot of equipment with a number, or with the article of a single one."""
    if not lexicon.equipment.chance.isdisjoint(entities.ontology.superclasses(draft.mention.type)):
        return
    verbs, told = frozenset(draft.mention.tokens), set[int]()
    for argument in draft.mention.arguments:
        if argument.role not in STRUCK or argument.token in told:
            continue
        told.add(argument.token)
        whole = _loss(draft, entities, paragraph, argument.token, lexicon)
        if whole is None:
            continue
        yield whole
        for token, _ in find_parts(
            paragraph.parse, argument.token, lexicon.numbers, amounts=paragraph.amounts, verbs=verbs
        ):
            part = _loss(draft, entities, paragraph, token, lexicon) if token not in told else None
            told.add(token)
            if part is not None:
                yield replace(part, part_of=whole.id)


def _loss(draft: Draft, entities: Entities, paragraph: Paragraph, token: int, lexicon: Lexicon) -> EquipmentLoss | None:
    classes = entities.classes_at(draft.paragraph, token)
    if not classes or lexicon.equipment.classes.isdisjoint(classes):
        return None
    place = next((p for p in entities.places_at(draft.paragraph, token)), None)
    equipment = None if place is None else entities.id_at(place, "equipment")
    if place is None or equipment is None:
        return None
    kind = _kind(entities, place, lexicon)
    fate = _fate(draft, paragraph.parse, kind, lexicon)
    amount = _amount(entities, paragraph, place, token, lexicon)
    if (
        fate is None
        or amount is None
        or amount == UNKNOWN
        or (kind is None and entities.mention(place).kind is not Kind.NAME)
    ):
        return None
    span = paragraph.parse.span(token, token + 1)
    return EquipmentLoss(
        id=ids.mint("loss", draft.id, fate, span.begin, span.end),
        fate=fate,
        amount=amount,
        triggers=trigger_spans(paragraph.parse, draft.mention.tokens),
        equipment=equipment,
        kind=kind,
    )


def _kind(entities: Entities, place: Place, lexicon: Lexicon) -> str | None:
    """By the noun, or by its last words: an *old Soviet tank* is a tank."""
    noun = entities.mention(place).noun
    return None if noun is None else lexicon.equipment.kinds.get(noun)


def _fate(draft: Draft, parse: Parse, kind: str | None, lexicon: Lexicon) -> Fate | None:
    """What the trigger says has become of it; some words say so of some kinds only: to *intercept* a missile, a ship."""
    head = draft.mention.head
    said = {parse.lemmas[token] for token in draft.mention.tokens} | {kind}
    patterns = lexicon.equipment.fates.get(parse.lemmas[head], ())
    return next((fate for words, fate in patterns if said.issuperset(words[1:])), None)


def _amount(entities: Entities, paragraph: Paragraph, place: Place, token: int, lexicon: Lexicon) -> Amount | None:
    """How many; one where a single thing has the indefinite article, or is named."""
    parse, mention = paragraph.parse, entities.mention(place)
    stated = (
        portion_at(parse, token, paragraph.amounts, lexicon.numbers) or paragraph.amounts.get(token) or mention.amount
    )
    if stated is not None or mention.plural:
        return stated
    articled = any(parse.lowers[child] in lexicon.numbers.articles for child in parse.dependents(token, "det"))
    return Amount(count=1) if articled or mention.kind is Kind.NAME else None
