"""Builds on a cluster of separate processes, some of which are killed: the graph is that of one process."""

import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

import dask
import fsspec
import pytest
from distributed import Client, LocalCluster
from typer.testing import CliRunner, Result

from kg.cli.build import DEFAULT_MODEL
from kg.cli.main import app
from kg.cluster import Calls, Folder, Job, StoppedError, Watcher, build_parts, connected, expectation, sent
from kg.cluster.jobs import Makes
from kg.documents import Reject
from kg.errors import InputError, RunError
from kg.files import format_of, graph_file
from kg.pipeline import Recipe, Sink, Summary, build
from kg.sources import read_documents
from kg.sources.settings import Settings, ignore
from kg.stores import open_store
from kg.stores.planning import planned
from tests.clusters import Cluster
from tests.readers import ToolsByHand

SENTENCES = (
    "Rebels shelled the town of Sake in eastern Congo on Sunday, killing two soldiers.",
    "The army said on Monday that it had recaptured the town of Bunia.",
    "Hezbollah denied that it had struck Haifa.",
    "Police in Nairobi arrested three protesters on Tuesday.",
    "Ethiopia and Eritrea agreed on a ceasefire in April.",
    "Gunmen abducted a doctor in the city of Kaduna, the governor said.",
)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A Dask cluster on loopback."""
    started = Cluster(tmp_path_factory.mktemp("cluster"))
    yield started
    started.end()


def write(path: Path, records: Sequence[object]) -> None:
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in records), encoding="utf-8")


def some_sources(folder: Path) -> Path:
    """Articles in several files, with copies, clashes and rejects far apart."""
    folder.mkdir()
    records: list[object] = [
        {"id": f"n-{n}", "text": text, "published": "2025-04-08"} for n, text in enumerate(SENTENCES)
    ]
    elsewhere = {
        "id": "copy",
        "text": SENTENCES[0].replace(" ", "  "),
        "url": "https://example.org/a",
        "source": "Sand Wire",
    }
    clash = {"id": "n-1", "text": "Another text under the id of an article before it."}
    write(folder / "a.jsonl", [*records, "no JSON", {"id": "empty", "text": " "}])
    write(
        folder / "b.jsonl",
        [elsewhere, clash, records[2], {"id": "late", "text": SENTENCES[1], "created": "2025-04-09T10:00:00Z"}],
    )
    (folder / "c").mkdir()
    (folder / "c" / "one.txt").write_text(SENTENCES[5])
    (folder / "c" / "other.txt").write_text(
        "Die Truppen haben die Stadt am Sonntag verlassen, sagte der Sprecher der Armee am Montag."
    )
    write(folder / "d.csv", ["id,text", f"row,{SENTENCES[4]}", "m-1,Troops withdrew from Aden."])
    return folder


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def lines_of(folder: Path) -> list[bytes]:
    """The distinct lines of all parts, in order."""
    return sorted({line for part in (folder / "parts").glob("*.nq") for line in part.read_bytes().splitlines()})


def a_job(folder: Path | str, *, recipe: Makes, size: int = 200) -> Job:
    return Job(folder=Folder(str(folder)), settings=Settings(), recipe=recipe, size=size, expected=expectation(recipe))


def run(
    address: str, sources: object, job: Job, progress: Callable[[Client, str, int], None] = lambda *_: None
) -> tuple[Summary, list[Reject]]:
    """Builds the parts; tells each time how many of a stage are done."""
    rejects: list[Reject] = []
    with connected(address) as client:
        watcher = Watcher(
            reject=rejects.append, note=ignore, progress=lambda stage, done, _: progress(client, stage, done)
        )
        summary, _ = build_parts([str(sources)], job, calls=Calls(client=client), watcher=watcher)
    return summary, rejects


class Killing:
    """Kills one worker that is reading when the first part is done."""

    def __init__(self) -> None:
        self.killed: list[int] = []

    def __call__(self, client: Client, stage: str, done: int) -> None:
        if stage == "parts" and done == 1:
            busy = next(worker for worker, tasks in client.processing().items() if tasks)
            pid = client.run(os.getpid, workers=[busy])[busy]
            os.kill(pid, signal.SIGKILL)
            self.killed.append(pid)


def test_the_parts_are_the_graph_of_one_process_though_a_worker_is_killed(tmp_path: Path, cluster: Cluster) -> None:
    sources, output = some_sources(tmp_path / "in"), tmp_path / "one.nq"
    alone = kg("build", sources, "-o", output, "--json")
    killing = Killing()
    summary, rejects = run(
        cluster.address, sources, a_job(tmp_path / "out", recipe=sent(Recipe(model=DEFAULT_MODEL))), killing
    )
    assert len(killing.killed) == 1
    assert asdict(summary) == json.loads(alone.stdout)
    assert lines_of(tmp_path / "out") == sorted(output.read_bytes().splitlines())
    assert loadable(sorted((tmp_path / "out" / "parts").iterdir(), reverse=True)) == loadable([output])
    assert sorted(json.dumps(asdict(reject), ensure_ascii=False) for reject in rejects) == sorted(
        (tmp_path / "one.nq.rejects.jsonl").read_text(encoding="utf-8").splitlines()
    )
    assert any(b"reprintOf" in line for line in lines_of(tmp_path / "out"))
    assert {reject.reason.partition(":")[0] for reject in rejects} == {
        "not JSON",
        "no text in any of the fields text, body, content, fulltext, maintext, articlebody, articletext, article",
        "the id belongs to an earlier article with another text",
        "the language looks like de; only English is read",
    }


def loadable(files: Sequence[Path]) -> list[tuple[str, int, str]]:
    """What `kg load` brings to a server of the files: graphs, their quads and digests."""
    with planned(files) as plan:
        return [(graph.value, what.quads, what.digest) for graph, what in plan.items()]


def test_the_command_does_the_same_and_fills_a_store(tmp_path: Path, cluster: Cluster) -> None:
    sources = some_sources(tmp_path / "in")
    assert kg("build", sources, "--store", tmp_path / "one").exit_code == 1
    options = ("--cluster", cluster.address, "-o", tmp_path / "out", "--partition-bytes", 500)
    spread = kg("build", sources, *options, "--store", tmp_path / "store")
    assert spread.exit_code == 1, spread.exception
    assert f"see {tmp_path}/out/rejects.jsonl" in spread.stderr
    assert quads_of(tmp_path / "store") == quads_of(tmp_path / "one")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    for part in manifest["parts"]:
        data = (tmp_path / "out" / part["file"]).read_bytes()
        assert (len(data), data.count(b"\n")) == (part["bytes"], part["quads"])
        assert sha256(data).hexdigest() == part["sha256"]
    assert sum(part["articles"] for part in manifest["parts"]) == manifest["articles"]


def quads_of(folder: Path) -> set[str]:
    store = open_store(folder)
    quads = {str(quad) for quad in store.match()}
    store.close()
    return quads


def nobody(_reject: Reject) -> None:
    """Takes what could not be read, and does nothing with it."""


def numbered(folder: Path, count: int, *others: str) -> Path:
    """Files of articles by number, and one that holds those of other ids."""
    folder.mkdir(exist_ok=True)
    for n in range(count):
        (folder / f"{n}.jsonl").write_text(json.dumps({"id": f"n-{n}", "text": f"Article {n}."}))
    write(folder / "others.jsonl", [{"id": id_, "text": f"This is {id_}."} for id_ in others])
    return folder


def by_hand(sources: Path) -> list[bytes]:
    """The lines of the graph that one process makes of the sources, with facts by hand."""
    output = sources.parent / "by-hand.nq"
    read, context = ToolsByHand(str(sources.parent)).tools()
    with graph_file(output, format_=format_of(output)) as writer:
        build(read_documents([str(sources)]), read=read, context=context, sink=Sink(graphs=writer, reject=nobody))
    return sorted(output.read_bytes().splitlines())


@pytest.mark.parametrize(("what", "sign"), [("once", "killed"), ("full", "filled")])
def test_a_partition_in_whose_middle_a_worker_dies_or_fails_is_done_again(
    tmp_path: Path, cluster: Cluster, what: str, sign: str
) -> None:
    sources = numbered(tmp_path / "in", 5, "x", what, "y")
    job = a_job(tmp_path / "out", recipe=ToolsByHand(str(tmp_path)), size=90)
    summary, rejects = run(cluster.address, sources, job)
    assert (tmp_path / sign).exists()
    assert (summary.articles, rejects) == (8, [])
    assert lines_of(tmp_path / "out") == by_hand(sources)


def test_a_document_that_kills_each_process_is_refused_alone(tmp_path: Path, cluster: Cluster) -> None:
    sources = numbered(tmp_path / "in", 2, "x", "kill", "y")
    job = a_job(tmp_path / "out", recipe=ToolsByHand(str(tmp_path)), size=90)
    summary, (reject,) = run(cluster.address, sources, job)
    assert (summary.articles, reject.id, reject.position) == (4, "kill", f"{sources}/others.jsonl:2")
    assert reject.reason == "the processes that read it died"
    again, _ = run(cluster.address, sources, replace(job, recipe=ToolsByHand(str(tmp_path))))
    assert again == summary


def test_only_what_is_missing_or_damaged_or_changed_is_built_again(tmp_path: Path, cluster: Cluster) -> None:
    sources, out = numbered(tmp_path / "in", 6), tmp_path / "out"
    job = a_job(out, recipe=ToolsByHand(str(tmp_path)), size=40)
    run(cluster.address, sources, job)
    first = times_of(out)
    gone, damaged, *_ = sorted(first)
    (out / "parts" / gone).unlink()
    (out / "parts" / damaged).write_bytes(b"")
    for listing in (out / "work" / "sources").iterdir():
        listing.write_bytes(b"damaged")
    records = sorted((out / "work" / "parts").iterdir())
    next(record for record in records if record.stem not in gone + damaged).write_bytes(b"{")
    (sources / "0.jsonl").write_text(json.dumps({"id": "n-0", "text": "Changed."}))
    (sources / "1.jsonl").unlink()
    run(cluster.address, sources, job)
    second = times_of(out)
    assert lines_of(out) == by_hand(sources)
    assert len(second) == 5
    assert len([name for name in second if second[name] == first.get(name)]) in {1, 2, 3}
    assert {gone, damaged}.isdisjoint(name for name in second if second[name] == first.get(name))
    kept = [file for folder in ("documents", "sources", "parts") for file in (out / "work" / folder).iterdir()]
    assert len(kept) == 5 * 3


def times_of(out: Path) -> dict[str, int]:
    return {part.name: part.stat().st_mtime_ns for part in (out / "parts").iterdir()}


def test_a_run_that_was_stopped_goes_on(tmp_path: Path, cluster: Cluster) -> None:
    sources, out = numbered(tmp_path / "in", 9), tmp_path / "out"
    job = a_job(out, recipe=ToolsByHand(str(tmp_path)), size=40)
    done: list[int] = []

    def note_part(stage: str, count: int, _: int) -> None:
        if stage == "parts":
            done.append(count)

    with connected(cluster.address) as client:
        calls = Calls(client=client, stopped=lambda: bool(done))
        watcher = Watcher(reject=nobody, note=ignore, progress=note_part)
        with pytest.raises(StoppedError, match=r"\d of \d+ parts are done"):
            build_parts([str(sources)], job, calls=calls, watcher=watcher)
    before = times_of(out)
    assert 0 < len(before) < 9
    assert not (out / "manifest.json").exists()
    run(cluster.address, sources, job)
    assert before.items() <= times_of(out).items()
    assert lines_of(out) == by_hand(sources)


def test_workers_that_read_otherwise_or_see_nothing_are_told(
    tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = numbered(tmp_path / "in", 1)
    with pytest.raises(RunError, match="does not see memory://out"):
        run(cluster.address, sources, a_job("memory://out", recipe=ToolsByHand(str(tmp_path))))
    monkeypatch.setenv("KG_TEST_WORDS", "of my own")
    with pytest.raises(RunError, match="would read otherwise than this machine: words none instead of of my own"):
        run(cluster.address, sources, a_job(tmp_path / "out", recipe=ToolsByHand(str(tmp_path), words=None)))


@pytest.mark.skipif("KG_KILLS" not in os.environ, reason="half a minute of waiting for the scheduler: make test-kills")
def test_a_scheduler_that_goes_is_told_and_the_build_goes_on_with_another(tmp_path: Path, cluster: Cluster) -> None:
    sources, job = numbered(tmp_path / "in", 9), a_job(tmp_path / "out", recipe=ToolsByHand(str(tmp_path)), size=40)
    (tmp_path / "other").mkdir()
    other = Cluster(tmp_path / "other")

    def lose(_: Client, stage: str, done: int) -> None:
        if stage == "parts" and done == 1:
            other.lose_scheduler()

    try:
        with (
            dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
            pytest.raises(RunError, match="the scheduler is gone"),
        ):
            run(other.address, sources, job, lose)
    finally:
        other.end()
    run(cluster.address, sources, job)
    assert lines_of(tmp_path / "out") == by_hand(sources)


def test_a_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cluster.connecting.COMING", 0.2)
    with (
        LocalCluster(n_workers=0, processes=False, dashboard_address="127.0.0.1:0") as local,
        pytest.raises(RunError, match="has no workers"),
        connected(local.scheduler_address),
    ):
        pass


def test_where_nothing_can_be_read_it_is_said(tmp_path: Path, cluster: Cluster) -> None:
    (tmp_path / "empty.txt").write_text("")
    result = kg("build", tmp_path / "empty.txt", "--cluster", cluster.address, "-o", tmp_path / "out")
    assert isinstance(result.exception, InputError)
    assert (tmp_path / "out" / "rejects.jsonl").exists()


def test_sources_and_parts_may_lie_at_addresses(tmp_path: Path) -> None:
    folder = Folder("memory:///news")
    for n in range(4):
        folder.write(f"in/{n}.jsonl", json.dumps({"id": f"n-{n}", "text": f"Article {n}."}).encode())
    with LocalCluster(n_workers=1, processes=False, dashboard_address="127.0.0.1:0") as local:
        job = a_job("memory:///news/out", recipe=ToolsByHand(str(tmp_path)), size=60)
        summary, _ = run(local.scheduler_address, "memory:///news/in", job)
    parts = folder.names("out/parts")
    lines = sorted({line for part in parts for line in folder.read(part).splitlines()})
    assert (summary.articles, len(parts)) == (4, 4)
    assert lines == by_hand(numbered(tmp_path / "in", 4))
    fsspec.filesystem("memory").rm("/news", recursive=True)
