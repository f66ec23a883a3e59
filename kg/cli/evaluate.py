"""`kg evaluate`: how well a graph agrees with gold annotations."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.evaluate import Evaluation, Measure


def evaluate(
    task: Annotated[
        str, typer.Argument(metavar="TASK", help="plover, acled, cameo, re3d, polnear, toponyms or facts.")
    ],
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Texts with what a person found in them.")],
    graph: Annotated[list[Path], typer.Argument(metavar="GRAPH...", help="Files of RDF that `kg build` wrote.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON.")] = False,
) -> None:
    """Compare a graph with gold annotations of the texts that it was built from."""
    from kg.errors import InputError
    from kg.evaluate import TASKS, load_graph
    from kg.evaluate import evaluate as evaluated

    if task not in TASKS:
        raise InputError(f"there is no task {task!r}; there are {', '.join(TASKS)}")
    result = evaluated(task, gold, load_graph(graph))
    typer.echo(as_line(result) if as_json else "\n".join(lines(result)))


def as_line(result: "Evaluation") -> str:
    """All numbers as JSON."""
    from kg.evaluate import parts

    measures = {name: parts(measure) for name, measure in result.scores.items()}
    return json.dumps({"task": result.task, "records": result.records, "measures": measures}, ensure_ascii=False)


def lines(result: "Evaluation") -> Iterator[str]:
    """A measure a line."""
    yield f"{result.task}, {result.records:,} records"
    width = max(map(len, result.scores))
    yield from (f"{name:<{width}}  {shown(measure)}" for name, measure in result.scores.items())


def shown(measure: "Measure") -> str:
    """Its numbers, counts behind.

    >>> from kg.evaluate import Matches, Mean
    >>> shown(Matches(right=1, predicted=2, found=1, gold=4)), shown(Mean(total=1, of=4))
    ('F1 0.3333  P 0.5000  R 0.2500  (2 found, 4 in the gold)', '   0.2500  (of 4)')
    """
    from kg.evaluate import Matches, parts

    numbers = parts(measure)
    if isinstance(measure, Matches):
        rates = "  ".join(f"{name} {numbers[name]:.4f}" for name in ("F1", "P", "R"))
        return f"{rates}  ({measure.predicted:,} found, {measure.gold:,} in the gold)"
    return f"   {numbers['mean']:.4f}  (of {measure.of:,})"
