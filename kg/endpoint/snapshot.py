"""A store that others write to, as it is at the moment."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from kg.errors import StoreError
from kg.stores import OxigraphStore, open_store

State: TypeAlias = frozenset[tuple[str, int, int]]
# Files of a store that say nothing of what it holds.
OTHER_FILES = frozenset({"LOG", "LOCK"})


@dataclass(slots=True)
class Snapshot:
    """The store in a folder, opened again when somebody has written to it."""

    folder: Path
    _store: OxigraphStore | None = None
    _state: State = field(default_factory=frozenset)

    def current(self) -> OxigraphStore:
        """The store as it is now; as it was before where somebody writes to it so fast that it cannot be opened."""
        state = _state_of(self.folder)
        if self._store is None or state != self._state:
            try:
                self._store, self._state = open_store(self.folder), state
            except StoreError:
                if self._store is None:
                    raise
        return self._store


def _state_of(folder: Path) -> State:
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat()) for entry in entries if entry.name not in OTHER_FILES]
    except OSError as error:
        raise StoreError(f"{folder} cannot be read: {error.strerror}") from error
    return frozenset((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)
