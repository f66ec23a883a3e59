"""All steps of a build on a cluster: sources are cut and read, duplicates settled, parts built, the manifest written."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import NoReturn, TypeVar

from kg.cluster.connecting import check_workers
from kg.cluster.finding import find_sources
from kg.cluster.jobs import Job, made_of
from kg.cluster.kept import FOLDER as DOCUMENTS
from kg.cluster.kept import LISTINGS, keep_documents, read_listing
from kg.cluster.parts import FOLDER as PARTS
from kg.cluster.parts import RECORDS, Part, Record, build_part, read_record, summed, try_document
from kg.cluster.pieces import Piece, Source, count_lines, cut, numbered
from kg.cluster.tasks import Calls
from kg.documents import Reject
from kg.errors import RunError
from kg.pipeline import Summary
from kg.sources.identity import FIRST, Seen

Item = TypeVar("Item")
Answer = TypeVar("Answer")

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Who is told of a build: of rejects, of what was guessed on reading, and how many of all pieces or parts are done."""

    reject: Callable[[Reject], None]
    note: Callable[[str], None]
    progress: Callable[[str, int, int], None] = field(default=lambda *_: None)


class StoppedError(Exception):
    """The user has stopped the build; the message says how far it came."""


def build_parts(articles: Iterable[str], job: Job, *, calls: Calls, watcher: Watcher) -> tuple[Summary, list[Record]]:
    """Builds the parts of the articles' graph in the job's folder, and says what they come to and which they are.

    What is in the folder is not done again; what is of another build there is dropped. Raises StoppedError when `calls` are
    stopped, RunError for a cluster that cannot do it, InputError for sources that are none.
    """
    check_workers(calls.client, job)
    run = _Run(job=job, calls=calls, watcher=watcher)
    job.folder.drop([MANIFEST])
    listings = run.read_sources(run.pieces(articles))
    parts = list(run.settle(listings))
    names = run.build(parts)
    records = [read_record(job, name) for name in names]
    for record in records:
        for reject in record.rejects:
            run.refuse(reject)
    summary = summed(records, rejects=run.rejects)
    run.finish(summary, records, keep={*listings, *names, *(part.documents for part in parts)})
    return summary, records


@dataclass(slots=True, kw_only=True)
class _Run:
    """A build under way, and how much of its sources was refused."""

    job: Job
    calls: Calls
    watcher: Watcher
    rejects: int = 0

    def refuse(self, reject: Reject) -> None:
        """Counts what could not be read, and hands it on."""
        self.rejects += 1
        self.watcher.reject(reject)

    def pieces(self, articles: Iterable[str]) -> list[Piece]:
        """The sources, cut; the ranges of those that are large know their lines' numbers."""
        sources: list[Source] = []
        for found in find_sources(articles, apart=self.job.folder):
            if isinstance(found, Reject):
                self.refuse(found)
            else:
                sources.append(found)
        pieces = list(cut(sources, size=self.job.size))
        ranges = [piece for piece in pieces if piece.end is not None]
        counts = self._all("ranges", count_lines, ranges, _deadly)
        return numbered(pieces, dict(zip(ranges, counts, strict=True)))

    def read_sources(self, pieces: Sequence[Piece]) -> list[str]:
        """The names of the pieces' listings."""
        return self._all("sources", partial(keep_documents, job=self.job), pieces, _deadly)

    def settle(self, listings: Iterable[str]) -> Iterator[Part]:
        """The parts to build: which document is the first of its id and text is told by all that come before, wherever."""
        with closing(Seen()) as seen:
            for name in listings:
                listing = read_listing(self.job, name)
                for note in listing.notes:
                    self.watcher.note(note)
                for reject in listing.rejects:
                    self.refuse(reject)
                for chunk in listing.chunks:
                    verdicts = [(number, seen.judge(*known)) for number, known in enumerate(chunk.known)]
                    others = tuple((number, verdict) for number, verdict in verdicts if verdict != FIRST)
                    yield Part(documents=chunk.name, digest=chunk.digest, count=len(chunk.known), verdicts=others)

    def build(self, parts: Sequence[Part]) -> list[str]:
        """The names of the parts' records."""
        return self._all("parts", partial(build_part, job=self.job), parts, self._without_deadly)

    def _without_deadly(self, part: Part) -> str:
        """The name of the record of a part, some documents of which end the processes that read them."""
        trying = partial(try_document, part, job=self.job)
        # One after the other: what waits beside a deadly one shares its blame.
        deadly = frozenset(n for n in range(part.count) if not all(self._one(trying, n)))
        for name in self._one(partial(build_part, job=self.job), replace(part, deadly=deadly)):
            if name is not None:
                return name
        if self.calls.stopped():
            raise StoppedError("the last part is not done")
        raise RunError(
            f"{self.job.folder.address}/{part.documents}: each process that reads it dies, but of none of its documents "
            "alone: give workers more memory, or make partitions smaller"
        )

    def _one(self, function: Callable[[Item], Answer], item: Item) -> list[Answer | None]:
        return [answer for _, answer in self.calls.answers(function, [item])]

    def _all(
        self,
        stage: str,
        function: Callable[[Item], Answer],
        items: Sequence[Item],
        otherwise: Callable[[Item], Answer],
    ) -> list[Answer]:
        """What the function makes of each item, in order. Raises StoppedError when not all were begun."""
        found: dict[int, Answer] = {}
        for number, answer in self.calls.answers(function, items):
            found[number] = otherwise(items[number]) if answer is None else answer
            self.watcher.progress(stage, len(found), len(items))
        if len(found) < len(items):
            raise StoppedError(f"{len(found):,} of {len(items):,} {stage} are done")
        return [found[number] for number in range(len(items))]

    def finish(self, summary: Summary, records: Sequence[Record], *, keep: set[str]) -> None:
        """Drops what other builds have left, and writes the manifest."""
        files = {record.file for record in records}
        there = {name for folder in (PARTS, RECORDS, LISTINGS, DOCUMENTS) for name in self.job.folder.names(folder)}
        if not files | keep <= there:
            raise RunError(f"{self.job.folder.address} has lost files of this build: is another one using it?")
        self.job.folder.drop(sorted(there - files - keep))
        self.job.folder.write(MANIFEST, _manifest(summary, records, self.job))


def _deadly(piece: Piece) -> NoReturn:
    raise RunError(f"each process that reads {', '.join(source.name for source in piece.sources[:3])} dies")


def _manifest(summary: Summary, records: Iterable[Record], job: Job) -> bytes:
    parts = [
        {
            "file": record.file,
            "sha256": record.sha256,
            "bytes": record.bytes,
            "quads": record.quads,
            "articles": record.articles,
        }
        for record in records
    ]
    value = {**asdict(summary), "made_with": made_of(job.recipe), "parts": parts}
    return json.dumps(value, indent=1).encode() + b"\n"
