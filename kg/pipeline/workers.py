"""Reading in several processes: each loads its own model, takes a few documents at a time, and sends small records back.

A thread here stands for each process there: it hands documents over and waits for the articles. A process that dies of
a document is replaced; its other documents are read by the next one, each by itself, and the one that kills is refused.
"""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import Full, Queue
from typing import Any, Protocol

from kg.documents import Document, Reject, batches
from kg.errors import KgError, RunError
from kg.pipeline.articles import Article, Numbered, Read, Result
from kg.pipeline.recipe import spare_collector

PATIENCE = 900.0
"""Seconds for one document, or for loading a model: the longest document takes a tenth of it on a slow machine."""

TICK = 0.5
"""Seconds after which a thread that waits looks whether the run is over."""


class MakesReader(Protocol):
    """What can be sent to another process, and makes a reader there."""

    def reader(self) -> Read:
        """The reader, with all that it has to load."""


def read_by_workers(recipe: MakesReader, count: int) -> Read:
    """What reads documents in `count` processes; articles come as they are done."""

    def read(numbered: Iterable[Numbered]) -> Iterator[Result]:
        with standing_workers(recipe, count) as read_all:
            yield from read_all(numbered)

    return read


@contextmanager
def standing_workers(recipe: MakesReader, count: int) -> Iterator[Read]:
    """What reads documents in `count` processes, which stay from one reading to the next with all that they have loaded.

    A reading that is not read to its end ends them.
    """
    over = threading.Event()
    workers = [Worker(recipe, over) for _ in range(count)]

    def read(numbered: Iterable[Numbered]) -> Iterator[Result]:
        crew = _Crew(workers=workers, over=over, batches=batches(numbered, text=lambda pair: pair[1].text))
        try:
            yield from crew.results()
        except BaseException:
            over.set()
            raise
        finally:
            crew.join()

    try:
        yield read
    finally:
        over.set()
        for worker in workers:
            worker.end()


@dataclass(slots=True, kw_only=True)
class _Crew:
    """The threads of one run, and what they share: the documents to come and the articles that are done."""

    workers: Sequence["Worker"]
    over: threading.Event
    batches: Iterator[Sequence[Numbered]]
    turn: threading.Lock = field(default_factory=threading.Lock)
    # Bounded: processes wait where articles are not written as fast as they are read.
    done: "Queue[Result | BaseException | None]" = field(default_factory=lambda: Queue(maxsize=32))
    threads: list[threading.Thread] = field(default_factory=list)

    def results(self) -> Iterator[Result]:
        """The articles and rejects, as they come. Raises what a thread could not go on after."""
        self.threads += [threading.Thread(target=self._work, args=(one,), daemon=True) for one in self.workers]
        for thread in self.threads:
            thread.start()
        working = len(self.threads)
        while working:
            item = self.done.get()
            if item is None:
                working -= 1
            elif isinstance(item, BaseException):
                raise item
            else:
                yield item

    def join(self) -> None:
        """Waits for the threads, which end when there is nothing more to read, or the run is over."""
        for thread in self.threads:
            thread.join()

    def _work(self, worker: "Worker") -> None:
        try:
            while not self.over.is_set() and (batch := self._next()):
                for result in _read_all(worker, batch):
                    self._put(result)
            self._put(None)
        except BaseException as error:  # noqa: BLE001  (raised again where the results are read)
            self._put(error)

    def _next(self) -> Sequence[Numbered]:
        with self.turn:
            return next(self.batches, ())

    def _put(self, item: Result | BaseException | None) -> None:
        while not self.over.is_set():
            with suppress(Full):
                self.done.put(item, timeout=TICK)
                return


def _read_all(worker: "Worker", batch: Sequence[Numbered]) -> Iterator[Result]:
    """The results of a batch; where the process dies of it, of the rest one by one."""
    numbers = [number for number, _ in batch]
    read = 0
    try:
        for result in worker.read([document for _, document in batch]):
            yield numbers[read], result
            read += 1
    except WorkerDiedError:
        for number, document in batch[read:]:
            yield number, _read_alone(worker, document)


def _read_alone(worker: "Worker", document: Document) -> Article | Reject:
    try:
        return next(worker.read([document]))
    except WorkerDiedError as error:
        return Reject(id=document.id, reason=str(error))


class WorkerDiedError(Exception):
    """The process has ended, or did not answer in time, while it read."""


class RunOverError(Exception):
    """Nobody wants the articles any more."""


class Worker:
    """A process that reads documents; started when there are some, and again when it has died."""

    def __init__(self, recipe: MakesReader, over: threading.Event) -> None:
        self.recipe = recipe
        self.over = over
        self.process: Any = None
        self.connection: Connection[Any, Any] | None = None

    def read(self, documents: Sequence[Document]) -> Iterator[Article | Reject]:
        """What becomes of each document, in order. Raises WorkerDiedError when the process dies of one."""
        connection = self.connection or self._start()
        self._tell(connection, documents)
        for _ in documents:
            yield self._answer(connection)

    def _start(self) -> "Connection[Any, Any]":
        # Spawned, not forked: a copy of a process with threads, a store or a lock open may hang.
        context = get_context("spawn")
        here, there = context.Pipe()
        self.process = context.Process(target=serve, args=(self.recipe, there), daemon=True)
        self.process.start()
        there.close()
        self.connection = here
        try:
            fault = self._answer(here)
        except WorkerDiedError as error:
            raise RunError(f"no process can be started to read in: {error}") from error
        if fault is not None:
            raise fault
        return here

    def _tell(self, connection: "Connection[Any, Any]", documents: Sequence[Document]) -> None:
        try:
            connection.send(documents)
        except OSError as error:
            raise WorkerDiedError(self._epitaph()) from error

    def _answer(self, connection: "Connection[Any, Any]") -> Any:
        try:
            for _ in range(int(PATIENCE / TICK)):
                if connection.poll(TICK):
                    return connection.recv()
                if self.over.is_set():
                    raise RunOverError
        except (EOFError, OSError) as error:
            raise WorkerDiedError(self._epitaph()) from error
        self.end()
        raise WorkerDiedError(f"no end of reading it after {PATIENCE:,.0f} seconds")

    def _epitaph(self) -> str:
        """How the process died; the next one can be started then."""
        process = self.process
        self.end()
        code = process.exitcode
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
        return f"the process that read it {how}"

    def end(self) -> None:
        """Ends the process, if it is there."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None
        if self.process is not None:
            self.process.join(TICK)
            self.process.kill()
            self.process.join()
            self.process = None


def serve(recipe: MakesReader, connection: "Connection[Any, Any]") -> None:
    """Reads what comes, until nothing can come any more: the life of a worker process."""
    # Ctrl-C reaches all processes of a terminal; when to stop is for the first one to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The first process may be gone by now, at any of these steps: then nobody wants to hear of it.
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            read = recipe.reader()
        except KgError as error:
            connection.send(error)
            return
        spare_collector()
        connection.send(None)
        while True:
            _serve_batch(read, connection.recv(), connection.send)


def _serve_batch(read: Read, documents: Sequence[Document], send: Callable[[object], None]) -> None:
    for _, result in read(enumerate(documents)):
        send(result)
