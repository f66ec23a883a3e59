"""How much one query, and all of them together, may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds, bytes of the answer and bytes of memory for one query; how many run at once, and how many wait."""

    seconds: float = 60.0
    answer: int = 100_000_000
    memory: int = 2_000_000_000
    parallel: int = 4
    waiting: int = 64
