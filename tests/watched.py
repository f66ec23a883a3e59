"""A folder that is watched, and the store that a build of it from scratch makes."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg.documents import Document, Reject
from kg.extract import Extractor
from kg.facts import Facts
from kg.links import link_store
from kg.ontology import Ontology, load_ontology
from kg.pipeline import Context, Read, Sink, build, read_here
from kg.rdf import Terms
from kg.sources import read_documents
from kg.sources.settings import Settings
from kg.stores import StoreWriter, add_ontology, memory_store, open_store, prune
from kg.watch import Means, Plan, Watch, find_sources, open_watch
from kg.watch.entries import reject_line
from tests.builders import extract_by_hand
from tests.readers import context_by_hand

Content = tuple[set[str], set[str]]
"""The quads of a store, and the rejects as lines of JSON."""


@dataclass(slots=True, kw_only=True)
class Watched:
    """A folder with a watch over it that can be opened again and again."""

    folder: Path
    store: Path
    read: Read
    context: Context
    ontology: Ontology
    notes: list[str] = field(default_factory=list)
    lines: tuple[str, ...] = ()
    stopped: Callable[[], bool] = lambda: False
    told: Callable[[str], object] = lambda _: None

    @contextmanager
    def opened(self, *sources: str, keep: bool = False, reader: str = "a reader") -> Iterator[Watch]:
        """The watch, for which every file has settled."""
        settings = Settings(note=self._note)
        found = find_sources(sources or [str(self.folder)])
        plan = Plan(sources=found, settings=settings, reader=reader, settle=0.0, keep=keep)
        means = Means(
            read=self.read,
            context=self.context,
            ontology=self.ontology,
            refused=self._refuse,
            stopped=lambda: self.stopped(),  # noqa: PLW0108 - a test may set another one meanwhile
        )
        with open_watch(self.store, plan, means) as watch:
            yield watch

    def _note(self, message: str) -> None:
        self.notes.append(message)
        self.told(message)

    def _refuse(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)

    def now(self) -> Content:
        """What the store holds, and what could not be read."""
        return {str(quad) for quad in open_store(self.store).match()}, set(self.lines)

    def afresh(self) -> Content:
        """The same as `kg build` and `kg link` make it of what is there now."""
        store, rejects = memory_store(), list[Reject]()
        writer = StoreWriter(store)
        sink = Sink(graphs=writer, reject=rejects.append)
        build(read_documents([str(self.folder)]), read=self.read, context=self.context, sink=sink)
        writer.flush()
        add_ontology(store, self.ontology.files)
        prune(store)
        link_store(store, ontology=self.ontology)
        lines = {reject_line(reject.id, reject.reason, reject.position) for reject in rejects}
        return {str(quad) for quad in store.match()}, lines


def watched(folder: Path, extractor: Extractor) -> Watched:
    """A folder "in", read as `kg build` reads it."""
    context = Context(
        terms=Terms(extractor.knowledge.ontology),
        referents=extractor.knowledge.gazetteer,
        versions=extractor.versions,
    )
    return _watched(folder, read_here(extractor, context), context, extractor.knowledge.ontology)


def watched_by_hand(folder: Path, *, pause: float = 0.0) -> Watched:
    """The same, where every article says what the facts by hand say, read slowly."""

    def extract(documents: Iterable[Document]) -> Iterator[Facts | Reject]:
        for result in extract_by_hand(documents):
            time.sleep(pause)
            yield result

    context = context_by_hand()
    return _watched(folder, read_here(extract, context), context, load_ontology())


def _watched(folder: Path, read: Read, context: Context, ontology: Ontology) -> Watched:
    (folder / "in").mkdir(exist_ok=True)
    return Watched(folder=folder / "in", store=folder / "store", read=read, context=context, ontology=ontology)
