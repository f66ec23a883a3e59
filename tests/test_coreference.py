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
        pytest.param(
            "Al-Shabaab shelled Baidoa on Monday. The group also freed 12 prisoners.",
            "Release agent=al-Shabaab",
            id="the group after a group's name",
        ),
        pytest.param(
            "Hezbollah fired rockets at Haifa. The militants also attacked a checkpoint near Tyre.",
            "Attack agent=Hezbollah",
            id="the militants after an armed group's name",
        ),
        pytest.param(
            "Chad's army fought rebels near Bol. The army shelled two villages on Friday.",
            "Shelling agent=Chad's army",
            id="the army after a country's army",
        ),
        pytest.param(
            "A baker in Kidal, Ousmane Ag Tolba, said soldiers had burned the market.",
            "Person name=Ousmane Ag Tolba",
            id="who is described with a place before his name",
        ),
        pytest.param(
            "General Ramon Vidal Ortega met governors in Lima. Vidal visited Cusco on Friday.",
            "Visit agent=Ramon Vidal Ortega",
            id="the first of two surnames",
        ),
        pytest.param(
            '"We sank the ship," said Yahya Tamer, a spokesman for the Houthis in Yemen.',
            "Attack agent=Houthis",
            id="we: the body of no state whose spokesman speaks",
        ),
        pytest.param(
            "Egypt said 27 of its soldiers who were taken by the RSF had gone home. They were in Sudan to train, it said.",
            "Group[soldiers] name=They",
            id="they: those of whom a number is the subject",
        ),
        pytest.param(
            "Kenya called on Sudan to stop its attacks on villages.",
            "Attack agent=Sudan",
            id="its: of who is asked to act",
        ),
        pytest.param(
            "The United Nations, whose monitors had watched the pass, said 15 of them had been arrested.",
            "Detention target=monitors",
            id="them: people of whom some are counted, no body",
        ),
        pytest.param(
            '"We deplore the killings," White House spokesman Rob Hale said.',
            "Accusation agent=United States",
            id="we: the government from whose seat somebody speaks",
        ),
        pytest.param(
            "Nurse Hawa Sow met Modibo Kane, who told her he had ordered the raid.",
            "Order agent=Modibo Kane",
            id="he: not who was she before",
        ),
        pytest.param(
            "The commander said Moussa Bah had spoken to the envoy, who said he had visited Gao.",
            "Visit agent=envoy",
            id="he: whom the clause around describes",
        ),
        pytest.param(
            "Hezbollah rejected the report. In a message on Telegram, the group said it had shelled Haifa.",
            "Shelling agent=Hezbollah",
            id="the group is not where its statement stands",
        ),
    ],
)
def test_words_refer_to_their_antecedent(extractor: Extractor, text: str, expected: str) -> None:
    (facts,) = extractor([Document(id="text", text=text)])
    assert isinstance(facts, Facts)
    rows = rows_of(facts, gazetteer=extractor.knowledge.gazetteer)
    assert holds(expected, rows, extractor.knowledge.ontology), "\n".join(map(str, rows))
