"""A Dask cluster on loopback: a scheduler and two workers, processes of their own, each of which may be killed."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE = 120.0


class Cluster:
    """What has been started, and its address. A task that two processes have died of is not tried again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        }
        self._log = (folder / "log").open("wb")
        file = folder / "scheduler.json"
        loopback = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0")
        self._scheduler = self._start("scheduler", *loopback, "--port", "0", "--scheduler-file", file)
        wait_for(lambda: file.exists() and file.read_text().endswith("}"), "the scheduler to start")
        self.address = json.loads(file.read_text())["address"]
        counts = ("--nworkers", "2", "--nthreads", "1")
        self._workers = self._start("worker", self.address, *loopback, *counts, "--local-directory", folder)

    def _start(self, *arguments: object) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "dask", *map(str, arguments)]
        return subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=self._log, stderr=self._log)

    def lose_scheduler(self) -> None:
        """Ends the workers, which would look for it, and kills the scheduler."""
        self._workers.terminate()
        self._workers.wait()
        self._scheduler.kill()
        self._scheduler.wait()

    def end(self) -> None:
        """Ends all processes."""
        for process in (self._workers, self._scheduler):
            process.terminate()
            process.wait()
        self._log.close()


def wait_for(happened: Callable[[], bool], what: str) -> None:
    """Waits until it has happened; fails after a time that no machine needs."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)
