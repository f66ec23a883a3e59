"""Floors of accuracy: what falls below one is told, and none moves by itself."""

from pathlib import Path

import pytest

from benchmarks.floors import below, load_floors, lowered, raised, save_floors
from benchmarks.gold_sets import GoldSet, known_sets
from benchmarks.page import BEGIN, END, PAGE, with_figures
from benchmarks.stored import load_result
from kg.evaluate import TASKS

FLOORS = {"agent F1": 0.5, "stance": 0.8}


@pytest.mark.parametrize(
    ("figures", "fallen", "up", "down"),
    [
        ({"agent F1": 0.56, "stance": 0.9}, {}, {"agent F1": 0.55, "stance": 0.89}, FLOORS),
        ({"agent F1": 0.5, "stance": 0.8}, {}, FLOORS, FLOORS),
        ({"agent F1": 0.4, "stance": 0.85}, {"agent F1": (0.5, 0.4)}, {"agent F1": 0.5, "stance": 0.84}, {"agent F1": 0.39, "stance": 0.8}),
    ],
    ids=["risen", "as before", "one fell"],
)  # fmt: skip
def test_floors(
    figures: dict[str, float], fallen: dict[str, tuple[float, float]], up: dict[str, float], down: dict[str, float]
) -> None:
    assert below(FLOORS, figures) == fallen
    assert raised(FLOORS, figures, slack=0.01) == pytest.approx(up)
    assert lowered(FLOORS, figures, slack=0.01) == pytest.approx(down)


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    assert load_floors(path) == {}
    floors = {"sentences": FLOORS, "plover": {"event type F1": 0.612}}
    save_floors(floors, path)
    assert load_floors(path) == floors


def test_floors_are_of_figures_that_are_shown() -> None:
    wanted = {known.name: set(known.wanted) for known in known_sets(Path())}
    assert all(set(floors) <= wanted[name] for name, floors in load_floors().items())


@pytest.mark.parametrize("known", list(known_sets(Path())), ids=lambda known: known.name)
def test_a_known_set_names_a_task_and_figures_that_a_run_has(known: GoldSet) -> None:
    assert known.task in TASKS
    stored = load_result(known.name)
    assert stored is None or set(known.wanted) <= set(stored.figures)


def test_the_page_shows_the_stored_runs() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_figures(page) == page, "run make accuracy"


def test_what_stands_around_the_figures_stays() -> None:
    page = with_figures(f"before {BEGIN} old {END} after")
    assert page.startswith(f"before {BEGIN}\n| gold |")
    assert page.endswith(f"\n{END} after")
