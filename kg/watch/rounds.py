"""One look at what is watched: what is new, changed or gone is brought into the store."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.documents import Document, Reject
from kg.links import Linked
from kg.pipeline import Article, Read
from kg.watch.index import RANK, Index
from kg.watch.ledger import Done, Ledger, Unfinished
from kg.watch.looking import Looker
from kg.watch.writing import Shelf

ROUND_BYTES = 50_000_000
"""Bytes of files that are taken together: of a large archive the first articles are not to wait for the last."""
BATCH = 50_000
"""Quads that are written at once: some 20 articles."""
DROPPED = 500
"""Articles that are taken back at once."""


@dataclass(slots=True, kw_only=True)
class Round:
    """What a look came to: files read; articles new, replaced, retracted; new rejects, and rejects in all.

    `linked` is None where nothing had to be linked; `more` says that files were left for the next look.
    """

    files: int = 0
    new: int = 0
    replaced: int = 0
    retracted: int = 0
    rejected: int = 0
    rejects: int = 0
    linked: Linked | None = None
    more: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing has changed."""
        return not (self.files or self.new or self.replaced or self.retracted or self.linked)


@dataclass(slots=True, kw_only=True)
class Watch:
    """A watch over its whole life: the same parts, look after look; `refused` takes all that could not be read."""

    looker: Looker
    index: Index
    ledger: Ledger
    read: Read
    shelf: Shelf
    refused: Callable[[Iterable[str]], None]
    stopped: Callable[[], bool] = lambda: False
    known_rejects: frozenset[str] = frozenset()
    _is_done: bool = False

    def take(self) -> Round:
        """Takes what has changed by now, as far as it is not being written any more."""
        round_ = Round(rejects=len(self.known_rejects))
        self._index(round_)
        # After a look that found nothing new, there is nothing to do, and asking takes seconds where there are many articles.
        if not self._is_done:
            if self._must_read_again():
                self._index(round_)
                self.ledger.find_wanted()
            self._build(round_)
            self._retract(round_)
            self._link(round_)
            self._refuse(round_)
            self._is_done = not self.stopped()
        return round_

    def _index(self, round_: Round) -> None:
        changes = self.looker.look()
        self._is_done = self._is_done and not (changes.read or changes.gone)
        size = 0
        for change in changes.read:
            round_.more = size > ROUND_BYTES
            if round_.more or self.stopped():
                break
            size += change.size
            round_.files += self.looker.read(change)
        self.index.drop(changes.gone)

    def _must_read_again(self) -> bool:
        """Whether articles are wanted again of which nothing is kept; their files count as changed then."""
        self.ledger.find_wanted()
        ranks = self.looker.ranks()
        places = [place for place in self.ledger.files_without_content() if place[:RANK] in ranks]
        self.index.read_again(places)
        return bool(places)

    def _build(self, round_: Round) -> None:
        waiting: list[tuple[int, Article | Reject]] = []
        size = 0
        for number, result in self.read(self._documents()):
            waiting.append((number, result))
            size += 0 if isinstance(result, Reject) else len(result.graph)
            if size >= BATCH:
                self._write(waiting, round_)
                waiting, size = [], 0
        self._write(waiting, round_)

    def _documents(self) -> Iterator[tuple[int, Document]]:
        for numbered in self.ledger.documents():
            if self.stopped():
                return
            yield numbered

    def _write(self, results: list[tuple[int, Article | Reject]], round_: Round) -> None:
        if not results:
            return
        done = [self._done(number, result) for number, result in results]
        left = {one.wanted.graph for one in done if one.wanted.graph not in {None, one.graph}}
        self.ledger.begin(done)
        articles = [result for _, result in results if isinstance(result, Article)]
        self.shelf.write(articles, gone=[ox.NamedNode(graph) for graph in sorted(filter(None, left))])
        self.ledger.end(done)
        round_.new += sum(1 for one in done if one.graph and not one.wanted.graph)
        round_.replaced += sum(1 for one in done if one.graph and one.wanted.graph)

    def _done(self, number: int, result: Article | Reject) -> Done:
        wanted = self.ledger.wanted(number)
        if isinstance(result, Reject):
            return Done(wanted=wanted, reason=result.reason)
        return Done(wanted=wanted, graph=result.graph.name.value)

    def _retract(self, round_: Round) -> None:
        gone = self.ledger.gone()
        for begin in range(0, len(gone), DROPPED):
            if self.stopped():
                return
            some = gone[begin : begin + DROPPED]
            self.shelf.write([], gone=[ox.NamedNode(graph) for _, graph in some if graph])
            self.ledger.forget(id_ for id_, _ in some)
            round_.retracted += sum(1 for _, graph in some if graph)

    def _link(self, round_: Round) -> None:
        unfinished = self.ledger.unfinished
        if unfinished is not None and not self.stopped():
            round_.linked = self.shelf.link(afresh=unfinished is Unfinished.ALL)
            self.ledger.finish()

    def _refuse(self, round_: Round) -> None:
        lines = tuple(self.ledger.rejects())
        self.refused(lines)
        now = frozenset(lines)
        round_.rejected, round_.rejects = len(now - self.known_rejects), len(lines)
        self.known_rejects = now
