"""Graphs to and from a server: by its Graph Store Protocol, its bulk path, else by updates of a size that it takes."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from string import Template

import pyoxigraph as ox

from kg.resources import data_folder
from kg.stores.asking import CONSTRUCT, ask_server, triples_of
from kg.stores.binding import bound_text
from kg.stores.connection import Connection, Request
from kg.stores.kinds import Service

N_QUADS, N_TRIPLES = ox.RdfFormat.N_QUADS.media_type, ox.RdfFormat.N_TRIPLES.media_type
TURTLE = ox.RdfFormat.TURTLE.media_type
UPDATE = "application/sparql-update"
STAGING = "urn:conflict-kg:loading:"


class Sender:
    """What puts graphs to a server, each whole or not at all."""

    def __init__(self, service: Service, connection: Connection) -> None:
        self.service = service
        self._connection = connection
        self._texts = texts("*.ru")
        self._content = texts("content.rq")["content"]

    def content(self, graph: ox.NamedNode) -> Iterator[ox.Triple]:
        """All triples of a graph; none of one that is not there."""
        if self.service.graphs is None:
            query = bound_text(self._content, {"graph": graph})
            return triples_of(ask_server(self._connection, self.service.query, query, form=CONSTRUCT, params={}))
        request = Request(
            method="GET",
            url=self.service.graphs,
            params={"graph": graph.value},
            headers={"Accept": N_TRIPLES},
            missing_is_answer=True,
        )
        reply = self._connection.send(request)
        return iter(()) if reply.status == HTTPStatus.NOT_FOUND else triples_of(reply)

    def put(self, graph: ox.NamedNode, triples: Sequence[bytes]) -> None:
        """Takes lines of N-Triples, each with its end, for the whole of a graph: at once, or beside it and then copied."""
        if not triples:
            self.drop(graph)
        elif self.service.graphs is not None:
            head = self.service.kind.head
            content = b"".join((head, *triples))
            type_ = TURTLE if head else N_TRIPLES
            self._send("PUT", self.service.graphs, content, type_=type_, params={"graph": graph.value})
        elif len(triples) <= self.service.kind.batch:
            self.update(f"{self._text('drop', graph)} ; {self._text('insert', graph, triples)}")
        else:
            self._put_staged(graph, triples)

    def _put_staged(self, graph: ox.NamedNode, triples: Sequence[bytes]) -> None:
        staged = ox.NamedNode(STAGING + hashlib.blake2b(graph.value.encode(), digest_size=12).hexdigest())
        self.update(self._text("drop", staged))
        size = self.service.kind.batch
        for start in range(0, len(triples), size):
            self.update(self._text("insert", staged, triples[start : start + size]))
        self.update(Template(self._texts["take"]).substitute(staged=staged.value, graph=graph.value))
        self.update(self._text("drop", staged))

    def add(self, quads: bytes, *, fast: bool) -> None:
        """Adds lines of N-Quads by the server's bulk path; `fast` for many at once."""
        assert self.service.bulk is not None
        self._send("POST", self.service.bulk, quads, type_=N_QUADS, params=self.service.kind.fast if fast else {})

    def drop(self, graph: ox.NamedNode) -> None:
        """Drops a graph, if it is there."""
        if self.service.graphs is None:
            self.update(self._text("drop", graph))
            return
        params = {"graph": graph.value}
        request = Request(method="DELETE", url=self.service.graphs, params=params, missing_is_answer=True)
        self._connection.send(request)

    def update(self, text: str, *, repeatable: bool = True) -> None:
        """Runs an update; `repeatable` for one that changes nothing when it is run a second time."""
        self._send("POST", self.service.update, text.encode(), type_=UPDATE, params={}, repeatable=repeatable)

    def _send(  # noqa: PLR0913 - the parts of a request
        self, method: str, url: str, content: bytes, *, type_: str, params: Mapping[str, str], repeatable: bool = True
    ) -> None:
        request = Request(
            method=method,
            url=url,
            params=params,
            headers={"Content-Type": type_},
            content=content,
            repeatable=repeatable,
        )
        self._connection.send(request)

    def _text(self, name: str, graph: ox.NamedNode, triples: Sequence[bytes] = ()) -> str:
        return Template(self._texts[name]).substitute(graph=graph.value, triples=b"".join(triples).decode())


def texts(pattern: str) -> dict[str, str]:
    """Name → text of the queries and updates with which stores are dealt with."""
    folder: Path = data_folder("queries") / "stores"
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.glob(pattern)}
