"""Score a graph against gold, task by task, by what SPARQL finds in it.

Gold is JSON Lines with an `id`, a `text` and an annotation, as public sets are given in; an article of the graph belongs
to the record whose id it bears as `dcterms:identifier`. The queries, and the tables of what annotators call things, are
data, in `queries/evaluate`. docs/accuracy.md says what each figure means.
"""

from kg.evaluate.graph import Graph, graph_of, load_graph
from kg.evaluate.measures import Matches, Mean, Measure, Scores, figures, parts
from kg.evaluate.tasks import TASKS, Evaluation, evaluate

__all__ = [
    "TASKS",
    "Evaluation",
    "Graph",
    "Matches",
    "Mean",
    "Measure",
    "Scores",
    "evaluate",
    "figures",
    "graph_of",
    "load_graph",
    "parts",
]
