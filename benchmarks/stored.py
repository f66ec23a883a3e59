"""Stored runs: what each set scored last, one file of JSON a set, the same on every machine."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a set scores: all figures of its task. `gold` is a digest of the file."""

    task: str
    gold: str
    records: int
    figures: Mapping[str, float]


def load_result(name: str) -> Result | None:
    """The stored run of a set, if there is one."""
    path = RESULTS / f"{name}.json"
    return Result(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def store_result(name: str, result: Result) -> None:
    """Takes a run for the last one."""
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(asdict(result), indent=1, ensure_ascii=False)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
