"""The tasks by name: how each reads its gold, and how it scores a graph."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluate import acled, cameo, facts, plover, polnear, re3d, toponyms
from kg.evaluate.gold import Record, read_gold
from kg.evaluate.graph import Graph
from kg.evaluate.measures import Scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """`read` turns a record into the task's own gold, `score` compares such gold with a graph."""

    read: Callable[[Record], Any]
    score: Callable[[Sequence[Any], Graph], Scores]


TASKS: Mapping[str, Task] = {
    module.__name__.rpartition(".")[2]: Task(read=module.read, score=module.score)
    for module in (plover, acled, cameo, re3d, polnear, toponyms, facts)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The scores of a graph on a task, and how many records of gold they rest on."""

    task: str
    records: int
    scores: Scores


def evaluate(task: str, gold: Path, graph: Graph) -> Evaluation:
    """A graph compared with a file of gold.

    Raises InputError for a task that does not exist, and for gold that cannot be read or lacks the task's annotation.
    """
    if task not in TASKS:
        raise InputError(f"there is no task {task!r}; there are {', '.join(TASKS)}")
    records = read_gold(gold, TASKS[task].read)
    return Evaluation(task=task, records=len(records), scores=TASKS[task].score(records, graph))
