"""The same articles give the same bytes: twice, with other hash seeds, in another order."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
BUILD = "import sys; from kg.cli.main import main; sys.argv = ['kg', 'build', *sys.argv[1:]]; main()"


def build(articles: list[Path], target: Path, *, seed: str) -> bytes:
    command = [sys.executable, "-c", BUILD, *map(str, articles), "-o", str(target)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
    return target.read_bytes()


@pytest.mark.parametrize("ending", ["nq", "ttl"])
def test_order_and_hash_seed_change_no_byte(tmp_path: Path, ending: str) -> None:
    articles = sorted(EXAMPLES.glob("*.txt"))
    assert len(articles) == 2
    forth = build(articles, tmp_path / f"forth.{ending}", seed="1")
    back = build(articles[::-1], tmp_path / f"back.{ending}", seed="2024")
    assert forth == back
