"""Graphs to a server, each whole or not at all, only those that it lacks, and counted when they are there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graphs import sorted_lines
from kg.rdf import GRAPH
from kg.resources import data_folder
from kg.stores.manifest import Manifest
from kg.stores.planning import Plan, Planned, lines_plan
from kg.stores.protocol import Store
from kg.stores.remote import RemoteStore

# Quads in one bulk request: large enough for the server's fastest way, and well below the million up to which that is
# whole or nothing; measured, requests of this size take less time together than fewer large ones.
BULK = 200_000
# From how many quads on the fast way is faster: it writes files of its own, each of which is merged later.
FAST_FROM = 100_000
NAMED_IN_ERRORS = 5


class State(StrEnum):
    """How a graph stands at the server."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Step:
    """A graph, with all that it shall hold, and how it stands at the server before."""

    state: State
    graph: Planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load came to, in graphs, and the quads that they have."""

    new: int = 0
    changed: int = 0
    same: int = 0
    quads: int = 0


class Mode(StrEnum):
    """What becomes of what a graph holds at the server already.

    REPLACE: it goes; in the graph of reference entities, which several loads share, only as far as it is about the same
    entities. ADD: it stays. MIRROR: it goes, whatever the graph.
    """

    REPLACE = "replace"
    ADD = "add"
    MIRROR = "mirror"


def steps(plan: Plan, store: RemoteStore, *, mode: Mode, manifest: Manifest | None = None) -> Iterator[Step]:
    """How each graph stands at the server, looked up as they are asked for."""
    before = store.counts(plan)
    for graph in plan.values():
        there = before.get(graph.graph, 0)
        shared = mode is Mode.REPLACE and graph.graph.value.endswith(GRAPH)
        if there == 0:
            yield Step(State.NEW, graph)
        elif mode is Mode.ADD or shared:
            yield _merged(graph, _lines_there(store, graph.graph), add=mode is Mode.ADD)
        elif manifest is not None and manifest.has_taken(graph) and there == graph.quads:
            yield Step(State.SAME, graph)
        else:
            same = there == graph.quads and _lines_there(store, graph.graph) == graph.read().splitlines()
            yield Step(State.SAME if same else State.CHANGED, graph)


def article_graphs(store: Store) -> tuple[ox.NamedNode, ...]:
    """The graphs of articles, in order."""
    query = (data_folder("queries") / "stores" / "articles.rq").read_text(encoding="utf-8")
    return tuple(graph for (graph,) in store.select(query) if isinstance(graph, ox.NamedNode))


def load_plan(todo: Iterable[Step], store: RemoteStore, manifest: Manifest) -> Loaded:
    """Brings the graphs over and counts them there. Raises StoreError, which names the graph, for one that differs."""
    expected: dict[ox.NamedNode, int] = {}
    counts = dict.fromkeys(State, 0)

    def noted(found: Iterable[Step]) -> Iterator[Step]:
        for step in found:
            expected[step.graph.graph] = step.graph.quads
            counts[step.state] += 1
            if step.state is not State.SAME:
                yield step

    for batch in _batches(noted(todo), bulk=store.service.bulk is not None):
        graphs = [step.graph for step in batch]
        manifest.sending(graphs)
        _send(batch, store)
        manifest.acknowledged(graphs)
    check_counts(expected, store)
    return Loaded(**{state.value: count for state, count in counts.items()}, quads=sum(expected.values()))


def check_counts(expected: Mapping[ox.NamedNode, int], store: RemoteStore) -> None:
    """Raises StoreError, which names the graphs, where the server counts other than expected."""
    there = store.counts(expected)
    wrong = {graph: count for graph, count in expected.items() if there.get(graph, 0) != count}
    if wrong:
        named = "; ".join(
            f"{graph.value} has {there.get(graph, 0):,} quads there instead of {count:,}"
            for graph, count in islice(wrong.items(), NAMED_IN_ERRORS)
        )
        more = f"; and {len(wrong) - NAMED_IN_ERRORS:,} more" if len(wrong) > NAMED_IN_ERRORS else ""
        raise StoreError(f"the server does not hold what was sent: {named}{more}")


def _merged(graph: Planned, there: list[bytes], *, add: bool) -> Step:
    new = graph.read().splitlines()
    subjects = set() if add else {_subject(line) for line in new}
    merged = sorted({*new, *(line for line in there if _subject(line) not in subjects)})
    return Step(State.SAME if merged == there else State.CHANGED, lines_plan(graph.graph, lambda: merged))


def _subject(line: bytes) -> bytes:
    return line.partition(b" ")[0]


def _lines_there(store: RemoteStore, graph: ox.NamedNode) -> list[bytes]:
    return sorted_lines(store.match(graph=graph))


def _batches(todo: Iterable[Step], *, bulk: bool) -> Iterator[list[Step]]:
    """New graphs together where the server has a bulk path; any other alone, because it takes the place of one."""
    waiting: list[Step] = []
    size = 0
    for step in todo:
        if not bulk or step.state is State.CHANGED:
            yield [step]
            continue
        if waiting and size + step.graph.quads > BULK:
            yield waiting
            waiting, size = [], 0
        waiting.append(step)
        size += step.graph.quads
    if waiting:
        yield waiting


def _send(batch: list[Step], store: RemoteStore) -> None:
    if batch[0].state is State.NEW and store.service.bulk is not None:
        quads = sum(step.graph.quads for step in batch)
        store.sender.add(b"".join(step.graph.read() for step in batch), fast=quads >= FAST_FROM)
        return
    for step in batch:
        store.sender.put(step.graph.graph, _triples(step.graph))


def _triples(graph: Planned) -> list[bytes]:
    """The graph's lines without its name."""
    ending = len(f" <{graph.graph.value}> .\n".encode())
    return [line[:-ending] + b" .\n" for line in graph.read().splitlines(keepends=True)]
