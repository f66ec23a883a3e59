"""Floors of figures: what each was once, less a little, and must not fall below unless somebody says so."""

import json
import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

FLOORS = Path(__file__).parent / "floors.toml"
HEAD = """# What figures must not fall below. Written by `python -m benchmarks.accuracy --raise-floors` or `--lower-floors`.
"""

Floors = Mapping[str, Mapping[str, float]]
"""Set → figure → floor."""


def load_floors(path: Path = FLOORS) -> Floors:
    """All floors; none where there is no file yet."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def save_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Writes all floors in the order of their names."""
    lines = [HEAD]
    for name, figures in sorted(floors.items()):
        lines.append(f"[{name}]\n" + "".join(f"{json.dumps(key)} = {figures[key]:.3f}\n" for key in sorted(figures)))
    path.write_text("\n".join(lines), encoding="utf-8")


def below(floors: Mapping[str, float], figures: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Figure → its floor and what it is now, for those that fell."""
    return {name: (floor, figures[name]) for name, floor in floors.items() if figures[name] < floor}


def floor_of(figure: float, *, slack: float) -> float:
    """The figure less the slack, to three decimals.

    >>> floor_of(0.6178, slack=0.01), floor_of(0.004, slack=0.01)
    (0.607, 0.0)
    """
    return max(0.0, math.floor((figure - slack) * 1000) / 1000)


def raised(floors: Mapping[str, float], figures: Mapping[str, float], *, slack: float) -> dict[str, float]:
    """Each floor as high as its figure allows, but none lower than it was."""
    return {name: max(floors.get(name, 0.0), floor_of(figure, slack=slack)) for name, figure in figures.items()}


def lowered(floors: Mapping[str, float], figures: Mapping[str, float], *, slack: float) -> dict[str, float]:
    """The floors of figures that fell below them, made anew; the others as they were."""
    return dict(floors) | {name: floor_of(now, slack=slack) for name, (_, now) in below(floors, figures).items()}
