"""Each task reads from a small graph what its gold asks for, and no more."""

import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from kg.cli.main import app
from kg.errors import GraphError, InputError, KgError
from kg.evaluate import TASKS, Matches, Mean, evaluate, figures, load_graph
from kg.ontology import load_ontology
from kg.queries import NamedQuery, load_queries
from kg.rdf import PREFIXES
from kg.resources import data_folder
from tests.graphs import a_graph

QUERIES = load_queries(data_folder("queries") / "evaluate")
TEXT = "Eritrean troops shelled Zalambessa on Friday, Ethiopia said. The rebels denied this."

Texts = dict[str, tuple[str, list[str]]]


def scores(task: str, records: list[dict[str, Any]], texts: Texts, folder: Path) -> dict[str, float]:
    """The figures of a graph made of rows."""
    gold = folder / "gold.jsonl"
    gold.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return figures(evaluate(task, gold, a_graph(texts)).scores)


def span(words: str, text: str = TEXT) -> dict[str, int]:
    begin = text.index(words)
    return {"begin": begin, "end": begin + len(words)}


def pair(words: str, text: str = TEXT) -> list[int]:
    return list(span(words, text).values())


TROOPS = "troops ArmedForce [Eritrean troops] country=ERI"
TOWN = "town Settlement [Zalambessa] country=ETH lat=14.52 long=39.38"
REBELS = "rebels ArmedGroup [The rebels]"
SHELLING = "e1 Shelling [shelled] agent=troops target=town factuality=Actual"


def coded(type_: str, agent: str | None, target: str | None) -> dict[str, Any]:
    event = {"type": type_, "agents": [{"iso3": agent}], "targets": [{"iso3": target}]}
    return {"id": "t", "text": TEXT, "events": [event]}


@pytest.mark.parametrize(
    ("record", "rows", "expected"),
    [
        (coded("FIGHT", "ERI", "ETH"), [TROOPS, TOWN, SHELLING], {"event type F1": 1, "who did what to whom": 1}),
        (coded("FIGHT", "ERI", "SDN"), [TROOPS, TOWN, SHELLING], {"agent country, right type": 1, "target country, right type": 0}),
        (coded("AID", "ERI", "ETH"), [TROOPS, TOWN, SHELLING], {"event type F1": 0, "agent country, right type": 0, "agent country, any event": 1}),
        (coded("FIGHT", "IGO", None), [TROOPS, TOWN, SHELLING], {"agent country, right type": 0, "event type P": 1}),
        (coded("FIGHT", "ERI", "ETH"), [TROOPS, TOWN, SHELLING, "e2 Threat [denied]"], {"event type P": .5, "event type R": 1}),
        (coded("FIGHT", "ERI", "ETH"), [], {"event type F1": 0, "who did what to whom": 0}),
    ],
    ids=["by the name of 2021", "wrong target", "wrong type", "an organization is no country", "one too many", "nothing"],
)  # fmt: skip
def test_plover(record: dict[str, Any], rows: list[str], expected: dict[str, float], tmp_path: Path) -> None:
    found = scores("plover", [record], {"t": (TEXT, rows)}, tmp_path)
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("label", "rows", "first", "any_"),
    [
        ("ART_MISS_ATTACK", [TROOPS, SHELLING], 1, 1),
        ("AIR_STRIKE", ["e1 DroneStrike [shelled]"], 1, 1),
        ("ATTACK", [SHELLING], 0, 0),
        ("ATTRIB", [SHELLING, "e2 Accusation [denied]"], 0, 1),
        ("ATTRIB", [SHELLING.replace("Actual", "Intended"), "e2 Accusation [denied] factuality=Actual"], 1, 1),
        ("NON_STATE_ACTOR_OVERTAKES_TER", [REBELS, "e1 Capture [denied] agent=rebels"], 1, 1),
        ("GOV_REGAINS_TERIT", [TROOPS, "e1 Recapture [shelled] agent=troops"], 1, 1),
        ("OTHER", [], 1, 1),
        ("OTHER", [SHELLING], 0, 0),
    ],
    ids=["a code", "an inherited code", "no code of a class above", "the second", "actual ones first", "rebels take", "a state takes", "nothing", "not nothing"],
)  # fmt: skip
def test_acled(label: str, rows: list[str], first: float, any_: float, tmp_path: Path) -> None:
    found = scores("acled", [{"id": "t", "text": TEXT, "label": label}], {"t": (TEXT, rows)}, tmp_path)
    assert (found["first label"], found["any label"], found["weighted F1"]) == (first, any_, first)


def test_acled_weighs_labels_by_their_texts(tmp_path: Path) -> None:
    labels = ["ART_MISS_ATTACK", "ART_MISS_ATTACK", "ATTACK"]
    records = [{"id": f"t{n}", "text": TEXT, "label": label} for n, label in enumerate(labels)]
    found = scores("acled", records, {f"t{n}": (TEXT, [SHELLING]) for n in range(3)}, tmp_path)
    assert found["label ART_MISS_ATTACK F1"] == 0.8
    assert found["weighted F1"] == round(0.8 * 2 / 3, 4)
    assert found["macro F1"] == 0.4


def test_cameo_takes_speakers_for_who_and_what_they_speak_of_for_whom(tmp_path: Path) -> None:
    roles = [
        span("Eritrean troops") | {"role": "agent"},
        span("rebels") | {"role": "agent"},
        span("Zalambessa") | {"role": "target"},
    ]
    rows = [TROOPS, TOWN, REBELS, "e1 Shelling [shelled] agent=troops", "c1 Claim [denied] speaker=rebels about=town"]  # fmt: skip
    found = scores("cameo", [{"id": "t", "text": TEXT, "roles": roles}], {"t": (TEXT, rows)}, tmp_path)
    assert found == {
        **{f"who overlap {part}": 1.0 for part in ("P", "R", "F1")},
        **{f"who strict {part}": 0.5 for part in ("P", "R", "F1")},
        **{f"whom {how} {part}": 1.0 for how in ("overlap", "strict") for part in ("P", "R", "F1")},
    }


def re3d(*relations: tuple[str, str, str]) -> dict[str, Any]:
    entities = [
        span("Eritrean troops") | {"type": "Organisation"},
        span("Zalambessa") | {"type": "Location"},
        span("Ethiopia") | {"type": "Organisation"},
    ]
    stated = [{"type": kind, "source": pair(one), "target": pair(other)} for kind, one, other in relations]
    return {"id": "t", "text": TEXT, "entities": entities, "relations": stated}


def test_re3d_compares_entities_by_type_and_lets_a_country_be_either(tmp_path: Path) -> None:
    rows = [TROOPS, TOWN, "land Country [Ethiopia] country=ETH", "gun Weapon [Friday]"]
    found = scores("re3d", [re3d()], {"t": (TEXT, rows)}, tmp_path)
    assert (found["Organisation strict F1"], found["Location strict F1"], found["Weapon overlap F1"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("relation", "rows", "expected"),
    [
        (("CoLocated", "Zalambessa", "Eritrean troops"), ["e1 Shelling [shelled] agent=troops place=town"], 1),
        (("FightingAgainst", "Ethiopia", "troops"), ["e1 Battle [shelled] agent=troops agent=land"], 1),
        (("FightingAgainst", "Ethiopia", "troops"), ["e1 Threat [shelled] agent=troops target=land"], 0),
        (("BelongsTo", "Eritrean troops", "Ethiopia"), ["x Group memberOf=troops"], 0),
        (("CommWith", "Ethiopia", "troops"), ["c1 Claim [said] speaker=land addressee=troops"], 1),
        (("IsSynonymOf", "Ethiopia", "troops"), [], None),
    ],
    ids=["a common place", "both agents", "no force", "of others", "told to", "not asked for"],
)
def test_re3d_finds_relations(
    relation: tuple[str, str, str], rows: list[str], expected: float | None, tmp_path: Path
) -> None:
    rows = [TROOPS, TOWN, "land Country [Ethiopia]", *rows]
    found = scores("re3d", [re3d(relation)], {"t": (TEXT, rows)}, tmp_path)
    assert found.get(f"relation {relation[0]}") == expected
    assert found["relations"] == (expected or 0)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("c1 Claim [denied] speaker=rebels contentSpan=this", {"source strict F1": 1, "cue strict F1": 1, "who said what F1": 1}),
        ("c1 Claim [denied this] speaker=rebels contentSpan=rebels_denied_this", {"cue strict F1": 0, "cue overlap F1": 1, "content overlap F1": 1, "who said what F1": 0}),
        ("c1 Claim [denied] contentSpan=this", {"source overlap F1": 0, "content strict F1": 1, "who said what F1": 0, "who said what P": 0}),
    ],
    ids=["all right", "half of the content wanted", "nobody says it"],
)  # fmt: skip
def test_polnear(row: str, expected: dict[str, float], tmp_path: Path) -> None:
    attribution = {"source": [pair("The rebels")], "cue": [pair("denied")], "content": [pair("this")]}
    record = {"id": "t", "text": TEXT, "attributions": [attribution]}
    found = scores("polnear", [record], {"t": (TEXT, [REBELS, row])}, tmp_path)
    assert {name: found[name] for name in expected} == expected


def toponym(words: str, lat: float | None, lon: float | None, **more: bool) -> dict[str, Any]:
    return {**span(words), "lat": lat, "lon": lon, **more}


@pytest.mark.parametrize(
    ("toponyms", "rows", "expected"),
    [
        ([toponym("Zalambessa", 14.5, 39.4)], [TOWN], (1, 1, 1)),
        ([toponym("Zalambessa", 14.5, 30.4)], [TOWN], (1, 0, 0)),
        ([toponym("Zalambessa", None, None)], [TOWN], (1, 0, 0)),
        ([toponym("Zalambessa", 14.5, 39.4), toponym("Ethiopia", 9, 40)], [TOWN], (0.6667, 0.5, 1)),
        ([toponym("Eritrean", None, None, adjective=True)], ["x Country [Eritrean]"], (0, 0, 0)),
    ],
    ids=["resolved", "too far", "unknown where", "one missed", "an adjective is neutral"],
)
def test_toponyms(
    toponyms: list[dict[str, Any]], rows: list[str], expected: tuple[float, float, float], tmp_path: Path
) -> None:
    found = scores("toponyms", [{"id": "t", "text": TEXT, "toponyms": toponyms}], {"t": (TEXT, rows)}, tmp_path)
    names = ("recognition strict F1", "within 161 km, of all", "within 161 km, of those found")
    assert tuple(found[name] for name in names) == expected


def test_measures_of_nothing_are_zero() -> None:
    assert (Matches().f1, Mean().value) == (0, 0)


def kg(*arguments: object) -> Any:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    gold, graph = tmp_path / "gold.jsonl", tmp_path / "g.nq"
    gold.write_text(json.dumps({"id": "t", "text": TEXT, "label": "ART_MISS_ATTACK"}) + "\n", encoding="utf-8")
    store = a_graph({"t": (TEXT, [SHELLING])}).store
    ontology = ox.NamedNode("https://w3id.org/conflict-kg/ontology")
    lines = [f"{quad} ." for quad in store.match() if quad.graph_name != ontology]
    graph.write_text("\n".join(lines), encoding="utf-8")
    return gold, graph


def test_the_command_adds_the_ontology_and_prints_a_measure_a_line(files: tuple[Path, Path]) -> None:
    result = kg("acled", *files)
    assert result.exit_code == 0, result.exception
    assert result.stdout.startswith("acled, 1 records\n")
    assert re.search(r"^weighted F1 +1\.0000  \(of 1\)$", result.stdout, re.MULTILINE)


def test_the_command_prints_one_line_of_json(files: tuple[Path, Path]) -> None:
    (line,) = kg("acled", *files, "--json").stdout.splitlines()
    read = json.loads(line)
    assert (read["task"], read["records"]) == ("acled", 1)
    assert read["measures"]["first label"] == {"mean": 1.0, "of": 1}
    assert read["measures"]["label ART_MISS_ATTACK"] == {"P": 1.0, "R": 1.0, "F1": 1.0, "predicted": 1, "gold": 1}


@pytest.mark.parametrize(
    ("task", "gold", "graph", "message"),
    [
        ("chess", "gold.jsonl", "g.nq", "no task 'chess'; there are plover, acled, cameo, re3d, polnear, toponyms, facts"),
        ("cameo", "gold.jsonl", "g.nq", r"gold.jsonl:1: the task needs 'roles', which is not there"),
        ("acled", "none.jsonl", "g.nq", "none.jsonl cannot be read: No such file"),
        ("acled", "gold.jsonl", "none.nq", "none.nq: no such file"),
        ("acled", "gold.jsonl", "gold.jsonl", "the ending of .*gold.jsonl is none of nq"),
        ("acled", "g.nq", "g.nq", "g.nq:1: not JSON"),
    ],
    ids=["unknown task", "another task's gold", "no gold", "no graph", "no RDF", "no JSON"],
)  # fmt: skip
def test_what_is_wrong_is_told(files: tuple[Path, Path], task: str, gold: str, graph: str, message: str) -> None:
    result = kg(task, files[0].with_name(gold), files[0].with_name(graph))
    assert isinstance(result.exception, KgError)
    assert re.search(message, str(result.exception))


def test_gold_without_records_is_told(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds no record"):
        evaluate("acled", tmp_path / "gold.jsonl", a_graph({}))


def test_a_broken_graph_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "g.nt").write_text("<a> <b>\n", encoding="utf-8")
    with pytest.raises(GraphError, match="line 1"):
        load_graph([tmp_path / "g.nt"])


def test_every_task_is_there() -> None:
    assert list(TASKS) == ["plover", "acled", "cameo", "re3d", "polnear", "toponyms", "facts"]


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_query_says_what_it_answers_and_uses_terms_that_exist(query: NamedQuery) -> None:
    assert query.title
    assert query.description
    ox.Store().query(query.text)
    ontology = load_ontology()
    for prefix, name in re.findall(r"(?<![\w:])([a-z]+):([\w-]+)", re.sub(r'"[^"\n]*"|<[^>\n]*>|#.*', "", query.text)):
        assert prefix in PREFIXES
        if prefix == "ckg":
            ontology.term(name)
