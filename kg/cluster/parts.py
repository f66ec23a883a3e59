"""A partition → its part of the graph: a file of N-Quads, and a record of what is in it.

The function of one process over the documents of the partition, told how each stands to those of all partitions.
"""

import io
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import IO

import pyoxigraph as ox

from kg.cluster.jobs import Job
from kg.cluster.kept import read_chunk
from kg.documents import Document, Reject
from kg.errors import RunError
from kg.files import GraphWriter
from kg.graphs import Graph
from kg.ids import digest as digest_of
from kg.pipeline import Context, Read, Sink, Summary, build
from kg.sources.identity import FIRST, Verdict, settled

FOLDER = "parts"
RECORDS = "work/parts"
DEADLY = "the processes that read it died"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A partition to be built: the file of its documents, that one's digest, and how many there are.

    `verdicts` says, by their number, what those are that are not the first of their id and text; `deadly` are those that no
    process survives reading.
    """

    documents: str
    digest: str
    count: int
    verdicts: tuple[tuple[int, Verdict], ...] = ()
    deadly: frozenset[int] = frozenset()

    def key(self, job: Job) -> str:
        """The same for the same documents, read in the same way, whatever they were the death of."""
        verdicts = [(number, asdict(verdict)) for number, verdict in self.verdicts]
        return digest_of(json.dumps([job.expected, self.digest, verdicts]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is in a part: its file, that one's digest, size and lines; what was read and refused.

    `reference` says of each reference entity how many quads there are about it, since several parts tell of it.
    """

    file: str
    sha256: str
    bytes: int
    quads: int
    articles: int
    events: int
    claims: int
    reference: Mapping[str, int]
    rejects: tuple[Reject, ...]


@dataclass(slots=True)
class _Graphs:
    """Takes an article's graphs for a file, and counts what the graph of reference entities says of each."""

    writer: GraphWriter
    reference: Counter[str] = field(default_factory=Counter)

    def replace(self, graph: Graph) -> None:
        """Takes the quads for the whole of their graph."""
        self.writer.replace(graph)

    def merge_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> int:
        """Adds quads to a graph; says how many distinct ones there are."""
        distinct = set(quads)
        self.reference.update(str(quad.subject) for quad in distinct)
        return self.writer.merge_graph(graph, distinct)


class _Measured(io.RawIOBase):
    """Writes to a file, and knows the digest, size and lines of what was written."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self.digest = sha256()
        self.size = 0
        self.lines = 0

    def writable(self) -> bool:
        """True."""
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """Writes the bytes."""
        self.digest.update(data)
        self.size += len(data)
        self.lines += data.count(b"\n")
        return self._output.write(data)


def build_part(part: Part, job: Job) -> str:
    """Builds a part, unless it is there with the bytes that it should have, and says under which name its record is kept."""
    name = f"{RECORDS}/{part.key(job)}.json"
    if _is_built(job, name):
        return name
    record = job.read(lambda read, context: _build(part, job, read, context))
    job.folder.write(name, json.dumps(asdict(record)).encode())
    return name


def _is_built(job: Job, name: str) -> bool:
    """Whether there are a whole record of that name and its part, with the bytes that the record says."""
    if not job.folder.has(name):
        return False
    try:
        record = read_record(job, name)
    except RunError:
        return False
    return job.folder.digest(record.file) == record.sha256


def read_record(job: Job, name: str) -> Record:
    """The record of that name. Raises RunError for one that is damaged."""
    try:
        value = json.loads(job.folder.read(name))
    except ValueError as error:
        raise RunError(f"{job.folder.address}/{name} is damaged: {error}") from error
    rejects = tuple(Reject(**reject) for reject in value.pop("rejects"))
    return Record(**value, rejects=rejects)


def try_document(part: Part, number: int, job: Job) -> bool:
    """True when a document of a part has been read alone: whether the process survives that is the question."""
    document = list(read_chunk(job, part.documents))[number][1]
    return job.read(lambda read, _: bool(list(read([(number, document)]))))


def _build(part: Part, job: Job, read: Read, context: Context) -> Record:
    file = f"{FOLDER}/{part.key(job)}.nq"
    rejects: list[Reject] = []
    with tempfile.TemporaryFile() as spool:
        writer = GraphWriter(spool)
        graphs = _Graphs(writer)
        summary = build(
            _documents(part, job), read=read, context=context, sink=Sink(graphs=graphs, reject=rejects.append)
        )
        with job.folder.writing(file) as output:
            measured = _Measured(output)
            writer.write(measured, ox.RdfFormat.N_QUADS)  # type: ignore[arg-type]
    return Record(
        file=file,
        sha256=measured.digest.hexdigest(),
        bytes=measured.size,
        quads=measured.lines,
        articles=summary.articles,
        events=summary.events,
        claims=summary.claims,
        reference=dict(sorted(graphs.reference.items())),
        rejects=tuple(rejects),
    )


def _documents(part: Part, job: Job) -> Iterator[Document | Reject]:
    verdicts = dict(part.verdicts)
    for number, (position, document) in enumerate(read_chunk(job, part.documents)):
        if number in part.deadly:
            yield Reject(id=document.id, reason=DEADLY, position=position)
            continue
        kept = settled(document, verdicts.get(number, FIRST), position=position)
        if kept is not None:
            yield kept


def summed(records: Iterable[Record], *, rejects: int) -> Summary:
    """What all parts come to with so many rejects in all, each reference entity counted once."""
    reference: dict[str, int] = {}
    articles = events = claims = quads = 0
    for record in records:
        articles += record.articles
        events += record.events
        claims += record.claims
        quads += record.quads - sum(record.reference.values())
        reference.update(record.reference)
    quads += sum(reference.values())
    return Summary(articles=articles, events=events, claims=claims, quads=quads, rejects=rejects)
