"""Parses kept on disk, so that a rebuild after a change of words or names parses nothing again.

A parse is found by its text and by all that it comes from: the model's files, the libraries' versions, and the code that
stands before and around the parser. A record bears a digest of itself; one that is damaged is parsed anew.
"""

import hashlib
import inspect
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.errors import RunError
from kg.facts import SectionKind
from kg.nlp import embedding, matrices, parse, parsing, pipeline, recognising
from kg.nlp.parse import Entity, Parse, children_of, edges_of

FILE = "parses.sqlite"
LIBRARIES = ("spacy", "thinc", "numpy")
MODULES = (embedding, matrices, parse, parsing, pipeline, recognising)
DIGEST = 16
PATIENCE = 120.0
"""Seconds to wait for another process that writes to the same cache."""


class ParseCache:
    """The parses in a folder that one way of parsing has made. Several processes may share it."""

    def __init__(self, folder: Path, *, parser: bytes) -> None:
        self.path = folder / FILE
        self.parser = parser
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self.path, timeout=PATIENCE)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.execute("CREATE TABLE IF NOT EXISTS parse (key BLOB PRIMARY KEY, record BLOB) WITHOUT ROWID")
        except (OSError, sqlite3.Error) as error:
            raise RunError(f"{self.path} cannot be used as a cache of parses: {error}") from error

    def parses(self, texts: Iterable[str], parse_anew: Callable[[Iterable[str]], Iterator[Parse]]) -> Iterator[Parse]:
        """The texts' parses, in order: those that are kept, the others made and kept."""
        remaining = iter(texts)
        while batch := list(islice(remaining, pipeline.BATCH)):
            keys = [self._key(text) for text in batch]
            found = self._find(dict(zip(keys, batch, strict=True)))
            new = {key: text for key, text in zip(keys, batch, strict=True) if key not in found}
            made = dict(zip(new, parse_anew(new.values()), strict=True))
            self._keep(made)
            yield from ((found | made)[key] for key in keys)

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self.parser, digest_size=DIGEST).digest()

    def _find(self, wanted: dict[bytes, str]) -> dict[bytes, Parse]:
        keys = tuple(wanted)
        query = f"SELECT key, CAST(record AS BLOB) FROM parse WHERE key IN ({','.join('?' * len(keys))})"  # noqa: S608 - marks alone
        try:
            rows = self._database.execute(query, keys).fetchall()
        except sqlite3.Error as error:
            raise RunError(f"{self.path} cannot be read: {error}; delete it") from error
        read = ((key, read_parse(record or b"", wanted[key])) for key, record in rows)
        return {key: parse for key, parse in read if parse is not None}

    def _keep(self, made: dict[bytes, Parse]) -> None:
        if not made:
            return
        rows = [(key, write_parse(parse)) for key, parse in made.items()]
        try:
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO parse VALUES (?, ?)", rows)
        except sqlite3.Error as error:
            raise RunError(f"{self.path} cannot be written: {error}") from error


def parser_digest(nlp: Language) -> bytes:
    """A digest of all that a parse comes from besides its text."""
    parts = hashlib.blake2b(digest_size=DIGEST)
    parts.update(json.dumps([nlp.pipe_names, *(version(name) for name in LIBRARIES)]).encode())
    for file in sorted(path for path in Path(nlp.path or ".").rglob("*") if path.is_file()) if nlp.path else ():
        parts.update(file.read_bytes())
    for source in sorted({*map(inspect.getsource, MODULES), *_own_components(nlp)}):
        parts.update(source.encode())
    return parts.digest()


def _own_components(nlp: Language) -> Iterator[str]:
    for _, component in nlp.pipeline:
        module = inspect.getmodule(component)
        if module is not None and module.__name__.startswith("kg."):
            yield inspect.getsource(module)


def write_parse(made: Parse) -> bytes:
    """A parse as a record: a digest, then what cannot be told from the rest, compressed."""
    entities = [(entity.start, entity.end, entity.label) for entity in made.entities]
    columns = (made.words, made.lowers, made.lemmas, made.pos, made.tags, made.deps, made.heads, made.begins)
    packed = zlib.compress(json.dumps([*columns, made.sentences, entities]).encode(), level=1)
    return hashlib.blake2b(packed, digest_size=DIGEST).digest() + packed


def read_parse(record: bytes, text: str) -> Parse | None:
    """The parse of body text that starts at 0; None where the record is damaged."""
    digest, packed = record[:DIGEST], record[DIGEST:]
    if hashlib.blake2b(packed, digest_size=DIGEST).digest() != digest:
        return None
    *columns, sentences, entities = json.loads(zlib.decompress(packed))
    return _parse_of(text.replace("\n", " "), [tuple(column) for column in columns], sentences, entities)


def _parse_of(text: str, columns: Sequence[tuple[Any, ...]], sentences: Any, entities: Any) -> Parse:
    words, lowers, lemmas, pos, tags, deps, heads, begins = columns
    return Parse(
        text=text,
        offset=0,
        section=SectionKind.BODY,
        words=words,
        lowers=lowers,
        lemmas=lemmas,
        pos=pos,
        tags=tags,
        deps=deps,
        heads=heads,
        children=children_of(heads),
        edges=edges_of(heads),
        begins=begins,
        ends=tuple(begin + len(word) for begin, word in zip(begins, words, strict=True)),
        sentences=tuple((start, end) for start, end in sentences),
        sentence_of=tuple(n for n, (start, end) in enumerate(sentences) for _ in range(start, end)),
        entities=tuple(Entity(start=start, end=end, label=label) for start, end, label in entities),
    )
