"""Comunica, a SPARQL engine of the web, asks our endpoint; `make test-stores` installs it."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.stores import create_store
from tests.servers import kg_serve, running

PROGRAM = shutil.which("comunica-sparql", path=os.environ.get("KG_TEST_COMUNICA", ""))
SAMPLE = Path(__file__).parent / "data" / "sample.trig"
OURS = "PREFIX ckg: <https://w3id.org/conflict-kg/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="Comunica is not installed")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("comunica")
    store = create_store(folder / "store")
    store.load(SAMPLE)
    store.close()
    with running(kg_serve(folder / "store", folder / "serve")) as server:
        yield f"{server.url}/sparql"


@pytest.fixture
def asked(url: str) -> "Asked":
    return Asked(url)


class Asked:
    """What Comunica's command prints when it asks an endpoint."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __call__(self, query: str, *options: str) -> str:
        assert PROGRAM is not None
        # As an endpoint that is said to be one, and as a source of which Comunica finds out what it is.
        said, found = (
            subprocess.run([PROGRAM, source, OURS + query, *options], check=True, capture_output=True, text=True).stdout
            for source in (f"sparql@{self._url}", self._url)
        )
        assert said == found
        return said


def values(store_query: str) -> list[str]:
    """What the sample itself says to a query of one variable."""
    store = ox.Store()
    store.load(path=str(SAMPLE))
    rows = store.query(OURS + store_query, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(str(row[0]) for row in rows)


def test_comunica_counts(asked: "Asked") -> None:
    query = "SELECT (COUNT(DISTINCT ?event) AS ?n) { ?event a ckg:Event }"
    (row,) = json.loads(asked(query))
    assert row["n"] == values(query)[0].replace("<", "").replace(">", "")


def test_comunica_follows_a_path_and_gets_every_row(asked: "Asked") -> None:
    query = "SELECT ?label { ?event a ckg:Event ; ckg:agent/rdfs:label ?label }"
    found = sorted(row["label"] for row in json.loads(asked(query)))
    assert found == values(query)
    assert found


def test_comunica_asks_and_constructs(asked: "Asked") -> None:
    assert asked("ASK { ?claim ckg:stance ckg:Denies }").strip() == "true"
    assert asked("ASK { ?claim ckg:stance 'none' }").strip() == "false"
    made = asked("CONSTRUCT { ?claim a ckg:Claim } WHERE { ?claim a ckg:Claim }", "-t", "application/n-quads")
    claims = values("SELECT ?claim { ?claim a ckg:Claim }")
    assert sorted({str(quad.subject) for quad in ox.parse(made, format=ox.RdfFormat.N_QUADS)}) == sorted(set(claims))
