"""The processes in which queries run: each query has one to itself, which is ended when it takes too long."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import cast

from kg.endpoint.answering import Outcome
from kg.endpoint.limits import Limits
from kg.endpoint.questions import Question

# Seconds after which a process without a server ends itself.
GRACE = 10.0


class BusyError(Exception):
    """So many queries run and wait that no other is taken."""


@dataclass(slots=True, kw_only=True)
class Worker:
    """A process for queries, started when there is one."""

    command: tuple[str, ...]
    process: asyncio.subprocess.Process | None = None

    async def ask(self, question: Question, into: Path) -> Outcome | None:
        """What became of a question; None where the process ended over it."""
        process = await self.start()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({**asdict(question), "into": str(into)}).encode() + b"\n")
        line = await process.stdout.readline()
        return cast("Outcome", json.loads(line)) if line else None

    async def start(self) -> asyncio.subprocess.Process:
        """The process, started if there is none, or if it has died meanwhile."""
        if self.process is None or self.process.returncode is not None:
            self.process = await asyncio.create_subprocess_exec(
                *self.command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
            )
        return self.process

    async def end(self) -> None:
        """Ends the process, whatever it does."""
        process, self.process = self.process, None
        if process is not None:
            if process.returncode is None:
                process.kill()
            await process.wait()


@dataclass(slots=True)
class Workers:
    """As many processes as queries may run at once."""

    folder: Path
    limits: Limits
    running: int = 0
    _waiting: int = 0
    _has_ended: bool = False
    _all: tuple[Worker, ...] = ()
    _free: asyncio.LifoQueue[Worker] = field(default_factory=asyncio.LifoQueue)

    def __post_init__(self) -> None:
        limits = self.limits
        numbers = (limits.answer, limits.seconds + GRACE, limits.memory)
        command = (sys.executable, "-m", "kg.endpoint.worker", str(self.folder), *map(str, numbers))
        self._all = tuple(Worker(command=command) for _ in range(limits.parallel))
        for worker in self._all:
            self._free.put_nowait(worker)

    async def start(self) -> None:
        """Starts all processes, so that the first queries need not wait for them."""
        for worker in self._all:
            await worker.start()

    async def answer(self, question: Question, into: Path) -> Outcome:
        """What became of a question, its answer in a file. Raises BusyError."""
        async with self._worker() as worker:
            try:
                outcome = await asyncio.wait_for(worker.ask(question, into), self.limits.seconds)
            except TimeoutError:
                await worker.end()
                return _refusal(f"the query took longer than {self.limits.seconds:g} seconds, and was ended")
            except BaseException:
                await worker.end()
                raise
            if outcome is None:
                await worker.end()
                return self._without_answer()
            return outcome

    def _without_answer(self) -> Outcome:
        if self._has_ended:
            return _refusal("the server stops", HTTPStatus.SERVICE_UNAVAILABLE)
        most = self.limits.memory // 1_000_000
        return _refusal(f"the query's process ended, most likely because it needs more than {most:,} MB of memory")

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator[Worker]:
        if self._has_ended or (self._free.empty() and self._waiting >= self.limits.waiting):
            raise BusyError
        self._waiting += 1
        try:
            worker = await asyncio.wait_for(self._free.get(), self.limits.seconds)
        except TimeoutError as error:
            raise BusyError from error
        finally:
            self._waiting -= 1
        self.running += 1
        try:
            yield worker
        finally:
            self.running -= 1
            self._free.put_nowait(worker)

    async def end(self) -> None:
        """Ends all processes, and takes no more questions."""
        self._has_ended = True
        for worker in self._all:
            await worker.end()


def _refusal(reason: str, status: HTTPStatus = HTTPStatus.INTERNAL_SERVER_ERROR) -> Outcome:
    return Outcome(status=status, text=reason)
