"""Linking that is killed: the links of a store are the old ones or the new ones, and linking again ends in the new ones."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.documents import Document
from kg.extract import Extractor
from kg.stores import create_store
from tests.incidents import read_articles
from tests.linked import linked, links_of, written

KILLS = int(os.environ.get("KG_KILLS", "2"))
LINK = """
import os, signal, sys
from pathlib import Path
import kg.links.running as running
import kg.stores.oxigraph as oxigraph
from kg.ontology import load_ontology
from kg.stores import create_store

oxigraph.FEW = 10
found = running.link_quads

def killed(links, *, terms):
    for n, quad in enumerate(found(links, terms=terms)):
        if n == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        yield quad

running.link_quads = killed
print("linking", flush=True)
running.link_store(create_store(Path(sys.argv[1])), ontology=load_ontology(), afresh=sys.argv[3] == "afresh")
"""
NEVER = -1
DOCUMENTS = [article.document for article in read_articles().values()]


def command(folder: Path, *, at: int = NEVER, afresh: bool = False) -> list[str]:
    """What links the store in a folder, and is killed when it has found so many quads."""
    return [sys.executable, "-c", LINK, str(folder), str(at), "afresh" if afresh else "on"]


def link(folder: Path, *, at: int = NEVER, afresh: bool = False) -> int:
    """Links a store in a process of its own; says how that ended."""
    return subprocess.run(command(folder, at=at, afresh=afresh), check=False, capture_output=True).returncode


def links_in(folder: Path) -> set[ox.Quad]:
    store = create_store(folder)
    found = links_of(store)
    store.close()
    return found


@pytest.fixture(scope="module")
def wanted(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> set[ox.Quad]:
    """The links of all articles."""
    folder = tmp_path_factory.mktemp("wanted") / "store"
    _build(folder, DOCUMENTS, extractor)
    assert link(folder) == 0
    return links_in(folder)


def _build(folder: Path, documents: list[Document], extractor: Extractor) -> None:
    store = create_store(folder)
    written(store, documents, extractor)
    store.close()


@pytest.fixture(params=["the first links", "new articles"])
def unlinked(request: pytest.FixtureRequest, extractor: Extractor, tmp_path: Path) -> Path:
    """A store of which nothing is linked, or all but the last articles."""
    folder = tmp_path / "store"
    if request.param == "new articles":
        _build(folder, DOCUMENTS[:-3], extractor)
        store = create_store(folder)
        linked(store, extractor)
        store.close()
    _build(folder, DOCUMENTS, extractor)
    return folder


def test_linking_that_is_killed_leaves_no_half_of_the_links(unlinked: Path, wanted: set[ox.Quad]) -> None:
    before = links_in(unlinked)
    assert link(unlinked, at=30) == -signal.SIGKILL
    assert links_in(unlinked) == before
    assert link(unlinked) == 0
    assert links_in(unlinked) == wanted


def test_linking_anew_that_is_killed_leaves_the_links(unlinked: Path, wanted: set[ox.Quad]) -> None:
    assert link(unlinked) == 0
    assert link(unlinked, at=100, afresh=True) == -signal.SIGKILL
    assert links_in(unlinked) == wanted


def test_linking_killed_at_any_moment_leaves_the_old_links_or_the_new(unlinked: Path, wanted: set[ox.Quad]) -> None:
    chance, before = random.Random(KILLS), links_in(unlinked)
    for _ in range(KILLS):
        with subprocess.Popen(command(unlinked), stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            # Where it falls changes nothing.
            time.sleep(chance.uniform(0, 1.5))
            process.send_signal(signal.SIGKILL)
        assert links_in(unlinked) in (before, wanted)
    assert link(unlinked) == 0
    assert links_in(unlinked) == wanted
