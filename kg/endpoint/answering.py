"""What a store answers to a question, written to a file; what it refuses, as a status and the reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import IO, TypedDict

import pyoxigraph as ox

from kg.endpoint.formats import RESULTS, TRIPLES, Format, chosen
from kg.endpoint.questions import Question
from kg.errors import QueryError
from kg.rdf import PREFIXES
from kg.stores import OxigraphStore
from kg.stores.binding import refuse_leaving
from kg.stores.forms import Found, query_fault
from kg.stores.protocol import Dataset

LONGEST_REASON = 2_000


class Outcome(TypedDict):
    """What became of a question: a status, and the media type of the answer or the reason why there is none."""

    status: int
    text: str


class TooLargeError(Exception):
    """More was written than may be."""


@dataclass(slots=True)
class Measured:
    """A file that takes so many bytes and no more."""

    file: IO[bytes]
    left: int

    def write(self, data: bytes) -> int:
        """Writes all of the bytes, or raises TooLargeError."""
        self.left -= len(data)
        if self.left < 0:
            raise TooLargeError
        return self.file.write(data)

    def flush(self) -> None:
        """Nothing is held back."""


def answer(store: OxigraphStore, question: Question, *, into: Path, most: int) -> Outcome:
    """Writes the answer to a file of at most so many bytes."""
    try:
        refuse_leaving(question.query, "SERVICE")
    except QueryError as error:
        return _refusal(HTTPStatus.FORBIDDEN, str(error))
    try:
        found = store.query(question.query, dataset=_dataset(question))
    except ValueError as error:
        return _refusal(HTTPStatus.BAD_REQUEST, f"a graph's name is no IRI: {error}")
    except QueryError as error:
        is_broken = isinstance(error.__cause__, SyntaxError | ValueError)
        return _refusal(HTTPStatus.BAD_REQUEST if is_broken else HTTPStatus.INTERNAL_SERVER_ERROR, str(error))
    return _written(found, question.accept, into=into, most=most)


def _written(found: Found, accept: str, *, into: Path, most: int) -> Outcome:
    offered: Mapping[str, Format] = TRIPLES if isinstance(found, ox.QueryTriples) else RESULTS
    type_ = chosen([*offered], accept)
    if type_ is None:
        return _refusal(HTTPStatus.NOT_ACCEPTABLE, f"there are {', '.join(offered)}; {accept} names none of them")
    try:
        with into.open("wb") as file:
            _write(found, Measured(file, most), offered[type_])
    except TooLargeError:
        reason = f"the answer has more than {most:,} bytes: ask for less, or a part at a time with LIMIT and OFFSET"
        return _refusal(HTTPStatus.INTERNAL_SERVER_ERROR, reason)
    except (RuntimeError, OSError, ValueError) as error:
        return _refusal(HTTPStatus.INTERNAL_SERVER_ERROR, query_fault(error))
    return Outcome(status=HTTPStatus.OK, text=type_)


def _write(found: Found, output: Measured, format_: Format) -> None:
    if isinstance(found, ox.QueryTriples):
        assert isinstance(format_, ox.RdfFormat)
        ox.serialize(found, output, format_, prefixes=PREFIXES)  # type: ignore[arg-type]
    else:
        assert isinstance(format_, ox.QueryResultsFormat)
        found.serialize(output, format_)  # type: ignore[arg-type]


def _dataset(question: Question) -> Dataset | None:
    if not (question.default_graphs or question.named_graphs):
        return None
    return Dataset(default=_nodes(question.default_graphs), named=_nodes(question.named_graphs))


def _nodes(names: Iterable[str]) -> tuple[ox.NamedNode, ...]:
    return tuple(map(ox.NamedNode, names))


def _refusal(status: HTTPStatus, reason: str) -> Outcome:
    return Outcome(status=status, text=reason[:LONGEST_REASON])
