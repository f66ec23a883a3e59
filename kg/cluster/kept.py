"""The documents of a piece, kept where all workers see them: files of as many as make a partition, and what is known of each.

They are read from their sources once, so that a partition is as large as its documents make it, however they were packed,
and all that tells two documents apart is known before the first one is parsed.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256

from kg.cluster.jobs import Job
from kg.cluster.pieces import Piece, read_piece
from kg.documents import Document, Reject, content_of, document_of
from kg.errors import RunError
from kg.ids import digest
from kg.sources.identity import text_number
from kg.sources.languages import in_english

FOLDER = "work/documents"
LISTINGS = "work/sources"
# JSON writes it otherwise within its strings.
SEPARATOR = b"\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A file of documents, its digest, and of each document its id and the number of its text."""

    name: str
    digest: str
    known: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a piece holds: documents in chunks, rejects, and notes of what was guessed or mended."""

    chunks: tuple[Chunk, ...]
    rejects: tuple[Reject, ...]
    notes: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What is known of a piece so far, and the documents of the chunk to come."""

    job: Job
    key: str
    chunks: list[Chunk] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    waiting: list[tuple[str, Document]] = field(default_factory=list)

    def close(self) -> None:
        """Writes the documents that wait."""
        if not self.waiting:
            return
        name = f"{FOLDER}/{self.key}-{len(self.chunks):05}.gz"
        lines = b"".join(map(write_line, self.waiting))
        self.job.folder.write(name, gzip.compress(lines, compresslevel=1, mtime=0))
        known = tuple((document.id, text_number(document.text)) for _, document in self.waiting)
        self.chunks.append(Chunk(name=name, digest=sha256(lines).hexdigest(), known=known))
        self.waiting = []


def keep_documents(piece: Piece, job: Job) -> str:
    """Reads a piece, unless that was done before, and says under which name its listing is kept."""
    job.check()
    key = _key(piece, job)
    name = f"{LISTINGS}/{key}.json.gz"
    if _is_kept(job, name):
        return name
    reading, notes = _Reading(job=job, key=key), list[str]()
    size = 0
    for position, record in in_english(read_piece(piece, replace(job.settings, note=notes.append))):
        if isinstance(record, Reject):
            reading.rejects.append(record)
            continue
        if reading.waiting and size + len(record.text) > job.size:
            reading.close()
            size = 0
        reading.waiting.append((position, record))
        size += len(record.text)
    reading.close()
    listing = Listing(chunks=tuple(reading.chunks), rejects=tuple(reading.rejects), notes=tuple(notes))
    job.folder.write(name, gzip.compress(json.dumps(asdict(listing)).encode(), mtime=0))
    return name


def _is_kept(job: Job, name: str) -> bool:
    """Whether there are a whole listing of that name and the files of which it tells."""
    try:
        return job.folder.has(name) and all(job.folder.has(chunk.name) for chunk in read_listing(job, name).chunks)
    except RunError:
        return False


def read_listing(job: Job, name: str) -> Listing:
    """The listing of that name. Raises RunError for one that is damaged."""
    value = json.loads(_unpacked(job, name))
    chunks = (
        Chunk(
            name=chunk["name"],
            digest=chunk["digest"],
            known=tuple((id_, number) for id_, number in chunk["known"]),
        )
        for chunk in value["chunks"]
    )
    rejects = tuple(Reject(**reject) for reject in value["rejects"])
    return Listing(chunks=tuple(chunks), rejects=rejects, notes=tuple(value["notes"]))


def read_chunk(job: Job, name: str) -> Iterator[tuple[str, Document]]:
    """The documents of a file with their positions, in order. Raises RunError for one that is damaged."""
    return map(read_line, _unpacked(job, name).splitlines())


def _unpacked(job: Job, name: str) -> bytes:
    try:
        return gzip.decompress(job.folder.read(name))
    except (OSError, EOFError, zlib.error) as error:
        raise RunError(
            f"{job.folder.address}/{name} is damaged: {error}; delete it and give the same command"
        ) from error


def write_line(positioned: tuple[str, Document]) -> bytes:
    """A document with its position, as a line."""
    position, document = positioned
    return json.dumps(position).encode() + SEPARATOR + content_of(document) + b"\n"


def read_line(line: bytes) -> tuple[str, Document]:
    """The position and the document of a line."""
    position, _, content = line.partition(SEPARATOR)
    return json.loads(position), document_of(content)


def _key(piece: Piece, job: Job) -> str:
    """The same for the same bytes, read in the same way and cut alike."""
    settings = [job.settings.published, job.settings.publisher, sorted(job.settings.fields.items())]
    return digest(json.dumps([asdict(piece), settings, job.size, job.expected], default=str))
