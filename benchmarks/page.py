"""The table of figures in docs/accuracy.md, written from the stored runs."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.floors import load_floors
from benchmarks.gold_sets import known_sets
from benchmarks.stored import load_result

PAGE = Path(__file__).parent.parent / "docs" / "accuracy.md"
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


def write_page() -> None:
    """Puts the figures of the stored runs between the marks of the page."""
    PAGE.write_text(with_figures(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def with_figures(page: str) -> str:
    """The page with the figures of the stored runs. Raises ValueError for a page without the marks."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    rows = "\n".join(_rows())
    return f"{before}{BEGIN}\n{rows}\n{END}{after}"


def _rows() -> Iterator[str]:
    yield "| gold | figure | now | floor | at least | aim |"
    yield "|---|---|---|---|---|---|"
    floors = load_floors()
    for gold in known_sets(Path()):
        stored = load_result(gold.name)
        for figure, wanted in gold.wanted.items() if stored is not None else ():
            assert stored is not None, "rows are of stored runs"
            marks = (floors.get(gold.name, {}).get(figure), wanted.least, wanted.aim)
            cells = ("" if mark is None else f"{mark:.3f}".removesuffix("0") for mark in marks)
            yield f"| {gold.name} | {figure} | {stored.figures[figure]:.4f} | {' | '.join(cells)} |"
