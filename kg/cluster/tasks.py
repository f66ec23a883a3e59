"""Calls of a function on a cluster, as many at once as it has use for; what comes back, as it comes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from distributed import Client, Future, as_completed
from distributed.scheduler import KilledWorker

from kg.errors import RunError

Item = TypeVar("Item")
Answer = TypeVar("Answer")

AHEAD = 2
"""Calls that wait for each thread of a worker, so that none is idle while the next one is sent."""
LEAST = 4
RETRIES = 2
"""How often a call is tried again that fails, since disks and networks fail for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """A cluster, and whether nothing more is to be begun."""

    client: Client
    stopped: Callable[[], bool] = field(default=lambda: False)

    def answers(self, function: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[tuple[int, Answer | None]]:
        """What the function makes of each item, with the item's number, in no order; None where all who tried it died.

        After a stop, what was begun is waited for. Raises what the function raises, RunError where the cluster is lost.
        """
        waiting = enumerate(items)
        begun: dict[Future[Any], int] = {}
        completed = as_completed(loop=self.client.loop)

        def begin(count: int) -> None:
            for number, item in islice(waiting, 0 if self.stopped() else max(count, 0)):
                # Not pure: a function of what it finds in folders is not the same each time.
                future = self.client.submit(function, item, pure=False, retries=RETRIES)
                begun[future] = number
                completed.add(future)

        try:
            with _scheduler_there():
                begin(self._most())
            for future in completed:
                with _scheduler_there():
                    answer = _answer(future)
                yield begun.pop(future), answer
                with _scheduler_there():
                    begin(self._most() - len(begun))
        finally:
            with suppress(OSError):
                self.client.cancel(list(begun))

    def _most(self) -> int:
        threads: Mapping[str, int] = self.client.nthreads()
        return max(LEAST, AHEAD * sum(threads.values()))


def _answer(future: "Future[Answer]") -> Answer | None:
    try:
        return future.result()
    except KilledWorker:
        return None
    except OSError as error:
        if future.status != "error":
            raise
        raise RunError(f"a worker cannot go on: {error}") from error


@contextmanager
def _scheduler_there() -> Iterator[None]:
    try:
        yield
    except (CancelledError, OSError) as error:
        raise RunError("the scheduler is gone; the same command goes on once there is one") from error
