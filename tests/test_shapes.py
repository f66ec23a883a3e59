"""What the shapes let pass, and what they do not."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import typer
from typer.testing import CliRunner, Result

from kg.cli.validate import validate as validate_command
from kg.facts import Span
from kg.ontology import Ontology, load_ontology
from kg.shapes import Violation, validate

PREFIXES = """
@base <http://example.org/> .
@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .
@prefix section: <https://w3id.org/conflict-kg/section/> .
@prefix sector: <https://w3id.org/conflict-kg/sector/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

# "Sudan said rebels shelled El Fasher on Friday, killing at least 20. The rebels denied it."
GRAPH = """
<article> a ckg:Article ; dcterms:identifier "a-1" ; dcterms:issued "2024-05-11"^^xsd:date ;
    dcterms:publisher <agency> ; prov:wasGeneratedBy <run> .
<sentence1> a nif:Sentence ; ckg:section section:body ; nif:beginIndex 0 ; nif:endIndex 67 ;
    nif:anchorOf "Sudan said rebels shelled El Fasher on Friday, killing at least 20." ; nif:referenceContext <article> .
<sentence2> a nif:Sentence ; ckg:section section:body ; nif:beginIndex 68 ; nif:endIndex 89 ;
    nif:anchorOf "The rebels denied it." ; nif:referenceContext <article> .
<sudan-words> a nif:Phrase ; nif:beginIndex 0 ; nif:endIndex 5 ; nif:anchorOf "Sudan" ; nif:referenceContext <article> ;
    nif:sentence <sentence1> ; itsrdf:taIdentRef <sudan> ; ckg:argumentOf <claim> .
<rebels-words> a nif:Phrase ; nif:beginIndex 11 ; nif:endIndex 17 ; nif:anchorOf "rebels" ; nif:referenceContext <article> ;
    nif:sentence <sentence1> ; itsrdf:taIdentRef <rebels> ; ckg:argumentOf <shelling> .
<shelled> a nif:Phrase ; nif:beginIndex 18 ; nif:endIndex 25 ; nif:anchorOf "shelled" ; nif:referenceContext <article> ;
    nif:sentence <sentence1> .
<town-words> a nif:Phrase ; nif:beginIndex 26 ; nif:endIndex 35 ; nif:anchorOf "El Fasher" ; nif:referenceContext <article> ;
    nif:sentence <sentence1> ; itsrdf:taIdentRef <town> ; ckg:argumentOf <shelling> .
<denied> a nif:Phrase ; nif:beginIndex 79 ; nif:endIndex 85 ; nif:anchorOf "denied" ; nif:referenceContext <article> ;
    nif:sentence <sentence2> .

<agency> a ckg:MediaOrganization, ckg:Organization, ckg:Actor, ckg:Entity ; rdfs:label "An Agency" ; ckg:sector sector:media .
<sudan> a ckg:Country, ckg:Place, ckg:Actor, ckg:Entity ; rdfs:label "Sudan" ; ckg:country <sudan> ; ckg:iso3 "SDN" ;
    wgs:lat 15.6 ; wgs:long 32.5 .
<rebels> a ckg:Group, ckg:Actor, ckg:Entity ; rdfs:label "rebels" ; ckg:minSize 2 ; ckg:maxSize 9 ; ckg:opposes <sudan> .
<town> a ckg:Settlement, ckg:Place, ckg:Entity ; rdfs:label "El Fasher" ; ckg:country <sudan> ; ckg:partOf <sudan> .

<shelling> a ckg:Shelling, ckg:Attack, ckg:Force, ckg:Event ; ckg:trigger <shelled> ; ckg:factuality ckg:Actual ;
    ckg:agent <rebels> ; ckg:place <town> ; ckg:startDate "2024-05-10"^^xsd:date ; ckg:timeExpression "on Friday" ;
    ckg:timeBasis ckg:Resolved ; ckg:casualties <deaths>, <children> ; ckg:equipmentLoss <lost> ; ckg:measure <way> .
<children> a ckg:CasualtyCount, ckg:Count ; ckg:outcome ckg:Wounded ; ckg:count 2 ; ckg:partOfCount <deaths> ; ckg:trigger <shelled> .
<lorries> a ckg:Vehicle, ckg:Entity ; rdfs:label "lorries" .
<lost> a ckg:EquipmentLoss, ckg:Count ; ckg:fate ckg:Damaged ; ckg:count 3 ; ckg:cumulative true ; ckg:equipment <lorries> ;
    ckg:equipmentKind <https://w3id.org/conflict-kg/equipment/vehicle> ; ckg:trigger <shelled> .
<way> a ckg:Measure ; ckg:quantityKind ckg:Distance ; ckg:minValue 2.5 ; ckg:trigger <shelled> ;
    ckg:unit <https://w3id.org/conflict-kg/unit/kilometre> .
<deaths> a ckg:CasualtyCount, ckg:Count ; ckg:outcome ckg:Killed ; ckg:minCount 20 ; ckg:trigger <shelled> .
<claim> a ckg:Claim ; ckg:speaker <sudan> ; ckg:stance ckg:Asserts ; ckg:trigger <sudan-words> ; ckg:content <shelling> ;
    ckg:contentSpan <shelled> ; ckg:about <rebels> ; ckg:quoted false ; ckg:contradicts <denial> .
<denial> a ckg:Claim ; ckg:speaker <rebels> ; ckg:stance ckg:Denies ; ckg:trigger <denied> ; ckg:content <shelling>, <claim> ;
    ckg:saidDate "2024-05"^^xsd:gYearMonth ; ckg:contradicts <claim> .
<contradiction> a ckg:Contradiction ; ckg:between <claim>, <denial> ; ckg:ground ckg:Denial .
<relation> a rdf:Statement ; rdf:subject <rebels> ; rdf:predicate ckg:opposes ; rdf:object <sudan> ; ckg:trigger <denied> .
<again> a ckg:Shelling, ckg:Attack, ckg:Force, ckg:Event ; ckg:trigger <shelled> ; ckg:factuality ckg:Actual .
<incident> a ckg:Incident ; rdfs:label "shelling, El Fasher" ; ckg:reportedAs <shelling>, <again> ; ckg:score 10.5 ;
    ckg:agreesOn ckg:SameType ; ckg:differsOn ckg:SameCount ; ckg:articleCount 2 ; ckg:sourceCount 1 .
"""


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def quads(turtle: str) -> list[ox.Quad]:
    return list(ox.parse((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE))


def violations(ontology: Ontology, turtle: str) -> list[Violation]:
    return list(validate(quads(turtle), ontology=ontology))


def test_a_sound_graph_conforms(ontology: Ontology) -> None:
    assert violations(ontology, GRAPH) == []


def test_an_empty_graph_conforms(ontology: Ontology) -> None:
    assert violations(ontology, "") == []


@pytest.mark.parametrize(
    "before, after, focus, shape",
    [
        pytest.param("nif:beginIndex 18", "nif:beginIndex 25", "shelled", "text-begin", id="a mention that is empty"),
        pytest.param("nif:beginIndex 18", 'nif:beginIndex "18"', "shelled", "text-begin", id="an offset that is text"),
        pytest.param("nif:endIndex 25", "nif:endIndex 25, 26", "shelled", "text-end", id="two ends"),
        pytest.param('nif:anchorOf "shelled" ;', "", "shelled", "text-anchor", id="a mention without its text"),
        pytest.param(
            "ckg:section section:body ; nif:beginIndex 0",
            "nif:beginIndex 0",
            "sentence1",
            "sentence-section",
            id="no section",
        ),
        pytest.param('dcterms:identifier "a-1" ;', "", "article", "article-identifier", id="no identifier"),
        pytest.param('"2024-05-11"^^xsd:date', '"May"', "article", "article-issued", id="issued on no date"),
        pytest.param('rdfs:label "rebels" ;', "", "rebels", "entity-label", id="an entity without a label"),
        pytest.param(
            "ckg:minSize 2", "ckg:minSize 20", "rebels", "entity-minSize", id="bounds of a size the wrong way round"
        ),
        pytest.param('ckg:iso3 "SDN"', 'ckg:iso3 "SD"', "sudan", "country-iso3", id="a code of two letters"),
        pytest.param("wgs:lat 15.6", "wgs:lat 156", "sudan", "place-lat", id="a latitude beyond the pole"),
        pytest.param(
            "ckg:sector sector:media", 'ckg:sector "MED"', "agency", "entity-sector", id="a sector that is text"
        ),
        pytest.param(
            "a ckg:Group, ckg:Actor,",
            "a ckg:Person, ckg:Place, ckg:Actor,",
            "rebels",
            "Person",
            id="a person that is a place",
        ),
        pytest.param(
            "a ckg:Group, ckg:Actor, ckg:Entity",
            "a ckg:Group",
            "shelling",
            "event-agent",
            id="an agent without all its classes",
        ),
        pytest.param(
            "ckg:factuality ckg:Actual",
            "ckg:factuality ckg:Asserts",
            "shelling",
            "event-factuality",
            id="a stance as factuality",
        ),
        pytest.param(
            "ckg:factuality ckg:Actual",
            "ckg:factuality ckg:Actual, ckg:Possible",
            "shelling",
            "event-factuality",
            id="two factualities",
        ),
        pytest.param(
            "ckg:Force, ckg:Event ; ckg:trigger <shelled>",
            "ckg:Force, ckg:Event",
            "shelling",
            "event-trigger",
            id="an event without trigger",
        ),
        pytest.param("ckg:Force, ckg:Event", "ckg:Force", "shelling", "Factual", id="an event that is not called one"),
        pytest.param("ckg:place <town>", "ckg:place <rebels>", "shelling", "event-place", id="people as a place"),
        pytest.param("ckg:agent <rebels>", "ckg:theme <shelled>", "shelling", "event-theme", id="words as a theme"),
        pytest.param(
            '"2024-05-10"^^xsd:date', '"2024-13-10"^^xsd:date', "shelling", "event-startDate", id="a month that is none"
        ),
        pytest.param('"2024-05-10"^^xsd:date', '"2024-05-10"', "shelling", "event-startDate", id="a date that is text"),
        pytest.param("ckg:minCount 20 ;", "", "deaths", "CasualtyCount", id="a casualty count without a number"),
        pytest.param(
            "ckg:partOfCount <deaths>", "ckg:partOfCount <shelling>", "children", "count-part", id="part of an event"
        ),
        pytest.param(
            "ckg:cumulative true", "ckg:cumulative false", "lost", "count-cumulative", id="no running total, said"
        ),
        pytest.param("ckg:count 3 ;", "", "lost", "EquipmentLoss", id="equipment without a number"),
        pytest.param("ckg:fate ckg:Damaged ;", "", "lost", "loss-fate", id="equipment without a fate"),
        pytest.param(
            "ckg:equipment <lorries>", "ckg:equipment <shelled>", "lost", "loss-equipment", id="words as equipment"
        ),
        pytest.param("equipment/vehicle", "sector/military", "lost", "loss-kind", id="a sector as a kind of equipment"),
        pytest.param("ckg:minValue 2.5 ;", "", "way", "Measure", id="a measure without a value"),
        pytest.param("ckg:minValue 2.5", "ckg:minValue -2.5", "way", "measure-minValue", id="a distance below nought"),
        pytest.param(
            "ckg:quantityKind ckg:Distance",
            "ckg:quantityKind ckg:Killed",
            "way",
            "measure-kind",
            id="no kind of quantity",
        ),
        pytest.param("unit/kilometre", "sector/military", "way", "measure-unit", id="a sector as a unit"),
        pytest.param(
            "ckg:minCount 20",
            "ckg:minCount 20 ; ckg:maxCount 10",
            "deaths",
            "count-minCount",
            id="bounds of a count the wrong way round",
        ),
        pytest.param("ckg:minCount 20", "ckg:count -1", "deaths", "count-count", id="a negative count"),
        pytest.param("ckg:stance ckg:Denies ;", "", "denial", "claim-stance", id="a claim without stance"),
        pytest.param("ckg:speaker <rebels> ;", "", "denial", "claim-speaker", id="a claim without speaker"),
        pytest.param("ckg:quoted false", 'ckg:quoted "no"', "claim", "claim-quoted", id="quoted is no boolean"),
        pytest.param(
            "ckg:content <shelling>, <claim>", "ckg:content <town>", "denial", "claim-content", id="a place as content"
        ),
        pytest.param(
            "ckg:between <claim>, <denial>",
            "ckg:between <claim>",
            "contradiction",
            "contradiction-between",
            id="a contradiction of one",
        ),
        pytest.param(
            "rdf:object <sudan> ; ckg:trigger <denied>",
            "rdf:object <sudan>",
            "relation",
            "relation-trigger",
            id="a relation without evidence",
        ),
        pytest.param(
            "ckg:reportedAs <shelling>, <again>",
            "ckg:reportedAs <shelling>, <claim>",
            "incident",
            "incident-reportedAs",
            id="a claim as an incident's report",
        ),
        pytest.param("<shelling>, <again> ;", "<shelling> ;", "incident", "incident-reportedAs", id="one report alone"),
        pytest.param("ckg:score 10.5", "ckg:score 10", "incident", "incident-score", id="a score that is no decimal"),
        pytest.param(
            "ckg:agreesOn ckg:SameType",
            "ckg:agreesOn ckg:Denial",
            "incident",
            "incident-agreesOn",
            id="a ground as evidence",
        ),
        pytest.param(
            "ckg:articleCount 2", "ckg:articleCount 1", "incident", "incident-articleCount", id="told by one article"
        ),
    ],
)
def test_a_broken_graph_says_which_node_breaks_which_shape(
    ontology: Ontology, before: str, after: str, focus: str, shape: str
) -> None:
    assert before in GRAPH
    found = {(violation.focus, violation.shape) for violation in violations(ontology, GRAPH.replace(before, after))}
    assert (f"http://example.org/{focus}", f"https://w3id.org/conflict-kg/shapes#{shape}") in found


@pytest.mark.parametrize(
    "literal",
    ['"2024-05-10"^^xsd:date', '"2024-05"^^xsd:gYearMonth', '"2024"^^xsd:gYear', '"--05-10"^^xsd:gMonthDay'],
    ids=["date", "gYearMonth", "gYear", "gMonthDay"],
)
def test_a_date_may_be_known_to_the_day_the_month_the_year_or_without_the_year(
    ontology: Ontology, literal: str
) -> None:
    assert violations(ontology, GRAPH.replace('"2024-05-10"^^xsd:date', literal)) == []


@pytest.mark.parametrize(
    "before, after, focus, span",
    [
        pytest.param("ckg:factuality ckg:Actual ;", "", "shelling", Span(18, 25), id="an event by its trigger"),
        pytest.param("nif:endIndex 35", "nif:endIndex 35, 36", "town-words", Span(26, 35), id="a mention by itself"),
        pytest.param('rdfs:label "El Fasher" ;', "", "town", Span(26, 35), id="an entity by a mention of it"),
        pytest.param("ckg:outcome ckg:Killed ;", "", "deaths", Span(18, 25), id="a count by its trigger"),
        pytest.param(
            "ckg:ground ckg:Denial",
            "ckg:ground ckg:Killed",
            "contradiction",
            Span(79, 85),
            id="a contradiction by one of its claims",
        ),
        pytest.param("prov:wasGeneratedBy <run>", "dcterms:title 'A'", "article", None, id="an article as a whole"),
    ],
)
def test_a_violation_says_where_in_which_article(
    ontology: Ontology, before: str, after: str, focus: str, span: Span | None
) -> None:
    found = [v for v in violations(ontology, GRAPH.replace(before, after)) if v.focus.endswith(f"/{focus}")]
    assert [(v.article, v.span) for v in found] == [("http://example.org/article", span)]


def test_a_violation_names_the_property_and_the_value_at_fault(ontology: Ontology) -> None:
    (found,) = violations(ontology, GRAPH.replace("ckg:place <town>", "ckg:place <rebels>"))
    assert (found.path, found.value) == ("https://w3id.org/conflict-kg/ontology#place", "http://example.org/rebels")
    assert found.message == "ckg:place leads to a ckg:Place that bears all its classes."


def test_violations_come_in_the_same_order_whatever_the_order_of_the_quads(ontology: Ontology) -> None:
    broken = quads(
        GRAPH.replace("ckg:factuality ckg:Actual", "ckg:factuality ckg:Asserts").replace("rdfs:label", "rdfs:comment")
    )
    found = list(validate(broken, ontology=ontology))
    assert found == list(validate(reversed(broken), ontology=ontology))
    assert len(found) > 2


def run(*arguments: str) -> Result:
    app = typer.Typer()
    app.command()(validate_command)
    return CliRunner().invoke(app, arguments)


@pytest.mark.parametrize(
    "turtle, exit_code, last_line",
    [
        pytest.param(GRAPH, 0, "conforms", id="sound"),
        pytest.param(GRAPH.replace("ckg:outcome ckg:Killed ;", ""), 1, "does not conform", id="broken"),
    ],
)
def test_the_command_ends_with_a_verdict(tmp_path: Path, turtle: str, exit_code: int, last_line: str) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text(PREFIXES + turtle)
    result = run(str(file))
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (exit_code, last_line)


def test_the_command_names_node_place_and_shape_on_one_line(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text(PREFIXES + GRAPH.replace("ckg:outcome ckg:Killed ;", ""))
    (first, _) = run(str(file)).stdout.splitlines()
    assert first == (
        "http://example.org/deaths (in http://example.org/article, characters 18–25): "
        "A casualty count has exactly one ckg:Outcome. [https://w3id.org/conflict-kg/shapes#count-outcome]"
    )


def test_the_command_writes_a_json_object_a_violation(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text(PREFIXES + GRAPH.replace("ckg:place <town>", "ckg:place <rebels>"))
    found = json.loads(run(str(file), "--json").stdout)
    assert (found["value"], found["span"]) == ("http://example.org/rebels", [18, 25])


def test_a_class_hierarchy_beside_the_data_does_not_make_up_for_missing_classes(ontology: Ontology) -> None:
    without = GRAPH.replace("ckg:Settlement, ckg:Place, ckg:Entity", "ckg:Settlement")
    hierarchy = "ckg:Settlement rdfs:subClassOf ckg:Place . ckg:Place rdfs:subClassOf ckg:Entity ."
    assert violations(ontology, without + hierarchy) == violations(ontology, without) != []
