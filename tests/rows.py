"""Facts as rows that a person can read and a case file can state.

A row pattern is `Type[trigger] key=value; key=value`. Type is a class or one of its ancestors (Event, Claim, Casualties,
Entity, Relation, Contradiction among them), `[trigger]` a part of the trigger's text. A value is a part of the filler's
label or of one of its mentions, `@ISO` its country's ISO 3166 code, `#N` its size; `-` means that the key has no value.
Content of claims and event-valued roles are written as `Type` or `Type[trigger]`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.facts import Amount, CasualtyCount, Claim, EquipmentLoss, Event, Facts, Time
from kg.gazetteer import Gazetteer
from kg.ontology import Ontology

PATTERN = re.compile(r"(?P<type>[\w:/#.-]+)(\[(?P<trigger>[^\]]*)\])?\s*(?P<fields>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fact: its class, its trigger's text, and for each key the texts by which each value may be named."""

    type: str
    trigger: str
    fields: dict[str, list[tuple[str, ...]]]

    def __str__(self) -> str:
        fields = "; ".join(
            f"{key}={', '.join('|'.join(value) for value in values)}" for key, values in self.fields.items()
        )
        return f"{self.type}[{self.trigger}] {fields}"


def rows_of(facts: Facts, *, gazetteer: Gazetteer) -> list[Row]:
    """All facts of a document as rows."""
    return list(_rows(facts, _names(facts, gazetteer)))


def holds(pattern: str, rows: Iterable[Row], ontology: Ontology) -> bool:
    """Whether some row is as the pattern says."""
    match = PATTERN.fullmatch(pattern.strip())
    if match is None:
        raise ValueError(f"not a row pattern: {pattern!r}")
    fields = [tuple(part.strip().split("=", 1)) for part in match["fields"].split(";") if part.strip()]
    return any(_holds(row, match["type"], match["trigger"], fields, ontology) for row in rows)


def _holds(row: Row, type_: str, trigger: str | None, fields: list[tuple[str, ...]], ontology: Ontology) -> bool:
    if not _is_a(row.type, type_, ontology) or (trigger and trigger.lower() not in row.trigger.lower()):
        return False
    return all(_field_holds(row.fields.get(key, []), value) for key, value in fields)


def _is_a(type_: str, wanted: str, ontology: Ontology) -> bool:
    return type_ == wanted or (type_ in ontology.ancestors and wanted in ontology.superclasses(type_))


def _field_holds(values: list[tuple[str, ...]], wanted: str) -> bool:
    if wanted == "-":
        return not values
    exact = wanted[:1] in "@#" or (wanted[:1].isupper() and wanted.isalpha())
    return any(
        (wanted == text if wanted[:1] in "@#" else wanted.lower() in text.lower()) for value in values for text in value
    ) or (exact and any(wanted in value for value in values))


def _names(facts: Facts, gazetteer: Gazetteer) -> dict[str, tuple[str, ...]]:
    """Id → the texts by which it may be named."""
    names: dict[str, list[str]] = {}
    for entity in facts.entities:
        known = gazetteer.referent(entity.id) if entity.reference else None
        own = names.setdefault(entity.id, [entity.label, *entity.alt_labels])
        country = known.country if known else entity.country
        if country is not None and (known or country != entity.id) and (iso3 := gazetteer.referent(country).iso3):
            own.append("@" + iso3)
        if entity.size is not None:
            own.append("#" + _amount(entity.size))
    for mention in facts.mentions:
        names.setdefault(mention.entity, []).append(_text(facts, mention.span))
    for event in facts.events:
        names[event.id] = [event.type, f"{event.type}[{_triggers(facts, event.triggers)}]"]
    for claim in facts.claims:
        names[claim.id] = [f"Claim[{_triggers(facts, claim.triggers)}]"]
    return {id_: tuple(dict.fromkeys(texts)) for id_, texts in names.items()}


def _text(facts: Facts, span: tuple[int, int]) -> str:
    return facts.document.text[span[0] : span[1]]


def _triggers(facts: Facts, spans: Iterable[tuple[int, int]]) -> str:
    return " … ".join(_text(facts, span) for span in spans)


def _amount(amount: Amount) -> str:
    if amount.count is not None:
        return str(amount.count)
    return f"{'' if amount.minimum is None else amount.minimum}..{'' if amount.maximum is None else amount.maximum}"


def _rows(facts: Facts, names: dict[str, tuple[str, ...]]) -> Iterator[Row]:
    for entity in facts.entities:
        yield from _entity_rows(entity.id, facts, names)
    for event in facts.events:
        yield Row(type=event.type, trigger=_triggers(facts, event.triggers), fields=_event_fields(event, names))
        yield from _count_rows(event, facts, names)
    for claim in facts.claims:
        yield Row(type="Claim", trigger=_triggers(facts, claim.triggers), fields=_claim_fields(claim, facts, names))
    for relation in facts.relations:
        value = (relation.object,) if relation.literal else names.get(relation.object, (relation.object,))
        fields: dict[str, list[tuple[str, ...]]] = {
            "subject": [names.get(relation.subject, (relation.subject,))],
            relation.predicate: [value],
        }
        yield Row(type="Relation", trigger=_text(facts, relation.trigger), fields=fields)
    claims = {claim.id: claim for claim in facts.claims}
    for found in facts.contradictions:
        speakers = [
            names[role.filler] for id_ in found.claims for role in claims[id_].roles if role.property == "speaker"
        ]
        yield Row(type="Contradiction", trigger="", fields={"ground": [(found.ground,)], "speaker": speakers})


def _count_rows(event: Event, facts: Facts, names: dict[str, tuple[str, ...]]) -> Iterator[Row]:
    counts: tuple[CasualtyCount | EquipmentLoss, ...] = (*event.casualties, *event.losses)
    told: list[CasualtyCount | EquipmentLoss] = []
    for other in facts.events:
        told += (*other.casualties, *other.losses)
    whole = {count.id: ("#" + _amount(count.amount),) for count in told}
    for count in counts:
        fields: dict[str, list[tuple[str, ...]]] = {
            "count": [whole[count.id]],
            "part": [whole[count.part_of]] if count.part_of else [],
            "cumulative": [("true",)] if count.cumulative else [],
            "event": [names[event.id]],
        }
        if isinstance(count, CasualtyCount):
            fields |= {"outcome": [(count.outcome,)], "victims": [names[count.victims]] if count.victims else []}
        else:
            fields |= {"fate": [(count.fate,)], "equipment": [names[count.equipment]]}
            fields["kind"] = [(count.kind,)] if count.kind else []
        yield Row(type=type(count).__name__, trigger=_triggers(facts, count.triggers), fields=fields)
    for measure in event.measures:
        magnitude = measure.magnitude
        bounds = ("" if bound is None else str(bound) for bound in (magnitude.minimum, magnitude.maximum))
        value = "..".join(bounds) if magnitude.value is None else str(magnitude.value)
        yield Row(
            type="Measure",
            trigger=_text(facts, measure.trigger),
            fields={
                "kind": [(measure.kind,)],
                "value": [("#" + value,)],
                "unit": [(measure.unit,)],
                "event": [names[event.id]],
            },
        )


def _entity_rows(id_: str, facts: Facts, names: dict[str, tuple[str, ...]]) -> Iterator[Row]:
    entity = next(entity for entity in facts.entities if entity.id == id_)
    roles = [(r.object,) for r in facts.relations if r.subject == id_ and r.predicate == "role"]
    fields: dict[str, list[tuple[str, ...]]] = {
        "name": [names[id_]],
        "role": [*roles],
        "sector": [(s,) for s in entity.sectors],
        "id": [(id_,)],
    }
    for type_ in entity.types or ("Entity",):
        yield Row(type=type_, trigger=entity.label, fields=fields)


def _time_fields(time: Time | None, prefix: str) -> dict[str, list[tuple[str, ...]]]:
    if time is None:
        return {}
    fields: dict[str, list[tuple[str, ...]]] = {prefix + "time": [(time.expression,)]}
    if time.start is not None:
        fields[prefix + "start"] = [(str(time.start),)]
    if time.end is not None:
        fields[prefix + "end"] = [(str(time.end),)]
    if time.basis is not None:
        fields[prefix + "basis"] = [(time.basis,)]
    return fields


def _event_fields(event: Event, names: dict[str, tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    fields: dict[str, list[tuple[str, ...]]] = {}
    for role in event.roles:
        fields.setdefault(role.property, []).append(names.get(role.filler, (role.filler,)))
    fields["factuality"] = [(event.factuality,)]
    if event.phase is not None:
        fields["phase"] = [(event.phase,)]
    return fields | _time_fields(event.time, "")


def _claim_fields(claim: Claim, facts: Facts, names: dict[str, tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    fields: dict[str, list[tuple[str, ...]]] = {"stance": [(claim.stance,)]}
    for role in claim.roles:
        fields.setdefault(role.property, []).append(names.get(role.filler, (role.filler,)))
    fields["about"] = [names.get(about, (about,)) for about in claim.about]
    fields["content"] = [names.get(content, (content,)) for content in claim.content]
    fields["quoted"] = [(str(claim.quoted).lower(),)]
    fields["anonymous"] = [(str(claim.anonymous).lower(),)]
    fields["span"] = [(_text(facts, span),) for span in claim.content_spans]
    if claim.medium is not None:
        fields["medium"] = [(claim.medium,)]
    return fields | _time_fields(claim.said, "said ")
