"""The file that lists what could not be read."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Self, TextIO

from kg.documents import Reject


class RejectFile:
    """JSON Lines of what could not be read: written as it comes, and there only if there is any."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, reject: Reject) -> None:
        """Write one line."""
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8", errors="backslashreplace")
        self._file.write(json.dumps(asdict(reject), ensure_ascii=False) + "\n")

    def hint(self, count: int) -> str:
        """Where to look, when there is anything to see."""
        return f"; see {self.path}" if count else ""


def write_rejects(path: Path, lines: Iterable[str]) -> None:
    """Write a file that holds these lines of JSON and no others; none where there are none."""
    from kg.files import whole_file

    whole = "".join(json.dumps(json.loads(line), ensure_ascii=False) + "\n" for line in lines)
    data = whole.encode("utf-8", "backslashreplace")
    if not data:
        path.unlink(missing_ok=True)
    elif not path.is_file() or path.read_bytes() != data:
        with whole_file(path) as output:
            output.write(data)
