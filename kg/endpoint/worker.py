"""The process in which queries run, one after the other: `python -m kg.endpoint.worker FOLDER BYTES SECONDS MEMORY`.

Each line of standard input is a question in JSON, with the file that the answer is to go to; each line of standard
output is what became of it.
"""

import json
import os
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from kg.endpoint.answering import Outcome, answer
from kg.endpoint.questions import Question
from kg.errors import StoreError
from kg.stores import OxigraphStore, open_store

State: TypeAlias = frozenset[tuple[str, int, int]]
# Files of a store that say nothing of what it holds.
OTHER_FILES = frozenset({"LOG", "LOCK"})
# Seconds between attempts to open a store.
PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4)


@dataclass(slots=True)
class Snapshot:
    """The store in a folder, opened again when somebody has written to it."""

    folder: Path
    _store: OxigraphStore | None = None
    _state: State = field(default_factory=frozenset)

    def current(self) -> OxigraphStore:
        """The store as it is now; as it was before where somebody writes to it so fast that it cannot be opened."""
        for pause in (*PAUSES, None):
            state = _state_of(self.folder)
            if self._store is not None and state == self._state:
                return self._store
            try:
                self._store, self._state = open_store(self.folder), state
            except StoreError:
                # A file that was there a moment ago has been merged into another.
                if pause is not None:
                    time.sleep(pause)
                elif self._store is None:
                    raise
        assert self._store is not None
        return self._store


def _state_of(folder: Path) -> State:
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat()) for entry in entries if entry.name not in OTHER_FILES]
    except OSError as error:
        raise StoreError(f"{folder} cannot be read: {error.strerror}") from error
    return frozenset((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)


def main() -> None:
    """Answers questions until there are no more."""
    folder, most, seconds, memory = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    # Who stops the server with Ctrl-C means the server, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(memory)
    snapshot = Snapshot(folder)
    for line in sys.stdin:
        # Ends a query whose server is gone; while the server lives, it is quicker.
        signal.setitimer(signal.ITIMER_REAL, seconds)
        given = json.loads(line)
        into = Path(given.pop("into"))
        outcome = _outcome(snapshot, Question(**given), into=into, most=most)
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.stdout.write(json.dumps(outcome) + "\n")
        sys.stdout.flush()


def _outcome(snapshot: Snapshot, question: Question, *, into: Path, most: int) -> Outcome:
    try:
        store = snapshot.current()
    except StoreError as error:
        return Outcome(status=503, text=str(error))
    return answer(store, question, into=into, most=most)


def _limit_memory(most: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
