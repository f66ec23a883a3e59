"""Golden cases: a short text, what must be read from it, and what must not."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from tests.rows import holds, rows_of

from kg.documents import Document
from kg.extract import Extractor
from kg.facts import Facts

CASES = sorted((Path(__file__).parent / "cases").glob("*/*.toml"))
AT_LEAST = 60


def read_case(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_the_folder_holds_the_cases_it_should() -> None:
    assert len(CASES) >= AT_LEAST


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_is_read_as_stated(path: Path, extractor: Extractor) -> None:
    case = read_case(path)
    published = case.get("published")
    document = Document(
        id=path.stem,
        text=str(case["text"]),
        published=published if isinstance(published, dt.date) else None,
        publisher=None,
    )
    (facts,) = extractor([document])
    assert isinstance(facts, Facts)
    rows = rows_of(facts, gazetteer=extractor.knowledge.gazetteer)
    ontology = extractor.knowledge.ontology
    missing = [row for row in case.get("must", []) if not holds(str(row), rows, ontology)]  # type: ignore[attr-defined]
    wrong = [row for row in case.get("never", []) if holds(str(row), rows, ontology)]  # type: ignore[attr-defined]
    listing = "\n".join(map(str, rows))
    assert not missing and not wrong, f"missing {missing}\nwrong {wrong}\nread:\n{listing}"
