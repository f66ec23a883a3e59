"""What a build on a cluster costs beside one in this process, and how large what it writes is.

    python -m benchmarks.cluster [--articles N] [--save]

Articles are recombined from the sentences of examples/, seeded, some 400 words each. A cluster of two worker processes is
started on this machine. The rates of processes are processor time, which other work on the machine changes little.
`--save` keeps the figures in benchmarks/results/cluster.json, the machine beside them.
"""

import argparse
import gzip
import json
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median

from distributed import Client

from benchmarks.costs import machine
from benchmarks.made import SEED, sentences_of_examples, word_count
from benchmarks.stored import RESULTS
from kg.cli.build import DEFAULT_MODEL
from kg.cluster import Calls, Folder, Job, Watcher, build_parts, connected, expectation, sent
from kg.cluster.finding import find_sources
from kg.cluster.jobs import SentRecipe
from kg.cluster.pieces import Source, cut, read_piece
from kg.documents import Document, Reject
from kg.files import format_of, graph_file
from kg.pipeline import Recipe, Sink, build
from kg.sources import read_documents
from kg.sources.identity import Seen, text_number
from kg.sources.languages import in_english
from kg.sources.settings import Settings, ignore
from tests.clusters import Cluster

PARAGRAPHS = 8
PART = 50_000
MANY = 200_000
IDLE = 10.0
TURNS = 7
PAGE = """<!doctype html><html lang=en><head><title>{title} | The Daily Sand</title></head><body>
<nav><ul><li><a href="/">Home</a></li></ul></nav><main><article>{body}</article></main><footer><p>All rights reserved.</p></footer>
</body></html>"""


def main(articles: int, *, save: bool) -> None:
    """Print the figures, and keep them if asked to."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        lines, crawl = write_articles(work, articles)
        words = word_count(lines)
        figures = {
            "articles": articles,
            "words an article": words / articles,
            **reading(lines, crawl, articles),
            **settling(),
            **building(work, lines),
        }
    rounded = {name: round(value, 3) if value < 100 else round(value) for name, value in figures.items()}
    result = {"machine": machine(), "figures": rounded}
    print(json.dumps(result, indent=2))
    if save:
        (RESULTS / "cluster.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


def write_articles(work: Path, count: int) -> tuple[Path, Path]:
    """The same articles as JSON Lines and as a packed crawl."""
    # Not for secrets: the same articles each time are what is wanted.
    chance = random.Random(SEED)
    pool = sentences_of_examples()
    lines, crawl = work / "made.jsonl", work / "made.warc.gz"
    with lines.open("w", encoding="utf-8") as file, crawl.open("wb") as pages:
        for number in range(count):
            text = [" ".join(chance.sample(pool, 3)) for _ in range(PARAGRAPHS)]
            record = {"id": f"made-{number}", "text": "\n\n".join(text), "published": "2025-04-08"}
            file.write(json.dumps(record) + "\n")
            pages.write(gzip.compress(_response(number, text), mtime=0))
    return lines, crawl


def _response(number: int, paragraphs: list[str]) -> bytes:
    page = PAGE.format(title=f"Report {number}", body="".join(f"<p>{text}</p>" for text in paragraphs))
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://sand.example/{number}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def reading(lines: Path, crawl: Path, articles: int) -> dict[str, float]:
    """Milliseconds of a processor until an article is a document: of JSON Lines, of a crawl."""
    found = {}
    for name, file in (("a line of JSON", lines), ("a page of a crawl", crawl)):
        pieces = list(
            cut(
                (
                    one
                    for one in find_sources([str(file)], apart=Folder(str(file.parent / "out")))
                    if isinstance(one, Source)
                ),
                size=1 << 40,
            )
        )
        # What is loaded on the way counts for nothing in a long run.
        for _ in range(2):
            begin = time.process_time()
            count = sum(
                isinstance(record, Document)
                for piece in pieces
                for _, record in in_english(read_piece(piece, Settings()))
            )
            seconds = time.process_time() - begin
        assert count == articles
        found[f"ms to read {name}"] = 1000 * seconds / articles
    return found


def settling() -> dict[str, float]:
    """Microseconds of a processor to settle how a document stands to all before it, their ids as long as digests."""
    known = [(f"sha256:{sha256(str(number).encode()).hexdigest()}", text_number(str(number))) for number in range(MANY)]
    begin = time.process_time()
    with closing(Seen()) as seen:
        for id_, text in known:
            seen.judge(id_, text)
    return {"µs to settle an article": 1e6 * (time.process_time() - begin) / MANY}


def building(work: Path, lines: Path) -> dict[str, float]:
    """Seconds of processors in one process and in two workers, turn by turn, and what is written."""
    recipe = Recipe(model=DEFAULT_MODEL)
    read, context = recipe.tools()
    outputs: list[Path] = []

    def alone(file: Path) -> float:
        outputs.append(file.with_suffix(".nq"))
        begin = time.process_time()
        with graph_file(outputs[-1], format_=format_of(outputs[-1])) as writer:
            build(read_documents([str(file)]), read=read, context=context, sink=Sink(graphs=writer, reject=nobody))
        return time.process_time() - begin

    first, *files = split(lines)
    alone(first)
    outputs.clear()
    with running(work) as cluster, connected(cluster.address) as client:
        workers = Workers(client=client, recipe=sent(recipe))
        workers.build(first)
        workers.idle = workers.idling()
        # Turn by turn, since other work on the machine slows down whoever runs beside it.
        turns = [(alone(file), workers.build(file), workers.build(file)) for file in files]
        most = max(client.run(memory).values())
    data = b"".join(output.read_bytes() for output in outputs)
    quads = data.count(b"\n")
    words = sum(map(word_count, files))
    return {
        "words/s, one process": words / sum(one for one, _, _ in turns),
        "two workers: processor time against one process": median(two / one for one, two, _ in turns),
        "going on where all is done: processor time against one process": median(
            again / one for one, _, again in turns
        ),
        "share of a core that two idle workers take": workers.idle,
        f"MB, a worker with partitions of {PART:,} bytes": most,
        "quads a word": quads / words,
        "bytes a quad": len(data) / quads,
        "times smaller by gzip": len(data) / len(gzip.compress(data, compresslevel=6)),
    }


def split(lines: Path) -> list[Path]:
    """Files of some of the articles each."""
    articles = lines.read_text(encoding="utf-8").splitlines(keepends=True)
    files = [lines.with_name(f"{turn}.jsonl") for turn in range(TURNS + 1)]
    for turn, file in enumerate(files):
        file.write_text("".join(articles[turn :: TURNS + 1]), encoding="utf-8")
    return files


@dataclass(slots=True, kw_only=True)
class Workers:
    """A cluster, and which share of a core its workers take that have nothing to do."""

    client: Client
    recipe: SentRecipe
    idle: float = 0.0

    def build(self, file: Path) -> float:
        """Seconds of processors for a build beside the file, without those that idle workers would have taken too."""
        folder = Folder(str(file.with_suffix("")))
        job = Job(folder=folder, settings=Settings(), recipe=self.recipe, size=PART, expected=expectation(self.recipe))
        used, begin = self.used(), time.perf_counter()
        watcher = Watcher(reject=nobody, note=ignore)
        build_parts([str(file)], job, calls=Calls(client=self.client), watcher=watcher)
        return self.used() - used - self.idle * (time.perf_counter() - begin)

    def idling(self) -> float:
        """The share of a core, over some seconds."""
        used = self.used()
        time.sleep(IDLE)
        return (self.used() - used) / IDLE

    def used(self) -> float:
        """Seconds of processors that the workers and this process have used so far."""
        times: Mapping[str, float] = self.client.run(time.process_time)
        return sum(times.values()) + time.process_time()


def memory() -> float:
    """The most megabytes that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def running(work: Path) -> Iterator[Cluster]:
    """A cluster on this machine."""
    folder = work / "cluster"
    folder.mkdir()
    cluster = Cluster(folder)
    try:
        yield cluster
    finally:
        cluster.end()
        shutil.rmtree(folder, ignore_errors=True)


def nobody(_reject: Reject) -> None:
    """Takes what could not be read: there is nothing."""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=400, help="how many to build")
    parser.add_argument("--save", action="store_true", help="keep the figures in benchmarks/results/")
    given = parser.parse_args()
    main(given.articles, save=given.save)
