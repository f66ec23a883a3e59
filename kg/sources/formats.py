"""The formats of files: which ending is read by what, and what packs others."""

import importlib.util
from collections.abc import Mapping
from pathlib import PurePath

from kg.sources.crawls import read_crawl
from kg.sources.feeds import read_feed
from kg.sources.json_files import read_json
from kg.sources.pages import read_page
from kg.sources.parquet import read_parquet
from kg.sources.records import read_records
from kg.sources.settings import Reader
from kg.sources.tables import read_table
from kg.sources.texts import read_text

# The ending decides how a file is read; a named file or pipe without one is text.
READERS: Mapping[str, Reader] = {
    "": read_text,
    ".txt": read_text,
    ".text": read_text,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".jsonl": read_records,
    ".ndjson": read_records,
    ".json": read_json,
    ".csv": read_table,
    ".tsv": read_table,
    ".parquet": read_parquet,
    ".warc": read_crawl,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
}
PACKED = frozenset({".gz", ".zst"})
ARCHIVE = ".zip"
# Libraries too large to come with every installation: the module, and the extra of our package that brings it.
OPTIONAL = {".parquet": ("pyarrow", "parquet"), ".zst": ("zstandard", "zst")}


def ending_of(name: str) -> str:
    """The last ending, in lower case.

    >>> ending_of("news.jsonl.GZ")
    '.gz'
    """
    return PurePath(name).suffix.lower()


def unpacked(name: str) -> str:
    """The name of what is packed in the file of a name: the name without the packer's ending.

    >>> unpacked("news.jsonl.gz")
    'news.jsonl'
    """
    return name[: -len(ending_of(name))] if ending_of(name) in PACKED else name


def reader_of(name: str) -> Reader | None:
    """What reads the articles in a file of that name, unpacked; None for an archive and for other kinds."""
    return READERS.get(ending_of(unpacked(name)))


def is_archive(name: str) -> bool:
    """Whether the file of that name holds other files."""
    return ending_of(name) == ARCHIVE


def in_words() -> str:
    """The endings that are read, for messages."""
    return f"{', '.join(sorted(READERS.keys() - {''}))}, these as {' or '.join(sorted(PACKED))}, or {ARCHIVE}"


def missing_library(name: str) -> str | None:
    """What to install before a file of that name can be read, if anything."""
    for ending in (ending_of(name), ending_of(unpacked(name))):
        module, extra = OPTIONAL.get(ending, ("", ""))
        if module and importlib.util.find_spec(module) is None:
            return f"{ending} needs {module}: pip install 'conflict-kg[{extra}]'"
    return None
