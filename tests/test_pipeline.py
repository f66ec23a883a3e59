"""Documents → graphs."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from kg.documents import Document, Reject
from kg.facts import Facts
from kg.ontology import load_ontology
from kg.pipeline import Context, Extract, Sink, Summary, build, read_here
from kg.rdf import Terms
from kg.stores import StoreWriter, memory_store
from tests.builders import VERSIONS, SmallGazetteer, a_document, an_event, extract_by_hand, some_facts

CONTEXT = Context(terms=Terms(load_ontology()), referents=SmallGazetteer(), versions=VERSIONS)


def run(*records: Document | Reject, extract: Extract = extract_by_hand) -> tuple[Summary, list[Reject], set[str]]:
    store = memory_store()
    rejects: list[Reject] = []
    writer = StoreWriter(store)
    sink = Sink(graphs=writer, reject=rejects.append)
    summary = build(records, read=read_here(extract, CONTEXT), context=CONTEXT, sink=sink)
    writer.flush()
    assert summary.quads == store.count()
    return summary, rejects, {str(quad) for quad in store.match()}


def test_a_run_counts_what_it_writes() -> None:
    summary, _, _ = run(a_document("a"), a_document("b"))
    assert (summary.articles, summary.events, summary.claims, summary.rejects) == (2, 2, 4, 0)


def test_what_cannot_be_read_ends_nothing() -> None:
    unread = Reject(id="c.txt", reason="not text")
    summary, rejects, _ = run(unread, a_document("bad"), a_document("a"))
    assert (summary.articles, summary.rejects) == (1, 2)
    assert [reject.id for reject in rejects] == ["c.txt", "bad"]


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        (replace(some_facts("odd"), events=(an_event(type="Picnic"),)), "no term 'Picnic'"),
        (replace(some_facts("odd"), entities=(replace(some_facts().entities[2], id="place/x"),)), "place/x"),
    ],
    ids=["a class that the ontology lacks", "a key that the gazetteer lacks"],
)
def test_facts_that_make_no_graph_are_refused(odd: Facts, reason: str) -> None:
    def extract(documents: Iterable[Document]) -> Iterator[Facts]:
        for document in documents:
            yield odd if document.id == "odd" else some_facts(document.id)

    summary, rejects, _ = run(a_document("odd"), a_document("a"), extract=extract)
    assert summary.articles == 1
    assert reason in rejects[0].reason


def test_the_order_of_documents_changes_no_quad() -> None:
    assert run(a_document("a"), a_document("b"))[2] == run(a_document("b"), a_document("a"))[2]


def test_the_publisher_is_described_too() -> None:
    def extract(documents: Iterable[Document]) -> Iterator[Facts]:
        yield from (Facts(document=document) for document in documents)

    _, _, quads = run(a_document(publisher="The Agency"), extract=extract)
    assert any("actor/agency" in quad and "rdf-schema#label" in quad and "The Agency" in quad for quad in quads)


def test_nothing_in_is_nothing_out() -> None:
    assert run() == (Summary(), [], set())
