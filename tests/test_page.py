"""The web page over a store: what it is made of, what it offers, and what a browser makes of it."""

import hashlib
import importlib
import re
import shutil
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx
import pytest

from kg.endpoint import Limits, application
from kg.endpoint.snapshot import Snapshot
from kg.explorer.page import routes
from kg.namespaces import BASE, CKG
from kg.ontology import load_ontology
from kg.queries import bind, load_queries, run, serialized
from kg.resources import data_folder
from kg.stores import OxigraphStore, add_ontology, create_store
from tests.servers import served

SAMPLE = Path(__file__).parent / "data" / "sample.trig"
WEB = data_folder("web")
QUERIES = load_queries(data_folder("queries"))
GIVEN = {"evidence": {"node": "claim/denial"}, "events-near": {"lat": "-1.6", "long": "29.1"}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("page") / "store"
    store = create_store(made)
    store.load(SAMPLE)
    add_ontology(store, load_ontology().files)
    store.close()
    return made


@pytest.fixture(scope="module")
def store(folder: Path) -> OxigraphStore:
    return Snapshot(folder).current()


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[httpx.Client]:
    pages = routes(Snapshot(folder).current)
    with served(application(folder, limits=Limits(parallel=1), pages=pages)) as asked:
        yield asked


def test_the_page_and_all_that_it_names_are_served(client: httpx.Client) -> None:
    page = client.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    named = re.findall(r'(?:href|src)="(web/[^"]+)"', page.text)
    assert len(named) == 5
    for name in named:
        assert client.get(f"/{name}").status_code == HTTPStatus.OK


def test_nothing_of_the_page_comes_from_elsewhere(client: httpx.Client) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "http" not in policy
    for name in ("index.html", "explorer.js", "explorer.css"):
        assert "//" not in re.sub(
            r"(^|\s)//.*|www.w3.org", "", (WEB / name).read_text(encoding="utf-8"), flags=re.MULTILINE
        )


def test_the_editor_is_as_its_makers_ship_it_with_its_licences() -> None:
    vendored = WEB / "vendor" / "yasgui"
    sums = dict(line.split()[::-1] for line in (vendored / "SHA256SUMS").read_text().splitlines())
    assert {name: hashlib.sha256((vendored / name).read_bytes()).hexdigest() for name in sums} == sums
    assert "@zazuko/yasgui 4.6.2 (MIT)" in (vendored / "LICENSES.txt").read_text(encoding="utf-8")


def test_a_browser_that_opens_the_endpoint_is_led_to_the_page(client: httpx.Client) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    led = client.get("/sparql", headers={"Accept": browser})
    assert (led.status_code, led.headers["location"]) == (HTTPStatus.SEE_OTHER, "/")
    assert client.get("/sparql", headers={"Accept": "text/turtle"}).status_code == HTTPStatus.OK


def test_all_questions_are_offered_with_their_parameters(client: httpx.Client) -> None:
    offered = client.get("/questions").json()
    assert (offered["base"], offered["prefixes"]["ckg"]) == (BASE, CKG)
    assert {"ckg:Shelling", "ckg:agent", "ckg:Denies"} <= set(offered["terms"])
    assert [question["name"] for question in offered["questions"]] == list(QUERIES)
    near = next(question for question in offered["questions"] if question["name"] == "events-near")
    assert near["parameters"][0] == {
        "name": "lat",
        "text": "Latitude in degrees, north positive.",
        "wanted": "a number, such as 48.5",
        "required": True,
        "default": None,
    }


@pytest.mark.parametrize("name", QUERIES)
def test_a_question_of_the_page_gives_the_rows_of_the_command(
    client: httpx.Client, store: OxigraphStore, name: str
) -> None:
    given = GIVEN.get(name, {"country": "COD"} if any(p.name == "country" for p in QUERIES[name].parameters) else {})
    text = client.get(f"/questions/{name}", params=given).text
    assert not text.startswith("#")
    assert "UNDEF" not in text
    found = client.post("/sparql", data={"query": text}, headers={"Accept": "text/csv"})
    assert found.content == serialized(run(QUERIES[name], store, bind(QUERIES[name], given)), "csv")


@pytest.mark.parametrize(
    ("address", "status", "reason"),
    [
        ("/questions/events-near", 400, "needs lat"),
        ("/questions/who-did-what?since=soon", 400, "date wants 2025"),
        ("/questions/who-did-what?type=Shelings", 400, "no term 'Shelings'"),
        ("/questions/who-did-what?zz=1", 400, "no parameter 'zz'"),
        ("/questions/who-did", 404, "near it: who-did-what"),
        ("/explain?iri=no iri", 400, "iri: "),
        ("/explain", 400, "iri: "),
        ("/explain?iri=http://x.test/none", 404, "nothing is known of http://x.test/none"),
        ("/web/../pyproject.toml", 404, ""),
        ("/none", 404, ""),
    ],
)
def test_what_is_wrong_is_told(client: httpx.Client, address: str, status: int, reason: str) -> None:
    found = client.get(address)
    assert (found.status_code, reason in found.text) == (status, True), found.text


def test_a_claim_is_explained_by_its_sentence_and_its_article(client: httpx.Client) -> None:
    said = client.get("/explain", params={"iri": f"{BASE}claim/denial"}).json()
    (sentence,) = said["evidence"]
    assert "trigger" in [role for _, role in sentence["pieces"]]
    assert sentence["article"]["iri"].startswith("http")
    assert ["stance", "Denies"] in said["lines"]
    assert "a ckg:Claim" in said["triples"]


def test_what_the_store_holds_is_counted(client: httpx.Client, store: OxigraphStore) -> None:
    query = client.get("/questions/contents").text
    (row,) = client.post("/sparql", data={"query": query}).json()["results"]["bindings"]
    for name, class_ in (("articles", "Article"), ("events", "Event"), ("claims", "Claim")):
        assert int(row[name]["value"]) == len({r[0] for r in store.select(f"SELECT ?x {{ ?x a ckg:{class_} }}")})
    assert row["first"]["value"] <= row["last"]["value"]


# Outside of what the project depends on: pip install playwright, apt install chromium.
CHROMIUM = shutil.which("chromium")
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"


@pytest.fixture
def tab(client: httpx.Client) -> Iterator[Any]:
    """A tab of a browser that shows the page; at its end, nothing was asked of anybody else and nothing went wrong."""
    if CHROMIUM is None or importlib.util.find_spec("playwright") is None:
        pytest.skip("chromium or playwright is not installed")
    driver = importlib.import_module("playwright.sync_api")
    with driver.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        opened = browser.new_page()
        asked: list[str] = []
        wrong: list[str] = []
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        opened.goto(str(client.base_url))
        yield opened
        browser.close()
    assert [url for url in asked if not url.startswith((str(client.base_url), "data:"))] == []
    assert wrong == []


def test_in_a_browser_a_question_is_asked_with_a_click_and_an_event_explained_with_another(tab: Any) -> None:
    tab.wait_for_selector("#questions a")
    assert tab.locator("#questions a").count() == len(QUERIES)
    tab.get_by_text(re.compile(r"\d+ articles.*\d+ events")).wait_for()
    tab.click("#questions a[href='#who-did-what']")
    tab.wait_for_selector(".tabPanel.active .reading tbody tr")
    rows = tab.locator(".tabPanel.active .reading tbody tr")
    last = rows.nth(rows.count() - 1)
    tab.locator(".tabPanel.active .reading a.iri[href*='/event/']").first.click()
    tab.wait_for_selector("#evidence mark.trigger")
    tab.fill("#question input[name=country]", "ZWE")
    tab.click("#question button")
    last.wait_for(state="detached")
    assert tab.url.endswith("#who-did-what?country=ZWE")


def test_in_a_browser_the_editor_completes_terms_and_declares_their_prefix(tab: Any) -> None:
    tab.click(".tabPanel.active .CodeMirror")
    tab.keyboard.press("Control+A")
    tab.keyboard.press("Delete")
    tab.keyboard.type("SELECT * {\n?event a ckg:shel", delay=20)
    tab.get_by_text("ckg:Shelling", exact=True).wait_for()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Control+Space")
    tab.keyboard.type(" }")
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector(".tabPanel.active .reading table")
    assert f"PREFIX ckg: <{CKG}>" in tab.inner_text(".tabPanel.active .CodeMirror")
