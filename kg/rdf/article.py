"""The graph of one article: the article, all that is said in it, and the words that say so."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import chain

from kg.facts import Facts
from kg.graphs import Graph
from kg.ids import mint
from kg.linking.reprints import text_signature
from kg.rdf.prefixes import SECTION
from kg.rdf.scope import Scope, article_id
from kg.rdf.statements import statement_triples
from kg.rdf.terms import Terms
from kg.rdf.written import Term, Triple, address, iri, lines_of, moment, standard, text, typed


def article_graph(
    facts: Facts, *, terms: Terms, versions: Mapping[str, str], publisher: str | None = None, keep_text: bool = False
) -> Graph:
    """The article's graph.

    `publisher` is the gazetteer's key for who published it, where it has one; `keep_text` adds the text to which
    all offsets refer. Raises OntologyError for a class or property that the ontology lacks.
    """
    scope = Scope(facts, terms.written)
    parts = (
        document_triples(scope),
        text_triples(scope, kept=keep_text),
        publisher_triples(publisher, scope),
        run_triples(versions, scope),
        statement_triples(scope),
    )
    # Phrases come last: only then is it known of which ones the graph speaks.
    words = (sentence_triples(scope), phrase_triples(scope))
    lines = lines_of(chain(*parts, *words), scope.article)
    return Graph(terms.thing(article_id(facts.document.id)), lines=lines)


def document_triples(scope: Scope) -> Iterator[Triple]:
    """What is known of the article itself."""
    article, document = scope.article, scope.facts.document
    for class_ in (*scope.terms.classes("Article"), standard("schema:NewsArticle"), standard("nif:Context")):
        yield article, standard("rdf:type"), class_
    yield article, standard("dcterms:identifier"), text(document.id)
    if document.title is not None:
        yield article, standard("dcterms:title"), text(document.title)
    if document.published is not None:
        yield article, standard("dcterms:issued"), moment(document.published)
    if document.url is not None:
        yield article, standard("dcterms:source"), address(document.url)
    if document.language is not None:
        yield article, standard("dcterms:language"), text(document.language)
    if document.reprint_of is not None:
        yield article, scope.terms.named("reprintOf"), scope.terms.thing(article_id(document.reprint_of))


def text_triples(scope: Scope, *, kept: bool) -> Iterator[Triple]:
    """The signature of the article's text, by which reprints are found, and if it is to be kept, the text."""
    content = scope.facts.document.text
    signature = text_signature(content)
    if signature is not None:
        yield scope.article, scope.terms.named("textSignature"), text(signature)
    if kept:
        yield scope.article, standard("nif:isString"), text(content)


def publisher_triples(key: str | None, scope: Scope) -> Iterator[Triple]:
    """Who published the article: a reference entity, else an organization of which no more than the name is known."""
    name = scope.facts.document.publisher
    if name is None:
        return
    publisher = scope.things[key or mint("publisher", name)]
    yield scope.article, standard("dcterms:publisher"), publisher
    if key is None:
        yield publisher, standard("rdfs:label"), text(name)
        for class_ in scope.terms.classes("Organization"):
            yield publisher, standard("rdf:type"), class_


def run_triples(versions: Mapping[str, str], scope: Scope) -> Iterator[Triple]:
    """By which versions of what the article was read; no time of day, no machine."""
    parts = sorted(versions.items())
    run = scope.things[mint("run", *chain.from_iterable(parts))]
    yield scope.article, standard("prov:wasGeneratedBy"), run
    yield run, standard("rdf:type"), standard("prov:Activity")
    for name, version in parts:
        agent = scope.things[mint("software", name, version)]
        yield run, standard("prov:wasAssociatedWith"), agent
        yield agent, standard("rdf:type"), standard("prov:SoftwareAgent")
        yield agent, standard("rdfs:label"), text(name)
        yield agent, standard("schema:softwareVersion"), text(version)


def sentence_triples(scope: Scope) -> Iterator[Triple]:
    """The sentences, and the section that each stands in."""
    section = scope.terms.named("section")
    for sentence in scope.facts.sentences:
        name = scope.phrases.name(sentence.span)
        yield name, standard("rdf:type"), standard("nif:Sentence")
        yield name, section, iri(SECTION + sentence.section.value)
        yield from _place(scope, name, *sentence.span)


def phrase_triples(scope: Scope) -> Iterator[Triple]:
    """Where each phrase stands and in which sentence, for all phrases that the graph has spoken of."""
    names = [scope.phrases.name(sentence.span) for sentence in scope.facts.sentences]
    begins = [sentence.span.begin for sentence in scope.facts.sentences]
    for span, name in scope.phrases.items():
        yield name, standard("rdf:type"), standard("nif:Phrase")
        yield name, standard("rdf:type"), standard("nif:OffsetBasedString")
        yield from _place(scope, name, *span)
        around = bisect_right(begins, span.begin)
        if around:
            yield name, standard("nif:sentence"), names[around - 1]


def _place(scope: Scope, name: Term, begin: int, end: int) -> Iterator[Triple]:
    # Not xsd:nonNegativeInteger: Oxigraph gives that back as xsd:integer, and a store should hold what a file does.
    yield name, standard("nif:beginIndex"), typed(begin, "xsd:integer")
    yield name, standard("nif:endIndex"), typed(end, "xsd:integer")
    yield name, standard("nif:anchorOf"), text(scope.facts.document.text[begin:end])
    yield name, standard("nif:referenceContext"), scope.article
