"""What Ctrl-C does to a long run: it ends after the articles under way; a second one ends it at once."""

import signal
from collections.abc import Callable, Iterable, Iterator
from typing import Self, TypeVar

Item = TypeVar("Item")

EXIT_CODE = 130
"""What shells give a command that SIGINT has ended."""


class Interrupts:
    """SIGINT and SIGTERM, noted while the block runs."""

    def __init__(self, note: Callable[[str], None]) -> None:
        self.happened = False
        self._note = note

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._take) for number in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _take(self, *_: object) -> None:
        if self.happened:
            raise KeyboardInterrupt
        self.happened = True
        self._note("ending after the articles under way; once more, and it ends at once")

    def until(self, records: Iterable[Item]) -> Iterator[Item]:
        """The records up to the interrupt."""
        for record in records:
            if self.happened:
                return
            yield record
