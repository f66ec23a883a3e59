"""CSV and TSV → one document a row, or the reason why the row is none."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from kg.sources.articles import read_article
from kg.sources.decoding import decode, is_wide
from kg.sources.fields import is_called, known_names
from kg.sources.lines import read_all_lines
from kg.sources.settings import MAX_CHARACTERS, MAX_RECORD_BYTES, Positioned, Settings, reject

# Spreadsheets write what is called CSV with semicolons where the comma divides decimals.
DELIMITERS = ",;\t|"


def read_table(
    stream: BinaryIO, *, name: str, settings: Settings, limit: int = MAX_RECORD_BYTES
) -> Iterator[Positioned]:
    """For each row its position ("file:line", the row's last) and its document; the first row names the columns."""
    # The csv module keeps this for the whole process; its default is shorter than many an article.
    csv.field_size_limit(MAX_CHARACTERS)
    lines = Lines(stream, name=name, settings=settings, limit=limit)
    head = next(lines, "")
    delimiter = max(DELIMITERS, key=head.count)
    try:
        columns = next(csv.reader([head], delimiter=delimiter), [])
    except csv.Error:
        columns = []
    if lines.rejects or not any(is_called(column, "text", settings.fields) for column in columns):
        wanted = ", ".join(known_names("text", settings.fields))
        yield from lines.rejects or [reject(name, f"no column is called {wanted}: say which is with --map text=COLUMN")]
        return
    for position, row in _rows(csv.reader(lines, delimiter=delimiter), lines):
        yield from lines.rejects
        lines.rejects.clear()
        if isinstance(row, csv.Error):
            yield reject(position, f"no row of a table: {row}")
        elif row:
            record = dict(zip(columns, row, strict=False))
            yield position, read_article(record, position=position, settings=settings)
    yield from lines.rejects


class Lines(Iterator[str]):
    """The decoded lines of a table; those that are no text or too long are left out and rejected."""

    def __init__(self, stream: BinaryIO, *, name: str, settings: Settings, limit: int) -> None:
        self.rejects: list[Positioned] = []
        self.position = name
        self._name = name
        self._note = settings.note
        self._lines = read_all_lines(stream, limit=limit)
        self._limit = limit

    def __next__(self) -> str:
        """The next line that is text."""
        for number, line in self._lines:
            self.position = f"{self._name}:{number}"
            if line is None:
                self.rejects.append(reject(self.position, f"a line of more than {self._limit:,} bytes"))
            elif number == 1 and is_wide(line):
                self.rejects.append(reject(self._name, "a table is UTF-8, not UTF-16 or UTF-32"))
            elif (decoded := decode(line)) is None:
                self.rejects.append(reject(self.position, "not text in any known encoding"))
            else:
                for note in decoded.notes:
                    self._note(f"{self.position}: {note}")
                return decoded.text
        raise StopIteration


def _rows(rows: Iterator[list[str]], lines: Lines) -> Iterator[tuple[str, list[str] | csv.Error]]:
    """Each row, or what is wrong with it; after that the next line begins another."""
    while True:
        try:
            row = next(rows)
        except csv.Error as error:
            yield lines.position, error
        except StopIteration:
            return
        else:
            yield lines.position, row
