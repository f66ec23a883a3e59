"""Waiting for the next look: until the system tells of a change, where it can, and no longer than an interval."""

import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

TICK = 0.2
"""Seconds after which one that waits looks whether it is to stop."""

Wait: TypeAlias = Callable[[float], None]


def bells(folders: Sequence[Path], *, pause: float, stopped: Callable[[], bool]) -> Wait:
    """What waits so many seconds; where watchfiles is installed and tells of a change, no more than `pause` after that.

    A file server tells of no change that another machine makes, so that nobody can rely on being told.
    """
    changes = _told(folders) if folders and find_spec("watchfiles") is not None else _untold()

    def wait(seconds: float) -> None:
        end = time.monotonic() + seconds
        while not stopped() and time.monotonic() < end:
            if next(changes):
                end = min(end, time.monotonic() + pause)
                break
        while not stopped() and time.monotonic() < end:
            time.sleep(min(TICK, max(end - time.monotonic(), 0)))

    return wait


def _untold() -> Iterator[bool]:
    while True:
        time.sleep(TICK)
        yield False


def _told(folders: Sequence[Path]) -> Iterator[bool]:
    from watchfiles import watch

    tick = int(TICK * 1_000)
    try:
        for changes in watch(
            *folders, watch_filter=None, step=tick, rust_timeout=tick, yield_on_timeout=True, raise_interrupt=False
        ):
            yield bool(changes)
    except OSError:
        # More folders than the system can watch, or one that has gone: what is left is to look.
        yield from _untold()
