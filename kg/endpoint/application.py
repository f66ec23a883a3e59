"""The endpoint as an ASGI application."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import IO

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from kg import __version__
from kg.endpoint.answering import Outcome
from kg.endpoint.description import described
from kg.endpoint.formats import TRIPLES, chosen
from kg.endpoint.limits import Limits
from kg.endpoint.questions import FORM, LARGEST, QUERY, Body, Question, asked_by_address, asked_by_body
from kg.endpoint.workers import BusyError, Workers

SPARQL, HEALTH = "/sparql", "/health"
HTML = "text/html"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
# Bytes: what is sent at once, and what is worth compressing.
CHUNK = 65_536
WORTH = 1_000
BUSY_SECONDS = "5"


def application(
    folder: Path, *, limits: Limits, origins: Sequence[str] = (), pages: Sequence[BaseRoute] = ()
) -> Starlette:
    """The endpoint over the store in a folder, at /sparql, with /health and pages beside it, the first for people.

    Pages from the origins named may ask it from a browser; "*" names all.
    """
    endpoint = Endpoint(Workers(folder, limits), has_pages=bool(pages))
    middleware = [Middleware(GZipMiddleware, minimum_size=WORTH)]
    if origins:
        cors = Middleware(CORSMiddleware, allow_origins=list(origins), allow_methods=METHODS, allow_headers=["*"])
        middleware.insert(0, cors)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await endpoint.workers.start()
        yield
        await endpoint.workers.end()

    own = [Route(SPARQL, endpoint.sparql, methods=METHODS), Route(HEALTH, endpoint.health)]
    made = Starlette(
        routes=[*own, *pages],
        middleware=middleware,
        exception_handlers={HTTPException: _refused},  # type: ignore[dict-item]
        lifespan=lifespan,
    )
    made.state.workers = endpoint.workers
    return made


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What answers requests, with the processes that it has queries run in."""

    workers: Workers
    has_pages: bool

    async def sparql(self, request: Request) -> Response:
        """The answer to a query; the service's description where there is none."""
        if request.method == "OPTIONS":
            headers = {"Allow": ", ".join(METHODS), "Accept-Post": f"{FORM}, {QUERY}"}
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
        accept = ", ".join(request.headers.getlist("accept")) or "*/*"
        given = request.scope["query_string"]
        if request.method == "POST":
            body = Body(content=await _content(request), type=request.headers.get("content-type", ""))
            return await self._answered(request, asked_by_body(given, body, accept))
        question = asked_by_address(given, accept)
        return self._described(request, accept) if question is None else await self._answered(request, question)

    def _described(self, request: Request, accept: str) -> Response:
        """The description of the service; for a browser, the page for people."""
        pages = [HTML] if self.has_pages else []
        type_ = chosen([*TRIPLES, *pages], accept)
        if type_ is None:
            raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, f"the description comes as {', '.join(TRIPLES)}")
        if type_ == HTML:
            return RedirectResponse("/", HTTPStatus.SEE_OTHER, headers=NEGOTIATED)
        address = str(request.url.replace(query=""))
        return Response(described(address, type_), media_type=type_, headers=NEGOTIATED)

    async def health(self, _: Request) -> Response:
        """That the server is there, and how many queries run."""
        running = self.workers.running
        return JSONResponse({"status": "ok", "version": __version__, "queries": running}, headers=NOT_KEPT)

    async def _answered(self, request: Request, question: Question) -> Response:
        file = tempfile.NamedTemporaryFile(prefix="kg-answer-")  # noqa: SIM115 - the response closes it
        try:
            outcome = await self._outcome(request, question, Path(file.name))
            return _answer(file, outcome)
        except BaseException:
            file.close()
            raise

    async def _outcome(self, request: Request, question: Question, into: Path) -> Outcome:
        """What became of the question; a query whose asker has gone is ended."""
        answered = asyncio.ensure_future(self.workers.answer(question, into))
        gone = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait({answered, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not answered.done():
                raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, "the asker has gone")
            return answered.result()
        except BusyError as error:
            reason = "too many queries run and wait already"
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, reason, {"Retry-After": BUSY_SECONDS}) from error
        finally:
            answered.cancel()
            gone.cancel()
            await asyncio.gather(answered, gone, return_exceptions=True)


NOT_KEPT = {"Cache-Control": "no-cache"}
NEGOTIATED = {"Vary": "Accept", **NOT_KEPT}


async def _content(request: Request) -> bytes:
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"requests have at most {LARGEST:,} bytes")
    return bytes(content)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _answer(file: IO[bytes], outcome: Outcome) -> Response:
    """The answer that a file holds, which is gone when it is sent."""
    if outcome["status"] != HTTPStatus.OK:
        raise HTTPException(outcome["status"], outcome["text"])
    size = os.fstat(file.fileno()).st_size
    if size > CHUNK:
        headers = {"Content-Length": str(size), **NEGOTIATED}
        return StreamingResponse(_chunks(file), media_type=outcome["text"], headers=headers)
    with file:
        return Response(file.read(), media_type=outcome["text"], headers=NEGOTIATED)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk


async def _refused(_: Request, error: HTTPException) -> Response:
    return PlainTextResponse(f"{error.detail}\n", error.status_code, headers=error.headers)
