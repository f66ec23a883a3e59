"""Whether the files of knowledge fit together: every term explained, every reference to a term that exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.facts import Factuality, Fate, Ground, Outcome, Phase, QuantityKind, SectionKind, Stance, TimeBasis
from kg.incidents import Evidence
from kg.namespaces import CKG, EQUIPMENT, LEX, SECTOR, SEL, SLOT, UNIT
from kg.ontology import Ontology, load_ontology
from kg.resources import data_files
from kg.turtle import Knowledge, read_knowledge

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SH = "http://www.w3.org/ns/shacl#"
NOTATION = "http://www.w3.org/2004/02/skos/core#notation"
SECTION = SECTOR.replace("/sector/", "/section/")

ALL_FILES = data_files("ontologies", "**/*.ttl")
LEXICON_FILES = data_files("ontologies", "lexicon/*.ttl")
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
EVENTS_THAT_NO_SCHEME_CODES = {
    "Event", "Territory", "Control", "Forces", "Presence", "ArmsProduction", "Custody", "Diplomacy",
    "Harm", "Casualties", "Displacement", "Evacuation", "Other", "Crime", "Accident", "NaturalDisaster",
}  # fmt: skip


def named(name: str) -> Path:
    return next(path for path in ALL_FILES if path.name == name)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def shapes() -> Knowledge:
    return read_knowledge([named("shapes.ttl")])


@pytest.mark.parametrize("path", ALL_FILES, ids=lambda path: path.name)
def test_a_file_is_turtle_without_blank_nodes(path: Path) -> None:
    assert read_knowledge([path]).triples


@pytest.mark.parametrize("path", ALL_FILES, ids=lambda path: path.name)
def test_a_file_uses_no_term_that_the_ontology_lacks(path: Path, ontology: Ontology) -> None:
    ours = (CKG, SECTOR, SECTION, UNIT, EQUIPMENT)
    used = {term for term in _named_nodes(path) if term.startswith(ours)}
    assert (
        sorted(term for term in used if term not in ontology.terms and term.removeprefix(CKG) not in ontology.terms)
        == []
    )


def _named_nodes(path: Path) -> Iterator[str]:
    for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        yield from (term.value for term in triple if isinstance(term, ox.NamedNode))
        if isinstance(triple.object, ox.Literal):
            yield triple.object.datatype.value


def test_each_term_has_a_label_and_a_comment() -> None:
    knowledge = read_knowledge([named("conflict.ttl")])
    lacking = [
        s
        for s in knowledge.triples
        if not (knowledge.value(s, RDFS + "label") and knowledge.value(s, RDFS + "comment"))
    ]
    assert lacking == []


def test_each_label_is_given_once_to_a_class(ontology: Ontology) -> None:
    labels = [ontology.label(class_) for class_ in ontology.classes]
    assert sorted(labels) == sorted(set(labels))


def test_domains_and_ranges_are_single(ontology: Ontology) -> None:
    knowledge = read_knowledge([named("conflict.ttl")])
    for name in ontology.properties:
        for side in ("domain", "range"):
            assert len(knowledge.values(ontology.iri(name), RDFS + side)) <= 1, f"{side} of {name}"


@pytest.mark.parametrize(
    "values, class_",
    [
        pytest.param(values, values.__name__, id=values.__name__)
        for values in (Evidence, Factuality, Phase, Stance, Outcome, Fate, QuantityKind, TimeBasis, Ground)
    ],
)
def test_a_closed_set_has_the_values_that_facts_can_have(ontology: Ontology, values: type, class_: str) -> None:
    stated = {name for name, term in ontology.terms.items() if CKG + class_ in term.types}
    assert stated == {value.value for value in values}  # type: ignore[attr-defined]


def test_each_kind_of_section_is_a_concept(ontology: Ontology) -> None:
    assert {SECTION + kind for kind in SectionKind} == {
        name for name in ontology.terms if name.startswith(SECTION) and name != SECTION
    }


def test_plover_codes_are_plovers(ontology: Ontology) -> None:
    assert {code for class_ in ontology.events for code in ontology.codes(class_).get("plover", ())} == PLOVER


def test_each_event_class_has_a_code_or_is_known_to_have_none(ontology: Ontology) -> None:
    assert {class_ for class_ in ontology.events if not ontology.codes(class_)} == EVENTS_THAT_NO_SCHEME_CODES


def test_a_code_of_cameo_has_two_or_three_digits(ontology: Ontology) -> None:
    codes = {code for class_ in ontology.events for code in ontology.codes(class_).get("cameo", ())}
    assert [code for code in codes if not (code.isdecimal() and len(code) in {2, 3})] == []


def test_each_sector_has_a_code_of_its_own() -> None:
    knowledge = read_knowledge([named("conflict.ttl")])
    codes = [knowledge.value(s, NOTATION) for s in knowledge.triples if s.startswith(SECTOR) and s != SECTOR]
    assert None not in codes
    assert len(codes) == len(set(codes))


def test_each_unit_measures_one_kind_and_leads_to_its_base_unless_none_is_known() -> None:
    knowledge = read_knowledge([named("conflict.ttl")])
    units = [s for s in knowledge.triples if s.startswith(UNIT) and s != UNIT]
    kinds = {unit: knowledge.values(unit, CKG + "quantityKind") for unit in units}
    assert {len(kind) for kind in kinds.values()} == {1}
    unscaled = {unit for unit in units if not knowledge.values(unit, CKG + "factor")}
    assert unscaled - {UNIT + "ton"} == {unit for unit, kind in kinds.items() if kind == (CKG + "Money",)}


def test_an_alignment_starts_from_a_term_of_ours(ontology: Ontology) -> None:
    subjects = read_knowledge([named("alignments.ttl")]).triples
    assert [s for s in subjects if s.startswith(CKG) and s.removeprefix(CKG) not in ontology.terms] == []
    assert len([s for s in subjects if not s.startswith(CKG)]) == 1  # the file itself


def test_each_shape_targets_a_class_that_exists(shapes: Knowledge, ontology: Ontology) -> None:
    targets = {target for shape in shapes.triples for target in shapes.values(shape, SH + "targetClass")}
    assert sorted(t for t in targets if t.startswith(CKG) and t.removeprefix(CKG) not in ontology.classes) == []
    assert len(targets) > 10


def test_each_shape_is_reached_from_one_with_a_target(shapes: Knowledge) -> None:
    open_ = [s for s, said in shapes.triples.items() if any(p.startswith(SH + "target") for p in said)]
    reached = set(open_)
    while open_:
        said = shapes.triples[open_.pop()]
        found = {value.value for p in (SH + "property", SH + "not") for value in said.get(p, ())} - reached
        reached |= found
        open_.extend(found)
    assert reached == {s for s, said in shapes.triples.items() if RDF_TYPE in said and "shapes#" in s}


def test_each_shape_says_what_it_wants(shapes: Knowledge) -> None:
    kinds = {SH + "PropertyShape": SH + "message", SH + "NodeShape": RDFS + "comment"}
    wordless = [s for kind, words in kinds.items() for s in shapes.instances(kind) if not shapes.value(s, words)]
    assert wordless == []


@pytest.mark.parametrize("path", LEXICON_FILES, ids=lambda path: path.name)
def test_a_lexicon_entry_evokes_a_class_that_exists(path: Path, ontology: Ontology) -> None:
    knowledge = read_knowledge([path])
    evoked = {
        class_ for entry in knowledge.having(LEX + "evokes") for class_ in knowledge.values(entry, LEX + "evokes")
    }
    assert sorted(c for c in evoked if c.startswith(CKG) and c.removeprefix(CKG) not in ontology.classes) == []


def test_each_entry_has_a_name_of_its_own() -> None:
    """Two entries of one name would be read as one."""
    stated = [
        name
        for path in LEXICON_FILES
        for name in re.findall(r"^(word:\S+) a lex:Entry", path.read_text(), re.MULTILINE)
    ]
    assert sorted({name for name in stated if stated.count(name) > 1}) == []


@pytest.mark.parametrize("path", LEXICON_FILES, ids=lambda path: path.name)
def test_a_frame_fills_properties_and_selects_classes(path: Path, ontology: Ontology) -> None:
    wrong = []
    for subject, said in read_knowledge([path]).triples.items():
        for predicate, values in said.items():
            wanted = (
                ontology.properties
                if predicate.startswith(SLOT)
                else ontology.classes
                if predicate.startswith(SEL)
                else ()
            )
            names = [value.value.removeprefix(CKG) for value in values if value.value.startswith(CKG)]
            wrong += [(subject, predicate, name) for name in names if wanted and name not in wanted]
    assert wrong == []
