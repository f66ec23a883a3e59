"""Linking finds which articles of a store print the text of another again, and forgets it with the article."""

import datetime as dt

import pyoxigraph as ox
import pytest

from kg.documents import Document
from kg.extract import Extractor
from kg.ids import mint
from kg.namespaces import BASE
from kg.stores import OxigraphStore, memory_store
from kg.stores.loosening import loosen
from tests.inputs import PARAGRAPHS
from tests.linked import linked, names, values, written

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
