"""How right the graphs are, task by task, against the stored run and the floors: `make accuracy [GOLD=FOLDER]`.

A run with a figure below its floor ends with exit code 1 and is not stored. Gold other than that of the stored run, under
the same name, is scored and shown, but neither compared nor stored, unless floors are moved: that takes it for the set's.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from benchmarks.floors import below, load_floors, lowered, raised, save_floors
from benchmarks.gold_sets import GoldSet, find_sets, measure
from benchmarks.page import write_page
from benchmarks.stored import Result, load_result, store_result
from kg.extract import Extractor

OWN_GOLD = Path(__file__).parent.parent / "tests" / "gold"


class Move(Protocol):
    """How floors follow figures."""

    def __call__(
        self, floors: Mapping[str, float], figures: Mapping[str, float], /, *, slack: float
    ) -> dict[str, float]:
        """The new floors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A set, what it scores, what it scored before, and its floors; of other gold neither is known."""

    gold: GoldSet
    now: Result
    before: Result | None
    floors: Mapping[str, float]
    is_other_gold: bool

    @property
    def shown(self) -> dict[str, float]:
        """The figures that are shown and held to floors."""
        return {name: self.now.figures[name] for name in self.gold.wanted}

    @property
    def fallen(self) -> Mapping[str, tuple[float, float]]:
        """Those below their floors."""
        return below(self.floors, self.now.figures)


def main(arguments: list[str]) -> int:
    """Scores the sets of a folder, prints and stores what they come to; 1 when a figure fell below its floor."""
    given = _parsed(arguments)
    sets = find_sets(given.gold)
    if not sets:
        print(f"{given.gold} holds none of the files that benchmarks/figures.toml names", file=sys.stderr)
        return 2
    extractor = Extractor()
    runs = [_scored(gold, extractor, given.move) for gold in sets]
    write_page()
    return int(any(run.fallen for run in runs))


def _parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--gold", type=Path, default=OWN_GOLD, metavar="FOLDER", help="default: tests/gold")
    moves = parser.add_mutually_exclusive_group()
    moves.add_argument(
        "--raise-floors", dest="move", action="store_const", const=raised, help="to what the figures allow now"
    )
    moves.add_argument(
        "--lower-floors", dest="move", action="store_const", const=lowered, help="those that figures fell below"
    )
    return parser.parse_args(arguments)


def _scored(gold: GoldSet, extractor: Extractor, move: Move | None) -> Run:
    """Scores a set, tells what came of it, and stores it if it holds its floors."""
    now, before = measure(gold, extractor), load_result(gold.name)
    is_other = before is not None and before.gold != now.gold and move is None
    floors = load_floors().get(gold.name, {})
    run = Run(
        gold=gold,
        now=now,
        before=None if is_other else before,
        floors={} if is_other else floors,
        is_other_gold=is_other,
    )
    if move is not None:
        run = _moved(run, move)
    print("\n".join(table(run)), flush=True)
    for figure, (floor, value) in run.fallen.items():
        print(f"{gold.name}: {figure} is {value:.4f}, below its floor of {floor:.3f}", file=sys.stderr)
    if not (run.fallen or is_other):
        store_result(gold.name, now)
    return run


def _moved(run: Run, move: Move) -> Run:
    """The run with its floors moved, which are written and told."""
    floors = move(run.floors, run.shown, slack=run.gold.slack)
    save_floors({**load_floors(), run.gold.name: floors})
    for name, floor in floors.items():
        old = run.floors.get(name)
        if floor != old:
            was = "none" if old is None else f"{old:.3f}"
            print(f"{run.gold.name}: the floor of {name} was {was}, is {floor:.3f}", file=sys.stderr)
    return replace(run, floors=floors)


def table(run: Run) -> Iterator[str]:
    """The set's figures as lines of text: what each is, how it changed, what it is held to."""
    other = ", other gold than that of the stored run" if run.is_other_gold else ""
    yield f"\n{run.gold.name}, {run.now.records:,} records{other}"
    yield f"{'':26}{'now':>8}{'change':>9}{'floor':>8}{'least':>7}{'aim':>6}"
    for name, value in run.shown.items():
        wanted = run.gold.wanted[name]
        before = None if run.before is None else run.before.figures.get(name)
        cells = (
            _cell(None if before is None else value - before, "+9.4f"),
            _cell(run.floors.get(name), "8.3f"),
            _cell(wanted.least, "7.2f"),
            _cell(wanted.aim, "6.2f"),
        )
        yield "".join((f"{name:26}{value:8.4f}", *cells)).rstrip()


def _cell(value: float | None, form: str) -> str:
    width = int(form.removeprefix("+").partition(".")[0])
    return " " * width if value is None else f"{value:{form}}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
