"""One suite for every store."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import GraphError, QueryError, StoreError
from kg.stores import (
    OxigraphStore,
    StoreWriter,
    add_ontology,
    create_store,
    find_articles,
    memory_store,
    open_store,
    prune,
)
from kg.stores.binding import keywords

G1, G2, REFERENCE = (ox.NamedNode(f"http://x.test/{name}") for name in ("g1", "g2", "graph/reference"))
P, Q = ox.NamedNode("http://x.test/p"), ox.NamedNode("http://x.test/q")


def thing(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"http://x.test/{name}")


def quad(subject: str, object_: str | int, graph: ox.NamedNode = G1, predicate: ox.NamedNode = P) -> ox.Quad:
    return ox.Quad(thing(subject), predicate, ox.Literal(object_), graph)


def link(subject: str, object_: str, graph: ox.NamedNode) -> ox.Quad:
    return ox.Quad(thing(subject), Q, thing(object_), graph)


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OxigraphStore]:
    made = memory_store() if request.param == "memory" else create_store(tmp_path / "store")
    made.replace_graphs({G1: [quad("a", 1), quad("b", 2)], G2: [quad("a", 3, G2)]})
    yield made
    made.close()


def values(store: OxigraphStore, query: str, **bindings: ox.NamedNode | ox.Literal) -> list[str]:
    return sorted(row[0].value for row in store.select(query, bindings) if row[0] is not None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("SELECT ?o { ?s ?p ?o }", ["1", "2", "3"], id="the union of all graphs"),
        pytest.param("SELECT ?o FROM <http://x.test/g2> { ?s ?p ?o }", ["3"], id="a graph named by FROM"),
        pytest.param("SELECT ?o { GRAPH <http://x.test/g1> { ?s ?p ?o } }", ["1", "2"], id="a graph named by GRAPH"),
        pytest.param("SELECT ?o { ?s ?p ?o FILTER(?o > 2) } # FROM", ["3"], id="FROM in a comment is none"),
        pytest.param("SELECT ?o { ?s a|!a ?o FILTER(STR(?o) != ' FROM ') }", ["1", "2", "3"], id="FROM in a string"),
        pytest.param("SELECT (1/0 AS ?x) {}", [], id="an unbound variable is None"),
    ],
)
def test_a_select_finds(store: OxigraphStore, query: str, found: list[str]) -> None:
    assert values(store, query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("SELECT ?o { VALUES ?n { UNDEF } ?s ?p ?o FILTER(?o > ?n) }", ["2", "3"], id="in a slot"),
        pytest.param(
            "SELECT (COUNT(*) AS ?k) { VALUES ?n { UNDEF } ?s ?p ?o FILTER(?o > ?n) }", ["2"], id="aggregated"
        ),
        pytest.param("SELECT ?o ?n { ?s ?p ?o FILTER(?o > ?n) }", ["2", "3"], id="in a variable that is selected"),
    ],
)
def test_a_parameter_is_bound(store: OxigraphStore, query: str, found: list[str]) -> None:
    assert values(store, query, n=ox.Literal(1)) == found


def test_a_slot_is_open_when_nothing_is_bound(store: OxigraphStore) -> None:
    assert values(store, "SELECT ?o { VALUES ?o { UNDEF } ?s ?p ?o }") == ["1", "2", "3"]


def test_a_parameter_cannot_become_part_of_the_query(store: OxigraphStore) -> None:
    evil = ox.Literal('" } ?s ?p ?o } #\n')
    assert values(store, "SELECT ?n { VALUES ?n { UNDEF } }", n=evil) == [evil.value]


def test_a_construct_and_an_ask_take_parameters(store: OxigraphStore) -> None:
    made = list(store.construct("CONSTRUCT { ?s ?p ?o } { VALUES ?o { UNDEF } ?s ?p ?o }", {"o": ox.Literal(2)}))
    assert made == [ox.Triple(thing("b"), P, ox.Literal(2))]
    assert store.ask("ASK { VALUES ?o { UNDEF } ?s ?p ?o }", {"o": ox.Literal(2)})
    assert not store.ask("ASK { VALUES ?o { UNDEF } ?s ?p ?o }", {"o": ox.Literal(9)})


@pytest.mark.parametrize(
    ("query", "message"),
    [
        pytest.param("SELECT ?s { ?s ?p", "broken at 1:", id="broken"),
        pytest.param("SELECT ?s { SERVICE <http://x.test/> { ?s ?p ?o } }", "stay on this machine", id="SERVICE"),
        pytest.param("ASK { ?s ?p ?o }", "SELECT query is wanted", id="another form"),
        pytest.param("INSERT DATA { <a:s> <a:p> <a:o> }", "broken|fails", id="an update"),
        pytest.param("SELECT ?s { ?s ?p ?o }", "zz", id="an unknown parameter"),
    ],
)
def test_a_wrong_query_is_told(store: OxigraphStore, query: str, message: str) -> None:
    bindings = {"zz": ox.Literal(1)} if message == "zz" else {}
    with pytest.raises(QueryError, match=message):
        list(store.select(query, bindings))


def test_a_graph_given_again_is_replaced(store: OxigraphStore) -> None:
    store.replace_graphs({G1: [quad("c", 4)]})
    assert values(store, "SELECT ?o { ?s ?p ?o }") == ["3", "4"]


def test_merging_replaces_what_is_said_of_the_same_subjects(store: OxigraphStore) -> None:
    assert store.merge_graph(G1, [quad("a", 7), quad("a", 7), quad("z", 8)]) == 2
    assert values(store, "SELECT ?o FROM <http://x.test/g1> { ?s ?p ?o }") == ["2", "7", "8"]


def test_a_dropped_graph_is_gone_and_the_others_stay(store: OxigraphStore) -> None:
    store.drop_graph(G1)
    store.drop_graph(thing("never-there"))
    assert store.graphs() == (G2,)
    assert store.count() == 1


def test_a_writer_hands_over_all_it_took(store: OxigraphStore) -> None:
    writer = StoreWriter(store)
    assert writer.replace_graph(G1, [quad("d", 5), quad("d", 5)]) == 1
    writer.flush()
    assert values(store, "SELECT ?o { ?s ?p ?o }") == ["3", "5"]


def test_what_nobody_speaks_of_is_pruned_and_the_wholes_of_the_rest_stay(store: OxigraphStore) -> None:
    links = [link("town", "land", REFERENCE), link("land", "land", REFERENCE), link("island", "land", REFERENCE)]
    store.replace_graphs({REFERENCE: links, G1: [link("e", "town", G1)], G2: [link("e", "island", G2)]})
    store.drop_graph(G2)
    prune(store)
    assert {q.subject for q in store.match(graph=REFERENCE)} == {thing("town"), thing("land")}
    store.drop_graph(G1)
    prune(store)
    assert store.count() == 0


def test_an_article_is_found_by_its_id_and_its_iri(store: OxigraphStore) -> None:
    identifier = ox.NamedNode("http://purl.org/dc/terms/identifier")
    store.replace_graphs({G1: [ox.Quad(G1, identifier, ox.Literal("n-1"), G1)]})
    assert find_articles(store, "n-1") == find_articles(store, G1.value) == (G1,)
    assert find_articles(store, "n-2") == ()


def test_the_ontology_has_a_graph_of_its_own(store: OxigraphStore, tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text("<http://x.test/Hack> a <http://www.w3.org/2002/07/owl#Class> .")
    add_ontology(store, [tmp_path / "own.ttl"])
    assert store.ask("ASK { GRAPH <https://w3id.org/conflict-kg/ontology> { <http://x.test/Hack> a ?c } }")


def test_what_a_closed_store_holds_is_there_when_opened_again(tmp_path: Path) -> None:
    first = create_store(tmp_path / "s")
    first.replace_graphs({G1: [quad("a", 1)]})
    first.close()
    assert open_store(tmp_path / "s").count() == 1
    second = create_store(tmp_path / "s")
    assert second.count() == 1
    second.close()


def test_a_closed_store_refuses(tmp_path: Path) -> None:
    store = create_store(tmp_path / "s")
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.count()


def test_a_store_has_one_writer_and_readers_beside_it(tmp_path: Path) -> None:
    writer = create_store(tmp_path / "s")
    with pytest.raises(StoreError, match="another process"):
        create_store(tmp_path / "s")
    assert open_store(tmp_path / "s").count() == 0
    writer.close()


def test_a_folder_of_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="holds other files"):
        create_store(tmp_path)
    with pytest.raises(StoreError, match="there is no store"):
        open_store(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such folder"):
        open_store(tmp_path / "none")


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "g.nq").write_text("<a:s> oops")
    with pytest.raises(GraphError, match="line 1"):
        memory_store([tmp_path / "g.nq"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT * FROM <http://x.test/g> {}", {"FROM"}),
        ("select * from named <http://x.test/g> {}", {"FROM"}),
        ("SELECT ?from $service { ?from from:x x:service }", set()),
        ('SELECT * { ?s ?p """a " FROM b""", "\\" FROM " }', set()),
        ("SELECT * { ?s <http://x.test/#FROM> ?o } # SERVICE", set()),
        ("SELECT * { SERVICE SILENT <http://x.test/> {} }", {"SERVICE"}),
    ],
    ids=["FROM", "small letters", "variables and prefixes", "strings", "IRIs and comments", "SERVICE"],
)
def test_keywords_are_found_where_they_are_words(query: str, found: set[str]) -> None:
    assert keywords(query) == found
