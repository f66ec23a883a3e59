"""Which files somebody may still be writing."""

import time
from collections.abc import Callable, Container
from dataclasses import dataclass, field

from kg.watch.scanning import Stamp

NANO = 1_000_000_000


@dataclass(slots=True, kw_only=True)
class Settling:
    """The files that have not yet stayed as they are for so many seconds, and since when they have."""

    seconds: float
    clock: Callable[[], float] = time.monotonic
    calendar: Callable[[], float] = time.time
    _since: dict[str, tuple[Stamp, float]] = field(default_factory=dict)

    def has_settled(self, path: str, stamp: Stamp) -> bool:
        """Whether a file that looks so has long been so, by its own times or by when it was first seen."""
        now = self.clock()
        before = self._since.get(path)
        if before is None or before[0] != stamp:
            before = self._since[path] = (stamp, now)
        # A file server's clock may be ahead of ours: then only what we see counts.
        quiet = self.calendar() - max(stamp.modified, stamp.changed) / NANO
        if max(quiet, now - before[1]) < self.seconds:
            return False
        del self._since[path]
        return True

    def wait_for(self, paths: Container[str]) -> None:
        """Waits for no others than these files; those that are gone never settle."""
        self._since = {path: since for path, since in self._since.items() if path in paths}

    @property
    def waits(self) -> bool:
        """Whether there are files that are still to settle."""
        return bool(self._since)
