"""The words for standing relations say who leads, backs, opposes, belongs to whom, and when they do not."""

import pytest

from kg.documents import Document
from kg.extract import Extractor
from kg.facts import Facts
from tests.rows import holds, rows_of


def relations(extractor: Extractor, text: str) -> list[str]:
    """What holds between entities by the text, as rows."""
    (facts,) = extractor([Document(id="text", text=text)])
    assert isinstance(facts, Facts)
    rows = [row for row in rows_of(facts, gazetteer=extractor.knowledge.gazetteer) if row.type == "Relation"]
    return [str(row) for row in rows if "role" not in row.fields]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The militia led by Khalifa Haftar left.", "subject=Haftar; leads=militia", id="led by"),
        pytest.param(
            "The Wagner Group was led by Yevgeny Prigozhin.", "subject=Prigozhin; leads=Wagner", id="was led by"
        ),
        pytest.param("Joseph Kony, leader of Hezbollah, fled.", "subject=Kony; leads=Hezbollah", id="apposition"),
        pytest.param("Hamas leader Yahya Sinwar spoke.", "subject=Sinwar; leads=Hamas", id="before the name"),
        pytest.param("Iran supports Hezbollah.", "subject=@IRN; supports=Hezbollah", id="supports"),
        pytest.param("Hezbollah is backed by Iran.", "subject=@IRN; supports=Hezbollah", id="backed by"),
        pytest.param("Iran-backed rebels left.", "subject=@IRN; supports=rebels", id="with a hyphen"),
        pytest.param("Hezbollah is allied with Iran.", "subject=Hezbollah; alliedWith=@IRN", id="allied with"),
        pytest.param("Kenya is an ally of Uganda and Rwanda.", "subject=@KEN; alliedWith=@RWA", id="each of a row"),
        pytest.param("Pakistan, a rival of India, protested.", "subject=@PAK; opposes=@IND", id="rival of"),
        pytest.param("Hezbollah is a proxy of Iran.", "subject=@IRN; supports=Hezbollah", id="proxy of"),
    ],
)
def test_words_say_a_relation(extractor: Extractor, text: str, expected: str) -> None:
    (facts,) = extractor([Document(id="text", text=text)])
    assert isinstance(facts, Facts)
    rows = rows_of(facts, gazetteer=extractor.knowledge.gazetteer)
    assert holds(f"Relation {expected}", rows, extractor.knowledge.ontology), relations(extractor, text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The former ally of Iran left.", id="over"),
        pytest.param("Rwanda does not support the M23.", id="negated"),
        pytest.param("Rwanda denied supporting the M23.", id="denied"),
        pytest.param("Iran may support Hezbollah.", id="possible"),
        pytest.param("Iran stopped supporting Hezbollah.", id="ended"),
        pytest.param("Turkey supports the plan.", id="object is no actor"),
    ],
)
def test_nothing_is_related_by_what_is_not_so(extractor: Extractor, text: str) -> None:
    assert relations(extractor, text) == []
