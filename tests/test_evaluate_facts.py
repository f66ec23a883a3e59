"""The project's own kind of gold, compared with small graphs, one kind of fact a test."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluate import evaluate, figures
from kg.evaluate.facts.quotes import find_quote
from kg.facts import Span
from tests.graphs import a_graph

TEXT = "On Monday Tuareg fighters seized Kidal, killing at least 20 soldiers, and he said they took Menaka too. Mali denied the loss."
NOTHING: dict[str, Any] = {
    "entities": [], "events": [], "casualties": [], "claims": [], "places": [], "times": [],
}  # fmt: skip

SEIZURE = {"id": "e1", "trigger": "seized", "class": "Capture", "factuality": "Actual", "agent": ["Tuareg fighters"], "place": ["Kidal"], "start": "2012-03-26", "end": None}  # fmt: skip
LOSS = {
    "id": "e2",
    "trigger": "loss",
    "class": "Capture",
    "factuality": "Negated",
    "target": ["Mali"],
    "start": None,
    "end": None,
}
DENIAL = {
    "id": "c1",
    "cue": "denied",
    "speaker": "Mali",
    "stance": "Denies",
    "quoted": False,
    "content": ["the loss"],
    "asserts": ["e2"],
    "said": None,
}
DEAD = {"trigger": "killing", "outcome": "Killed", "min": 20, "max": None, "victims": "soldiers", "event": "e1"}

FIGHTERS = "tuareg ArmedGroup [Tuareg fighters | they]"
MALI = "mali Country [Mali] country=MLI lat=17.0 long=-4.0"
KIDAL = "kidal Settlement [Kidal] country=MLI lat=18.44 long=1.41"
READ_SEIZURE = "e1 Capture [seized] agent=tuareg place=kidal factuality=Actual startDate=2012-03-26"
READ_LOSS = "e2 Capture [loss] target=mali factuality=Negated"
READ_DENIAL = "c1 Claim [denied] speaker=mali stance=Denies contentSpan=the_loss content=e2"


def found(rows: list[str], folder: Path, **gold: object) -> dict[str, float]:
    """The figures of a graph made of rows against one record."""
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({"id": "t", "text": TEXT, **NOTHING, **gold}), encoding="utf-8")
    return figures(evaluate("facts", path, a_graph({"t": (TEXT, rows)})).scores)


@pytest.mark.parametrize(
    ("type_", "trigger", "expected"),
    [
        ("Capture", "seized", (1, 1, 1)),
        ("Recapture", "seized", (1, 1, 0)),
        ("Territory", "seized Kidal", (1, 1, 0)),
        ("Control", "seized", (1, 0, 0)),
        ("Capture", "killing", (0, 0, 0)),
    ],
    ids=["the same", "below it", "above it", "beside it", "elsewhere"],
)
def test_events_meet_by_trigger_and_class(
    type_: str, trigger: str, expected: tuple[float, ...], tmp_path: Path
) -> None:
    figures_ = found([f"e1 {type_} [{trigger}]"], tmp_path, events=[SEIZURE])
    names = ("event F1", "event, class like it F1", "event, class the same F1")
    assert tuple(figures_[name] for name in names) == expected


def test_of_two_events_on_one_trigger_the_one_of_the_right_class_is_taken(tmp_path: Path) -> None:
    rows = ["a Threat [seized Kidal] factuality=Possible", "b Capture [seized] factuality=Actual"]
    figures_ = found(rows, tmp_path, events=[SEIZURE])
    assert (figures_["event P"], figures_["event, class the same R"], figures_["factuality"]) == (0.5, 1, 1)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (READ_SEIZURE, {"agent F1": 1, "place F1": 1, "all roles F1": 1, "factuality": 1, "start date": 1}),
        ("e1 Capture [seized] agent=mali place=kidal", {"agent F1": 0, "all roles P": 0.5, "factuality": 0, "start date": 0}),
        ("e1 Capture [seized] agent=tuareg agent=mali", {"agent P": 0.5, "agent R": 1, "place R": 0}),
        ("e1 Capture [seized] startDate=2012-03", {"start date": 0}),
        ("e1 Capture [killing] agent=tuareg", {"agent R": 0, "factuality": 0}),
    ],
    ids=["all right", "wrong agent", "one too many", "less exact", "another event"],
)  # fmt: skip
def test_parts_of_events_that_meet(row: str, expected: dict[str, float], tmp_path: Path) -> None:
    figures_ = found([FIGHTERS, MALI, KIDAL, row], tmp_path, events=[SEIZURE])
    assert {name: figures_[name] for name in expected} == expected


def test_a_filler_is_right_by_any_mention_of_it(tmp_path: Path) -> None:
    taking = SEIZURE | {"trigger": "took", "agent": ["they"], "place": []}
    figures_ = found([FIGHTERS, "e1 Capture [took] agent=tuareg"], tmp_path, events=[taking])
    assert figures_["agent F1"] == 1


def test_an_event_can_fill_a_role(tmp_path: Path) -> None:
    order = LOSS | {"id": "e3", "trigger": "said", "class": "Order", "target": [], "theme": ["e1"]}
    rows = [READ_SEIZURE, FIGHTERS, KIDAL, "e3 Order [said] theme=e1"]
    assert found(rows, tmp_path, events=[SEIZURE, order])["theme F1"] == 1
    assert found(rows[1:], tmp_path, events=[SEIZURE, order])["theme F1"] == 0


def test_an_event_without_a_date_counts_for_none(tmp_path: Path) -> None:
    assert evaluate_dates(tmp_path, "") == (0, 0)
    assert evaluate_dates(tmp_path, " startDate=2012") == (0, 1)


def evaluate_dates(folder: Path, date: str) -> tuple[float, int]:
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({"id": "t", "text": TEXT, **NOTHING, "events": [LOSS]}), encoding="utf-8")
    measure = evaluate("facts", path, a_graph({"t": (TEXT, [READ_LOSS + date, MALI])})).scores["start date"]
    return measure.value, measure.of  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (READ_DENIAL, {"claim F1": 1, "speaker F1": 1, "stance": 1, "content F1": 1, "what is claimed F1": 1}),
        ("c1 Claim [denied the] stance=Asserts contentSpan=loss", {"claim F1": 1, "speaker R": 0, "stance": 0, "content P": 1, "content R": 0.5}),
        ("c1 Claim [said] speaker=mali stance=Denies", {"claim F1": 0, "speaker F1": 0, "stance": 0}),
    ],
    ids=["all right", "half right", "another claim"],
)  # fmt: skip
def test_claims_meet_by_their_cues(row: str, expected: dict[str, float], tmp_path: Path) -> None:
    figures_ = found([MALI, READ_LOSS, row], tmp_path, events=[LOSS], claims=[DENIAL])
    assert {name: figures_[name] for name in expected} == expected


def test_a_speaker_where_nobody_is_named_is_one_too_many(tmp_path: Path) -> None:
    figures_ = found([MALI, READ_LOSS, READ_DENIAL], tmp_path, claims=[DENIAL | {"speaker": None, "asserts": []}])
    assert (figures_["claim F1"], figures_["speaker P"]) == (1, 0)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("n CasualtyCount [killing] outcome=Killed minCount=20", (1, 1)),
        ("n CasualtyCount [killing] outcome=Killed count=20", (0, 1)),
        ("n CasualtyCount [killing] outcome=Wounded minCount=20", (0, 0)),
        ("n CasualtyCount [took] outcome=Killed minCount=20", (0, 0)),
    ],
    ids=["right", "other bounds", "other outcome", "other words"],
)
def test_casualties(row: str, expected: tuple[float, float], tmp_path: Path) -> None:
    figures_ = found([row], tmp_path, casualties=[DEAD])
    assert (figures_["casualties F1"], figures_["casualties, any number F1"]) == expected


def test_an_exact_number_is_its_own_bounds(tmp_path: Path) -> None:
    row = "n CasualtyCount [killing] outcome=Killed count=20"
    assert found([row], tmp_path, casualties=[DEAD | {"max": 20}])["casualties F1"] == 1


def test_entities_meet_by_words_and_class(tmp_path: Path) -> None:
    entities = [
        {"text": "Tuareg fighters", "class": "Group", "country": "MLI"},
        {"text": "Kidal", "class": "Settlement", "country": "MLI"},
    ]
    figures_ = found(["tuareg ArmedGroup [Tuareg]", KIDAL, MALI], tmp_path, entities=entities)
    assert (figures_["entity P"], figures_["entity R"]) == (0.6667, 1)
    assert (figures_["entity, class like it R"], figures_["country of an entity"]) == (0.5, 0.5)


def test_places_and_countries_that_are_actors(tmp_path: Path) -> None:
    places = [{"text": "Kidal", "class": "Settlement", "lat": 18.4, "lon": 1.4}, {"text": "Menaka", "class": "Settlement", "lat": None, "lon": None}]  # fmt: skip
    entities = [{"text": "Mali", "class": "Country", "country": "MLI"}]
    figures_ = found([KIDAL, MALI], tmp_path, places=places, entities=entities)
    assert (figures_["place name P"], figures_["place name R"], figures_["place within 161 km"]) == (1, 0.5, 1)
    assert found([KIDAL, MALI], tmp_path, places=places)["place name P"] == 0.5


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("e1 Capture [seized] timeExpression=On_Monday startDate=2012-03-26", (1, 1)),
        ("e1 Capture [seized] timeExpression=Monday startDate=2012-03-19", (0, 1)),
        ("e1 Capture [seized] timeExpression=Monday startDate=2012-03-26 endDate=2012-03-26", (1, 1)),
        ("e1 Capture [seized] timeExpression=Monday", (0, 0)),
        ("c1 Claim [said] timeExpression=Monday saidDate=2012-03-26", (1, 1)),
        ("e1 Capture [seized] startDate=2012-03-26", (0, 0)),
    ],
    ids=["right", "another week", "ended on the day", "no date", "of a claim", "no words"],
)
def test_times(row: str, expected: tuple[float, float], tmp_path: Path) -> None:
    times = [{"text": "On Monday", "start": "2012-03-26", "end": None}]
    figures_ = found([row], tmp_path, times=times)
    assert (figures_["time F1"], figures_["time, any date F1"]) == expected


def test_records_meet_articles_by_their_ids(tmp_path: Path) -> None:
    records = [{"id": id_, "text": TEXT, **NOTHING, "events": [SEIZURE]} for id_ in ("one", "two")]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    graph = a_graph({"two": (TEXT, [FIGHTERS, KIDAL, READ_SEIZURE]), "three": (TEXT, [FIGHTERS, KIDAL, READ_SEIZURE])})
    figures_ = figures(evaluate("facts", path, graph).scores)
    assert (figures_["event P"], figures_["event R"]) == (1, 0.5)


@pytest.mark.parametrize(
    ("quote", "spans"),
    [
        ("said", [(77, 81)]),
        ("he", [(74, 76)]),
        ("killing … soldiers", [(40, 47), (60, 68)]),
        ("Kidal, killing", [(33, 47)]),
    ],
    ids=["a word", "no part of a word", "words apart", "words together"],
)
def test_a_quote_is_found(quote: str, spans: list[tuple[int, int]]) -> None:
    assert find_quote(quote, TEXT) == tuple(Span(*span) for span in spans)


def test_a_quote_that_is_not_there_is_told_with_the_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gold.jsonl:1: .*'seized' occurs 1 times, not 2"):
        found([], tmp_path, events=[SEIZURE | {"trigger": "seized#2"}])
