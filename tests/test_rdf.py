"""Facts → quads."""

import datetime as dt
from dataclasses import replace

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.facts import Facts
from kg.graphs import sorted_lines
from kg.linking.reprints import text_signature
from kg.namespaces import BASE
from kg.ontology import load_ontology
from kg.rdf import PREFIXES, Terms, article_graph, article_id, publisher_key, reference_keys, reference_quads, written
from kg.rdf.terms import text, typed
from tests.builders import TEXT, VERSIONS, SmallGazetteer, a_document, an_event, some_facts

PREFIXED = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + f"BASE <{BASE}>\n"


@pytest.fixture(scope="module")
def terms() -> Terms:
    return Terms(load_ontology())


@pytest.fixture(scope="module")
def store(terms: Terms) -> ox.Store:
    store = ox.Store()
    store.extend(article_graph(some_facts(), terms=terms, versions=VERSIONS).quads)
    store.extend(reference_quads(reference_keys(some_facts()), referents=SmallGazetteer(), terms=terms))
    return store


def graph_of(facts: Facts, terms: Terms, *, keep_text: bool = False) -> ox.Store:
    store = ox.Store()
    store.extend(article_graph(facts, terms=terms, versions=VERSIONS, keep_text=keep_text).quads)
    return store


def holds(store: ox.Store, pattern: str) -> bool:
    return bool(store.query(f"{PREFIXED} ASK {{ {pattern} }}", use_default_graph_as_union=True))


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("?a a ckg:Article, schema:NewsArticle, nif:Context ; dcterms:identifier 'a-1'", id="article"),
        pytest.param("?a dcterms:issued '2024-03-04'^^xsd:date ; dcterms:title 'Goma'", id="article's date and title"),
        pytest.param("?a dcterms:source <http://example.org/a%20b>", id="an address is escaped"),
        pytest.param(f"?a ckg:textSignature '{text_signature(TEXT)}'", id="signature"),
        pytest.param("?a prov:wasGeneratedBy/prov:wasAssociatedWith/schema:softwareVersion 'by hand'", id="run"),
        pytest.param(
            "?s a nif:Sentence ; ckg:section section:body ; nif:beginIndex 0 ; nif:endIndex 45", id="sentence"
        ),
        pytest.param("?m a nif:Phrase ; nif:anchorOf 'Rebels' ; itsrdf:taIdentRef <actor/rebels-a-1>", id="mention"),
        pytest.param("?m nif:anchorOf 'Rebels' ; ckg:argumentOf <event/e1-a-1>", id="argument"),
        pytest.param("?m nif:anchorOf 'denied' ; nif:sentence/nif:anchorOf 'The rebels denied it.'", id="its sentence"),
        pytest.param(
            "<actor/army> a ckg:ArmedForce, ckg:Organization, ckg:Actor ; ckg:sector sector:military", id="entity"
        ),
        pytest.param("<actor/dead-a-1> ckg:size 2", id="size"),
        pytest.param("<event/e1-a-1> a ckg:Shelling, ckg:Attack, ckg:Event ; ckg:factuality ckg:Actual", id="event"),
        pytest.param("<event/e1-a-1> ckg:agent <actor/rebels-a-1> ; ckg:place <place/goma>", id="roles"),
        pytest.param("<event/e1-a-1> ckg:startDate '2024-03-03'^^xsd:date ; ckg:timeBasis ckg:Resolved", id="time"),
        pytest.param(
            "<event/e1-a-1> ckg:casualties [ckg:outcome ckg:Killed ; ckg:count 2 ; ckg:trigger ?t]", id="count"
        ),
        pytest.param(
            "?part ckg:partOfCount <casualties/n-a-1> ; a ckg:CasualtyCount, ckg:Count ; ckg:count 1", id="part"
        ),
        pytest.param("<event/e1-a-1> ckg:casualties [ckg:cumulative true ; ckg:minCount 90]", id="running total"),
        pytest.param(
            "<event/e1-a-1> ckg:equipmentLoss [a ckg:EquipmentLoss, ckg:Count ; ckg:fate ckg:Destroyed ; "
            "ckg:maxCount 3 ; ckg:equipmentKind equipment:vehicle ; ckg:equipment <actor/dead-a-1> ; ckg:trigger ?t]",
            id="equipment lost",
        ),
        pytest.param(
            "<event/e1-a-1> ckg:measure [a ckg:Measure ; ckg:quantityKind ckg:Distance ; ckg:value 2.5 ; "
            "ckg:unit unit:kilometre ; ckg:trigger ?t]",
            id="measure",
        ),
        pytest.param(
            "<claim/c1-a-1> ckg:speaker <actor/army> ; ckg:content <event/e1-a-1> ; ckg:medium 'X'", id="claim"
        ),
        pytest.param("<claim/c2-a-1> ckg:stance ckg:Denies ; ckg:quoted false", id="denial"),
        pytest.param(
            "?r a rdf:Statement ; rdf:predicate ckg:role ; rdf:object 'rebels' ; ckg:trigger ?t", id="relation"
        ),
        pytest.param(
            "<claim/c1-a-1> ckg:contradicts ?c . ?c ckg:contradicts <claim/c1-a-1>", id="contradiction both ways"
        ),
        pytest.param("?x ckg:between <claim/c1-a-1>, <claim/c2-a-1> ; ckg:ground ckg:Denial", id="ground"),
        pytest.param("<place/goma> geo:asWKT 'POINT(29.2285 -1.6741)'^^geo:wktLiteral ; wgs:lat -1.6741", id="point"),
        pytest.param("<place/goma> ckg:partOf/ckg:country/ckg:iso3 'COD' ; owl:sameAs ?wikidata", id="place's wholes"),
        pytest.param("GRAPH <graph/reference> { <place/goma> a ckg:Place ; rdfs:label 'Goma' }", id="reference graph"),
    ],
)
def test_a_graph_says(store: ox.Store, pattern: str) -> None:
    assert holds(store, pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("?s ?p ?o FILTER(isBlank(?s) || isBlank(?o))", id="blank nodes"),
        pytest.param(
            "?m nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?t FILTER(STRLEN(?t) != ?e - ?b)", id="misquotes"
        ),
        pytest.param("?m a nif:Phrase FILTER NOT EXISTS { ?m nif:sentence ?s }", id="phrases without a sentence"),
        pytest.param(f"GRAPH <{article_id('a-1')}> {{ <place/goma> rdfs:label ?l }}", id="a reference entity's label"),
    ],
)
def test_a_graph_never_says(store: ox.Store, pattern: str) -> None:
    assert not holds(store, pattern)


def test_a_term_that_the_ontology_lacks_is_an_error(terms: Terms) -> None:
    facts = Facts(document=a_document(), events=(an_event(type="Picnic"),))
    with pytest.raises(OntologyError, match="Picnic"):
        article_graph(facts, terms=terms, versions={})


def test_another_base_moves_instances_only() -> None:
    graph = article_graph(some_facts(), terms=Terms(load_ontology(), base="http://kg.test/"), versions=VERSIONS)
    assert BASE.encode() not in graph.lines


@pytest.mark.parametrize(
    ("name", "key"),
    [("The Agency", "actor/agency"), ("Goma", None), ("DR Congo", None), ("Nobody", None), (None, None)],
    ids=["an agency", "a place", "a country", "a stranger", "no name"],
)
def test_a_publisher_is_an_actor_and_no_place(terms: Terms, name: str | None, key: str | None) -> None:
    assert publisher_key(name, referents=SmallGazetteer(), terms=terms) == key


def test_an_unknown_publisher_is_an_organization(terms: Terms) -> None:
    facts = Facts(document=a_document(publisher="Nobody's Gazette"))
    store = ox.Store()
    store.extend(article_graph(facts, terms=terms, versions={}).quads)
    assert holds(store, '?a dcterms:publisher ?p . ?p a ckg:Organization, ckg:Actor ; rdfs:label "Nobody\'s Gazette"')


@pytest.mark.parametrize(
    "published",
    [
        dt.date(2024, 3, 4),
        dt.datetime(2024, 3, 4, 10, 0, 0, 120, tzinfo=dt.UTC),
        dt.datetime(2024, 3, 4, 10, tzinfo=dt.timezone(dt.timedelta(hours=-3))),
    ],
    ids=str,
)
def test_a_store_gives_back_the_literals_that_it_was_given(terms: Terms, published: dt.date) -> None:
    facts = some_facts()
    facts = replace(facts, document=replace(facts.document, published=published))
    quads = set(article_graph(facts, terms=terms, versions=VERSIONS).quads)
    quads |= set(reference_quads(reference_keys(facts), referents=SmallGazetteer(), terms=terms))
    store = ox.Store()
    store.extend(quads)
    assert set(store) == quads


def test_a_text_is_kept_where_it_is_wanted(terms: Terms) -> None:
    assert holds(graph_of(some_facts(), terms, keep_text=True), f"?a a ckg:Article ; nif:isString '{TEXT}'")
    assert not holds(graph_of(some_facts(), terms), "?a nif:isString ?text")


def test_a_reprint_leads_to_the_article_that_was_read(terms: Terms) -> None:
    facts = Facts(document=a_document("b-1", reprint_of="a-1"))
    original = terms.thing(article_id("a-1")).value
    assert holds(graph_of(facts, terms), f"?a dcterms:identifier 'b-1' ; ckg:reprintOf <{original}>")


@given(st.text(st.characters(codec=None)))
def test_any_text_keeps_its_length_in_a_literal(given_text: str) -> None:
    assert len(text(given_text).value) == len(given_text)


@given(st.text(st.characters(codec=None)))
@example("".join(map(chr, range(0x3000))) + "\ud800\udfff\ufffd\ufffe\uffff\U0001f600\U0010ffff")
def test_any_text_is_written_as_oxigraph_writes_it(given_text: str) -> None:
    assert written.text(given_text) == str(text(given_text))


@given(st.text(st.characters(codec=None)))
@example('\t\n\r"\\\x7f\x80é\u2028\ufffe\U0001f600')
def test_rdflib_reads_back_any_text_that_is_written(given_text: str) -> None:
    graph = rdflib.Graph().parse(data=f"<a:s> <a:p> {written.text(given_text)} .", format="nt")
    assert [str(o) for o in graph.objects()] == [text(given_text).value]


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        pytest.param(0, "xsd:integer", id="integer"),
        pytest.param("-1.5", "xsd:decimal", id="decimal"),
        pytest.param("true", "xsd:boolean", id="boolean"),
        pytest.param("POINT(29.2 -1.6)", "geo:wktLiteral", id="point"),
        pytest.param("2024-03-04T10:00:00-03:00", "xsd:dateTime", id="moment"),
    ],
)
def test_a_typed_literal_is_written_as_oxigraph_writes_it(value: object, datatype: str) -> None:
    assert written.typed(value, datatype) == str(typed(value, datatype))


@given(st.text(st.characters(codec="utf-8")))
def test_any_address_makes_a_term(url: str) -> None:
    quads = list(written.quads_of([("<a:s>", "<a:p>", written.address(url))], "<a:g>"))
    assert len(quads) == 1


def test_any_text_makes_an_article(terms: Terms) -> None:
    strange = TEXT.replace("Goma", "G\x00m\ud800")
    facts = some_facts()
    facts = replace(facts, document=replace(facts.document, text=strange, title="\ud800"))
    graph = article_graph(facts, terms=terms, versions=VERSIONS, keep_text=True)
    assert graph.lines.splitlines() == sorted_lines(graph.quads)


def test_an_iri_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="IRI"):
        written.iri("http://example.org/a b> .")
