"""What the ontology answers about its own terms and a user's."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kg.cli.ontology import ontology as ontology_command
from kg.errors import OntologyError
from kg.namespaces import CKG
from kg.ontology import Ontology, load_ontology

MINE = "http://example.org/mine#"
MY_CLASSES = f"""
@prefix ckg: <{CKG}> . @prefix lex: <https://w3id.org/conflict-kg/lexicon#> . @prefix my: <{MINE}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
my:CyberAttack rdfs:subClassOf ckg:Attack ; rdfs:label "cyber attack" ; skos:notation "COERCE"^^ckg:plover ; lex:verb "hack" .
my:Intrusion rdfs:subClassOf my:CyberAttack .
ckg:Shelling lex:verb "lob at" .
"""


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture
def my_file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.ttl"
    path.write_text(MY_CLASSES)
    return path


@pytest.mark.parametrize(
    "term",
    [pytest.param("Capture", id="by its name"), pytest.param(CKG + "Capture", id="by its IRI")],
)
def test_a_term_is_found(ontology: Ontology, term: str) -> None:
    assert ontology.iri(term) == CKG + "Capture"


@pytest.mark.parametrize(
    "term, near",
    [
        pytest.param("Catpure", "Capture", id="letters swapped"),
        pytest.param("agents", "agent", id="one letter too many"),
        pytest.param(CKG + "shelling", "Shelling", id="IRI in the wrong case"),
    ],
)
def test_an_unknown_term_is_an_error_that_names_those_near_it(ontology: Ontology, term: str, near: str) -> None:
    with pytest.raises(OntologyError, match=f"near it: .*{near}"):
        ontology.iri(term)


def test_a_property_is_no_class(ontology: Ontology) -> None:
    with pytest.raises(OntologyError, match="no class"):
        ontology.superclasses("agent")


@pytest.mark.parametrize(
    "class_, ancestors",
    [
        pytest.param("DroneStrike", ("DroneStrike", "AirStrike", "Attack", "Force", "Event"), id="a chain"),
        pytest.param("Country", ("Country", "Place", "Actor", "Entity"), id="two parents, nearest first"),
        pytest.param("Article", ("Article",), id="classes of other ontologies left out"),
    ],
)
def test_superclasses_come_nearest_first(ontology: Ontology, class_: str, ancestors: tuple[str, ...]) -> None:
    assert ontology.superclasses(class_) == ancestors


@pytest.mark.parametrize(
    "class_, ancestor, holds",
    [
        ("Recapture", "Territory", True),
        ("Recapture", "Recapture", True),
        ("Country", "Actor", True),
        ("Attack", "AirStrike", False),
        ("Person", "Event", False),
    ],
)
def test_is_a(ontology: Ontology, class_: str, ancestor: str, *, holds: bool) -> None:
    assert ontology.is_a(class_, ancestor) is holds


@pytest.mark.parametrize(
    "class_, codes",
    [
        pytest.param("Attack", {"plover": ("ASSAULT",), "acled": ("Attack",), "cameo": ("190",)}, id="its own"),
        pytest.param(
            "SuicideBombing", {"plover": ("ASSAULT",), "acled": ("Suicide bomb",), "cameo": ("183",)}, id="inherited"
        ),
        pytest.param(
            "Ceasefire", {"plover": ("RETREAT",), "acled": ("Agreement",), "cameo": ("087",)}, id="own before inherited"
        ),
        pytest.param("Control", {}, id="a state has none"),
        pytest.param("Accident", {}, id="what is no act of the conflict has none"),
    ],
)
def test_codes_are_those_of_the_nearest_class_that_has_any(
    ontology: Ontology, class_: str, codes: dict[str, tuple[str, ...]]
) -> None:
    assert ontology.codes(class_) == codes


def test_events_are_all_below_event_and_start_with_it(ontology: Ontology) -> None:
    assert ontology.events[0] == "Event"
    assert all(ontology.is_a(event, "Event") for event in ontology.events)
    assert {"DroneStrike", "Mediation", "NaturalDisaster"} <= set(ontology.events)


def test_classes_of_a_users_own_go_by_their_iri_and_inherit(my_file: Path) -> None:
    ontology = load_ontology([my_file])
    assert ontology.superclasses(MINE + "Intrusion") == (
        MINE + "Intrusion",
        MINE + "CyberAttack",
        "Attack",
        "Force",
        "Event",
    )
    assert ontology.is_a(MINE + "Intrusion", "Force")
    assert ontology.codes(MINE + "Intrusion")["plover"] == ("COERCE",)
    assert ontology.subclasses("Attack")[-1] == MINE + "CyberAttack"
    assert ontology.label(MINE + "CyberAttack") == "cyber attack"
    assert ontology.label(MINE + "Intrusion") == "Intrusion"
    assert ontology.files[-1] == my_file


def test_a_users_subclass_of_a_class_that_is_none_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "typo.ttl"
    path.write_text(f"<{MINE}X> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <{CKG}Atack> .")
    with pytest.raises(OntologyError, match=r"ckg:Atack .* near it: .*Attack"):
        load_ontology([path])


def test_words_for_a_term_do_not_define_it(tmp_path: Path) -> None:
    path = tmp_path / "words.ttl"
    path.write_text(f'<{CKG}Sheling> <https://w3id.org/conflict-kg/lexicon#verb> "shell" .')
    with pytest.raises(OntologyError, match="Shelling"):
        load_ontology([path]).iri("Sheling")


def run(*arguments: str) -> str:
    app = typer.Typer()
    app.command()(ontology_command)
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0
    return result.stdout


def test_the_command_shows_the_tree_and_the_properties() -> None:
    shown = run().splitlines()
    assert "    AirStrike" in [line[2:] for line in shown]
    assert "speaker: Claim → Actor" in shown


def test_the_command_shows_what_is_known_of_a_class_with_its_words(my_file: Path) -> None:
    shown = json.loads(run(MINE + "CyberAttack", "--ontology", str(my_file), "--json"))
    assert shown["superclasses"] == ["Attack", "Force", "Event"]
    assert shown["words"] == {"verb": ["hack"]}
    assert "lob at" in run("Shelling", "--ontology", str(my_file))
