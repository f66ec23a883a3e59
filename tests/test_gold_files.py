"""Whether the gold files keep their own rules: every quotation stands in its text, every name refers to something."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.facts import Factuality, Outcome, Stance
from kg.ontology import Ontology, load_ontology

Record = dict[str, Any]

FOLDER = Path(__file__).parent / "gold"
FILES = sorted(FOLDER.glob("*.jsonl"))
LEAST = {"sentences": 140, "articles": 15}
ROLES = ("agent", "target", "place", "origin", "destination", "instrument", "theme")
KEYS = ["id", "conflict", "published", "text", "entities", "events", "casualties", "claims", "places", "times"]
LOCAL_ID = re.compile(r"[ec]\d+")
PARTIAL_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def read(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


RECORDS = {path.stem: read(path) for path in FILES}
ALL = [record for records in RECORDS.values() for record in records]
every_record = pytest.mark.parametrize("record", ALL, ids=[record["id"] for record in ALL])
every_file = pytest.mark.parametrize("name", sorted(RECORDS))


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def occurs(quotation: str, text: str) -> bool:
    """Whether the text holds it: "he#2" as a second "he", "took … prisoner" as parts in this order."""
    words, _, number = quotation.rpartition("#") if re.search(r"#\d+$", quotation) else (quotation, "", "1")
    if " … " in words:
        return re.search(".*".join(map(re.escape, words.split(" … "))), text, re.DOTALL) is not None
    edges = (r"(?<!\w)" if words[0].isalnum() else "", r"(?!\w)" if words[-1].isalnum() else "")
    return len(re.findall(edges[0] + re.escape(words) + edges[1], text)) >= int(number)


def fillers(record: Record) -> Iterator[str]:
    return (filler for event in record["events"] for role in ROLES for filler in event[role])


def quotations(record: Record) -> Iterator[str | None]:
    for kind, key in (
        ("entities", "text"),
        ("events", "trigger"),
        ("casualties", "trigger"),
        ("casualties", "victims"),
        ("claims", "cue"),
        ("claims", "speaker"),
        ("places", "text"),
        ("times", "text"),
    ):
        yield from (item[key] for item in record[kind])
    yield from (content for claim in record["claims"] for content in claim["content"])
    yield from (filler for filler in fillers(record) if not LOCAL_ID.fullmatch(filler))


def dates(record: Record) -> Iterator[str | None]:
    yield from (claim["said"] for claim in record["claims"])
    yield from (item[side] for kind in ("events", "times") for item in record[kind] for side in ("start", "end"))


def repeated(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


@pytest.mark.parametrize(
    "quotation, expected",
    [
        ("he", True),
        ("he#2", True),
        ("he#3", False),
        ("took … prisoner", True),
        ("prisoner … took", False),
        ("priso", False),
    ],
)
def test_a_quotation_is_found_as_whole_words(quotation: str, expected: bool) -> None:  # noqa: FBT001
    assert occurs(quotation, "There he took the man prisoner, he said.") is expected


@every_file
def test_a_file_has_as_many_records_as_promised(name: str) -> None:
    assert len(RECORDS[name]) >= LEAST[name]


def test_ids_are_unique() -> None:
    assert repeated(record["id"] for record in ALL) == []


@every_record
def test_a_record_has_the_keys_in_their_order(record: Record) -> None:
    assert [key for key in record if key in KEYS] == KEYS


@every_record
def test_every_quotation_stands_in_the_text(record: Record) -> None:
    assert [words for words in quotations(record) if words is not None and not occurs(words, record["text"])] == []


@every_record
def test_every_class_is_one_of_the_ontology(record: Record, ontology: Ontology) -> None:
    assert {event["class"] for event in record["events"]} <= set(ontology.events)
    things = {item["class"] for kind in ("entities", "places") for item in record[kind]}
    assert things <= set(ontology.classes) - set(ontology.events)


@every_record
def test_every_event_and_claim_that_is_referred_to_exists(record: Record) -> None:
    events, claims = ([item["id"] for item in record[kind]] for kind in ("events", "claims"))
    assert repeated(events + claims) == []
    assert {count["event"] for count in record["casualties"]} <= {*events, None}
    assert {filler for filler in fillers(record) if LOCAL_ID.fullmatch(filler)} <= set(events)
    assert {told for claim in record["claims"] for told in claim["asserts"]} <= {*events, *claims}


@every_record
def test_every_value_of_a_closed_set_belongs_to_it(record: Record) -> None:
    assert {event["factuality"] for event in record["events"]} <= {value.value for value in Factuality}
    assert {claim["stance"] for claim in record["claims"]} <= {value.value for value in Stance}
    assert {count["outcome"] for count in record["casualties"]} <= {value.value for value in Outcome}


@every_record
def test_every_date_is_one_of_the_calendar(record: Record) -> None:
    given = [said for said in (record["published"], *dates(record)) if said is not None]
    assert [said for said in given if not PARTIAL_DATE.fullmatch(said)] == []
    assert all(date.fromisoformat(said + "-01-01"[len(said) - 4 :]) for said in given)


@every_record
def test_bounds_and_coordinates_are_in_order(record: Record) -> None:
    bounds = [(count["min"], count["max"]) for count in record["casualties"]]
    assert [(low, high) for low, high in bounds if low is not None and high is not None and low > high] == []
    known = [(place["lat"], place["lon"]) for place in record["places"] if place["lat"] is not None]
    assert [(lat, lon) for lat, lon in known if not (-90 <= lat <= 90 and -180 <= lon <= 180)] == []


def codes(records: Iterable[Record], ontology: Ontology, *schemes: str) -> set[str]:
    classes = {event["class"] for record in records for event in record["events"]}
    return {code for class_ in classes for scheme in schemes for code in ontology.codes(class_).get(scheme, ())}


@pytest.mark.parametrize("schemes", [("plover",), ("acled", "acledState", "acledNonState")], ids=["plover", "acled"])
def test_the_sentences_have_events_of_every_code(schemes: tuple[str, ...], ontology: Ontology) -> None:
    every = {
        code for class_ in ontology.events for scheme in schemes for code in ontology.codes(class_).get(scheme, ())
    }
    assert codes(RECORDS["sentences"], ontology, *schemes) == every


def test_the_sentences_are_of_many_conflicts_and_some_of_none() -> None:
    sentences = RECORDS["sentences"]
    assert len({record["conflict"] for record in sentences}) >= 14
    assert len([record for record in sentences if not record["events"]]) >= 20


def test_a_sentence_lists_every_actor_and_place_that_fills_a_role() -> None:
    places = [
        (record["id"], filler)
        for record in RECORDS["sentences"]
        for event in record["events"]
        for role in ("agent", "place", "origin", "destination")
        for filler in event[role]
        if filler not in {entity["text"] for entity in record["entities"]}
    ]
    assert places == []
