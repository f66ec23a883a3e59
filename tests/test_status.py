"""How far a run has come."""

import json
import time
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.main import app
from kg.cli.status import lines
from kg.documents import Document, Reject
from kg.facts import Facts
from kg.pipeline import Sink, build, read_here
from kg.pipeline.journal import Journal
from kg.pipeline.status import FEWEST, Status, read_status
from kg.sources import Tally, read_documents, size_of
from kg.stores import StoreWriter, memory_store
from tests.builders import extract_by_hand
from tests.readers import context_by_hand

RECORDS = [
    {"id": f"n-{n}", "text": f"Rebels shelled Goma on Sunday, the army said. {'They left. ' * 20}"} for n in range(400)
]
TEXT = "Rebels shelled Goma on Sunday, the army said."


def fill(folder: Path) -> None:
    """Files of several kinds, among them one that is no article, and one that is none of ours."""
    folder.mkdir()
    (folder / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    (folder / "b.txt").write_text(TEXT)
    (folder / "c.txt").write_text("")
    (folder / "notes.md").write_text(TEXT)
    with zipfile.ZipFile(folder / "d.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("e.txt", f"{TEXT} {'They left again. ' * 500}")
        archive.writestr("picture.png", b"0" * 50_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "in")
    return tmp_path / "in"


def test_bytes_are_counted_as_they_lie_on_disk(folder: Path) -> None:
    tally = Tally(size_of([str(folder)]))
    assert tally.total == sum(path.stat().st_size for path in folder.iterdir() if path.suffix != ".md")
    read = [tally.read for _ in read_documents([str(folder)], tally=tally)]
    assert read == sorted(read)
    assert 0 < read[0] < (folder / "a.jsonl").stat().st_size
    assert tally.read == tally.total


@pytest.mark.parametrize("paths", [["-"], ["b.txt", "-"], ["/dev/null"]], ids=" ".join)
def test_where_a_source_has_no_size_there_is_no_sum(
    folder: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str]
) -> None:
    monkeypatch.chdir(folder)
    assert size_of(paths) is None


def seen_while_read(folder: Path, run: Path) -> list[Status]:
    """What the status is at each document of a run."""
    tally = Tally(size_of([str(folder)]))
    found: list[Status] = []

    def extract(documents: Iterable[Document]) -> Iterator[Facts | Reject]:
        for result in extract_by_hand(documents):
            journal._save()  # noqa: SLF001 - as it does each second
            found.append(read_status(run, now=time.time()))
            yield result

    context = context_by_hand()
    journal = Journal(run, reader=b"", tally=tally)
    sink = Sink(graphs=StoreWriter(memory_store()), reject=journal.refuse)
    records = read_documents([str(folder)], tally=tally)
    build(records, read=journal.resumed(read_here(extract, context)), context=context, sink=sink)
    journal.close()
    return found


def test_the_status_goes_with_the_articles_that_are_done(folder: Path, tmp_path: Path) -> None:
    found = seen_while_read(folder, tmp_path / "run")
    assert len(found) == 402
    assert all(status.is_running for status in found)
    done = [status.bytes_read or 0 for status in found]
    assert done == sorted(done)
    assert done[0] == 0
    assert done[200] < (folder / "a.jsonl").stat().st_size
    assert [status.seconds_left is None for status in found[:FEWEST]] == [True] * FEWEST
    assert found[-1].seconds_left is not None
    assert found[-1].rejects == 1
    end = read_status(tmp_path / "run", now=time.time())
    assert (end.articles, end.bytes_read, end.is_running, end.seconds_left) == (402, end.bytes_in_all, False, None)
    assert end.reasons == {"the text is empty": 1}


def test_what_was_read_before_says_nothing_of_the_time_left(folder: Path, tmp_path: Path) -> None:
    seen_while_read(folder, tmp_path / "run")
    with (folder / "a.jsonl").open("a") as file:
        file.writelines(json.dumps({"id": f"m-{n}", "text": f"{TEXT} {n}"}) + "\n" for n in range(FEWEST))
    found = seen_while_read(folder, tmp_path / "run")
    assert len(found) == FEWEST
    assert all(status.seconds_left is None for status in found)
    assert (found[-1].bytes_read or 0) > 0.9 * (found[-1].bytes_in_all or 0)


def test_the_time_left_is_that_of_the_bytes_left(tmp_path: Path) -> None:
    class Bytes(Tally):
        read = 0

    tally = Bytes(1_000)
    journal = Journal(tmp_path, reader=b"", tally=tally)
    for number in range(FEWEST):
        tally.read = 10 * (number + 1)
        journal.session.begin(number)
        journal.session.end(number, now=100.0 + number)
    journal._save()  # noqa: SLF001 - as it does each second
    found = read_status(tmp_path, now=100.0 + FEWEST)
    # Ten bytes a second; the last article was done a second ago.
    assert (found.bytes_read, found.seconds_left) == (10 * FEWEST, (1_000 - 10 * FEWEST) / 10 - 1)
    assert found.articles_a_minute == 60
    journal.close()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "1.5 GB of 3.0 GB of the sources read (50 %), about 2 h 5 min left"),
        ({"seconds_left": None}, "1.5 GB of 3.0 GB of the sources read (50 %)"),
        ({"seconds_since_last": 90.0}, "the last one 1 min 30 s ago"),
        ({"is_running": False}, "the last one 3 s ago; no process is reading now"),
    ],
)
def test_the_status_for_people(values: dict[str, object], expected: str) -> None:
    status = Status(
        articles=1,
        events=1,
        claims=1,
        rejects=0,
        **{  # type: ignore[arg-type]
            "is_running": True,
            "articles_a_minute": 300.0,
            "seconds_since_last": 3.0,
            "bytes_read": 1_500_000_000,
            "bytes_in_all": 3_000_000_000,
            "seconds_left": 7_500.0,
            **values,
        },
        reasons={},
    )
    assert expected in list(lines(status))


def test_what_cannot_be_known_is_not_shown(tmp_path: Path) -> None:
    journal = Journal(tmp_path, reader=b"", tally=Tally(None))
    journal.close()
    found = read_status(tmp_path, now=time.time())
    assert [name for name, value in asdict(found).items() if value is None] == [
        "articles_a_minute",
        "seconds_since_last",
        "bytes_read",
        "bytes_in_all",
        "seconds_left",
    ]
    assert list(lines(found)) == ["0 articles, 0 events, 0 claims, 0 rejects"]


def test_a_build_tells_where_in_the_sources_a_failure_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr("kg.extract.extract_facts", fails)
    (tmp_path / "a.jsonl").write_text("\n" + json.dumps({"id": "n-1", "text": TEXT}))
    command = ["build", str(tmp_path / "a.jsonl"), "--store", str(tmp_path / "s"), "--run", str(tmp_path / "run")]
    CliRunner().invoke(app, command)
    (line,) = (tmp_path / "s.rejects.jsonl").read_text().splitlines()
    assert json.loads(line)["position"] == f"{tmp_path / 'a.jsonl'}:2"
    shown = CliRunner().invoke(app, ["status", str(tmp_path / "run")]).stdout
    assert "(100 %)" in shown
    assert "1 × the extraction failed: ValueError: odd" in shown
