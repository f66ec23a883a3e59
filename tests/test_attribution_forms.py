"""Forms of attribution beside the said-clause: feelings, hearsay, signatures, participles; what is no attribution."""

import pytest
from spacy.language import Language

from kg.lexicon.cues import CueLexicon, compile_cues
from kg.nlp.attribution import find_attributions
from kg.nlp.parse import parse_of
from kg.nlp.quotes import find_quotes
from kg.resources import data_folder
from kg.turtle import read_knowledge

Told = tuple[str, str | None, str, str]


@pytest.fixture(scope="module")
def cues() -> CueLexicon:
    return compile_cues(read_knowledge([data_folder("ontologies") / "lexicon" / "reporting.ttl"]))


def told(nlp: Language, cues: CueLexicon, text: str) -> list[Told]:
    """Stance, speaker's head, cue and content of each attribution, pieces joined by an ellipsis."""
    parses = [parse_of(nlp(paragraph)) for paragraph in text.split("\n")]
    return [
        (
            found.stance.value,
            None if found.source is None else parses[found.source_paragraph].words[found.source],
            " … ".join(parses[found.paragraph].quote(*words) for words in found.cue),
            " … ".join(parses[n].quote(start, end) for n, start, end in found.contents),
        )
        for found in find_attributions(parses, cues=cues, quotes=find_quotes(parses))
    ]


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            '"The road is open," the colonel told reporters, adding that two bridges still had to be cleared.',
            [
                ("Asserts", "colonel", "told", '"The road is open,"'),
                ("Asserts", "colonel", "adding", "that two bridges still had to be cleared"),
            ],
            id="the-road-is-open-the-colonel",
        ),
        pytest.param(
            '"They left in haste," Okello recalled, suggesting the raid had been betrayed.',
            [
                ("Asserts", "Okello", "recalled", '"They left in haste,"'),
                ("Suggests", "Okello", "suggesting", "the raid had been betrayed"),
            ],
            id="they-left-in-haste-okello-recalled",
        ),
        pytest.param(
            "“We buried nine people in one morning.” — Mariam Keita, teacher",
            [("Asserts", "Keita", "—", "“We buried nine people in one morning.”")],
            id="we-buried-nine-people-in-one",
        ),
        pytest.param(
            "The general, who denied the killings, was removed in May.",
            [("Denies", "general", "denied", "the killings")],
            id="the-general-who-denied-the-killings",
        ),
        pytest.param(
            "Farmers were furious that the army had mined their fields.",
            [("Asserts", "Farmers", "furious", "that the army had mined their fields")],
            id="farmers-were-furious-that-the-army",
        ),
        pytest.param(
            "The governor was angered by the raid.",
            [("Asserts", "governor", "angered by", "the raid")],
            id="the-governor-was-angered-by-the",
        ),
        pytest.param(
            "The islanders despise the junta.",
            [("Asserts", "islanders", "despise", "the junta")],
            id="the-islanders-despise-the-junta",
        ),
        pytest.param(
            "The president is determined to retake the port.",
            [("Asserts", "president", "determined", "to retake the port")],
            id="the-president-is-determined-to-retake",
        ),
        pytest.param(
            "The union is reluctant to endorse the accord.",
            [("Asserts", "union", "reluctant", "to endorse the accord")],
            id="the-union-is-reluctant-to-endorse",
        ),
        pytest.param(
            "Parliament voted to expel the ambassador.",
            [("Asserts", "Parliament", "voted", "to expel the ambassador")],
            id="parliament-voted-to-expel-the-ambassador",
        ),
        pytest.param(
            "The minister lashed out at the mediators.",
            [("Asserts", "minister", "lashed out at", "the mediators")],
            id="the-minister-lashed-out-at-the",
        ),
        pytest.param(
            "The envoy would like to visit the camp.",
            [("Asserts", "envoy", "like", "to visit the camp")],
            id="the-envoy-would-like-to-visit",
        ),
        pytest.param(
            "Allegations of torture surfaced in June.",
            [("Asserts", None, "Allegations of", "torture")],
            id="allegations-of-torture-surfaced-in-june",
        ),
        pytest.param(
            "The discovery that the wells were poisoned caused panic.",
            [],
            id="the-discovery-that-the-wells-were",
        ),
        pytest.param(
            "The militia is regarded as a proxy of the neighbouring state.",
            [("Asserts", None, "regarded", "The militia … as a proxy of the neighbouring state")],
            id="the-militia-is-regarded-as-a",
        ),
        pytest.param(
            "The commander was criticised for the delay.",
            [("Asserts", None, "criticised", "The commander … for the delay")],
            id="the-commander-was-criticised-for-the",
        ),
        pytest.param(
            "The march, condemned by the bishops, ended in silence.",
            [("Asserts", "bishops", "condemned", "The march")],
            id="the-march-condemned-by-the-bishops",
        ),
        pytest.param(
            "A rebel column called Storm reached the river.",
            [],
            id="a-rebel-column-called-storm-reached",
        ),
        pytest.param(
            "The court fined the newspaper for saying that the army had fled.",
            [("Asserts", "newspaper", "saying", "that the army had fled")],
            id="the-court-fined-the-newspaper-for",
        ),
        pytest.param(
            "Nobody believes that the truce will hold.",
            [],
            id="nobody-believes-that-the-truce-will",
        ),
        pytest.param(
            "The mayor began work at dawn.",
            [],
            id="the-mayor-began-work-at-dawn",
        ),
        pytest.param(
            '"We will rebuild," the mayor went on.',
            [("Asserts", "mayor", "went on", '"We will rebuild,"')],
            id="we-will-rebuild-the-mayor-went",
        ),
        pytest.param(
            "The spokesman said the convoy had turned back because the road was mined.",
            [("Asserts", "spokesman", "said", "the convoy had turned back because the road was mined")],
            id="the-spokesman-said-the-convoy-had",
        ),
        pytest.param(
            "The bishop spoke of the dead, and how the village had buried them.",
            [("Asserts", "bishop", "spoke of", "the dead, and how the village had buried them")],
            id="the-bishop-spoke-of-the-dead",
        ),
        pytest.param(
            "Ugandan claims that the rebels had fled were false.",
            [("Asserts", "Ugandan", "claims", "that the rebels had fled … were false")],
            id="ugandan-claims-that-the-rebels-had",
        ),
        pytest.param(
            "State television, quoting the army, reported that the town had fallen.",
            [
                ("Asserts", "army", "quoting", "that the town had fallen"),
                ("Asserts", "television", "reported", "that the town had fallen"),
            ],
            id="state-television-quoting-the-army-reported",
        ),
        pytest.param(
            "Twelve people were reported killed in the raid.",
            [("Asserts", None, "reported", "Twelve people … killed in the raid")],
            id="twelve-people-were-reported-killed-in",
        ),
        pytest.param(
            "The inspectors found no evidence that the plant had been shelled.",
            [("Doubts", "inspectors", "found … evidence", "that the plant had been shelled")],
            id="the-inspectors-found-no-evidence-that",
        ),
        pytest.param(
            "AFP could not independently verify the claim that 20 soldiers had been killed.",
            [("Doubts", "AFP", "verify", "that 20 soldiers had been killed")],
            id="afp-could-not-independently-verify-the",
        ),
        pytest.param(
            "The claims could not be independently verified.",
            [("Doubts", None, "verified", "The claims")],
            id="the-claims-could-not-be-independently",
        ),
        pytest.param(
            "Residents described hearing explosions throughout the night.",
            [("Asserts", "Residents", "described", "hearing explosions throughout the night")],
            id="residents-described-hearing-explosions-throughout-the",
        ),
        pytest.param(
            "Witnesses reported seeing bodies in the street.",
            [("Asserts", "Witnesses", "reported", "seeing bodies in the street")],
            id="witnesses-reported-seeing-bodies-in-the",
        ),
        pytest.param(
            "The ceasefire was violated, each side said, blaming the other.",
            [("Asserts", "side", "said", "The ceasefire was violated"), ("Asserts", "side", "blaming", "the other")],
            id="the-ceasefire-was-violated-each-side",
        ),
        pytest.param(
            "The mayor's office put the death toll at 14.",
            [("Asserts", "office", "put", "the death toll at 14")],
            id="the-mayor-s-office-put-the",
        ),
        pytest.param(
            "Contrary to what the army says, the bridge still stands.",
            [],
            id="contrary-to-what-the-army-says",
        ),
        pytest.param(
            "As the minister put it, the war is over.",
            [("Asserts", "minister", "put it", "the war is over")],
            id="as-the-minister-put-it-the",
        ),
        pytest.param(
            "Asked whether troops had entered the city, the spokesman said they had not.",
            [("Asserts", "spokesman", "said", "they had not")],
            id="asked-whether-troops-had-entered-the",
        ),
        pytest.param(
            "In the bishop's view, the truce is dead.",
            [("Asserts", "bishop", "In the bishop's view", "the truce is dead")],
            id="in-the-bishop-s-view-the",
        ),
        pytest.param(
            "Footage showed a convoy burning.",
            [("Asserts", "Footage", "showed", "a convoy burning")],
            id="footage-showed-a-convoy-burning",
        ),
        pytest.param(
            "The minister said the junta would announce the list on Friday.",
            [("Asserts", "minister", "said", "the junta would announce the list on Friday")],
            id="the-minister-said-the-junta-would",
        ),
        pytest.param(
            "Manila dismissed the talks as a ploy.",
            [("Asserts", "Manila", "dismissed", "the talks as a ploy")],
            id="manila-dismissed-the-talks-as-a",
        ),
        pytest.param(
            "Nairobi rejected accusations by the opposition that its police had fired first.",
            [
                ("Denies", "Nairobi", "rejected", "that its police had fired first"),
                ("Asserts", "opposition", "accusations", "that its police had fired first"),
            ],
            id="nairobi-rejected-accusations-by-the-opposition",
        ),
        pytest.param(
            "The envoy said:\nWe deplore the raid on the camp. Militiamen burned it on Sunday.\nOur teams will return.\nThe camp lies in the north.",
            [
                (
                    "Asserts",
                    "envoy",
                    "said",
                    "We deplore the raid on the camp. Militiamen burned it on Sunday … Our teams will return",
                )
            ],
            id="the-envoy-said-we-deplore-the",
        ),
    ],
)
def test_forms_of_attribution(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """Who says or feels what, by forms of every kind."""
    assert told(nlp, cues, text) == expected
