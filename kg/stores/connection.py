"""Requests to a server: tried again where that may help, answered whole or not at all, and never sent elsewhere."""

import socket
import time
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from threading import Timer
from typing import IO
from urllib.parse import urljoin, urlsplit

import httpx

from kg.errors import QueryError, StoreError
from kg.stores.access import Patience
from kg.stores.credentials import Credentials

AGAIN = frozenset({429, 502, 503, 504})
# Bytes of an answer kept in memory before the rest goes to disk.
IN_MEMORY = 8 << 20
CONNECT_SECONDS = 10.0
REDIRECTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request, as it may be sent several times."""

    method: str
    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    # Whether a second time changes nothing, so that it may be tried again when it is not known what became of the first.
    repeatable: bool = True
    # Whether an answer that says no is an answer.
    any_status: bool = False
    # Whether "404 Not Found" is one: a graph that is not there is empty.
    missing_is_answer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Reply:
    """A server's whole answer. Its body is gone when nobody refers to it any more."""

    status: int
    headers: Mapping[str, str]
    body: IO[bytes]

    @property
    def media_type(self) -> str:
        """The kind of the body, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def excerpt(self) -> str:
        """The beginning of the body on one line, for messages."""
        self.body.seek(0)
        return " ".join(self.body.read(600).decode(errors="replace").split())[:300]


class _AgainError(Exception):
    """What may go better at the next try."""

    def __init__(self, message: str, pause: float = 0.0) -> None:
        super().__init__(message)
        self.pause = pause


class Connection:
    """A line to one server. `timeout` is the seconds that one answer may take in all."""

    def __init__(
        self, *, credentials: Credentials | None = None, timeout: float = 300.0, patience: Patience | None = None
    ) -> None:
        self.credentials = credentials
        self._timeout = timeout
        self._patience = patience or Patience()
        self._client = httpx.Client(
            auth=credentials.auth() if credentials is not None else None,
            timeout=httpx.Timeout(timeout, connect=min(CONNECT_SECONDS, timeout)),
            follow_redirects=False,
        )

    def send(self, request: Request) -> Reply:
        """The whole answer to a request. Raises StoreError, QueryError for a request that the server finds wrong."""
        pauses = self._patience.pauses()
        while True:
            try:
                return self._redirected(request)
            except _AgainError as error:
                pause = next(pauses, None)
                if pause is None:
                    raise StoreError(f"{_shown(request.url)} {error}") from error
                self._patience.sleep(max(pause, error.pause))

    def close(self) -> None:
        """Ends the line."""
        self._client.close()

    def _redirected(self, request: Request) -> Reply:
        url = request.url
        for _ in range(REDIRECTS + 1):
            reply = self._once(request, url)
            if reply.status not in {301, 302, 303, 307, 308}:
                return _checked(reply, request)
            target = urljoin(url, reply.headers.get("location", ""))
            if _origin(target) != _origin(url):
                raise StoreError(f"{_shown(url)} sends on to {_shown(target)}; give that address if you trust it")
            url = target
        raise StoreError(f"{_shown(request.url)} sends on in circles")

    def _once(self, request: Request, url: str) -> Reply:
        deadline = time.monotonic() + self._timeout
        try:
            with (
                self._client.stream(
                    request.method,
                    url,
                    params=dict(request.params) or None,
                    headers=dict(request.headers),
                    content=request.content,
                ) as response,
                _cut_off(response, deadline),
            ):
                return _whole(response)
        except httpx.ConnectError as error:
            raise _AgainError(f"cannot be reached: {error}") from error
        except httpx.TransportError as error:
            if isinstance(error, httpx.TimeoutException) or time.monotonic() >= deadline:
                raise QueryError(f"{_shown(url)} gave no whole answer within {self._timeout:g} s") from error
            if not request.repeatable:
                raise StoreError(
                    f"{_shown(url)} broke off ({error}); whether it took the update is not known"
                ) from error
            raise _AgainError(f"broke off: {error}") from error
        except httpx.InvalidURL as error:
            raise StoreError(f"{url} is no address: {error}") from error


@contextmanager
def _cut_off(response: httpx.Response, deadline: float) -> Iterator[None]:
    """Ends the answer at the deadline, however steadily it drips."""
    stream = response.extensions.get("network_stream")
    line = stream.get_extra_info("socket") if stream is not None else None
    timer = Timer(max(deadline - time.monotonic(), 0), _shut, [line])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _shut(line: socket.socket | None) -> None:
    if line is not None and line.fileno() >= 0:
        line.shutdown(socket.SHUT_RDWR)


def _whole(response: httpx.Response) -> Reply:
    # A body that ends before its stated length, or without the last chunk, raises here.
    body = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the reply takes it along
    reply = Reply(status=response.status_code, headers=response.headers, body=body)
    weakref.finalize(reply, body.close)
    for chunk in response.iter_bytes():
        body.write(chunk)
    body.seek(0)
    return reply


def _checked(reply: Reply, request: Request) -> Reply:
    missing = request.missing_is_answer and reply.status == HTTPStatus.NOT_FOUND
    if reply.status < HTTPStatus.BAD_REQUEST or request.any_status or missing:
        return reply
    said = f"{reply.status} {reply.excerpt()}".strip()
    if reply.status in AGAIN:
        after = reply.headers.get("retry-after", "")
        raise _AgainError(f"is not ready: {said}", min(float(after), 60.0) if after.isdigit() else 0.0)
    if reply.status == HTTPStatus.UNAUTHORIZED:
        raise StoreError(f"{_shown(request.url)} refuses these credentials, or wants some (--auth): {said}")
    if reply.status == HTTPStatus.FORBIDDEN:
        raise StoreError(f"{_shown(request.url)} does not allow it, or not to these credentials: {said}")
    if reply.status == HTTPStatus.BAD_REQUEST:
        raise QueryError(f"{_shown(request.url)} refuses: {said}")
    raise StoreError(f"{_shown(request.url)} fails: {said}")


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def _shown(url: str) -> str:
    """The address without what may be secret in it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
