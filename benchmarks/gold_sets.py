"""The files of gold that are known, the graph that the program makes of each, and what that scores."""

import hashlib
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.stored import Result
from kg import pipeline
from kg.documents import Reject
from kg.evaluate import Graph, evaluate, figures, graph_of
from kg.extract import Extractor
from kg.rdf import Terms
from kg.sources import read_documents
from kg.stores import StoreWriter, memory_store

FIGURES = Path(__file__).parent / "figures.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a figure must reach at least, and what it aims at."""

    least: float | None = None
    aim: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    """A file of gold with a name, the figures of it that count, and how far below them floors are set."""

    name: str
    path: Path
    task: str
    slack: float
    wanted: Mapping[str, Wanted]


def known_sets(folder: Path) -> Iterator[GoldSet]:
    """All sets, as they would lie in a folder."""
    for name, known in tomllib.loads(FIGURES.read_text(encoding="utf-8")).items():
        wanted = {figure: Wanted(**marks) for figure, marks in known["figures"].items()}
        path = folder / f"{name}.jsonl"
        yield GoldSet(name=name, path=path, task=known["task"], slack=known["slack"], wanted=wanted)


def find_sets(folder: Path) -> tuple[GoldSet, ...]:
    """The sets whose files are in a folder."""
    return tuple(known for known in known_sets(folder) if known.path.is_file())


def measure(gold: GoldSet, extractor: Extractor) -> Result:
    """What a graph of the set's texts, made anew, scores."""
    evaluation = evaluate(gold.task, gold.path, build_graph(gold.path, extractor))
    digest = hashlib.sha256(gold.path.read_bytes()).hexdigest()
    found = figures(evaluation.scores)
    return Result(task=gold.task, gold=digest, records=evaluation.records, figures=found)


def build_graph(path: Path, extractor: Extractor) -> Graph:
    """The graph that `kg build` makes of a file; what cannot be read is told."""
    knowledge = extractor.knowledge
    context = pipeline.Context(
        terms=Terms(knowledge.ontology), referents=knowledge.gazetteer, versions=extractor.versions
    )
    store = memory_store()
    writer = StoreWriter(store)
    sink = pipeline.Sink(graphs=writer, reject=_tell)
    pipeline.build(read_documents([str(path)]), read=pipeline.read_here(extractor, context), context=context, sink=sink)
    writer.flush()
    return graph_of(store)


def _tell(reject: Reject) -> None:
    print(f"{reject.id} cannot be read: {reject.reason}", file=sys.stderr)
