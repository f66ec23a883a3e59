"""What the program reads from the project's own gold is as right as it was.

A figure that fell below its floor on purpose: `python -m benchmarks.accuracy --lower-floors`.
"""

from pathlib import Path

import pytest

from benchmarks.floors import below, load_floors
from benchmarks.gold_sets import find_sets, measure
from kg.extract import Extractor

FOLDER = Path(__file__).parent / "gold"
SETS = {gold.name: gold for gold in find_sets(FOLDER)}
NAMES = ["sentences", "articles"]


def test_all_gold_is_measured() -> None:
    assert sorted(SETS) == sorted(NAMES) == sorted(path.stem for path in FOLDER.glob("*.jsonl"))


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_is_below_its_floor(name: str, extractor: Extractor) -> None:
    floors = load_floors()[name]
    assert set(floors) == set(SETS[name].wanted)
    assert below(floors, measure(SETS[name], extractor).figures) == {}
