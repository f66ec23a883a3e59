"""Oxigraph, in memory or in a folder."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from kg.errors import QueryError, StoreBusyError, StoreError
from kg.files import read_quads
from kg.graphs import Graph
from kg.rdf import PREFIXES
from kg.stores.binding import fill_slots, keywords, refuse_leaving, undeclared
from kg.stores.exchange import dataset
from kg.stores.forms import Found, query_fault
from kg.stores.planning import load_files
from kg.stores.protocol import NOTHING, Bindings, Dataset, Rows, Term
from kg.stores.updating import exchange_text

if TYPE_CHECKING:
    import rdflib

# Quads that are kept in memory to be added: more are written to files at once.
FEW = 20_000
Item = TypeVar("Item")
# Seconds between attempts to open a store that somebody writes to.
PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4)
Answer = TypeVar("Answer", ox.QuerySolutions, ox.QueryTriples, ox.QueryBoolean)


class OxigraphStore:
    """Oxigraph in this process, in memory or on disk. Made by `open_store`, `create_store` and `memory_store`."""

    def __init__(self, store: ox.Store) -> None:
        self._store: ox.Store | None = store

    @property
    def _open(self) -> ox.Store:
        if self._store is None:
            raise StoreError("the store has been closed")
        return self._store

    def select(self, query: str, bindings: Bindings = NOTHING) -> Rows:
        """The rows that a SELECT finds."""
        found = self._answer(query, bindings, ox.QuerySolutions, "SELECT")
        names = tuple(variable.value for variable in found.variables)
        return Rows(names, (tuple(solution[name] for name in names) for solution in _checked(found)))

    def construct(self, query: str, bindings: Bindings = NOTHING) -> Iterator[ox.Triple]:
        """The triples that a CONSTRUCT or DESCRIBE makes."""
        return _checked(self._answer(query, bindings, ox.QueryTriples, "CONSTRUCT or DESCRIBE"))

    def ask(self, query: str, bindings: Bindings = NOTHING) -> bool:
        """Whether an ASK finds anything."""
        return bool(self._answer(query, bindings, ox.QueryBoolean, "ASK"))

    def _answer(self, query: str, bindings: Bindings, kind: type[Answer], form: str) -> Answer:
        text, rest = fill_slots(query, bindings)
        found = self.query(text, bindings=rest)
        if not isinstance(found, kind):
            raise QueryError(f"a {form} query is wanted here")
        return found

    def query(self, text: str, *, dataset: Dataset | None = None, bindings: Bindings = NOTHING) -> Found:
        """What Oxigraph itself answers, whichever form the query has; a dataset takes the place of the query's own."""
        refuse_leaving(text, "SERVICE")
        try:
            return self._open.query(
                text,
                prefixes=PREFIXES,
                use_default_graph_as_union=dataset is None and "FROM" not in keywords(text),
                default_graph=None if dataset is None else list(dataset.default),
                named_graphs=None if dataset is None else list(dataset.named),
                substitutions={ox.Variable(name): term for name, term in bindings.items()} or None,
            )
        except SyntaxError as error:
            unknown = "".join(f"; no prefix {prefix}: is declared" for prefix in undeclared(text))
            raise QueryError(f"{query_fault(error)}{unknown}") from error
        except (ValueError, RuntimeError, OSError) as error:
            raise QueryError(query_fault(error)) from error

    def update(self, text: str) -> None:
        """Runs a SPARQL Update; one that would fetch from elsewhere (LOAD, SERVICE) is refused."""
        refuse_leaving(text, "SERVICE", "LOAD")
        with _translated("cannot write"):
            try:
                self._open.update(text, prefixes=PREFIXES)
            except (SyntaxError, ValueError, RuntimeError) as error:
                raise QueryError(query_fault(error)) from error

    def match(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        object_: Term | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads with these terms, None standing for any."""
        return self._open.quads_for_pattern(subject, predicate, object_, graph)

    def load(self, *files: Path) -> int:
        """Takes each graph of some files for the whole of that graph; says how many quads these have."""
        return load_files(self, files)

    def replace_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Takes the quads for the whole of a graph."""
        self.replace_graphs([Graph(graph, quads=quads)])

    def replace_graphs(self, graphs: Iterable[Graph]) -> None:
        """Takes graphs, none of them twice, for the whole of what has their names."""
        # Most of a run that is done again changes nothing, and dropping a graph is what takes longest.
        changed = [graph for graph in graphs if self._differs(graph)]
        texts = [graph.lines for graph in changed if _is_loaded_as_text(graph)]
        quads = [graph.quads for graph in changed if not _is_loaded_as_text(graph)]
        with _translated("cannot write"):
            for graph in changed:
                self._open.remove_graph(graph.name)
            # Lenient: the lines are our own, and to check every IRI again takes a seventh of the time.
            self._open.bulk_load(input=b"".join(texts), format=ox.RdfFormat.N_QUADS, lenient=True)
            self._open.bulk_extend(chain.from_iterable(quads))

    def _differs(self, graph: Graph) -> bool:
        there = set(self.match(graph=graph.name))
        return len(there) != len(graph) or (bool(there) and there != set(graph.quads))

    def merge_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> int:
        """Takes the quads for all that a graph says of their subjects; says how many distinct ones there are."""
        new = set(quads)
        subjects = {quad.subject for quad in new if isinstance(quad.subject, ox.NamedNode)}
        old = {quad for subject in subjects for quad in self.match(subject, graph=graph)}
        # Whoever reads meanwhile finds all that stays.
        self.add_quads(new - old)
        self.drop_quads(old - new)
        return len(new)

    def add_quads(self, quads: Iterable[ox.Quad]) -> None:
        """Adds quads to their graphs, all of them or none."""
        with _translated("cannot write"):
            self._open.extend(quads)

    def drop_quads(self, quads: Iterable[ox.Quad]) -> None:
        """Drops quads, as far as they are there."""
        with _translated("cannot write"):
            for quad in quads:
                self._open.remove(quad)

    def exchange_quads(self, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Drops quads, as far as they are there, and adds others: both or neither.

        What is only added need not fit in memory; of more than a million quads each million appears at once.
        """
        dropped, new = list(gone), iter(new)
        few = list(islice(new, FEW))
        if dropped:
            self.update(exchange_text(dropped, chain(few, new)))
            return
        with _translated("cannot write"):
            add = self._open.extend if len(few) < FEW else self._open.bulk_extend
            add(chain(few, new))

    def drop_subjects(self, graph: ox.NamedNode, subjects: Iterable[ox.NamedNode]) -> None:
        """Drops all that a graph says of the subjects."""
        with _translated("cannot write"):
            for subject in subjects:
                for quad in list(self.match(subject, graph=graph)):
                    self._open.remove(quad)

    def drop_graph(self, graph: ox.NamedNode) -> None:
        """Drops a graph, if it is there."""
        with _translated("cannot write"):
            self._open.remove_graph(graph)

    def graphs(self) -> tuple[ox.NamedNode, ...]:
        """The names of all graphs that hold something, in order."""
        named = (graph for graph in self._open.named_graphs() if isinstance(graph, ox.NamedNode))
        return tuple(sorted((graph for graph in named if any(True for _ in self.match(graph=graph))), key=str))

    def count(self, graph: ox.NamedNode | None = None) -> int:
        """How many quads there are in all, or in one graph."""
        return len(self._open) if graph is None else sum(1 for _ in self.match(graph=graph))

    def to_rdflib(self) -> "rdflib.Dataset":
        """A copy of all graphs for rdflib, its default graph their union."""
        return dataset(self.match())

    def flush(self) -> None:
        """Sees to it that all that was written is on disk."""
        with _translated("cannot write"):
            self._open.flush()

    def close(self) -> None:
        """Sees to it that all is on disk, and lets others write."""
        # Oxigraph gives its lock back only when the last reference goes.
        self._store = None


def open_store(folder: Path) -> OxigraphStore:
    """The store in a folder as it is now, for queries alone; nobody who writes to it is held up."""
    if not (folder / "CURRENT").is_file():
        raise StoreError(f"{folder}: there is no store" if folder.exists() else f"{folder}: no such folder")
    with _translated(f"{folder} cannot be opened"):
        for pause in PAUSES:
            with suppress(RuntimeError):
                return OxigraphStore(ox.Store.read_only(str(folder)))
            # Where somebody writes to it, a file that was there a moment ago has been merged into another.
            time.sleep(pause)
        return OxigraphStore(ox.Store.read_only(str(folder)))


def create_store(folder: Path) -> OxigraphStore:
    """The store in a folder, for reading and writing; an empty one in a folder that is new (its parents too) or empty."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "CURRENT").is_file():
        raise StoreError(f"{folder} holds other files: give a folder of its own")
    with _translated(f"{folder} cannot be opened"):
        folder.mkdir(parents=True, exist_ok=True)
        return OxigraphStore(ox.Store(str(folder)))


def memory_store(files: Iterable[Path] = ()) -> OxigraphStore:
    """A store in memory with what the files hold. Raises GraphError for broken RDF."""
    store = ox.Store()
    for file in files:
        store.bulk_extend(read_quads(file))
    return OxigraphStore(store)


def _is_loaded_as_text(graph: Graph) -> bool:
    # Oxigraph gives blank nodes that it reads new names.
    return graph.is_text and b"_:" not in graph.lines


def _checked(answers: Iterable[Item]) -> Iterator[Item]:
    """The answers; what fails while they are read is told like what fails before."""
    try:
        yield from answers
    except (RuntimeError, OSError) as error:
        raise QueryError(query_fault(error)) from error


@contextmanager
def _translated(what: str) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:
        if "lock" in str(error).lower():
            raise StoreBusyError(f"{what}: another process is writing to it") from error
        raise StoreError(f"{what}: {error}") from error
