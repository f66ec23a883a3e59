"""Golden cases: a short text, what must be read from it, and what must not.

A case with `known` is read wrongly for the reason that it gives; it fails the test as soon as it is read rightly.
"""

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from kg.documents import Document
from kg.extract import Extractor
from kg.facts import Facts
from tests.invariants import breaches
from tests.rows import holds, rows_of

FOLDER = Path(__file__).parent / "cases"
AT_LEAST = 860


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a case file states."""

    construction: str
    text: str
    must: list[str]
    never: list[str]
    published: dt.date | None
    known: str | None
    vary: list[str]
    orders: list[str]
    unstable: dict[str, str]


def read_case(path: Path) -> Case:
    stated = tomllib.loads(path.read_text(encoding="utf-8"))
    return Case(
        construction=stated["construction"],
        text=stated["text"],
        must=stated.get("must", []),
        never=stated.get("never", []),
        published=stated.get("published"),
        known=stated.get("known"),
        vary=stated.get("vary", []),
        orders=stated.get("orders", []),
        unstable=stated.get("unstable", {}),
    )


def cases() -> Iterator[ParameterSet]:
    for path in sorted(FOLDER.glob("*/*.toml")):
        case = read_case(path)
        marks = [pytest.mark.xfail(reason=case.known, strict=True)] if case.known else []
        yield pytest.param(case, id=f"{path.parent.name}/{path.stem}", marks=marks)


def test_the_folder_holds_the_cases_it_should() -> None:
    assert len(list(cases())) >= AT_LEAST


@pytest.mark.parametrize("case", list(cases()))
def test_case_is_read_as_stated(case: Case, extractor: Extractor) -> None:
    (facts,) = extractor([Document(id=case.construction, text=case.text, published=case.published)])
    assert isinstance(facts, Facts)
    assert not list(breaches(facts))
    rows = rows_of(facts, gazetteer=extractor.knowledge.gazetteer)
    ontology = extractor.knowledge.ontology
    missing = [row for row in case.must if not holds(row, rows, ontology)]
    wrong = [row for row in case.never if holds(row, rows, ontology)]
    listing = "\n".join(map(str, rows))
    assert (missing, wrong) == ([], []), f"read:\n{listing}"
