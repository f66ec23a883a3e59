"""The same articles give the same bytes: twice, with other hash seeds, in another order, in several processes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
BUILD = "import sys; from kg.cli.main import main; sys.argv = ['kg', 'build', *sys.argv[1:]]; main()"


def build(articles: list[Path], target: Path, *, seed: str, workers: int = 1) -> bytes:
    command = [sys.executable, "-c", BUILD, *map(str, articles), "-o", str(target), "--workers", str(workers)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
    return target.read_bytes()


@pytest.mark.parametrize("ending", ["nq", "ttl"])
def test_order_and_hash_seed_change_no_byte(tmp_path: Path, ending: str) -> None:
    articles = sorted(EXAMPLES.glob("*.txt"))
    assert len(articles) == 2
    forth = build(articles, tmp_path / f"forth.{ending}", seed="1")
    back = build(articles[::-1], tmp_path / f"back.{ending}", seed="2024")
    assert forth == back


def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    articles = sorted(file for file in EXAMPLES.iterdir() if file.suffix in {".txt", ".jsonl"})
    alone = build(articles, tmp_path / "alone.nq", seed="1")
    assert build(articles, tmp_path / "together.nq", seed="2", workers=2) == alone
