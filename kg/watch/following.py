"""A watch opened over a store, and look after look until it is to stop."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.ontology import Ontology
from kg.pipeline import Context, Read
from kg.sources.settings import Settings
from kg.stores import create_store
from kg.watch.database import Database
from kg.watch.index import Index
from kg.watch.ledger import Ledger
from kg.watch.looking import Looker
from kg.watch.rounds import Round, Watch
from kg.watch.scanning import Source
from kg.watch.settling import Settling
from kg.watch.waiting import Wait
from kg.watch.writing import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is watched, and how: seconds that a file must have stayed as it is; whether what deleted files said is kept.

    `reader` is a digest of all that an article's graph comes from besides its source: what had another is read again.
    """

    sources: tuple[Source, ...]
    settings: Settings
    reader: str
    settle: float = 2.0
    keep: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What reads documents and turns them into quads; what takes the rejects; what says that it is time to stop."""

    read: Read
    context: Context
    ontology: Ontology
    refused: Callable[[Iterable[str]], None]
    stopped: Callable[[], bool] = lambda: False


@contextmanager
def open_watch(store: Path, plan: Plan, means: Means) -> Iterator[Watch]:
    """A watch over a store, which is made where there is none. Raises RunError while another one is over it."""
    create_store(store).close()
    with closing(Database(store)) as database:
        index, ledger = Index(database), Ledger(database)
        if ledger.use_reader(plan.reader):
            plan.settings.note("all is read again: words, model, options or version have changed")
        looker = Looker(
            sources=plan.sources,
            index=index,
            settings=plan.settings,
            settling=Settling(seconds=plan.settle),
            keep=plan.keep,
            stopped=means.stopped,
        )
        shelf = Shelf(
            folder=store,
            context=means.context,
            ontology=means.ontology,
            note=plan.settings.note,
            stopped=means.stopped,
        )
        yield Watch(
            looker=looker,
            index=index,
            ledger=ledger,
            read=means.read,
            shelf=shelf,
            refused=means.refused,
            stopped=means.stopped,
            known_rejects=frozenset(ledger.rejects()),
        )


def follow(watch: Watch, *, wait: Wait, interval: float) -> Iterator[Round]:
    """What each look came to that found something, until it is time to stop."""
    while not watch.stopped():
        yield from _all_there_is(watch)
        settling = watch.looker.settling
        wait(min(interval, settling.seconds) if settling.waits else interval)


def take_once(watch: Watch, *, wait: Wait) -> Iterator[Round]:
    """The same of what is there now; what is being written is waited for once."""
    yield from _all_there_is(watch)
    settling = watch.looker.settling
    if settling.waits and not watch.stopped():
        wait(settling.seconds)
        yield from _all_there_is(watch)


def _all_there_is(watch: Watch) -> Iterator[Round]:
    more = True
    while more and not watch.stopped():
        found = watch.take()
        more = found.more
        if not found.is_empty:
            yield found
