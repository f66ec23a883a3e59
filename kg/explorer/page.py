"""The web page over a store: its files, the questions that it offers, and the words behind what is clicked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeAlias

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import OntologyError, QueryError, StoreError
from kg.explorer.evidence import View
from kg.explorer.showing import shown
from kg.namespaces import BASE, CKG
from kg.ontology import Ontology, load_ontology
from kg.queries import TYPES, NamedQuery, bind, check_terms, find_query, load_queries
from kg.rdf import PREFIXES
from kg.resources import data_folder
from kg.stores import Store
from kg.stores.binding import bound_text

# Nothing comes from elsewhere, nothing goes there, and no other page may put this one into a frame.
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}

PREFIX = next(prefix for prefix, iri in PREFIXES.items() if iri == CKG)

Opened: TypeAlias = Callable[[], Store]


def routes(opened: Opened) -> tuple[BaseRoute, ...]:
    """The page's routes, over the store that a function gives."""
    folder = data_folder("queries")
    page = Page(
        opened=opened,
        ontology=load_ontology(),
        questions=load_queries(folder),
        unlisted=load_queries(folder / "explorer"),
    )
    return (
        Route("/", page.home),
        Route("/questions", page.list_questions),
        Route("/questions/{name}", page.ask),
        Route("/explain", page.explain),
        Mount("/web", StaticFiles(directory=data_folder("web"))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What answers the page's requests."""

    opened: Opened
    ontology: Ontology
    questions: Mapping[str, NamedQuery]
    # What the page asks by itself.
    unlisted: Mapping[str, NamedQuery]

    async def home(self, _: Request) -> Response:
        """The page."""
        return FileResponse(data_folder("web") / "index.html", headers=HEADERS)

    async def list_questions(self, _: Request) -> Response:
        """The questions with their parameters, the terms of the ontology, and by what IRIs are shortened."""
        listed = [_described(question) for question in self.questions.values()]
        terms = sorted(f"{PREFIX}:{name}" for name in self.ontology.terms if ":" not in name)
        return JSONResponse({"base": BASE, "prefixes": PREFIXES, "terms": terms, "questions": listed})

    async def ask(self, request: Request) -> Response:
        """The SPARQL of a question with its parameters filled in."""
        try:
            question = find_query({**self.questions, **self.unlisted}, request.path_params["name"])
        except QueryError as error:
            raise HTTPException(HTTPStatus.NOT_FOUND, str(error)) from error
        try:
            bindings = bind(question, dict(request.query_params))
            check_terms(question, bindings, self.ontology)
            return PlainTextResponse(bound_text(question.body, bindings))
        except (QueryError, OntologyError) as error:
            raise HTTPException(HTTPStatus.BAD_REQUEST, str(error)) from error

    async def explain(self, request: Request) -> Response:
        """What the store says of a thing, and the sentences that say so."""
        try:
            node = ox.NamedNode(request.query_params.get("iri", ""))
        except ValueError as error:
            raise HTTPException(HTTPStatus.BAD_REQUEST, f"iri: {error}") from error
        return JSONResponse(await run_in_threadpool(self._explained, node))

    def _explained(self, node: ox.NamedNode) -> Mapping[str, object]:
        try:
            store = self.opened()
        except StoreError as error:
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, str(error)) from error
        if not any(True for _ in store.match(node)):
            raise HTTPException(HTTPStatus.NOT_FOUND, f"nothing is known of {node.value}")
        return shown(View(store=store, node=node, ancestors=self.ontology.ancestors))


def _described(question: NamedQuery) -> Mapping[str, object]:
    parameters = [
        {
            "name": parameter.name,
            "text": parameter.text,
            "wanted": TYPES[parameter.type][1],
            "required": parameter.required,
            "default": parameter.default,
        }
        for parameter in question.parameters
    ]
    return {
        "name": question.name,
        "title": question.title,
        "description": question.description,
        "parameters": parameters,
    }
