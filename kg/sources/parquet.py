"""Parquet → one document a row, or the reason why the row is none."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import InputError
from kg.sources.articles import read_article
from kg.sources.fields import NAMES, is_called, known_names
from kg.sources.settings import Positioned, Settings, reject

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

# Rows that are unpacked at once: few, since an article may be long.
BATCH = 64


def read_parquet(stream: BinaryIO, *, name: str, settings: Settings) -> Iterator[Positioned]:
    """For each row its position ("file:row") and its document. Raises InputError for what is no Parquet."""
    import pyarrow as pa
    from pyarrow import parquet

    if not stream.seekable():
        raise InputError("Parquet is packed in itself and can be read from a file of its own only: unpack it first")
    try:
        yield from _read_rows(parquet.ParquetFile(stream), name, settings)
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"no Parquet, or broken: {str(error).splitlines()[0]}") from error


def _read_rows(file: "ParquetFile", name: str, settings: Settings) -> Iterator[Positioned]:
    columns = [column for column in file.schema_arrow.names if _is_wanted(column, settings)]
    if not any(is_called(column, "text", settings.fields) for column in columns):
        wanted = ", ".join(known_names("text", settings.fields))
        yield reject(name, f"no column is called {wanted}: say which is with --map text=COLUMN")
        return
    number = 0
    for batch in file.iter_batches(batch_size=BATCH, columns=columns):
        for record in batch.to_pylist():
            number += 1
            position = f"{name}:{number}"
            yield position, read_article(record, position=position, settings=settings)


def _is_wanted(column: str, settings: Settings) -> bool:
    return any(is_called(column, field, settings.fields) for field in NAMES)
