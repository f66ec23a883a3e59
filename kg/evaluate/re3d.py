"""Entities and relations of the Relationship and Entity Extraction Evaluation Dataset (re3d, Dstl).

Entities are compared by their spans, type by type; of the gold's relations it is asked how many the graph has between
entities mentioned at those spans. There is no precision of relations: the gold states only some.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.gold import Record, span
from kg.evaluate.graph import Graph
from kg.evaluate.measures import Scores, mean, together
from kg.evaluate.mentions import EntityMention, find_mentions
from kg.evaluate.spans import shared, span_scores
from kg.evaluate.tables import load_table
from kg.facts import Span

Mentions = Mapping[str, Sequence[EntityMention]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedRelation:
    """A relation of a type between what two spans refer to."""

    type: str
    source: Span
    target: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A document with its entities as (type, span), and its relations."""

    id: str
    entities: tuple[tuple[str, Span], ...]
    relations: tuple[AnnotatedRelation, ...]

    def spans(self, *types: str) -> tuple[Span, ...]:
        """The spans of entities of the types."""
        return tuple(span for type_, span in self.entities if type_ in types)


def read(record: Record) -> Annotated:
    """A record with `entities` (`begin`, `end`, `type`) and `relations` (`type`, `source` and `target` as pairs)."""
    return Annotated(
        id=record["id"],
        entities=tuple((entity["type"], Span(entity["begin"], entity["end"])) for entity in record["entities"]),
        relations=tuple(
            AnnotatedRelation(type=found["type"], source=span(found["source"]), target=span(found["target"]))
            for found in record["relations"]
        ),
    )


def score(gold: Sequence[Annotated], graph: Graph) -> Scores:
    """Spans of each type of entity, by overlap and strictly; the share of relations found, by type and of all."""
    mentions, table = find_mentions(graph), load_table("re3d")
    entities = (
        span_scores(type_, ((text.spans(type_), _predicted(text, type_, mentions, table)) for text in gold))
        for type_ in table["classes"]
    )
    return together((*entities, _relations(gold, graph, mentions)))


def _predicted(text: Annotated, type_: str, mentions: Mentions, table: Record) -> Iterator[Span]:
    """Spans that the graph has of a type; but none of a country that the gold takes for the other thing it may be."""
    found, either = mentions.get(text.id, ()), table["of_countries"]
    countries = {mention.span for mention in found if "Country" in mention.classes}
    neutral = countries.intersection(text.spans(*either)).difference(text.spans(type_)) if type_ in either else set()
    for mention in found:
        if mention.span not in neutral and mention.classes.intersection(table["classes"][type_]):
            yield mention.span


def _relations(gold: Sequence[Annotated], graph: Graph, mentions: Mentions) -> Scores:
    known = Known(graph)
    held: dict[str, list[bool]] = defaultdict(list)
    for text in gold:
        for relation in text.relations:
            if relation.type in known.types:
                held[relation.type].append(known.holds(relation, mentions.get(text.id, ())))
    every = mean(holds for values in held.values() for holds in values)
    return {"relations": every, **{f"relation {type_}": mean(held[type_]) for type_ in sorted(held)}}


class Known:
    """The relations of a graph, by re3d's names."""

    def __init__(self, graph: Graph) -> None:
        table = load_table("re3d")
        self.types: Sequence[str] = table["relations"]
        self._pairs: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for kind, source, target in graph.rows("relations"):
            self._pairs[kind].add((source, target))
            if kind in table["symmetric"]:
                self._pairs[kind].add((target, source))

    def holds(self, relation: AnnotatedRelation, mentions: Sequence[EntityMention]) -> bool:
        """Whether the graph has the relation between any two entities that the spans touch."""
        sources, targets = _touched(relation.source, mentions), _touched(relation.target, mentions)
        return any((source, target) in self._pairs[relation.type] for source in sources for target in targets)


def _touched(span: Span, mentions: Sequence[EntityMention]) -> set[str]:
    return {mention.entity for mention in mentions if shared(mention.span, span) > 0}
