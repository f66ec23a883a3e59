"""Every row of the table in docs/factuality.md is read as it says."""

import re
from pathlib import Path

import pytest

from kg.documents import Document
from kg.extract import Extractor
from kg.facts import Facts

PAGE = Path(__file__).parent.parent / "docs" / "factuality.md"
ROW = re.compile(r"\| (?P<name>.+) \| (?P<text>.*\*\*.+\*\*.*) \| (?P<value>.+) \|")
ROWS = [match.groups() for line in PAGE.read_text(encoding="utf-8").splitlines() if (match := ROW.fullmatch(line))]
AT_LEAST = 50


def read(extractor: Extractor, marked: str) -> str:
    """The value of the event whose word stands in bold, as the table writes it."""
    before, word, after = marked.split("**")
    (facts,) = extractor([Document(id="row", text=before + word + after)])
    assert isinstance(facts, Facts)
    for event in facts.events:
        if any(span.begin <= len(before) < span.end for span in event.triggers):
            phase = "" if event.phase is None else f", phase `ckg:{event.phase}`"
            return f"`ckg:{event.factuality}`{phase}"
    return "no event"


def test_the_page_has_its_rows() -> None:
    assert len(ROWS) >= AT_LEAST


@pytest.mark.parametrize(("text", "value"), [pytest.param(text, value, id=name) for name, text, value in ROWS])
def test_the_construction_has_the_value_of_the_page(extractor: Extractor, text: str, value: str) -> None:
    assert read(extractor, text) == value
