"""One suite for every store: memory, disk, servers."""

import datetime as dt
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pyoxigraph as ox
import pytest

import kg.files
import kg.stores
from kg.errors import GraphError, QueryError, StoreError
from kg.graphs import Graph
from kg.ontology import load_ontology
from kg.queries import bind, load_queries
from kg.resources import data_folder
from kg.stores import (
    Store,
    StoreWriter,
    add_ontology,
    create_store,
    find_articles,
    memory_store,
    open_store,
    prune,
    value_of,
)
from kg.stores.loading import Mode, load_plan, steps
from kg.stores.manifest import opened_manifest
from kg.stores.planning import planned
from kg.stores.remote import RemoteStore
from tests.servers import Servers, cleared, location

# `make test-stores` runs the same on another server.
STORES = os.environ.get("KG_TEST_STORES", "memory disk oxigraph generic").split()

SAMPLE = Path(__file__).parent / "data" / "sample.trig"
XSD = "http://www.w3.org/2001/XMLSchema#"
MANY = {"memory": 20_000, "disk": 20_000, "oxigraph": 20_000, "virtuoso": 20_000}
# What servers are known to answer wrongly.
WRONG = {
    ("generic", "SELECT ?o FROM <http://x.test/g2> { ?s ?p ?o }"): "Oxigraph with --union-default-graph ignores FROM",
    ("virtuoso", "SELECT (1/0 AS ?x) {}"): "Virtuoso ends a query at an error in an expression",
}
G1, G2, REFERENCE = (ox.NamedNode(f"http://x.test/{name}") for name in ("g1", "g2", "graph/reference"))
P, Q = ox.NamedNode("http://x.test/p"), ox.NamedNode("http://x.test/q")


def thing(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"http://x.test/{name}")


def quad(subject: str, object_: str | int, graph: ox.NamedNode = G1, predicate: ox.NamedNode = P) -> ox.Quad:
    return ox.Quad(thing(subject), predicate, ox.Literal(object_), graph)


def link(subject: str, object_: str, graph: ox.NamedNode) -> ox.Quad:
    return ox.Quad(thing(subject), Q, thing(object_), graph)


@pytest.fixture(params=STORES)
def empty(request: pytest.FixtureRequest, tmp_path: Path, servers: Servers) -> Iterator[Store]:
    made = opened(request.param, tmp_path / "store", servers)
    yield made
    made.close()


@pytest.fixture
def store(empty: Store) -> Store:
    empty.replace_graphs([Graph(G1, quads=[quad("a", 1), quad("b", 2)]), Graph(G2, quads=[quad("a", 3, G2)])])
    return empty


def opened(name: str, folder: Path, servers: Servers) -> Store:
    """An empty store of a kind."""
    if name in {"memory", "disk"}:
        return kg.stores.open(folder if name == "disk" else ":memory:")
    endpoint, access = location(servers[name], name)
    made = kg.stores.open(endpoint, access=access)
    cleared(made)
    return made


def values(store: Store, query: str, **bindings: ox.NamedNode | ox.Literal) -> list[str]:
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
def test_a_select_finds(store: Store, query: str, found: list[str], request: pytest.FixtureRequest) -> None:
    reason = WRONG.get((request.node.callspec.params["empty"], query))
    if reason is not None:
        pytest.skip(reason)
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
def test_a_parameter_is_bound(store: Store, query: str, found: list[str]) -> None:
    assert values(store, query, n=ox.Literal(1)) == found


def test_a_slot_is_open_when_nothing_is_bound(store: Store) -> None:
    assert values(store, "SELECT ?o { VALUES ?o { UNDEF } ?s ?p ?o }") == ["1", "2", "3"]


def test_a_parameter_cannot_become_part_of_the_query(store: Store) -> None:
    evil = ox.Literal('" } ?s ?p ?o } #\n')
    assert values(store, "SELECT ?n { VALUES ?n { UNDEF } }", n=evil) == [evil.value]


def test_a_construct_and_an_ask_take_parameters(store: Store) -> None:
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
def test_a_wrong_query_is_told(store: Store, query: str, message: str) -> None:
    bindings = {"zz": ox.Literal(1)} if message == "zz" else {}
    with pytest.raises(QueryError, match=message):
        list(store.select(query, bindings))


def test_a_graph_given_again_is_replaced(store: Store) -> None:
    store.replace_graphs([Graph(G1, quads=[quad("c", 4)])])
    assert values(store, "SELECT ?o { ?s ?p ?o }") == ["3", "4"]


def test_merging_replaces_what_is_said_of_the_same_subjects(store: Store) -> None:
    assert store.merge_graph(G1, [quad("a", 7), quad("a", 7), quad("z", 8)]) == 2
    assert values(store, "SELECT ?o { GRAPH <http://x.test/g1> { ?s ?p ?o } }") == ["2", "7", "8"]


def test_quads_are_exchanged(store: Store) -> None:
    old, kept, new = quad("exchanged", 'a "b"\\\n'), quad("exchanged", 2), quad("exchanged", "c\n'd'", G2)
    store.add_quads([old, kept])
    store.exchange_quads([old, quad("exchanged", "never there")], [new, link("exchanged", "x", G1)])
    assert set(store.match(thing("exchanged"))) == {kept, new, link("exchanged", "x", G1)}
    store.exchange_quads([], [old])
    store.exchange_quads([new], [])
    assert set(store.match(thing("exchanged"))) == {old, kept, link("exchanged", "x", G1)}


def test_a_dropped_graph_is_gone_and_the_others_stay(store: Store) -> None:
    store.drop_graph(G1)
    store.drop_graph(thing("never-there"))
    assert store.graphs() == (G2,)
    assert store.count() == 1


def test_a_writer_hands_over_all_it_took(store: Store) -> None:
    writer = StoreWriter(store)
    assert writer.replace_graph(G1, [quad("d", 5), quad("d", 5)]) == 1
    writer.flush()
    assert values(store, "SELECT ?o { ?s ?p ?o }") == ["3", "5"]


def test_what_nobody_speaks_of_is_pruned_and_the_wholes_of_the_rest_stay(store: Store) -> None:
    links = [link("town", "land", REFERENCE), link("land", "land", REFERENCE), link("island", "land", REFERENCE)]
    graphs = {REFERENCE: links, G1: [link("e", "town", G1)], G2: [link("e", "island", G2)]}
    store.replace_graphs(Graph(name, quads=quads) for name, quads in graphs.items())
    store.drop_graph(G2)
    prune(store)
    assert {q.subject for q in store.match(graph=REFERENCE)} == {thing("town"), thing("land")}
    store.drop_graph(G1)
    prune(store)
    assert store.count() == 0


def test_an_article_is_found_by_its_id_and_its_iri(store: Store) -> None:
    identifier = ox.NamedNode("http://purl.org/dc/terms/identifier")
    store.replace_graphs([Graph(G1, quads=[ox.Quad(G1, identifier, ox.Literal("n-1"), G1)])])
    assert find_articles(store, "n-1") == find_articles(store, G1.value) == (G1,)
    assert find_articles(store, "n-2") == ()


def test_the_ontology_has_a_graph_of_its_own(store: Store, tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text("<http://x.test/Hack> a <http://www.w3.org/2002/07/owl#Class> .")
    add_ontology(store, [tmp_path / "own.ttl"])
    assert store.ask("ASK { GRAPH <https://w3id.org/conflict-kg/ontology> { <http://x.test/Hack> a ?c } }")


TEXTS = [
    pytest.param(ox.Literal("Дніпро – 東京 – 🕊 é e\u0301"), id="many scripts"),
    pytest.param(ox.Literal('"quoted" \\ back \t tab \n line'), id="escapes"),
    pytest.param(ox.Literal("word " * 20_480), id="100 KB"),
    pytest.param(ox.Literal("мир", language="uk"), id="a language"),
    pytest.param(ox.Literal("peace", language="en-gb"), id="a language of a country"),
    pytest.param(ox.Literal("2025-02", datatype=ox.NamedNode(f"{XSD}gYearMonth")), id="a month"),
    pytest.param(ox.Literal(""), id="nothing"),
    pytest.param(ox.NamedNode("http://x.test/Дніпро"), id="an IRI of letters"),
]


@pytest.mark.parametrize("term", TEXTS)
def test_a_term_comes_back_as_it_was(empty: Store, term: ox.Literal | ox.NamedNode) -> None:
    empty.replace_graph(G1, [ox.Quad(thing("a"), P, term, G1)])
    assert [q.object for q in empty.match(graph=G1)] == [term]
    assert [row[0] for row in empty.select("SELECT ?o { ?s ?p ?o }")] == [term]


def test_an_update_runs_and_names_our_prefixes(store: Store) -> None:
    store.update("INSERT DATA { GRAPH <http://x.test/g3> { <http://x.test/n> rdfs:label 'n' } }")
    assert store.count(thing("g3")) == 1
    store.update("DELETE WHERE { GRAPH <http://x.test/g3> { ?s ?p ?o } }")
    assert store.graphs() == (G1, G2)


@pytest.mark.parametrize(
    "text", ["LOAD <http://x.test/>", "INSERT { ?s ?p ?o } WHERE { SERVICE <http://x.test/> { ?s ?p ?o } }"]
)
def test_an_update_that_would_fetch_from_elsewhere_is_refused(store: Store, text: str) -> None:
    with pytest.raises(QueryError, match="stay on this machine"):
        store.update(text)


def test_a_broken_update_changes_nothing(store: Store) -> None:
    with pytest.raises(QueryError):
        store.update("DELETE WHERE { oops")
    assert store.count() == 3


@pytest.mark.parametrize("ending", ["nq", "trig", "jsonld"])
def test_a_file_is_loaded_graph_by_graph_and_twice_is_like_once(store: Store, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"g.{ending}"
    quads = [quad("c", 4), quad("d", 5), quad("c", 4)]
    ox.serialize(quads, str(file), kg.files.format_of(file))
    for _ in range(2):
        assert store.load(file) == 2
        assert values(store, "SELECT ?o { ?s ?p ?o }") == ["3", "4", "5"]
    assert (store.count(G1), store.count(G2), store.count(REFERENCE)) == (2, 1, 0)


def test_a_graph_larger_than_a_batch_is_whole(empty: Store) -> None:
    empty.replace_graph(G1, (quad(f"s{number}", number) for number in range(1_200)))
    empty.replace_graph(G1, (quad(f"s{number}", number) for number in range(1_100)))
    assert (empty.graphs(), empty.count(G1)) == ((G1,), 1_100)


def test_a_graph_replaced_by_nothing_is_gone(store: Store) -> None:
    store.replace_graph(G1, [])
    assert store.graphs() == (G2,)


def test_rows_are_typed(empty: Store) -> None:
    texts = {"integer": "7", "decimal": "1.5", "boolean": "true", "date": "2025-02-08", "gYear": "2025"}
    terms = [ox.Literal(text, datatype=ox.NamedNode(XSD + name)) for name, text in texts.items()]
    empty.replace_graph(G1, [ox.Quad(thing("a"), P, term, G1) for term in terms])
    found = {value_of(row[0]) for row in empty.select("SELECT ?o { ?s ?p ?o }")}
    assert found == {7, Decimal("1.5"), True, dt.date(2025, 2, 8), "2025"}


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib's own, in its own queries
def test_rdflib_and_pandas_get_the_same(store: Store) -> None:
    dataset = store.to_rdflib()
    assert sorted(int(row.o) for row in dataset.query("SELECT ?o { ?s ?p ?o }")) == [1, 2, 3]  # type: ignore[union-attr]
    frame = store.select("SELECT ?o ?none { ?s ?p ?o } ORDER BY ?o").to_pandas()
    assert list(frame.columns) == ["o", "none"]
    assert frame["o"].tolist() == [1, 2, 3]


def test_many_graphs_are_listed_and_counted(empty: Store, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    # Servers without a bulk path take graph after graph.
    number = MANY.get(request.node.callspec.params["empty"], 2_000)
    names = [thing(f"many/{n:05}") for n in range(number)]
    ox.serialize((quad("s", n, name) for n, name in enumerate(names)), str(tmp_path / "m.nq"), ox.RdfFormat.N_QUADS)
    load_all(empty, tmp_path / "m.nq")
    assert empty.graphs() == tuple(names)
    assert empty.count() == number


def load_all(store: Store, file: Path) -> None:
    """Loads a file by the way that the command takes."""
    if not isinstance(store, RemoteStore):
        store.load(file)
        return
    with planned([file]) as plan, opened_manifest(file.with_suffix(".jsonl"), "http://x.test") as manifest:
        load_plan(steps(plan, store, mode=Mode.REPLACE), store, manifest)


def test_the_named_queries_give_the_same_rows_everywhere(empty: Store) -> None:
    local = memory_store([SAMPLE])
    for store in (empty, local):
        store.load(SAMPLE)
        add_ontology(store, load_ontology().files)
    needed = {"evidence": {"node": "claim/denial"}, "events-near": {"lat": "-1.6", "long": "29.1"}}
    queries = load_queries(data_folder("queries"))
    bound = {name: bind(query, needed.get(name, {})) for name, query in queries.items()}
    wrong = [
        name
        for name, query in queries.items()
        if [*empty.select(query.text, bound[name])] != [*local.select(query.text, bound[name])]
    ]
    assert wrong == []


def test_all_names_of_stores_can_be_imported_and_pythons_own_open_stays() -> None:
    names: dict[str, object] = {}
    exec("from kg.stores import *", names)
    assert "open" not in names
    assert names["open_location"] is kg.stores.open


def test_what_a_closed_store_holds_is_there_when_opened_again(tmp_path: Path) -> None:
    first = create_store(tmp_path / "s")
    first.replace_graphs([Graph(G1, quads=[quad("a", 1)])])
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


def test_a_store_that_changes_while_it_is_opened_is_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_store(tmp_path / "s").close()
    faults = ["No such file or directory: s/000012.sst"] * 2

    def read_only(path: str) -> ox.Store:
        if faults:
            raise RuntimeError(faults.pop())
        return ox.Store.read_only(path)

    changing = SimpleNamespace(**{**vars(ox), "Store": SimpleNamespace(read_only=read_only)})
    monkeypatch.setattr("kg.stores.oxigraph.ox", changing)
    assert open_store(tmp_path / "s").count() == 0
    assert not faults


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


def test_a_folder_where_nothing_can_be_written_is_told() -> None:
    with pytest.raises(StoreError, match="/proc/none cannot be opened"):
        create_store(Path("/proc/none"))


@pytest.mark.skipif("virtuoso" not in STORES, reason="the other servers of the tests ask nobody for a password")
def test_a_wrong_password_is_told(servers: Servers, monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint, access = location(servers["virtuoso"], "virtuoso")
    monkeypatch.setenv("KG_PASSWORD", "wrong")
    with pytest.raises(StoreError, match=r"refuses these credentials.*401"):
        kg.stores.open(endpoint, access=access).count()


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "g.nq").write_text("<a:s> oops")
    with pytest.raises(GraphError, match="line 1"):
        memory_store([tmp_path / "g.nq"])
