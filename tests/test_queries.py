"""Named queries, their parameters, and what they find in a small graph made by hand (tests/data/sample.trig)."""

import re
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from kg.cli.main import app
from kg.errors import KgError, QueryError
from kg.namespaces import BASE, CKG
from kg.ontology import load_ontology
from kg.queries import TYPES, Answer, NamedQuery, bind, find_query, load_queries, run, serialized
from kg.queries.named import parse_query
from kg.rdf import PREFIXES
from kg.resources import data_folder
from kg.stores import OxigraphStore, Rows, add_ontology, memory_store

SAMPLE = Path(__file__).parent / "data" / "sample.trig"
QUERIES = load_queries(data_folder("queries"))
NAMES = [
    "acled-rows", "casualties", "claims-by-speaker", "contested", "control", "coverage", "diplomacy", "dyads",
    "equipment-losses", "events-near", "evidence", "incidents", "measures", "planned-or-ordered", "plover-rows", "prisoners", "relations",
    "responsibility", "timeline", "unlinked", "who-did-what", "who-says-it",
]  # fmt: skip

Found = list[dict[str, str]]


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    store = memory_store([SAMPLE])
    add_ontology(store, load_ontology().files)
    return store


def found(store: OxigraphStore, name: str, given: str = "") -> Found:
    """The rows as dictionaries without what is unbound, parameters written `a=b; c=d`."""
    pairs = dict(pair.strip().split("=", 1) for pair in given.split(";") if pair.strip())
    rows = run(QUERIES[name], store, bind(QUERIES[name], pairs))
    assert isinstance(rows, Rows)
    return [{k: t.value for k, t in zip(rows.variables, row, strict=True) if t is not None} for row in rows]


def test_the_queries_are_all_there() -> None:
    assert list(QUERIES) == NAMES


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_query_says_what_it_answers(query: NamedQuery) -> None:
    assert query.title
    assert query.description
    assert query.description.endswith(".")
    assert all(parameter.type in TYPES for parameter in query.parameters)
    assert all(parameter.text.endswith(".") for parameter in query.parameters)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_each_parameter_has_a_slot_and_each_slot_a_parameter(query: NamedQuery) -> None:
    assert {p.name for p in query.parameters} == set(re.findall(r"VALUES \?(\w+) \{ UNDEF \}", query.text))


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_query_needs_no_prefixes_of_ours_and_has_a_fixed_order(query: NamedQuery) -> None:
    ox.Store().query(query.text)
    assert re.search(r"^ORDER BY ", query.text, re.MULTILINE)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_query_uses_terms_that_exist(query: NamedQuery) -> None:
    ontology = load_ontology()
    body = re.sub(r'"[^"\n]*"|<[^>\n]*>|#.*', "", query.text)
    used = set(re.findall(r"(?<![\w:])([a-z]+):([\w-]+)", body))
    for prefix, name in used:
        assert prefix in PREFIXES
        if prefix in {"ckg", "sector"}:
            ontology.term(PREFIXES[prefix] + name if prefix == "sector" else name)


def rows(store: OxigraphStore, name: str, given: str, columns: str) -> list[str]:
    """The rows of some columns, each row as one text."""
    return [" ; ".join(row.get(column, "-") for column in columns.split()) for row in found(store, name, given)]


@pytest.mark.parametrize(
    ("name", "given", "columns", "expected"),
    [
        pytest.param(
            "who-did-what",
            "agent=M23",
            "date what agents places factuality saidBy",
            [
                "- ; incursion ; M23 (COD) ; Kibati ; negated ; own voice",
                "- ; release ; M23 (COD) ; - ; actual ; M23 asserts",
                "2025-02 ; capture ; M23 (COD) ; Sake (COD) ; actual ; United Nations confirms",
                "2025-02-08 ; capture ; M23 (COD) ; Sake (COD) ; actual ; Congolese army denies | M23 asserts",
            ],
            id="who-did-what: own voice and claims",
        ),
        pytest.param(
            "who-did-what",
            "country=RWA",
            "date what agents",
            ["2025-02-08 ; meeting ; Congo's president (COD) | Rwanda's foreign minister (RWA)"],
            id="who-did-what: two agents, one row",
        ),
        pytest.param("who-did-what", "country=USA", "what", [], id="who-did-what: a country that has no part"),
        pytest.param(
            "who-did-what", "agent=congo", "what agents",
            ["withdrawal ; Congolese troops (COD)", "meeting ; Congo's president (COD) | Rwanda's foreign minister (RWA)"],
            id="who-did-what: a country's own, but not rebels",
        ),
        pytest.param("who-did-what", "agent=RSF", "what", ["battle"], id="who-did-what: another name"),
        pytest.param("who-did-what", f"agent={BASE}actor/rsf", "what", ["battle"], id="who-did-what: an IRI"),
        pytest.param("who-did-what", "target=soldiers", "what", ["killing"], id="who-did-what: part of a name"),
        pytest.param("who-did-what", "agent=RS", "what", [], id="who-did-what: no part of a word"),
        pytest.param(
            "who-did-what", "place=north kivu", "what", ["withdrawal", "capture", "capture"], id="who-did-what: parts of a place"
        ),
        pytest.param("who-did-what", "place=Sudan; type=Attack", "what", ["drone strike", "shelling"], id="who-did-what: places of a country"),
        pytest.param(
            "who-did-what", "type=AirStrike", "what targets",
            ["drone strike ; El Fasher airport (SDN)", "air strike ; -"],
            id="who-did-what: subclasses",
        ),
        pytest.param(
            "who-did-what", "since=2025-02-09; until=2025-02-11; type=Force", "what date published",
            ["killing ; - ; 2025-02-10", "battle ; 2025-02 ; 2025-02-12", "shelling ; 2025-02-11 ; 2025-02-12"],
            id="who-did-what: dates as exact as they are known, else the article's",
        ),
        pytest.param("who-did-what", "until=2024", "what date", ["air strike ; 2024"], id="who-did-what: a year"),
        pytest.param(
            "incidents",
            "",
            "what score sources agreesOn differsOn dates saidBy publisher",
            [
                "capture, Sake, 2025-02-08 ; 9.5 ; 2 ; place | type ; day ; 2025-02 ; United Nations confirms ; -",
                "capture, Sake, 2025-02-08 ; 9.5 ; 2 ; place | type ; day ; 2025-02-08 ; Congolese army denies | M23 asserts ; Lakes Wire",
            ],
            id="incidents: a row an article",
        ),
        pytest.param("incidents", "sources=3", "what", [], id="incidents: too few sources"),
        pytest.param("incidents", "country=SDN", "what", [], id="incidents: another country"),
        pytest.param(
            "incidents", "place=north kivu; since=2025-02-08; until=2025-02; type=Territory", "published", ["-", "2025-02-10"],
            id="incidents: all rows of one that fits",
        ),
        pytest.param("incidents", "until=2025-01", "what", [], id="incidents: before"),
        pytest.param(
            "responsibility",
            "agent=M23; type=Capture",
            "incidentLabel doer speakers stance contradicted",
            [
                "capture, Sake, 2025-02-08 ; M23 (COD) ; United Nations ; confirms ; false",
                "capture, Sake, 2025-02-08 ; M23 (COD) ; M23 (COD) ; asserts ; true",
                "capture, Sake, 2025-02-08 ; M23 (COD) ; Congolese army (COD) ; denies ; true",
            ],
            id="responsibility: who says so and who denies it, across articles",
        ),
        pytest.param(
            "responsibility", f"event={BASE}event/capture-sake", "stance", ["confirms", "asserts", "denies"],
            id="responsibility: an event and its incident's others",
        ),
        pytest.param(
            "responsibility", f"incident={BASE}incident/sake", "stance", ["confirms", "asserts", "denies"],
            id="responsibility: an incident",
        ),
        pytest.param(
            "responsibility", "country=SDN; since=2025-02-11; type=Attack", "incidentLabel what doer speakers stance factuality",
            [
                "- ; drone strike ; Sudanese army (SDN) ; - ; own voice ; actual",
                "- ; shelling ; Sudanese army (SDN) ; Rapid Support Forces (SDN) ; asserts ; actual",
            ],
            id="responsibility: of no incident, in the outlet's own voice",
        ),
        pytest.param("responsibility", "place=sake; until=2025-01", "what", [], id="responsibility: before"),
        pytest.param(
            "who-says-it", f"event={BASE}event/capture-sake", "incident", ["capture, Sake, 2025-02-08"] * 3,
            id="who-says-it: of which incident",
        ),
        pytest.param(
            "contested",
            "",
            "ground claimSpeaker claimStance counterclaimSpeaker counterclaimStance counterclaimSaid claimSentence counterclaimSentence",
            [
                "denial ; M23 (COD) ; asserts ; Congolese army (COD) ; denies ; 2025-02-09 ; M23 said on X that it took the town on Saturday. ; Congo's army denied on Sunday that M23 had captured Sake.",
            ],
            id="contested: side by side",
        ),
        pytest.param("contested", "place=Sake; country=COD; speaker=M23; since=2025-02-09", "places", ["Sake (COD)"], id="contested: filtered"),
        pytest.param("contested", "country=SDN", "places", [], id="contested: elsewhere"),
        pytest.param("contested", "ground=CountGround", "places", [], id="contested: on another ground"),
        pytest.param(
            "claims-by-speaker", "speaker=M23", "speakers stance content words medium passedOnBy",
            [
                "M23 (COD) ; asserts ; release (actual) ; it had freed 20 prisoners ; - ; residents",
                "M23 (COD) ; asserts ; capture (actual) ; it took the town on Saturday ; X ; -",
            ],
            id="claims-by-speaker: with those who pass them on",
        ),
        pytest.param("claims-by-speaker", "stance=Denies; country=COD", "speakers said", ["Congolese army (COD) ; 2025-02-09"], id="claims-by-speaker: stance"),
        pytest.param("claims-by-speaker", "type=Shelling", "speakers", ["Rapid Support Forces (SDN)"], id="claims-by-speaker: about a class"),
        pytest.param(
            "who-says-it", "event=event/capture-sake", "speakers stance said",
            ["United Nations ; confirms ; -", "M23 (COD) ; asserts ; -", "Congolese army (COD) ; denies ; 2025-02-09"],
            id="who-says-it: other articles' claims too",
        ),
        pytest.param("who-says-it", "type=DroneStrike", "speakers stance sentence", ["- ; own voice ; A drone of the army hit El Fasher airport."], id="who-says-it: own voice"),
        pytest.param(
            "control", "", "place date holder leaver what factuality contested",
            [
                "Goma ; 2025-01-27 ; - ; Congolese troops (COD) ; withdrawal ; actual ; false",
                "Khartoum ; 2025-03 ; Sudanese army (SDN) ; - ; recapture ; intended ; false",
                "Sake ; 2025-02-08 ; M23 (COD) ; - ; capture ; actual ; true",
                "Sake ; 2025-02 ; M23 (COD) ; - ; capture ; actual ; false",
            ],
            id="control: last word first",
        ),
        pytest.param("control", "holder=M23; since=2025-02-10", "date", ["2025-02"], id="control: by holder and date"),
        pytest.param("control", "country=SDN", "place", ["Khartoum"], id="control: by country"),
        pytest.param(
            "casualties", "", "date places outcome count least kind victims saidBy",
            [
                "- ; - ; killed ; - ; 12 ; event ; 12 soldiers (COD) ; own voice",
                "- ; - ; captured ; 5 ; - ; event ; five others (COD) ; own voice",
                "2024 ; Beirut (LBN) ; killed ; 900 ; - ; total ; - ; own voice",
                "2025-02-11 ; Omdurman (SDN) ; killed ; 1 ; - ; part ; - ; Rapid Support Forces asserts",
                "2025-02-11 ; Omdurman (SDN) ; killed ; 3 ; - ; event ; three civilians (SDN) ; Rapid Support Forces asserts",
            ],
            id="casualties: counts and bounds, parts and running totals",
        ),
        pytest.param("casualties", "only=event; outcome=Killed", "count least", ["- ; 12", "3 ; -"], id="casualties: what can be added up"),
        pytest.param("casualties", "only=total", "count", ["900"], id="casualties: running totals"),
        pytest.param(
            "equipment-losses", "", "date places became count least kind equipment group ownedBy saidBy",
            [
                "2025-02-11 ; Omdurman (SDN) ; damaged ; 2 ; - ; part ; trucks ; - ; SDN ; Rapid Support Forces asserts",
                "2025-02-11 ; Omdurman (SDN) ; destroyed ; - ; 4 ; event ; trucks ; vehicle ; SDN ; Rapid Support Forces asserts",
            ],
            id="equipment-losses: counts, kinds and owners",
        ),
        pytest.param("equipment-losses", "fate=Destroyed; owner=SDN; only=event", "least", ["4"], id="equipment-losses: filtered"),
        pytest.param("equipment-losses", "owner=COD", "least", [], id="equipment-losses: of another country"),
        pytest.param(
            "measures", "", "measured value least unit standard what",
            ["distance ; 2.5 ; - ; kilometre ; 2500 ; shelling", "money ; - ; 3000000 ; US dollar ; - ; shelling"],
            id="measures: values and bounds in their unit",
        ),
        pytest.param("measures", "quantity=Money; country=SDN", "least", ["3000000"], id="measures: of one kind"),
        pytest.param("measures", "place=Goma", "least", [], id="measures: of another place"),
        pytest.param("casualties", "outcome=Captured", "count", ["5"], id="casualties: by outcome"),
        pytest.param(
            "timeline", "country=SDN", "from basis what",
            ["2025-02 ; resolved ; battle", "2025-02-11 ; resolved ; shelling", "2025-03 ; resolved ; recapture"],
            id="timeline: in order",
        ),
        pytest.param(
            "dyads", "", "source target month events ownVoice contested",
            ["COD ; COD ; - ; 1 ; 1 ; 0", "ISR ; LBN ; - ; 1 ; 1 ; 0", "SDN ; SDN ; - ; 1 ; 1 ; 0", "SDN ; SDN ; 2025-02 ; 2 ; 1 ; 0"],
            id="dyads: pairs and months",
        ),
        pytest.param("dyads", "country=LBN; type=AirStrike", "source", ["ISR"], id="dyads: of one country"),
        pytest.param(
            "prisoners", "", "what agents targets number",
            ["prisoner exchange ; Israel (ISR) | Lebanon (LBN) ; - ; -", "release ; M23 (COD) ; 20 prisoners ; 20", "detention ; its fighters (COD) ; five others (COD) ; 5"],
            id="prisoners: how many",
        ),
        pytest.param(
            "diplomacy", "", "what agents theme factuality",
            [
                "request ; United Nations ; ceasefire ; actual",
                "ceasefire ; - ; - ; requested",
                "meeting ; Congo's president (COD) | Rwanda's foreign minister (RWA) ; - ; actual",
            ],
            id="diplomacy: with themes",
        ),
        pytest.param(
            "relations", "", "subject relation object sentence",
            ['M23 (COD) ; role ; rebels ; The rebels did not enter "Kibati".', "Rwanda (RWA) ; supports ; M23 (COD) ; Rwanda backs M23."],
            id="relations: with their sentence",
        ),
        pytest.param("relations", "property=supports; country=RWA; entity=rwanda", "object", ["M23 (COD)"], id="relations: filtered"),
        pytest.param(
            "planned-or-ordered", "", "factuality what theme",
            ["intended ; recapture ; -", "negated ; incursion ; -", "requested ; ceasefire ; -"],
            id="planned-or-ordered: all that is not actual",
        ),
        pytest.param("planned-or-ordered", "factuality=Intended", "what", ["recapture"], id="planned-or-ordered: of one kind"),
        pytest.param(
            "evidence", "node=event/capture-sake", "part words entity begin",
            ["agent ; M23 ; M23 ; 61", "trigger ; captured ; - ; 69", "place ; Sake ; Sake ; 78", "trigger ; took ; - ; 106"],
            id="evidence: trigger and arguments",
        ),
        pytest.param("evidence", "node=claim/denial", "part section publisher url", [f"{part} ; body ; Lakes Wire ; http://example.org/sake" for part in ("speaker", "trigger", "content")], id="evidence: article"),
        pytest.param("events-near", "lat=-1.57; long=29.04", "km place what", ["0 ; Sake ; capture", "0 ; Sake ; capture", "23.9 ; Goma ; withdrawal"], id="events-near: nearest first"),
        pytest.param("events-near", "lat=-1.57; long=29.04; km=23; since=2025-02-08", "place date", ["Sake ; 2025-02", "Sake ; 2025-02-08"], id="events-near: within"),
        pytest.param("events-near", "lat=33.89; long=35.4", "km place", ["9.2 ; Beirut"], id="events-near: on a parallel"),
        pytest.param(
            "plover-rows", "country=SDN", "eventType actorName actorCountry actorSector recipientName placename country",
            [
                "ASSAULT ; Sudanese army ; SDN ; MIL ; El Fasher airport ; El Fasher airport ; SDN",
                "ASSAULT ; Rapid Support Forces | Sudanese army ; SDN ; MIL | REB ; - ; Khartoum ; SDN",
                "ASSAULT ; Sudanese army ; SDN ; MIL ; - ; Omdurman ; SDN",
            ],
            id="plover-rows: inherited codes, facts only",
        ),
        pytest.param("plover-rows", "factuality=Intended", "eventType", ["ASSAULT"], id="plover-rows: other factuality"),
        pytest.param(
            "acled-rows", "country=COD", "event_type sub_event_type actor1 location admin1 year time_precision fatalities",
            [
                "Strategic developments ; Agreement ; M23 ; - ; - ; - ; - ; -",
                "Violence against civilians ; Attack ; its fighters ; - ; - ; - ; - ; 12",
                "Strategic developments ; Arrests ; its fighters ; - ; - ; - ; - ; -",
                "Strategic developments ; Non-violent transfer of territory ; Congolese troops ; Goma ; North Kivu ; 2025 ; 1 ; -",
                "Battles ; Non-state actor overtakes territory ; M23 ; Sake ; North Kivu ; 2025 ; 3 ; -",
                "Battles ; Non-state actor overtakes territory ; M23 ; Sake ; North Kivu ; 2025 ; 1 ; -",
            ],
            id="acled-rows: an armed group takes a place",
        ),
        pytest.param("acled-rows", "factuality=Intended", "sub_event_type actor1", ["Government regains territory ; Sudanese army"], id="acled-rows: a state takes a place"),
        pytest.param("acled-rows", "type=DroneStrike", "sub_event_type", ["Air/drone strike"], id="acled-rows: an inherited code"),
        pytest.param("unlinked", "type=Place", "name kind mentions", ["El Fasher airport ; facility ; 1", "Kibati ; settlement ; 1"], id="unlinked: places"),
        pytest.param("unlinked", "country=RWA", "name", ["Rwanda's foreign minister"], id="unlinked: of a country"),
        pytest.param("unlinked", "least=2", "name", [], id="unlinked: mentioned often"),
        pytest.param(
            "coverage", "", "publisher day articles sentences events claims",
            ["- ; - ; 1 ; 6 ; 5 ; 1", "Lakes Wire ; 2025-02-10 ; 1 ; 6 ; 5 ; 4", "Nile Gazette ; 2025-02-12 ; 1 ; 6 ; 6 ; 2"],
            id="coverage: by publisher and day",
        ),
        pytest.param("coverage", "publisher=lakes wire; since=2025-02", "day", ["2025-02-10"], id="coverage: one publisher"),
    ],
)  # fmt: skip
def test_a_query_finds(store: OxigraphStore, name: str, given: str, columns: str, expected: list[str]) -> None:
    assert sorted(rows(store, name, given, columns)) == sorted(expected)


@pytest.mark.parametrize(
    ("name", "given", "columns", "expected"),
    [
        ("control", "place=Sake", "date", ["2025-02-08", "2025-02"]),
        ("events-near", "lat=-1.57; long=29.04", "km", ["0", "0", "23.9"]),
        ("timeline", "", "from", ["2024", "2025-01-27", "2025-02", "2025-02", "2025-02-08", "2025-02-08", "2025-02-11", "2025-03"]),
    ],
    ids=["control: last word first", "events-near: nearest first", "timeline: in order of time"],
)  # fmt: skip
def test_rows_come_in_order(store: OxigraphStore, name: str, given: str, columns: str, expected: list[str]) -> None:
    assert rows(store, name, given, columns) == expected


@pytest.mark.parametrize("name", ["plover-rows", "acled-rows", "who-did-what", "timeline"])
def test_an_event_is_one_row(store: OxigraphStore, name: str) -> None:
    ids = [row.get("event") or row.get("eventId") or row["event_id"] for row in found(store, name)]
    assert ids
    assert len(ids) == len(set(ids))


def test_a_fact_that_stands_in_two_graphs_is_one_row(store: OxigraphStore) -> None:
    twice = memory_store([SAMPLE])
    add_ontology(twice, load_ontology().files)
    copy = ox.NamedNode("http://x.test/copy")
    twice.replace_graph(copy, (ox.Quad(q.subject, q.predicate, q.object, copy) for q in memory_store([SAMPLE]).match()))
    needed = {"evidence": "node=claim/denial", "events-near": "lat=-1.6; long=29.1"}
    for name in NAMES:
        assert found(twice, name, needed.get(name, "")) == found(store, name, needed.get(name, "")), name


TOWNS = """#title: Towns
#description: Towns
#description: of a country.
#param country iso3 required "The country."
#param most integer default=10 "How many."
#param since date "From then on."

SELECT ?country { VALUES ?country { UNDEF } } # param
"""


def test_a_header_says_title_description_and_parameters() -> None:
    query = parse_query("towns", TOWNS, where="towns.rq")
    assert (query.title, query.description) == ("Towns", "Towns of a country.")
    assert [str(p) for p in query.parameters] == [
        "country (iso3, required)",
        "most (integer, default 10)",
        "since (date)",
    ]


def test_a_broken_header_is_told_with_its_line() -> None:
    with pytest.raises(QueryError, match=r"towns.rq:2: not of the form"):
        parse_query("towns", "#title: Towns\n#param country\nASK {}", where="towns.rq")


@pytest.mark.parametrize(
    ("given", "bound"),
    [
        ({"country": "ukr"}, {"country": '"UKR"'}),
        ({"country": "UKR", "since": "2025"}, {"since": '"2025"^^<http://www.w3.org/2001/XMLSchema#gYear>'}),
        ({"country": "UKR", "since": "2025-04"}, {"since": '"2025-04"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'}),
        ({"country": "UKR", "since": "2025-04-08"}, {"since": '"2025-04-08"^^<http://www.w3.org/2001/XMLSchema#date>'}),
        ({"country": "UKR"}, {"most": '"10"^^<http://www.w3.org/2001/XMLSchema#integer>'}),
    ],
    ids=["iso3", "year", "month", "day", "default"],
)
def test_a_parameter_becomes_a_term(given: Mapping[str, str], bound: Mapping[str, str]) -> None:
    bindings = bind(parse_query("towns", TOWNS, where="towns.rq"), given)
    assert {name: str(bindings[name]) for name in bound} == bound


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"country": "UKR", "sinse": "2025"}, r"no parameter 'sinse'; it takes country \(iso3, required\), most"),
        ({}, r"needs country \(iso3, required\)"),
        ({"country": "Ukraine"}, "country='Ukraine': iso3 wants three letters"),
        ({"country": "UKR", "since": "2025-02-30"}, "date wants 2025, 2025-04 or 2025-04-08"),
        ({"country": "UKR", "most": "many"}, "integer wants a whole number"),
    ],
    ids=["unknown", "missing", "iso3", "date", "integer"],
)
def test_a_wrong_parameter_is_told(given: Mapping[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        bind(parse_query("towns", TOWNS, where="towns.rq"), given)


def test_a_type_that_does_not_exist_is_told() -> None:
    query = parse_query("q", '#param x colour "X."\nASK {}', where="q.rq")
    with pytest.raises(QueryError, match="'colour' is none of class"):
        bind(query, {"x": "red"})


def test_an_unknown_query_is_told_with_those_like_it() -> None:
    with pytest.raises(QueryError, match="near it: who-did-what"):
        find_query(QUERIES, "who-did-it")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("SELECT ?x { ?x a ckg:Contradiction }", b"x\r\nhttps://w3id.org/conflict-kg/id/contradiction/sake\r\n"),
        ("# SELECT\nASK { ?x a ckg:Contradiction } # CONSTRUCT", b"true"),
        ("CONSTRUCT WHERE { ?x a ckg:Contradiction }", b"a ckg:Contradiction ."),
        ("DESCRIBE <https://w3id.org/conflict-kg/id/contradiction/sake>", b"ckg:ground ckg:Denial"),
    ],
    ids=["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"],
)
def test_the_form_is_known_by_parsing(store: OxigraphStore, text: str, answer: bytes) -> None:
    found = run(NamedQuery(name="q", text=text), store, {})
    assert answer in serialized(found, "ttl" if isinstance(found, tuple) else "csv")


@pytest.mark.parametrize(
    ("format_", "written"),
    [
        ("csv", b'a,b\r\n"x|y ""z""",\r\n'),
        ("tsv", b'?a\t?b\n"x|y \\"z\\""\t\n'),
        ("json", b'{"a":{"type":"literal","value":"x|y \\"z\\""}}'),
        ("xml", b'<binding name="a"><literal>x|y &quot;z&quot;</literal></binding>'),
        ("md", b'| a | b |\n| --- | --- |\n| x\\|y "z" |  |\n'),
    ],
)
def test_rows_are_written(format_: str, written: bytes) -> None:
    answer = Rows(("a", "b"), ((ox.Literal('x|y "z"'), None),))
    assert written in serialized(answer, format_)


@pytest.mark.parametrize(("answer", "format_"), [(True, "ttl"), ((), "csv"), (True, "md")], ids=str)
def test_a_format_that_cannot_hold_the_answer_is_told(answer: Answer, format_: str) -> None:
    with pytest.raises(QueryError, match="cannot hold"):
        serialized(answer, format_)


TERMS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00")).map(ox.Literal),
    st.text(st.characters(codec="utf-8")).map(lambda text: ox.Literal(text, language="en")),
    st.integers().map(ox.Literal),
    st.booleans().map(ox.Literal),
    st.just(ox.NamedNode("http://x.test/a")),
)


@given(st.lists(st.tuples(TERMS, st.none() | TERMS)))
def test_what_is_written_as_json_is_read_back_the_same(cells: list[tuple[ox.Literal, ox.Literal | None]]) -> None:
    written = serialized(Rows(("a", "b"), tuple(cells)), "json")
    read = ox.parse_query_results(written, format=ox.QueryResultsFormat.JSON)
    assert isinstance(read, ox.QuerySolutions)
    assert [(solution["a"], solution["b"]) for solution in read] == cells


ECHO = parse_query("echo", '#param n string required "N."\nSELECT ?n { VALUES ?n { UNDEF } }', where="echo.rq")


@pytest.mark.parametrize(
    "evil",
    [
        '"',
        '"} ?s ?p ?o #',
        "\\",
        '\\"',
        "'''",
        '""" } #',
        "?s",
        "\n",
        "} } DROP ALL #",
        "VALUES ?n { UNDEF }",
        "\\u0022",
    ],
)
def test_what_looks_like_sparql_is_bound_and_not_run(store: OxigraphStore, evil: str) -> None:
    if evil.strip():
        assert echoed(store, evil) == [evil]
    assert found(store, "who-did-what", f"agent={evil}x") == []


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1))
def test_any_text_is_bound_as_it_is(text: str) -> None:
    if text.strip():
        assert echoed(memory_store(), text) == [text]


def echoed(store: OxigraphStore, text: str) -> list[str]:
    rows = run(ECHO, store, bind(ECHO, {"n": text}))
    assert isinstance(rows, Rows)
    return [row[0].value for row in rows if row[0] is not None]


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["query", *map(str, arguments)])


def test_a_named_query_is_csv_where_there_is_no_terminal() -> None:
    result = kg("control", "--graph", SAMPLE, "--param", "place=Goma")
    assert result.exit_code == 0
    header, row = result.stdout.splitlines()
    assert header.startswith("place,country,date,holder,leaver,what")
    assert row.startswith("Goma,COD,2025-01-27,,Congolese troops (COD),withdrawal")


@pytest.mark.parametrize("columns", ["60", "300"], ids=["records", "table"])
def test_a_table_holds_whole_sentences(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    result = kg("control", "--graph", SAMPLE, "--format", "table", "--param", "place=Goma")
    words = " ".join(re.sub(r"\s+", " ", result.stdout).split())
    assert all(word in words for word in ("Congolese", "troops", "left", "Goma", "event/withdrawal"))
    assert "country" in words
    assert "holder" not in words
    assert "1 row" in result.stderr


def test_a_query_of_ones_own_is_read_from_a_file_or_the_command_line(tmp_path: Path) -> None:
    text = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a ckg:Claim }"
    (tmp_path / "my.rq").write_text(text)
    assert kg(tmp_path / "my.rq", "--graph", SAMPLE).stdout == kg("-e", text, "--graph", SAMPLE).stdout == "n\n7\n"


@pytest.mark.parametrize(("class_", "code", "said"), [("Claim", 0, "yes\n"), ("DiplomaticBreak", 1, "no\n")])
def test_an_ask_says_yes_or_no(class_: str, code: int, said: str) -> None:
    result = kg("-e", f"ASK {{ ?x a ckg:{class_} }}", "--graph", SAMPLE)
    assert (result.exit_code, result.stdout) == (code, said)


def test_a_construct_is_turtle() -> None:
    result = kg("-e", "CONSTRUCT WHERE { ?x a ckg:Contradiction }", "--graph", SAMPLE)
    assert "<https://w3id.org/conflict-kg/id/contradiction/sake> a ckg:Contradiction" in result.stdout


def test_the_list_names_each_query_with_its_parameters() -> None:
    shown = kg("--list").stdout
    assert all(f"{name}: {query.title}" in shown for name, query in QUERIES.items())
    assert "km (decimal, default 50)" in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-e", "SELECT ?x {\n ?x a }"), "at 2:"),
        (("who-did",), "near it: who-did-what"),
        (("who-did-what", "--param", "typ=Battle"), "takes country (iso3)"),
        (("who-did-what", "--param", "type=Batle"), "near it: Battle"),
        (("who-did-what", "--param", "country"), "NAME=VALUE"),
        (("events-near",), "needs lat (decimal, required)"),
        (("control", "--format", "xls"), "none of table, csv"),
        (("none.rq",), "none.rq cannot be read"),
        ((), "--list shows the names"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_told(monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    result = kg(*arguments, "--graph", SAMPLE)
    assert isinstance(result.exception, KgError) or result.exit_code == 2
    assert message in f"{result.stderr}{result.exception}"


def test_a_class_of_ones_own_goes_by_its_iri() -> None:
    bindings = bind(QUERIES["who-did-what"], {"type": "http://x.test/Hack"})
    assert bindings == {"type": ox.NamedNode("http://x.test/Hack")}
    assert bind(QUERIES["who-did-what"], {"type": "Battle"}) == {"type": ox.NamedNode(CKG + "Battle")}
