"""Gold annotations: JSON Lines with `id`, `text` and what a task annotates, read into that task's own values."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from kg.errors import InputError
from kg.facts import Span

Record: TypeAlias = Mapping[str, Any]
"""A line of JSON."""
Gold = TypeVar("Gold")


def read_gold(path: Path, read: Callable[[Record], Gold]) -> tuple[Gold, ...]:
    """The records of a file. Raises InputError, with the line, for one that is not as the task wants it."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"{path} cannot be read: {reason}") from error
    records = tuple(_read(line, read, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip())
    if not records:
        raise InputError(f"{path} holds no record")
    return records


def span(ends: tuple[int, int]) -> Span:
    """The span of a pair [begin, end)."""
    begin, end = ends
    return Span(begin, end)


def _read(line: str, read: Callable[[Record], Gold], where: str) -> Gold:
    try:
        return read(json.loads(line))
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not JSON: {error}") from error
    except KeyError as error:
        raise InputError(f"{where}: the task needs {error.args[0]!r}, which is not there") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{where}: not annotated as the task needs it: {error}") from error
