"""No file, however bad, ends a run, hangs it, fills memory or leaves half a graph: it is read, or rejected with a reason.

`make test` reads a hundred of each kind, `make fuzz` ten thousand.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.main import app
from kg.documents import Document, Reject
from kg.extract import Extractor
from kg.facts import Facts
from kg.files import format_of, graph_file, read_quads
from kg.ontology import load_ontology
from kg.pipeline import Article, Context, Sink, build, read_here
from kg.pipeline.articles import article_of
from kg.rdf import Terms
from kg.sources import MAX_CHARACTERS, read_documents
from kg.sources.decoding import clean
from tests.bad_files import KINDS, bad_file
from tests.builders import VERSIONS, SmallGazetteer
from tests.invariants import breaches

COUNT = int(os.environ.get("KG_FUZZ", "100"))
CONTEXT = Context(terms=Terms(load_ontology()), referents=SmallGazetteer(), versions=VERSIONS, keep_text=True)
# Bombs grow too large at this size already, so that a hundred of them take seconds.
FREE_BYTES = 500_000
# Longer texts are read as well as shorter ones, only later.
SHORT = 1_000
# Larger than what a reader may hold; with what Python and the libraries take, twice of it would not fit.
LINE = 1 << 30 if "KG_FUZZ" in os.environ else 1 << 28
MEMORY = 700_000_000


def read_bad(kind: str, folder: Path) -> Iterator[list[Document | Reject]]:
    """What is read of each file of a kind."""
    for number in range(COUNT):
        name, data = bad_file(kind, number)
        path = folder / name
        path.write_bytes(data)
        yield list(read_documents([str(path)]))
        path.unlink()


def complaints(record: Document | Reject) -> Iterator[str]:
    """What is wrong with what a reader gave."""
    if isinstance(record, Reject):
        if not record.reason or not record.position or not record.id:
            yield "a reject without reason, position or id"
        json.dumps(record.reason).encode("utf-8")
    elif clean(record.text) != (record.text, ()) or not 0 < len(record.text) <= MAX_CHARACTERS:
        yield "a text that is not clean, empty or too long"


def graph_only(documents: Iterable[Document]) -> Iterator[Facts]:
    """The documents as they are."""
    return (Facts(document=document) for document in documents)


@pytest.mark.parametrize("kind", KINDS)
def test_bad_files_are_read_or_rejected_and_what_is_read_can_be_written(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.sources.unpacking.FREE_BYTES", FREE_BYTES)
    rejects: list[Reject] = []
    output = tmp_path / "g.nq"
    with graph_file(output, format_=format_of(output)) as writer:
        for number, records in enumerate(read_bad(kind, tmp_path)):
            problems = [problem for record in records for problem in complaints(record)]
            assert not problems, f"{kind} {number}: {problems}"
            summary = build(
                records,
                read=read_here(graph_only, CONTEXT),
                context=CONTEXT,
                sink=Sink(graphs=writer, reject=rejects.append),
            )
            assert summary.articles + summary.rejects == len(records), f"{kind} {number}"
    assert sum(1 for _ in read_quads(output)) >= 0
    assert [path.name for path in tmp_path.iterdir()] == ["g.nq"]


@pytest.mark.parametrize("kind", ["strange_text", "wrong_date", "wrong_id", "long_line", "damaged"])
def test_what_is_read_of_bad_files_is_understood(kind: str, tmp_path: Path, extractor: Extractor) -> None:
    records = (record for records in read_bad(kind, tmp_path) for record in records)
    texts = (record for record in records if isinstance(record, Document) and len(record.text) <= SHORT)
    context = Context(terms=CONTEXT.terms, referents=extractor.knowledge.gazetteer, versions=VERSIONS)
    for facts in extractor(texts):
        assert isinstance(facts, Facts), facts
        assert not list(breaches(facts)), facts.document.text
        article = article_of(facts, context)
        assert isinstance(article, Article), article
        assert article.graph.lines


def test_a_folder_of_bad_files_gives_a_whole_graph_and_a_list_of_rejects(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for kind in KINDS:
        name, data = bad_file(kind, 0)
        (source / f"{kind}{name[1:]}").write_bytes(data)
    (source / "good.txt").write_text("Rebels captured the town of Sake on Sunday.")
    output = tmp_path / "g.nq"
    result = CliRunner().invoke(app, ["build", str(source), "-o", str(output), "--json"])
    assert result.exit_code == 1, result.exception
    summary = json.loads(result.stdout)
    assert summary["quads"] == sum(1 for _ in read_quads(output))
    rejects = [json.loads(line) for line in (tmp_path / "g.nq.rejects.jsonl").read_text().splitlines()]
    assert len(rejects) == summary["rejects"] > 5
    assert all(reject["reason"] for reject in rejects)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["g.nq", "g.nq.rejects.jsonl", "in"]


@pytest.mark.parametrize(
    "ending", [".txt", ".html", ".jsonl", ".json", ".csv", ".parquet", ".warc", ".xml", ".gz", ".zip"]
)
def test_a_huge_line_fills_no_memory(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    with path.open("wb") as file:
        # A file of zeros takes no room on the disk.
        file.truncate(LINE)
    program = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}));"
        "from kg.sources import read_documents; print(*read_documents(sys.argv[1:]), sep='\\n')"
    )
    run = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("Reject(")
