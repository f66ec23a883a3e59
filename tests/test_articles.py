"""What is said of an article as a whole: when it is from, and that another has its text."""

import datetime as dt

import pytest

from kg.documents import Document
from kg.extract import Extractor
from kg.facts import Facts

BODY = "Shells hit the market of Taiz on Monday, and eleven people were hurt, the hospital said."
DAY = dt.date(2025, 4, 9)


def facts_of(document: Document, extractor: Extractor) -> Facts:
    (facts,) = extractor([document])
    assert isinstance(facts, Facts)
    return facts


@pytest.mark.parametrize(
    "text, published, expected",
    [
        pytest.param(f"ADEN, 8 April 2025 (Sand Wire) – {BODY}", None, dt.date(2025, 4, 8), id="the dateline's"),
        pytest.param(f"ADEN, 8 April 2025 (Sand Wire) – {BODY}", DAY, DAY, id="its record's before the dateline's"),
        pytest.param(f"ADEN, 8 April (Sand Wire) – {BODY}", None, None, id="a day of no year"),
        pytest.param(BODY, None, None, id="none"),
    ],
)
def test_the_date_of_an_article(
    extractor: Extractor, text: str, published: dt.date | None, expected: dt.date | None
) -> None:
    document = Document(id="a", text=text, published=published)
    assert facts_of(document, extractor).document.published == expected


def test_a_reprint_is_not_read_again(extractor: Extractor) -> None:
    document = Document(id="b", text=BODY, reprint_of="a")
    assert facts_of(document, extractor) == Facts(document=document)
