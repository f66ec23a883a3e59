"""What holds for all inputs of a run."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

# About 800,000 words: longer than any article, and than the parser's memory should meet as one document.
MAX_CHARACTERS = 5_000_000


def ignore(_message: str) -> None:
    """The default for notes: nobody asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`published` and `publisher` hold where a record names none; `note` is told of what was guessed or mended."""

    published: dt.date | None = None
    publisher: str | None = None
    note: Callable[[str], None] = ignore
