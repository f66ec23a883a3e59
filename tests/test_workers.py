"""Reading in several processes."""

import multiprocessing
from collections.abc import Iterable, Iterator

import pytest

from kg.documents import Document, Reject
from kg.errors import InputError, KgError, OntologyError, RunError
from kg.pipeline import Article, Read, Sink, Summary, build, read_by_workers, standing_workers
from kg.stores import StoreWriter, memory_store
from tests.builders import a_document
from tests.readers import NoRecipe, RecipeByHand, context_by_hand


def run(read: Read, records: Iterable[Document | Reject]) -> tuple[Summary, list[Reject], set[str]]:
    store = memory_store()
    rejects: list[Reject] = []
    writer = StoreWriter(store)
    summary = build(records, read=read, context=context_by_hand(), sink=Sink(graphs=writer, reject=rejects.append))
    writer.flush()
    return summary, rejects, {str(quad) for quad in store.match()}


def documents(*ids: str) -> list[Document]:
    return [a_document(id_) for id_ in ids]


MANY = tuple(f"a-{n}" for n in range(300))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_number_of_processes_changes_no_quad(count: int) -> None:
    alone = run(RecipeByHand().reader(), documents(*MANY))
    assert run(read_by_workers(RecipeByHand(), count), documents(*MANY)) == alone


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("kill", "the process that read it was killed by SIGKILL"),
        ("leave", "the process that read it ended with exit code 3"),
        ("bad", "too bad"),
    ],
)
def test_a_document_that_a_process_dies_of_is_refused_alone(bad: str, reason: str) -> None:
    read = read_by_workers(RecipeByHand(), 2)
    summary, rejects, _ = run(read, documents(*MANY[:40], bad, *MANY[40:80]))
    assert summary.articles == 80
    assert rejects == [Reject(id=bad, reason=reason)]


def test_each_article_comes_back_with_its_own_number() -> None:
    read = read_by_workers(RecipeByHand(), 2)
    results = dict(read(enumerate(documents("slow", "a", "kill", *MANY))))
    assert sorted(results) == list(range(len(MANY) + 3))
    article, refused = results[1], results[2]
    assert isinstance(article, Article)
    assert b'"a"' in article.graph.lines
    assert isinstance(refused, Reject)


def test_a_model_that_cannot_be_loaded_is_told_as_it_is_in_one_process() -> None:
    with pytest.raises(OntologyError, match="no such model"):
        run(read_by_workers(NoRecipe(), 2), documents("a"))


def test_processes_that_die_before_they_read_end_the_run() -> None:
    with pytest.raises(RunError, match=r"no process can be started to read in: .* SIGKILL"):
        run(read_by_workers(NoRecipe(dies=True), 2), documents("a"))


def test_what_goes_wrong_in_the_source_is_raised() -> None:
    def broken() -> Iterator[Document]:
        yield from documents(*MANY[:70])
        raise InputError("the disk is gone")

    with pytest.raises(KgError, match="the disk is gone"):
        run(read_by_workers(RecipeByHand(), 2), broken())


def test_what_is_not_wanted_any_more_is_not_read() -> None:
    results = read_by_workers(RecipeByHand(), 2)(enumerate(documents(*(f"slow-{n}" for n in range(3000)))))
    next(results)
    results.close()  # type: ignore[attr-defined]


def test_a_process_stays_from_one_reading_to_the_next_until_it_dies() -> None:
    with standing_workers(RecipeByHand(), 1) as read:
        seen = []
        for last in ("a", "b", "kill", "c"):
            results = dict(read(enumerate(documents(*MANY[:40], last))))
            assert [isinstance(results[n], Reject) for n in range(41)] == [False] * 40 + [last == "kill"]
            seen.append({process.pid for process in multiprocessing.active_children()})
        assert seen[0] == seen[1]
        assert len(seen[0]) == 1
        assert seen[0] != seen[3]
    assert not multiprocessing.active_children()


def test_no_document_starts_no_process() -> None:
    assert run(read_by_workers(NoRecipe(dies=True), 2), [])[0] == Summary()
