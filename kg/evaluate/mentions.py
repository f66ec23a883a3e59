"""Mentions of entities, article by article."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.evaluate.graph import Graph
from kg.facts import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMention:
    """A span that refers to an entity, and all the entity's classes, the general ones too."""

    span: Span
    entity: str
    classes: frozenset[str]


def find_mentions(graph: Graph) -> Mapping[str, tuple[EntityMention, ...]]:
    """Article → its mentions in the order of the text."""
    classes: dict[tuple[str, Span, str], set[str]] = defaultdict(set)
    for article, begin, end, entity, class_ in graph.rows("mentions"):
        classes[article, Span(int(begin), int(end)), entity].add(class_)
    articles: dict[str, list[EntityMention]] = defaultdict(list)
    for article, span, entity in sorted(classes):
        found = frozenset(classes[article, span, entity])
        articles[article].append(EntityMention(span=span, entity=entity, classes=found))
    return {article: tuple(mentions) for article, mentions in articles.items()}
