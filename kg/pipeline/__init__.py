"""Documents → graphs: the stages joined, in this process or in several."""

from kg.pipeline.articles import Article, Context, Extract, Read, read_here
from kg.pipeline.building import Graphs, Sink, Summary, build
from kg.pipeline.recipe import Recipe
from kg.pipeline.workers import read_by_workers, standing_workers

__all__ = [
    "Article",
    "Context",
    "Extract",
    "Graphs",
    "Read",
    "Recipe",
    "Sink",
    "Summary",
    "build",
    "read_by_workers",
    "read_here",
    "standing_workers",
]
