"""A user's Turtle file adds a kind of event with its words; no code knows of it."""

from pathlib import Path

from kg.documents import Document
from kg.extract import Extractor
from kg.facts import Facts, Factuality

HACKING = """
@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .
@prefix lex: <https://w3id.org/conflict-kg/lexicon#> .
@prefix my: <http://example.org/my#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix slot: <https://w3id.org/conflict-kg/lexicon/slot#> .

my:Jamming a owl:Class ; rdfs:subClassOf ckg:Force ; rdfs:label "jamming"@en ;
    rdfs:comment "Drowning out of radio signals."@en ;
    lex:verb "jam" ; lex:noun "signal jamming" ; slot:over ckg:place .
"""


def test_a_class_of_the_users_own_is_found_with_its_frame(tmp_path: Path) -> None:
    file = tmp_path / "jamming.ttl"
    file.write_text(HACKING, encoding="utf-8")
    extractor = Extractor(ontology_files=[file])
    text = "Kenyan soldiers did not jam Somali radios over Garissa on Monday."
    (facts,) = extractor([Document(id="one", text=text)])
    assert isinstance(facts, Facts)
    (event,) = facts.events
    roles = {role.property: role.filler for role in event.roles}
    countries = {entity.id: entity.country for entity in facts.entities}
    assert event.type == "http://example.org/my#Jamming"
    assert event.factuality is Factuality.NEGATED
    assert countries[roles["agent"]] == "country/KEN"
    assert roles["place"].startswith("place/")
