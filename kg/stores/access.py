"""How to deal with a server: who asks, and how long to wait."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

# Asks a person for what a text names.
Ask: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often a request is tried, and the pauses between: each twice the one before, up to the longest."""

    tries: int = 4
    first: float = 0.25
    longest: float = 15.0
    sleep: Callable[[float], None] = time.sleep

    def pauses(self) -> Iterator[float]:
        """The pauses in seconds, one fewer than there are tries."""
        return (min(self.first * 2**n, self.longest) for n in range(self.tries - 1))


# Outlasts a minute in which the server is away.
LONG = Patience(tries=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How to deal with a server: its kind where it does not tell, how to say who asks, and how long to wait.

    `update` and `graphs` are where it takes updates and graphs, when that does not follow from its kind; `timeout` is
    the seconds that one answer may take in all; `ask` is asked for credentials that stand nowhere.
    """

    kind: str | None = None
    auth: str | None = None
    update: str | None = None
    graphs: str | None = None
    timeout: float = 300.0
    patience: Patience = field(default_factory=Patience)
    ask: Ask | None = None
