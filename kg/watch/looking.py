"""What has changed since the last look, and its records into the index."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.documents import Reject
from kg.errors import InputError
from kg.sources.documents import read_fetched_feed, read_file
from kg.sources.settings import Positioned, Settings
from kg.watch.entries import Entry, entries_of
from kg.watch.fetching import Fetched, Fetcher
from kg.watch.index import Index
from kg.watch.scanning import Source, Stamp, scan, stamp_of
from kg.watch.settling import Settling


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file that is new or has changed, a folder that cannot be read, or a feed that was fetched."""

    source: Source
    path: str
    place: bytes
    found: Stamp | Reject | Fetched

    @property
    def size(self) -> int:
        """How much there is to read, in bytes."""
        return self.found.size if isinstance(self.found, Stamp) else 0


@dataclass(slots=True, kw_only=True)
class Changes:
    """What is to be read, in order; the places of files that are gone; files that somebody may still be writing."""

    read: list[Change] = field(default_factory=list)
    gone: list[bytes] = field(default_factory=list)
    unsettled: set[str] = field(default_factory=set)


class UnsettledError(Exception):
    """A file has changed while it was read, or nobody waits for it any more."""


@dataclass(slots=True, kw_only=True)
class Looker:
    """What looks at some sources again and again.

    `keep` leaves what deleted files said in the store; `note` is told what is wrong, once.
    """

    sources: tuple[Source, ...]
    index: Index
    settings: Settings
    settling: Settling
    keep: bool = False
    stopped: Callable[[], bool] = lambda: False
    fetcher: Fetcher = field(default_factory=Fetcher)
    _faults: dict[str, str] = field(default_factory=dict)

    def look(self) -> Changes:
        """What has changed and is not being written any more. A source that is away is told, and changes nothing."""
        changes = Changes()
        for source in self.sources:
            if source.is_remote and not self.fetcher.is_due(source.address):
                continue
            try:
                if source.is_remote:
                    self._fetch(source, changes)
                else:
                    self._scan(source, changes)
                self._faults.pop(source.address, None)
            except InputError as error:
                if self._faults.get(source.address) != str(error):
                    self.settings.note(f"{error}; nothing of it is taken back")
                self._faults[source.address] = str(error)
        self.settling.wait_for(changes.unsettled)
        # What was fetched first: it would have to be fetched again.
        changes.read.sort(key=lambda change: (not isinstance(change.found, Fetched), change.place))
        return changes

    @property
    def lacks(self) -> bool:
        """Whether a source was away when it was last looked at."""
        return bool(self._faults)

    def ranks(self) -> frozenset[bytes]:
        """With what the places of these sources begin."""
        return frozenset(self.index.place(source, source.given) for source in self.sources)

    def _fetch(self, source: Source, changes: Changes) -> None:
        place = self.index.place(source, source.given)
        fetched = self.fetcher.fetch(source.address, self.index.tag(place))
        if fetched is not None:
            changes.read.append(Change(source=source, path=source.given, place=place, found=fetched))

    def _scan(self, source: Source, changes: Changes) -> None:
        known = self.index.stamps(source)
        found = {self.index.place(source, path): (path, stamp) for path, stamp in scan(source).items()}
        if known and not found and not source.is_feed:
            raise InputError(f"{source.given} holds no file any more, as a disk does that is not mounted")
        for place, (path, stamp) in found.items():
            if stamp == known.get(place) or (isinstance(stamp, Reject) and place in known):
                continue
            if isinstance(stamp, Reject) or self.settling.has_settled(path, stamp):
                changes.read.append(Change(source=source, path=path, place=place, found=stamp))
            else:
                changes.unsettled.add(path)
        unreadable = tuple(place for place, (_, stamp) in found.items() if isinstance(stamp, Reject))
        if not self.keep:
            changes.gone.extend(place for place in known if place not in found and not place.startswith(unreadable))

    def read(self, change: Change) -> bool:
        """Whether a file, folder or feed has gone into the index; not if it has changed meanwhile."""
        source, place, found = change.source, change.place, change.found
        entries = self._entries(change)
        try:
            if isinstance(found, Fetched):
                self.index.merge(source, place, entries, seen=found.tag)
            elif source.is_feed and isinstance(found, Stamp):
                self.index.merge(source, place, entries, seen=found)
            else:
                self.index.replace(source, place, found if isinstance(found, Stamp) else None, entries)
        except UnsettledError:
            return False
        return True

    def _entries(self, change: Change) -> Iterator[Entry]:
        for entry in entries_of(self._records(change)):
            if self.stopped():
                raise UnsettledError
            yield entry
        if isinstance(change.found, Stamp) and stamp_of(Path(change.path)) != change.found:
            raise UnsettledError

    def _records(self, change: Change) -> Iterable[Positioned]:
        if isinstance(change.found, Reject):
            return [(change.path, change.found)]
        if isinstance(change.found, Fetched):
            return read_fetched_feed(change.found.data, name=change.path, settings=self.settings)
        return read_file(Path(change.path), self.settings)
