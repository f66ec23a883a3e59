"""What annotators call things and what the ontology calls them: queries/evaluate/tables.toml."""

import tomllib
from functools import cache
from typing import Any

from kg.resources import data_folder


@cache
def load_table(task: str) -> dict[str, Any]:
    """The names that a task's annotators use."""
    path = data_folder("queries") / "evaluate" / "tables.toml"
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))[task]
    return table
