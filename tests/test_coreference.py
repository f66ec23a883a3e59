"""Pronouns and descriptions refer to what their sentence lets them refer to."""

import pytest

from kg.documents import Document
from kg.extract import Extractor
from kg.facts import Facts
from tests.rows import holds, rows_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The rebels fled, but the army said its soldiers had stayed in Goma.",
            "Relation subject=its soldiers; memberOf=army",
            id="possessive: the subject of the clause around it",
        ),
        pytest.param(
            "Israel closed the airport, saying that militants had shelled it.",
            "Shelling target=airport",
            id="it as an object: what was acted upon",
        ),
        pytest.param(
            '"The hospital was hit," said a nurse in Mogadishu. "Militiamen shelled it again."',
            "Shelling target=hospital",
            id="inside a quotation: what was quoted",
        ),
        pytest.param(
            "Zarif Duvanov is the president of Tajikistan. The president met rebels in Kabul.",
            "Meeting agent=Duvanov",
            id="office by copula",
        ),
        pytest.param(
            "Chad sent 200 soldiers to Bangui. The country also sent tanks.",
            "Entity name=Chad; name=The country",
            id="the country",
        ),
        pytest.param(
            "Two priests were kidnapped in Lagos. The two men were freed on Sunday.",
            "Group name=priests; name=The two men",
            id="as many as before",
        ),
    ],
)
def test_words_refer_to_their_antecedent(extractor: Extractor, text: str, expected: str) -> None:
    (facts,) = extractor([Document(id="text", text=text)])
    assert isinstance(facts, Facts)
    rows = rows_of(facts, gazetteer=extractor.knowledge.gazetteer)
    assert holds(expected, rows, extractor.knowledge.ontology), "\n".join(map(str, rows))
