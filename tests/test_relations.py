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
        pytest.param("Kenya, as part of NATO, sent troops.", "subject=@KEN; memberOf=NATO", id="as part of"),
        pytest.param("As an ally of Kenya, Uganda left.", "subject=@UGA; alliedWith=@KEN", id="as an ally of"),
        pytest.param("France is one of Mali's allies.", "subject=@FRA; alliedWith=@MLI", id="one of the allies"),
        pytest.param("Iran's support for Hezbollah grew.", "subject=@IRN; supports=Hezbollah", id="support for"),
        pytest.param("Iran gave support to Hezbollah.", "subject=@IRN; supports=Hezbollah", id="gave support to"),
        pytest.param(
            "Iran remains firm in support of Hezbollah.", "subject=@IRN; supports=Hezbollah", id="in support of"
        ),
        pytest.param(
            "Iran provides Hezbollah with support.", "subject=@IRN; supports=Hezbollah", id="provides with support"
        ),
        pytest.param(
            "Iran is committed to supporting Hezbollah.", "subject=@IRN; supports=Hezbollah", id="committed to"
        ),
        pytest.param("Kony is known as the leader of Hezbollah.", "subject=Kony; leads=Hezbollah", id="known as"),
        pytest.param(
            "Officials at the health ministry fled.", "subject=Officials; memberOf=health ministry", id="officials at"
        ),
        pytest.param("The coalition, including Chad, met.", "subject=@TCD; memberOf=coalition", id="including"),
        pytest.param("Officers in the navy fled.", "subject=Officers; memberOf=navy", id="officers in"),
        pytest.param("Fighters from Hezbollah fled.", "subject=Fighters; memberOf=Hezbollah", id="fighters from"),
        pytest.param("Assad's regime fell.", "subject=Assad; leads=regime", id="called by who leads it"),
        pytest.param("The people of Mosul fled.", "subject=people; locatedIn=Mosul", id="the people of"),
        pytest.param("Rebels in Mali and Niger fled.", "subject=Rebels; locatedIn=@NER", id="in two places"),
        pytest.param("Zarka is a town in Yemen.", "subject=Zarka; locatedIn=@YEM", id="is a town in"),
        pytest.param("They held towns in Mali including Zarka.", "subject=Zarka; locatedIn=@MLI", id="towns including"),
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
        pytest.param("Iran withdrew its support for Hezbollah.", id="withdrawn"),
        pytest.param("Iran plans to support Hezbollah.", id="planned"),
        pytest.param("Kony resigned as leader of Hezbollah.", id="resigned"),
        pytest.param("Witnesses in court wept.", id="no member of the court"),
        pytest.param("Protesters at the ministry shouted.", id="no member of the ministry"),
    ],
)
def test_nothing_is_related_by_what_is_not_so(extractor: Extractor, text: str) -> None:
    assert relations(extractor, text) == []
