"""How fast graphs go into the Oxigraph server, and how fast they are asked, each against other ways on the same quads.

    python -m benchmarks.stores

The graph of the articles in examples/ is repeated, with other articles each time, until there are QUADS quads. Loading
is timed by `kg load` and by the server's own ways, each into an empty store; asking by the whole command, in rdflib by
the query alone. Best of ROUNDS.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import httpx
import pyoxigraph as ox
import rdflib

from kg.stores import create_store
from kg.stores.binding import with_prefixes
from kg.stores.exchange import dataset
from tests.servers import Server, oxigraph, running

QUADS = 1_000_000
ROUNDS = 2
EXAMPLES = Path(__file__).parent.parent / "examples"
QUERIES = sorted((Path(__file__).parent / "queries").glob("*.rq"))
# What each article has of its own, in the order of its lines.
OWN = re.compile(r"/id/(article|event|claim|casualties|contradiction|relation|run)/")
PROGRAMS = Path(sys.executable).parent


def main() -> None:
    """Prints the figures as Markdown tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "graph.nq"
        quads = write_quads(file)
        print(f"{quads:,} quads\n\n| loading | quads/s |\n|---|---|")
        for way, seconds in loading_seconds(folder, file).items():
            print(f"| {way} | {quads / seconds:,.0f} |")
        store = create_store(folder / "store")
        store.load(file)
        store.close()
        print("\n| asking, ms | `kg query --store` | `oxigraph query` | rdflib in memory |\n|---|---|---|---|")
        for query, *figures in zip(QUERIES, *asking_seconds(folder, file), strict=True):
            print(f"| {query.stem} | {' | '.join(map(shown, figures))} |")


def write_quads(file: Path) -> int:
    """Writes the graph of the examples as often as it takes; says how many quads there are."""
    once = file.with_name("once.nq")
    command("kg", "build", EXAMPLES, "-o", once)
    lines = once.read_text(encoding="utf-8").splitlines(keepends=True)
    articles = [line for line in lines if "/id/article/" in line.rpartition(" <")[2]]
    rounds = QUADS // len(articles)
    with file.open("w", encoding="utf-8") as written:
        written.writelines(line for line in lines if "/id/article/" not in line.rpartition(" <")[2])
        for number in range(rounds):
            written.writelines(OWN.sub(rf"/id/\1/{number}-", line) for line in articles)
    return rounds * len(articles) + len(lines) - len(articles)


def loading_seconds(folder: Path, file: Path) -> dict[str, float]:
    """Way of loading → seconds. The stores stay in the folder."""

    def load(server: Server) -> None:
        command("kg", "load", file, "--endpoint", server.url, "--manifest", server.folder / "manifest")

    def post(server: Server) -> None:
        with file.open("rb") as opened:
            params, headers = {"no_transaction": ""}, {"Content-Type": ox.RdfFormat.N_QUADS.media_type}
            httpx.post(
                f"{server.url}/store", params=params, headers=headers, content=opened, timeout=600
            ).raise_for_status()

    ways: Mapping[str, Callable[[Server], None]] = {"`kg load`": load, "`POST /store?no_transaction`": post}
    found = {way: best(lambda number, way=way: served(folder / f"{way[1:3]}{number}", ways[way])) for way in ways}
    offline = best(lambda n: timed(lambda: command("oxigraph", "load", "-l", folder / f"offline{n}", "-f", file)))
    return {**found, "`oxigraph load`, no server": offline}


def served(folder: Path, way: Callable[[Server], None]) -> float:
    """The seconds of a load into a new server."""
    with running(oxigraph(folder)) as server:
        return timed(lambda: way(server))


def asking_seconds(folder: Path, file: Path) -> tuple[list[float], list[float], list[float]]:
    """For each query the seconds of our command, of Oxigraph's, and of rdflib."""
    ours = [best(lambda _, q=q: timed(lambda: command("kg", "query", q, "--store", folder / "store"))) for q in QUERIES]
    options = ("-l", folder / "offline0", "--union-default-graph", "--results-format", "csv", "--query")
    texts = [with_prefixes(query.read_text(encoding="utf-8")) for query in QUERIES]
    theirs = [best(lambda _, t=t: timed(lambda: command("oxigraph", "query", *options, t))) for t in texts]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return ours, theirs, pool.submit(rdflib_seconds, file, texts).result()


def rdflib_seconds(file: Path, texts: list[str]) -> list[float]:
    """The seconds of each query over the union of all graphs, once."""
    graph: rdflib.Dataset = dataset(ox.parse(path=str(file)))
    return [timed(lambda text=text: list(graph.query(text))) for text in texts]  # type: ignore[misc]


def best(measure: Callable[[int], float]) -> float:
    """The least of several measurements, which are numbered."""
    return min(map(measure, range(ROUNDS)))


def timed(work: Callable[[], object]) -> float:
    """How many seconds the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def command(program: str, *arguments: object) -> None:
    """Runs a program of this environment."""
    subprocess.run([PROGRAMS / program, *map(str, arguments)], check=True, capture_output=True)


def shown(seconds: float) -> str:
    """The figure in milliseconds."""
    return f"{seconds * 1000:,.0f}"


if __name__ == "__main__":
    main()
