"""Whether a graph looks as the shapes say it must, and where in which article it does not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.facts import Span
from kg.namespaces import CKG
from kg.ontology import Ontology
from kg.rdf.terms import standard
from kg.resources import data_folder

# From a node to the words it was read from, or to a node that has some: along properties, then against them.
TOWARDS_EVIDENCE = tuple(URIRef(CKG + name) for name in ("trigger", "between", "reportedAs"))
FROM_EVIDENCE = (URIRef(standard("itsrdf:taIdentRef").value), URIRef(CKG + "casualties"))
FARTHEST = 3
SUBCLASS = standard("rdfs:subClassOf")
BEGIN, END, ARTICLE = (
    URIRef(standard(name).value) for name in ("nif:beginIndex", "nif:endIndex", "nif:referenceContext")
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """A node that breaks a shape.

    `path` is the property at fault and `value` the offending value, None where the node itself is or a value is
    missing. `article` and `span` say where the node was read from, None where that is not known.
    """

    focus: str
    shape: str
    message: str
    path: str | None = None
    value: str | None = None
    article: str | None = None
    span: Span | None = None


def validate(quads: Iterable[ox.Quad], *, ontology: Ontology) -> Iterator[Violation]:
    """The violations in the union of all graphs, sorted by node and shape.

    Nothing is inferred: an instance has to bear all its classes, as a query without a reasoner expects.
    """
    graph = _graph(quads)
    _add_values(graph, ontology.files)
    shapes = Graph().parse(data_folder("ontologies") / "shapes.ttl")
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=True, inference="none")
    if not conforms and isinstance(report, Graph):
        yield from sorted(_violations(report, graph), key=_order)


def _order(violation: Violation) -> tuple[str, str, str, str]:
    return violation.focus, violation.shape, violation.path or "", violation.value or ""


def _graph(quads: Iterable[ox.Quad]) -> Graph:
    """The quads as one rdflib graph, with each literal as it was written.

    A class hierarchy, which a store holds beside the data, stays out: with it, `sh:class` would infer.
    """
    graph = Graph()
    term = lru_cache(maxsize=2**16)(_term)
    for quad in quads:
        if quad.predicate != SUBCLASS:
            graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph


def _term(term: object) -> Node:
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Literal() if term.language:
            return Literal(term.value, lang=term.language)
        case ox.Literal():
            return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise TypeError(f"a triple as a term is not RDF 1.1: {term}")


def _add_values(graph: Graph, files: Iterable[Path]) -> None:
    """The values of the closed sets with their classes, which the data point to; no class hierarchy, so no inference."""
    rdf_type = standard("rdf:type")
    for file in files:
        for triple in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            if triple.predicate == rdf_type:
                graph.add((_term(triple.subject), RDF.type, _term(triple.object)))


def _violations(report: Graph, graph: Graph) -> Iterator[Violation]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = _one(report, result, SH.focusNode)
        value = _one(report, result, SH.value)
        article, span = _evidence(graph, focus)
        yield Violation(
            focus=str(focus),
            shape=str(_one(report, result, SH.sourceShape)),
            message=str(_one(report, result, SH.resultMessage)),
            path=_text(_one(report, result, SH.resultPath)),
            value=None if value == focus else _text(value),
            article=article,
            span=span,
        )


def _one(graph: Graph, subject: Node | None, property_: URIRef) -> Node | None:
    """The property's value, the first in the order of their texts where there are several."""
    return min(graph.objects(subject, property_), key=str, default=None)


def _text(node: Node | None) -> str | None:
    return None if node is None else str(node)


def _evidence(graph: Graph, focus: Node | None) -> tuple[str | None, Span | None]:
    """The article and characters of the nearest words; of several equally near, the first in the order of their IRIs."""
    nodes = [] if focus is None else [focus]
    for _ in range(FARTHEST):
        words = next((node for node in nodes if (node, BEGIN, None) in graph), None)
        if words is not None:
            return _text(_one(graph, words, ARTICLE)), _span(graph, words)
        nodes = sorted({near for node in nodes for near in _near(graph, node)}, key=str)
    return (str(focus), None) if (focus, RDF.type, URIRef(CKG + "Article")) in graph else (None, None)


def _near(graph: Graph, node: Node) -> Iterator[Node]:
    for property_ in TOWARDS_EVIDENCE:
        yield from graph.objects(node, property_)
    for property_ in FROM_EVIDENCE:
        yield from graph.subjects(property_, node)


def _span(graph: Graph, words: Node) -> Span | None:
    begin, end = str(_one(graph, words, BEGIN)), str(_one(graph, words, END))
    return Span(int(begin), int(end)) if begin.isdecimal() and end.isdecimal() else None
