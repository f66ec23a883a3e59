"""The project's own gold: events, claims, casualties, entities, places and times, by the contract of the graph."""

from collections.abc import Sequence

from kg.evaluate.facts.annotation import Annotation, read
from kg.evaluate.facts.comparing import compare
from kg.evaluate.facts.reading import Article, read_articles, read_graph
from kg.evaluate.facts.statements import claim_scores, detail_scores, event_scores
from kg.evaluate.facts.things import count_scores, entity_scores, place_scores, time_scores
from kg.evaluate.graph import Graph
from kg.evaluate.measures import Scores, together

__all__ = ["read", "score"]

SCORERS = (event_scores, detail_scores, claim_scores, count_scores, entity_scores, place_scores, time_scores)


def score(gold: Sequence[Annotation], graph: Graph) -> Scores:
    """All measures, each over all articles together."""
    known = read_graph(graph)
    articles = read_articles(graph, known)
    comparisons = [compare(text, articles.get(text.id, Article()), known) for text in gold]
    return together(scorer(comparisons) for scorer in SCORERS)
