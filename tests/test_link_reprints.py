"""Linking finds which articles of a store print the text of another again, and forgets it with the article."""

import datetime as dt

import pyoxigraph as ox
import pytest

from kg.documents import Document
from kg.extract import Extractor
from kg.ids import mint
from kg.namespaces import BASE
from kg.queries import bind, load_queries, run
from kg.resources import data_folder
from kg.stores import OxigraphStore, Rows, add_ontology, memory_store
from kg.stores.loosening import loosen
from tests.inputs import PARAGRAPHS
from tests.linked import grounds, linked, names, values, written

STORY = "\n".join(PARAGRAPHS)
OTHER = "Rebels in the north of Chad said on Tuesday that they had released eleven soldiers, whom they took in March."


def article(id_: str, text: str, day: int, **more: str) -> Document:
    return Document(id=id_, text=text, published=dt.date(2025, 4, day), **more)


def reprints(store: OxigraphStore) -> set[tuple[str, str]]:
    known = names(store)
    return {(known[one], known[other]) for one, other in values(store, "reprintOf")}


@pytest.fixture
def store(extractor: Extractor) -> OxigraphStore:
    documents = (
        article("late", f"Our correspondent has this.\n{STORY}", 9),
        article("first", STORY, 8),
        article("other", OTHER, 8),
        article("copy", STORY, 10, reprint_of="first"),
    )
    store = memory_store()
    written(store, documents, extractor)
    linked(store, extractor)
    return store


def test_a_reprint_leads_to_the_earliest_article_that_it_is_like(store: OxigraphStore) -> None:
    assert reprints(store) == {("late", "first"), ("copy", "first")}


def test_a_reprint_that_comes_later_is_found_and_an_earlier_one_becomes_the_original(
    store: OxigraphStore, extractor: Extractor
) -> None:
    written(store, [article("earlier", f"{STORY}\nReporting by A. Writer.", 7)], extractor)
    assert linked(store, extractor).reprints == 2
    assert reprints(store) == {("late", "earlier"), ("first", "earlier"), ("copy", "first")}


def test_a_retracted_article_has_no_reprints(store: OxigraphStore, extractor: Extractor) -> None:
    graph = ox.NamedNode(BASE + mint("article", "first"))
    loosen(store, [graph])
    store.drop_graph(graph)
    assert BASE + mint("article", "late") not in dict(values(store, "reprintOf"))
    assert linked(store, extractor).reprints == 0


RAID = (
    "Mali's army said that JNIM attacked a convoy in the town of Douentza on Monday and killed six people, among them a driver.\n"
    "The army accused the jihadist group of attacking the convoy in Douentza with mortars and machine guns at dawn."
)
DENIAL = (
    "JNIM denied that its fighters had attacked a convoy in the town of Douentza on Monday, and blamed bandits for it."
)


@pytest.fixture(scope="module")
def told(extractor: Extractor) -> tuple[OxigraphStore, OxigraphStore]:
    """A store of two reports that contradict each other, and one in which twenty papers print the first again."""
    two = [article("raid", RAID, 8, publisher="Wire"), article("denial", DENIAL, 8, publisher="Sahel Post")]
    again = [article(f"print-{n}", RAID, 8 + n // 10, publisher=f"Paper {n}") for n in range(20)]
    stores = memory_store(), memory_store()
    for store, documents in zip(stores, (two, [*again, *two]), strict=True):
        written(store, documents, extractor)
        linked(store, extractor)
        add_ontology(store, extractor.knowledge.ontology.files)
    return stores


def rows(store: OxigraphStore, name: str) -> list[dict[str, str | None]]:
    """What a named query finds."""
    query = load_queries(data_folder("queries"))[name]
    found = run(query, store, bind(query, {}))
    assert isinstance(found, Rows)
    values = ([None if term is None else term.value for term in row] for row in found)
    return [dict(zip(found.variables, row, strict=True)) for row in values]


@pytest.mark.parametrize("name", ["contested", "responsibility", "incidents"])
def test_twenty_reprints_are_no_twenty_witnesses(told: tuple[OxigraphStore, OxigraphStore], name: str) -> None:
    one, many = (rows(store, name) for store in told)
    assert len(one) == len(many) > 0


def test_reprints_are_counted_with_what_they_print(told: tuple[OxigraphStore, OxigraphStore]) -> None:
    found = {(row["sources"], row["reprints"]) for row in rows(told[1], "incidents")}
    assert found == {("2", "20"), ("2", "0")}


def test_claims_of_reprints_contradict_nothing_once_more(told: tuple[OxigraphStore, OxigraphStore]) -> None:
    one, many = (grounds(store) for store in told)
    assert one == many != []
