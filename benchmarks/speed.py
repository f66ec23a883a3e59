"""Start-up of `kg query`, and the speed of `kg build` against bare spaCy with the same model on the same texts.

    python benchmarks/speed.py [ARTICLES...]       (default: examples/)

The articles are read again, each time with another last line, until there are WORDS words. Loading is not counted.
Each figure comes from a process of its own, the two speeds one after the other, best of ROUNDS.
"""

import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from kg.documents import Document
from kg.sources import read_documents

WORDS = 30_000
ROUNDS = 3
DEFAULT_ARTICLES = [str(Path(__file__).parent.parent / "examples")]

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(slots=True)
class Stopwatch:
    """Seconds by stage."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def on(self, stage: str) -> Iterator[None]:
        """Counts the time of a block."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += time.perf_counter() - start

    def through(self, stage: str, items: Iterable[Item]) -> Iterator[Item]:
        """The items, counting the time that making them takes."""
        iterator = iter(items)
        while True:
            with self.on(stage):
                try:
                    item = next(iterator)
                except StopIteration:
                    return
            yield item


@dataclass(slots=True)
class WatchedGraphs:
    """A store's writer whose work is timed."""

    writer: Any
    watch: Stopwatch

    def replace(self, graph: Any) -> None:
        """Hands on to the writer."""
        with self.watch.on("store"):
            self.writer.replace(graph)

    def merge_graph(self, graph: Any, quads: Iterable[Any]) -> int:
        """Hands on to the writer."""
        with self.watch.on("store"):
            return int(self.writer.merge_graph(graph, quads))


def main(paths: list[str]) -> None:
    """Print the figures as a Markdown table."""
    documents = enlarged([record for record in read_documents(paths) if isinstance(record, Document)])
    words = sum(len(document.text.split()) for document in documents)
    bare = in_new_process(bare_seconds, documents)
    stages = in_new_process(build_seconds, documents)
    print(f"{len(documents)} articles, {words:,} words\n")
    print("| | |\n|---|---|")
    print(f"| start-up of `kg query --list` | {startup_seconds():.2f} s |")
    print(f"| bare `nlp.pipe` | {words / bare:,.0f} words/s |")
    print(f"| `kg build` into a store | {words / stages['all']:,.0f} words/s |")
    print(f"| `kg build` against bare spaCy | {bare / stages['all']:.2f} |")
    for stage in ("parsing", "extraction", "RDF", "store"):
        print(f"| of this, {stage} | {stages[stage] / stages['all']:.0%} |")


def enlarged(documents: list[Document]) -> list[Document]:
    """The documents, then copies that differ in id and last line, up to WORDS words."""
    if not documents:
        raise SystemExit("no articles to measure with")
    chosen: list[Document] = []
    words = 0
    for number in count():
        for document in documents:
            copy = replace(
                document, id=f"{document.id}-{number}", text=f"{document.text}\n\nThis is report {number}.\n"
            )
            words += len(copy.text.split())
            chosen.append(copy)
            if words >= WORDS:
                return chosen
    raise AssertionError


def in_new_process(measure: Callable[[list[Document]], Result], documents: list[Document]) -> Result:
    """What a function measures in a fresh interpreter, so that no setting of one measurement reaches the other."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, documents).result()


def bare_seconds(documents: list[Document]) -> float:
    """The best time of spaCy's own pipeline, as it comes, over whole articles."""
    import spacy

    from kg.nlp.pipeline import DEFAULT_MODEL

    nlp = spacy.load(DEFAULT_MODEL)
    texts = [document.text for document in documents]
    return min(seconds_of(lambda: [None for _ in nlp.pipe(texts)]) for _ in range(ROUNDS))


def build_seconds(documents: list[Document]) -> dict[str, float]:
    """The stages of the fastest of ROUNDS builds, each into a new store."""
    from kg.extract import Extractor

    extractor = Extractor()
    return min((one_build(documents, extractor) for _ in range(ROUNDS)), key=lambda stages: stages["all"])


def one_build(documents: list[Document], extractor: Any) -> dict[str, float]:
    """Seconds by stage, and of `all`."""
    from kg import pipeline
    from kg.rdf import Terms
    from kg.stores import StoreWriter, create_store

    watch = Stopwatch()
    extractor.parse = lambda texts: watch.through("parsing", extractor.parse_anew(texts))
    knowledge = extractor.knowledge
    context = pipeline.Context(
        terms=Terms(knowledge.ontology), referents=knowledge.gazetteer, versions={"model": "as measured"}
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(create_store(Path(folder, "store"))) as store,
        watch.on("all"),
    ):
        writer = StoreWriter(store)
        pipeline.build(
            documents,
            read=pipeline.read_here(lambda given: watch.through("reading", extractor(given)), context),
            context=context,
            sink=pipeline.Sink(graphs=WatchedGraphs(writer, watch), reject=print),
        )
        with watch.on("store"):
            writer.flush()
    return shares(watch.seconds)


def shares(seconds: dict[str, float]) -> dict[str, float]:
    """The stages apart: extraction is reading without parsing, making RDF is what is left."""
    return {
        "all": seconds["all"],
        "parsing": seconds["parsing"],
        "extraction": seconds["reading"] - seconds["parsing"],
        "RDF": seconds["all"] - seconds["reading"] - seconds["store"],
        "store": seconds["store"],
    }


def startup_seconds() -> float:
    """The best time of a command that parses no text."""
    command = [str(Path(sys.executable).with_name("kg")), "query", "--list"]
    return min(
        seconds_of(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)) for _ in range(ROUNDS)
    )


def seconds_of(work: Callable[[], object]) -> float:
    """How long the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(sys.argv[1:] or DEFAULT_ARTICLES)
