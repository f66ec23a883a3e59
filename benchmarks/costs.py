"""What commands cost, each in a process of its own."""

import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a process has used: seconds of processors, of the clock, and megabytes at most, its children's included."""

    processor: float
    clock: float
    memory: float


def kg() -> str:
    """The command, as installed beside this Python."""
    return str(Path(sys.executable).with_name("kg"))


def build(articles: Path, target: Path, *options: str, kind: str = "-o") -> list[str]:
    """The command line of a build."""
    return [kg(), "build", str(articles), kind, str(target), *options]


def run(command: Sequence[str]) -> Cost:
    """What a command costs."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Cost(
        processor=usage.ru_utime + usage.ru_stime, clock=time.perf_counter() - start, memory=usage.ru_maxrss / 1024
    )


def more(costs: Sequence[Cost]) -> Cost:
    """What the second cost more than the first."""
    first, second = (asdict(cost) for cost in costs)
    return Cost(**{name: second[name] - first[name] for name in first})


def machine() -> dict[str, str | int]:
    """What it was measured on."""
    processors = Path("/proc/cpuinfo")
    lines = processors.read_text(encoding="utf-8").splitlines() if processors.exists() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return {
        "processor": next(names, platform.processor()),
        "cores": os.cpu_count() or 0,
        "load": round(os.getloadavg()[0], 1),
        "Python": platform.python_version(),
        "spaCy": version("spacy"),
    }
