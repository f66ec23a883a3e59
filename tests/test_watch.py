"""A store that follows a folder or a feed."""

import datetime as dt
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents import Document, content_of, document_of
from kg.errors import InputError, RunError, StoreBusyError
from kg.extract import Extractor
from kg.stores import create_store, open_store
from kg.watch import Round, bells, find_sources, follow, take_once
from kg.watch.scanning import Stamp
from kg.watch.settling import Settling
from tests.bad_files import KINDS, bad_file
from tests.inputs import rss
from tests.linked import LINKS_GRAPH
from tests.watched import Watched, watched, watched_by_hand

SHELLED = "Rebels shelled a hospital in Goma on 3 May 2024, killing nine people, the Congolese army said."
DENIED = "The M23 rebels denied on 4 May 2024 that they had shelled the hospital in Goma on 3 May 2024. No one died, they said."
TAKEN = "Fighters of JNIM captured the town of Djibo in Burkina Faso on 2 June 2024, witnesses said."
MET = "The presidents of Rwanda and Angola met in Luanda on 9 June 2024 to discuss a ceasefire, officials said."
WARNED = "Kenya's foreign minister warned on 11 June 2024 that its troops would leave Haiti."

SOME = st.text(min_size=1)
MAYBE = st.none() | SOME
DAYS = st.none() | st.dates() | st.datetimes(timezones=st.none() | st.just(dt.UTC))

TEXTS = (SHELLED, DENIED, TAKEN, MET, WARNED)
KILLS = int(os.environ.get("KG_KILLS", "4"))
PROGRAM = """
import sys
from pathlib import Path
import kg.watch.rounds as rounds
from tests.watched import watched_by_hand
rounds.BATCH = 150
with watched_by_hand(Path(sys.argv[1]), pause=0.01).opened() as watch:
    print("watching", flush=True)
    watch.take()
"""


@pytest.fixture
def place(tmp_path: Path, extractor: Extractor) -> Watched:
    return watched(tmp_path, extractor)


def lines(*records: dict[str, str]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def fill(folder: Path) -> None:
    """Files of several kinds, a nested folder, one text under three ids, one id with two texts, and what is no article."""
    (folder / "a.txt").write_text(SHELLED)
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "b.txt").write_text(DENIED)
    (folder / "deep" / "c.jsonl").write_text(
        lines({"id": "c-1", "text": TAKEN}, {"id": "c-2", "text": MET}, {"id": "c-1", "text": WARNED}) + "{no\n"
    )
    (folder / "deep.jsonl").write_text(lines({"id": "d-1", "text": TAKEN}, {"id": "d-2", "text": f" {TAKEN}"}))
    (folder / "e.txt").write_text("")
    (folder / "notes.md").write_text(WARNED)
    with zipfile.ZipFile(folder / "f.zip", "w") as archive:
        archive.writestr("g.txt", WARNED)


Edit = Callable[[Path], object]


def unlink(name: str) -> Edit:
    return lambda folder: (folder / name).unlink()


def rename(name: str, other: str) -> Edit:
    return lambda folder: (folder / name).rename(folder / other)


def write(name: str, text: str) -> Edit:
    return lambda folder: (folder / name).write_text(text)


EDITS = {
    "a new file": [write("h.txt", WARNED)],
    "a new file with the text of an article that is there": [write("0.jsonl", lines({"id": "z", "text": TAKEN}))],
    "a new file with an id that is there": [write("0.jsonl", lines({"id": "c-1", "text": WARNED}))],
    "a changed text": [write("a.txt", SHELLED.replace("nine", "seven"))],
    "a changed record": [write("deep/c.jsonl", lines({"id": "c-1", "text": TAKEN}, {"id": "c-2", "text": DENIED}))],
    "a record whose id another one had": [write("deep/c.jsonl", lines({"id": "c-1", "text": WARNED}))],
    "other words about an article": [write("deep.jsonl", lines({"id": "d-1", "text": TAKEN, "source": "Sahel Wire"}))],
    "a file that is gone": [unlink("a.txt")],
    "the file of an original that is gone": [unlink("deep/c.jsonl")],
    "a folder that is gone": [lambda folder: shutil.rmtree(folder / "deep")],
    "a file by another name": [rename("a.txt", "z.txt")],
    "a file that is mended": [write("e.txt", WARNED)],
    "a file that is broken": [write("f.zip", "no archive"), write("a.txt", "")],
}


@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)
def test_the_store_is_what_a_build_of_the_folder_makes(place: Watched, edits: list[Edit]) -> None:
    fill(place.folder)
    with place.opened() as watch:
        first = watch.take()
        assert place.now() == place.afresh()
        assert (first.new, first.rejected) == (7, 3)
        for edit in edits:
            edit(place.folder)
        assert not watch.take().is_empty
        assert place.now() == place.afresh()
        assert watch.take() == Round(rejects=len(place.lines))


def test_any_edits_in_any_order_end_there_too(place: Watched) -> None:
    chance = random.Random(8)
    texts = [*TEXTS, "", SHELLED.replace("nine", "two")]
    files = [place.folder / name for name in ("a.jsonl", "b.jsonl", "c/a.jsonl", "c/b.jsonl")]
    (place.folder / "c").mkdir()
    (place.folder / "whole.txt").write_text(MET)
    for _ in range(12):
        for file in chance.sample(files, 2):
            records = [{"id": chance.choice("uvw"), "text": chance.choice(texts)} for _ in range(chance.randrange(4))]
            file.write_text(lines(*records)) if records else file.unlink(missing_ok=True)
        # Each time anew: nothing is known but what is on disk.
        with place.opened() as watch:
            watch.take()
        assert place.now() == place.afresh()


def test_links_follow(place: Watched) -> None:
    (place.folder / "a.txt").write_text(SHELLED)
    with place.opened() as watch:
        watch.take()
        (place.folder / "b.txt").write_text(DENIED)
        linked = watch.take().linked
        assert linked is not None
        assert (linked.articles, linked.incidents, linked.contradictions > 0) == (1, 1, True)
        (place.folder / "a.txt").unlink()
        watch.take()
    assert not list(open_store(place.store).match(graph=LINKS_GRAPH))


def test_what_a_look_came_to_is_counted(place: Watched) -> None:
    fill(place.folder)
    with place.opened() as watch:
        watch.take()
        (place.folder / "a.txt").unlink()
        (place.folder / "deep" / "c.jsonl").write_text(lines({"id": "c-1", "text": SHELLED}))
        found = watch.take()
    assert (found.files, found.new, found.replaced, found.retracted, found.rejected) == (2, 0, 3, 2, 0)


def test_what_is_kept_stays_when_its_file_goes(place: Watched) -> None:
    fill(place.folder)
    with place.opened(keep=True) as watch:
        watch.take()
        before = place.now()
        (place.folder / "deep" / "c.jsonl").unlink()
        assert watch.take().is_empty
        assert place.now() == before
    with place.opened() as watch:
        assert watch.take().retracted == 2
    assert place.now() == place.afresh()


@pytest.mark.parametrize("away", ["gone", "empty"])
def test_of_a_folder_that_is_not_mounted_nothing_is_taken_back(place: Watched, away: str) -> None:
    fill(place.folder)
    with place.opened() as watch:
        watch.take()
        before = place.now()
        shutil.move(place.folder, place.folder.with_name("elsewhere"))
        if away == "empty":
            place.folder.mkdir()
        assert watch.take().is_empty
        assert watch.take().is_empty
        assert place.now() == before
        told = "no such file or folder" if away == "gone" else "holds no file any more"
        assert [told in note for note in place.notes].count(True) == 1
        shutil.rmtree(place.folder, ignore_errors=True)
        shutil.move(place.folder.with_name("elsewhere"), place.folder)
        assert watch.take().is_empty


def test_of_a_folder_that_cannot_be_read_nothing_is_taken_back(place: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(place.folder)
    with place.opened() as watch:
        watch.take()
        before = place.now()
        listed = os.scandir

        def scandir(folder: Path) -> object:
            if folder.name == "deep":
                raise PermissionError(13, "Permission denied")
            return listed(folder)

        monkeypatch.setattr("os.scandir", scandir)
        assert watch.take().rejected == 1
        assert place.now()[0] == before[0]
        assert watch.take().is_empty
        monkeypatch.undo()
        watch.take()
    assert place.now() == before


def test_another_reader_reads_all_again(place: Watched) -> None:
    fill(place.folder)
    with place.opened() as watch:
        watch.take()
    before = place.now()
    with place.opened(reader="another") as watch:
        found = watch.take()
    assert (found.new, found.replaced) == (0, 7)
    assert found.linked is not None
    assert found.linked.articles == 7
    assert "all is read again" in " ".join(place.notes)
    assert place.now() == before


def test_what_else_is_in_the_store_stays(place: Watched, extractor: Extractor) -> None:
    other = watched_beside(place, extractor)
    (other.folder / "x.txt").write_text(MET)
    (place.folder / "a.txt").write_text(SHELLED)
    for one in (other, place):
        with one.opened() as watch:
            assert watch.take().new == 1
    (place.folder / "b.txt").write_text(DENIED)
    (place.folder / "a.txt").unlink()
    with place.opened() as watch:
        watch.take()
    assert articles(place) == {MET, DENIED}


def watched_beside(place: Watched, extractor: Extractor) -> Watched:
    folder = place.folder.with_name("beside")
    folder.mkdir()
    other = watched(folder, extractor)
    other.store = place.store
    return other


def articles(place: Watched) -> set[str]:
    """The texts of the test whose articles the store holds, by their ids, which are hashes of them."""
    from kg.sources.identity import content_id

    ids = {content_id(text): text for text in TEXTS}
    found = open_store(place.store).match()
    return {
        ids[quad.object.value]  # type: ignore[union-attr]
        for quad in found
        if quad.predicate.value == "http://purl.org/dc/terms/identifier"
    }


def test_two_watches_do_not_share_a_store(place: Watched) -> None:
    with place.opened(), pytest.raises(RunError, match="another watch is using it"), place.opened():
        pass


def test_a_store_that_others_write_to_is_waited_for(place: Watched) -> None:
    (place.folder / "a.txt").write_text(SHELLED)
    with place.opened() as watch:
        writer = create_store(place.store)
        place.told = lambda _: writer.close()
        assert watch.take().new == 1
        assert "another process is writing to it" in " ".join(place.notes)
        (place.folder / "b.txt").write_text(DENIED)
        place.told = lambda _: None
        held = create_store(place.store)
        stop_later = iter([False] * 6)
        place.stopped = lambda: next(stop_later, True)
        with pytest.raises(StoreBusyError):
            watch.take()
        held.close()
        place.stopped = lambda: False
        assert not watch.take().is_empty
    assert place.now() == place.afresh()


def test_a_store_is_open_for_others_while_documents_are_read(place: Watched) -> None:
    read = place.read

    def read_beside_others(numbered: object) -> object:
        for result in read(numbered):  # type: ignore[arg-type]
            create_store(place.store).close()
            yield result

    place.read = read_beside_others  # type: ignore[assignment]
    (place.folder / "a.txt").write_text(SHELLED)
    with place.opened() as watch:
        assert watch.take().new == 1


def test_a_stop_leaves_a_store_that_is_whole(place: Watched) -> None:
    fill(place.folder)
    with place.opened() as watch:
        for calls in range(14):
            some = iter([False] * calls)
            place.stopped = lambda some=some: next(some, True)  # type: ignore[misc]
            watch.take()
        place.stopped = lambda: False
        watch.take()
    assert place.now() == place.afresh()


def test_a_file_that_is_being_written_is_read_when_it_has_settled() -> None:
    now = 1000.0
    settling = Settling(seconds=2, clock=lambda: now, calendar=lambda: now)
    old, new = (Stamp(5, int(at * 1e9), int(at * 1e9)) for at in (900, 1000))
    assert settling.has_settled("old.txt", old)
    assert not settling.has_settled("new.txt", new)
    assert settling.waits
    now = 1001.9
    assert not settling.has_settled("new.txt", new)
    now = 1002.0
    assert settling.has_settled("new.txt", new)
    assert not settling.waits


def test_where_a_file_server_s_clock_is_ahead_only_what_is_seen_counts() -> None:
    now = 1000.0
    settling = Settling(seconds=2, clock=lambda: now, calendar=lambda: now)
    ahead = [Stamp(size, int(5e12), int(5e12)) for size in (1, 2)]
    assert not settling.has_settled("a.txt", ahead[0])
    now = 1001.5
    assert not settling.has_settled("a.txt", ahead[1])
    now = 1003.4
    assert not settling.has_settled("a.txt", ahead[1])
    now = 1003.5
    assert settling.has_settled("a.txt", ahead[1])


def test_a_file_that_changes_while_it_is_read_is_not_taken(place: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    file = place.folder / "a.txt"
    file.write_text(SHELLED)
    with place.opened() as watch, monkeypatch.context() as patched:
        patched.setattr("kg.watch.looking.stamp_of", lambda _: Stamp(1, 2, 3))
        assert watch.take().is_empty
        patched.undo()
        assert watch.take().new == 1


def test_one_look_waits_for_what_is_being_written_and_forgets_what_goes(place: Watched) -> None:
    (place.folder / "a.txt").write_text(SHELLED)
    (place.folder / "part.txt").write_text(SHELLED[:30])
    now = time.time() + 0.5
    with place.opened() as watch:
        watch.looker.settling = Settling(seconds=2, clock=lambda: now, calendar=lambda: now)

        def wait(seconds: float) -> None:
            nonlocal now
            now += seconds
            (place.folder / "part.txt").unlink()

        assert [found.new for found in take_once(watch, wait=wait)] == [1]
        assert not watch.looker.settling.waits
    assert place.now() == place.afresh()


def test_no_bad_file_ends_a_watch(place: Watched) -> None:
    (place.folder / "a.txt").write_text(SHELLED)
    for kind in KINDS:
        for number in range(3):
            name, data = bad_file(kind, number)
            (place.folder / f"{kind}-{number}-{name}").write_bytes(data)
    with place.opened() as watch:
        watch.take()
    (quads, lines_), (expected, expected_lines) = place.now(), place.afresh()
    assert quads == expected
    # How JSON is nested too deep is told by where the stack ends.
    assert len(lines_) > len(KINDS)
    assert {json.loads(line)["position"] for line in lines_} == {
        json.loads(line)["position"] for line in expected_lines
    }


def test_a_look_takes_no_more_than_so_many_bytes(place: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.watch.rounds.ROUND_BYTES", 10)
    for name, text in (("a", SHELLED), ("b", DENIED), ("c", TAKEN)):
        (place.folder / f"{name}.txt").write_text(text)
    with place.opened() as watch:
        rounds = list(take_once(watch, wait=lambda _: None))
    assert [(found.new, found.more) for found in rounds] == [(1, True), (1, True), (1, False)]
    assert place.now() == place.afresh()


def entry(id_: str, text: str) -> str:
    return (
        f"<guid>{id_}</guid><title>News</title><link>https://wire.example/{id_}</link><description>{text}</description>"
    )


def test_what_leaves_a_feed_stays_and_what_changes_is_replaced(place: Watched) -> None:
    feed = place.folder / "wire.rss"
    feed.write_text(rss(entry("n-1", SHELLED), entry("n-2", TAKEN)))
    with place.opened(feed.as_uri()) as watch:
        assert watch.take().new == 2
        assert place.now() == place.afresh()
        feed.write_text(rss(entry("n-3", MET), entry("n-2", TAKEN.replace("Djibo", "Dori")), entry("n-4", "")))
        found = watch.take()
    assert (found.new, found.replaced, found.retracted, found.rejected) == (1, 1, 0, 1)
    kept, lines_ = place.now()
    # What it held in all, newest last.
    feed.write_text(rss(entry("n-1", SHELLED), entry("n-2", TAKEN.replace("Djibo", "Dori")), entry("n-3", MET)))
    assert place.afresh()[0] == kept
    assert json.loads(lines_.pop())["reason"] == "an entry without content or summary"


def test_entries_that_have_left_a_feed_are_read_again_by_another_reader(place: Watched) -> None:
    feed = place.folder / "wire.rss"
    for entries in (entry("n-1", SHELLED), entry("n-2", TAKEN)):
        feed.write_text(rss(entries))
        with place.opened(str(feed)) as watch:
            watch.take()
    before = place.now()
    with place.opened(str(feed), reader="another") as watch:
        assert watch.take().replaced == 2
    assert place.now() == before


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("-", "standard input cannot be watched"),
        ("none", "no such file or folder"),
        ("*.txt", "name the folder"),
        ("ftp://wire.example/feed", "only files of this machine"),
    ],
)
def test_what_cannot_be_watched_is_told(given: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        find_sources([given])


def test_a_wait_is_over_when_something_changes(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    wait = bells([tmp_path], pause=0, stopped=lambda: False)
    wait(0.5)
    timer = threading.Timer(0.5, lambda: (tmp_path / "a.txt").write_text(MET))
    timer.start()
    begin = time.monotonic()
    wait(60)
    assert time.monotonic() - begin < 50


def test_a_wait_is_over_when_it_is_to_stop() -> None:
    stops = iter([False, False, True])
    bells((), pause=0, stopped=lambda: next(stops, True))(3600)


def test_following_looks_again_until_it_is_stopped(place: Watched) -> None:
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        (place.folder / f"{len(waits)}.txt").write_text((SHELLED, DENIED)[len(waits) - 1])
        if len(waits) == 2:
            place.stopped = lambda: True

    with place.opened() as watch:
        rounds = list(follow(watch, wait=wait, interval=7))
    assert [found.new for found in rounds] == [1]
    assert waits == [7, 7]


def test_a_watch_that_is_killed_again_and_again_ends_in_the_same_graph(tmp_path: Path) -> None:
    place = watched_by_hand(tmp_path)
    chance = random.Random(KILLS)
    for n in range(KILLS):
        # Files come and go while it is dead, too.
        for file in (chance.choice("abcdef") for _ in range(2)):
            records = [{"id": f"{file}-{chance.randrange(20)}", "text": TEXTS[n % len(TEXTS)]} for _ in range(9)]
            (place.folder / f"{file}.jsonl").write_text(lines(*records))
        with subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.6))
            process.send_signal(signal.SIGKILL)
    with place.opened() as watch:
        watch.take()
        assert watch.take().is_empty
    assert place.now() == place.afresh()


@given(st.builds(Document, id=SOME, text=SOME, title=MAYBE, published=DAYS, publisher=MAYBE, url=MAYBE))
def test_a_document_is_all_that_it_says(document: Document) -> None:
    assert document_of(content_of(document)) == document
