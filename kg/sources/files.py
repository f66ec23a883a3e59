"""Paths given by a user → the files to read, each with its reader's name."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.documents import Reject
from kg.errors import InputError

STDIN = "-"
# The ending decides how a file is read; a named file or pipe without one is text.
TEXT_ENDINGS = frozenset({".txt", ".text", ""})
RECORD_ENDINGS = frozenset({".jsonl", ".ndjson"})
IN_FOLDERS = (TEXT_ENDINGS | RECORD_ENDINGS) - {""}


def check_paths(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths, each of which exists and can be of a kind that is read; raises InputError for the first that is not."""
    paths = tuple(paths)
    for path in paths:
        if path != STDIN:
            _check(Path(path))
    return paths


def find_files(path: str) -> Iterator[Path | Reject]:
    """The file itself, or all readable files below the folder, in the order of their names."""
    root = Path(path)
    if root.is_dir():
        yield from _walk(root)
    else:
        yield root


def _check(path: Path) -> None:
    if path.is_dir():
        if next(_walk(path), None) is None:
            raise InputError(f"{path}: the folder holds no file that ends in {', '.join(sorted(IN_FOLDERS))}")
    elif not path.exists():
        raise InputError(f"{path}: no such file or folder")
    elif path.suffix.lower() not in TEXT_ENDINGS | RECORD_ENDINGS:
        raise InputError(f"{path}: articles are read from files that end in {', '.join(sorted(IN_FOLDERS))}")


def _walk(folder: Path) -> Iterator[Path | Reject]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Reject(id=str(folder), reason=f"the folder cannot be read: {error.strerror}", position=str(folder))
        return
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        elif entry.suffix.lower() in IN_FOLDERS and entry.is_file():
            yield entry
