"""The command line, as a user meets it."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner, Result

from kg.cli.explain import bracketed, marked
from kg.cli.main import app
from kg.errors import KgError
from kg.explorer import Evidence, Mark
from kg.files import read_quads
from kg.namespaces import CKG
from kg.rdf.terms import standard
from kg.stores import open_store

ARTICLE = "The Israeli army said on Monday that it had struck Beirut. Hezbollah denied the attack."
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
CLAIMED = "Mali's army said that JNIM attacked a convoy in Douentza on Monday and killed six people."
DENIED = "JNIM denied that it had attacked a convoy in Douentza on Monday."
OTHER = "Rebels captured the town of Sake in eastern Congo on Sunday."


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@dataclass(frozen=True, slots=True)
class Built:
    """A folder with two articles, the graph and the store made of them, and the id of the first."""

    folder: Path
    result: Result

    @property
    def graph(self) -> Path:
        return self.folder / "g.nq"

    @property
    def store(self) -> Path:
        return self.folder / "store"

    def one(self, type_: str) -> str:
        """The IRI of some instance of a class."""
        quads = (q for q in read_quads(self.graph) if q.predicate == standard("rdf:type"))
        return min(str(q.subject.value) for q in quads if str(q.object).endswith(f"#{type_}>"))  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("cli")
    records = [{"id": "n-1", "text": ARTICLE, "published": "2024-05-08"}, {"id": "n-2", "text": OTHER}]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, records)))
    result = kg("build", folder / "in.jsonl", "-o", folder / "g.nq", "--json")
    assert kg("build", folder / "in.jsonl", "--store", folder / "store").exit_code == 0
    return Built(folder, result)


def test_a_build_prints_its_summary(built: Built) -> None:
    assert built.result.exit_code == 0
    summary = json.loads(built.result.stdout)
    assert (summary["articles"], summary["rejects"]) == (2, 0)
    assert summary["quads"] == sum(1 for _ in read_quads(built.graph))
    assert "2 articles, " in built.result.stderr


def test_rejects_are_listed_and_the_rest_is_built(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "empty.txt").write_text("")
    result = kg("build", tmp_path / "a.txt", tmp_path / "empty.txt", "-o", tmp_path / "g.nq")
    assert result.exit_code == 1
    (line,) = (tmp_path / "g.nq.rejects.jsonl").read_text().splitlines()
    assert "empty" in json.loads(line)["id"]
    assert (tmp_path / "g.nq").exists()


def test_where_nothing_can_be_read_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    for where in (("-o", tmp_path / "g.nq"), ("--store", tmp_path / "store")):
        result = kg("build", tmp_path / "empty.txt", *where, "--rejects", tmp_path / "r.jsonl")
        assert isinstance(result.exception, KgError)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["empty.txt", "r.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build", "none.txt", "-o", "g.nq"), "none.txt"),
        (("build", "a.txt", "-o", "g.csv"), "nq, trig"),
        (("build", "a.txt", "-o", "a.txt"), "read and written at once"),
        (("build", "a.txt", "-o", "none/g.nq"), "no such file or folder"),
        (("build", "a.txt", "-o", "g.nq", "--model", "no_such_model"), "no_such_model"),
        (("build", "a.txt", "-o", "g.nq", "--ontology", "none.ttl"), "none.ttl"),
        (("build", "a.txt"), "-o FILE"),
        (("build", "a.txt", "-o", "g.nq", "--published", "soon"), "no date"),
        (("build", "a.txt", "-o", "g.nq", "--base", "x y"), "no whole IRI"),
        (("explain", "event/x", "--store", "none"), "no such folder"),
        (("explain", "event/x"), "--store"),
        (("retract", "n-1", "--store", "none"), "no such folder"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_told_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "a.txt").write_text(ARTICLE)
    result = kg(*arguments)
    assert isinstance(result.exception, KgError) or result.exit_code == 2
    assert message in f"{result.stderr}{result.exception}"
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_an_event_is_explained_by_its_sentence_and_its_speakers(built: Built) -> None:
    result = kg("explain", built.one("Attack"), "--graph", built.graph)
    assert result.exit_code == 0, result.exception
    assert "[trigger struck]" in result.stdout
    assert "said by: " in result.stdout
    assert "(Asserts)" in result.stdout
    assert "ckg:trigger" in result.stdout


def test_a_store_explains_like_a_file(built: Built) -> None:
    claim = built.one("Claim")
    from_file, from_store = (kg("explain", claim, *where).stdout for where in _sources(built))
    assert from_file == from_store != ""


def _sources(built: Built) -> tuple[tuple[object, object], ...]:
    return ("--graph", built.graph), ("--store", built.store)


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two articles about one incident, linked."""
    folder = tmp_path_factory.mktemp("linked")
    records = [
        {"id": "m-1", "title": "Raid", "publisher": "Sahel Post", "published": "2025-05-06", "text": CLAIMED},
        {"id": "m-2", "title": "Denial", "published": "2025-05-07", "text": DENIED},
    ]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, records)))
    assert kg("build", folder / "in.jsonl", "--store", folder / "store").exit_code == 0
    assert kg("link", "--store", folder / "store").exit_code == 0
    return folder / "store"


def _instance(store: Path, class_: str) -> str:
    opened = open_store(store)
    found = {q.subject for q in opened.match(None, standard("rdf:type"), ox.NamedNode(CKG + class_))}
    assert len(found) == 1
    return str(found.pop().value)  # type: ignore[union-attr]


def test_an_incident_is_explained_by_its_reports_article_by_article(linked: Path) -> None:
    shown = kg("explain", _instance(linked, "Incident"), "--store", linked).stdout.splitlines()
    assert shown[0].startswith("Raid, Sahel Post, 2025-05-06 <")
    assert shown[1] == (
        "Mali's army said that [agent JNIM] [trigger attacked] [target a convoy] in [place Douentza] on Monday and "
        "[trigger killed] [target six people]."
    )
    assert shown[2].startswith("Denial, 2025-05-07 <")
    assert (
        shown[3]
        == "[agent JNIM] denied that it had [trigger attacked] [target a convoy] in [place Douentza] on Monday."
    )
    assert "label: attack, Douentza, 2025-05-05" in shown
    assert "agreesOn: AnswersIt, SameAgent, SameDay, SamePlace, SameTarget, SameType" in shown
    assert [line.partition(" <")[0] for line in shown if line.startswith("reported as: ")] == [
        "reported as: Attack (Actual)", "reported as: Killing (Actual)", "reported as: Attack (Negated)",
    ]  # fmt: skip


def test_a_contradiction_is_explained_by_its_claims(linked: Path) -> None:
    shown = kg("explain", _instance(linked, "Contradiction"), "--store", linked).stdout
    assert "[speaker Mali's army] [trigger said] that" in shown
    assert "[speaker JNIM] [trigger denied] that" in shown
    assert "ground: Denial\n" in shown
    assert "ofIncident: attack, Douentza, 2025-05-05 <" in shown
    assert "(Asserts) <" in shown
    assert "(Denies) <" in shown


def test_an_unknown_iri_is_told(built: Built) -> None:
    assert "nothing is known" in str(kg("explain", "event/none", "--graph", built.graph).exception)


def test_a_retracted_article_goes_and_the_other_stays(built: Built) -> None:
    assert kg("retract", "n-1", "--store", built.store).exit_code == 0
    assert kg("retract", "n-1", "--store", built.store).exit_code == 1
    alone = built.folder / "alone"
    (built.folder / "two.jsonl").write_text(json.dumps({"id": "n-2", "text": OTHER}))
    kg("build", built.folder / "two.jsonl", "--store", alone)
    assert _quads(built.store) == _quads(alone)


def test_articles_are_linked_unlinked_and_linked_again(tmp_path: Path) -> None:
    store, file = tmp_path / "store", tmp_path / "in.jsonl"

    def build(*texts: str) -> Result:
        records = [{"id": str(n), "text": text, "published": "2025-05-06"} for n, text in enumerate(texts)]
        file.write_text("\n".join(map(json.dumps, records)))
        return kg("build", file, "--store", store)

    told = "Police in Nairobi arrested opposition leader Samuel Kamau Otieno on Monday."
    build(told, "Samuel Kamau Otieno was arrested in Nairobi on Monday, his party said.")
    assert "2 articles linked; 1 incidents" in kg("link", "--store", store).stderr
    assert "0 articles linked; 1 incidents" in kg("link", "--store", store).stderr
    answer = kg("query", "incidents", "--store", store, "--format", "csv").stdout
    assert [line.partition(",")[0] for line in answer.splitlines()] == ["what", '"detention', '"detention']
    assert "the links of 1 changed articles are dropped" in build(told, "The parties met in Mombasa on Monday.").stderr
    assert kg("query", "incidents", "--store", store, "--format", "csv").stdout.count("\n") == 1
    assert "1 articles linked; 0 incidents" in kg("link", "--store", store).stderr


def _quads(folder: Path) -> set[str]:
    from kg.stores import open_store

    return {str(quad) for quad in open_store(folder).match()}


EVIDENCE = Evidence(sentence="Rebels [sic] fled.", marks=(Mark(0, 6, "agent"), Mark(13, 17, "trigger")))


def test_marks_stand_in_brackets_or_in_colour() -> None:
    assert bracketed(EVIDENCE) == "[agent Rebels] [sic] [trigger fled]."
    assert marked(EVIDENCE).count("[/]") == 4
    assert r"\[sic]" in marked(EVIDENCE)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"]], ids=" ".join)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom kg.cli.main import app\n"
        f"app({arguments!r}, standalone_mode=False)\n"
        "print([m for m in ('spacy', 'rdflib', 'pyshacl', 'numpy', 'dask', 'distributed', 'fsspec') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")


def test_an_error_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from kg.cli.main import main; main()",
        "explain",
        "x",
        "--store",
        str(tmp_path / "no"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("kg: ")
    assert done.stderr.count("\n") == 1


def test_the_text_that_is_kept_is_what_offsets_count(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    assert kg("build", tmp_path / "a.txt", "-o", tmp_path / "g.nq", "--keep-text").exit_code == 0
    same, different = (
        f"SELECT ?m WHERE {{ ?m <{NIF}beginIndex> ?b ; <{NIF}endIndex> ?e ; <{NIF}anchorOf> ?words ;"
        f" <{NIF}referenceContext>/<{NIF}isString> ?text FILTER (SUBSTR(?text, ?b + 1, ?e - ?b) {test} ?words) }}"
        for test in ("=", "!=")
    )
    assert kg("query", "-e", same, "--graph", tmp_path / "g.nq", "--format", "csv").stdout.count("\n") > 5
    assert kg("query", "-e", different, "--graph", tmp_path / "g.nq", "--format", "csv").stdout.count("\n") <= 1


@pytest.mark.parametrize("given", ["body", "words=body"])
def test_what_maps_no_field_is_refused(tmp_path: Path, given: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    result = kg("build", tmp_path / "a.txt", "-o", tmp_path / "g.nq", "--map", given)
    assert (result.exit_code, "no FIELD=NAME" in result.stderr) == (2, True)
