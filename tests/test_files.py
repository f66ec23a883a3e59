"""Files of RDF."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.files import FORMATS, format_of, graph_file, read_quads, serialized, whole_file
from kg.namespaces import BASE
from kg.ontology import load_ontology
from kg.rdf import Terms, article_graph, article_id
from kg.rdf.terms import text
from tests.builders import VERSIONS, some_facts

GRAPHS = {
    name: article_graph(some_facts(name), terms=Terms(load_ontology()), versions=VERSIONS).quads
    for name in ("a", "b", "c")
}
QUADS = {quad for quads in GRAPHS.values() for quad in quads}
RDFLIB = {"nq": "nquads", "jsonld": "json-ld", "rdfxml": "xml", "ttl": "turtle"}


def graph_of(name: str) -> ox.NamedNode:
    return ox.NamedNode(BASE + article_id(name))


def write(path: Path, names: tuple[str, ...] = ("a", "b", "c")) -> None:
    with graph_file(path, format_=format_of(path)) as writer:
        for name in names:
            writer.replace_graph(graph_of(name), GRAPHS[name])


@pytest.mark.parametrize("ending", FORMATS)
def test_what_is_written_reads_back(tmp_path: Path, ending: str) -> None:
    write(tmp_path / f"g.{ending}")
    found = list(read_quads(tmp_path / f"g.{ending}"))
    if FORMATS[ending].supports_datasets:
        assert set(found) == QUADS
    else:
        assert {quad.triple for quad in found} == {quad.triple for quad in QUADS}
    assert len(found) == len(set(found))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.filterwarnings("ignore:.*Dataset:DeprecationWarning")
@pytest.mark.parametrize("ending", FORMATS)
def test_rdflib_reads_as_much(tmp_path: Path, ending: str) -> None:
    write(tmp_path / f"g.{ending}", ("a",))
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=(tmp_path / f"g.{ending}").read_bytes(), format=RDFLIB.get(ending, ending))
    assert len(dataset) == len({quad.triple for quad in GRAPHS["a"]})


@pytest.mark.parametrize("ending", FORMATS)
def test_the_order_of_articles_changes_no_byte(tmp_path: Path, ending: str) -> None:
    outputs = set()
    for number, names in enumerate(permutations(GRAPHS)):
        write(tmp_path / f"{number}.{ending}", names)
        outputs.add((tmp_path / f"{number}.{ending}").read_bytes())
    assert len(outputs) == 1


def test_a_graph_given_again_replaces_the_first(tmp_path: Path) -> None:
    write(tmp_path / "g.nq", ("a", "b", "a"))
    assert set(read_quads(tmp_path / "g.nq")) == {*GRAPHS["a"], *GRAPHS["b"]}


def test_a_failed_run_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "g.nq"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError, match="broken"), graph_file(path, format_=FORMATS["nq"]) as writer:
        writer.replace_graph(graph_of("a"), _breaking(GRAPHS["a"]))
    assert [file.name for file in tmp_path.iterdir()] == ["g.nq"]
    assert path.read_bytes() == b"old"


def _breaking(quads: Sequence[ox.Quad]) -> Iterator[ox.Quad]:
    yield from quads
    raise RuntimeError("broken")


@pytest.mark.parametrize(
    ("name", "message"),
    [("", "is a folder"), ("none/g.nq", "no such file or folder")],
    ids=["a folder", "in a folder that is not there"],
)
def test_where_nothing_can_be_written_it_says_so(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(GraphError, match=message), whole_file(tmp_path / name):
        pass


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("g.nq", b"<a:s> <a:p> <a:o> .\n<a:s> <a:p> oops .\n", "line 2"),
        ("g.ttl", b"@prefix a: <a:> .\n\na:s b:p a:o .", "line 3"),
        ("g.rdfxml", b"<broken", "not closed"),
        ("g.nq", b"\xff\xfe", "UTF-8"),
    ],
    ids=["nq", "ttl", "rdfxml", "no text"],
)
def test_broken_rdf_is_told_with_its_file_and_line(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(GraphError, match=message) as caught:
        list(read_quads(tmp_path / name))
    assert name in str(caught.value)


def test_a_missing_file_is_told() -> None:
    with pytest.raises(GraphError, match="no such file"):
        list(read_quads(Path("nowhere.nq")))


@pytest.mark.parametrize(("path", "name"), [("g.csv", None), ("g", None), ("g.nq", "csv")])
def test_an_unknown_format_is_told_with_those_there_are(path: str, name: str | None) -> None:
    with pytest.raises(GraphError, match="nq, trig, ttl, nt, jsonld, rdfxml"):
        format_of(Path(path), name)


@pytest.mark.parametrize("name", FORMATS)
@given(given_text=st.text())
def test_any_text_comes_back_from_any_format(name: str, given_text: str) -> None:
    quad = ox.Quad(ox.NamedNode("http://x.test/s"), ox.NamedNode("http://x.test/p"), text(given_text))
    assert next(iter(ox.parse(serialized([quad], FORMATS[name]), format=FORMATS[name]))).object == quad.object
