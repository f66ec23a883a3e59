"""How much of what a reader links in articles about one incident is linked, and how much of that is right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import pytest

from kg.extract import Extractor
from kg.namespaces import CKG
from kg.ontology import load_ontology
from kg.queries import bind, load_queries, run
from kg.resources import data_folder
from kg.shapes import validate
from kg.stores import OxigraphStore, Rows, add_ontology
from tests.incidents import SETS, Annotated, Opposed, read_articles, read_opposed, read_superseded
from tests.linked import LINKS_GRAPH, a_linked_store, incidents, names, triggers, values

EIGHT = {"nyala", "siversk", "helicopter", "arbinda", "arrest", "chakothi", "motorcycle", "car"}
FOUND = {
    "first": {"eight": 0.8, "incidents": 0.8, "contradictions": 0.72},
    "more": {"incidents": 0.8, "contradictions": 0.65},
    "unread": {"incidents": 0.6, "contradictions": 0.35},
}
"""What share is found at least, of pairs of articles: of the eight incidents, of those told by the way too, of contradictions."""
WITHIN = {"first": {"losses": "arbinda", "civilians": "arbinda"}, "more": {"losses": "jamaame"}, "unread": {}}
"""What may be told apart from an incident or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A set of articles in a store, linked: event and claim → its article, and what its words are marked as."""

    name: str
    articles: Mapping[str, Annotated]
    opposed: Sequence[Opposed]
    store: OxigraphStore

    def labelled(self, *, claims: bool) -> dict[str, tuple[str, frozenset[str]]]:
        """What is marked as an incident, or what is marked as a claim."""
        found = {}
        for thing, places in triggers(self.store).items():
            article, within = self.articles[places[0][0]], WITHIN[self.name]
            marks = frozenset[str]().union(*(article.labels(span, claims=claims) for _, span in places))
            found[thing] = (places[0][0], frozenset(within.get(mark, mark) for mark in marks))
        return found


@pytest.fixture(scope="module", params=SETS)
def told(extractor: Extractor, request: pytest.FixtureRequest) -> Linked:
    """Each set of articles by itself."""
    return a_linked_set(request.param, extractor)


@pytest.fixture(scope="module")
def store(extractor: Extractor) -> OxigraphStore:
    return a_linked_set("first", extractor).store


@cache
def a_linked_set(name: str, extractor: Extractor) -> Linked:
    articles = read_articles(SETS[name])
    store = a_linked_store((article.document for article in articles.values()), extractor)
    return Linked(name=name, articles=articles, opposed=tuple(read_opposed(SETS[name])), store=store)


@pytest.fixture(scope="module")
def asked(store: OxigraphStore) -> OxigraphStore:
    """The store with the ontology, as questions want it."""
    add_ontology(store, load_ontology().files)
    return store


@pytest.mark.parametrize(
    "name, articles, incidents, contradictions", [("first", 24, 8, 22), ("more", 10, 8, 18), ("unread", 10, 8, 13)]
)
def test_the_articles_are_about_as_many_incidents(
    name: str, articles: int, incidents: int, contradictions: int
) -> None:
    found = read_articles(SETS[name])
    labels = {label for article in found.values() for label in article.spans if not label.startswith("=")}
    assert len(found) == articles
    assert len(labels) >= incidents
    assert len(list(read_opposed(SETS[name]))) == contradictions


@pytest.mark.parametrize("name", SETS)
def test_each_claim_that_is_said_to_contradict_another_is_marked(name: str) -> None:
    articles = read_articles(SETS[name])
    marked = {f"{id_}/{label[1:]}" for id_, a in articles.items() for label in a.spans if label.startswith("=")}
    named = {claim for opposed in read_opposed(SETS[name]) for claim in opposed.one | opposed.other}
    assert named | {claim for pair in read_superseded(SETS[name]) for claim in pair} <= marked


def test_incidents_are_right(told: Linked) -> None:
    marks = told.labelled(claims=False)
    pairs = [
        (one, other)
        for events in incidents(told.store).values()
        for one, other in combinations(sorted(events), 2)
        if marks[one][0] != marks[other][0]
    ]
    wrong = [(marks[one], marks[other]) for one, other in pairs if not marks[one][1] & marks[other][1]]
    assert pairs
    assert wrong == []


def test_incidents_are_found(told: Linked) -> None:
    marks = told.labelled(claims=False)
    wanted = {
        (label, *pair)
        for label in {label for article in told.articles.values() for label in article.spans if label[0] != "="}
        for pair in combinations(sorted(id_ for id_, article in told.articles.items() if label in article.spans), 2)
        if label not in WITHIN[told.name]
    }
    found = {
        (label, *sorted((marks[one][0], marks[other][0])))
        for events in incidents(told.store).values()
        for one, other in combinations(events, 2)
        for label in marks[one][1] & marks[other][1]
    } & wanted
    eight = [[pair for pair in pairs if pair[0] in EIGHT] for pairs in (found, wanted)]
    floors = FOUND[told.name]
    assert len(found) / len(wanted) >= floors["incidents"]
    assert len(eight[0]) >= floors.get("eight", 0) * len(eight[1])


def _opposed_claims(store: OxigraphStore) -> list[tuple[str, str, str]]:
    """Claim, counterclaim and ground of each contradiction across articles."""
    between: dict[str, list[str]] = {}
    for contradiction, claim in values(store, "between"):
        between.setdefault(contradiction, []).append(claim)
    across = {quad.subject.value for quad in store.match(graph=LINKS_GRAPH)}  # type: ignore[union-attr]
    found = ((*sorted(between[c]), ground.removeprefix(CKG)) for c, ground in values(store, "ground") if c in across)
    return sorted(found)  # type: ignore[arg-type]


def _matches(opposed: Opposed, one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> bool:
    mine, theirs = ([f"{article}/{label}" for label in labels] for article, labels in (one, other))
    return any(opposed.holds(a, b) for a in mine for b in theirs)


def test_contradictions_are_right(told: Linked) -> None:
    found, claimed = _opposed_claims(told.store), told.labelled(claims=True)
    wrong = [
        (ground, claimed[one], claimed[other])
        for one, other, ground in found
        if not any(ground in o.grounds and _matches(o, claimed[one], claimed[other]) for o in told.opposed)
    ]
    assert found
    assert wrong == []


def test_contradictions_are_found(told: Linked) -> None:
    claimed = told.labelled(claims=True)
    wanted = {
        (number, *sorted((a.partition("/")[0], b.partition("/")[0])))
        for number, opposed in enumerate(told.opposed)
        for a in opposed.one
        for b in opposed.other
        if opposed.holds(a, b)
    }
    found = {
        (number, *sorted((claimed[one][0], claimed[other][0])))
        for one, other, ground in _opposed_claims(told.store)
        for number, opposed in enumerate(told.opposed)
        if ground in opposed.grounds and _matches(opposed, claimed[one], claimed[other])
    }
    assert len(found) / len(wanted) >= FOUND[told.name]["contradictions"]


def test_a_corrected_number_is_superseded_not_contradicted(extractor: Extractor) -> None:
    first = a_linked_set("first", extractor)
    claimed = first.labelled(claims=True)
    found = {
        (f"{claimed[later][0]}/{a}", f"{claimed[earlier][0]}/{b}")
        for later, earlier in values(first.store, "supersedes")
        for a in claimed[later][1]
        for b in claimed[earlier][1]
    }
    assert read_superseded() <= found


def rows(store: OxigraphStore, name: str, given: dict[str, str], columns: str) -> list[tuple[str, ...]]:
    """Some columns of a named query's rows, the article as its id."""
    query = load_queries(data_folder("queries"))[name]
    found = run(query, store, bind(query, given))
    assert isinstance(found, Rows)
    known = names(store)
    values = [[None if term is None else term.value for term in row] for row in found]
    table = [dict(zip(found.variables, row, strict=True)) for row in values]
    return [tuple(known.get(row[c] or "", row[c] or "-") for c in columns.split()) for row in table]


def test_the_question_of_incidents_sets_the_three_accounts_side_by_side(asked: OxigraphStore) -> None:
    found = rows(asked, "incidents", {"place": "Bhamo"}, "what article killed")
    what = "interception, Bhamo, 2025-07-17"
    assert sorted(found) == [(what, "bhamo-agency", "11 | 8"), (what, "bhamo-junta", "8"), (what, "bhamo-kia", "-")]


def test_the_two_strikes_of_one_day_are_two_incidents(asked: OxigraphStore) -> None:
    found = rows(asked, "incidents", {"place": "Nabatieh"}, "incident article")
    articles = {incident: {article for other, article in found if other == incident} for incident, _ in found}
    assert sorted(map(sorted, articles.values())) == [
        ["car-agency", "car-hezbollah", "car-israel"],
        ["car-hezbollah", "motorcycle-agency", "motorcycle-hezbollah", "motorcycle-israel"],
    ]


def test_the_question_of_responsibility_says_who_blames_whom_and_who_denies(asked: OxigraphStore) -> None:
    found = set(rows(asked, "responsibility", {"place": "Nyala", "type": "Attack"}, "doer speakers stance article"))
    army, forces = "Sudanese Armed Forces (SDN)", "Rapid Support Forces (SDN)"
    assert {
        (army, forces, "asserts", "nyala-rsf"),
        (army, army, "denies", "nyala-army"),
        (forces, "Nabil Osman", "asserts", "nyala-army"),
        ("army", forces, "asserts", "nyala-agency"),
        ("army", "army", "denies", "nyala-agency"),
        (forces, "army", "asserts", "nyala-agency"),
    } <= found


def test_the_question_of_incidents_says_whose_fighters_they_are(asked: OxigraphStore) -> None:
    found = rows(asked, "incidents", {"place": "Aribinda"}, "agents article")
    assert ("its fighters (Jama'at Nusrat al-Islam wal-Muslimin)", "arbinda-jnim") in found


def test_the_question_of_casualties_has_every_number_of_an_incident(asked: OxigraphStore) -> None:
    found = rows(asked, "casualties", {"place": "Nyala", "outcome": "Killed"}, "incident count least article")
    told = {row[1:] for row in found if row[0] == "air strike, Nyala, 2025-06-08"}
    assert told == {
        ("21", "-", "nyala-rsf"), ("6", "-", "nyala-army"), ("-", "18", "nyala-agency"),
    }  # fmt: skip


def test_the_question_of_what_is_contested_goes_across_articles(asked: OxigraphStore) -> None:
    found = rows(asked, "contested", {"place": "Juba"}, "ground claimArticle counterclaimArticle")
    across = {(ground, *sorted((one, other))) for ground, one, other in found if one != other}
    assert ("date", "juba-government", "juba-opposition") in across


def test_the_question_of_control_marks_what_another_article_contradicts(asked: OxigraphStore) -> None:
    found = rows(asked, "control", {"place": "Siversk"}, "holder contested article")
    assert {
        ("Russian troops (RUS)", "true", "siversk-russia"),
        ("its soldiers (UKR)", "true", "siversk-ukraine"),
    } <= set(found)


def test_a_linked_store_conforms(store: OxigraphStore) -> None:
    assert list(validate(store.match(), ontology=load_ontology())) == []
